"""Plain text: cleaned, and cut at the end of a sentence or word. Knows nothing of markup."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"
SENTENCE_FROM = 0.6
"""A sentence must end in the part of the limit behind this, or the text is cut at a word: an excerpt fills its room."""
WORD_FROM = 0.5
"""Likewise for a word's end, else the cut is at a character (a long address, Chinese, Thai)."""

_UNWANTED = re.compile(
    # C0 and C1 but white space; soft hyphen, zero-width space, word joiner and byte order mark; bidirectional embeddings,
    # overrides and isolates (data never reorders our text); interlinear marks; lone surrogates; non-characters; tags.
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_FULL_STOP = re.compile(r"""[.!?…؟۔।]+["'”’»)\]]*|[。！？｡]+[」』”’）"]*""")
_LAST_WORD = re.compile(r"\S+\Z")
_ABBREVIATIONS = frozenset(
    """al approx art bzw ca cf ch chap co corp dept dr ed eds eg eq est et etc fig figs gen gov ie inc jr lt ltd mr mrs ms mt
    no nos nr op p pp prof rep resp rev sec sen sr st vgl viz vol vols vs jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)


def clean(text: str) -> str:
    """`text` on one line: white space collapsed, control characters and bidirectional overrides removed."""
    return " ".join(without_controls(text).split())


def without_controls(text: str) -> str:
    """`text` without control characters, bidirectional overrides, lone surrogates and the like; white space stays."""
    return _UNWANTED.sub("", text)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of `text`: whole if it fits, else to the end of a sentence, else to a word's end and "…".

    `text` is plain; it comes out clean (see `clean`). Shortening twice changes nothing.
    """
    # Only what can show is looked at; the surplus lets a sentence's end be told from a decimal point.
    text = clean(text[: 8 * max(limit, 0) + 400])
    if len(text) <= limit:
        return text
    return _to_sentence(text, limit) or _to_word(text, limit)


def _to_sentence(text: str, limit: int) -> str:
    """Up to the last sentence that ends within the limit, `""` when none ends late enough."""
    ends = (match for match in _FULL_STOP.finditer(text, int(limit * SENTENCE_FROM), limit + 1) if match.end() <= limit)
    for match in reversed(list(ends)):
        if _ends_sentence(text, match):
            return text[: match.end()]
    return ""


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, rather than an abbreviation, an initial or the number of a list item."""
    if stop[0][0] in "。！？｡":
        return True
    following = text[stop.end() : stop.end() + 2]
    if following and not (following[0] == " " and not following[1:].islower()):
        return False
    return stop[0][0] != "." or stop[0].startswith("..") or not _abbreviated(text, stop.start())


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the word before the full stop at `stop` is written short, or is a list item's number."""
    word = _LAST_WORD.search(text, max(0, stop - 40), stop)
    if word is None:
        return True
    core = word[0].lstrip("\"'“‘«([")
    if "." in core or (len(core) == 1 and core.isalpha()) or core.lower() in _ABBREVIATIONS:
        return True
    before = text[max(0, word.start() - 2) : word.start()].rstrip()[-1:]
    return core.isdigit() and len(core) < 3 and (not before or before in ".!?:;")


def _to_word(text: str, limit: int) -> str:
    """Up to the last word that leaves room for the ellipsis, without the punctuation it would trail."""
    room = limit - len(ELLIPSIS)
    if room < 0:
        return ""
    return cut(text, room) + ELLIPSIS


def cut(text: str, room: int) -> str:
    """The first `room` characters of a longer text, less what is cut of a word, and the punctuation that would trail."""
    space = max(text.rfind(" ", 0, room + 1), text.rfind("\n", 0, room + 1))
    end = space if space > room * WORD_FROM else _whole_character(text, room)
    return text[:end].rstrip(" \n,;:–—-([{\"'“‘«/")


def _whole_character(text: str, end: int) -> int:
    """`end`, moved back so that no accent, emoji part or variation selector loses the character it belongs to."""
    lowest = max(0, end - 16)
    while end > lowest and (_joins(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return end


def _joins(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me") or character == "\u200d"
