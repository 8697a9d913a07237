"""A bibliography that is gone for a moment, as it is while some programs save, is waited for."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import RegistryError, load


def test_a_file_that_comes_back_is_read(tmp_path: Path) -> None:
    file = tmp_path / "library.bib"
    threading.Timer(0.15, file.write_text, ["@book{roe, title={Gardens}}"]).start()
    assert list(load([Path("library.bib")], tmp_path, Cache(None))) == ["roe"]


def test_one_that_stays_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"library\.bib: there is no such registry file or folder"):
        load([Path("library.bib")], tmp_path, Cache(None))
