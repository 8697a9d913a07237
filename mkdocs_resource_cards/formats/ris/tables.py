"""Types and tags of RIS -> those of a registry.

Sources: the specification of 2001 and its successor of 2011 (Thomson Reuters), and what EndNote, Zotero, Mendeley, Scopus, Web
of Science and publishers write. Where they disagree, what most of them write counts.
"""

from __future__ import annotations

TYPES = {
    "ABST": "paper",
    "ADVS": "video",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "blog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "conference",
    "CPAPER": "conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "paper",
    "ELEC": "web",
    "ENCYC": "entry-encyclopedia",
    "EQUA": "figure",
    "FIGURE": "figure",
    "GEN": "",
    "GOVDOC": "government",
    "GRANT": "",
    "GRNT": "",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "paper",
    "INTV": "interview",
    "JFULL": "periodical",
    "JOUR": "paper",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "video",
    "MULTI": "video",
    "MUSIC": "song",
    "NEWS": "news",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "PREP": "preprint",
    "PODCAST": "podcast",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "talk",
    "SOUND": "podcast",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNBIL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "video",
    "WEB": "web",
}
"""`TY` -> the type of a resource."""
NAMED = {
    "JOURNAL": "JOUR",
    "JOURNAL ARTICLE": "JOUR",
    "ARTICLE": "JOUR",
    "BOOK SECTION": "CHAP",
    "BOOK CHAPTER": "CHAP",
    "CONFERENCE PROCEEDINGS": "CONF",
    "CONFERENCE PAPER": "CPAPER",
    "THESIS": "THES",
    "REPORT": "RPRT",
    "PATENT": "PAT",
    "MAGAZINE ARTICLE": "MGZN",
    "NEWSPAPER ARTICLE": "NEWS",
    "WEB PAGE": "ELEC",
    "DATASET": "DATA",
}
"""Names of types that some programs write instead of the types: EndNote's, ProCite's."""
COUNTED = frozenset(("BOOK", "EBOOK", "EDBOOK", "THES", "PAMP", "CTLG", "CLSWK", "MANSCPT"))
"""Types whose `SP` alone is how many pages they have, in EndNote, Zotero and catalogues of libraries."""
BOOKS = frozenset(
    ("BOOK", "EBOOK", "EDBOOK", "CTLG", "CLSWK", "ANCIENT", "PAMP", "MAP", "SER", "THES", "RPRT", "GOVDOC", "MUSIC", "COMP")
)
"""Types whose second title is that of a series."""
PARTS = frozenset(
    ("CHAP", "ECHAP", "CONF", "CPAPER", "ENCYC", "DICT", "JOUR", "EJOUR", "MGZN", "NEWS", "ABST", "INPR", "BLOG")
)
"""Types whose second authors are editors of what they appeared in."""
OF_DATABASES = {"DB": "source", "M3": "", "AN": ""}
"""What tags mean in `PUBLISHED` types: there, a database says which one it is, how it sorts the work, and its own number."""
PUBLISHED = PARTS - {"BLOG"} | {"BOOK", "EBOOK", "EDBOOK", "CLSWK", "JFULL", "SER"}
"""Types of what anybody gets without the database that describes it. Of a thesis, a report or a letter it is the archive."""
TEXTS = {
    "VL": "volume",
    "IS": "issue",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "ET": "edition",
    "LA": "language",
    "CN": "call-number",
    "NV": "number-of-volumes",
    "ST": "title-short",
    "DB": "archive",
    "DP": "source",
    "AN": "archive_location",
    "OP": "original-title",
    "RI": "reviewed-title",
    "J2": "container-title-short",
    "JA": "container-title-short",
    "J1": "container-title-short",
    "JO": "container-title-short",
    "T3": "collection-title",
    "SE": "section",
    "SV": "collection-number",
}
"""Tag -> the variable of CSL that it is in every type."""
NAMES = {"AU": "authors", "A1": "authors", "ED": "editor", "A4": "translator", "TA": "authors"}
MEANINGS = {
    "BOOK": {"A3": "collection-editor", "M1": "collection-number", "IS": "collection-number", "SE": "chapter-number"},
    "CHAP": {"A3": "collection-editor", "SE": "chapter-number", "IS": "collection-number", "M1": "collection-number"},
    "CONF": {
        "C1": "event-place",
        "C3": "event-title",
        "A3": "collection-editor",
        "A4": "contributor",
        "C2": "",
        "SE": "section",
    },
    "PAT": {
        "A2": "contributor",
        "IS": "number",
        "M1": "number",
        "VL": "number",
        "C6": "status",
        "M3": "genre",
        "PB": "holder",
    },
    "THES": {"A3": "contributor", "M1": "number", "VL": "genre", "T2": "division"},
    "RPRT": {"A2": "collection-editor", "C6": "issue", "M1": "number", "IS": "number"},
    "CASE": {"PB": "authority", "A2": "contributor", "A4": "contributor", "T2": "container-title", "SE": "section"},
    "BILL": {"T3": "authority", "T2": "container-title", "A2": "contributor", "A3": "contributor"},
    "BLOG": {"A3": "illustrator"},
    "INTV": {"A2": "interviewer"},
    "PCOMM": {"A2": "recipient"},
    "STAND": {"A2": "contributor", "M1": "number", "SE": "section"},
    "COMP": {"ET": "version", "A2": "collection-editor"},
    "MPCT": {"A2": "director", "A3": "producer", "A4": "performer"},
    "VIDEO": {"A2": "director", "A3": "producer", "A4": "performer"},
    "SOUND": {"A2": "performer"},
    "MUSIC": {"A2": "performer"},
    "DATA": {"A2": "contributor", "A4": "contributor", "ET": "version"},
}
"""Type -> what tags mean in it and not elsewhere; `""` for nothing."""
LIKE = {
    "EBOOK": "BOOK",
    "EDBOOK": "BOOK",
    "ECHAP": "CHAP",
    "CPAPER": "CONF",
    "GOVDOC": "RPRT",
    "STAT": "BILL",
    "HEAR": "BILL",
    "UNBILL": "BILL",
    "UNBIL": "BILL",
    "ICOMM": "PCOMM",
}
"""Types in which tags mean what they do in another."""
PRIVATE = frozenset(("N1", "RN", "NO"))
HOUSEKEEPING = frozenset(
    (
        "TY",
        "ER",
        "L1",
        "L2",
        "L3",
        "L4",
        "LB",
        "LK",
        "AD",
        "RP",
        "U1",
        "U2",
        "U3",
        "U4",
        "U5",
        "CR",
        "NR",
        "TC",
        "ID",
        "CA",
        "M2",
    )
)
"""What only programs need, files of one's own, and where authors lived."""
TAKEN = frozenset("TI T1 CT BT T2 JF A2 A3 PY Y1 DA Y2 SP EP SN DO UR M1 M3 KW AB N2 C1 C2 C3 C6 C7 TT CP PMID".split()).union(
    TEXTS, NAMES
)
