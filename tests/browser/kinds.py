"""Few pages of a site that hold, together, each kind of element of ours: what holds of one of a kind holds of all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup, Tag

Kind = tuple[str, ...]
"""The names and classes of an element and of what it stands in, and the names of its attributes."""


def kinds(html: str) -> set[Kind]:
    """The kinds of elements of ours in a page."""
    return {_kind(one) for one in BeautifulSoup(html, "html.parser").select("main [class^=rc-], main [class*=' rc-']")}


def _kind(element: Tag) -> Kind:
    around = [element, element.parent] if element.parent else [element]
    names = [".".join((one.name, *sorted(one.get("class") or ()))) for one in around]
    return (*names, *sorted(element.attrs))


def that_hold_all(site: Path, paths: Iterable[str]) -> list[str]:
    """Few of these pages that hold each kind there is: those with most that is new come first."""
    held = {path: kinds((site / path / "index.html").read_text(encoding="utf-8")) for path in paths}
    chosen = list[str]()
    left = set[Kind]().union(*held.values())
    while left:
        chosen.append(max(held, key=lambda path: len(held[path] & left)))
        left -= held[chosen[-1]]
    return chosen
