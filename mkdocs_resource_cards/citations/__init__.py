"""Who cites what: the index of a site, and the scan of Markdown sources that it begins with.

index    who cites what, from what was scanned and rendered      sections   a heading's words
scan     Markdown source -> the shortcodes in it                 literal    blocks of a source that are no Markdown
kept     what a source cites, kept between builds                spans      the same within text: code, tags, targets of links
own      how strangers spell pages of this site

`scan` and `own` are imported by their own names, where they are needed: a build that has seen its sources before scans none,
and few registries declare citing pages.
"""

from .index import CitationIndex, Mention, PageFacts, anchor_of, facts_from, mentions
from .kept import KeptCitations
from .sections import plain_title, without_attributes

__all__ = [
    "CitationIndex",
    "KeptCitations",
    "Mention",
    "PageFacts",
    "anchor_of",
    "facts_from",
    "mentions",
    "plain_title",
    "without_attributes",
]
