"""Date formats: the attributes of `date-part`, and the date formats of a locale."""

from __future__ import annotations

from typing import NamedTuple

from .output import Formatting


class DatePart(NamedTuple):
    """`date-part`."""

    name: str
    """`year`, `month` or `day`."""
    form: str
    """`numeric`, `numeric-leading-zeros`, `ordinal`, `long`, `short`; `""` if the locale decides."""
    dash: str
    """`range-delimiter`."""
    format: Formatting


class DateForm(NamedTuple):
    """A date format of a locale."""

    parts: tuple[DatePart, ...]
    format: Formatting
