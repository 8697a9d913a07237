"""Who cites what: the index of a site.

index              who cites what, from what was scanned and rendered; the rows of "cited by"
scan_cache         what a source cites, kept between builds
page_front_matter  a citing page's type and quality score
internal_pages     declared citing pages that are pages of this site
unknown_keys       what an unknown key probably meant
nothing_cited      the message for an empty list of references
unheeded           what pages say in Pandoc's way against the site's options
pandoc             what is a citation in Pandoc's syntax, and what only looks like one
"""

from .index import CitationIndex, Mention, anchor_of, mentions
from .nothing_cited import nothing_cited
from .page_front_matter import PageFacts, facts_from
from .scan_cache import ScanCache
from .unheeded import listed_keys, may_be_told, unheeded

__all__ = [
    "CitationIndex",
    "Mention",
    "PageFacts",
    "ScanCache",
    "anchor_of",
    "facts_from",
    "listed_keys",
    "may_be_told",
    "mentions",
    "nothing_cited",
    "unheeded",
]
