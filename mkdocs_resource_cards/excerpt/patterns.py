"""Joins the phrases of `phrases`, written one to a line, into one expression."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(*patterns: str) -> re.Pattern[str]:
    """Matches one of `patterns`, whatever its case."""
    return re.compile("|".join(patterns), re.IGNORECASE | re.DOTALL)


def either(patterns: Iterable[str]) -> str:
    """A part of a pattern: one of `patterns`."""
    return f"(?:{'|'.join(patterns)})"
