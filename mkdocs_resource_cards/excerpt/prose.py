"""Which blocks of a document are prose: not headings, bylines, menus or notices, error pages or refusals of models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..model import Resource
from ..normalize.refusals import refused
from .blocks import Block
from .phrases import BYLINE, CONTENTS, ERROR, NOTICE

PROSE = 60
"""Characters: a paragraph of this length, or a sentence half as long, is prose; a menu's entry is not."""
SHORT_PAGE = 2000
"""Characters: an error page has less text; an article that begins with the words "404 Not Found" has more."""

_WORDS = re.compile(r"[^\W_]+")
_NOTE = re.compile(r"(?<=\S)\[[0-9]{1,3}\]")
_LEAD = re.compile(r"(?:abstract|summary|overview)\s?[:.—–-]\s", re.IGNORECASE)
_STOPS = (".", "!", "?", "…", ":", "。", "！", "？", "”", '"', "’", ")", "»", "؟", "।")


def failed(title: str, blocks: Sequence[Block]) -> bool:
    """Whether a document of this `<title>` is an error page, a browser check or a refusal rather than the source."""
    texts = [text for text in (title, *(block.text for block in blocks[:6])) if text]
    if any(refused(text) for text in texts[:3]):
        return True
    short = sum(len(block.text) for block in blocks) < SHORT_PAGE
    return short and any(ERROR.fullmatch(text[:300]) for text in texts)


def body(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` without the menus and notices before the first prose, for the preview: titles and bylines stay."""
    first = next((number for number, block in enumerate(blocks) if is_prose(block)), 0)
    head = [block for block in _without_contents(blocks[:first]) if not (_is_notice(block) or _is_menu(block))]
    return [*head, *blocks[first:]]


def prose(blocks: Sequence[Block], resource: Resource) -> str:
    """The running text of a document from its first prose on; of one without prose, whatever says something."""
    told = [block for block in _without_contents(blocks) if not (_is_notice(block) or _is_menu(block))]
    first = next((number for number, block in enumerate(told) if is_prose(block) and not _is_label(block, resource)), None)
    if first is not None:
        return _NOTE.sub("", _LEAD.sub("", " ".join(block.text for block in told[first:] if is_prose(block))))
    texts = [block.text for block in told if not _is_label(block, resource)]
    return " ".join(texts)


def is_prose(block: Block) -> bool:
    """Whether a block is sentences: long enough, or short and ended; no heading, table, code or menu."""
    if block.kind in ("heading", "table", "pre", "hr") or _is_menu(block) or _is_notice(block):
        return False
    length = len(block.text) / max(1, block.items)
    return length >= PROSE or (length >= PROSE / 2 and block.text.endswith(_STOPS)) or _is_dense(block.text)


def _is_dense(text: str) -> bool:
    """Chinese, Japanese and Korean say as much in a third of the characters."""
    return len(text) >= PROSE / 3 and sum(character >= "\u3000" for character in text) > len(text) / 2


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` without tables of contents: the heading and the list behind it."""
    kept: list[Block] = []
    after_title = False
    for block in blocks:
        is_list = after_title and block.kind in ("ul", "ol", "table")
        after_title = len(block.text) < 40 and CONTENTS.fullmatch(block.text.rstrip(":")) is not None
        if not is_list and not after_title:
            kept.append(block)
    return kept


def _is_menu(block: Block) -> bool:
    """Links with hardly anything between them."""
    if block.linked < 0.7:
        return False
    return block.kind in ("ul", "ol", "table") or len(block.text) < 2 * PROSE or not block.text.endswith(_STOPS)


def _is_notice(block: Block) -> bool:
    return len(block.text) <= 300 and NOTICE.fullmatch(block.text.rstrip(".!:… ")) is not None


def _is_label(block: Block, resource: Resource) -> bool:
    """A line that says again what the card says: title, authors, date."""
    text = block.text
    if len(text) > 300 or block.kind in ("table", "pre"):
        return False
    if BYLINE.fullmatch(text) or _same(text, resource.title):
        return True
    rest = text
    for name in resource.author_names[:20]:
        rest = rest.replace(name, "")
    return rest != text and len(rest) < 30


def _same(text: str, title: str) -> bool:
    """Whether `text` is the title, give or take the site's name and punctuation."""
    one, other = (" ".join(_WORDS.findall(words.casefold()[:300])) for words in (text, title))
    if not one or not other:
        return False
    if one.startswith(other) or other.startswith(one):
        return min(len(one), len(other)) > 0.4 * max(len(one), len(other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.85
