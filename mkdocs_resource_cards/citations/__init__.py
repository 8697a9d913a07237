"""Who cites what: the index of a site, and the scan of Markdown sources that it begins with.

index    who cites what, from what was scanned and rendered      sections   a heading's words
scan     Markdown source -> the shortcodes in it                 literal    what in a source is no Markdown
kept     what a source cites, kept between builds                own        how strangers spell pages of this site

`scan` is imported by its own name, where it is needed: a build that has seen its sources before scans none.
"""

from .index import CitationIndex, Mention, PageFacts, anchor_of, mentions, quality_of
from .kept import KeptCitations
from .own import OwnPages
from .sections import plain_title, without_attributes

__all__ = [
    "CitationIndex",
    "KeptCitations",
    "Mention",
    "OwnPages",
    "PageFacts",
    "anchor_of",
    "mentions",
    "plain_title",
    "quality_of",
    "without_attributes",
]
