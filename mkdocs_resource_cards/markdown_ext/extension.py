"""Python-Markdown: shortcode in, HTML out.

The stations of one shortcode: a block or an inline processor **parses** it, **looks up** the resource and leaves an empty
element; once the whole page is a tree, `Placer` goes through it in document order, **composes** and **renders** each view, and
**places** it: a real element with the finished HTML stashed inside, which no later processor reads again.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterable

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER

from ..markdown_scan.other_brackets import in_other_brackets
from ..shortcode import Shortcode, find
from . import block_names, pattern_registry
from .descriptions import unmarked, written
from .element_ids import DeferredEdits, FinishTreeprocessor, RestoreIdsTreeprocessor
from .inline_processor import InlineShortcodes
from .left_raw import CITED_IN_HTML, IN_HTML, citations_of_stash, of_stash
from .pending import Host, Pending, PendingShortcode
from .put_away import OURS, PutAway
from .tree_processor import ShortcodeTreeprocessor

_NO_BLOCKS = frozenset(
    "a abbr b bdi button caption cite code dt em figcaption h1 h2 h3 h4 h5 h6 i label legend p span strong sub summary "
    "sup".split()
)
"""Elements whose content HTML restricts to phrasing."""
_ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*[^{}\n]*\}[ ]*")
_STASHED = re.compile("\x02rc:([0-9]{1,9})\x03")
_RAW = re.compile(HTML_PLACEHOLDER % "[0-9]{1,9}")


class ResourceCardsExtension(Extension):
    """Registers the processors. One instance may serve many `Markdown` objects: it holds nothing of a page."""

    def __init__(self, host: Host, *, pandoc: bool = False) -> None:
        """`pandoc`: whether Pandoc's syntax makes citations."""
        super().__init__()
        self._host = host
        self._pandoc = pandoc

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Below indented code (80), above headings (70); below backticks (190), above raw HTML (90); after inline (20)."""
        pending: Pending = {}
        stash, host = _Stash(), self._host
        md.preprocessors.register(_NewText(md, pending, stash, host, pandoc=self._pandoc), "resource_cards", 1000)
        md.postprocessors.register(_Unstash(md, stash, host, pandoc=self._pandoc), "resource_cards", 31)
        md.parser.blockprocessors.register(_BlockShortcodes(md, pending, host), "resource_cards", 76)
        md.inlinePatterns.register(InlineShortcodes(md, pending, host), "resource_cards", 182)
        if self._pandoc:
            from .bibliography_marks import BibliographyMarks  # Most sites have none.
            from .pandoc_processor import PandocCitations

            md.preprocessors.register(BibliographyMarks(md), "resource_cards_marks", 22)
            md.inlinePatterns.register(PandocCitations(md, pending, host), "resource_cards_pandoc", 181)
        pattern_registry.hasten(md)
        block_names.hasten(md)
        later = DeferredEdits()
        md.treeprocessors.register(_Location(md, pending, host, later, stash, pandoc=self._pandoc), "resource_cards", 19)
        md.treeprocessors.register(RestoreIdsTreeprocessor(md, later), "resource_cards_own_ids", 7)
        md.treeprocessors.register(RestoreIdsTreeprocessor(md, later), "resource_cards_ids", 3)
        md.treeprocessors.register(FinishTreeprocessor(md, later), "resource_cards_finish", 0.5)


class _Stash:
    """Finished HTML by the text that stands for it, until a page is serialised.

    Python-Markdown's own stash (`md.htmlStash`) does the same, but looks at every item several times.
    """

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.raw: dict[str, str] = {}
        """What `descriptions.written` tells of the page."""
        self.may_be_unread = False
        """Whether a shortcode may stand in raw HTML within an element whose Markdown is read."""
        self.told = dict[str, set[int]]()
        """Those that do, as they were written -> which of those on the page, in raw HTML or within such elements."""
        self.told_in_html = Counter[str]()
        """How many of these are in pieces of raw HTML."""
        self.in_html = Counter[str]()
        """How many of all were looked at in the page's pieces of raw HTML."""
        self.looked_through = 0
        """How many of the pieces have."""

    def store(self, html: str) -> str:
        self.kept.append(self.restored(html))  # A note may hold a citation.
        return f"\x02{OURS}:{len(self.kept) - 1}\x03"

    def restored(self, text: str) -> str:
        return _STASHED.sub(self._one, text) if self.kept and "\x02rc:" in text else text

    def _one(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self.kept[number] if number < len(self.kept) else ""


class _NewText(Preprocessor):
    """Another text is being converted: drops what the last one left."""

    def __init__(self, md: Markdown, pending: Pending, stash: _Stash, host: Host, *, pandoc: bool) -> None:
        super().__init__(md)
        self._signs = ("<<", "@") if pandoc else ("<<",)
        self._pending = pending
        self._stash = stash
        self._host = host

    def run(self, lines: list[str]) -> list[str]:
        self._pending.clear()
        self._stash.kept.clear()
        self._stash.told.clear()
        self._stash.told_in_html.clear()
        self._stash.in_html.clear()
        self._stash.looked_through = 0
        # Raw HTML within an element that is read: only there may a shortcode go unread by mistake.
        text = "\n".join(lines)  # A page has thousands of lines, and few pages need a look at each.
        is_read = "markdown_block" in self.md.parser.blockprocessors
        self._stash.may_be_unread = is_read and _is_mixed(text, lines, self._signs)
        if "<<" in text or "resource:" in text:
            self._tell_brackets(text)
        return lines

    def _tell_brackets(self, text: str) -> None:
        registry, seen = self._host.site.registry, Counter[str]()
        for one in in_other_brackets(text, lambda key: registry.get(key) is not None):
            message = f"`{one.raw}` is not a shortcode"
            suggestion = f"did you mean `{one.meant}`?"
            self._host.page_context(self.md).report("malformed_shortcode", message, suggestion, one.raw, seen[one.raw])
            seen[one.raw] += 1


def _is_mixed(text: str, lines: list[str], signs: Iterable[str]) -> bool:
    return (
        any(sign in text for sign in signs)
        and "markdown" in text
        and any("markdown" in line and "<" in line for line in lines)
    )


class _Unstash(Postprocessor):
    """Puts the finished HTML into the serialised page; tells of shortcodes that are there as they were written."""

    def __init__(self, md: Markdown, stash: _Stash, host: Host, *, pandoc: bool) -> None:
        super().__init__(md)
        self._pandoc = pandoc
        self._stash = stash
        self._host = host

    def run(self, text: str) -> str:
        stash, blocks = self._stash, self.md.htmlStash.rawHtmlBlocks
        if len(blocks) > stash.looked_through:  # This is called for each heading, too.
            new = blocks[stash.looked_through :]
            stash.looked_through = len(blocks)
            self._report(of_stash(new), IN_HTML)
            if self._pandoc:
                self._report(citations_of_stash(new, self._host), CITED_IN_HTML)
        return stash.restored(unmarked(text, stash.raw))

    def _report(self, found: Iterable[str], problem: tuple[str, str, str]) -> None:
        stash = self._stash
        for raw in found:
            if stash.told_in_html[raw]:
                stash.told_in_html[raw] -= 1
                continue
            while stash.in_html[raw] in stash.told.get(raw, ()):
                stash.in_html[raw] += 1
            self._host.page_context(self.md).report(*problem, raw, stash.in_html[raw])
            stash.in_html[raw] += 1


class _Location(Treeprocessor):
    """Calls the placer for pages that hold a shortcode."""

    def __init__(
        self, md: Markdown, pending: Pending, host: Host, later: DeferredEdits, stash: _Stash, *, pandoc: bool
    ) -> None:
        super().__init__(md)
        self._pandoc = pandoc
        self._pending = pending
        self._stash = stash
        self._host = host
        self._later = later

    def run(self, root: etree.Element) -> None:
        if self._stash.may_be_unread:
            self._tell_unread(root)
        if self._pending:
            pending = dict(self._pending)
            self._pending.clear()
            if self._pandoc:
                raw, blocks = written(pending), self.md.htmlStash.rawHtmlBlocks
                self._stash.raw = raw
                blocks[:] = [unmarked(block, raw) if isinstance(block, str) else block for block in blocks]
            processors = self.md.treeprocessors
            links_headings = "toc" in processors and bool(getattr(processors["toc"], "use_anchors", False))
            placer = ShortcodeTreeprocessor(
                self._host.site,
                self._host.page_context(self.md),
                self._stash.store,
                pending,
                PutAway(self.md),
                self._restored,
            )
            placer.run(root, links_headings=links_headings)
            self._later.numbers, self._later.anchors = placer.late, placer.anchors
            deferred = [child for one in placer.late for child in one.children]
            ours = [inner for left in (*pending, *deferred) for inner in left.iter()]
            self._later.ids = [(element, element.attrib["id"]) for element in ours if "id" in element.attrib]

    def _restored(self, text: str) -> str:
        whole, put_away = self._stash.restored(text), PutAway(self.md)
        return _RAW.sub(lambda match: put_away.html(match[0]), whole).replace(AMP_SUBSTITUTE, "&")

    def _tell_unread(self, root: etree.Element) -> None:
        from .unread_html import UnreadHtml  # Few pages hold such HTML.

        seen, stash = Counter[str](), self._stash
        registry = (lambda: self._host.site.registry) if self._pandoc else None
        for raw, tag, is_put_away in UnreadHtml(PutAway(self.md).html, self._raws_in, registry).within(root):
            if tag:
                message = f"`{raw}` is inside `<{tag}>`, where Markdown is not rendered"
                context = self._host.page_context(self.md)
                context.report("shortcode_in_html", message, f"write `<{tag} markdown>`", raw, seen[raw])
                stash.told.setdefault(raw, set()).add(seen[raw])
                stash.told_in_html[raw] += is_put_away
            seen[raw] += 1

    def _raws_in(self, html: str) -> list[str]:
        return [*of_stash([html]), *(citations_of_stash([html], self._host) if self._pandoc else ())]


class _BlockShortcodes(BlockProcessor):
    """Shortcodes alone in their paragraph, a line each: one card each."""

    def __init__(self, md: Markdown, pending: Pending, host: Host) -> None:
        super().__init__(md.parser)
        self._md = md
        self._pending = pending
        self._host = host

    def test(self, parent: etree.Element, block: str) -> bool:
        # In a tight list item text is not a paragraph.
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
        before: etree.Element | None = None
        for line, shortcode in zip(lines, shortcodes, strict=True):
            assert shortcode is not None
            before = self._put(parent, line, shortcode, before)
        if attributes:
            parent[-1].text = f"{parent[-1].text or ''}\n{attributes}"
        return True

    def _put(
        self, parent: etree.Element, line: str, shortcode: Shortcode, before: etree.Element | None
    ) -> etree.Element | None:
        """One line: a card, or a line of a paragraph, which may be that of the line `before`; returns that paragraph."""
        if not shortcode.is_inline:
            resource = self._host.site.registry.get(shortcode.key)
            self._pending[etree.SubElement(parent, "article")] = PendingShortcode(shortcode, line, resource)
            return None
        if before is None:
            before = etree.SubElement(parent, "p")
            before.text = line
        else:
            before.text = f"{before.text}\n{line}"
        return before


def _alone(line: str) -> Shortcode | None:
    """The shortcode that is all of a line."""
    found = next(find(line), None)
    if found is None or found.raw != line or not isinstance(found.item, Shortcode):
        return None
    return found.item
