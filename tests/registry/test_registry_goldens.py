from __future__ import annotations

from pathlib import Path

import pytest
from registry_golden import all_goldens, load_golden, results, updating

from mkdocs_resource_cards.cache import Cache


@pytest.mark.parametrize("path", all_goldens(), ids=lambda path: path.stem)
def test_golden(path: Path, tmp_path: Path) -> None:
    golden = load_golden(path)
    found = results(golden.read(tmp_path, Cache(None)))
    if updating():
        golden.write(found)
    assert found == load_golden(path).expected


@pytest.mark.parametrize("path", all_goldens(), ids=lambda path: path.stem)
def test_cold_and_warm_builds_find_the_same(path: Path, tmp_path: Path) -> None:
    golden, cache = load_golden(path), Cache(tmp_path / ".cache")
    cold, warm = (results(golden.read(tmp_path / "site", cache)) for _ in range(2))
    assert list((tmp_path / ".cache").glob("registry-*.sqlite"))
    assert cold == warm == golden.expected


def test_there_are_goldens() -> None:
    assert len(all_goldens()) >= 25
