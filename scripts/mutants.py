"""Seeds faults into the package, one at a time, and runs the tests that should notice.

    python scripts/mutants.py [--count 100] [--seed 1] [--jobs 2] [PATH ...]

PATH narrows it to files or folders of the package (`registry`, `cards/compose.py`). Each fault is put into a copy of the
repository; a fault that no test notices is printed with its place and change. Exit code 1 when more than 5% live.

A fault may be one that nobody can observe: look at each survivor before writing a test for it.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "mkdocs_resource_cards"
SECONDS = 240
"""What the tests of one fault may take; a fault that makes them hang is noticed."""
ALLOWED = 0.05
"""Share of faults that may live."""

TESTS = {
    "cards": ("rules", "looks", "markdown", "builds"),
    "citations": ("rules", "builds", "markdown", "hosts", "cli/test_check.py"),
    "cli": ("rules", "cli"),
    "excerpt": ("excerpt", "pages"),
    "formats": ("formats", "interchange", "cli/test_import.py", "cli/test_interchange.py", "pages"),
    "generated_pages": ("pages", "looks/test_index.py", "hosts"),
    "hosts": ("builds", "hosts", "pages", "search"),
    "i18n": ("looks",),
    "markdown_ext": ("markdown", "builds", "hosts"),
    "markdown_scan": ("markdown", "builds", "cli/test_check.py", "cli/test_convert.py"),
    "normalize": ("registry", "normalize", "rules", "interchange", "formats", "cli"),
    "registry": ("registry", "builds"),
    "render": ("looks", "markdown"),
    "resource_query": ("rules", "markdown", "builds"),
    "shortcode": ("markdown", "test_patterns.py", "cli/test_check.py"),
    "site": ("markdown", "builds"),
    "source_site": ("hosts", "cli/test_check.py", "cli/test_same_as_build.py"),
}
"""room -> folders and files of `tests/` that hold its rules, those that fail soonest first."""

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

    for node in ast.walk(ast.parse(source)):
        change = CHANGES.get(type(node))
        for start, end, text in change(node, source, whole) if change else ():
            old = source[start:end].decode()
            yield Mutant(path, node.lineno, start, end, text, f"{old.strip()} -> {text.strip() or 'nothing'}")  # type: ignore[attr-defined]


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
    pools = [list(mutants_of(file)) for file in files if room_of(file) in TESTS]
    draw = random.Random(seed)
    for pool in pools:
        draw.shuffle(pool)
    draw.shuffle(pools)
    found: list[Mutant] = []
    while len(found) < count and any(pools):
        found += [pool.pop() for pool in pools if pool]
    return found[:count]


def room_of(path: Path) -> str:
    """The first name below the package."""
    return path.relative_to(ROOT / PACKAGE).parts[0].removesuffix(".py")


def tests_of(path: Path) -> list[str]:
    """The tests that hold the rules of a file; those of the same name come first."""
    named = sorted(ROOT.glob(f"tests/**/test_*{path.stem.removesuffix('_')}*.py")) if path.stem != "__init__" else []
    rooms = [ROOT / "tests" / name for name in TESTS[room_of(path)]]
    return [str(one.relative_to(ROOT)) for one in dict.fromkeys([*named, *rooms]) if one.exists()]


def passes(tests: Sequence[str], copy: Path) -> bool:
    """Whether the tests pass in `copy`."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    select = ("-m", "not browser and not compat", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    for test in tests:
        command = [sys.executable, "-m", "pytest", *select, test]
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS)
        if done.returncode not in (0, 5):  # 5: all of them left out
            return False
    return True


def lives(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests pass in `copy` with the fault in it."""
    target = copy / mutant.path.relative_to(ROOT)
    source = mutant.path.read_bytes()
    target.write_bytes(source[: mutant.start] + mutant.text.encode() + source[mutant.end :])
    try:
        return passes(tests_of(mutant.path), copy)
    except subprocess.TimeoutExpired:
        return False
    finally:
        target.write_bytes(source)


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
    wanted = parser.parse_args()
    mutants = chosen(wanted.paths, wanted.count, wanted.seed)
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(wanted.jobs) as pool:
        free = copies(wanted.jobs, Path(temporary))
        if not passes(sorted({test for one in mutants for test in tests_of(one.path)}), free.queue[0]):
            sys.exit("the tests fail without any fault")

        def tried(mutant: Mutant) -> bool:
            copy = free.get()
            try:
                alive = lives(mutant, copy)
            finally:
                free.put(copy)
            if alive:
                print(f"{mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.what}", flush=True)
            return alive

        survivors = sum(pool.map(tried, mutants))
    print(f"{len(mutants) - survivors} of {len(mutants)} faults were noticed")
    return int(survivors > ALLOWED * len(mutants))


if __name__ == "__main__":
    sys.exit(main())
