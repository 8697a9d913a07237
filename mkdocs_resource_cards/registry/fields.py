"""What the value of a field may be: node -> a value for a row, or a problem that says what was expected.

A reader takes a node and `bad`, to which it reports errors; it returns a JSON value, or None to leave the field out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..csl_variables import TYPES
from ..edtf import iso_date
from ..formats.shown_text import without_math
from ..formats.type_map import type_of_csl
from ..keys import ID, ID_FORM, KEY, KEY_FORM, normal_key
from ..normalize.identifiers import bare_doi
from ..normalize.languages import language_tag
from ..normalize.refusals import refused
from ..normalize.text import display_line, line, odd_characters, paragraphs
from ..normalize.urls import bare_domain, safe_url
from .field_errors import FieldErrors, Reader
from .nodes import LONGEST, Fields, Items, Node, Text
from .yaml_hints import like_an_id, with_scheme

WELL_KNOWN_TYPES = (
    *("web", "paper", "book", "chapter", "conference", "thesis", "patent", "standard", "blog", "report", "government"),
    *("reference", "talk", "podcast", "video", "dataset", "software", "news", "course"),
)
"""The types that the guide and the schema name. Those of CSL have names for readers, too; others are shown as written."""
_TYPES = {**{name.lower(): type_of_csl(name) or name for name in TYPES}, **{name: name for name in WELL_KNOWN_TYPES}}

LINE = 2_000
"""Characters of a title or a name."""
_URL_FORM = "an http or https URL without user name and password"
_DAY_FORM = "a year, month or day such as 2018, 2025-04 or 2025-04-24"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Endings of pictures. Not `.svg`: opened by its address, it could run a stranger's script."""
_WHOLE = re.compile(r"[0-9]{1,15}")
_QUALITY = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,15})?")
_DRIVE = re.compile(r"[A-Za-z]:|[/\\~]")
_CREDENTIALS = re.compile(r"//[^/@]*@")
"""Not for a log."""
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def plain_text(clean: Callable[[str], str], limit: int = 0) -> Reader:
    """A reader of texts that `clean` makes fit; of one over `limit` its beginning: it may stand on many pages."""

    def read(node: Node, bad: FieldErrors) -> str | None:
        if node.__class__ is Text:
            text = clean(node.value)
            if text != node.value:
                _tell_odd(node, bad, "is shown without them", one_line=False)
            if 0 < limit < len(text):
                bad.cut(node, limit)
                text = f"{text[: limit - 1].rstrip()}…"
            return text or None
        bad(node, "a text")
        return None

    return read


def title(node: Node, bad: FieldErrors) -> str | None:
    """A title or a name, on one line; mathematics in it as text, which is all that a link, a heading or a search can show."""
    if node.__class__ is Text and not node.value.isprintable():
        _tell_odd(node, bad, "is shown on one line without them")
        node = node._replace(value=line(node.value))
    found: str | None = _title(node, bad)
    return without_math(found) if found and "$" in found else found


def _tell_odd(node: Node, bad: FieldErrors, result: str, *, one_line: bool = True) -> None:
    if node.__class__ is Text and not node.value.isprintable() and (odd := odd_characters(node.value, one_line=one_line)):
        bad.odd(node, f"holds {', '.join(odd[:5])}, and {result}")


_title = plain_text(display_line, LINE)
one_line = plain_text(line, LINE)
prose = plain_text(paragraphs)


def told(node: Node, bad: FieldErrors) -> str | None:
    """A text about a source that readers see. A language model's refusal is left out."""
    found: str | None = prose(node, bad)
    if found and refused(found):
        bad.refused(node)
        return None
    return found


def texts(each: Reader, what: str, split: bool = False) -> Reader:
    """A reader of lists of what `each` reads, each once; a text is a list of one, or with `split` its parts between commas."""

    def read(node: Node, bad: FieldErrors) -> list[Any] | None:
        if isinstance(node, Items):
            nodes = node.items
        elif isinstance(node, Text) and split and node.value.count(",") >= LONGEST:
            bad(node, f"{what}, of at most {LONGEST}")
            return None
        elif isinstance(node, Text):
            nodes = [node._replace(value=part) for part in node.value.split(",")] if split else [node]
        else:
            bad(node, what)
            return None
        found = [each(item, bad) for item in nodes if not (item.__class__ is Text and item.absent)]
        return list(dict.fromkeys(value for value in found if value is not None)) or None

    return read


def identifier(node: Node, bad: FieldErrors) -> str | None:
    """An id, as it was written."""
    if isinstance(node, Text) and ID.fullmatch(node.value.strip()):
        return node.value.strip()
    other = isinstance(node, Text) and KEY.fullmatch(node.value.strip())
    hint = "give it an `id` of that form, and this key as `citation_key`" if other else ""
    bad(node, ID_FORM, hint or (like_an_id(node.value) if isinstance(node, Text) else ""))
    return None


def key(node: Node, bad: FieldErrors) -> str | None:
    """A stable id, an alias or a citation key, as it was written, in NFC."""
    if isinstance(node, Text) and KEY.fullmatch(normal_key(node.value.strip())):
        return normal_key(node.value.strip())
    bad(node, KEY_FORM)
    return None


def kind(node: Node, bad: FieldErrors) -> str | None:
    """A resource's type."""
    written: str | None = one_line(node, bad)
    return _TYPES.get(written.lower(), written) if written else written


def url(node: Node, bad: FieldErrors) -> str | None:
    """An address that a browser may be sent to."""
    if isinstance(node, Text):
        address = safe_url(node.value)
        if address:
            _tell_odd(node, bad, "is used without them")
            return address
        node = node._replace(value=_CREDENTIALS.sub("//…@", node.value))
    bad(node, _URL_FORM, with_scheme(node.value) if isinstance(node, Text) else "")
    return None


def day(node: Node, bad: FieldErrors) -> str | None:
    """A year, month or day; of a date-time the day, whatever its zone."""
    date = iso_date(line(node.value)) if isinstance(node, Text) else ""
    if not date:
        bad(node, _DAY_FORM)
    return date or None


def language(node: Node, bad: FieldErrors) -> str | None:
    """A language tag."""
    tag = language_tag(node.value) if isinstance(node, Text) else ""
    if not tag:
        bad(node, "a language tag (BCP 47) such as `en` or `pt-BR`")
    return tag or None


def doi(node: Node, bad: FieldErrors) -> str | None:
    """A DOI without its resolver."""
    name = bare_doi(node.value) if isinstance(node, Text) else ""
    if name:
        _tell_odd(node, bad, "is used without them")
    else:
        bad(node, "a DOI such as 10.1000/182")
    return name or None


def whole(low: int, high: int, what: str) -> Reader:
    """A reader of whole numbers from `low` to `high`."""

    def read(node: Node, bad: FieldErrors) -> int | None:
        if isinstance(node, Text) and _WHOLE.fullmatch(node.value.strip()) and low <= int(node.value) <= high:
            return int(node.value)
        bad(node, what)
        return None

    return read


credibility = whole(1, 5, "a whole number from 1 to 5")


def quality(node: Node, bad: FieldErrors) -> float | None:
    """A citing page's score."""
    if isinstance(node, Text) and _QUALITY.fullmatch(node.value.strip()) and float(node.value) <= 100:
        return float(node.value)
    bad(node, "a number from 0 to 100")
    return None


def truth(node: Node, bad: FieldErrors) -> bool | None:
    """Yes or no."""
    found = _TRUTH.get(node.value.strip().lower()) if isinstance(node, Text) else None
    if found is None:
        bad(node, "true or false")
    return found


def domain(node: Node, bad: FieldErrors) -> str | None:
    """A host name, or one with the beginning of a path: `nature.com`, `medium.com/deepmind`."""
    name = bare_domain(node.value) if isinstance(node, Text) else ""
    if not name:
        bad(node, "a host name such as nature.com")
    return name or None


def path(node: Node, bad: FieldErrors) -> str | None:
    """A relative path, with `/` between its parts; whether it stays in the registry's folder is seen when it is opened."""
    if isinstance(node, Text):
        written = line(node.value)
        if written and written == node.value.strip() and not _DRIVE.match(written):
            return written.replace("\\", "/")
    bad(node, "a path relative to the registry file's folder")
    return None


def image(node: Node, bad: FieldErrors) -> str | None:
    """The path of a picture."""
    if isinstance(node, Text) and "://" in node.value:
        bad(
            node,
            "a picture beside the registry, not an address",
            "save it there, or let `resource-cards add URL --image` do it",
        )
        return None
    file = path(node, bad)
    if file and not file.lower().endswith(_PICTURES):
        bad(node, f"a picture: {', '.join(_PICTURES)}")
        return None
    return file


def citing(node: Node, bad: FieldErrors) -> list[Any] | None:
    """A citing page: its name, or a mapping; as [title, url, type, quality]."""
    if isinstance(node, Text):
        name = title(node, bad)
        return [name, "", "", None] if name else None
    if not isinstance(node, Fields):
        bad(node, "a page's name, or a mapping {title, url, type, quality}")
        return None
    found = mapped(node, "a citing page", CITING, bad)
    if not found.get("title"):
        bad(node, "a page with a `title`")
        return None
    return [found["title"], found.get("url", ""), found.get("type", ""), found.get("quality")]


def pages(node: Node, bad: FieldErrors) -> list[Any] | None:
    """Citing pages, as `citing` reads them."""
    nodes = node.items if isinstance(node, Items) else [node]
    return [page for page in (citing(item, bad) for item in nodes) if page] or None


def snapshot(node: Node, bad: FieldErrors) -> dict[str, Any] | None:
    """Where a snapshot is, and what is known of it."""
    if isinstance(node, Fields):
        return mapped(node, "a snapshot", SNAPSHOT, bad) or None
    file = path(node, bad)
    return {"file": file} if file else None


def mapped(node: Fields, where: str, readers: dict[str, Reader], bad: FieldErrors) -> dict[str, Any]:
    """The values of a small mapping; `where` is what it describes, for messages."""
    found: dict[str, Any] = {}
    for name, (mark, value) in node.pairs.items():
        reader = readers.get(name)
        if reader is None:
            bad.unknown(where, name, mark, readers)
        elif not (value.__class__ is Text and value.absent):
            bad.enter(name)
            read = reader(value, bad)
            bad.leave()
            if read is not None:
                found[name] = read
    return found


CITING: dict[str, Reader] = {"title": title, "url": url, "type": one_line, "quality": quality}
SNAPSHOT: dict[str, Reader] = {
    "file": path,
    "text": prose,
    "status": whole(100, 599, "an HTTP status from 100 to 599"),
    "fetched": day,
    "bytes": whole(0, 10**15 - 1, "a number of bytes"),
}
