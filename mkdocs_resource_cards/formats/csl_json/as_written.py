"""What an item of CSL-JSON says but a resource has no place for: read along with its values, and written out again.

An item comes out as it went in, in CSL 1.0.2's terms: what a citation processor would see. Spacing, a number or the same as
text, `2004` or `"2004"` in a date, CSL 1.0.1's names, the names of languages: these say the same. Tags within titles, dates
that are no dates, short DOIs, hints within names and `custom` do not, and are kept as they are written. They are given back
where the resource still says what they were read as: whoever changes a title has changed it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...csl_variables import DATES, NAMES, OTHER
from ...edtf import SEASONS
from ...model import Name, Resource
from ...normalize.csl_dates import csl_date, edtf_of
from ...normalize.identifiers import bare_doi
from ...normalize.languages import language_tag
from ...normalize.loose_dates import edtf, first_year
from ...normalize.text import display_line
from ..markup import marked_title, plain_title
from ..shown_text import shown_line
from ..type_map import kind_of, type_of_csl
from ..values import is_made_up_title

LONGEST = 20_000
"""Characters of what is kept of one item, as JSON."""
WHOLE = ("custom", "categories")
"""Members of an item that are nothing but kept."""
MADE_UP = ""
"""Kept of a member that the item does not have: the resource's value was made of others."""
_MARKED = {"title": marked_title, "container-title": plain_title}
"""Texts of which not all tags are kept."""
_TEXTS = frozenset((*OTHER, *_MARKED, "DOI", "language"))
_DATES = frozenset(("issued", *DATES))
_NAMES = frozenset(("author", *NAMES))
_NAME_PARTS = frozenset(part.replace("_", "-") for part in Name._fields)


def kept(item: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What of an item its values do not say; `item` has CSL's own names, `values` are those that were read."""
    found = {name: raw for name, raw in item.items() if _says_more(name, raw)}
    if not text_of(item.get("title")):
        found["title"] = MADE_UP
    if "DOI" in found and "URL" not in item and values.get("url"):
        found["URL"] = MADE_UP
    if "issued" in found and "status" not in item and values.get("status"):
        found["status"] = MADE_UP
    return found


def is_short(found: Mapping[str, Any]) -> bool:
    """Whether it is as much as a record may keep."""
    return not found or len(json.dumps(found, ensure_ascii=False)) <= LONGEST


def restored(item: Mapping[str, Any], resource: Resource) -> dict[str, Any]:
    """An item as it would be written, with what was kept of it, where it still says the same."""
    found = dict(item)
    for name, raw in resource.as_written.items():
        if raw == MADE_UP:
            if name in found and _is_made_up(name, resource):
                del found[name]
        elif _still_says(name, raw, found.get(name), resource):
            found[name] = raw
    return found


def _still_says(name: str, raw: Any, current: Any, resource: Resource) -> bool:
    """Whether a value is what was read of the one that was kept."""
    if name == "type":
        return resource.type == (type_of_csl(str(raw)) or raw)
    return name in WHOLE or (_read_as(name, raw) or None) == (_plain(current) or None)


def text_of(value: Any) -> str:
    """A text or a number; of a list, in which Crossref wraps some, the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def date_of(raw: Any) -> str:
    """The date that a date variable is read as: itself, or as much of its text as is one; `""` for none."""
    written = date_text(raw)
    return edtf_of(raw) or edtf(written) or (first_year(written) if any(sign.isdigit() for sign in written) else "")


def date_text(raw: Any) -> str:
    """What a date variable says in words."""
    return text_of(raw) or (text_of(raw.get("raw")) or text_of(raw.get("literal")) if isinstance(raw, dict) else "")


def _says_more(name: str, raw: Any) -> bool:
    if name in WHOLE:
        return bool(raw)
    if name == "type":
        return bool(raw) and isinstance(raw, str) and kind_of(Resource("", "", type=type_of_csl(raw) or raw)).csl != raw
    return name in _TEXTS | _DATES | _NAMES and _read_as(name, raw) != _meant(name, raw)


def _read_as(name: str, raw: Any) -> Any:
    """What is written for a value once it was read."""
    if name in _DATES:
        return csl_date(date_of(raw))
    if name in _NAMES:
        return [_name(one, only_parts=True) for one in (raw if isinstance(raw, list) else [raw])]
    text = text_of(raw)
    if name == "language":
        return language_tag(text)
    if name == "DOI":
        return bare_doi(text)
    return shown_line(_MARKED[name](text) if name in _MARKED else text)


def _meant(name: str, raw: Any) -> Any:
    """What a processor takes a value for."""
    if name in _DATES:
        return _date(raw)
    if name in _NAMES:
        return [_name(one, only_parts=False) for one in (raw if isinstance(raw, list) else [raw])]
    if name == "language":
        return language_tag(text_of(raw)) or text_of(raw)
    if name == "DOI":
        return bare_doi(text_of(raw)) or text_of(raw)
    return " ".join(text_of(raw).split())


def _plain(value: Any) -> Any:
    """A value of a written item, as `_read_as` gives it."""
    return [_name(one, only_parts=True) for one in value] if isinstance(value, list) else value


def _name(one: Any, *, only_parts: bool) -> Any:
    """The parts of a name that say something, white space in order; with `only_parts` as they are shown."""
    if not isinstance(one, dict):
        return {"literal": " ".join(text_of(one).split())}
    found = {str(part): _part(value) for part, value in one.items()}
    if "name" in found and not found.keys() & {"family", "given", "literal"}:
        found["literal"] = found.pop("name")
    found = {part: value for part, value in found.items() if value and (part in _NAME_PARTS or not only_parts)}
    if found == {"literal": "et al."}:
        return {"literal": "others"}
    return (
        {part: display_line(value) if isinstance(value, str) else value for part, value in found.items()}
        if only_parts
        else found
    )


def _part(value: Any) -> Any:
    if isinstance(value, (bool, dict, list)):
        return value
    return {"true": True, "1": True, "false": False, "0": False}.get(text := " ".join(text_of(value).split()), text)


def _date(raw: Any) -> Any:
    """A date variable in the form of `csl_date`, as far as it is one."""
    if not isinstance(raw, dict):
        return csl_date(edtf_of(raw)) or raw
    rows = raw.get("date-parts")
    if not isinstance(rows, list) or not rows:
        text = text_of(raw.get("raw")) or (text if (text := text_of(raw.get("literal"))).isdigit() else "")
        return csl_date(edtf_of(raw)) if edtf_of(text) else raw
    parts = [_numbers(row) for row in (rows if isinstance(rows[0], list) else [rows])]
    found: dict[str, Any] = {"date-parts": [row for row in parts if row]}
    if len(parts) == 1 and len(parts[0]) == 2 and parts[0][1] in SEASONS:
        found = {"date-parts": [parts[0][:1]], "season": parts[0][1] - 20}
    season = text_of(raw.get("season"))
    if season and len(parts[0]) == 1:
        found["season"] = int(season) if season.isdigit() else season
    if text_of(raw.get("circa")) not in ("", "false", "0") or raw.get("circa") is True:
        found["circa"] = True
    rest = {name: value for name, value in raw.items() if name not in ("date-parts", "season", "circa") and value}
    return found | rest


def _numbers(row: Any) -> list[int]:
    """Whole numbers of one row, as they are; seasons of CSL 1.0.1 as those of EDTF."""
    written = [text_of(part) for part in row] if isinstance(row, list) else []
    found = [int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else 0 for text in written if text]
    if len(found) > 1 and 13 <= found[1] <= 16:
        found[1] += 8
    return found


def _is_made_up(name: str, resource: Resource) -> bool:
    """Whether a value is one that was made for want of the item's own."""
    if name == "title":
        return is_made_up_title(resource)
    if name == "URL":
        return resource.url == f"https://doi.org/{text_of(resource.as_written.get('DOI'))}"
    return True
