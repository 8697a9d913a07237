"""Runs programs and tells what they cost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
"""With compiled modules kept, as they are for whoever installs with pip."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took, with all that it started."""

    cpu: float
    """Seconds, user and system."""
    peak: float
    """MB of memory at the highest."""


def build(folder: Path, *options: str) -> Cost:
    """What `mkdocs build` of a site costs."""
    return run([sys.executable, "-m", "mkdocs", "build", "-q", *options], folder)


def run(command: list[str], folder: Path) -> Cost:
    """Runs a program in a folder; raises RuntimeError with what it printed when it fails."""
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, env=ENVIRONMENT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{(folder / 'output.txt').read_text(encoding='utf-8')}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def alternate(pairs: int, *works: Callable[[], Cost]) -> list[list[Cost]]:
    """The costs of each work, run in turns (A B A B ...), so that a machine that slows down slows all of them."""
    rounds = []
    for number in range(pairs):
        rounds.append([work() for work in works])
        print(f"  {number + 1}/{pairs}:", *(f"{cost.cpu:.2f} s" for cost in rounds[-1]), file=sys.stderr, flush=True)
    return [list(costs) for costs in zip(*rounds, strict=True)]


def added(with_it: Iterable[float], without: Iterable[float]) -> float:
    """Median of the pairs' differences."""
    return median(more - less for more, less in zip(with_it, without, strict=True))


def cpu(costs: Iterable[Cost]) -> list[float]:
    return [cost.cpu for cost in costs]


def peak(costs: Iterable[Cost]) -> list[float]:
    return [cost.peak for cost in costs]


def size(site: Path) -> int:
    """Bytes of a built site's files."""
    return sum(file.stat().st_size for file in (site / "site").rglob("*") if file.is_file())


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
