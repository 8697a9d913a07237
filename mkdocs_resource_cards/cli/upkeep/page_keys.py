"""Keys in the text of a page: in shortcodes, in lists of keys, and in citations in Pandoc's syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from ...citation import Citation
from ...keys import normal_key
from ...markdown_scan.scanner import Occurrence, scan
from ...shortcode import Malformed

_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_WORD = re.compile(r"(?<=[\s<])(?P<head>resource:)?(?P<key>[^\s<>\"]+)(?=[\s>])")
_SIGN = re.compile(r"@(?:\{(?P<braced>[^{}\n]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?<>~/]\w+|_+\w*)*))")
_SIMPLE = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+|_+\w*)*")
"""A key that Pandoc reads to its end without braces."""


def renamed(text: str, keys: Mapping[str, str], *, math: bool = False, pandoc: bool = False) -> str:
    """`text` with other keys in the places of these; everything else stays."""

    def new(one: Occurrence) -> str:
        if isinstance(one.item, Citation):
            return _SIGN.sub(lambda match: _cited(match, keys), one.raw)
        return _outside_quotes(one.raw, lambda part: _WORD.sub(word, part))

    def word(match: re.Match[str]) -> str:
        return f"{match['head'] or ''}{keys.get(normal_key(match['key']), match['key'])}"

    return _edited(text, frozenset(keys), new, math, pandoc)


def without(text: str, gone: Collection[str], *, math: bool = False) -> str:
    """`text` with these keys taken out of lists of keys that name others, too."""

    def new(one: Occurrence) -> str:
        item = one.item
        if isinstance(item, (Citation, Malformed)) or item.name != "resources" or not set(item.keys) - set(gone):
            return one.raw
        shorter = re.compile(rf"[ \t]+(?:{'|'.join(map(re.escape, gone))})(?=[\s>])")
        return _outside_quotes(one.raw, lambda part: shorter.sub("", part))

    return _edited(text, gone, new, math, False)


def _edited(text: str, keys: Collection[str], new: Callable[[Occurrence], str], math: bool, pandoc: bool) -> str:
    if "<<" not in text and not (pandoc and "@" in text):
        return text
    # Line ends and the mark at the beginning take part in no shortcode; each is as long as before.
    plain = text.replace("\r\n", " \n").replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text.replace("\r\n", " \n")
    starts = [0, *(match.end() for match in re.finditer("\n", plain))]
    parts, done = [], 0
    for one in scan(plain, math=math, pandoc=pandoc).occurrences:
        if not isinstance(one.item, Malformed) and any(normal_key(key) in keys for key in one.item.keys):
            start = starts[one.line - 1] + one.column - 1
            parts += [text[done:start], new(one)]
            done = start + len(one.raw)
    return "".join([*parts, text[done:]])


def _outside_quotes(raw: str, edit: Callable[[str], str]) -> str:
    parts, done = [], 0
    for match in _QUOTED.finditer(raw):
        parts += [edit(raw[done : match.start()] + " ")[:-1] if done < match.start() else "", match[0]]
        done = match.end()
    return "".join([*parts, edit(f" {raw[done:]}")[1:]])


def _cited(match: re.Match[str], keys: Mapping[str, str]) -> str:
    new = keys.get(normal_key(match["braced"] or match["bare"]))
    if new is None:
        return match[0]
    return f"@{{{new}}}" if match["braced"] or not _SIMPLE.fullmatch(new) else f"@{new}"
