"""`date`: one date or a range, in the format of a style or a locale.

https://docs.citationstyles.org/en/v1.0.2/specification.html#date
"""

from __future__ import annotations

from typing import NamedTuple

from .context import Context
from .data import Date
from .date_format import DatePart
from .elements import shown
from .numbers import ordinal, year_suffix
from .output import PLAIN, Formatting, Out, YearSuffix, group, leaf, plain
from .rich_text import rich
from .runs import text_of

_ORDER = ("year", "month", "day")


class DateText(NamedTuple):
    """`date`."""

    name: str
    form: str
    """`text` or `numeric` for the locale's format; `""` for the parts in the style."""
    shown: str
    """`year-month-day`, `year-month` or `year`: the parts of the locale's format to show."""
    parts: tuple[DatePart, ...]
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        date = context.date(self.name)
        if date is None:
            return []
        context.show_once(self.name)
        parts, form = self._parts(context)
        if date.literal:
            return shown(leaf(rich(date.literal)), form, context)
        made = _dated(parts, date, context)
        if not made:  # The date has nothing to show: for the group around it, it counts as empty.
            context.found -= 1
        suffix = context.take_year_suffix()
        out = group((*made, plain(year_suffix(suffix), YearSuffix(suffix)) if suffix else None), form, date)
        return [] if out is None else [out]

    def _parts(self, context: Context) -> tuple[tuple[DatePart, ...], Formatting]:
        localized = context.date_forms.get(self.form) if self.form else None
        if localized is None:
            return self.parts, self.format
        own = {part.name: part for part in self.parts}
        kept = self.shown.split("-")
        parts = tuple(_override(part, own.get(part.name)) for part in localized.parts if part.name in kept)
        return parts, _over(self.format, localized.format)


def _override(part: DatePart, own: DatePart | None) -> DatePart:
    """A part of the locale's format, with the attributes that the style sets."""
    if own is None:
        return part
    return DatePart(part.name, own.form or part.form, own.dash, _over(own.format, part.format))


def _over(own: Formatting, outer: Formatting) -> Formatting:
    return Formatting._make(theirs if mine == none else mine for mine, theirs, none in zip(own, outer, PLAIN, strict=True))


def _dated(parts: tuple[DatePart, ...], date: Date, context: Context) -> list[Out]:
    if context.in_sort_key:
        ends = [_sortable(parts, end) for end in (date.start, date.end) if end]
        return [plain("-".join(ends))] if ends else []
    if not date.end:
        return [out for part in parts if (out := _part(part, date.start, context))]
    return _ranged(parts, date, context)


def _sortable(parts: tuple[DatePart, ...], end: tuple[int, ...]) -> str:
    names = {part.name for part in parts}
    texts = [f"{end[0] + 5000:05d}"] if "year" in names else []
    return "".join(texts + [f"{number:02d}" for name, number in zip(_ORDER[1:], end[1:], strict=False) if name in names])


def _ranged(parts: tuple[DatePart, ...], date: Date, context: Context) -> list[Out]:
    """A range; what both ends share is written once: `3–5 May 2020`."""
    same = set()
    for at, name in enumerate(_ORDER):
        if not any(part.name == name for part in parts):
            continue
        if date.start[at : at + 1] != date.end[at : at + 1]:
            break
        same.add(name)
    differ = [at for at, part in enumerate(parts) if part.name not in same]
    if not differ:
        return [out for part in parts if (out := _part(part, date.start, context))]
    first, last = differ[0], differ[-1] + 1
    dash = min((parts[at] for at in differ), key=lambda part: _ORDER.index(part.name)).dash
    before = [out for part in parts[:first] if (out := _part(part, date.start, context))]
    left = [out for part in parts[first:last] if (out := _part(part, date.start, context))]
    right = [out for part in parts[first:last] if (out := _part(part, date.end, context))]
    behind = [out for part in parts[last:] if (out := _part(part, date.start, context))]
    if left:
        left[-1] = left[-1]._replace(format=left[-1].format._replace(suffix=()))
    if right:
        right[0] = right[0]._replace(format=right[0].format._replace(prefix=()))
    range_ = group((*left[-1:], plain(dash), *right[:1]))
    return [*before, *left[:-1], *([range_] if range_ else []), *right[1:], *behind]


def _part(part: DatePart, end: tuple[int, ...], context: Context) -> Out | None:
    at = _ORDER.index(part.name)
    if at >= len(end) or (part.name == "year" and end[at] == 0):
        return None
    text = _MAKERS[part.name](part, end[at], context)
    form = part.format
    if part.name == "month" and end[at] > 20 and text_of(form.suffix) in ("月", "월"):
        form = form._replace(suffix=())
    out = Out((plain(text),), form) if text else None
    if part.name != "year" or not (era := _era(end[at], context)):
        return out
    # An era stands before punctuation, and behind a word for the year: `50 г. до н. э.`
    is_behind = any(map(str.isalpha, text_of(form.suffix)))
    return group((out, plain(era))) if is_behind else Out((plain(text + era),), form)


def _era(year: int, context: Context) -> str:
    era = context.locale.term("bc") if year < 0 else context.locale.term("ad") if year < 1000 else ""
    lacks_space = era[:1].isalpha() and context.locale.language[:2] not in ("ja", "ko", "zh")
    return f"\u00a0{era}" if lacks_space else era


def _year(part: DatePart, year: int, context: Context) -> str:
    text = str(abs(year))
    return text[-2:] if part.form == "short" and len(text) == 4 else text


def _month(part: DatePart, month: int, context: Context) -> str:
    is_season = month > 20
    if not is_season and part.form in ("numeric", "numeric-leading-zeros"):
        return f"{month:02d}" if part.form == "numeric-leading-zeros" else str(month)
    name = f"season-{month - 20:02d}" if is_season else f"month-{month:02d}"
    return context.locale.term(name, "short" if part.form == "short" else "long")


def _day(part: DatePart, day: int, context: Context) -> str:
    if part.form == "numeric-leading-zeros":
        return f"{day:02d}"
    if part.form == "ordinal" and (day == 1 or not context.locale.is_on("limit-day-ordinals-to-day-1")):
        return ordinal(day, "", context.locale)
    return str(day)


_MAKERS = {"year": _year, "month": _month, "day": _day}
