"""A resource's type in the words of every format.

Sources: BibTeX (Patashnik 1988) and the biblatex manual, section 2.1; the RIS specification of 2011; CSL 1.0.2, appendix III;
schema.org 28; Zotero's item types. The way back from BibTeX, RIS and Zotero is in the tables of their readers.
"""

from __future__ import annotations

from typing import NamedTuple

from ..model import Resource


class TypeMapping(NamedTuple):
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
_TYPES = {
    name: TypeMapping(*words)
    for name, *words in (
        row.split()
        for row in """
        web online ELEC webpage WebPage webpage
        paper article JOUR article-journal ScholarlyArticle journalArticle
        preprint misc UNPB article ScholarlyArticle preprint
        book book BOOK book Book book
        chapter incollection CHAP chapter Chapter bookSection
        conference inproceedings CONF paper-conference ScholarlyArticle conferencePaper
        thesis thesis THES thesis Thesis thesis
        patent patent PAT patent CreativeWork patent
        standard standard STAND standard CreativeWork standard
        blog online BLOG post-weblog BlogPosting blogPost
        report techreport RPRT report Report report
        government techreport GOVDOC report Report report
        reference online ELEC webpage WebPage webpage
        talk misc SLIDE speech CreativeWork presentation
        broadcast video VIDEO broadcast CreativeWork tvBroadcast
        podcast audio SOUND broadcast PodcastEpisode podcast
        video video VIDEO motion_picture VideoObject videoRecording
        dataset dataset DATA dataset Dataset dataset
        software software COMP software SoftwareApplication computerProgram
        news article NEWS article-newspaper NewsArticle newspaperArticle
        course online ELEC webpage Course webpage
        article-magazine article MGZN article-magazine Article magazineArticle
        bill legislation BILL bill Legislation bill
        classic book CLSWK classic Book book
        collection misc GEN collection Collection document
        document misc GEN document CreativeWork document
        entry inreference ENCYC entry Article encyclopediaArticle
        entry-dictionary inreference DICT entry-dictionary DefinedTerm dictionaryEntry
        entry-encyclopedia inreference ENCYC entry-encyclopedia Article encyclopediaArticle
        event misc GEN event Event document
        figure image FIGURE figure ImageObject artwork
        graphic artwork ART graphic VisualArtwork artwork
        hearing legislation HEAR hearing CreativeWork hearing
        interview misc INTV interview CreativeWork interview
        legal_case jurisdiction CASE legal_case CreativeWork case
        legislation legislation STAT legislation Legislation statute
        manual manual BOOK book Book book
        manuscript unpublished MANSCPT manuscript Manuscript manuscript
        map misc MAP map Map map
        musical_score music MUSIC musical_score SheetMusic document
        pamphlet booklet PAMP pamphlet CreativeWork document
        performance performance GEN performance CreativeWork document
        periodical periodical JFULL periodical Periodical document
        personal_communication letter PCOMM personal_communication Message letter
        post online ELEC post DiscussionForumPosting forumPost
        regulation legislation LEGAL regulation Legislation statute
        review review JOUR review Review journalArticle
        review-book review JOUR review-book Review journalArticle
        song music MUSIC song MusicRecording audioRecording
        treaty legal GEN treaty Legislation document
        """.strip().splitlines()
    )
}
"""A type -> its words in BibTeX, RIS, CSL, schema.org and Zotero. Types that have no plain name have CSL's."""
_BY_CSL = {words.csl: name for name, words in reversed(_TYPES.items())}
"""Of several types the first."""
_PREPRINT = TypeMapping("article", "JOUR", "article-journal", "ScholarlyArticle", "preprint")
"""A paper that has not appeared anywhere, as far as is known."""
_NEWS_ONLINE = TypeMapping("online", "NEWS", "article-newspaper", "NewsArticle", "newspaperArticle")
_ONLINE = TypeMapping("online", "ELEC", "webpage", "CreativeWork", "webpage")


def kind_of(resource: Resource) -> TypeMapping:
    """What `resource` is called in every format."""
    venue = resource.csl.get("container-title") or (resource.publication and resource.publication.name)
    if not venue or venue == resource.csl.get("publisher"):  # arXiv publishes what has not appeared in a journal.
        if resource.type == "paper":
            return _PREPRINT
        if resource.type == "news":
            return _NEWS_ONLINE
    # What has a DOI was published; a web page may change, and styles leave out its date.
    is_page = resource.url and not resource.type and not resource.doi
    return _TYPES.get(resource.type) or (_ONLINE if is_page else _ELSE)


def type_of_csl(name: str) -> str:
    """The resource type that CSL's `name` means; `""` for one that CSL does not have."""
    return _BY_CSL.get(name, "")
