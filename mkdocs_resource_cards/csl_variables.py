"""The variables and item types of CSL 1.0.2 (https://docs.citationstyles.org, appendices III and IV): what a reference needs.

Those for which `model.Resource` has a field of its own stand in OWN; all others live in `Resource.csl`.
"""

from __future__ import annotations

OWN = {
    "id": "id",
    "type": "type",
    "title": "title",
    "author": "authors",
    "issued": "published",
    "URL": "url",
    "DOI": "doi",
    "abstract": "abstract",
    "keyword": "tags",
    "language": "language",
    "citation-key": "citation_key",
}
"""CSL's name -> the field of a resource that holds it."""
NAMES = tuple(
    "chair collection-editor compiler composer container-author contributor curator director editor editor-translator "
    "editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer "
    "producer recipient reviewed-author script-writer series-creator translator".split()
)
ROLES = tuple("annotator commentator introduction foreword afterword holder founder continuator redactor reviser".split())
"""People of a work whose part biblatex names and CSL does not: CSL has them among its contributors, see `CSL_ROLES`."""
CSL_ROLES = {
    **dict.fromkeys(ROLES, "contributor"),
    **dict.fromkeys(("founder", "continuator", "redactor", "reviser"), "editor"),
}
"""Such a part -> the variable of CSL for these people. Who is an editor of a kind is the editor where no other is named."""
PEOPLE = (*NAMES, *ROLES)
DATES = ("accessed", "available-date", "event-date", "original-date", "submitted")
NUMBERS = tuple(
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator number "
    "number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version "
    "volume".split()
)
TEXTS = tuple(
    "archive archive_collection archive_location archive-place authority call-number citation-label collection-title "
    "container-title container-title-short dimensions division event-title event-place genre ISBN ISSN jurisdiction "
    "journalAbbreviation license medium original-publisher original-publisher-place original-title part-title PMCID PMID "
    "publisher publisher-place references reviewed-genre reviewed-title scale source status title-short volume-title "
    "year-suffix".split()
)
OTHER = (*NUMBERS, *TEXTS)
PRIVATE = ("annote", "note")
"""Private notes: not stored."""
VARIABLES = (*PEOPLE, *DATES, *OTHER)
"""All that `Resource.csl` may hold, people first; in this order they are written."""
TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)
PLAIN = {
    "journal": "container-title",
    "container": "container-title",
    "booktitle": "container-title",
    "pages": "page",
    "place": "publisher-place",
    "series": "collection-title",
    "event": "event-title",
    "short-title": "title-short",
    "shorttitle": "title-short",
    **{f"{name}s": name for name in PEOPLE},
}
"""What people call a variable -> its own name."""
_BY_FORM = {name.lower().replace("_", "-"): name for name in VARIABLES}


def variable_of(written: str) -> str:
    """The variable of `Resource.csl` that a field's name means, `_` or `-` and case aside; `""` for none."""
    form = written.lower().replace("_", "-")
    return _BY_FORM.get(PLAIN.get(form, form).lower().replace("_", "-"), "")
