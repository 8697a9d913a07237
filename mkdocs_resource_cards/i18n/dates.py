"""Dates in EDTF -> as people say them, in any language."""

from __future__ import annotations

from collections.abc import Mapping

from ..edtf import SEASONS, Point, Span, parse


def date_text(date: str, style: str, texts: Mapping[str, str]) -> str:
    """A date in the words of `texts`; `style` is long or short. What is not a date comes back as it is."""
    span = parse(date)
    if span is None:
        return date
    first, last = (_qualified(point, style, texts) if point else "?" for point in (span.first, span.last))
    if first == last:
        return first
    if span.is_open:
        return texts["date_since" if span.first else "date_until"].replace("{date}", first if span.first else last)
    dash = " \u2013 " if " " in first + last else "\u2013"
    return f"{first}{dash}{last}"


def _qualified(point: Point, style: str, texts: Mapping[str, str]) -> str:
    text = _point(point, style, texts)
    for name, holds in (("date_about", point.is_approximate), ("date_maybe", point.is_uncertain)):
        text = texts[name].replace("{date}", text) if holds else text
    return text


def _point(point: Point, style: str, texts: Mapping[str, str]) -> str:
    if point.last_year - point.first_year == 9:
        return texts["date_decade"].replace("{year}", _year(point.first_year, texts))
    if point.last_year != point.first_year:
        whole = Span(Point(point.first_year, point.first_year), Point(point.last_year, point.last_year))
        return date_text(whole.text, style, texts)
    year = _year(point.first_year, texts)
    if not point.month:
        return texts["date_year"].replace("{year}", year)
    is_season = point.month in SEASONS
    day = str(point.day) if point.day and style != "short" else ""
    names = texts["seasons" if is_season else "months_day" if day else f"months_{style}"].split(", ")
    month = names[point.month - SEASONS[0] if is_season else point.month - 1]
    form = "date_first_day" if day == "1" else "date_day" if day else "date_short" if style == "short" else "date_month"
    return texts[form].replace("{year}", year).replace("{day}", day).replace("{month}", month)


def _year(year: int, texts: Mapping[str, str]) -> str:
    return str(year) if year > 0 else texts["date_bc"].replace("{year}", str(1 - year))
