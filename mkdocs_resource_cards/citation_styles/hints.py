"""What distinguishes an item from others that would look the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .data import Name


class Hints(NamedTuple):
    """The hints of one item."""

    year_suffix: int = 0
    """1 for `a`; 0 for none."""
    names: Mapping[Name, str] = {}
    """Name -> how much of the given name is shown: `initials` or `given`. With `-if-primary` behind, only of a first name."""
    names_shown: int = 0
    """How many names are shown before "et al."."""
    is_ambiguous: bool = False
    """Whether the item is still ambiguous: `disambiguate="true"`."""


NO_HINTS = Hints()
