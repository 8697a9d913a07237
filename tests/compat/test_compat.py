"""The part of the compatibility run that every change must pass: hosts, and neighbours that leak. `make compat` runs all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from . import hosts, neighbours
from .case import Case

HOSTS = ("ProperDocs, mkdocs", "Zensical", "Zensical, pages and assets written", "plugin and extension, Zensical")
"""MkDocs itself has its own tests, in tests/builds."""


def cells() -> Iterator[tuple[Case, str]]:
    for case in (*hosts.CASES, *neighbours.CASES):
        if case.name in HOSTS or case.name in neighbours.LEAKING:
            yield from ((case, order) for order in case.orders)


def test_every_case_that_is_named_is_there() -> None:
    names = {case.name for case, _ in cells()}
    assert names == {*HOSTS, *neighbours.LEAKING}


@pytest.mark.parametrize(("case", "order"), list(cells()), ids=lambda one: one.name if isinstance(one, Case) else one)
def test_cell(case: Case, order: str, tmp_path: Path) -> None:
    assert case.run(tmp_path, order) == []
