"""A resource's type in the words of every format, and back.

Sources: BibTeX (Patashnik 1988) and the biblatex manual, section 2.1; the RIS specification of 2011; CSL 1.0.2, appendix III;
schema.org 28; Zotero's item types.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Resource


@dataclass(frozen=True, slots=True)
class TypeMapping:
    """What one type of resource is called."""

    bibtex: str
    """An entry type. Those that only biblatex knows are treated as `misc` by the standard styles of BibTeX."""
    ris: str
    csl: str
    schema: str
    """A schema.org type."""
    zotero: str
    """A Zotero item type."""


_ELSE = TypeMapping("misc", "GEN", "document", "CreativeWork", "document")
_KINDS = {
    "web": TypeMapping("online", "ELEC", "webpage", "WebPage", "webpage"),
    "paper": TypeMapping("article", "JOUR", "article-journal", "ScholarlyArticle", "journalArticle"),
    "book": TypeMapping("book", "BOOK", "book", "Book", "book"),
    "blog": TypeMapping("online", "BLOG", "post-weblog", "BlogPosting", "blogPost"),
    "report": TypeMapping("techreport", "RPRT", "report", "Report", "report"),
    "government": TypeMapping("techreport", "GOVDOC", "report", "Report", "report"),
    "reference": TypeMapping("online", "ELEC", "webpage", "WebPage", "webpage"),
    "talk": TypeMapping("misc", "SLIDE", "speech", "CreativeWork", "presentation"),
    "podcast": TypeMapping("audio", "SOUND", "broadcast", "PodcastEpisode", "podcast"),
    "video": TypeMapping("video", "VIDEO", "motion_picture", "VideoObject", "videoRecording"),
    "dataset": TypeMapping("dataset", "DATA", "dataset", "Dataset", "dataset"),
    "software": TypeMapping("software", "COMP", "software", "SoftwareApplication", "computerProgram"),
    "news": TypeMapping("article", "NEWS", "article-newspaper", "NewsArticle", "newspaperArticle"),
    "course": TypeMapping("online", "ELEC", "webpage", "Course", "webpage"),
}
_PREPRINT = TypeMapping("misc", "UNPB", "article", "ScholarlyArticle", "preprint")
"""A paper that has not appeared anywhere: `article` and JOUR need a journal."""
_NEWS_ONLINE = TypeMapping("online", "NEWS", "article-newspaper", "NewsArticle", "newspaperArticle")
_ONLINE = TypeMapping("online", "ELEC", "webpage", "CreativeWork", "webpage")


def kind_of(resource: Resource) -> TypeMapping:
    """What `resource` is called in every format."""
    if not (resource.publication and resource.publication.name):
        if resource.type == "paper":
            return _PREPRINT
        if resource.type == "news":
            return _NEWS_ONLINE
    return _KINDS.get(resource.type) or (_ONLINE if resource.url and not resource.type else _ELSE)


def type_of(format: str, name: str) -> str:
    """The resource type (of several the first, `""` for none) `name` means in `format`: bibtex, ris, csl, schema or zotero."""
    wanted = name.lower()
    for type, kind in (*_KINDS.items(), ("paper", _PREPRINT)):
        if getattr(kind, format).lower() == wanted and not (format == "bibtex" and wanted == "misc"):
            return type
    return ""
