"""Numbers, ranges of pages, ordinals."""

from __future__ import annotations

import re
from typing import Protocol

from ..citation import following
from .locale import Locale

_SEPARATORS = ",;\\-–"
_CHUNKS = re.compile(f"[{_SEPARATORS}\\s]+|[^{_SEPARATORS}\\s]+")
_NUMERIC = re.compile(r"[^\W\d_]*[0-9]+[^\W\d_]*")
_BETWEEN = r";|&|–|(?<=\d),?\s+(?:[^\W\d_]{2,3}|[yei])\s+(?=\d)"
_NUMBERS = re.compile(rf"{_BETWEEN}|[,-]|(?<=\d)\s+(?=\d)")
"""What stands between two numbers: a mark, a short word such as `and`, a space."""
_IDENTIFIERS = re.compile(rf"{_BETWEEN}|,\s")
"""The same in reports, patents and laws, where marks may be part of a number: `US 6,503,000`, `94-553`."""
_ONE = re.compile(r"(?:[^\W\d_]?\d+([.:]\d+)*[^\W\d_]?|[ivxlcdm]{2,}|[IVXLCDM]{2,}|[ivxIVX])(?!\w)")
_PASSIM = re.compile(r"\bpassim\b")
_RANGE = re.compile(r"([^\W\d_]?\d+) ?- ?([^\W\d_]?\d+)")
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)


class _Format(Protocol):
    def __call__(self, first: str, last: str) -> str:
        """The text after the dash."""


def is_numeric(text: str) -> bool:
    """Whether a text is numeric by CSL: `2`, `2nd`, `D2`, `2-4`, `2, 4`, `2 & 4`."""
    return all(_NUMERIC.fullmatch(part.strip()) for part in re.split("[,&–-]", text))


def is_plural(variable: str, text: str) -> bool:
    """Whether the label of a number is plural: `2-4`, `2, 4`, `2 and 4`, `12 ff.`, but not `4 Suppl. 1` or `TR-2020-15`."""
    if variable in ("number-of-volumes", "number-of-pages"):
        return text not in ("0", "1")
    if "\\-" in text:
        return False
    if following(text, len(text) - 1) == len(text) or _PASSIM.search(text):
        return True
    first, *others = (part.strip() for part in (_IDENTIFIERS if variable == "number" else _NUMBERS).split(text))
    is_open = text.rstrip().endswith(("-", "–"))
    return bool(others and _ONE.fullmatch(first) and (is_open or _ONE.match(others[0])))


def with_dash(text: str, dash: str) -> str:
    """`3-4` -> `3–4`: a range of numbers, and nothing else."""
    return _RANGE.sub(rf"\1{dash}\2", text) if _RANGE.fullmatch(text) else text


def first_page(pages: str) -> str:
    """`12` of `12-15`."""
    return re.split(f"[{_SEPARATORS}&]", pages, maxsplit=1)[0].strip()


def year_suffix(number: int) -> str:
    """1 -> `a`, 27 -> `aa`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def roman(number: int) -> str:
    """Lower-case Roman numerals; numbers over 3999 stay."""
    if not 0 < number < 4000:
        return str(number)
    letters = ""
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters += letter * times
    return letters


def in_form(text: str, form: str, variable: str, locale: Locale) -> str:
    """Converts each number in `text` to `numeric`, `ordinal`, `long-ordinal` or `roman`. Those with letters stay."""
    genders = locale.texts(variable)
    gender = genders[0].gender if genders else ""
    pieces = []
    for chunk in _CHUNKS.findall(text):
        if chunk.isascii() and chunk.isdigit() and len(chunk) < 10:
            chunk = _number(int(chunk), form, gender, locale)
        pieces.append("–" if chunk == "-" else chunk)
    return "".join(pieces)


def _number(number: int, form: str, gender: str, locale: Locale) -> str:
    if form == "roman":
        return roman(number)
    if form == "long-ordinal" and 1 <= number <= 10:
        found = locale.texts(f"long-ordinal-{number:02d}", gender=gender)
        if found:
            return found[0].text
    return str(number) if form not in ("ordinal", "long-ordinal") else ordinal(number, gender, locale)


def ordinal(number: int, gender: str, locale: Locale) -> str:
    """`1st`, as the locale writes it."""
    by_two = [
        one
        for one in locale.texts(f"ordinal-{number % 100:02d}", gender=gender)
        if number < 100 or one.match != "whole-number"
    ]
    by_one = [
        one
        for one in locale.texts(f"ordinal-{number % 10:02d}", gender=gender)
        if number <= 10 or one.match in ("", "last-digit")
    ]
    found = by_two or by_one or locale.texts("ordinal", gender=gender)
    return str(number) + (found[0].text if found else "")


def page_range(pages: str, form: str, delimiter: str) -> str:
    """`101-107, 110` -> `101–7, 110`, in the `page-range-format` of the style."""
    parts = []
    for part in re.findall("[,&]|[^,&]+", pages):
        parts.append(part if part in ",&" else _range(part.strip(), form, delimiter))
    text = " ".join(part for part in parts if part)
    return text.replace(" ,", ",")


def _range(text: str, form: str, delimiter: str) -> str:
    if "\\-" in text:
        return text.replace("\\-", "-")
    ends = [end.strip() for end in re.split("[-–]", text)]
    if len(ends) != 2:
        return text
    first, last = ends
    if not last:
        return f"{first}{delimiter}"
    prefix, other = first.rstrip("0123456789"), last.rstrip("0123456789")
    # `1.1-1.36` is no `1.1–36`; one page from itself to itself stays as it is.
    if form not in _RANGE_FORMATS or prefix != other or prefix.endswith(".") or first == last:
        return f"{first}{delimiter}{last}"
    start, end = first[len(prefix) :], last[len(prefix) :]
    end = start[: len(start) - len(end)] + end if len(end) < len(start) else end
    if form == "expanded":
        return f"{prefix}{start}{delimiter}{prefix}{end}"
    return f"{prefix}{start}{delimiter}{_RANGE_FORMATS[form](start, end)}"


def _minimal(first: str, last: str, least: int = 1) -> str:
    """The digits that change, at least `least` of them."""
    if len(first) != len(last):
        return last
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(first))
    return last[min(same, max(len(last) - least, 0)) :] if same else last


def _minimal_two(first: str, last: str) -> str:
    return _minimal(first, last, 2)


def _chicago(first: str, last: str) -> str:
    if len(first) < 3 or first.endswith("00"):
        return last
    if first[-2] == "0" and last[-2:-1] == "0":
        return _minimal(first, last)
    return _minimal(first, last, 2)


def _chicago_15(first: str, last: str) -> str:
    changed = sum(one != other for one, other in zip(first, last, strict=False))
    by_rule = not (len(first) < 3 or first.endswith("00") or (first[-2] == "0" and last[-2:-1] == "0"))
    return last if by_rule and len(first) == 4 and changed >= 3 else _chicago(first, last)


_RANGE_FORMATS: dict[str, _Format] = {
    "expanded": _minimal,
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago,
}
