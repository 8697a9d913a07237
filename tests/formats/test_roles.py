"""People beside authors, editors and translators: each keeps their part, in every format that has a place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mkdocs_resource_cards.cli.exchange.drafts import draft_of
from mkdocs_resource_cards.cli.exchange.giving import give
from mkdocs_resource_cards.csl_variables import PEOPLE, ROLES
from mkdocs_resource_cards.formats.catalog import WRITTEN
from mkdocs_resource_cards.formats.csl_json import writer
from mkdocs_resource_cards.formats.reading import read
from mkdocs_resource_cards.model import Resource
from mkdocs_resource_cards.registry.plain_entries import entry_of, read_entry


def people(text: str, name: str) -> dict[str, Any]:
    """The people of the only entry, without its authors."""
    (entry,) = read(text.encode(), name).entries
    return {role: value for role, value in entry.values.items() if role in PEOPLE}


def resource(**fields: Any) -> Resource:
    found, problems = read_entry({"id": "a", "title": "T", **fields}, {})
    assert found is not None
    assert problems == []
    return found


@pytest.mark.parametrize("role", ROLES)
def test_what_biblatex_calls_people_is_what_a_registry_calls_them(role: str) -> None:
    roe = [{"family": "Roe", "given": "Ann"}]
    assert people(f"@book{{b, title={{T}}, {role}={{Roe, Ann}}}}", "a.bib") == {role: roe}


@pytest.mark.parametrize("kind", ["founder", "continuator", "redactor", "reviser", "director", "compiler"])
@pytest.mark.parametrize("field", ["editor", "editorb"])
def test_editors_of_a_kind_are_of_that_kind(field: str, kind: str) -> None:
    fields = f"{field}={{Roe, Ann}}, {field}type={{{kind}}}"
    assert people(f"@book{{b, title={{T}}, {fields}}}", "a.bib").keys() == {kind}


@pytest.mark.parametrize(
    ("type", "tag", "role"),
    [
        ("PCOMM", "A2", "recipient"),
        ("ICOMM", "A2", "recipient"),
        ("INTV", "A2", "interviewer"),
        ("BLOG", "A3", "illustrator"),
        ("CASE", "A4", "contributor"),
        ("CONF", "A4", "contributor"),
        ("BOOK", "A4", "translator"),
        ("THES", "A3", "contributor"),
    ],
)
def test_tags_of_ris_mean_what_they_do_in_a_type(type: str, tag: str, role: str) -> None:
    text = f"TY  - {type}\nTI  - T\n{tag}  - Roe, Ann\nER  - \n"
    assert people(text, "a.ris") == {role: [{"family": "Roe", "given": "Ann"}]}


def test_the_company_that_holds_a_patent_is_no_person() -> None:
    company = {"holder": [{"literal": "Lamps, Inc."}]}
    assert people("TY  - PAT\nTI  - T\nPB  - Lamps, Inc.\nER  - \n", "a.ris") == company
    assert people(json.dumps([{"itemType": "patent", "title": "T", "assignee": "Lamps, Inc."}]), "a.json") == company


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize("type", ["book", "patent", "conference", "thesis", "interview", "personal_communication", "video"])
def test_all_of_them_survive_every_way_out_and_back(type: str, format: str) -> None:
    one = resource(type=type, **{role: [f"Ann {role.title()}"] for role in PEOPLE})
    found = read(give([one], format).text.encode(), "", format).entries[0]
    again, _ = read_entry({"id": "a", **draft_of(found, format)}, {})
    assert again is not None
    assert entry_of(again) == entry_of(one)


def test_a_bib_file_has_fields_for_those_that_biblatex_names() -> None:
    one = resource(annotator=["Ann Roe"], holder=["Bob Doe"], reviser=["Cy Poe"], illustrator=["Di Moe"])
    text, warnings = give([one], "bibtex").text, give([one], "bibtex").warnings
    for line in ("annotator = {Roe, Ann}", "holder = {Doe, Bob}", "editortype = {reviser}", "illustrator = {Moe, Di}"):
        assert line in text
    assert warnings == ()


def test_citation_styles_see_them_among_those_that_csl_names() -> None:
    item = writer.csl_item(resource(annotator=["Ann Roe"], contributor=["Bob Doe"], foreword=["Ann Roe"]))
    assert item["contributor"] == [{"family": "Doe", "given": "Bob"}, {"family": "Roe", "given": "Ann"}]
    assert item.keys().isdisjoint(ROLES)


def test_who_is_an_editor_of_a_kind_is_the_editor_where_nobody_else_is() -> None:
    alone = writer.csl_item(resource(redactor=["Ann Roe"], reviser=["Bob Doe"]))
    assert [one["family"] for one in alone["editor"]] == ["Roe", "Doe"]
    beside = writer.csl_item(resource(redactor=["Ann Roe"], editor=["Cy Poe"]))
    assert [beside[role][0]["family"] for role in ("editor", "contributor")] == ["Poe", "Roe"]


@pytest.mark.parametrize("kind", ["book", "incollection", "inproceedings", "collection"])
def test_the_number_of_a_book_is_its_number_in_a_series(kind: str) -> None:
    (entry,) = read(f"@{kind}{{b, title={{T}}, number={{7}}}}".encode(), "a.bib").entries
    assert entry.values["collection-number"] == "7"
