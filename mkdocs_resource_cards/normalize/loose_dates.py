"""Dates as people write them in bibliographies -> EDTF, level 1: `c. 1890` is 1890~, `1998--2004` is 1998/2004.

As exact as they are written, and no more: of `05/04/2025`, which may be two days, only the year is sure. `""` for what is
no date. EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019, annex A).
"""

from __future__ import annotations

import calendar
import re

from .months import MONTHS, SEASONS

LONGEST = 120
"""Characters that are looked at."""
_EDTF = re.compile(
    r"(?:-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:0[1-9]|[12][0-9]|3[01]|XX))?)?[~?%]?|Y-?[0-9]{5,9}"
)
_TIME = re.compile(r"(?<=[0-9])[T ]\s*(?:at\s+)?[0-9]{1,2}:[0-9]{2}.*$|,?\s+[0-9]{1,2}(?::[0-9]{2})+.*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:--+|[–—/]|\s-\s|\s(?:to|until|through|bis|à|al?)\s)\s*", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:c(?:a|irca)?\.?|about|around|approx(?:imately|\.)?|um|vers|~|≈)\s*(?=[0-9\[(])|\s+(?:ca?\.|circa)$|~$", re.IGNORECASE
)
_MAYBE = re.compile(r"\s*\(?\?+\)?\s*$")
_OPEN = re.compile(
    r"^(?:(before|pre|until|vor|avant|<)|(after|since|post|from|ab|seit|nach|après|>))\.?\s+(?=[0-9])", re.IGNORECASE
)
_ERA = re.compile(
    r"\s*\b(?:(b\.?\s?c\.?(?:\s?e\.?)?|v\.\s?chr\.?)|(?:a\.?d\.?|c\.?e\.?|n\.\s?chr\.?))(?![a-z])", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+\.?")
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})\s?[-/.]\s?(?P<number>[0-9]{1,2})(?:\s?[-/.]\s?(?P<day>(?:00)?[0-9]{1,2}))?[/.]?",
        r"(?P<year>[0-9]{4})(?P<number>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<number>[0-9]{1,2})[/.-](?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2})\.\s?(?P<number>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})",
        rf"{_WEEKDAY}{_MONTH}[\s,~-]*{_DAY}[\s,]+{_YEAR}",
        rf"{_WEEKDAY}{_DAY}(?:\s+|-|/)(?:(?:de|of|d')\s*)?{_MONTH}(?:,?\s+|-|/)(?:del?\s+)?{_YEAR}",
        rf"{_MONTH}[\s,/-]*(?:de\s+)?{_YEAR}",
        rf"{_YEAR}[\s,/.-]+{_MONTH}(?:[\s.,-]+{_DAY})?",
        r"(?P<year>[0-9]{4})年(?:(?P<number>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?",
    )
)
_ORDERED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_DAYS = re.compile(
    rf"(?:{_MONTH}\s*(?P<first>[0-9]{{1,2}})\s*(?:-+|[–—/]|\s?to\s?|\s?and\s?|\s?&\s?)\s*(?P<last>[0-9]{{1,2}})[\s,]+{_YEAR}"
    rf"|(?P<first2>[0-9]{{1,2}})\.?\s*(?:-+|[–—/]|\s?to\s?|\s?and\s?|\s?&\s?)\s*(?P<last2>[0-9]{{1,2}})\.?\s+(?P<month2>[^\W\d_]{{3,12}})\.?,?\s+(?P<year2>[0-9]{{4}}))",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    rf"(?P<one>[^\W\d_]{{3,12}})\.?\s*(?:-+|[–—/]|\s?to\s?|\s?and\s?|\s?&\s?)\s*(?P<two>[^\W\d_]{{3,12}})\.?[\s,]+{_YEAR}",
    re.IGNORECASE,
)
_SHORT_END = re.compile(r"([0-9]{4})\s*(?:-+|[–—/])\s*([0-9]{1,2})")
_YEARS = re.compile(r"(.{0,8}?[0-9]{4})\s?-\s?([0-9]{4}\??)")
_DECADE = re.compile(r"([0-9]{3})0['’]?s|([0-9]{3})[-xXuU?]", re.IGNORECASE)
_EARLY = re.compile("[1-9][0-9]{2}|-[1-9][0-9]{0,2}")
"""Years that nobody has to write with four digits. Two may be the end of a later one."""
_STATE = re.compile(
    r"in ?press|to appear|forthcoming|accepted|submitted|in ?preparation|under review|prepublished|unpublished", re.IGNORECASE
)
_UNKNOWN = re.compile(r"(?:n\.?\s?d\.?|no date|undated|o\.\s?j\.|s\.\s?[adf]\.)?", re.IGNORECASE)
_WITHIN = re.compile(r"(?<![0-9])(1[4-9][0-9]{2}|20[0-9]{2})(?![0-9])")


def edtf(text: str) -> str:
    """The date that `text` is; `""` for none, and for what is more than a date."""
    text = " ".join(text.split())[:LONGEST].strip(" ,;")
    if not text or not any(sign.isdigit() for sign in text):
        return ""
    whole = text.strip("[]() ") if text[0] in "[(" else text
    if _EDTF.fullmatch(whole) and _is_day(whole) and not whole.startswith("0000"):
        return whole
    found = _interval(whole) or _single(whole) or _span(whole)
    return "" if found.startswith("0000") else found  # What programs write for no year.


def state_of(text: str) -> str:
    """The state of publication that stands in the place of a date, such as `in press`, in small letters; `""` for none."""
    words = text.strip().removesuffix(".")
    return words.lower() if _STATE.fullmatch(words) else ""


def is_unknown(text: str) -> bool:
    """Whether a text says that there is no date: `n.d.`, `undated`, `o. J.`, nothing."""
    return _UNKNOWN.fullmatch(text.strip()) is not None


def first_year(text: str) -> str:
    """The only year that is in a text; `""` for none or several."""
    years = set(_WITHIN.findall(text[:LONGEST]))
    return years.pop() if len(years) == 1 else ""


def from_parts(year: str, month: str = "", day: str = "") -> str:
    """A date of parts that are in fields of their own; the month as a number or in words."""
    start = edtf(year)
    if not start or not month or not re.fullmatch(r"[0-9]{4}[~?%]?", start):
        return start
    if not day and (named := MONTHS.get(month.lower())):  # As most are written.
        return f"{start[:4]}-{named:02d}{start[4:]}"
    is_number = month.isascii() and month.isdigit()
    if is_number and (len(month) > 2 or not _made(start[:4], int(month))):
        return start  # With the year, 13 would be the range 2010-13.
    number, tail = str(int(month)) if is_number else month, start[4:]
    for written in (
        f"{day} {number} {start[:4]}" if day else "",
        f"{number} {start[:4]}",
        f"{start[:4]}-{number}-{day}",
        f"{start[:4]}-{number}",
    ):
        found = edtf(written) if written and not written.startswith(" ") else ""
        if found and found != start[:4]:
            return found + tail if "/" not in found else found
    return start


def _interval(text: str) -> str:
    """`1998/2004`, `1998--2004`, `2004/..`, `May 2010 - June 2011`."""
    match = _SHORT_END.fullmatch(text)
    if match and int(match[2]) > max(12 if "-" in text and "--" not in text else 0, int(match[1][2:])):
        return f"{match[1]}/{match[1][:2]}{match[2].zfill(2)}" if len(match[2]) == 2 else ""
    match = _YEARS.fullmatch(text)
    parts = [match[1], match[2]] if match else _RANGE.split(text)
    if len(parts) != 2:
        return ""
    about = "~" if _ABOUT.match(parts[0]) and not _ABOUT.search(parts[1]) else ""
    start, end = (_open_end(part) or _single(part.strip("[]() ")) for part in parts)
    end += about if end[-1:].isdigit() else ""
    if not start or not end or start == end == "..":
        return ""
    return f"{start}/{end}" if ".." in (start, end) or _order(start) <= _order(end) else ""


def _open_end(part: str) -> str:
    return ".." if part.strip() in ("", "..", "present", "today", "heute") else ""


def _order(date: str) -> tuple[int, str]:
    """Years before zero are in front, the later ones behind."""
    return (
        (-int(date[1:5]), "")
        if date.startswith("-")
        else (int(date[:4].replace("X", "0")) if date[0].isdigit() else 10**9, date[4:])
    )


def _single(text: str) -> str:
    """One date, with what is said of its certainty."""
    text = text.strip(" ,.;")
    if _EDTF.fullmatch(text) and _is_day(text):
        return text
    text = re.sub(r"(?<=[0-9])(?:-00){1,2}(?![0-9]).*$", "", _TIME.sub("", text))
    about, text = (1, _ABOUT.sub("", text)) if _ABOUT.search(text) else (0, text)
    maybe, text = (1, _MAYBE.sub("", text)) if _MAYBE.search(text) else (0, text)
    match = _OPEN.match(text)
    if match:
        date = _plain(text[match.end() :])
        return (f"../{date}" if match[1] else f"{date}/..") if date else ""
    date = _plain(text.strip("[]() "))
    return date + ("", "~", "?", "%")[about + 2 * maybe] if date else ""


def _plain(text: str) -> str:
    text = text.strip(" ,.;")
    if _EDTF.fullmatch(text) and _is_day(text):
        return text
    era = _ERA.search(text)
    if era and any(sign.isdigit() for sign in text):
        number = _ERA.sub("", text).strip()
        if not number.isdigit() or len(number) > 4:
            return ""
        return f"-{int(number) - 1:04d}" if era[1] and int(number) > 1 else "0000" if era[1] else number.zfill(4)
    if _EARLY.fullmatch(text):
        return text.zfill(5 if text[0] == "-" else 4)
    decade = _DECADE.fullmatch(text)
    if decade:
        return f"{decade[1] or decade[2]}X"
    for form in _FORMS:
        match = form.fullmatch(text)
        if match and (found := _joined(match.groupdict())):
            return found
    match = _ORDERED.fullmatch(text)
    return _of_slashes(match) if match else ""


def _of_slashes(match: re.Match[str]) -> str:
    one, two, year = int(match[1]), int(match[2]), match[3]
    if one > 12 >= two or (one == two <= 12):
        return _made(year, two, one) or year
    return (_made(year, one, two) or year) if two > 12 >= one else year


def _joined(parts: dict[str, str | None]) -> str:
    month = int(parts.get("number") or 0)
    if parts.get("month"):
        word = str(parts["month"]).lower()
        month = MONTHS.get(word) or SEASONS.get(word) or MONTHS.get(word[:3] if len(word) < 5 else word[:4]) or 0
        if not month:
            return ""
    return _made(str(parts["year"]), month, int(parts.get("day") or 0))


def _made(year: str, month: int = 0, day: int = 0) -> str:
    """A day that is none leaves its month; a month or day of zero is not known."""
    if month > 24 or (12 < month < 21) or (month > 12 and day):
        return ""
    if not month:
        return year
    if day > (calendar.monthrange(int(year) or 4, month)[1] if month <= 12 else 0):
        day = 0
    return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"


def _is_day(text: str) -> bool:
    parts = text.strip("~?%").removeprefix("-").split("-")
    if len(parts) < 3 or "X" in text:
        return True
    return int(parts[2]) <= calendar.monthrange(int(parts[0]) or 4, int(parts[1]))[1]


def _span(text: str) -> str:
    """`May 5-7, 2010`, `5-7 May 2010`, `May/June 2010`."""
    match = _DAYS.fullmatch(text)
    if match:
        month, year = match["month"] or match["month2"], match["year"] or match["year2"]
        ends = [
            _joined({"year": year, "month": month, "day": day})
            for day in (match["first"] or match["first2"], match["last"] or match["last2"])
        ]
        return "/".join(ends) if all(ends) and ends[0] < ends[1] else ""
    match = _MONTHS.fullmatch(text)
    if match:
        ends = [_joined({"year": match["year"], "month": word}) for word in (match["one"], match["two"])]
        return "/".join(ends) if all(ends) and ends[0] < ends[1] else ends[0]
    return ""
