"""Rules of CSL 1.0.2 in which pandoc is no guide: as the specification, CSL's test suite and citeproc-js have them."""

from __future__ import annotations

import pytest
from small_style import AUTHOR, YEAR, cited, item, listed, person, style

from mkdocs_resource_cards.citation_styles.csl_json import date_of
from mkdocs_resource_cards.citation_styles.data import Cite


@pytest.mark.parametrize("words", ['<group><text value="online"/></group>', '<text macro="words"/>'])
def test_words_in_a_group_or_macro_of_their_own_keep_the_group_around_them(words: str) -> None:
    asked = f'<group delimiter=" ">{words}<text variable="URL"/></group>'
    made = style("", f'<text variable="title"/><group prefix=", ">{asked}</group>', macros={"words": '<text value="online"/>'})
    assert listed(made, [item("a")]) == ["Title a, online"]


def test_a_macro_without_output_does_not_keep_the_group_around_it() -> None:
    macros = {"nothing": '<choose><if type="map"><text value="map"/></if></choose>'}
    made = style("", '<group><text value="In "/><text macro="nothing"/><text variable="URL"/></group>', macros=macros)
    assert listed(made, [item("a")]) == [""]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('<label form="short" prefix=", "/>', "Roe, ed."),
        ('<label form="short" suffix=" "/><name/>', "ed. Roe"),
        ('<name/><label form="short" prefix=", "/>', "Roe, ed."),
    ],
)
def test_a_label_stands_behind_names_unless_the_name_comes_after_it(inner: str, text: str) -> None:
    by_editor = item("a", editor=[person("Roe")])
    assert listed(style("", f'<names variable="editor">{inner}</names>'), [by_editor]) == [text]
    replaced = f'<names variable="author">{inner}<substitute><names variable="editor"/></substitute></names>'
    assert listed(style("", replaced), [by_editor]) == [text]


def test_a_date_in_the_place_of_names_is_not_shown_again() -> None:
    year = '<date variable="issued"><date-part name="year"/></date>'
    in_place = f'<text macro="titled"/><names variable="author"><substitute><text macro="titled"/></substitute></names>{year}'
    macros = {"titled": f'<group delimiter=", "><text variable="title"/>{year}</group>'}
    replaced = f'<names variable="author"><substitute><text macro="titled"/></substitute></names>{year}'
    assert listed(style("", replaced, macros=macros), [item("a", "", 2015)]) == ["Title a, 2015"]
    assert listed(style("", in_place, macros=macros), [item("a", "Roe", 2015)]) == ["Title a, 2015Roe2015"]


def test_of_two_full_stops_with_a_space_between_them_one_stays() -> None:
    assert listed(style("", '<group suffix=". "><text value="A" suffix=". "/></group><text value="B"/>'), [item("a")]) == [
        "A. B"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Chen, Guo-ping", "G. Chen"),
        ("Chen, Guo-Ping", "G.-P. Chen"),
        ("Doe, John [Jack]", "J. [Jack] Doe"),
        ('Doe, "Bud" John', "“Bud” J. Doe"),
        ("王, 小明", "王小明"),
        ("王, 三", "王三"),
        ("العلي, محمد", "م. العلي"),
        ("כהן, דוד", "ד. כהן"),
        ("de' Medici, Lorenzo", "L. de’ Medici"),
        ("Medici, Lorenzo de'", "L. de’ Medici"),
        ("dell'Anna, Luca", "L. dell’Anna"),
        ("Int'l Trade <b>Org</b>", "Int’l Trade <b>Org</b>"),
    ],
)
def test_initials_particles_and_quotation_marks_of_names(name: str, text: str) -> None:
    names = '<names variable="author"><name initialize-with=". "/></names>'
    assert listed(style("", names), [item("a", name)]) == [text]


def test_full_given_names_keep_their_hyphens_where_only_initials_get_a_full_stop() -> None:
    names = '<names variable="author"><name initialize="false" initialize-with=". "/></names>'
    assert listed(style("", names), [item("a", "Park, Soo-Jin A")]) == ["Soo-Jin A. Park"]


def test_affixes_of_a_part_of_a_name_stand_around_its_particles_and_suffix() -> None:
    parts = '<name-part name="family" prefix="(" suffix=")"/><name-part name="given" prefix="[" suffix="]"/>'
    name = {"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La", "suffix": "III"}
    for attributes, text in (
        ("", "[Jean] (de La Fontaine III)"),
        ('name-as-sort-order="all"', "(Fontaine), [Jean de La], III"),
    ):
        made = style("", f'<names variable="author"><name {attributes}>{parts}</name></names>')
        assert listed(made, [item("a", author=[name])]) == [text]


def test_cites_whose_names_look_the_same_stand_together_whoever_they_are() -> None:
    citing = 'disambiguate-add-year-suffix="true" collapse="year-suffix"'
    names = '<names variable="author"><name form="short"/></names>'
    made = style(f'<group delimiter=" ">{names}{YEAR}</group>', citing=citing, layout='delimiter="; "')
    items = [item("a", "Smith, Ann", 2018), item("b", "Smith, Zoe", 2018), item("c", "Ito, K", 2019)]
    assert cited(made, items, "a c b") == ["Smith 2018a; b; Ito 2019"]


def test_cites_of_one_author_have_the_delimiter_of_their_group_beside_collapsed_suffixes_too() -> None:
    citing = 'disambiguate-add-year-suffix="true" collapse="year-suffix" cite-group-delimiter=", "'
    made = style(f'<group delimiter=" ">{AUTHOR.format(name="")}{YEAR}</group>', citing=citing, layout='delimiter="; "')
    items = [item("a", "Roe", 2019), item("b", "Roe", 2020), item("c", "Roe", 2020), item("i", "Ito", 2019)]
    assert cited(made, items, "a b c i") == ["Roe 2019, 2020a, b; Ito 2019"]


@pytest.mark.parametrize("is_many", [True, False])
def test_a_label_is_plural_before_several_numbers(is_many: bool) -> None:
    many = "12-14|12–14|xii-12|A12-A15|12, 13|12 & 13|12 and 13|3, passim|3.2-3.5|I-II|12–|3, et 4|4-5, fig. 3"
    many += "|12 ff.|12 f.|12 et seq.|12 sqq.|xii ff."
    single = "1|A-12|TR-2020-15|Suppl. 1|4 Suppl 1|ISO 690:2021|1:2|2nd|Abb. 3|12, fig. 3|3, l. 4|1,|12f|3 seq"
    made = style('<label variable="locator" form="short"/>')
    for place in (many if is_many else single).split("|"):
        assert (place, cited(made, [item("a")], (Cite("a", "page", place),))) == (place, ["pp." if is_many else "p."])


@pytest.mark.parametrize("number", ["US 6,503,000", "92-500", "TR-2020-15"])
def test_the_number_of_a_law_patent_or_report_is_one_whatever_marks_it_has(number: str) -> None:
    terms = '<term name="number" form="short"><single>no.</single><multiple>nos.</multiple></term>'
    label = '<label variable="number" form="short" suffix=" "/><number variable="number"/>'
    assert listed(style("", label, terms=terms), [item("a", number=number)])[0].startswith("no. ")


def test_a_range_of_issues_has_a_dash() -> None:
    text = '<text variable="volume"/><text variable="issue" prefix="("/><text variable="number" prefix=") "/>'
    assert listed(style("", text), [item("a", volume="3-A", issue="3-4", number="94-553")]) == ["3-A(3–4) 94-553"]


def test_what_has_nothing_to_sort_by_comes_last() -> None:
    names = {"names": '<names variable="author"/>'}
    for order in ("ascending", "descending"):
        made = style("", sort=f'<key macro="names" sort="{order}"/>', macros=names)
        assert listed(made, [item("b"), item("a", "Roe")]) == ["Title a", "Title b"]


def test_works_of_one_author_are_told_apart_in_later_notes_too() -> None:
    later = '<text variable="first-reference-note-number" prefix=" (n " suffix=")"/>'
    title = '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'
    first = f'{AUTHOR.format(name="")}<choose><if position="subsequent">{title}{later}</if><else>, first</else></choose>'
    made = style(first.replace(", first", '<text variable="title" prefix=", "/>'), attributes='class="note"')
    items = [item("a", "Roe"), item("b", "Roe"), item("c", "Ito")]
    assert cited(made, items, "a", "b", "c", "a", "c")[3:] == ["Roe, Title a (n 1)", "Ito (n 3)"]


def test_a_name_with_a_suffix_and_no_given_name_keeps_it() -> None:
    assert listed(style("", '<names variable="author"/>'), [item("a", author=[{"family": "McInnes", "suffix": "L"}])]) == [
        "McInnes L"
    ]


def test_ranges_of_pages_with_chapters_stay_whole_and_all_ranges_have_the_dash_of_the_language() -> None:
    attributes, terms = 'class="in-text" page-range-format="minimal"', '<term name="page-range-delimiter">~</term>'
    pages = style('<text variable="locator"/>', '<text variable="page"/>', attributes=attributes, terms=terms)
    assert listed(pages, [item("a", page="1.1-1.36"), item("b", page="101-107")]) == ["1.1~1.36", "101~7"]
    assert listed(pages, [item("a", page="431-431")]) == ["431~431"]
    assert cited(pages, [item("a")], (Cite("a", "figure", "12-15"),), (Cite("a", "page", "12-15"),)) == ["12~15", "12~5"]


def test_names_of_their_own_in_the_place_of_others_take_no_label_from_them() -> None:
    inner = '<names variable="editor">{}</names>'
    label = '<name/><label form="short" prefix=", "/>'
    for names, text in (("", "Roe, ed."), ("<name/>", "Roe")):
        replaced = f'<names variable="author">{label}<substitute>{inner.format(names)}</substitute></names>'
        assert listed(style("", replaced), [item("a", editor=[person("Roe")])]) == [text]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferry Co. v. Harbour Board", "Ferry Co. v. Harbour Board"),
        ("Dept. of the Resources of Ore. v. Smith", "Dept. of the Resources of Ore. v. Smith"),
        ("v. Smith and the rest", "V. Smith and the Rest"),
        ("Brown vs. Board", "Brown vs. Board"),
        ("the U.S. in war", "The U.S. in War"),
        ("a study. the end", "A Study. The End"),
        ("learning between worlds: within and without", "Learning between Worlds: Within and Without"),
        ("employee pro-environmental behavior", "Employee Pro-Environmental Behavior"),
        ("the state-of-the-art in up-to-date guides", "The State-of-the-Art in Up-to-Date Guides"),
    ],
)
def test_title_case_leaves_the_stop_words_of_csl(title: str, shown: str) -> None:
    assert listed(style("", '<text variable="title" text-case="title"/>'), [item("a", title=title)]) == [shown]


@pytest.mark.parametrize(
    ("names", "et_al", "conjunction", "text"),
    [
        ("张, 三; 李, 四", "等", "和", "张三和李四"),
        ("Roe, J; 李, 四", "等", "和", "J Roe 和李四"),
        ("张, 三; 李, 四; 王, 五", "等", "和", "张三等"),
        ("Roe, J; 李, 四; 王, 五", "等", "和", "J Roe 等"),
        ("כהן, דוד; לוי, רות", "ואחרים", "ו", "דוד כהן ורות לוי"),
        ("Roe, J; Ito, K; Li, W", "et al.", "and", "J Roe et al."),
    ],
)
def test_words_between_names_have_the_spaces_of_their_language(names: str, et_al: str, conjunction: str, text: str) -> None:
    terms = f'<term name="et-al">{et_al}</term><term name="and">{conjunction}</term>'
    listing = AUTHOR.format(name='and="text" et-al-min="3" et-al-use-first="1"')
    assert listed(style("", listing, terms=terms), [item("a", names)]) == [text]


def test_an_era_has_a_space_before_it_and_a_term_no_line_breaks_around_it() -> None:
    terms = '<term name="bc">av. J.-C.</term><term name="no date">\n    s.d.\n  </term>'
    shown = f'{YEAR}<text term="no date" prefix=" "/>'
    assert listed(style("", shown, terms=terms), [item("a", "", -44)]) == ["44\u00a0av. J.-C. s.d."]


@pytest.mark.parametrize(
    ("parts", "start"),
    [
        ([["2020", "5", "1"]], (2020, 5, 1)),
        ([[""]], None),
        ([["2020", ""]], (2020,)),
        ([[2020, 13]], (2020, 21)),
        ([[2020, 25, 1]], (2020,)),
        ([["9" * 5000]], None),
        (["2020"], None),
        (5, None),
    ],
)
def test_of_a_date_what_is_no_number_is_left_out(parts: object, start: tuple[int, ...] | None) -> None:
    date = date_of({"date-parts": parts})
    assert (date and date.start) == start


def test_a_word_for_the_year_stands_before_the_era_and_a_season_has_no_word_for_the_month() -> None:
    terms = '<term name="bc">до н. э.</term><term name="season-01">春季</term>'
    month = '<date-part name="month" form="numeric" suffix="月"/>'
    date = f'<date variable="issued"><date-part name="year" suffix="{{}}"/>{month}</date>'
    assert listed(style("", date.format(" г."), terms=terms), [item("a", "", -44)]) == ["44 г.\u00a0до н. э."]
    assert listed(style("", date.format(","), terms=terms), [item("a", "", -44)]) == ["44\u00a0до н. э.,"]
    made = style("", date.format("年"), terms=terms)
    assert listed(made, [item("a", "", (2004, 21)), item("b", "", (2004, 3))]) == ["2004年春季", "2004年3月"]


def test_an_ordinal_of_a_noun_without_a_gender_has_none() -> None:
    terms = (
        '<term name="ordinal">-е</term><term name="ordinal" gender-form="feminine">-я</term><term name="edition">изд.</term>'
    )
    terms += '<term name="volume" gender="feminine">книга</term>'
    shown = '<number variable="edition" form="ordinal"/><number variable="volume" form="ordinal" prefix=" "/>'
    assert listed(style("", shown, terms=terms), [item("a", edition="5", volume="5")]) == ["5-е 5-я"]


def test_a_rule_of_initials_does_nothing_in_a_style_without_initials() -> None:
    citing = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="{}"'
    for rule, attributes, text in (
        ("all-names-with-initials", "", "Roe"),
        ("all-names-with-initials", 'initialize-with=". "', "J. Roe"),
        ("primary-name-with-initials", "", "Roe"),
        ("all-names", "", "Jane Roe"),
    ):
        names = AUTHOR.format(name=f'form="short" {attributes}')
        made = style(names, citing=citing.format(rule))
        assert cited(made, [item("a", "Roe, Jane"), item("b", "Roe, Adam")])[0] == text
