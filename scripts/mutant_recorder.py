"""A pytest plugin for `mutants.py`: which functions of the package each test that passes enters, and how long it takes.

One line of JSON for each test goes into the file that the environment names as MUTANTS_SEEN. A test enters what its fixtures
enter, whichever test they were made for, and what the processes enter that it or they start.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from mutant_trace import Entered, noted, trace

_FOLDER = Path(tempfile.mkdtemp(prefix="mutants-"))
_entered: set[Entered] = set()
_made: dict[str, tuple[set[Entered], Path]] = {}
"""A fixture's name -> what was entered when it was made last, and where its processes note theirs."""
_failed: set[str] = set()


def pytest_configure() -> None:
    """Python runs `sitecustomize` when it starts: so processes of tests note what they enter."""
    (_FOLDER / "sitecustomize.py").write_text("import mutant_trace; mutant_trace.follow()\n", encoding="utf-8")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(_FOLDER), os.environ["PYTHONPATH"]])


def pytest_unconfigure() -> None:
    """Nothing is left behind."""
    shutil.rmtree(_FOLDER, ignore_errors=True)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remembers what fails without any fault."""
    if report.failed:
        _failed.add(report.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
    """Notes apart what is entered while a fixture is made: other tests may use it too."""
    before, process = set(_entered), os.environ["MUTANTS_ENTERED"]
    _entered.clear()
    os.environ["MUTANTS_ENTERED"] = _new_file()
    try:
        return (yield)
    finally:
        _made[fixturedef.argname] = set(_entered), Path(os.environ["MUTANTS_ENTERED"])
        os.environ["MUTANTS_ENTERED"] = process
        _entered.update(before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function) -> Generator[None, object, object]:
    """Notes what is entered while one test runs, its fixtures included."""
    _entered.clear()
    own = os.environ["MUTANTS_ENTERED"] = _new_file()
    began = _seconds()
    trace(_entered.add)
    try:
        return (yield)
    finally:
        trace(None)
        found = _entered | noted(Path(own))
        for name in getattr(item, "fixturenames", ()):
            made, file = _made.get(name, (set(), Path(own)))
            found |= made | noted(file)
        line = json.dumps({"test": item.nodeid, "seconds": _seconds() - began, "entered": sorted(found)})
        if item.nodeid not in _failed:
            with open(os.environ["MUTANTS_SEEN"], "a", encoding="utf-8") as seen:
                seen.write(line + "\n")


def _new_file() -> str:
    handle, path = tempfile.mkstemp(dir=_FOLDER)
    os.close(handle)
    return path


def _seconds() -> float:
    """Of the processor, those of finished processes included: a machine that does other things makes no test slow."""
    return sum(os.times()[:4])
