"""Python-Markdown: shortcode in, HTML out.

The stations of one shortcode: a block or an inline processor **parses** it, **looks up** the resource and leaves an empty
element; once the whole page is a tree, `Placer` goes through it in document order, **composes** and **renders** each view, and
**places** it: a real element with the finished HTML stashed inside, which no later processor reads again.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from functools import partial
from html import escape, unescape
from typing import Protocol

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import strip_tags
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from .citations.spans import as_words, raw_tag
from .excerpt import disarmed
from .later import Finish, KeepIds, Later
from .patterns import hasten
from .place import Left, Pending, Placer
from .shortcode import CANDIDATE, Malformed, Shortcode, find, read
from .site import Site, Visit


class Host(Protocol):
    """What runs us."""

    @property
    def site(self) -> Site:
        """The site being built."""

    def visit(self, md: Markdown) -> Visit:
        """The page that `md` is converting; asked for once its tree is complete, and only if it holds a shortcode."""


_NO_BLOCKS = frozenset(
    "a abbr b bdi button caption cite code dt em figcaption h1 h2 h3 h4 h5 h6 i label legend p span strong sub summary "
    "sup".split()
)
"""Elements whose content HTML restricts to phrasing."""
_ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*[^{}\n]*\}[ ]*")
_PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")
_OURS = "rc"
"""What placeholders for our own HTML begin with."""
_STASHED = re.compile("\x02rc:([0-9]{1,9})\x03")
_CODE_TAG = re.compile(r"</?(?:code|kbd|pre|samp|tt)(?=[\s/>])", re.IGNORECASE)
_LINK_TAG = re.compile(r"</?a(?=[\s/>])", re.IGNORECASE)
_NEAR = 4000
"""Characters around a shortcode in which tags are looked for."""
_TRIES = 20
"""How many less-thans before it are looked at."""


class ResourceCardsExtension(Extension):
    """Registers the processors. One instance may serve many `Markdown` objects: it holds nothing of a page."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Below indented code (80), above headings (70); below backticks (190), above raw HTML (90); after inline (20)."""
        pending: Pending = {}
        stash, host = _Stash(), self._host
        md.preprocessors.register(_NewText(md, pending, stash), "resource_cards", 1000)
        md.postprocessors.register(_Unstash(md, stash), "resource_cards", 31)
        md.parser.blockprocessors.register(_BlockShortcodes(md, pending, host), "resource_cards", 76)
        md.inlinePatterns.register(_InlineShortcodes(md, pending, host), "resource_cards", 182)
        hasten(md)
        later = Later()
        md.treeprocessors.register(_Place(md, pending, host, later, stash), "resource_cards", 19)
        md.treeprocessors.register(KeepIds(md, later), "resource_cards_own_ids", 7)
        md.treeprocessors.register(KeepIds(md, later), "resource_cards_ids", 3)
        md.treeprocessors.register(Finish(md, later), "resource_cards_finish", 0.5)


class _Stash:
    """Finished HTML by the text that stands for it, until a page is serialised.

    Python-Markdown's own stash (`md.htmlStash`) does the same, but looks at every item several times.
    """

    def __init__(self) -> None:
        self.kept: list[str] = []

    def store(self, html: str) -> str:
        self.kept.append(html)
        return f"\x02{_OURS}:{len(self.kept) - 1}\x03"

    def restored(self, text: str) -> str:
        return _STASHED.sub(self._one, text) if self.kept and "\x02rc:" in text else text

    def _one(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self.kept[number] if number < len(self.kept) else ""


class _NewText(Preprocessor):
    """Another text is being converted: what the last one left is of no use any more."""

    def __init__(self, md: Markdown, pending: Pending, stash: _Stash) -> None:
        super().__init__(md)
        self._pending = pending
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        self._pending.clear()
        self._stash.kept.clear()
        return lines


class _Unstash(Postprocessor):
    """Puts the finished HTML into the serialised page."""

    def __init__(self, md: Markdown, stash: _Stash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, text: str) -> str:
        return self._stash.restored(text)


class _Place(Treeprocessor):
    """Calls the placer for pages that hold a shortcode."""

    def __init__(self, md: Markdown, pending: Pending, host: Host, later: Later, stash: _Stash) -> None:
        super().__init__(md)
        self._pending = pending
        self._stash = stash
        self._host = host
        self._later = later

    def run(self, root: etree.Element) -> None:
        if self._pending:
            pending = dict(self._pending)
            self._pending.clear()
            processors = self.md.treeprocessors
            links_headings = "toc" in processors and bool(getattr(processors["toc"], "use_anchors", False))
            put_away = partial(_text_behind, self.md)
            placer = Placer(self._host.site, self._host.visit(self.md), self._stash.store, pending, put_away)
            placer.run(root, links_headings=links_headings)
            self._later.numbers = placer.numbers_in_headings
            ours = [element for left in pending for element in (left, *left)]
            self._later.ids = [(element, element.attrib["id"]) for element in ours if "id" in element.attrib]


class _BlockShortcodes(BlockProcessor):
    """Shortcodes alone in their paragraph, a line each: one card each."""

    def __init__(self, md: Markdown, pending: Pending, host: Host) -> None:
        super().__init__(md.parser)
        self._md = md
        self._pending = pending
        self._host = host

    def test(self, parent: etree.Element, block: str) -> bool:
        # In a tight list item text is no paragraph.
        return block.lstrip().startswith("<<") and parent.tag not in _NO_BLOCKS and not self.parser.state.isstate("list")

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        lines = [line.strip() for line in blocks[0].strip().split("\n")]
        has_attributes = len(lines) > 1 and "attr_list" in self._md.treeprocessors and _ATTRIBUTE_LIST.fullmatch(lines[-1])
        attributes = lines.pop() if has_attributes else ""
        # Most blocks that hold a shortcode hold more than that, and tables many lines of it: one look settles those.
        if not all(line.startswith("<<") and line.endswith(">>") for line in lines):
            return False
        shortcodes = [_alone(line) for line in lines]
        if not all(shortcodes) or (len(blocks) > 1 and blocks[1].lstrip("\n").startswith(":   ")):
            return False
        blocks.pop(0)
        for line, shortcode in zip(lines, shortcodes, strict=True):
            assert shortcode is not None
            self._put(parent, line, shortcode)
        if attributes:
            parent[-1].text = f"{parent[-1].text or ''}\n{attributes}"
        return True

    def _put(self, parent: etree.Element, line: str, shortcode: Shortcode) -> None:
        if shortcode.view in ("link", "number"):
            etree.SubElement(parent, "p").text = line
        else:
            resource = self._host.site.registry.get(shortcode.key)
            self._pending[etree.SubElement(parent, "article")] = Left(shortcode, line, resource)


class _Candidates:
    """CANDIDATE as Python-Markdown searches with it, several hundred times for a page: to look first costs a third of that."""

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        """The candidates in `text` from `start` on."""
        return CANDIDATE.finditer(text, start) if "<" in text and "<<" in text else ()


class _InlineShortcodes(InlineProcessor):
    """Shortcodes anywhere else, escaped ones and malformed ones."""

    def __init__(self, md: Markdown, pending: Pending, host: Host) -> None:
        super().__init__(CANDIDATE.pattern, md)
        self.compiled_re = _Candidates()  # type: ignore[assignment]
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
        element = etree.Element("span")
        left = self._pending[element] = self._left(found.item, raw, has_tags and bool(_opened(_LINK_TAG, data, m.start())))
        # What becomes of the element if it never reaches the page's tree: the text of a link or of an image's description.
        element.text = AtomicString(disarmed(_plain(left)))
        return element, found.start, found.end

    def _left(self, item: Shortcode | Malformed, raw: str, is_linked: bool) -> Left:
        if isinstance(item, Malformed):
            return Left(item, raw)
        if "\x02" in item.label:  # A label's code spans were taken out before us: their text is put back.
            item = item._replace(label=_PLACEHOLDER.sub(self._text, item.label))
        return Left(item, raw, self._host.site.registry.get(item.key), is_linked)

    def _text(self, match: re.Match[str]) -> str:
        """What an earlier processor took out of a label, as text: an element, or one whose HTML it put away."""
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        node = nodes.get(match[0][1:-1].partition(":")[2])
        if isinstance(node, etree.Element):
            script = node.find("script")  # Mathematics, which stands there twice.
            text = "".join(node.itertext()) if script is None else f"\\({script.text}\\)"
        else:
            text = node if isinstance(node, str) else _text_behind(self.md, match[0])
        text = _PLACEHOLDER.sub(lambda inner: _text_behind(self.md, inner[0]), text)
        return f"${text[2:-2]}$" if text.startswith("\\(") and text.endswith("\\)") else text


def _text_behind(md: Markdown, placeholder: str) -> str:
    """The text of what Python-Markdown has put away: HTML, or a character that was escaped."""
    kind, _, number = placeholder[1:-1].partition(":")
    if kind.isdecimal() and len(kind) < 7:
        return chr(int(kind))
    kept = md.htmlStash.rawHtmlBlocks if kind != _OURS else []
    html = kept[int(number)] if number.isdecimal() and int(number) < len(kept) else ""
    return "".join(html.itertext()) if isinstance(html, etree.Element) else unescape(strip_tags(html))


def _plain(left: Left) -> str:
    if isinstance(left.item, Malformed) or not left.item.key:
        return left.raw
    return left.item.label or (left.resource.title if left.resource else left.item.key)


def _alone(line: str) -> Shortcode | None:
    """The shortcode that is all of a line."""
    found = next(find(line), None)
    if found is None or found.raw != line or not isinstance(found.item, Shortcode):
        return None
    return found.item


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
