"""One rule of CSL at a time, in styles of a few lines."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from small_style import AUTHOR, XML, YEAR, cited, done, item, listed, style

from mkdocs_resource_cards.citation_styles import StyleError
from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import CitationOutput, Cite, ListEntry, Processed
from mkdocs_resource_cards.citation_styles.labels import label_of
from mkdocs_resource_cards.citation_styles.locale import merged
from mkdocs_resource_cards.citation_styles.numbers import ordinal, page_range, roman, year_suffix
from mkdocs_resource_cards.citation_styles.rich_text import rich
from mkdocs_resource_cards.citation_styles.runs import Run, finish, text_of
from mkdocs_resource_cards.citation_styles.shown import shown
from mkdocs_resource_cards.citation_styles.style_parser import parse_style
from mkdocs_resource_cards.citation_styles.style_xml import parse_xml
from mkdocs_resource_cards.citation_styles.text_case import with_case
from mkdocs_resource_cards.render.formatted_text import formatted

NAMES = AUTHOR.format(name='form="short" initialize-with=". "')
AUTHOR_DATE = f'<group delimiter=" ">{NAMES}{YEAR}</group>'
PARENTHESES = 'prefix="(" suffix=")" delimiter="; "'
NUMBER = '<text variable="citation-number"/>'


def name(attributes: str, authors: str, **variables: Any) -> str:
    return listed(style(NUMBER, AUTHOR.format(name=attributes)), [item("a", authors, **variables)])[0]


@pytest.mark.parametrize(
    ("attributes", "authors", "text"),
    [
        ("", "Roe, Jane", "Jane Roe"),
        ('initialize-with=". "', "Roe, Jane Ann", "J. A. Roe"),
        ('initialize-with="."', "Roe, Jean-Paul", "J.-P. Roe"),
        ('initialize-with=""', "Roe, Jane Ann", "JA Roe"),
        ('initialize="false" initialize-with=". "', "Roe, J A", "J. A. Roe"),
        ('form="short"', "van Dijk, Johanna", "van Dijk"),
        ('name-as-sort-order="all"', "van Dijk, Johanna", "Dijk, Johanna van"),
        ('name-as-sort-order="first" and="text"', "Roe, Jane; Doe, John", "Roe, Jane and John Doe"),
        ('and="symbol"', "Roe, Jane; Doe, John; Ito, Ken", "Jane Roe, John Doe, & Ken Ito"),
        ('and="text" delimiter-precedes-last="never"', "A, A; B, B; C, C", "A A, B B and C C"),
        ('et-al-min="3" et-al-use-first="1"', "A, A; B, B; C, C", "A A et al."),
        ('et-al-min="3" et-al-use-first="2"', "A, A; B, B; C, C", "A A, B B, et al."),
        ('et-al-min="3" et-al-use-first="1" et-al-use-last="true"', "A, A; B, B; C, C", "A A … C C"),
        ("", "Roe, Jane; others", "Jane Roe et al."),
        ('form="count"', "A, A; B, B", "2"),
        ("", "World Health Organization", "World Health Organization"),
        ("", "王, 小明", "王小明"),
    ],
)
def test_names(attributes: str, authors: str, text: str) -> None:
    assert name(attributes, authors) == text


def test_who_edits_stands_in_for_the_author_with_a_label() -> None:
    names = '<names variable="author"><name/><label form="short" prefix=" (" suffix=")"/><substitute>'
    made = style(
        NUMBER,
        f'{names}<names variable="editor"/><text variable="title"/></substitute></names><text variable="title" prefix=". "/>',
    )
    editors = [{"family": "Roe", "given": "Jane"}, {"family": "Doe", "given": "Al"}]
    assert listed(made, [item("a", editor=editors)]) == ["Jane Roe, Al Doe (eds.). Title a"]
    assert listed(made, [item("a")]) == ["Title a"], "a title in the place of names is not shown again"


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [[2020, 5, 3]]}, "May 3, 2020"),
        ({"date-parts": [[2020, 5, 3], [2020, 5, 9]]}, "May 3–9, 2020"),
        ({"date-parts": [[2020, 1, 3], [2020, 5, 9]]}, "January 3–May 9, 2020"),
        ({"date-parts": [[2019], [2020]]}, "2019–2020"),
        ({"date-parts": [[2020]], "season": 1}, "Spring 2020"),
        ({"date-parts": [[-44]]}, "44 BC"),
        ({"date-parts": [[79]]}, "79 AD"),
        ({"literal": "in press"}, "in press"),
    ],
)
def test_dates(date: dict[str, Any], text: str) -> None:
    made = style(NUMBER, '<date variable="issued" form="text"/>')
    assert listed(made, [item("a", issued=date)]) == [text]


def test_the_same_author_and_year_are_told_apart_by_a_letter_in_the_order_of_the_references() -> None:
    made = style(AUTHOR_DATE, citing='disambiguate-add-year-suffix="true"', layout=PARENTHESES)
    items = [item("b", "Roe, Jane", 2020), item("a", "Roe, Jane", 2020), item("c", "Roe, Jane", 2021)]
    assert cited(made, items) == ["(Roe 2020a)", "(Roe 2020b)", "(Roe 2021)"]


def test_given_names_tell_namesakes_apart() -> None:
    made = style(AUTHOR_DATE, citing='disambiguate-add-givenname="true"', layout=PARENTHESES)
    items = [item("a", "Roe, Jane", 2020), item("b", "Roe, Richard", 2020), item("c", "Roe, Rachel", 2020)]
    assert cited(made, items) == ["(J. Roe 2020)", "(Richard Roe 2020)", "(Rachel Roe 2020)"]


def test_lists_of_names_that_begin_alike_may_differ_in_length() -> None:
    rule = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="by-cite" disambiguate-add-names="true"'
    made = style(AUTHOR_DATE, citing=f'{rule} et-al-min="2" et-al-use-first="1"', layout=PARENTHESES)
    items = [item("a", "Roe, Jane; Poe, Al", 2020), item("b", "Roe, Jane; Lee, Bo; Ray, Cy", 2020)]
    assert cited(made, items) == ["(Roe, Poe 2020)", "(Roe, Lee, et al. 2020)"]


def test_more_names_tell_lists_apart() -> None:
    citing = 'disambiguate-add-names="true" et-al-min="3" et-al-use-first="1"'
    made = style(AUTHOR_DATE, citing=citing, layout=PARENTHESES)
    items = [item("a", "A, A; B, B; C, C; D, D", 2020), item("b", "A, A; X, X; C, C; D, D", 2020)]
    assert cited(made, items) == ["(A, B, et al. 2020)", "(A, X, et al. 2020)"]


@pytest.mark.parametrize(
    ("citing", "text"),
    [
        ('collapse="year"', "(Roe 2019, 2020a, 2020b; Ito 2020)"),
        ('collapse="year-suffix" year-suffix-delimiter=","', "(Roe 2019; 2020a,b; Ito 2020)"),
        ('cite-group-delimiter=", "', "(Roe 2019, Roe 2020a, Roe 2020b; Ito 2020)"),
    ],
)
def test_cites_of_one_author_stand_together(citing: str, text: str) -> None:
    made = style(AUTHOR_DATE, citing=f'disambiguate-add-year-suffix="true" {citing}', layout=PARENTHESES)
    items = [item("a", "Roe, J", 2019), item("b", "Roe, J", 2020), item("c", "Roe, J", 2020), item("i", "Ito, K", 2020)]
    assert cited(made, items, "a b i c")[0] == text


def test_three_letters_in_a_row_become_a_range() -> None:
    citing = 'disambiguate-add-year-suffix="true" collapse="year-suffix-ranged" year-suffix-delimiter=","'
    made = style(AUTHOR_DATE, citing=citing, layout=PARENTHESES)
    items = [item(one, "Roe, J", 2020) for one in "abcde"]
    assert cited(made, items, "a b c d e", "a b", "a b c", "a b d") == [
        "(Roe 2020a–e)",
        "(Roe 2020a,b)",
        "(Roe 2020a–c)",
        "(Roe 2020a,b,d)",
    ]


@pytest.mark.parametrize(
    ("key", "numbers", "references"),
    [
        ('variable="title"', ["2", "1", "3"], ["1 Title a", "2 Title b", "3 Title c"]),
        ('variable="title" sort="descending"', ["2", "3", "1"], ["1 Title c", "2 Title b", "3 Title a"]),
        ('variable="citation-number" sort="descending"', ["1", "2", "3"], ["3 Title c", "2 Title a", "1 Title b"]),
    ],
)
def test_numbers_count_the_references_in_their_order(key: str, numbers: list[str], references: list[str]) -> None:
    made = style(NUMBER, f'{NUMBER}<text variable="title" prefix=" "/>', sort=f"<key {key}/>")
    items = [item("b"), item("a"), item("c")]
    assert (cited(made, items), listed(made, items)) == (numbers, references)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en-US", "aé æb ałz az åz đa e e\u0301 ö oz þa и ия йа"),
        ("sv-SE", "aa az oz üa yb z zé åa äa æb ø öa"),
        ("da-DK", "az z æa äb öa åa aab"),
        ("de-DE", "ä äa az o ö oz ß sz"),
        ("es-ES", "na nz ña oa"),
        ("cs-CZ", "cz ča da hz cha ia rz řa"),
        ("pl-PL", "lz ła ma zz źa ża"),
        ("et-EE", "sa ša za žz ta wz õa äa öa ü xa ya"),
        ("tr-TR", "Ca Ça Ha Ia İa Oz Ö Sz Ş"),
        ("uk-UA", "ва ґа да ея єа жа ия іа їа йа ка"),
        ("fa-IR", "با پا تا جا چا زا ژا سا كه گا لا نا وا ها یا"),
        ("ja-JP", "あ アい がき カく き"),
    ],
)
def test_titles_are_sorted_by_the_alphabet_of_the_language(language: str, titles: str) -> None:
    """As Pandoc sorts them, by the orders of Unicode CLDR; but it has none for kana."""
    made = style(NUMBER, sort='<key variable="title"/>')
    made = made._replace(locale=made.locale._replace(language=language))
    assert listed(made, [item(one, title=one) for one in sorted(titles.split(), reverse=True)]) == titles.split()


def test_quotation_marks_do_not_count_in_the_order_of_titles() -> None:
    title = '<text variable="title"/>'
    quoted = f'<choose><if type="book"><text variable="title" quotes="true"/></if><else>{title}</else></choose>'
    content = f'<macro name="sorted">{quoted}</macro><citation><layout>{title}</layout></citation>'
    content += f'<bibliography><sort><key macro="sorted"/></sort><layout>{title}</layout></bibliography>'
    root = parse_xml(XML.format(tag="style", attributes='class="in-text"', content=content))
    made = parse_style(root, "en-US", parse_xml(XML.format(tag="locale", attributes="", content="")))
    items = [item("a", title="Soon two"), item("b", title="Soon a book", type="report"), item("c", title="Soon")]
    assert listed(made, items) == ["Soon", "Soon a book", "Soon two"]


def test_people_are_sorted_name_by_name_with_their_particles_before_their_given_names() -> None:
    """As Pandoc sorts them."""
    people = "Muller, A|Muller, B|Müller, A|Roe, A|Roe Beta, A|Roe, J; Zed, B|Roe, Jane|van Roe, Anna|Roem, A".split("|")
    made = style(NUMBER, sort='<key variable="author"/>')
    assert listed(made, [item(one, one, title=one) for one in reversed(people)]) == people


def test_three_numbers_in_a_row_become_a_range() -> None:
    made = style(NUMBER, citing='collapse="citation-number"', layout='prefix="[" suffix="]" delimiter=", "')
    items = [item(one) for one in "abcdef"]
    assert cited(made, items, "a", "b c", "d", "a b c e", "d f") == ["[1]", "[2, 3]", "[4]", "[1–3, 5]", "[4, 6]"]


def test_each_cite_says_whose_it_is() -> None:
    made = style(NUMBER, layout='prefix="[" suffix="]" delimiter=", "')
    text = done(made, [item("a"), item("b")], "a b").citations[0].text
    assert [(run.text, run.item) for run in text] == [("[", ""), ("1", "a"), (", ", ""), ("2", "b"), ("]", "")]


def test_a_citation_right_behind_another_one_of_the_same_is_ibid() -> None:
    both = '<group delimiter=", "><text term="ibid"/><text variable="locator"/></group>'
    ibid = f'<choose><if position="ibid-with-locator">{both}</if>'
    ibid += '<else-if position="ibid"><text term="ibid"/></else-if><else><text variable="title"/></else></choose>'
    made = style(ibid, attributes='class="note"')
    items = [item("a"), item("b")]
    third = (Cite("a", "page", "3"),)
    assert cited(made, items, "a", "a", third, third, "a", "b") == [
        "Title a",
        "Ibid.",
        "Ibid., 3",
        "Ibid.",
        "Title a",
        "Title b",
    ]


def test_a_citation_with_its_names_in_the_sentence_is_ibid_too() -> None:
    made = style(
        f'{NAMES}<choose><if position="ibid"><text term="ibid"/></if><else><text variable="title"/></else></choose>',
        attributes='class="note"',
    )
    items = [item("a", "Roe, Jane"), item("b", "Doe, Al")]
    named = (Cite("a", author="in-text"),)
    assert cited(made, items, named, named, (Cite("a"),), "b", named) == [
        "Roe Title a",
        "Roe Ibid.",
        "Roeibid.",
        "DoeTitle b",
        "Roe Title a",
    ]


@pytest.mark.parametrize(
    ("title", "note"),
    [("words", "Words"), ("eBay and others", "eBay and others"), ("numpy.array", "numpy.array"), ("(words)", "(words)")],
)
def test_a_note_begins_with_a_capital_unless_its_first_word_is_a_name_with_letters_of_its_own(title: str, note: str) -> None:
    made = style('<text variable="title"/>', attributes='class="note"')
    assert cited(made, [item("a", title=title)]) == [note]


def test_names_may_stand_in_the_sentence() -> None:
    made = style(AUTHOR_DATE, layout=PARENTHESES)
    items = [item("a", "Roe, Jane", 2020)]
    assert cited(made, items, (Cite("a", author="in-text"),), (Cite("a", author="suppress"),)) == ["Roe (2020)", "(2020)"]


def test_what_the_author_wrote_around_a_cite_stays() -> None:
    made = style(AUTHOR_DATE, layout=PARENTHESES)
    items = [item("a", "Roe, Jane", 2020)]
    assert cited(made, items, (Cite("a", prefix="see", suffix="and <b> elsewhere"),)) == ["(see Roe 2020 and <b> elsewhere)"]


def test_what_the_author_wrote_stays_where_the_style_says_nothing_of_a_source() -> None:
    made = style('<text variable="volume"/>', layout=PARENTHESES)
    assert cited(made, [item("a"), item("b", volume="3")], (Cite("b"), Cite("a", suffix=", and passim"))) == [
        "(3, and passim)"
    ]


@pytest.mark.parametrize(
    ("attributes", "family", "given", "text"),
    [
        ("", "uppercase", "", "Ludwig van BEETHOVEN Jr."),
        ("", "", "uppercase", "LUDWIG VAN Beethoven Jr."),
        ('name-as-sort-order="all"', "uppercase", "", "BEETHOVEN, Ludwig van, Jr."),
    ],
)
def test_a_particle_that_may_be_dropped_looks_as_the_given_name_does(
    attributes: str, family: str, given: str, text: str
) -> None:
    parts = f'<name-part name="family" text-case="{family}"/><name-part name="given" text-case="{given}"/>'
    made = style(NUMBER, f'<names variable="author"><name {attributes}>{parts}</name></names>')
    beethoven = {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van", "suffix": "Jr."}
    assert listed(made, [item("a", author=[beethoven])]) == [text]


def test_names_behind_other_words_of_an_entry_are_not_repeated_authors() -> None:
    editor = AUTHOR.format(name="").replace("author", "editor")
    made = style(
        NUMBER, f'<text variable="title"/><group prefix=", by ">{editor}</group>', listing='subsequent-author-substitute="—"'
    )
    items = [item(one, editor=[{"family": "Roe"}]) for one in "ab"]
    assert listed(made, items) == ["Title a, by Roe", "Title b, by Roe"]


def test_an_empty_term_of_a_language_is_one_that_is_missing_and_of_a_style_one_that_is_wanted() -> None:
    term = '<terms><term name="no date" form="short">{}</term></terms>'
    file = parse_xml(
        XML.format(tag="locale", attributes="", content=f'<terms><term name="no date">undated</term></terms>{term.format("")}')
    )
    own = parse_xml(XML.format(tag="locale", attributes="", content=term.format("")))
    assert merged("he-IL", [], file).term("no date", "short") == "undated"
    assert merged("he-IL", [own], file).term("no date", "short") == ""


def test_what_is_wrong_in_the_file_of_a_language_is_not_taken_from_it() -> None:
    """The Hebrew one has `'עמ` for `עמ'`, and counts 33, 333."""
    terms = """<term name="page" form="short"><single>'עמ</single><multiple>'עמ</multiple></term>
    <term name="ordinal-03">3</term><term name="open-inner-quote">'</term><term name="month-01" form="short">'72</term>"""
    file = parse_xml(XML.format(tag="locale", attributes="", content=f"<terms>{terms}</terms>"))
    locale = merged("he-IL", [], file)
    assert [locale.term("page", "short", number) for number in ("single", "multiple")] == ["עמ'", "עמ'"]
    assert ordinal(33, "", locale) == "33"
    assert (locale.term("open-inner-quote"), locale.term("month-01", "short")) == ("'", "'72")


def test_a_place_without_a_label_has_none() -> None:
    made = style('<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>')
    assert cited(made, [item("a")], (Cite("a", "", "ii, A"),), (Cite("a", "page", "33"),)) == ["ii, A", "p. 33"]


def test_repeated_authors_become_a_dash() -> None:
    keys = '<key variable="author"/><key variable="issued"/>'
    made = style(NUMBER, AUTHOR_DATE, listing='subsequent-author-substitute="———"', sort=keys)
    items = [item("a", "Roe, Jane", 2020), item("b", "Äbel, Al", 2020), item("c", "Roe, Jane", 2019)]
    assert listed(made, items) == ["Äbel 2020", "Roe 2019", "——— 2020"]


def test_the_number_of_an_entry_may_stand_in_the_margin() -> None:
    made = style(NUMBER, f'{NUMBER}<text variable="title" prefix=" "/>', listing='second-field-align="flush"')
    entry = done(made, [item("a")]).entries[0]
    assert (text_of(entry.first), text_of(entry.text)) == ("1", " Title a")


def test_a_group_of_empty_variables_vanishes() -> None:
    made = style(NUMBER, '<group delimiter=" "><text value="in"/><text variable="publisher"/></group><text variable="title"/>')
    assert listed(made, [item("a")]) == ["Title a"]


def test_of_two_full_stops_one_stays_and_commas_move_into_quotations() -> None:
    quoted = '<group delimiter=", " suffix="."><text variable="title" quotes="true"/><text variable="publisher"/></group>'
    made = style(NUMBER, quoted)
    assert listed(made, [item("a", publisher="Deep Ink Inc.")]) == ["“Title a,” Deep Ink Inc."]
    assert listed(made, [item("a", title="Is it?")]) == ["“Is it?”"]
    assert listed(made, [item("a", title='The "quiet" one')]) == ["“The ‘quiet’ one.”"]


def test_a_label_knows_its_plural() -> None:
    made = style(NUMBER, '<label variable="page" form="short" suffix=" "/><text variable="page"/>')
    assert listed(made, [item("a", page="3")]) == ["p. 3"]
    assert listed(made, [item("a", page="3-5")]) == ["pp. 3–5"]


@pytest.mark.parametrize(
    ("form", "pages", "text"),
    [
        ("", "101-107", "101–107"),
        ("expanded", "101-7", "101–107"),
        ("minimal", "101-107", "101–7"),
        ("minimal-two", "101-107", "101–07"),
        ("chicago", "101-108", "101–8"),
        ("chicago", "321-328", "321–28"),
        ("chicago", "1496-1504", "1496–1504"),
        ("chicago-16", "1496-1504", "1496–504"),
        ("expanded", "A1, A6", "A1, A6"),
        ("minimal", "n11564-8", "n11564–8"),
        ("chicago", "33-", "33–"),
    ],
)
def test_ranges_of_pages(form: str, pages: str, text: str) -> None:
    assert page_range(pages, form, "–") == text


@pytest.mark.parametrize(
    ("date", "text"),
    [({"date-parts": [[1890]], "circa": True}, "ca."), ({"date-parts": [[1890]]}, "sure"), ({"literal": "long ago"}, "sure")],
)
def test_a_date_is_uncertain_where_its_entry_says_so(date: dict[str, Any], text: str) -> None:
    choice = '<if is-uncertain-date="issued"><text value="ca."/></if><else><text value="sure"/></else>'
    assert cited(style(f"<choose>{choice}</choose>"), [item("a", issued=date)]) == [text]


def test_of_what_is_cited_pages_alone_are_shortened() -> None:
    made = style('<text variable="locator"/>', attributes='class="in-text" page-range-format="minimal"')
    cites = [(Cite("a", locator="101-108", label=label),) for label in ("page", "chapter", "")]
    assert cited(made, [item("a")], *cites) == ["101–8", "101–108", "101–108"]


def test_numbers_of_other_kinds() -> None:
    assert [roman(one) for one in (4, 1987, 0, 4000)] == ["iv", "mcmlxxxvii", "0", "4000"]
    assert [year_suffix(one) for one in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]
    made = style(NUMBER, '<number variable="edition" form="ordinal"/>')
    assert [listed(made, [item("a", edition=one)])[0] for one in ("1", "11", "2", "2nd")] == ["1st", "11th", "2nd", "2nd"]


@pytest.mark.parametrize(
    ("case", "text", "changed"),
    [
        ("title", "the urgency of reading: a note", "The Urgency of Reading: A Note"),
        ("title", "HIV and McDonald’s", "HIV and McDonald’s"),
        ("title", "what bread is made of", "What Bread Is Made Of"),
        ("title", "ßtraight from ǆungla: see https://q.example/a-b.", "ßtraight from ǅungla: See https://q.example/a-b."),
        ("title", "from numpy.array to file_name, x86 and iPhones", "From numpy.array to file_name, X86 and iPhones"),
        ("sentence", "The Urgency Of Reading", "The urgency of reading"),
        ("sentence", "x86 Code", "x86 code"),
        ("capitalize-first", "the end", "The end"),
        ("capitalize-all", "the end", "The End"),
        ("uppercase", 'a <span class="nocase">pH</span> test', "A pH TEST"),
    ],
)
def test_text_case(case: str, text: str, changed: str) -> None:
    assert text_of(with_case(rich(text), case)) == changed


def test_title_case_is_for_english() -> None:
    made = style(NUMBER, '<text variable="title" text-case="title"/>')
    assert listed(made, [item("a", title="zur theorie", language="de")]) == ["zur theorie"]


@pytest.mark.parametrize(
    ("text", "seen", "marks"),
    [
        ("<i>Homo</i> <b>a</b>", "Homo a", {"italic", "bold"}),
        ("a < b and <x>", "a < b and <x>", set()),
        ("<i>never closed", "<i>never closed", set()),
        ("H<sub>2</sub>O", "H2O", {"sub"}),
        ("it's “so” 'here'", "it’s “so” “here”", set()),
        ("rock 'n' roll", "rock “n” roll", set()),
    ],
)
def test_markup_of_data(text: str, seen: str, marks: set[str]) -> None:
    runs = finish(rich(text), ("“", "”", "‘", "’"), False)
    assert text_of(runs) == seen
    assert {mark for run in runs for mark in run.marks} == marks


def test_an_address_is_a_link_wherever_the_style_shows_it() -> None:
    made = style(NUMBER, '<text variable="DOI" prefix="https://doi.org/"/>')
    runs = done(made, [item("a", DOI="10.1/x")]).entries[0].text
    assert [(run.text, run.link) for run in runs] == [("https://doi.org/", ""), ("10.1/x", "https://doi.org/10.1/x")]


def test_where_the_start_of_an_address_stands_before_it_it_is_part_of_the_link() -> None:
    link = Run("10.1/x", link="https://doi.org/10.1/x")
    assert formatted([Run("At https://doi.org/"), link]) == 'At <a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>'
    assert formatted([Run("At "), link]) == 'At <a href="https://doi.org/10.1/x">10.1/x</a>'
    assert formatted([link]) == '<a href="https://doi.org/10.1/x">10.1/x</a>'
    address = Run("https://x.example/ب", link="https://x.example/ب")
    assert formatted([Run("ا "), address]).endswith('" dir="ltr">https://x.example/ب</a>'), "an address in a text to the left"


def test_successive_runs_that_look_alike_are_one() -> None:
    some, stays = frozenset(("italic", "title")), frozenset(("nocase",))
    runs = (Run("The ", some), Run("TeX", some | stays), Run("book", some), Run(", "), Run("2nd", stays), Run(" ed."))
    done = shown(Processed((CitationOutput(runs),), (ListEntry("a", (), runs),), {}))
    for made in (done[0][0][0], done[1][0][2]):
        assert made == (Run("The TeXbook", some), Run(", 2nd ed."))
        assert formatted(made) == "<i>The TeXbook</i>, 2nd ed."


def test_each_source_of_a_note_keeps_its_direction() -> None:
    arabic, latin = Run("محمد, 820 AD", item="a"), Run("Roe, 2020", item="b")
    assert formatted([latin, Run("; "), arabic, Run(".")]) == "<bdi>Roe, 2020</bdi>; <bdi>محمد, 820 AD</bdi>."
    assert "bdi" not in formatted([arabic, Run(".")]) + formatted([latin, Run("; "), latin._replace(item="c")])


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<style", "is not XML: "),
        ("<html/>", "is not a CSL style"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "has no `citation`"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout><foo/></layout></citation></style>',
            "holds `foo`, which CSL does not allow there",
        ),
    ],
)
def test_a_broken_style_says_what_is_wrong(xml: str, message: str) -> None:
    with pytest.raises(StyleError, match=message.replace("(", r"\(")):
        parse_style(parse_xml(xml), "en-US", None)


def test_a_full_stop_moves_into_quotations_within_quotations() -> None:
    made = style(NUMBER, '<text variable="title" quotes="true" suffix="."/>')
    assert listed(made, [item("a", title='This is "the one"')]) == ["“This is ‘the one.’”"]


def test_authors_that_are_cut_to_the_same_names_are_repeated_authors() -> None:
    names = AUTHOR.format(name='form="short" et-al-min="3" et-al-use-first="1"')
    made = style(NUMBER, names, listing='subsequent-author-substitute="———"', sort='<key variable="title"/>')
    items = [item("a", "Roe, J; Ito, K; Doe, A"), item("b", "Roe, J; Ito, K; Low, B"), item("c", "Roe, J")]
    assert listed(made, items) == ["Roe et al.", "———", "Roe"]


@pytest.mark.parametrize(
    ("authors", "year", "label"),
    [
        ("Roe, J", 2020, "Roe20"),
        ("Abbott, J; Ito, K", 2007, "AbIt07"),
        ("A, A; B, B; C, C; D, D; E, E", 1999, "ABCD99"),
        ("Roe, J", 1, "Roe01"),
        ("Roe, J", -44, "Roe"),
        ("", 2020, ""),
    ],
)
def test_labels_are_made_of_names_and_year(authors: str, year: int, label: str) -> None:
    made = style('<text variable="citation-label"/>')
    assert cited(made, [item("a", authors, year)]) == [label]


@pytest.mark.parametrize(
    ("name", "demoted"),
    [
        ("van der Berg, Jan", "Berg, Jan van der"),
        ("d'Orléans, Anne", "Orléans, Anne d’"),
        ("al-Biruni, Abu", "Biruni, Abu al-"),
        ("O'Neill, Pat", "O’Neill, Pat"),
        ("Smith-Jones, Pat", "Smith-Jones, Pat"),
    ],
)
def test_a_particle_may_be_written_as_a_part_of_the_name(name: str, demoted: str) -> None:
    author = AUTHOR.format(name='name-as-sort-order="all"')
    made = style(NUMBER, author, attributes='class="in-text" demote-non-dropping-particle="display-and-sort"')
    assert listed(made, [item("a", name)]) == [demoted]


def test_a_name_in_quotation_marks_is_one_piece() -> None:
    made = style(NUMBER, AUTHOR.format(name='name-as-sort-order="all"'))
    names = [{"family": '"van Dyke"', "given": "Dick"}, {"family": "Doe", "given": "John,! Jr."}]
    assert listed(made, [item("a", author=names)]) == ["van Dyke, Dick, Doe, John, Jr."]


def test_of_a_thousand_authors_each_costs_the_same() -> None:
    made = style(AUTHOR_DATE, citing='et-al-min="3" et-al-use-first="1" disambiguate-add-names="true"', layout=PARENTHESES)

    def calls(count: int) -> int:
        """How many functions are called for sources with so many authors: the measure that no other process disturbs."""
        authors = [{"family": f"F{at % 7}", "given": f"G{at}"} for at in range(count)]
        items = [item(str(at), year=2020, author=authors) for at in range(5)]
        made_calls = 0

        def note(frame: object, event: str, argument: object) -> None:
            nonlocal made_calls
            made_calls += event in ("call", "c_call")

        sys.setprofile(note)
        try:
            assert set(cited(made, items)) == {"(F0 et al. 2020)"}
        finally:
            sys.setprofile(None)
        return made_calls

    assert calls(800) < 2.5 * calls(400)


def test_a_term_has_a_text_for_each_gender() -> None:
    terms = '<term name="ordinal-01" gender-form="feminine">re</term><term name="ordinal-01" gender-form="masculine">er</term>'
    locale = merged("fr-FR", [], parse_xml(XML.format(tag="locale", attributes="", content=f"<terms>{terms}</terms>")))
    assert [ordinal(1, gender, locale) for gender in ("feminine", "masculine")] == ["1re", "1er"]


@pytest.mark.parametrize(("is_limited", "days"), [("true", "1st 2 3"), ("false", "1st 2nd 3th")])
def test_some_languages_have_ordinals_for_the_first_day_only(is_limited: str, days: str) -> None:
    made = style('<date variable="issued"><date-part name="day" form="ordinal"/></date>')
    limited = made.locale._replace(options={"limit-day-ordinals-to-day-1": is_limited})
    items = [item(str(day), year=(2020, 5, day)) for day in (1, 2, 3)]
    assert " ".join(cited(made._replace(locale=limited), items)) == days


def test_a_dash_for_repeated_authors_leaves_the_rest_of_an_entry() -> None:
    rules = 'subsequent-author-substitute="———" second-field-align="flush"'
    made = style(NUMBER, f'{AUTHOR.format(name="")}{YEAR}<text variable="title"/>', listing=rules)
    entries = done(made, [item("a", "Roe, Jane", 2019), item("b", "Roe, Jane", 2020)]).entries
    assert [text_of(one.first) + text_of(one.text) for one in entries] == ["Jane Roe2019Title a", "———2020Title b"]


def test_a_full_stop_goes_into_the_last_quotation_too() -> None:
    made = style('<text variable="title" quotes="true" suffix="."/>')
    assert cited(made, [item("a")]) == ["“Title a.”"]
    assert cited(style('<text value="see “this”. And “that”."/>'), [item("a")]) == ["see “this.” And “that.”"]


def test_a_style_may_use_its_macros_as_often_as_it_likes() -> None:
    content = '<macro name="m"><text variable="title"/></macro><citation><layout delimiter="">{}</layout></citation>'
    root = parse_xml(XML.format(tag="style", attributes='class="in-text"', content=content.format('<text macro="m"/>' * 90)))
    made = parse_style(root, "en-US", parse_xml(XML.format(tag="locale", attributes="", content="")))
    assert cited(made, [item("a", title="x")]) == ["x" * 90]


def test_what_is_no_list_of_people_makes_no_label() -> None:
    for author in ("Roe", {"date-parts": [[2020]]}, []):
        assert label_of(item_of({"id": "a", "type": "book", "author": author, "issued": {"date-parts": [[2020]]}})) == ""


def test_an_item_has_no_empty_variables_and_no_names_of_its_own() -> None:
    made = item_of({"id": "a", "type": "book", "title": "T", "volume": "", "author": [], "issued": None})
    assert (made.id, made.type, made.variables) == ("a", "book", {"title": "T"})


@pytest.mark.parametrize(
    ("given", "plain", "knowing"),
    [
        ({"status": "in press"}, "in press", "in press"),
        ({"status": "in press", "year": 2020}, "2020", "2020in press"),
        ({"status": "granted", "type": "patent"}, "", "granted"),
        ({}, "", ""),
    ],
)
def test_a_state_is_the_date_where_a_style_has_no_place_for_it(given: dict[str, Any], plain: str, knowing: str) -> None:
    for made, text in ((style(YEAR), plain), (style(f'{YEAR}<text variable="status"/>'), knowing)):
        assert cited(made, [item("a", **given)]) == [text]


def test_a_style_without_a_place_for_states_may_sort_by_them() -> None:
    made = style('<text variable="title"/>', sort='<key variable="status"/>')
    items = [item("a"), item("b", status="in press"), item("c", status="forthcoming")]
    assert listed(made, items) == ["Title c", "Title b", "Title a"]
