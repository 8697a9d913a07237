"""Collapsing of adjacent cites: `[1-3]`, `(Roe 2020a, b)`.

https://docs.citationstyles.org/en/v1.0.2/specification.html#cite-collapsing
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..citation import RANGE, successive
from .data import Date
from .output import (
    PLAIN,
    Formatting,
    ItemTag,
    NamesTag,
    Number,
    Out,
    PartTag,
    YearSuffix,
    group,
    leaf,
    render,
    replace,
    tagged,
    tags,
    walk,
)
from .runs import Run, Runs, text_of
from .style import Collapse

_DASH = Formatting(delimiter=(Run("–"),))


def collapsed(cites: Sequence[Out], delimiter: Runs, rules: Collapse) -> Out | None:
    """The cites of one citation, joined with their delimiters."""
    if rules.group_delimiter is None:
        return group(cites, Formatting(delimiter=delimiter))
    if rules.kind == "citation-number":
        return _numbers(cites, delimiter, rules)
    groups = _grouped(cites, _same_names)
    if not rules.kind:
        inner = Formatting(delimiter=rules.group_delimiter)
        return group((group(one, inner) for one in groups), Formatting(delimiter=delimiter))
    parts: list[Out | None] = []
    for at, one in enumerate(groups):
        parts += _author_group(one, at == len(groups) - 1, delimiter, rules)
    return group(parts)


def _numbers(cites: Sequence[Out], delimiter: Runs, rules: Collapse) -> Out | None:
    """Successive numbers become a range."""
    parts: list[Out | None] = []
    rows = successive(cites, _only_number)
    for at, row in enumerate(rows):
        is_range = len(row) >= RANGE
        parts.append(group((row[0], row[-1]), _DASH) if is_range else group(row, Formatting(delimiter=delimiter)))
        if at < len(rows) - 1:
            parts.append(leaf(rules.after if is_range else delimiter))
    return group(parts)


def _only_number(cite: Out) -> int | None:
    """The number of a cite that shows only its number, else None."""
    while isinstance(cite.tag, ItemTag) or cite.tag is None:
        if len(cite.children) != 1:
            return None
        cite = cite.children[0]
    return cite.tag.number if isinstance(cite.tag, Number) else None


def _grouped(cites: Sequence[Out], alike: Callable[[Out, Out], bool]) -> list[list[Out]]:
    """Groups similar cites at the place of the first. No cite is moved past a prefix or suffix."""
    waiting = list(cites)
    groups = []
    while waiting:
        first = waiting.pop(0)
        if _has(first, "suffix"):
            groups.append([first])
            continue
        end = next((at for at, one in enumerate(waiting) if _has(one, "prefix") or _has(one, "suffix")), len(waiting))
        near, far = waiting[:end], waiting[end:]
        groups.append([first, *(one for one in near if alike(first, one))])
        waiting = [one for one in near if not alike(first, one)] + far
    return groups


def _has(cite: Out, part: str) -> bool:
    return any(tag.name == part for tag in tags(cite, PartTag))


def _same_names(one: Out, other: Out) -> bool:
    first, second = _author(one), _author(other)
    if first is None or second is None:
        return False
    if isinstance(first.tag, NamesTag) and isinstance(second.tag, NamesTag):
        same = first.tag == second.tag and bool(first.tag.names)
        return same or (first.tag.variable, text_of(render(first))) == (second.tag.variable, text_of(render(second)))
    return isinstance(first.tag, Date) and isinstance(second.tag, Date)


def _author(cite: Out) -> Out | None:
    """The names of a cite; its date if it has no names."""
    items = [one for one in tagged(cite, ItemTag) if isinstance(one.tag, ItemTag) and one.tag.author != "only"]
    found = [out for item in items for out in walk(item) if isinstance(out.tag, (NamesTag, Date))]
    return next((out for out in found if isinstance(out.tag, NamesTag)), found[0] if found else None)


def _author_group(cites: list[Out], is_last: bool, delimiter: Runs, rules: Collapse) -> list[Out | None]:
    """The cites of one author, with the names only once."""
    named = [cites[0], *(one for cite in cites[1:] if (one := replace(cite, _without_names)))]
    years = _years(named, rules) if rules.kind.startswith("year-suffix") else named
    is_same, is_only_named = years == cites, years == named
    by_year = rules.kind == "year"
    between = rules.group_delimiter if is_same or is_only_named else rules.suffixed_delimiter
    if by_year and any(_has(one, "locator") for one in years):
        between = rules.after  # Chicago's manual, 13.124: `(Wong 1999, 328; 2000, 475; García 1998, 67)`.
    parts: list[Out | None] = []
    for at, one in enumerate(years):
        parts.append(one)
        if at < len(years) - 1 and between:
            parts.append(leaf(between))
    joined = group(parts)
    after = delimiter if is_same and not by_year else rules.after
    return [joined] if is_last or not after else [Out((joined,), Formatting(suffix=after)) if joined else None]


def _without_names(out: Out) -> Out | None:
    return None if isinstance(out.tag, NamesTag) else out


def _years(cites: Sequence[Out], rules: Collapse) -> list[Out]:
    """Cites of one year are joined: the year once, with all its suffixes."""
    groups: list[list[Out]] = []
    for cite in cites:
        if groups and _year(groups[-1][0]) == _year(cite):
            bare = replace(cite, _suffix_only)
            groups[-1] += [bare] if bare else []
        else:
            groups.append([cite])
    return [out for one in groups if (out := _letters(one, rules))]


def _letters(cites: list[Out], rules: Collapse) -> Out | None:
    rows = [cites] if rules.kind == "year-suffix" else successive(cites, _only_letter)
    if len(cites) == 1:
        return cites[0]
    if rules.kind == "year-suffix":
        return group(cites, Formatting(delimiter=rules.suffix_delimiter))
    parts = [group((row[0], row[-1]), _DASH) if len(row) >= RANGE else _between(row, rules) for row in rows]
    return group(parts, Formatting(delimiter=rules.suffix_delimiter))


def _between(row: Sequence[Out], rules: Collapse) -> Out | None:
    return group(row, Formatting(delimiter=rules.suffix_delimiter) if len(row) > 1 else PLAIN)


def _only_letter(cite: Out) -> int | None:
    """The number of the letter behind a cite's year, if it has just one."""
    found = [tag.number for tag in tags(cite, YearSuffix)]
    return found[0] if len(found) == 1 else None


def _year(cite: Out) -> list[tuple[int, ...]]:
    return [(*date.start[:1], *date.end[:1]) for date in tags(cite, Date) if not date.literal]


def _suffix_only(out: Out) -> Out | None:
    if not isinstance(out.tag, Date):
        return out
    found = next(iter(tagged(out, YearSuffix)), None)
    return None if found is None else found
