"""States of publication, such as `in press`: where each style shows them."""

from __future__ import annotations

from collections.abc import Callable

from .context import StyleOptions
from .data import Date, Item

_LAW = frozenset(("bill", "hearing", "legal_case", "legislation", "patent", "regulation", "treaty"))
"""Types whose state is no state of publication."""


def with_state(item: Item, options: StyleOptions, shown: Callable[[Item], str]) -> Item:
    """The item with its state as `status`, or as its date where the style would not show it otherwise.

    `shown`: the text of an item in the list. IEEE knows states of articles, and none of books. Words instead of a date are a
    state, too, where a style says how the letters are set that tell dates apart: APA's are `in press-a`, and `2020a`.
    """
    state, issued = item.variables.get("status"), item.variables.get("issued")
    if state is None and options.uses_year_suffix and isinstance(issued, Date):
        state, issued = "" if any(map(str.isdigit, issued.literal)) else issued.literal, None
    if not state or not isinstance(state, str) or issued is not None or item.type in _LAW:
        return item
    bare = {name: value for name, value in item.variables.items() if name not in ("status", "issued")}
    with_status = item._replace(variables={**bare, "status": state})
    if options.shows_status and shown(with_status) != shown(item._replace(variables=bare)):
        return with_status
    unseen = {} if options.shows_status else {"status": state}  # A style that shows none may still sort by it.
    return item._replace(variables={**bare, **unseen, "issued": Date(literal=state)})
