"""Pandoc's citation syntax: `[see @KEY, pp. 33-35; @KEY]`, `[-@KEY]`, `@KEY [p. 33]`, `@{KEY}`.

parser    text -> the citations in it: where a key ends, what brackets hold
elements  inline Markdown as Pandoc reads it: what ends where
enclosed  the elements that brackets, tags and the like enclose
literals  what is skipped: code, tags, addresses, targets of links, attributes
found     what is found: citations, the keys of each, the elements among them
locators  what comes after a key -> label, locator, suffix
labels    what locators are called

None of them depends on a registry, a site or Python-Markdown. Rules: Pandoc's manual, "Citation syntax".
"""

from typing import TYPE_CHECKING, Any

from .found import CitationPart, HeldSpan, PandocCitation
from .locators import HeldElement, Located, locate

if TYPE_CHECKING:
    from .parser import find, written

__all__ = ["CitationPart", "HeldElement", "HeldSpan", "Located", "PandocCitation", "find", "locate", "written"]


def __getattr__(name: str) -> Any:
    """The parser when it is asked for: for a place in a source alone, `at="p. 33"`, loading it takes longer than all else."""
    if name not in ("find", "written"):
        raise AttributeError(name)
    from . import parser

    return getattr(parser, name)
