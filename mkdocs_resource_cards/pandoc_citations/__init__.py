"""Pandoc's citation syntax: `[see @KEY, pp. 33-35; @KEY]`, `[-@KEY]`, `@KEY [p. 33]`, `@{KEY}`.

parser    text -> the citations in it: where a key ends, what brackets hold
elements  inline Markdown as Pandoc reads it: what ends where
literals  what is skipped: code, tags, addresses, targets of links, attributes
found     what is found: citations, the keys of each
locators  what comes after a key -> label, locator, suffix
labels    what locators are called

None of them depends on a registry, a site or Python-Markdown. Rules: Pandoc's manual, "Citation syntax".
"""

from .found import CitationPart, PandocCitation
from .locators import Located, locate
from .parser import find, written

__all__ = ["CitationPart", "Located", "PandocCitation", "find", "locate", "written"]
