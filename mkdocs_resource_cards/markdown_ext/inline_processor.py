"""Shortcodes within a text: an inline pattern of Python-Markdown, and what is around one in the raw text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import escape

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from ..excerpt import disarmed
from ..markdown_scan.inline_masking import as_words, raw_tag
from ..shortcode import CANDIDATE, Malformed, Shortcode, read
from . import labels
from .pending import Host, Pending, PendingShortcode
from .quick_patterns import Quick

_NO_TARGET = r"(?<!\]\()(?<!\]\( )"
"""`[x](<a b>)` names an address with a blank, and is no tag."""
_CODE_TAG = re.compile(rf"{_NO_TARGET}</?(?:code|kbd|pre|samp|tt)(?=[\s/>])", re.IGNORECASE)
_LINK_TAG = re.compile(rf"{_NO_TARGET}</?a(?=[\s/>])", re.IGNORECASE)
_NEAR = 4000
"""Characters around a shortcode in which tags are looked for."""
_TRIES = 20
"""How many less-thans before it are looked at."""


class InlineShortcodes(InlineProcessor):
    """Shortcodes anywhere else, escaped ones and malformed ones."""

    def __init__(self, md: Markdown, pending: Pending, host: Host) -> None:
        super().__init__(CANDIDATE.pattern, md)
        self.compiled_re = Quick(CANDIDATE, "<<")  # type: ignore[assignment]
        self._pending = pending
        self._host = host

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        has_tags = data.find("<", 0, m.start()) >= 0
        found = None if has_tags and _is_raw(data, m.start()) else read(m)
        if found is None:
            return None, None, None
        raw = self.unescape(found.raw) if "\x02" in found.raw else found.raw
        if found.item is None:
            return self.md.htmlStash.store(escape(raw[1:], quote=False)), found.start, found.end
        left = self._left(found.item, raw, has_tags and is_linked(data, m.start()))
        if isinstance(left.item, Shortcode) and left.item.label:
            element = labels.start(left.item.label, self.md.ESCAPED_CHARS)
        else:
            element = etree.Element("span")
            # What becomes of the element if it never reaches the page's tree: a part of an image's description.
            element.text = AtomicString(disarmed(self._plain(left)))
        self._pending[element] = left
        return element, found.start, found.end

    def _left(self, item: Shortcode | Malformed, raw: str, is_linked: bool) -> PendingShortcode:
        if isinstance(item, Malformed):
            return PendingShortcode(item, raw)
        return PendingShortcode(item, raw, self._host.site.registry.get(item.key), is_linked)

    def _plain(self, left: PendingShortcode) -> str:
        if isinstance(left.item, Malformed) or not left.item.keys:
            return left.raw
        found = ((key, self._host.site.registry.get(key)) for key in left.item.keys)
        return ", ".join(resource.title if resource else key for key, resource in found)


def is_linked(data: str, position: int) -> bool:
    """Whether `position` lies within a link that is written as raw HTML."""
    return bool(_opened(_LINK_TAG, data, position))


def _is_raw(data: str, position: int) -> bool:
    """Whether `position` lies within a comment, a tag, or an element that holds code, all written as raw HTML."""
    name = _opened(_CODE_TAG, data, position)
    return (bool(name) and f"</{name}" in data[position:].lower()) or _is_in_tag(data, position)


def _is_in_tag(data: str, position: int) -> bool:
    start, end, opening = max(0, position - _NEAR), position + _NEAR, position
    for _ in range(_TRIES):
        opening = data.rfind("<", start, opening)
        if opening < 0 or raw_tag(data, opening, position):
            return False
        begins = data[opening - 1 : opening] != "<" and (
            data[opening + 1 : opening + 2].isalpha() or data.startswith("<!--", opening)
        )
        if begins and raw_tag(as_words(data[opening:end]), 0, end):
            return True
    return False


def _opened(tags: re.Pattern[str], data: str, position: int) -> str:
    """The name of the last of these tags before `position`, if that opens an element; else `""`."""
    for match in reversed(list(tags.finditer(data, max(0, position - _NEAR), position))):
        tag = raw_tag(data, match.start(), position)
        if tag:
            return "" if tag["end"] else str(tag["name"]).lower()
    return ""
