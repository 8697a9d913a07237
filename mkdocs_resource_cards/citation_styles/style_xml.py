"""Parses the XML of styles and locales."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from typing import Any

from . import StyleError

NS = "{http://purl.org/net/xbiblio/csl}"
_PIECE = 4096
"""Bytes."""


_LARGEST = 50_000
"""Elements that one source may go through, those of a macro as often as it is called; 3,047 in the largest style in use."""


def parse_xml(text: str | bytes) -> etree.Element:
    """The root element of a style or locale. Raises StyleError."""
    if not text.strip():
        raise StyleError("is empty")
    try:
        root = etree.fromstring(text)  # noqa: S314  # styles are the site's own; expat bounds what entities may become
    except (etree.ParseError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows.
        raise StyleError(_not_xml(text, str(error))) from None
    return _known(root)


def place_of(text: bytes, root: etree.Element, element: etree.Element, attribute: str = "") -> tuple[int, int]:
    """(line, column) of an element below `root`, which was made of `text`, or of one of its attributes; counted from 1."""
    from xml.parsers import expat  # For mistakes alone.

    left, places = [one for one in root.iter() if isinstance(one.tag, str)].index(element), list[tuple[int, int, int]]()
    parser = expat.ParserCreate()

    def start(name: str, attributes: object) -> None:
        places.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    parser.Parse(text, True)
    line, column, at = places[left]
    tag = text[at : at + _PIECE].decode("utf-8", "replace")
    found = re.search(rf"\s{re.escape(attribute)}\s*=", tag) if attribute else None
    if found is None:
        return line, column
    before = tag[: found.start() + 1].splitlines()
    fresh_line = tag[found.start()] in "\r\n"
    ends = len(before) - 1 + fresh_line
    return line + ends, 1 if fresh_line else len(before[-1]) + 1 + (0 if ends else column - 1)


def _not_xml(text: str | bytes, reason: str) -> str:
    start = text[:500] if isinstance(text, str) else text[:500].decode("utf-8", "replace")
    if "<html" in start.lower():
        return (
            "is a page of the web, and no style: the style itself is what its link at https://www.zotero.org/styles downloads"
        )
    if start.lstrip().startswith("<?xml") and not start.startswith("<?xml"):
        return "is not XML: nothing may stand before `<?xml`, not even an empty line"
    return f"is not XML: {reason}{'' if _is_utf8(text) else '; is it in UTF-8?'}"


def _is_utf8(text: str | bytes) -> bool:
    try:
        if isinstance(text, bytes):
            text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _known(root: etree.Element) -> etree.Element:
    if root.tag not in (f"{NS}style", f"{NS}locale"):
        raise StyleError("is not a CSL style: its root is not `style` in CSL's namespace")
    return root


def head_of(text: bytes) -> etree.Element:
    """The root element of a style, with its `info` only. Raises StyleError as `parse_xml` does.

    Enough for a style that was parsed in an earlier build.
    """
    parser: etree.XMLPullParser[Any] = etree.XMLPullParser(("start", "end"))
    elements: list[etree.Element] = []
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE])
            events: Iterator[Any] = parser.read_events()
            for event, element in events:
                elements.append(element)
                if event == "end" and element.tag == f"{NS}info":
                    return _known(elements[0])
    except (etree.ParseError, ValueError, LookupError):
        pass  # Reported when the whole file is parsed.
    return parse_xml(text)


def parent_of(root: etree.Element) -> str:
    """The name of the parent of a dependent style; `""` for an independent one."""
    for link in root.iterfind(f"{NS}info/{NS}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rsplit("/", 1)[-1]
    return ""


def cites_by_number(text: bytes) -> bool:
    """Whether citations show the numbers of the list; False for a style that cannot be read."""
    if b"citation-number" not in text:  # Of all others, the whole must be parsed.
        return False
    try:
        root = parse_xml(text)
    except StyleError:
        return False
    macros = {one.get("name", ""): one for one in root.iterfind(f"{NS}macro")}
    waiting, seen = list(root.iterfind(f"{NS}citation/{NS}layout")), set[str]()
    while waiting:
        element = waiting.pop()
        if any(one.get("variable") == "citation-number" for one in element.iter()):
            return True
        called = {call.get("macro", "") for call in _calls(element)} & macros.keys() - seen
        seen |= called
        waiting += map(macros.__getitem__, called)
    return False


def check(root: etree.Element) -> None:
    """Raises StyleError for another version of CSL, and for macros that are missing, call themselves or call without end."""
    if root.tag == f"{NS}locale":
        raise StyleError("is no style, but the words of a language; those at https://www.zotero.org/styles are styles")
    if not root.get("version", "1.0").startswith("1.") or root.get("class", "note") not in ("in-text", "note"):
        raise StyleError("is not a CSL 1.0 style; those at https://www.zotero.org/styles are")
    macros = {one.get("name", ""): one for one in root.iterfind(f"{NS}macro")}
    calls = {name: {call.get("macro", "") for call in _calls(one)} for name, one in macros.items()}
    for call in _calls(root):
        if call.get("macro") not in macros:
            raise StyleError(f"calls the macro `{call.get('macro')}`, which it does not define", call)
    left, sizes = dict(calls), dict[str, int]()
    while done := [name for name, called in left.items() if called.isdisjoint(left)]:
        for name in done:
            del left[name]
            sizes[name] = _size(macros[name], sizes)
    if left:
        raise StyleError(f"has macros that call themselves: `{'`, `'.join(sorted(left))}`", macros[min(left)])
    largest = max(macros, key=lambda name: sizes[name], default="")
    if largest and sizes[largest] > _LARGEST:
        raise StyleError(f"has a macro that calls others more often than can be followed: `{largest}`", macros[largest])


def _calls(element: etree.Element) -> Iterator[etree.Element]:
    return (one for one in element.iter() if "macro" in one.attrib)


def _size(element: etree.Element, sizes: Mapping[str, int]) -> int:
    """How many elements a source may go through in `element`; of branches, one is taken."""
    inner = [_size(child, sizes) for child in element]
    own = max(inner, default=0) if element.tag == f"{NS}choose" else sum(inner)
    return 1 + own + sizes.get(element.get("macro", ""), 0)
