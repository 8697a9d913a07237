from __future__ import annotations

from pathlib import Path

import pytest

from .golden import all_goldens, load, updating
from .helpers import faults_of


@pytest.mark.parametrize("path", all_goldens(), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    golden = load(path)
    found = golden.found()
    if updating():
        golden.write(found)
    assert found == load(path).expected
    assert faults_of(found["preview"].replace("\n… truncated", "")) == []


def test_there_are_goldens() -> None:
    assert len(all_goldens()) >= 15
