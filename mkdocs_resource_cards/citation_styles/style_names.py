"""What people call a style -> its name in the collection."""

from __future__ import annotations

import re
from collections.abc import Sequence

ALIASES = {
    "abnt": "associacao-brasileira-de-normas-tecnicas",
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "aip": "american-institute-of-physics",
    "ama": "american-medical-association",
    "american-psychological-association": "apa",
    "aps": "american-physics-society",
    "apsa": "american-political-science-association",
    "asa": "american-sociological-association",
    "bluebook": "bluebook-law-review",
    "chicago": "chicago-author-date",
    "chicago-full-note": "chicago-notes-bibliography",
    "chicago-fullnote": "chicago-notes-bibliography",
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-manual-of-style": "chicago-author-date",
    "chicago-note-bibliography": "chicago-shortened-notes-bibliography",
    "cite-them-right": "harvard-cite-them-right",
    "din-1505": "din-1505-2",
    "elsevier": "elsevier-harvard",
    "gb-t-7714": "china-national-standard-gb-t-7714-2015-numeric",
    "gost": "gost-r-7-0-5-2008",
    "harvard": "harvard-cite-them-right",
    "iso-690": "iso690-author-date-en",
    "iso690": "iso690-author-date-en",
    "lancet": "the-lancet",
    "lncs": "springer-lecture-notes-in-computer-science",
    "mdpi": "multidisciplinary-digital-publishing-institute",
    "mhra": "mhra-notes",
    "mla": "modern-language-association",
    "nlm": "nlm-citation-sequence",
    "rsc": "royal-society-of-chemistry",
    "springer": "springer-basic-author-date",
    "turabian": "turabian-author-date",
    "vancouver": "nlm-citation-sequence",
}
"""Common and former names of styles -> names in the collection."""
_NUMBERS = ("default", "false", "no", "none", "null", "number", "numbers", "numeric", "off")
"""What people write for citations without a style."""
_ADDRESS = re.compile(r"https?://(www\.)?zotero\.org/styles/")
_EDITION = re.compile(r"-?v?(\d{1,2})(st|nd|rd|th)?(-ed(ition)?)?$")


def spelled(name: str) -> str:
    """A name as the collection spells it: `plos-one` for `PLOS One`; the last part of an address of Zotero's."""
    bare = _ADDRESS.sub("", name.strip().lower())
    return re.sub(r"[\s_]+|/(?=t\b)", "-", bare)


def advice(name: str, independent: Sequence[str], dependent: Sequence[str]) -> str:
    """The likely fix for a name that no style has."""
    wanted = spelled(name)
    if wanted in _NUMBERS:
        return "leave `citation_style` out for numbers"
    near = _nearest(wanted, independent, dependent)
    return f"did you mean `{near}`?" if near else "names are listed at https://www.zotero.org/styles"


def _nearest(name: str, independent: Sequence[str], dependent: Sequence[str]) -> str:
    """The closest name: `apa-6th-edition` for `apa6`, `gost-r-7-0-5-2008` for `gost-7.0.5`; `""` for none."""
    import difflib  # For mistakes alone.

    known = {*independent, *dependent, *ALIASES}
    if edition := _EDITION.search(name):
        base = name[: edition.start()]
        of_edition = f"{ALIASES.get(base, base)}-{edition[1]}th-edition"
        if of_edition in known or base in known:
            return of_edition if of_edition in known else base
    family = re.split(r"[-\d]", name)[0]
    near = difflib.get_close_matches(name, sorted(known), 1, 0.85) or [family] * (family in known)
    words = set(re.split(r"[^\w]+", name)) - {""}
    holding = [one for names in (independent, dependent) for one in sorted(names, key=len) if words <= set(one.split("-"))]
    near = near or holding[: bool(words)] or difflib.get_close_matches(name, sorted(known), 1, 0.7)
    return near[0] if near else ""
