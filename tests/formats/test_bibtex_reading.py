"""`.bib` files -> plain entries: keys, fields, what is wrong and where; slips cost what they touch and no more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.formats.bibliography import Bibliography
from mkdocs_resource_cards.formats.bibtex.misspelt import fields_meant, type_meant
from mkdocs_resource_cards.formats.bibtex.tables import HOUSEKEEPING, PRIVATE, TAKEN
from mkdocs_resource_cards.formats.reading import read, read_entry, split


def found(text: str | bytes) -> Bibliography:
    return read(text if isinstance(text, bytes) else text.encode(), "library.bib")


def one(text: str) -> dict[str, Any]:
    """The values of the only entry."""
    (entry,) = found(text).entries
    return dict(entry.values)


def said(text: str | bytes) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in found(text).problems]


def test_an_entry_has_its_key_and_place() -> None:
    first, second = found("comment\n@book{a:b/c+d, title={One}}\n\n  @misc(e, title={Two})").entries
    assert (first.key, first.line, first.column) == ("a:b/c+d", 2, 1)
    assert (second.key, second.line, second.column) == ("e", 4, 3)
    assert [entry.values["title"] for entry in (first, second)] == ["One", "Two"]


@pytest.mark.parametrize("key", ["DBLP:conf/xy/RoeS17", "BCC+08", "müller2020", "a'b", "2020", "Roe 2020", ""])
def test_keys_are_as_people_have_them(key: str) -> None:
    assert [entry.key for entry in found(f"@book{{{key}, title={{A}}}}").entries] == [key]


def test_values_are_joined_and_abbreviations_put_in_their_place() -> None:
    text = '@string{jml = "J. Mach"}\n@STRING(more = jml # { Learn.})\n'
    text += '@article{a, title = "A", journal = more # {, B}, month = jan, year = 2001}'
    assert one(text) == {"title": "A", "type": "paper", "container-title": "J. Mach Learn., B", "published": "2001-01"}


def test_an_unknown_abbreviation_stands_as_it_is_and_is_told() -> None:
    text = "@article{a, title={A},\n  journal = PRL}"
    assert one(text)["container-title"] == "PRL"
    assert said(text) == ["2:13 `PRL` is not an abbreviation defined in this file; it is used as it is"]


ONLY_TITLE = "{} `title`: its closing `}}` is missing; the field is left out"


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("@book{b, title={A {B}, year=2000}\n@book{c, title={Third}}", {"year"}, ONLY_TITLE.format("1:10")),
        (
            "@book{b, title={A}\n year=2000}\n@book{c, title={Third}}",
            {"title", "year"},
            "2:2 a comma is missing after `title`",
        ),
        (
            '@book{b, title="A, year=2000}\n@book{c, title={Third}}',
            {"year"},
            '1:10 `title`: its closing `"` is missing; the field is left out',
        ),
        ("@book{b, title={A}}, year=2000}\n@book{c, title={Third}}", {"title", "year"}, "1:19 there is a `}` too many"),
        ("@book{b, title={A} junk, year=2000}\n@book{c, title={Third}}", {"year"}, None),
        (
            "@book{b, title=, year=2000}\n@book{c, title={Third}}",
            {"year"},
            "1:10 `title`: it has no value; the field is left out",
        ),
        (
            "@book{b,\n title={A {B},\n year={2000}\n}\n\n@book{c, title={Third}}",
            {"year"},
            ONLY_TITLE.format("2:2"),
        ),
    ],
)
def test_a_slip_is_told_with_its_place_and_costs_its_field(text: str, values: set[str], message: str | None) -> None:
    first, second = found(text).entries
    assert ("published" in first.values, first.values["title"] == "A") == ("year" in values, "title" in values)
    assert second.values == {"title": "Third", "type": "book"}
    assert message is None or message in said(text)


@pytest.mark.parametrize(
    "body", ["k title={A}, year=2000", "k\n  title = {A},\n  year=2000\n", "k\r\n\ttitle = {A}, year=2000", "k  title={A}"]
)
def test_a_comma_that_is_missing_after_the_key_costs_nothing(body: str) -> None:
    text = f"@misc{{{body}}}"
    assert [(entry.key, entry.values["title"]) for entry in found(text).entries] == [("k", "A")]
    assert said(text) == ["1:8 a comma is missing after the key `k`"]


def test_a_key_needs_no_comma_where_nothing_follows() -> None:
    assert said("@string{x = {X}}\n@misc{k title = x}")[:1] == ["2:8 a comma is missing after the key `k`"]
    assert [entry.key for entry in found("@misc{k}\n@misc{my key, title={A}}").entries] == ["k", "my key"]
    assert not any("comma" in text for text in said("@misc{k}"))


@pytest.mark.parametrize("field", ["title {A}", 'title "A"', "title  {A}, author = {Roe}"])
def test_a_title_without_its_sign_is_told_once(field: str) -> None:
    assert len(said(f"@misc{{k, {field}}}")) == 1


def test_a_field_that_stands_twice_is_told() -> None:
    assert one("@book{a, title={One}, title={Two}}")["title"] == "One"
    assert said("@book{a, title={One}, title={Two}}") == ["1:23 `title` appears twice; the first one counts"]
    assert said("@book{a, title={One}, title={One}}") == []


def test_comments_and_preambles_are_no_entries() -> None:
    text = '@comment{@book{no, title={No}}}\n@preamble{"\\newcommand"}\n@Comment jabref-meta: {x\n'
    text += "@book{a, % note={x},\n title={A}}"
    assert [entry.key for entry in found(text).entries] == ["a"]


def test_an_entry_without_a_title_has_a_stand_in() -> None:
    assert one("@misc{roe2001, author={Roe, Ann}}")["title"] == "roe2001"
    assert said("@misc{roe2001, author={Roe, Ann}}") == ["1:1 `title` is missing; `roe2001` is used instead"]


CROSSREF = """
@inbook{poem1, title={First poem}, author={Roe, Ann}, crossref={coll}}
@book{coll, title={Collected Poems}, editor={Doe, Bob}, year=2016, publisher={House}}
"""


def test_an_entry_inherits_by_crossref() -> None:
    poem, book = found(CROSSREF).entries
    assert poem.values["container-title"] == "Collected Poems"
    assert (poem.values["published"], poem.values["publisher"]) == ("2016", "House")
    assert poem.values["editor"] == [{"family": "Doe", "given": "Bob"}]
    assert "container-title" not in book.values


def test_an_entry_inherits_by_xdata_which_is_no_work() -> None:
    text = "@xdata{house, publisher={House}, location={Town}}\n@book{a, title={A}, xdata={house, none}}"
    assert one(text) == {"title": "A", "type": "book", "publisher": "House", "publisher-place": "Town"}
    assert said(text) == ["2:1 `none`, from which `a` inherits, is not in this file"]


def test_circles_of_references_end() -> None:
    text = "@inbook{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}, year=2001, xdata={b}}"
    assert [entry.values["published"] for entry in found(text).entries] == ["2001", "2001"]


@pytest.mark.parametrize(
    ("note", "doi"),
    [("doi:10.1109/a.1", "10.1109/a.1"), ("DOI: 10.1109/a", "10.1109/a"), ("see doi:10.1109/a", "")],
)
def test_a_note_that_is_a_doi_says_where_the_work_is(note: str, doi: str) -> None:
    (entry,) = found(f"@book{{a, title={{A}}, note={{{note}}}}}").entries
    assert entry.values.get("doi", "") == doi


def test_notes_stay_private_and_are_named() -> None:
    (entry,) = found("@book{a, title={A}, note={secret}, annote={s}, annotation={s}, comment={s}, file={x}, foo={y}}").entries
    assert entry.values == {"title": "A", "type": "book"}
    assert (entry.private, entry.unplaced) == (("note", "annote", "annotation", "comment"), ("foo",))


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"\xef\xbb\xbf@book{a, title={M\xc3\xbcller}}", "Müller"),
        ("@book{a, title={Müller}}".encode("utf-16"), "Müller"),
        ("@book{a, title={Müller}}".encode("utf-16-le"), "Müller"),
        ("@book{a, title={Müller}}".encode("utf-16-be"), "Müller"),
        (b"@book{a, title={M\xfcller}}", "Müller"),
        (b"@book{a, title={Caf\x8e cr\x8fme}}", "Café crème"),
        (b"% Encoding: windows-1250\n@book{a, title={\xc8esk\xfd}}", "Český"),
        (b"@book{a,\r title={M\0\r ller}}", "M ller"),
    ],
)
def test_files_are_read_in_their_encoding(data: bytes, title: str) -> None:
    assert [entry.values["title"] for entry in found(data).entries] == [title]


@pytest.mark.parametrize(
    "path",
    [r"\url{file:///home/ann/a.pdf}", "/home/ann/a.pdf", r"C:\Users\ann\a.pdf", r"\path{~/papers/a.pdf}", r"\\server\a.pdf"],
)
def test_paths_on_the_machine_of_whoever_wrote_them_are_told_and_not_shown(path: str) -> None:
    read = found(f"@misc{{a, title={{T}}, howpublished={{{path}}}}}".encode())
    assert dict(read.entries[0].values) == {"title": "T"}
    assert "is left out" in read.problems[0].message


@pytest.mark.parametrize(
    "resolver", ["https://doi.org/", "http://dx.doi.org/", "http://doi.acm.org/", "https://doi.example-press.co.uk/", "doi:"]
)
def test_a_doi_is_told_from_its_resolver_whoever_runs_it(resolver: str) -> None:
    values = found(f"@misc{{a, title={{T}}, doi={{{resolver}10.1145/1132736.1132768}}}}".encode()).entries[0].values
    assert (values["doi"], "url" in values) == ("10.1145/1132736.1132768", False)


@pytest.mark.parametrize("words", ["CD-ROM / web", "NASA/ESA", "/r/science, on paper"])
def test_what_only_looks_like_a_path_stays(words: str) -> None:
    assert found(f"@misc{{a, title={{T}}, howpublished={{{words}}}}}".encode()).entries[0].values["publisher"] == words


def test_a_raw_entry_keeps_its_digest_when_it_moves_and_loses_it_when_it_changes() -> None:
    def digests(text: str) -> list[str]:
        return [raw.digest for raw in split(text.encode(), "a.bib").entries]

    before = digests(CROSSREF)
    assert digests("\n\n" + CROSSREF) == before
    changed = digests(CROSSREF.replace("House", "Home"))
    assert changed[0] != before[0]  # It inherits.
    assert digests("@string{x={X}}" + CROSSREF) == before
    assert digests(CROSSREF.replace("First", "Last"))[1] == before[1]


def test_reading_an_entry_alone_is_reading_the_file() -> None:
    data = (CROSSREF + "@book{x, title={A {B}, year=2000}\n@book{c, title={C}\n year=2001}").encode()
    parts = split(data, "a.bib")
    assert tuple(read_entry("bibtex", raw)[0] for raw in parts.entries) == read(data, "a.bib").entries


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title={" + "{" * 100_000,
        "@book{a, title={" + "{" * 100_000 + "}" * 100_000 + "}}",
        "@comment{" * 20_000,
        "@book{a," + "b={" * 20_000,
        "@string{a={"
        + "x" * 1000
        + "}}"
        + "".join(f"@string{{a{n}={'a' if not n else f'a{n - 1}'} # {'a' if not n else f'a{n - 1}'}}}" for n in range(40))
        + "@book{a, title=a39}",
        "@book{p, title={" + "x" * 15_000 + "}}" + "@inbook{a, crossref={p}}" * 500,
        "@book{a, author={" + "A and " * 50_000 + "}}",
        "@book{a, author={" + "{" * 10_000 + ", and}}",
        "@book{a, title={" + "\\'" * 50_000 + "}}",
        "@book{a, title={$" + "^{" * 50_000 + "$}}",
        "@" * 100_000,
        "@book{a, howpublished={Available at " + "jan" * 30_000 + " http://a.b}}",
    ],
)
def test_hostile_files_make_no_more_entries_than_they_begin(text: str) -> None:
    assert len(found(text).entries) <= text.count("@")


def test_what_all_entries_of_a_file_inherit_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_resource_cards.formats.bibtex.reader._MOST_CONTEXT", 1000)
    text = "@book{p, title={P}, publisher={House}}" + "".join(
        f"@inbook{{c{n}, title={{T}}, crossref={{p}}}}" for n in range(40)
    )
    assert ["publisher" in entry.values for entry in found(text).entries[1::39]] == [True, False]
    assert "entries of this file inherit too much; the last ones inherit nothing" in found(text).problems[0].message


@given(st.text(alphabet='@{}"=,#abtitle\\$% \n', max_size=80))
def test_of_any_text_problems_have_places_in_it(text: str) -> None:
    for whole in (text, "@book{a, title={" + text, "@book{a, author={" + text + "}}"):
        ends = [len(line) + 1 for line in whole.split("\n")]
        places = [(one.line, one.column) for one in (*found(whole).problems, *found(whole).entries)]
        assert [place for place in places if not 1 <= place[0] <= len(ends) or not 1 <= place[1] <= ends[place[0] - 1]] == []


@given(st.lists(st.sampled_from(["a={b}", "title={T}", "year=2001", "x", "}", "{", '"', ",", "="]), max_size=12))
def test_the_entry_behind_a_broken_one_is_whole(parts: list[str]) -> None:
    entries = found("@book{a, " + " ".join(parts) + "\n@book{behind, title={Behind}, year=2002}").entries
    behind = [entry for entry in entries if entry.key == "behind"]
    assert len(behind) == 1
    assert behind[0].values == {"title": "Behind", "type": "book", "published": "2002"}


def test_nul_characters_have_a_place() -> None:
    assert said("@misc{k,\n title={A\0}}") == ["2:10 the file contains NUL characters, which are left out"]


@pytest.mark.parametrize("kind", ["custom", "customa", "customF", "misc"])
def test_types_that_each_style_fills_in_its_own_way_say_nothing(kind: str) -> None:
    assert "type" not in one(f"@{kind}{{k, title={{A}}}}")


@pytest.mark.parametrize(("kind", "is_whole"), [("proceedings", True), ("book", True), ("collection", True), ("misc", False)])
def test_a_book_without_a_title_of_its_own_has_that_of_the_book(kind: str, is_whole: bool) -> None:
    found = read(f"@{kind}{{a, booktitle = {{B}}, year = 2020}}".encode(), "a.bib")
    assert found.entries[0].values["title"] == "B"
    assert [one.message for one in found.problems] == ([] if is_whole else ["`title` is missing; `B` is used instead"])


SLIPS = """
@article{roe, autor = {Roe}, titel = {A},
  journl={J}, yaer=2020, editr={B, C}, url={https://e.example}, urll={x}, keyword={k}, page={3}}
@boook{lee, title = {B}}
"""


def test_fields_and_types_that_are_nearly_known_are_told_with_what_was_meant() -> None:
    assert said(SLIPS) == [
        "2:15 `autor` is not a field; did you mean `author`?",
        "2:30 `titel` is not a field; did you mean `title`?",
        "3:3 `journl` is not a field; did you mean `journal`?",
        "3:15 `yaer` is not a field; did you mean `year`?",
        "3:26 `editr` is not a field; did you mean `editor`?",
        "3:88 `page` is not a field; did you mean `pages`?",
        "4:1 `@boook` is not a type of entries; did you mean `@book`?",
    ]
    assert [entry.unplaced for entry in found(SLIPS).entries] == [("urll", "keyword"), ()]


@pytest.mark.parametrize("name", sorted(TAKEN | HOUSEKEEPING | PRIVATE | set("uri keyword pissn isbn13 book_title".split())))
def test_fields_in_use_are_no_slips(name: str) -> None:
    assert list(fields_meant([name], ())) == []


@pytest.mark.parametrize(
    "kind", ["mathesis", "video", "web", "tweet", "paper", "techrep", "inbook", "mvbook", "dataset", "data"]
)
def test_entry_types_in_use_are_no_slips(kind: str) -> None:
    assert type_meant(kind) == ""


def test_an_entry_without_a_key_is_told() -> None:
    assert said("@book{, title={A}}\n@book{title={B}}") == [
        "1:1 the entry has no key to cite it by; write one before its first field",
        "2:1 the entry has no key to cite it by; write one before its first field",
    ]
