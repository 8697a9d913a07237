"""A pytest plugin for `mutants.py`: which functions of the package each test that passes enters, and how long it takes.

One line of JSON for each test goes into the file that the environment names as MUTANTS_SEEN.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from types import FrameType

import pytest

_PACKAGE = str(Path(__file__).resolve().parents[1] / "mkdocs_resource_cards") + os.sep
_entered: set[tuple[str, int]] = set()
_failed: set[str] = set()


def _trace(frame: FrameType, event: str, argument: object) -> None:
    code = frame.f_code
    if code.co_filename.startswith(_PACKAGE):
        _entered.add((code.co_filename[len(_PACKAGE) :], code.co_firstlineno))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remembers what fails without any fault."""
    if report.failed:
        _failed.add(report.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Notes what is entered while one test runs, its fixtures included."""
    _entered.clear()
    began = time.perf_counter()
    threading.settrace(_trace)
    sys.settrace(_trace)
    try:
        return (yield)
    finally:
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        line = json.dumps({"test": item.nodeid, "seconds": time.perf_counter() - began, "entered": sorted(_entered)})
        if item.nodeid not in _failed:
            with open(os.environ["MUTANTS_SEEN"], "a", encoding="utf-8") as file:
                file.write(line + "\n")
