"""Entries to and from the formats of other programs: an export that is read again gives the same entries."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.cli.exchange.drafts import draft_of
from mkdocs_resource_cards.cli.exchange.giving import give
from mkdocs_resource_cards.formats.bibliography import BibliographyError
from mkdocs_resource_cards.formats.catalog import WRITTEN
from mkdocs_resource_cards.formats.reading import format_of, read
from mkdocs_resource_cards.model import Resource
from mkdocs_resource_cards.normalize.identifiers import id_of
from mkdocs_resource_cards.registry.plain_entries import entry_of, read_entry

ENTRY = {
    "id": id_of("https://example.org/a?b=c%20d&_e#f"),
    "title": "100% of A_b & 'C' \"D\" {e} $f$ \\g ~ ^",
    "url": "https://example.org/a?b=c%20d&_e#f",
    "type": "paper",
    "authors": ["Ann Lee", "Ludwig van Beethoven", "OpenAI", "Martin Luther King, Jr.", "Center for A and B"],
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
    "editor": ["Olga Oak", {"family": "Gaulle", "given": "Charles", "dropping-particle": "de"}],
    "volume": "3",
    "page": "1-10",
    "original-date": "1890~",
    "container-title": "Another",
}


def resource(entry: dict[str, Any]) -> Resource:
    found, problems = read_entry(entry, {})
    assert found is not None
    assert problems == []
    return found


def again(resources: list[Resource], format: str) -> list[dict[str, Any]]:
    """The entries that an import makes of an export."""
    found = read(give(resources, format).text.encode(), "", format)
    assert found.problems == ()
    drafts = [draft_of(one, format) for one in found.entries]
    return [entry_of(resource({"id": id_of(str(draft.get("url", ""))), **draft})) for draft in drafts]


@pytest.mark.parametrize("format", WRITTEN)
def test_an_export_read_again_gives_the_same_entries(format: str) -> None:
    entries = [
        ENTRY,
        ENTRY | MORE | {"id": "b"},
        {"id": "only", "title": "A"},
        ENTRY | {"id": "0123456701234567", "type": "blog"},
    ]
    found = [resource(entry) for entry in entries]
    assert again(found, format) == [entry_of(one) for one in found]


@pytest.mark.parametrize("format", WRITTEN)
def test_what_a_format_has_no_place_for_is_said(format: str) -> None:
    said = " ".join(give([resource(ENTRY | MORE), resource(ENTRY | MORE | {"id": "b"})], format).warnings)
    assert ("credibility (2 entries)" in said) == (format != "json")
    assert " id " not in said


def test_a_value_under_another_name_has_a_place() -> None:
    entry = resource({"id": "a", "title": "A", "type": "paper", "container-title": "Things", "citation_key": "roe:2020"})
    for format in WRITTEN:
        assert give([entry], format).warnings == ()
        assert again([entry], format) == [entry_of(entry)]


lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=30).map(
    lambda x: " ".join(x.split())
)
some = lines.filter(bool)
given_names = some.filter(lambda text: "," not in text)  # A name with that many commas is told as several.
names = some | st.fixed_dictionaries(
    {"family": some}, optional={"given": given_names, "dropping-particle": some, "suffix": some}
)
resources = st.fixed_dictionaries(
    {"id": st.from_regex(r"[A-Za-z0-9._~-]{1,20}", fullmatch=True), "title": some},
    optional={
        "url": st.sampled_from(["https://x.org/", "https://x.org/%7Ba%7D?b={c}&d=\\&e=100%#_f", "http://y.org/;a;b,c"]),
        "type": st.sampled_from(["paper", "web", "blog", "Own type", "book", "chapter", "thesis", "report", "map"]) | some,
        "aliases": st.lists(st.sampled_from(["roe:2020", "BCC+08", "müller2020", "x"]), max_size=2, unique=True),
        "authors": st.lists(names, min_size=1, max_size=4),
        "editor": st.lists(names, min_size=1, max_size=2),
        "published": st.sampled_from(["2018", "2025-04", "2025-04-24", "0999", "1998/2004", "1890~", "2003-21"]),
        "publication": some,
        "publisher": some,
        "volume": some,
        "page": st.sampled_from(["1-10", "3", "A1-A3, 5"]) | some,
        "event-date": st.sampled_from(["2018", "2018-02-03/2018-02-05"]),
        "doi": st.sampled_from(["10.1000/182", "10.1000/a_{b}%20", "10.1002/(SICI)1097<1::AID>3.0.CO;2-#"]),
        "tags": st.lists(some, min_size=1, max_size=4, unique=True),
        "abstract": st.lists(some, min_size=1, max_size=3).map("\n\n".join),
        "summary": st.lists(some, min_size=1, max_size=3).map("\n".join),
        "key_points": st.lists(some, min_size=1, max_size=3, unique=True),
    },
)


def with_keys_of_its_own(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, without aliases that are a key of one before: in a registry each key is one entry's."""
    taken = {entry["id"].lower() for entry in entries}
    for entry in entries:
        free = [alias for alias in entry.pop("aliases", []) if alias.lower() not in taken]
        taken |= {alias.lower() for alias in free}
        entry |= {"aliases": free} if free else {}
    return entries


registries = st.lists(resources, min_size=1, max_size=3, unique_by=lambda entry: entry["id"].lower()).map(with_keys_of_its_own)


@pytest.mark.parametrize("format", WRITTEN)
@settings(max_examples=60, deadline=None)
@given(registries)
def test_any_resource_survives_the_way_out_and_back(format: str, drafts: list[dict[str, Any]]) -> None:
    found = [one for one, _ in (read_entry(draft, {}) for draft in drafts) if one is not None]
    assert again(found, format) == [entry_of(one) for one in found]


@pytest.mark.parametrize("format", WRITTEN)
def test_a_long_text_costs_its_length(format: str) -> None:
    long = {"id": "a", "title": "T", "url": "https://example.org/", "abstract": "100% of a\\b_c " * 60_000}
    begun = time.process_time()
    assert again([resource(long)], format)[0]["abstract"] == long["abstract"].strip()
    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.bib", "", "bibtex"),
        ("a.txt", "@article{a,", "bibtex"),
        ("a.RIS", "", "ris"),
        ("a", "TY  - JOUR", "ris"),
        ("a.json", '[{"id": "a", "issued": {}}]', "csl-json"),
        ("a.json", '[{"itemType": "book"}]', "zotero"),
        ("a.json", '[{"data": {"itemType": "book"}}]', "zotero"),
        ("a.json", '{"config": {"items": [1]}, "items": [{"itemType": "book"}]}', "zotero"),
        ("a.json", '{"resources": []}', "json"),
        ("a.json", '[{"id": "a", "title": "A", "credibility": 3}]', "json"),
        ("a.json", "[1", "json"),
        ("a.yml", "- id: a", ""),
    ],
)
def test_formats_are_recognised(path: str, text: str, name: str) -> None:
    assert format_of(path, text) == name


HOSTILE = [
    ("bibtex", "@article{" * 5000),
    ("bibtex", "@article{a, title={" + "{a}" * 20_000 + "}}"),
    ("bibtex", "@article{a, title={" + r"\textbf{" * 150 + "}" * 150 + "}}"),
    ("bibtex", "@article{a, title={" + r"\begin{a}" * 2000 + "}}"),
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
    with suppress(BibliographyError):
        for entry in read(text.encode(), "", name).entries:
            read_entry({"id": "x", **draft_of(entry, name)}, {})
    assert time.process_time() - started < 3
