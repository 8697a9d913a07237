"""Which functions of the package a process enters, for `mutant_recorder.py`.

A process that a test starts appends each, the first time, to the file that the environment names as MUTANTS_ENTERED.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

PACKAGE = str(Path(__file__).resolve().parents[1] / "mkdocs_resource_cards") + os.sep
Entered = tuple[str, int]
"""A file within the package, and the line in which a function begins, its decorators included."""


def trace(enter: Callable[[Entered], None] | None) -> None:
    """Calls `enter` for each function that this process enters from now on; None ends it."""

    def called(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if enter and code.co_filename.startswith(PACKAGE):
            enter((code.co_filename[len(PACKAGE) :], code.co_firstlineno))

    threading.settrace(called if enter else None)  # type: ignore[arg-type]
    sys.settrace(called if enter else None)


def follow() -> None:
    """Notes what a process enters that a test has started, at once: it may be killed."""
    target = os.environ.get("MUTANTS_ENTERED", "")
    known: set[Entered] = set()
    if not target:
        return
    file = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def enter(one: Entered) -> None:
        if one not in known:
            known.add(one)
            os.write(file, f"{one[0]}\t{one[1]}\n".encode())

    trace(enter)


def noted(file: Path) -> set[Entered]:
    """What processes have noted in a file so far."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {(path, int(line)) for path, _, line in (one.partition("\t") for one in lines) if line.isdigit()}
