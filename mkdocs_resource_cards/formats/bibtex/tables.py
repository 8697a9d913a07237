"""Entry types and fields of BibTeX and biblatex -> those of a registry.

Types: Patashnik 1988 and biblatex 3.19, section 2.1 (with its aliases and the types that it leaves to styles). Fields: its
section 2.2, and what JabRef, Zotero, Mendeley, BibDesk, arXiv, DBLP and NASA's ADS write beside.
"""

from __future__ import annotations

from ...csl_variables import CSL_ROLES, ROLES

TYPES = {
    **dict.fromkeys(("article", "suppperiodical"), "paper"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "mvreference"), "book"),
    **dict.fromkeys(("inbook", "bookinbook", "suppbook", "incollection", "suppcollection"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "conference"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis", "bachelorsthesis", "bathesis", "masterthesis"), "thesis"),
    **dict.fromkeys(("report", "techreport", "whitepaper"), "report"),
    **dict.fromkeys(("online", "electronic", "www", "webpage", "website", "internet"), "web"),
    **dict.fromkeys(("video", "movie", "film"), "video"),
    **dict.fromkeys(("artwork", "image", "graphic"), "graphic"),
    **dict.fromkeys(("preprint", "eprint"), "preprint"),
    **dict.fromkeys(("talk", "presentation", "lecture", "speech"), "talk"),
    **dict.fromkeys(("misc", "bibnote", "other", "unknown", "custom", *(f"custom{letter}" for letter in "abcdef")), ""),
    "periodical": "periodical",
    "reference": "book",
    "booklet": "pamphlet",
    "inreference": "entry-encyclopedia",
    "manual": "manual",
    "unpublished": "manuscript",
    "patent": "patent",
    "standard": "standard",
    "dataset": "dataset",
    **dict.fromkeys(("software", "softwareversion", "softwaremodule", "codefragment"), "software"),
    "audio": "podcast",
    "podcast": "podcast",
    "music": "song",
    "performance": "performance",
    "letter": "personal_communication",
    "review": "review",
    "commentary": "book",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "blog": "blog",
    "newspaper": "news",
    "newsarticle": "news",
    "magazine": "article-magazine",
}
"""Entry type -> type of resource. Other types stay as they are written."""
SUBTYPES = {
    "magazine": "article-magazine",
    "newspaper": "news",
    "news": "news",
    "blog": "blog",
    "podcast": "podcast",
    "video": "video",
    "radio": "broadcast",
    "review": "review",
}
"""`entrysubtype` -> type of resource. For others the entry type decides."""
GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "mathesis": "Master's thesis",
    "techreport": "technical report",
    "techrep": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "patentus": "U.S. patent",
    "patenteu": "European patent",
    "patentde": "German patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patreq": "patent request",
    "patrequs": "U.S. patent request",
    "patreqeu": "European patent request",
    "patreqde": "German patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
}
"""biblatex's terms for `type`, and entry types with the same meaning."""
STATES = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
"""biblatex's terms for `pubstate`."""
ARTICLES = frozenset(("article", "periodical", "suppperiodical", "review", "newspaper", "magazine", "newsarticle"))
LEGAL = frozenset(("jurisdiction", "legislation", "legal"))
"""Entry types whose `number` is that of a case or law, also where a journal has published it."""
CHAPTERS = frozenset("inbook bookinbook suppbook incollection suppcollection inproceedings conference inreference".split())

VARIABLES = {
    "volume": "volume",
    "volumes": "number-of-volumes",
    "part": "part-number",
    "edition": "edition",
    "chapter": "chapter-number",
    "pagetotal": "number-of-pages",
    "numpages": "number-of-pages",
    "page_count": "number-of-pages",
    "version": "version",
    "series": "collection-title",
    "publisher": "publisher",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "origtitle": "original-title",
    "eventtitle": "event-title",
    "conference": "event-title",
    "venue": "event-place",
    "shortjournal": "container-title-short",
    "journalabbr": "container-title-short",
    "journal-iso": "container-title-short",
    "abbrev_source_title": "container-title-short",
    "shorttitle": "title-short",
    "library": "call-number",
    "lccn": "call-number",
    "callnumber": "call-number",
    "pubstate": "status",
    "status": "status",
    "howpublished": "publisher",
    "jurisdiction": "jurisdiction",
    "court": "authority",
    "authority": "authority",
    "scale": "scale",
    "dimensions": "dimensions",
    "medium": "medium",
    "copyright": "license",
    "license": "license",
    "archive": "archive",
    "section": "section",
    "printing": "printing-number",
    "supplement": "supplement-number",
}
"""Field -> CSL variable, for fields that mean the same in every type."""
IDENTIFIERS = {
    "isbn": "ISBN",
    "issn": "ISSN",
    "eissn": "ISSN",
    "pmid": "PMID",
    "pubmedid": "PMID",
    "pubmed-id": "PMID",
    "pubmed_id": "PMID",
    "pmcid": "PMCID",
    "isrn": "number",
    "isan": "number",
    "ismn": "number",
    "iswc": "number",
}
"""Field -> CSL variable, for fields that are not TeX."""
NAMES = {
    "translator": "translator",
    "bookauthor": "container-author",
    "director": "director",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
    "compiler": "compiler",
    "composer": "composer",
    "performer": "performer",
    "producer": "producer",
    "narrator": "narrator",
    "recipient": "recipient",
    "origauthor": "original-author",
    **{role: role for role in ROLES},
    "contributor": "contributor",
    "collaborator": "contributor",
    "organizer": "organizer",
    "seriesauthor": "collection-editor",
    "serieseditor": "collection-editor",
}
EDITORS = {
    "editor": "editor",
    **{role: role for role, variable in CSL_ROLES.items() if variable == "editor"},
    "compiler": "compiler",
    "director": "director",
    "translator": "translator",
    "organizer": "organizer",
    "producer": "producer",
    "performer": "performer",
    "series": "collection-editor",
}
"""`editortype` -> what its `editor` is; others, such as collaborators, are contributors."""
DATES = {
    "urldate": "accessed",
    "eventdate": "event-date",
    "origdate": "original-date",
    "origyear": "original-date",
    "lastchecked": "accessed",
    "lastvisited": "accessed",
}
PRIVATE = frozenset(
    "note annote annotation comment comments notes addendum review-note opinion privnote priv_note bdsk-annotation".split()
)
"""Private notes."""
HOUSEKEEPING = frozenset(
    """
    crossref xref xdata entryset related relatedtype relatedstring relatedoptions options presort sortkey sortname
    sortshorthand sorttitle sortyear label shorthand shorthandintro indextitle indexsorttitle execute gender
    langidopts pagination bookpagination verba verbb verbc usera userb userc userd usere userf lista listb listc
    listd liste listf namea nameb namec nameatype namebtype namectype nameaddon key file pdf ps local-url localfile
    timestamp owner groups added date-added date-modified date_added modified created creationdate modificationdate
    dateadded datemodified rating ranking readstatus read priority qualityassured printed relevance __markedentry
    _markedentry bdsk-file-1 bdsk-file-2 bdsk-file-3 bdsk-url-1 bdsk-url-2 bdsk-url-3 biburl bibsource citeulike-article-id
    citeulike-linkout-0 citeulike-linkout-1 citeulike-linkout-2 posted-at mendeley-tags mendeley-groups
    read-at refid interhash intrahash username adsurl adsnote zblnumber mrnumber mrclass mrreviewer fjournal zbl
    coden issn-l acknowledgement bibdate times-cited web-of-science-categories web_of_science_categories unique-id
    unique_id ut hal_id hal_version x-color x-fetchedfrom collection hyphenation langid language entrysubtype ids
    lang opteditor optnote affiliation affiliations correspondence_address correspondence_address1 document_type source
    publication_stage sponsors funding_details funding-acknowledgement funding-text references cited-references
    number-of-cited-references usage-count-last-180-days usage-count-since-2013 doc-delivery-number da author-email
    researcherid-numbers orcid-numbers research-areas keywords-plus web-of-science-index oa esi-highly-cited-paper
    esi-hot-paper funding_text conference_code tradenames manufacturers chemicals_cas
    """.split()
)
"""Fields that only programs and styles need, and those read with other fields."""
TAKEN = frozenset(
    """
    title subtitle titleaddon maintitle mainsubtitle maintitleaddon booktitle booksubtitle booktitleaddon issuetitle
    issuesubtitle issuetitleaddon journaltitle journalsubtitle journaltitleaddon journal reprinttitle author editor editora
    editorb editorc editortype editoratype editorbtype editorctype shortauthor shorteditor date year month day doi url link
    www ee eprint eprinttype eprintclass archiveprefix primaryclass arxiv arxivid keywords author_keywords tags abstract
    pages eid articleno art_number article-number number issue type location address institution school organization
    resource-cards
    """.split()
).union(VARIABLES, IDENTIFIERS, NAMES, DATES)
"""Fields that a registry can hold."""
EPRINTS = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "pmc": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "hdl": "https://hdl.handle.net/",
    "handle": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com/books?id=",
    "hal": "https://hal.science/",
    "ssrn": "https://ssrn.com/abstract=",
    "biorxiv": "https://www.biorxiv.org/content/",
}
"""`eprinttype` -> start of the address of an `eprint`."""
WRITTEN = {
    "volume": "volume",
    "number-of-volumes": "volumes",
    "part-number": "part",
    "collection-title": "series",
    "edition": "edition",
    "chapter-number": "chapter",
    "number-of-pages": "pagetotal",
    "version": "version",
    "genre": "type",
    "status": "pubstate",
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "event-title": "eventtitle",
    "event-place": "venue",
    "event-date": "eventdate",
    "original-date": "origdate",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "call-number": "library",
    "jurisdiction": "jurisdiction",
    "authority": "authority",
    "section": "section",
    "scale": "scale",
    "dimensions": "dimensions",
    "medium": "medium",
    "license": "license",
}
"""CSL variable -> field, for the writer."""
BABEL = dict(
    pair.split(":")
    for pair in """
    en:english en-US:american en-GB:british en-CA:canadian en-AU:australian de:ngerman de-AT:naustrian
    de-CH:nswissgerman fr:french es:spanish it:italian pt:portuguese pt-BR:brazilian nl:dutch sv:swedish da:danish
    nb:norsk nn:nynorsk fi:finnish pl:polish cs:czech sk:slovak sl:slovene hr:croatian bg:bulgarian ru:russian
    uk:ukrainian hu:hungarian ro:romanian el:greek la:latin tr:turkish ca:catalan et:estonian lv:latvian
    lt:lithuanian
    """.split()
)
"""BCP 47 tag -> babel's name of the language."""
