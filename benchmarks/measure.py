"""Runs programs and tells what they cost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
"""With compiled modules kept, as they are for whoever installs with pip."""


_START_TAG = re.compile(rb"<[a-z]")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took, with all that it started."""

    cpu: float
    """Seconds, user and system."""
    peak: float
    """MB of memory at the highest."""


class Spread(NamedTuple):
    """A median, and the quartiles around it."""

    low: float
    middle: float
    high: float


class Run:
    """A program that is running in a folder."""

    def __init__(self, command: list[str], folder: Path, package: Path | None = None) -> None:
        """`package`: a checkout of another version of the plugin, to be used instead of the one installed."""
        environment = {**ENVIRONMENT, "PYTHONPATH": str(package)} if package else ENVIRONMENT
        self._command = command
        self._output = folder / "output.txt"
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, env=environment)

    def cost(self) -> Cost:
        """Waits for its end; raises RuntimeError with what it printed when it failed."""
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        if self._process.returncode:
            raise RuntimeError(f"{' '.join(self._command)} failed:\n{self._output.read_text(encoding='utf-8')}")
        unit = 2**20 if sys.platform == "darwin" else 2**10
        return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def start(folder: Path, *options: str, package: Path | None = None) -> Run:
    """Begins a `mkdocs build` of a site; `package` as for Run."""
    return Run([sys.executable, "-m", "mkdocs", "build", "-q", *options], folder, package)


def build(folder: Path, *options: str) -> Cost:
    """What `mkdocs build` of a site costs."""
    return start(folder, *options).cost()


def alternate(pairs: int, *works: Callable[[], Cost]) -> list[list[Cost]]:
    """The costs of each work, run in turns (A B A B ...), so that a machine that slows down slows all of them."""
    rounds = []
    for number in range(pairs):
        rounds.append([work() for work in works])
        print(f"  {number + 1}/{pairs}:", *(f"{cost.cpu:.2f} s" for cost in rounds[-1]), file=sys.stderr, flush=True)
    return [list(costs) for costs in zip(*rounds, strict=True)]


def together(rounds: int, *starts: Callable[[], Run]) -> list[list[Cost]]:
    """The costs of works that share one core, slice by slice: whatever else the machine does meets all of them alike.

    On a busy machine the seconds of one build vary by a quarter, its ratio to another at the same time by a hundredth.
    """
    cores = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []
    measured: list[list[Cost]] = []
    for number in range(rounds):
        if cores:
            os.sched_setaffinity(0, {cores[number // 2 % len(cores)]})
        in_turn = list(enumerate(starts))
        running = {which: begin() for which, begin in (in_turn[::-1] if number % 2 else in_turn)}
        measured.append([running[which].cost() for which, _ in in_turn])
        print(f"  {number + 1}/{rounds}:", *(f"{cost.cpu:.2f} s" for cost in measured[-1]), file=sys.stderr, flush=True)
    if cores:
        os.sched_setaffinity(0, cores)
    return [list(costs) for costs in zip(*measured, strict=True)]


def share(with_it: Iterable[float], without: Iterable[float]) -> Spread:
    """What is added, in percent of what it is added to, pair by pair."""
    found = [(more / less - 1) * 100 for more, less in zip(with_it, without, strict=True)]
    low, _, high = quantiles(found, n=4, method="inclusive") if len(found) > 1 else found * 3
    return Spread(low, median(found), high)


def added(with_it: Iterable[float], without: Iterable[float]) -> float:
    """Median of the pairs' differences."""
    return median(more - less for more, less in zip(with_it, without, strict=True))


def cpu(costs: Iterable[Cost]) -> list[float]:
    return [cost.cpu for cost in costs]


def peak(costs: Iterable[Cost]) -> list[float]:
    return [cost.peak for cost in costs]


class Weight(NamedTuple):
    """How much a built site is."""

    bytes: int
    files: int
    elements: int
    """Of all its pages, as written: start tags."""


def weight(site: Path) -> Weight:
    """What a built site weighs."""
    files = [file for file in (site / "site").rglob("*") if file.is_file()]
    pages = (file.read_bytes() for file in files if file.suffix == ".html")
    return Weight(sum(file.stat().st_size for file in files), len(files), sum(len(_START_TAG.findall(page)) for page in pages))


def imported(folder: Path) -> list[str]:
    """The modules that a build of a site imports, in order."""
    command = [sys.executable, "-X", "importtime", "-m", "mkdocs", "build", "-q"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=ENVIRONMENT, check=True)
    return re.findall(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", done.stderr, re.M)


IMPORT = """
import sys, time
from importlib import import_module
known, new = sys.argv[1].split(","), sys.argv[2].split(",")
def bring(names):
    for name in names:
        try:
            import_module(name)
        except Exception:
            pass
bring(known)
start = time.process_time()
bring(new)
print(time.process_time() - start)
"""


def import_time(known: list[str], new: list[str]) -> float:
    """Seconds of CPU for importing the modules `new` where those of `known` have been (some of them cannot be, by name)."""
    command = [sys.executable, "-c", IMPORT, ",".join(known), ",".join(new)]
    return float(subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True).stdout)
