"""Seeds faults into the package, one at a time, and runs the tests that should notice.

    python scripts/mutants.py [--count 100] [--seed 1] [--jobs 2] [--seen FILE] [PATH ...]

PATH narrows it to files or folders of the package (`registry`, `cards/compose.py`). First the tests of the rooms run without a
fault, and it is noted which functions each of them enters. Then each fault is put into a copy of the repository, and the tests
that enter its function run, the quickest first. A fault that none of them notices is printed with its place and change. Exit
code 1 when more than 5% live. Tests in browsers are left out.

A fault may be one that nobody can observe: look at each survivor before writing a test for it. Those that were looked at are
named in `equivalent_mutants.txt`, each with the reason, and are not counted.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "mkdocs_resource_cards"
SECONDS = 60
"""Of the processor, beyond three times what the tests of one fault took without it: one that makes them run on is noticed."""
WAIT = 1200
"""Seconds until tests that hang are noticed."""
ALLOWED = 0.05
"""Share of faults that may live."""

BUDGET = 20
"""Seconds of the processor that the tests of one fault took when nothing was wrong; so many are run."""
MOST = 250
"""How many, at most."""
FEW = 10
"""Where fewer tests enter a function, others run, too."""

TESTS: dict[str, tuple[str, ...]] = {
    "cache": ("test_cache.py", "registry/test_registry_store.py"),
    "cards": ("rules", "looks", "markdown", "citation_styles"),
    "citation_styles": ("citation_styles",),
    "citations": ("rules", "builds", "markdown", "hosts"),
    "cli": ("rules", "cli"),
    "cli/exchange": ("cli/test_import.py", "cli/test_interchange.py", "cli/test_with_bibliographies.py"),
    "cli/ingest": ("rules", "cli/test_add.py", "cli/test_soft_errors.py", "cli/test_update.py", "cli/test_kept_pictures.py"),
    "cli/language_server": ("language_server",),
    "cli/link_conversion": ("cli/test_convert.py", "cli/test_pandoc_sites.py"),
    "cli/lint": ("rules", "cli/test_check.py"),
    "cli/metadata": ("rules", "cli/test_metadata.py", "cli/test_add.py", "cli/test_pdf.py"),
    "cli/registry_edit": ("rules", "cli/test_append.py", "cli/test_set_fields.py", "cli/test_add.py", "cli/test_upkeep.py"),
    "cli/upkeep": ("cli/test_upkeep.py",),
    "csl_variables": ("registry", "interchange"),
    "edtf": ("test_edtf.py", "formats/test_names_and_dates.py"),
    "excerpt": ("rules", "excerpt", "pages"),
    "formats": ("formats", "interchange", "registry/test_registry_bibliographies.py", "cli/test_import.py"),
    "generated_pages": ("rules", "pages", "looks/test_index.py", "hosts"),
    "hosts": ("rules", "builds", "hosts", "pages", "search"),
    "i18n": ("looks/test_words.py", "rules"),
    "keys": ("registry", "markdown/test_keys.py"),
    "markdown_ext": ("rules", "markdown", "builds", "hosts"),
    "markdown_scan": ("markdown", "builds", "cli/test_check.py", "cli/test_convert.py"),
    "model": ("registry", "rules", "looks"),
    "normalize": ("rules", "formats", "registry", "interchange", "cli/test_metadata.py", "cli/test_add.py"),
    "options": ("test_options.py",),
    "pandoc_citations": ("pandoc", "markdown/test_pandoc_pages.py"),
    "pictures": ("pages/test_page_pictures.py", "cli/test_kept_pictures.py"),
    "registry": ("registry", "builds"),
    "render": ("looks", "markdown"),
    "resource_query": ("rules", "markdown", "builds"),
    "shortcode": ("markdown", "test_patterns.py", "cli/test_check.py"),
    "site": ("markdown", "builds"),
    "source_locations": ("markdown/test_located.py", "builds"),
    "source_site": ("rules", "hosts", "cli/test_check.py", "cli/test_same_as_build.py"),
}
"""Room, or a room within -> folders and files of `tests/` that hold its rules."""
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
"""Lines of four parts between tabs: file, line of code, change, why nobody can observe it."""
UNSEEN = {"slots", "frozen", "kw_only", "strict", "exist_ok", "parents", "derandomize"}
"""Arguments that say how something is kept, or stop what never happens."""

SWAPS: dict[type[ast.AST], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
DROPPED = {"lower", "casefold", "strip", "rstrip", "lstrip", "removeprefix", "removesuffix"}
"""Methods of text that a fault leaves out."""


Change = tuple[int, int, str]
"""The bytes from one place to another become a text."""
Span = Callable[[ast.expr], tuple[int, int]]
"""Where an expression begins and ends in its file, in bytes."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the characters from `start` to `end` of a file become `text`."""

    path: Path
    line: int
    start: int
    end: int
    text: str
    what: str
    function: int
    """The line in which the function begins that holds it; 0 outside of any."""
    name: str
    """Of that function."""
    code: str
    """The line, as it is without the fault."""

    @property
    def file(self) -> str:
        """Within the package."""
        return self.path.relative_to(ROOT / PACKAGE).as_posix()


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every fault that can be seeded into a file."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def at(line: int, column: int) -> int:
        return starts[line - 1] + column

    def whole(node: ast.expr) -> tuple[int, int]:
        return at(node.lineno, node.col_offset), at(node.end_lineno or node.lineno, node.end_col_offset or 0)

    lines = source.decode().splitlines()
    for node, function, name in _with_functions(ast.parse(source), 0, ""):
        change = CHANGES.get(type(node))
        for start, end, text in change(node, source, whole) if change else ():
            what = f"{source[start:end].decode().strip()} -> {text.strip() or 'nothing'}"
            line: int = node.lineno  # type: ignore[attr-defined]
            yield Mutant(path, line, start, end, text, what, function, name, lines[line - 1].strip())


def _with_functions(node: ast.AST, function: int, name: str) -> Iterator[tuple[ast.AST, int, str]]:
    """All nodes, each with the line in which its function begins, as Python counts it: with the decorators; and its name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.keyword) and child.arg in UNSEEN:
            continue
        yield child, function, name
        begins, called = function, name
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            begins = min(child.lineno, *(one.lineno for one in getattr(child, "decorator_list", ())), child.lineno)
            called = getattr(child, "name", name)
        yield from _with_functions(child, begins, called)


def _compared(node: ast.Compare, source: bytes, whole: Span) -> Iterator[Change]:
    left, right = whole(node.left)[1], whole(node.comparators[0])[0]
    between = source[left:right].decode()
    if len(node.ops) == 1 and "(" not in between and ")" not in between:
        yield left, right, f" {SWAPS[type(node.ops[0])]} "


def _joined(node: ast.BoolOp, source: bytes, whole: Span) -> Iterator[Change]:
    left, right = whole(node.values[0])[1], whole(node.values[1])[0]
    word, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    if source[left:right].decode().strip() == word:
        yield left, right, f" {other} "


def _added(node: ast.BinOp, source: bytes, whole: Span) -> Iterator[Change]:
    left, right = whole(node.left)[1], whole(node.right)[0]
    sign = source[left:right].decode().strip()
    if sign in ("+", "-"):
        yield left, right, f" {'-' if sign == '+' else '+'} "


def _negated(node: ast.UnaryOp, source: bytes, whole: Span) -> Iterator[Change]:
    if isinstance(node.op, ast.Not):
        yield whole(node)[0], whole(node.operand)[0], ""


def _constant(node: ast.Constant, source: bytes, whole: Span) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield *whole(node), str(not node.value)
    elif isinstance(node.value, int) and abs(node.value) < 1000:
        yield *whole(node), str(node.value + 1)


def _called(node: ast.Call, source: bytes, whole: Span) -> Iterator[Change]:
    if isinstance(node.func, ast.Attribute) and node.func.attr in DROPPED:
        yield whole(node.func.value)[1], whole(node)[1], ""


CHANGES: dict[type[ast.AST], Callable[[Any, bytes, Span], Iterator[Change]]] = {
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.BinOp: _added,
    ast.UnaryOp: _negated,
    ast.Constant: _constant,
    ast.Call: _called,
}


def chosen(paths: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """`count` faults, spread evenly over the files that `paths` name."""
    base = ROOT / PACKAGE
    roots = [base / path for path in paths] or [base]
    files = sorted({file for root in roots for file in ([root] if root.is_file() else root.rglob("*.py"))})
    pools = [list(mutants_of(file)) for file in files if room_of(file)]
    draw = random.Random(seed)
    for pool in pools:
        draw.shuffle(pool)
    draw.shuffle(pools)
    found: list[Mutant] = []
    while len(found) < count and any(pools):
        found += [pool.pop() for pool in pools if pool]
    return found[:count]


def room_of(path: Path) -> str:
    """The room of a file that TESTS names, the innermost; `""` for none."""
    inside = path.relative_to(ROOT / PACKAGE).with_suffix("")
    return next((name for one in (inside, *inside.parents) if (name := one.as_posix()) in TESTS), "")


def tests_of(paths: Sequence[Path]) -> list[str]:
    """The tests that hold the rules of files."""
    found = dict.fromkeys(test for path in paths for test in TESTS[room_of(path)])
    folders = [test for test in found if not any(test != other and test.startswith(f"{other}/") for other in found)]
    return [f"tests/{test}" for test in folders if (ROOT / "tests" / test).exists()]


Seen = Mapping[tuple[str, int], Mapping[str, float]]
"""(file, first line of a function) -> the tests that enter it, and the seconds these take; 0 for any function of a file.

All tests that ran stand under `EVERYTHING`.
"""
EVERYTHING = ("", 0)


def pytest(tests: Sequence[str], copy: Path, *more: str, limit: int = 0, seen: Path | None = None) -> int:
    """The exit code of the tests in `copy`, which may take `limit` seconds of the processor each process."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(copy), str(copy / "scripts")])}
    environment |= {"MUTANTS_SEEN": str(seen)} if seen else {}
    select = ("-m", "not browser and not compat and not flaky", "-q", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *select, *more, *tests]
    limited = ["sh", "-c", f'ulimit -t {limit}; exec "$@"', "sh", *command] if limit else command
    with subprocess.Popen(limited, cwd=copy, env=environment, stdout=subprocess.DEVNULL, start_new_session=True) as running:
        try:
            return running.wait(WAIT if limit else None)
        except subprocess.TimeoutExpired:
            return -1
        finally:
            with suppress(ProcessLookupError):  # What tests have started, and what hangs.
                os.killpg(running.pid, signal.SIGKILL)


def recorded(tests: Sequence[str], copy: Path, jobs: int, file: Path) -> Seen:
    """Runs the tests without a fault, and notes what they enter. One that fails even so, or is no more, is not used."""
    if not file.exists() and pytest(tests, copy, "-p", "mutant_recorder", "-n", str(jobs), seen=file) not in (0, 1, 5):
        sys.exit("the tests cannot be run")
    there = collected(tests, copy)
    found: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["test"] not in there:
            continue
        for path, first in one["entered"]:
            for begins in (first, 0):
                found[path.replace(os.sep, "/"), begins][one["test"]] = one["seconds"]
        found[EVERYTHING][one["test"]] = one["seconds"]
    return found


def collected(tests: Sequence[str], copy: Path) -> set[str]:
    """The tests that there are: pytest runs none at all when it is asked for one that is not."""
    command = [sys.executable, "-m", "pytest", "-o", "addopts=", "-q", "--collect-only", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, capture_output=True, text=True)
    return set(done.stdout.splitlines())


def chosen_tests(mutant: Mutant, seen: Seen) -> tuple[list[str], float]:
    """The tests of its room that enter its function, those first whose names speak of it, and how long they take.

    Where these are few, then others that enter it, those that enter its file, and all of its room: what a function returned
    may be kept from one test to the next, and what stands outside of functions is run by the first test alone that needs it.
    """
    room = tuple(tests_of([mutant.path]))
    entering, everything = seen.get((mutant.file, mutant.function), {}), seen.get(EVERYTHING, {})
    words = {word.rstrip("s") for word in re.findall("[a-z]{4,}", f"{mutant.path.stem} {mutant.name}")}
    ranked = dict[str, float]()
    for found in (
        {test: seconds for test, seconds in entering.items() if test.startswith(room)},
        entering,
        seen.get((mutant.file, 0), {}),
        {test: seconds for test, seconds in everything.items() if test.startswith(room)},
    ):
        if len(ranked) < FEW:
            ranked |= _ranked({test: seconds for test, seconds in found.items() if test not in ranked}, words)
    picked, spent = list[str](), 0.0
    for test, seconds in ranked.items():
        if not picked or (spent + seconds <= BUDGET and len(picked) < MOST):
            picked.append(test)
            spent += seconds
    return picked, spent


def is_entered(mutant: Mutant, seen: Seen) -> bool:
    """Whether a test is known to enter its function; what stands outside of functions is as good as entered."""
    return not mutant.function or (mutant.file, mutant.function) in seen


def _ranked(found: Mapping[str, float], words: Collection[str]) -> dict[str, float]:
    """Those with most of the words in their names, of each test function one before the next of any, the quickest first."""
    turns: dict[str, int] = defaultdict(int)
    ranked = []
    for test, seconds in sorted(found.items(), key=lambda item: item[1]):
        name = test.partition("[")[0]
        ranked.append((-sum(word in test for word in words), turns[name], seconds, test))
        turns[name] += 1
    return {test: seconds for *_, seconds, test in sorted(ranked)}


def lives(mutant: Mutant, copy: Path, seen: Seen) -> bool:
    """Whether the tests pass in `copy` with the fault in it."""
    target = copy / mutant.path.relative_to(ROOT)
    source = mutant.path.read_bytes()
    tests, spent = chosen_tests(mutant, seen)
    target.write_bytes(source[: mutant.start] + mutant.text.encode() + source[mutant.end :])
    try:
        # 5: all of them left out
        return pytest(tests, copy, "-x", "-p", "no:xdist", limit=SECONDS + round(3 * spent)) in (0, 5)
    finally:
        target.write_bytes(source)


def equivalents() -> set[tuple[str, str, str]]:
    """(file, line of code, change) of faults that nobody can observe."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines() if EQUIVALENT.exists() else []
    parts = [[part.strip() for part in line.split("\t")] for line in lines if line and not line.startswith("#")]
    return {(file, code, what) for file, code, what, _ in parts}


def copies(count: int, folder: Path) -> Queue[Path]:
    """Copies of the repository, one for each job."""
    queue: Queue[Path] = Queue()
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for number in range(count):
        copy = folder / str(number)
        for name in filter(None, tracked):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        queue.put(copy)
    return queue


def main() -> int:
    """Seeds, runs, prints the survivors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seen", type=Path, help="where it is kept which functions tests enter; an existing file is used")
    wanted = parser.parse_args()
    mutants = chosen(wanted.paths, wanted.count, wanted.seed)
    known = equivalents()
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(wanted.jobs) as pool:
        free = copies(wanted.jobs, Path(temporary))
        file = (wanted.seen or Path(temporary, "seen.jsonl")).resolve()
        seen = recorded(tests_of([one.path for one in mutants]), free.queue[0], wanted.jobs, file)

        def tried(mutant: Mutant) -> bool:
            copy = free.get()
            try:
                alive = lives(mutant, copy, seen)
            finally:
                free.put(copy)
            if alive:
                note = "" if is_entered(mutant, seen) else "    (no test enters this function)"
                print(f"{PACKAGE}/{mutant.file}:{mutant.line}: {mutant.what}    in    {mutant.code}{note}", flush=True)
            return alive

        observable = [one for one in mutants if (one.file, one.code, one.what) not in known]
        alive = list(pool.map(tried, observable))
    return report(observable, alive, len(mutants) - len(observable))


def report(tried: Sequence[Mutant], alive: Sequence[bool], unseen: int) -> int:
    """Prints how many faults of each room were noticed; the exit code."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for mutant, lived in zip(tried, alive, strict=True):
        counts[room_of(mutant.path)].append(not lived)
    for room, noticed in sorted(counts.items()):
        print(f"{sum(noticed):4} of {len(noticed):3} noticed in {room}")
    left = f"; {unseen} more that nobody can observe" if unseen else ""
    print(f"{len(tried) - sum(alive):4} of {len(tried):3} noticed{left}")
    return int(sum(alive) > ALLOWED * len(tried))


if __name__ == "__main__":
    sys.exit(main())
