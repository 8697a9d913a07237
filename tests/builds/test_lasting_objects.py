"""What lives as long as a build is left out of garbage collections, and only so long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import Site

COUNT = """
import gc, pathlib
def on_page_context(context, **_):
    pathlib.Path("count").write_text(str(gc.get_freeze_count()))
    if pathlib.Path("fail").exists():
        raise RuntimeError
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    gc.unfreeze()
    site = Site(tmp_path, {"index.md": "# A\n\n<< resource:lamp >>\n"}, config="hooks: [count.py]\n")
    site.put("count.py", COUNT)
    monkeypatch.chdir(tmp_path)
    yield site
    gc.unfreeze()


def test_collections_visit_nothing_that_lasts_until_the_build_is_over(site: Site) -> None:
    site.build()
    assert int(Path("count").read_text()) > 10_000
    assert gc.get_freeze_count() == 0


def test_a_build_that_fails_takes_back_what_it_left_out(site: Site) -> None:
    Path("fail").touch()
    with pytest.raises(RuntimeError):
        site.build()
    assert int(Path("count").read_text()) > 10_000
    assert gc.get_freeze_count() == 0


def test_what_another_program_has_left_out_is_its_own(site: Site) -> None:
    gc.freeze()
    before = gc.get_freeze_count()
    site.build()
    assert 0 < int(Path("count").read_text()) <= before
    assert 0 < gc.get_freeze_count() <= before
