"""A heading's words: what "cited by" says of the place where a citation stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{:?[^{}\n]*\}[ \t]*$")
_OPEN, _CLOSE = "\x02", "\x03"
"""Python-Markdown takes these characters out of every source."""
_CITED = "\x04"
_MARK = re.compile(f"(?P<before> ?){_OPEN}(?P<mark>[^{_OPEN}{_CLOSE}]*){_CLOSE}")
_PLAIN_FIRST = re.compile(
    r"(?:[ \t]*\n)*#[ \t]+(?P<words>[^\s\\`*_\[\]<>{}#&!@]+(?:[ \t]+[^\s\\`*_\[\]<>{}#&!@]+)*)[ \t]*(?:\n|\Z)"
)


def plain_title(text: str) -> str:
    """The words of a heading of level 1 that a source begins with, `""` where it takes `scan.first_heading` to tell."""
    match = _PLAIN_FIRST.match(text)
    return " ".join(match["words"].split()) if match else ""


def without_attributes(heading: str) -> str:
    """A heading's text without the attribute list at its end."""
    return _ATTRIBUTES.sub("", heading)


class SourceNames(NamedTuple):
    """What stands for sources where nothing is cited: in titles, in the words of headings and sentences."""

    title: Callable[[str], str] = str
    """Tells the title for a key."""
    citation: Callable[[Sequence[str], bool, str], str] = lambda keys, is_in_text, raw: f"@{keys[0]}" if is_in_text else ""
    """Tells what stands for a citation in Pandoc's syntax, given its keys, whether the first belongs to the sentence, and how
    it was written."""


def _mark(key: str) -> str:
    return f"{_OPEN}{key}{_CLOSE}"


def _citation_mark(keys: Sequence[str], is_in_text: bool, raw: str) -> str:
    text = raw.replace(_OPEN, "").replace(_CLOSE, "")
    return f"{_OPEN}{_CITED}{'@' * is_in_text}{_CITED}{' '.join(keys)}{_CITED}{text}{_CLOSE}"


UNNAMED = SourceNames(_mark, _citation_mark)
"""Marks, until `named` puts names in their place: these change without the source."""


def named(text: str, names: SourceNames) -> str:
    """`text`, made with UNNAMED, with names in the place of marks; white space before one that is empty goes with it."""
    if _OPEN not in text:
        return text

    def name(match: re.Match[str]) -> str:
        _, *cited = match["mark"].split(_CITED, 3)
        is_citation = len(cited) == 3
        found = names.citation(cited[1].split(" "), bool(cited[0]), cited[2]) if is_citation else names.title(match["mark"])
        return match["before"] + found if found else ""

    return _MARK.sub(name, text).strip()
