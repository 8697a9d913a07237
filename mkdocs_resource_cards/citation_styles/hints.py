"""What distinguishes an item from others that would look like it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .data import Name


class Hints(NamedTuple):
    """Those of one item."""

    year_suffix: int = 0
    """1 for `a`; 0 for none."""
    names: Mapping[Name, str] = {}
    """name -> `initials` or `given`, with `-if-primary` behind for the first name alone: more of it is shown."""
    names_shown: int = 0
    """So many names come before "et al."."""
    is_ambiguous: bool = False
    """Whether all this is not enough."""


NO_HINTS = Hints()
