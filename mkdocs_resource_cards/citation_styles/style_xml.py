"""Parses the XML of styles and locales."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

NS = "{http://purl.org/net/xbiblio/csl}"
_PIECE = 4096
"""Bytes."""


class StyleError(ValueError):
    """A style that cannot be used. The message is one line, without the name of the file."""


def parse_xml(text: str | bytes) -> etree.Element:
    """The root element of a style or locale. Raises StyleError."""
    if not text.strip():
        raise StyleError("is empty")
    try:
        root = etree.fromstring(text)  # noqa: S314  # styles are the site's own; expat bounds what entities may become
    except (etree.ParseError, ValueError) as error:
        raise StyleError(_not_xml(text, str(error))) from None
    return _known(root)


def _not_xml(text: str | bytes, reason: str) -> str:
    start = text[:500] if isinstance(text, str) else text[:500].decode("utf-8", "replace")
    if "<html" in start.lower():
        return (
            "is a page of the web, and no style: the style itself is what its link at https://www.zotero.org/styles downloads"
        )
    return f"is not XML: {reason}"


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
    except (etree.ParseError, ValueError):
        pass  # Reported when the whole file is parsed.
    return parse_xml(text)


def parent_of(root: etree.Element) -> str:
    """The name of the parent of a dependent style; `""` for an independent one."""
    for link in root.iterfind(f"{NS}info/{NS}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rsplit("/", 1)[-1]
    return ""


def check(root: etree.Element) -> None:
    """Raises StyleError for another version of CSL, and for macros that are missing or call themselves."""
    if root.tag == f"{NS}locale":
        raise StyleError("is no style, but the words of a language; those at https://www.zotero.org/styles are styles")
    if not root.get("version", "1.0").startswith("1.") or root.get("class", "note") not in ("in-text", "note"):
        raise StyleError("is not a CSL 1.0 style; those at https://www.zotero.org/styles are")
    calls = {one.get("name", ""): set(_called(one)) for one in root.iterfind(f"{NS}macro")}
    missing = sorted(set(_called(root)) - calls.keys())
    if missing:
        raise StyleError(f"calls the macro `{missing[0]}`, which it does not define")
    left = dict(calls)
    while done := [name for name, called in left.items() if called.isdisjoint(left)]:
        for name in done:
            del left[name]
    if left:
        raise StyleError(f"has macros that call themselves: `{'`, `'.join(sorted(left))}`")


def _called(element: etree.Element) -> Iterator[str]:
    return (one.get("macro", "") for one in element.iter() if "macro" in one.attrib)
