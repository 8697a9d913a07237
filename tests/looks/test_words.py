"""Every language says everything, with its own plurals and dates."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton

from mkdocs_resource_cards import i18n as words_module
from mkdocs_resource_cards.csl_variables import TYPES
from mkdocs_resource_cards.formats.type_map import type_of_csl
from mkdocs_resource_cards.i18n import LANGUAGES, PLURALS, Translations, unknown_keys, unknown_places

FOLDER = Path(words_module.__file__).parent
FORMS = ("zero", "one", "two", "few", "many", "other")
PLURALS_ELSEWHERE = (lambda n: "one" if n == 1 else "other"), ("one", "other")


def table(language: str) -> dict[str, str]:
    made: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return made


def counted(keys: dict[str, str]) -> set[str]:
    """The names of keys that are counted; each has at least the form `other`."""
    return {key.removesuffix("_other") for key in keys if key.endswith("_other")}


def plain(keys: dict[str, str]) -> set[str]:
    return {key for key in keys if key.rpartition("_")[2] not in FORMS}


def test_each_file_is_a_language() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_keys(language: str) -> None:
    assert plain(table(language)) == plain(table("en"))
    assert counted(table(language)) == counted(table("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_keys_have_each_plural_form_of_the_language(language: str) -> None:
    forms = PLURALS[language][1] if language in PLURALS else ("one", "other")
    found = {key for key in table(language) if key.rpartition("_")[2] in FORMS}
    assert found == {f"{name}_{form}" for name in counted(table("en")) for form in forms}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_keep_the_places_of_values(language: str) -> None:
    english, own = table("en"), table(language)
    for key in plain(own):
        assert set(re.findall(r"\{\w+\}", own[key])) == set(re.findall(r"\{\w+\}", english[key])), key
    for key in own:
        base, _, form = key.rpartition("_")
        if form in FORMS:
            allowed = set(re.findall(r"\{\w+\}", english[f"{base}_other"]))
            assert set(re.findall(r"\{\w+\}", own[key])) <= allowed, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_years_have_twelve_months(language: str) -> None:
    assert all(text.strip() for text in table(language).values())
    assert len(table(language)["months_long"].split(", ")) == len(table(language)["months_short"].split(", ")) == 12


@pytest.mark.parametrize(
    ("language", "iso", "style", "shown"),
    [
        ("en", "2018", "long", "2018"),
        ("en", "2025-04", "long", "April 2025"),
        ("en", "2025-04", "short", "Apr 2025"),
        ("en", "2026-05-17", "long", "May 17, 2026"),
        ("en", "2026-05-17", "short", "May 2026"),
        ("de", "2026-05-17", "long", "17. Mai 2026"),
        ("de", "2026-05-17", "short", "Mai 2026"),
        ("fr", "2026-05-01", "long", "1er mai 2026"),
        ("fr", "2026-05-11", "long", "11 mai 2026"),
        ("es", "2025-04", "long", "abril de 2025"),
        ("es", "2025-04", "short", "abr 2025"),
        ("ja", "2018", "long", "2018年"),
        ("ja", "2026-05-17", "long", "2026年5月17日"),
        ("ja", "2026-05-17", "short", "2026年5月"),
        ("ar", "2026-05-17", "long", "17 مايو 2026"),
        ("en", "2025-13", "long", "2025-13"),
        ("en", "spring", "short", "spring"),
    ],
)
def test_dates_are_as_exact_as_given(language: str, iso: str, style: str, shown: str) -> None:
    assert Translations(language).date(iso, style) == shown


@pytest.mark.parametrize(
    ("language", "n", "shown"),
    [
        ("en", 0, "Not cited"),
        ("en", 1, "Cited by 1 page"),
        ("en", 500, "Cited by 500 pages"),
        ("fr", 1, "Cité sur 1 page"),
        ("ja", 1, "1ページで引用"),
        ("ar", 0, "لم يُستشهد به"),
        ("ar", 1, "استُشهد به في صفحة واحدة"),
        ("ar", 2, "استُشهد به في صفحتين"),
        ("ar", 3, "استُشهد به في 3 صفحات"),
        ("ar", 11, "استُشهد به في 11 صفحة"),
        ("ar", 103, "استُشهد به في 103 صفحات"),
    ],
)
def test_plurals(language: str, n: int, shown: str) -> None:
    assert Translations(language).count("cited", n) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_unicode(language: str) -> None:
    form, forms = PLURALS.get(language, PLURALS_ELSEWHERE)
    expected = Locale.parse(language, sep="-").plural_form
    assert [form(n) for n in range(2001)] == [expected(n) for n in range(2001)]
    assert {form(n) for n in range(2001)} <= set(forms)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_those_of_unicode(language: str, month: int) -> None:
    locale, words = Locale.parse(language, sep="-"), Translations(language)
    day, iso = date(2026, month, 17), f"2026-{month:02}"
    assert words.date("2026", "long") in (format_skeleton("y", day, locale=locale), "2026")
    assert words.date(iso, "long") == format_skeleton("yMMMM", day, locale=locale)
    assert words.date(f"{iso}-17", "long") == format_date(day, "long", locale=locale)
    # "Sept." or "sep": Unicode's own releases differ.
    short = format_skeleton("yMMM", day, locale=locale)
    assert words.date(iso, "short").casefold()[:3] == short.casefold()[:3]
    assert words.date(iso, "short")[-4:] == short[-4:]


def test_a_site_that_names_the_months_names_them_in_days_too() -> None:
    own = {"months_long": "jan, feb, mar, apr, maj, jun, jul, aug, sep, okt, nov, dec", "date_day": "{day} {month} {year}"}
    assert Translations("sv", own).date("2026-05-17", "long") == "17 maj 2026"


def test_french_counts_nothing_as_one() -> None:
    assert Translations("fr").count("citations", 0) == "0 citation"
    assert Translations("en").count("citations", 0) == "0 citations"


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1023 bytes"),
        (1024, "1 KB"),
        (3174, "3.1 KB"),
        (40_960, "40 KB"),
        (10_188, "9.9 KB"),
        (10_220, "10 KB"),
        (1_047_552, "1023 KB"),
        (1_048_575, "1 MB"),
        (10_300_000, "9.8 MB"),
        (5 * 1024**4, "5120 GB"),
    ],
)
def test_sizes(size: int, shown: str) -> None:
    assert Translations().size(size) == shown


def test_sizes_in_other_languages() -> None:
    assert Translations("de").size(3174) == "3,1 KB"
    assert Translations("fr").size(40_960) == "40 Ko"


def test_language_codes_with_regions_and_unknown_ones() -> None:
    assert Translations("de-CH").language == Translations("de_AT").language == "de"
    assert Translations("sv").language == Translations("").language == "en"
    assert [Translations(code).language for code in ("pt", "pt-PT", "pt-BR", "pt_br")] == ["pt", "pt", "pt-BR", "pt-BR"]
    simplified, traditional = ("zh", "zh-CN", "zh-Hans", "zh-Hans-HK"), ("zh-TW", "zh_Hant", "zh-HK", "zh-Hant-MO", "zh-hant")
    assert {Translations(code).language for code in simplified} == {"zh"}
    assert {Translations(code).language for code in traditional} == {"zh-Hant"}
    assert (Translations("ar").direction, Translations("he").direction) == ("rtl", "ltr")
    found = [Translations(code).page_direction for code in ("ar", "he-IL", "fa", "UR_pk", "en", "haw", "sk")]
    assert found == ["rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "ltr"]


def test_all_types_of_csl_have_names() -> None:
    words = Translations()
    types = {type_of_csl(name) or name for name in TYPES}
    assert sorted(one for one in types if words.type_name(one) == one) == []


def test_a_site_puts_its_own_words_over_ours() -> None:
    words = Translations("en", {"missing": "No such source", "type_patent": "Patent", "cited_other": "On {n} pages"})
    assert words.text("missing") == "No such source"
    assert words.count("cited", 4) == "On 4 pages"
    assert words.count("cited", 1) == "Cited by 1 page"
    assert (words.type_name("Patent"), words.type_name("case law"), words.type_name("")) == ("Patent", "case law", "Resource")


def test_own_words_that_no_text_uses_are_told() -> None:
    assert unknown_keys(["missing", "mising", "type_patent", "cited_few"]) == ["mising"]


def test_own_placeholders_that_nothing_fills_are_told() -> None:
    own = {"cited_few": "{n}", "found_0": "{shown} {n}", "type_patent": "{n}", "found_one": "{shown} {n}", "mising": "{x}"}
    assert list(unknown_places(own)) == [("found_0", "{shown}", ["{n}"]), ("type_patent", "{n}", [])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_texts_hold_only_what_is_filled(language: str) -> None:
    assert list(unknown_places(table(language))) == []


@pytest.mark.parametrize(
    ("language", "page"),
    [
        *[("ar", "صفح"), ("de", "Seite"), ("en", "page"), ("es", "página"), ("fr", "page"), ("it", "pagin"), ("ja", "ページ")],
        *[("ko", "페이지"), ("nl", "pagina"), ("pl", "stron"), ("pt", "página"), ("pt-BR", "página"), ("ru", "страниц")],
        *[("tr", "sayfa"), ("uk", "сторін"), ("zh", "页面"), ("zh-Hant", "頁面")],
    ],
)
def test_what_is_shown_in_full_is_called_what_it_is_counted_as(language: str, page: str) -> None:
    words = Translations(language)
    assert all(page in words.count(key, 11) for key in ("cited", "show_all"))
