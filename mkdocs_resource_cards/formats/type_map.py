"""A resource's type in the words of every format, and back.

Sources: BibTeX (Patashnik 1988) and the biblatex manual, section 2.1; the RIS specification of 2011; CSL 1.0.2, appendix III;
schema.org 28; Zotero's item types.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Resource


@dataclass(frozen=True, slots=True)
class Kind:
    """What one type of resource is called."""

    bibtex: str
    """An entry type. Those that only biblatex knows are treated as `misc` by the standard styles of BibTeX."""
    ris: str
    csl: str
    schema: str
    """A schema.org type."""
    zotero: str
    """A Zotero item type."""


_ELSE = Kind("misc", "GEN", "document", "CreativeWork", "document")
_KINDS = {
    "web": Kind("online", "ELEC", "webpage", "WebPage", "webpage"),
    "paper": Kind("article", "JOUR", "article-journal", "ScholarlyArticle", "journalArticle"),
    "book": Kind("book", "BOOK", "book", "Book", "book"),
    "blog": Kind("online", "BLOG", "post-weblog", "BlogPosting", "blogPost"),
    "report": Kind("techreport", "RPRT", "report", "Report", "report"),
    "government": Kind("techreport", "GOVDOC", "report", "Report", "report"),
    "reference": Kind("online", "ELEC", "webpage", "WebPage", "webpage"),
    "talk": Kind("misc", "SLIDE", "speech", "CreativeWork", "presentation"),
    "podcast": Kind("audio", "SOUND", "broadcast", "PodcastEpisode", "podcast"),
    "video": Kind("video", "VIDEO", "motion_picture", "VideoObject", "videoRecording"),
    "dataset": Kind("dataset", "DATA", "dataset", "Dataset", "dataset"),
    "software": Kind("software", "COMP", "software", "SoftwareApplication", "computerProgram"),
    "news": Kind("article", "NEWS", "article-newspaper", "NewsArticle", "newspaperArticle"),
    "course": Kind("online", "ELEC", "webpage", "Course", "webpage"),
}
_PREPRINT = Kind("misc", "UNPB", "article", "ScholarlyArticle", "preprint")
"""A paper that has not appeared anywhere: `article` and JOUR need a journal."""
_NEWS_ONLINE = Kind("online", "NEWS", "article-newspaper", "NewsArticle", "newspaperArticle")
_ONLINE = Kind("online", "ELEC", "webpage", "CreativeWork", "webpage")


def kind_of(resource: Resource) -> Kind:
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
