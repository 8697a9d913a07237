"""Localised terms of biblatex: languages and their variants, series of journals."""

from __future__ import annotations

import re

_VARIANT = re.compile(r"variant\s*=\s*([a-z]+)")
_LIST = re.compile(r"\s+and\s+|\s*[,;]\s*")
_SERIES = {"newseries": "new series", "oldseries": "old series", "jourser": "series"}


def language_of(written: str, options: str) -> str:
    """The first language, as it is written: the registry knows its name. `options`: `langidopts`."""
    language = _LIST.split(written)[0]
    variant = _VARIANT.search(options)
    return variant[1] if variant and language.lower() == "english" else language


def series_of(series: str, *, is_article: bool) -> str:
    """The series. A number of a journal's series becomes words."""
    if series in _SERIES:
        return _SERIES[series]
    if not is_article or not series.isdecimal():
        return series
    ending = "th" if series[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(series[-1], "th")
    return f"{series}{ending} series"
