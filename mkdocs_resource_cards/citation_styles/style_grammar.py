"""What CSL 1.0.2 allows in a style: elements, attributes, values.

https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/styles/csl.rnc
"""

from __future__ import annotations

from collections.abc import Mapping

from ..csl_variables import DATES as _DATES
from ..csl_variables import NAMES, TYPES
from ..csl_variables import NUMBERS as _NUMBERS
from ..csl_variables import TEXTS as _TEXTS

_RENDERING = "text date number names label group choose"
CHILDREN: Mapping[str, frozenset[str]] = {
    element: frozenset(children.split())
    for element, children in {
        "style": "info locale macro citation bibliography",
        "citation": "sort layout",
        "bibliography": "sort layout",
        "sort": "key",
        **dict.fromkeys(("layout", "macro", "group", "if", "else-if", "else", "substitute"), _RENDERING),
        "choose": "if else-if else",
        "names": "name et-al label substitute",
        "name": "name-part",
        "date": "date-part",
        "locale": "info style-options date terms",
        "terms": "term",
        "term": "single multiple",
    }.items()
}
"""Element -> the elements that may stand in it."""

_AFFIXES = "prefix suffix"
_FONT = "font-style font-variant font-weight text-decoration vertical-align"
_NAME = (
    "and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-subsequent-min "
    "et-al-subsequent-use-first et-al-use-last initialize initialize-with name-as-sort-order sort-separator"
)
_INHERITED = f"{_NAME} name-delimiter name-form names-delimiter"
_TESTS = "match disambiguate is-numeric is-uncertain-date locator position type variable"
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    element: frozenset(attributes.split())
    for element, attributes in {
        "style": "version class default-locale demote-non-dropping-particle initialize-with-hyphen page-range-format "
        f"near-note-distance {_INHERITED}",
        "macro": "name",
        "citation": "cite-group-delimiter collapse year-suffix-delimiter after-collapse-delimiter disambiguate-add-names "
        f"disambiguate-add-givenname disambiguate-add-year-suffix givenname-disambiguation-rule near-note-distance "
        f"{_INHERITED}",
        "bibliography": "hanging-indent entry-spacing line-spacing second-field-align subsequent-author-substitute "
        f"subsequent-author-substitute-rule {_INHERITED}",
        "sort": "",
        "key": "variable macro names-min names-use-first names-use-last sort",
        "layout": f"{_AFFIXES} {_FONT} delimiter",
        "group": f"{_AFFIXES} {_FONT} delimiter display",
        "choose": "",
        "if": _TESTS,
        "else-if": _TESTS,
        "else": "",
        "text": f"macro term value variable form plural {_AFFIXES} {_FONT} display quotes strip-periods text-case",
        "number": f"variable form {_AFFIXES} {_FONT} display text-case",
        "label": f"variable form plural {_AFFIXES} {_FONT} strip-periods text-case",
        "names": f"variable delimiter display {_AFFIXES} {_FONT}",
        "name": f"form delimiter {_AFFIXES} {_FONT} {_NAME}",
        "name-part": f"name {_AFFIXES} {_FONT} text-case",
        "et-al": f"term {_FONT}",
        "substitute": "",
        "date": f"variable form date-parts delimiter display {_AFFIXES} {_FONT} text-case",
        "date-part": f"name form range-delimiter strip-periods {_AFFIXES} {_FONT} text-case",
        "locale": "version",
        "style-options": "limit-day-ordinals-to-day-1 punctuation-in-quote",
        "terms": "",
        "term": "name form gender gender-form match",
        "single": "",
        "multiple": "",
    }.items()
}
"""Element -> its attributes, those of other namespaces aside."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "macro": ("name",),
    "key": ("variable", "macro"),
    "if": tuple(_TESTS.split()[1:]),
    "else-if": tuple(_TESTS.split()[1:]),
    "number": ("variable",),
    "names": ("variable",),
    "name-part": ("name",),
    "date-part": ("name",),
    "term": ("name",),
}
"""Element -> attributes of which it needs one."""

BOOLEAN = frozenset(("true", "false"))
_FORMS = frozenset("long short verb verb-short symbol".split())
VALUES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        "et-al-use-last initialize initialize-with-hyphen names-use-last quotes strip-periods hanging-indent disambiguate "
        "disambiguate-add-names disambiguate-add-givenname disambiguate-add-year-suffix limit-day-ordinals-to-day-1 "
        "punctuation-in-quote".split(),
        BOOLEAN,
    ),
    **{
        attribute: frozenset(values.split())
        for attribute, values in {
            "class": "in-text note",
            "demote-non-dropping-particle": "never sort-only display-and-sort",
            "page-range-format": "expanded minimal minimal-two chicago chicago-15 chicago-16",
            "collapse": "citation-number year year-suffix year-suffix-ranged",
            "givenname-disambiguation-rule": "all-names all-names-with-initials primary-name primary-name-with-initials "
            "by-cite",
            "second-field-align": "flush margin",
            "subsequent-author-substitute-rule": "complete-all complete-each partial-each partial-first",
            "and": "text symbol",
            "delimiter-precedes-et-al": "contextual always never after-inverted-name",
            "delimiter-precedes-last": "contextual always never after-inverted-name",
            "name-as-sort-order": "first all",
            "name-form": "long short count",
            "sort": "ascending descending",
            "display": "block left-margin right-inline indent",
            "font-style": "italic normal oblique",
            "font-variant": "normal small-caps",
            "font-weight": "normal bold light",
            "text-decoration": "none underline",
            "vertical-align": "baseline sup sub",
            "text-case": "lowercase uppercase capitalize-first capitalize-all title sentence",
            "date-parts": "year-month-day year-month year",
            "gender": "masculine feminine neuter",
            "gender-form": "masculine feminine neuter",
            "position": "first subsequent ibid ibid-with-locator near-note",
        }.items()
    },
    "if match": frozenset(("all", "any", "none")),
    "else-if match": frozenset(("all", "any", "none")),
    "term match": frozenset(("last-digit", "last-two-digits", "whole-number")),
    "text form": _FORMS,
    "label form": _FORMS,
    "term form": _FORMS,
    "name form": frozenset(("long", "short", "count")),
    "number form": frozenset(("numeric", "ordinal", "long-ordinal", "roman")),
    "date form": frozenset(("text", "numeric")),
    "date-part form": frozenset(("numeric", "numeric-leading-zeros", "ordinal", "long", "short")),
    "text plural": BOOLEAN,
    "label plural": frozenset(("always", "never", "contextual")),
    "name-part name": frozenset(("family", "given")),
    "date-part name": frozenset(("year", "month", "day")),
    "et-al term": frozenset(("et-al", "and others")),
}
"""Attribute, or element and attribute -> its values. Attributes that are not here take any text."""

COUNTS = frozenset(
    "et-al-min et-al-use-first et-al-subsequent-min et-al-subsequent-use-first names-min names-use-first near-note-distance "
    "entry-spacing line-spacing".split()
)
"""Attributes whose value is a whole number."""

DATES = frozenset((*_DATES, "issued"))
PEOPLE = frozenset(("author", *NAMES))
NUMBERS = frozenset(_NUMBERS)
TEXTS = frozenset(
    (*_TEXTS, *_NUMBERS, "title", "abstract", "annote", "note", "keyword", "language", "citation-key", "URL", "DOI")
)
ALL_VARIABLES = DATES | PEOPLE | TEXTS | {"event", "id", "type"}
LOCATORS = frozenset(
    "act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus page "
    "paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume".split()
) | {"sub verbo"}
TERMS = (
    LOCATORS
    | TYPES
    | PEOPLE
    | NUMBERS
    | frozenset(
        "editortranslator accessed ad advance-online-publication album and anonymous at audio-recording bc bce by ce circa "
        "cited et-al film forthcoming from henceforth ibid in internet interview letter loc-cit no-place no-publisher on "
        "online op-cit original-work-published personal-communication podcast podcast-episode preprint radio-broadcast "
        "radio-series radio-series-episode reference retrieved review-of scale special-issue special-section "
        "television-broadcast television-series television-series-episode video working-paper open-quote close-quote "
        "open-inner-quote close-inner-quote page-range-delimiter colon comma semicolon printing ordinal".split()
    )
    | {"and others", "available at", "in press", "no date", "presented at"}
    | {f"month-{one:02d}" for one in range(1, 13)}
    | {f"season-{one:02d}" for one in range(1, 5)}
    | {f"long-ordinal-{one:02d}" for one in range(1, 11)}
    | {f"ordinal-{one:02d}" for one in range(100)}
)
