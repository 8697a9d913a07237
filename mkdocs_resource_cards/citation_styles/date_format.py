"""How dates look: the attributes of `date-part`, and a locale's forms of dates."""

from __future__ import annotations

from typing import NamedTuple

from .output import Formatting


class DatePart(NamedTuple):
    """`date-part`."""

    name: str
    """`year`, `month` or `day`."""
    form: str
    """`numeric`, `numeric-leading-zeros`, `ordinal`, `long`, `short`; `""` where a style leaves it to the locale."""
    dash: str
    """`range-delimiter`."""
    format: Formatting


class DateForm(NamedTuple):
    """A form of dates that a locale has."""

    parts: tuple[DatePart, ...]
    format: Formatting
