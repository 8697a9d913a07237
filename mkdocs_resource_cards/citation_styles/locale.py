"""A CSL locale: terms, date formats, style options.

https://docs.citationstyles.org/en/v1.0.2/specification.html#locale
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .languages import dialect
from .style_xml import NS

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LOCATORS = "book chapter column figure folio issue line note opus page paragraph part section sub-verbo verse volume".split()
"""Those that pandoc reads in a text."""
_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


class TermText(NamedTuple):
    """One form of a term."""

    text: str
    number: str = ""
    """`single`, `multiple`, or `""` for either."""
    gender: str = ""
    """The gender of the noun."""
    gender_form: str = ""
    """The gender of the noun that an ordinal goes with."""
    match: str = ""
    """How an ordinal matches numbers: `whole-number`, `last-two-digits`, `last-digit`, or `""`."""


class Locale(NamedTuple):
    """Several sources of a locale, merged."""

    language: str
    """As in `en-US`."""
    terms: dict[tuple[str, str], list[TermText]]
    """(name, form) -> texts, those of the best source first."""
    dates: dict[str, etree.Element]
    """`text`, `numeric` -> date format."""
    options: dict[str, str]

    def texts(self, name: str, form: str = "long", number: str = "", gender: str = "") -> list[TermText]:
        """All texts of a term in exactly this form; without a gender, those of none come first."""
        found = [
            one
            for one in self.terms.get((name, form), ())
            if (not number or not one.number or one.number == number)
            and (not gender or not one.gender_form or one.gender_form == gender)
        ]
        return found if gender or len(found) < 2 else sorted(found, key=lambda one: bool(one.gender_form))

    def term(self, name: str, form: str = "long", number: str = "") -> str:
        """The text of a term in the closest available form; `""` for none."""
        while True:
            if found := self.texts(name, form, number):
                return found[0].text
            if form not in _FALLBACK:
                return ""
            form = _FALLBACK[form]

    def is_on(self, option: str) -> bool:
        """Whether one of the style options is `true`."""
        return self.options.get(option) == "true"

    @property
    def quotes(self) -> tuple[str, str, str, str]:
        """The quotation marks: (outer pair, inner pair)."""
        names = (("open-quote", "“"), ("close-quote", "”"), ("open-inner-quote", "‘"), ("close-inner-quote", "’"))
        first, second, third, fourth = (self.term(name) or default for name, default in names)
        return first, second, third, fourth


def locator_labels(locale: Locale) -> dict[str, str]:
    """What people may call a locator, in small letters -> CSL's term; of two with one name the first counts, as in pandoc."""
    found = dict[str, str]()
    for name in _LOCATORS:
        texts = (text for (term, _), several in locale.terms.items() if term.replace(" ", "-") == name for text in several)
        for one in texts:
            found.setdefault(one.text.strip().casefold(), name)
    found.pop("", None)
    return found


def in_order(elements: Iterable[etree.Element], language: str) -> list[etree.Element]:
    """The locales of a style that match `language`, the most specific first."""
    wanted = list(dict.fromkeys((language, dialect(language.split("-")[0]), language.split("-")[0], "")))
    found = [(wanted.index(lang), one) for one in elements if (lang := one.get(_XML_LANG, "")) in wanted]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def merged(language: str, own: Sequence[etree.Element], file: etree.Element | None) -> Locale:
    """Merges the locales of a style, the first of which wins, and the locale file of its language.

    An empty term in a style means no text; in a locale file it is one that nobody has translated, as is
    an ordinal that is a number itself.
    """
    locale = Locale(language, {}, {}, {})
    for element in (*own, *([] if file is None else [file])):
        for one in element.iter(f"{NS}style-options"):
            for name, value in one.attrib.items():
                locale.options.setdefault(name, value)
        for one in element.findall(f"{NS}date"):
            locale.dates.setdefault(one.get("form", ""), one)
        source: dict[tuple[str, str], list[TermText]] = {}
        for one in element.iterfind(f"{NS}terms/{NS}term"):
            # The last of several in one file wins.
            if texts := _translated(one) if element is file else _texts(one):
                source.setdefault((one.get("name", ""), one.get("form", "long")), [])[:0] = texts
        for key, texts in source.items():
            locale.terms.setdefault(key, []).extend(texts)
    return locale


def _translated(term: etree.Element) -> list[TermText]:
    """The texts of a term in a file; in the Hebrew one an apostrophe stands before an abbreviation that it ends."""
    is_ordinal = term.get("name", "").startswith("ordinal")
    found = [one for one in _texts(term) if one.text and not (is_ordinal and one.text.isdecimal())]
    is_before = [one.text[0] == "'" and one.text[1:].isalpha() for one in found]
    return [one._replace(text=one.text[1:] + "'") if is_so else one for one, is_so in zip(found, is_before, strict=True)]


def _texts(term: etree.Element) -> list[TermText]:
    about = (term.get("gender", ""), term.get("gender-form", ""), term.get("match", ""))
    single, multiple = term.find(f"{NS}single"), term.find(f"{NS}multiple")
    if single is None:
        return [TermText(_text(term), "", *about)]
    many = "" if multiple is None else _text(multiple)
    return [TermText(_text(single), "single", *about), TermText(many, "multiple", *about)]


def _text(element: etree.Element) -> str:
    """The text; line breaks around it belong to the layout of the file."""
    text = element.text or ""
    return text.strip() if "\n" in text else text
