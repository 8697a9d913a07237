"""Keys in the text of a page: in shortcodes, in lists of keys, and in citations in Pandoc's syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial

from ...citation import Citation
from ...keys import normal_key
from ...markdown_scan.scanner import Occurrence, scan
from ...pandoc_citations import find
from ...shortcode import Malformed
from ..link_conversion.back import CITED_KEY

_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_WORD = re.compile(r"(?:(?<=<)|(?P<blank>\s+))(?P<head>resource:)?(?P<key>[^\s<>\"]+)(?=[\s>])")
_SIMPLE = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+|_+\w*)*")
"""A key that Pandoc reads to its end without braces."""


def renamed(text: str, keys: Mapping[str, str], *, math: bool = False, pandoc: bool = False) -> str:
    """`text` with other keys in the places of these; everything else stays."""

    def new(one: Occurrence) -> str:
        if isinstance(one.item, Citation):
            return CITED_KEY.sub(lambda match: _cited(match, keys), one.raw)
        seen = set[str]()
        return _outside_quotes(one.raw, lambda part: _WORD.sub(partial(word, seen=seen), part))

    def word(match: re.Match[str], seen: set[str]) -> str:
        old, head = normal_key(match["key"]), match["head"] or ""
        new = keys.get(old, old)
        is_twice = new in seen and new in targets  # A list that names both of what is now one.
        seen.add(new)
        return "" if is_twice else f"{match['blank'] or ''}{head}{new if old in keys else match['key']}"

    targets = frozenset(keys.values())
    return _edited(text, frozenset(keys), new, math, pandoc)


def without(text: str, gone: Mapping[str, str], *, math: bool = False, pandoc: bool = False) -> str:
    """`text` with these keys taken out of lists of keys, and of citations, that name others, too.

    `gone`: key -> the link that it was.
    """

    def new(one: Occurrence) -> str:
        item = one.item
        if isinstance(item, Malformed) or not {normal_key(key) for key in item.keys} - set(gone):
            return one.raw
        if isinstance(item, Citation):
            return _without_parts(one.raw, gone)
        if item.name != "resources":
            return one.raw
        shorter = re.compile(rf"[ \t]+(?:{'|'.join(map(re.escape, gone))})(?=[\s>])")
        return _outside_quotes(one.raw, lambda part: shorter.sub("", part))

    return _edited(text, frozenset(gone), new, math, pandoc)


def _without_parts(raw: str, gone: Mapping[str, str]) -> str:
    """A citation in Pandoc's syntax without these keys, and the words around them; one in the text becomes what it names."""
    parts = find(raw)[0].parts
    first = parts[0] if parts[0].author_in_text else None
    within = [part for part in parts if part is not first and normal_key(part.key) not in gone]
    pieces = [raw[part.prefix[0] : part.suffix[1]].strip() for part in within]
    if first is None:
        return f"[{'; '.join(pieces)}]"
    place, key = raw[slice(*first.suffix)].strip(), normal_key(first.key)
    if key in gone:
        return f"{gone[key]}{f' ({place})' if place else ''} [{'; '.join(pieces)}]"
    pieces = [place, *pieces] if place else pieces
    return raw.partition("[")[0].rstrip() + (f" [{'; '.join(pieces)}]" if pieces else "")


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
