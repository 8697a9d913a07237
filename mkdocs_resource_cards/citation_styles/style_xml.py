"""The XML of styles and locales."""

from __future__ import annotations

import xml.etree.ElementTree as etree

NS = "{http://purl.org/net/xbiblio/csl}"


class StyleError(ValueError):
    """A style that cannot be used; the message is one line without the file's name."""


def parse_xml(text: str | bytes) -> etree.Element:
    """The root of a style or locale; raises StyleError."""
    try:
        root = etree.fromstring(text)  # noqa: S314  # styles are the site's own; expat bounds what entities may become
    except (etree.ParseError, ValueError) as error:
        raise StyleError(f"is not XML: {error}") from None
    if root.tag not in (f"{NS}style", f"{NS}locale"):
        raise StyleError("is no CSL style: its root is not `style` in CSL's namespace")
    return root


def parent_of(root: etree.Element) -> str:
    """The name of the style that this one only points to; `""` for a style of its own."""
    for link in root.iterfind(f"{NS}info/{NS}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rsplit("/", 1)[-1]
    return ""
