"""Who cites what: the scan of Markdown sources, and the index of a site."""

from .index import CitationIndex, Mention, PageFacts, anchor_of, mentions, quality_of
from .scan import Occurrence, Scan, first_heading, scan, without_attributes

__all__ = [
    "CitationIndex",
    "Mention",
    "Occurrence",
    "PageFacts",
    "Scan",
    "anchor_of",
    "first_heading",
    "mentions",
    "quality_of",
    "scan",
    "without_attributes",
]
