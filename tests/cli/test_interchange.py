"""Entries to and from the formats of other programs."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.formats import conversion
from mkdocs_resource_cards.formats.records import InterchangeError
from mkdocs_resource_cards.registry.plain_entries import entry_of, id_of, read_entry

ENTRY = {
    "id": id_of("https://example.org/a?b=c%20d&_e#f"),
    "title": "100% of A_b & 'C' \"D\" {e} $f$ \\g ~ ^",
    "url": "https://example.org/a?b=c%20d&_e#f",
    "type": "paper",
    "authors": ["Ann Lee", "Ludwig van Beethoven", "OpenAI", "Amodei, Dario", "Martin Luther King, Jr.", "Center for A and B"],
    "published": "2025-04",
    "publication": "Nature & Co",
    "doi": "10.1000/a_b",
    "tags": ["a", "b c"],
    "abstract": "One.\n\nTwo: {three}",
}
MORE = {
    "stable_id": "sid_x",
    "aliases": ["k"],
    "summary": "One\n\ntwo",
    "review": "- ER  -\nTY  - BOOK",
    "key_points": ["a", "b\nc"],
    "archive_url": "https://archive.org/x",
    "credibility": 4,
    "credibility_reason": "because",
    "cited_by": ["A page", {"title": "B", "url": "https://b.org/", "quality": 64.5}],
    "snapshot": {"status": 200, "fetched": "2026-05-17", "bytes": 40000},
}


def again(entries: list[dict], name: str) -> list[dict]:
    written = conversion.write(entries, name)
    read = conversion.read(written.text, name)
    assert read.warnings == ()
    return [entry | ({} if "id" in entry else {"id": id_of(entry.get("url", ""))}) for entry in read.entries]


@pytest.mark.parametrize("name", conversion.FORMATS)
def test_an_export_read_again_gives_the_same_entries(name: str) -> None:
    entries = [
        ENTRY,
        ENTRY | MORE,
        {"id": "only", "title": "Only a title"},
        ENTRY | {"id": "0123456701234567", "type": "blog"},
    ]
    assert again(entries, name) == entries


@pytest.mark.parametrize("name", conversion.FORMATS)
def test_what_a_format_has_no_place_for_is_said(name: str) -> None:
    said = " ".join(conversion.write([ENTRY | MORE, ENTRY | MORE], name).warnings)
    assert ("credibility (2 entries)" in said) == (name != "json")
    assert " id " not in said


lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=30).map(
    lambda x: " ".join(x.split())
)
some = lines.filter(bool)
resources = st.fixed_dictionaries(
    {"id": st.from_regex(r"[A-Za-z0-9._~-]{1,20}", fullmatch=True), "title": some},
    optional={
        "url": st.sampled_from(["https://x.org/", "https://x.org/%7Ba%7D?b={c}&d=\\&e=100%#_f", "http://y.org/;a;b,c"]),
        "type": st.sampled_from(["paper", "web", "blog", "Own type", "book", "report", "video"]) | some,
        "authors": st.lists(some, min_size=1, max_size=4, unique=True),
        "published": st.sampled_from(["2018", "2025-04", "2025-04-24", "0999"]),
        "publication": some,
        "doi": st.sampled_from(["10.1000/182", "10.1000/a_{b}%20", "10.1002/(SICI)1097<1::AID>3.0.CO;2-#"]),
        "tags": st.lists(some, min_size=1, max_size=4, unique=True),
        "abstract": st.lists(some, min_size=1, max_size=3).map("\n\n".join),
        "summary": st.lists(some, min_size=1, max_size=3).map("\n".join),
        "key_points": st.lists(some, min_size=1, max_size=3, unique=True),
    },
)


@pytest.mark.parametrize("name", conversion.FORMATS)
@settings(max_examples=60, deadline=None)
@given(st.lists(resources, min_size=1, max_size=3, unique_by=lambda entry: entry["id"].lower()))
def test_any_resource_survives_the_way_out_and_back(name: str, drafts: list[dict]) -> None:
    found = [resource for resource, _ in (read_entry(draft, {}) for draft in drafts) if resource is not None]
    entries = [entry_of(resource) for resource in found]
    assert again(entries, name) == entries


BIB = r"""
@string{nat = {Nature}}
% a comment
@article{vaswani2017attention,
  title = {Attention Is All {Y}ou Need},
  author = {Vaswani, Ashish and {Google Brain} and G{\"o}del, Kurt and others},
  journal = nat, year = 2017, month = jun, pages = {1--11}, volume = "30",
  eprint = {1706.03762}, archivePrefix = {arXiv},
  keywords = {transformers; attention},
}
@inproceedings{b,
  title="A \& B --- 100\% ``sure''", booktitle={Proc. of C},
  date={2020-05-06/2020-05-08}, url={https://x.org/a\_b\%20c}}
@article{broken, title = {x}
@misc{b, title = {Same key}}
"""


@pytest.mark.parametrize("name", conversion.FORMATS)
def test_a_long_text_costs_its_length(name: str) -> None:
    long = {
        "id": "a",
        "title": "ab " * 300_000 + "{c} & d",
        "url": "https://example.org/",
        "abstract": "100% of a\\b_c " * 60_000,
    }
    begun = time.process_time()
    assert again([long], name)[0]["title"] == " ".join(long["title"].split())
    assert time.process_time() - begun < 8


def test_bibtex_of_strangers() -> None:
    read = conversion.read(BIB, "bibtex")
    first, second, *_ = read.entries
    assert first == {
        "title": "Attention Is All You Need",
        "url": "https://arxiv.org/abs/1706.03762",
        "type": "paper",
        "authors": ["Ashish Vaswani", "Google Brain", "Kurt Gödel"],
        "published": "2017-06",
        "publication": "Nature",
        "tags": ["transformers", "attention"],
        "aliases": ["vaswani2017attention"],
    }
    assert (second["title"], second["url"]) == ("A & B — 100% “sure”", "https://x.org/a_b%20c")
    assert (second["publication"], second["published"]) == ("Proc. of C", "2020-05-06")
    assert any("cannot be read" in warning for warning in read.warnings)
    assert "pages (1 entry)" in read.warnings[-1]
    assert "volume (1 entry)" in read.warnings[-1]


@pytest.mark.parametrize(
    ("fields", "url", "publication"),
    [
        (r"howpublished = {\url{https://x.org/a_b}}", "https://x.org/a_b", None),
        (r"howpublished = {Available at \url{https://x.org/a\_b}.}", "https://x.org/a_b", None),
        (r'howpublished = "https://x.org/a~b"', "https://x.org/a~b", None),
        (r"howpublished = {\href{https://x.org/a}{The page}}", "https://x.org/a", "The page"),
        (r"howpublished = {Blog post, \url{https://x.org/a}}", "https://x.org/a", "Blog post"),
        (r"howpublished = {\url{https://x.org/a}}, url = {https://y.org/}", "https://y.org/", None),
        (r"howpublished = {\url{https://x.org/a}}, organization = {Org}", "https://x.org/a", "Org"),
        (r"howpublished = {\url{https://x.org/a}}, eprint = {1706.03762}", "https://arxiv.org/abs/1706.03762", None),
        (r"howpublished = {Blog post}", None, "Blog post"),
    ],
)
def test_an_address_that_says_how_a_work_appeared_is_its_url(fields: str, url: str | None, publication: str | None) -> None:
    (entry,) = conversion.read(f"@misc{{a, title = {{T}}, {fields}}}", "bibtex").entries
    assert (entry.get("url"), entry.get("publication")) == (url, publication)


STRINGS = """@string{jml = {J. of {ML}}}
@string{full = jml # ", Part " # {B}}
@string{loop = loop # "x"}
"""


@pytest.mark.parametrize(
    ("value", "publication"),
    [
        ('jml # " Letters"', "J. of ML Letters"),
        ('{The "#" of } # JML', "The “#” of J. of ML"),
        ('"a {"} b" # { # c}', 'a " b # c'),
        ("full", "J. of ML, Part B"),
        ('"A " # full', "A J. of ML, Part B"),
        ('"Vol. " # 3', "Vol. 3"),
        ("{A # B}", "A # B"),
    ],
)
def test_parts_of_a_bibtex_value_are_joined(value: str, publication: str) -> None:
    read = conversion.read(f"{STRINGS}@article{{a, title = {{T}}, journal = {value}}}", "bibtex")
    assert (read.entries[0].get("publication"), read.warnings) == (publication.replace("“#”", '"#"'), ())


@pytest.mark.parametrize("value", ['unknown # " Letters"', 'loop # "x"'])
def test_a_value_with_an_unknown_part_is_left_out_and_said(value: str) -> None:
    read = conversion.read(f"{STRINGS}@article{{a, title = {{T}}, journal = {value}}}", "bibtex")
    assert "publication" not in read.entries[0]
    assert read.warnings == ("left out, for they cannot be joined from their parts: journal (1 entry)",)


def test_strings_that_double_at_each_step_are_no_bomb() -> None:
    text = "@string{s0 = {x}}\n" + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    started = time.process_time()
    read = conversion.read(text + "@article{a, title = {T}, journal = s60}", "bibtex")
    assert time.process_time() - started < 3
    assert "publication" not in read.entries[0]


def test_ris_of_strangers() -> None:
    lines = "TY  - CONF|A1  - Lee, Ann|T1  - A study|  of things|Y1  - 2020/05//|JF  - Proc|VL  - 3|ER  - |"
    text = "\ufeff" + lines.replace("|", "\r\n")
    read = conversion.read(text, "ris")
    entry = read.entries[0]
    assert (entry["type"], entry["authors"], entry["published"], entry["publication"]) == (
        "paper",
        ["Ann Lee"],
        "2020-05",
        "Proc",
    )
    assert read.warnings == ("fields with no place in a registry: volume (1 entry)",)


def test_csl_of_crossref() -> None:
    text = '{"type":"journal-article","title":["On X"],"DOI":"10.1/x",'
    text += '"author":[{"given":"Ann","family":"Lee"},{"name":"A Team"}],'
    text += '"issued":{"date-parts":[[2020,5]]},"container-title":["Nature"],"page":"3"}'
    read = conversion.read(text, "csl-json")
    assert read.entries[0] == {
        "title": "On X",
        "type": "paper",
        "authors": ["Ann Lee", "A Team"],
        "published": "2020-05",
        "publication": "Nature",
        "doi": "10.1/x",
    }
    assert "page (1 entry)" in read.warnings[0]


def test_zotero() -> None:
    item = {
        "itemType": "blogPost",
        "title": "T",
        "creators": [{"creatorType": "author", "firstName": "Ann", "lastName": "Lee"}],
    }
    item |= {"date": "April 24, 2025", "blogTitle": "B", "tags": [{"tag": "x"}, None], "citationKey": "lee2025", "volume": "3"}
    for data in ([{"key": "K", "data": item}, {"data": {"itemType": "note"}}], {"items": [item, {"itemType": "attachment"}]}):
        text = json.dumps(data)
        assert conversion.format_of("x.json", text) == "zotero"
        read = conversion.read(text, "zotero")
        assert read.entries[0]["authors"] == ["Ann Lee"]
        assert (read.entries[0]["published"], read.entries[0]["publication"], read.entries[0]["type"]) == (
            "2025-04-24",
            "B",
            "blog",
        )
        assert len(read.warnings) == 2


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.bib", "", "bibtex"),
        ("a.txt", "@article{a,", "bibtex"),
        ("a.RIS", "", "ris"),
        ("a", "TY  - JOUR", "ris"),
        ("a.json", '[{"id": "a", "issued": {}}]', "csl-json"),
        ("a.json", '{"resources": []}', "json"),
        ("a.json", '[{"id": "a", "title": "A"}]', "json"),
        ("a.json", "[1", "json"),
        ("a.yml", "- id: a", ""),
    ],
)
def test_formats_are_recognised(path: str, text: str, name: str) -> None:
    assert conversion.format_of(path, text) == name


HOSTILE = [
    ("bibtex", "@article{" * 5000),
    ("bibtex", "@article{a, title={" + "{" * 50_000 + "}" * 50_000 + "}}"),
    ("bibtex", "@article{a, title={" + "{a}" * 20_000 + "}}"),
    ("bibtex", "@article{a, title={" + r"\textbf{" * 150 + "}" * 150 + "}}"),
    ("bibtex", "@article{a, title={" + r"\begin{a}" * 2000 + "}}"),
    ("bibtex", "@" * 100_000),
    ("ris", "garbage\n" * 5000),
    ("ris", "TY  - JOUR\n" + "AU  - A, B\n" * 20_000),
    ("csl-json", "[" * 100_000),
    ("csl-json", '[{"title": {"a": 1}, "author": "x", "issued": [1], "custom": 3}, 1, null, NaN]'),
    ("zotero", '[{"data": {"itemType": "book", "title": 1, "creators": [1, null], "tags": 3}}, {"data": null}]'),
    ("json", '[{"id": {"a": []}, "title": ["x"]}, 3]'),
    ("json", "{" * 1000),
]


@pytest.mark.parametrize(("name", "text"), HOSTILE)
def test_no_file_crashes_or_hangs(name: str, text: str) -> None:
    started = time.process_time()
    with suppress(InterchangeError):
        for entry in conversion.read(text, name).entries:
            read_entry(entry, {})
    assert time.process_time() - started < 3
