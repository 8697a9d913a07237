"""`Roe20`: the label of an item without `citation-label`, for styles that cite by labels.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#citation-label
"""

from __future__ import annotations

from .data import Date, Item

_LETTERS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
"""How many letters of each name, by the number of names: one, two, three, four or more."""


def label_of(item: Item) -> str:
    """Letters of the names, two digits of the year; `""` for an item without names."""
    authors = item.variables.get("author")
    if not isinstance(authors, tuple) or isinstance(authors, Date):
        return ""
    counts = _LETTERS[min(len(authors), len(_LETTERS)) - 1]
    names = "".join((one.family or one.literal)[:count] for one, count in zip(authors, counts, strict=False))
    issued = item.variables.get("issued")
    year = f"{issued.start[0] % 100:02d}" if isinstance(issued, Date) and issued.start and issued.start[0] > 0 else ""
    return names + year
