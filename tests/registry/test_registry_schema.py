from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from registry_helpers import read, said

from mkdocs_resource_cards.registry import fields
from mkdocs_resource_cards.registry.entries import FORMS
from mkdocs_resource_cards.registry.schema import registry_schema

SCHEMA: dict[str, Any] = json.loads(registry_schema())
GOLDENS = Path(__file__).parent / "goldens"


def as_json(text: str) -> Any:
    """YAML as an editor sees it: numbers are numbers; dates, as in YAML 1.2, are texts."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def faults(text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(as_json(text))]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("kind", "name"), [("resources", "resource"), ("publications", "publication")])
def test_it_knows_the_fields_that_the_reader_knows(kind: str, name: str) -> None:
    described = SCHEMA["$defs"][name]
    assert tuple(described["properties"]) == FORMS[kind].names
    assert tuple(described["required"]) == FORMS[kind].required


def test_it_knows_the_parts_of_fields_that_the_reader_knows() -> None:
    page = SCHEMA["$defs"]["citing_page"]["anyOf"][1]
    assert list(page["properties"]) == list(fields.CITING)
    assert list(SCHEMA["$defs"]["snapshot"]["properties"]) == list(fields.SNAPSHOT)
    assert set(fields.WELL_KNOWN_TYPES) < set(SCHEMA["$defs"]["type"]["anyOf"][0]["enum"])


def test_every_field_is_described() -> None:
    for name in ("resource", "publication", "snapshot"):
        for field, described in SCHEMA["$defs"][name]["properties"].items():
            assert described.get("description", "").endswith("."), field


GOOD = {
    "empty": "",
    "empty list": "[]",
    "numbers": "- {id: 0123, title: 1984, published: 2018, authors: [1, Ada], credibility: 4}",
    "absent": "- {id: a, title: A, url: null, tags: ~, snapshot: , cited_by: , authors: [~]}",
    "texts": "- {id: a, title: A, credibility: '4', published: '2018-01', authors: Ada, tags: 'a, b'}",
    "long spelling": "- {id: a, title: A, published_date: 2025-10-13, publication_id: Press, fetched_at: 2025-12-28 03:52:37}",
    "cited by": "- {id: a, title: A, cited_by: [B, {title: C, url: 'https://x.y/', quality: 64.5, type: T}]}",
    "snapshot": "- {id: a, title: A, snapshot: {file: s/a.md, status: 200, fetched: 2026-05-17, bytes: 40960}}",
    "snapshot path": "- {id: a, title: A, snapshot: s/a.md}",
    "mapping": "resources: [{id: a, title: A}]\npublications: [{id: p, name: P, domains: p.org, peer_reviewed: yes}]",
    "publications": "- {id: p, name: P, credibility: 5}",
    "references": "references: [{id: 'doe:2006', title: T, issued: {date-parts: [[2006, 3]]}, author: [{family: D}]}]",
    "csl": "- {id: a, title: T, ISBN: 978, container_title: B, editors: [{family: D}], pages: 1-2, DOI: 10.1000/182}",
    "edtf": "- {id: a, title: T, published: 1998/2004, original-date: 1890~, accessed: 2003-21}",
    "keys": "- {id: a, title: T, citation_key: 'DBLP:conf/x', aliases: [BCC+08, müller2020], language: de}",
    "anchors": "x-a: &a [Ada]\nresources: [{id: a, title: A, authors: *a}]",
}
BAD = {
    "a text": "text",
    "no id": "- {title: A}",
    "no title": "- {id: a}",
    "a bad id": "- {id: a b, title: A}",
    "an unknown field": "- {id: a, title: A, titel: B}",
    "an unknown section": "resource: []",
    "a bad url": "- {id: a, title: A, url: javascript:alert(1)}",
    "credentials": "- {id: a, title: A, url: '//x'}",
    "a bad rating": "- {id: a, title: A, credibility: 6}",
    "a bad date": "- {id: a, title: A, published: April 2025}",
    "a bad status": "- {id: a, title: A, snapshot: {status: 99}}",
    "an absolute path": "- {id: a, title: A, snapshot: /etc/passwd}",
    "a bad quality": "- {id: a, title: A, cited_by: [{title: B, quality: 101}]}",
    "a page without a title": "- {id: a, title: A, cited_by: [{url: 'https://x.y/'}]}",
    "a mapping for a text": "- {id: a, title: {b: c}}",
    "a bad doi": "- {id: a, title: A, doi: none}",
    "a bad truth": "publications: [{id: a, name: A, peer_reviewed: perhaps}]",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_the_reader_takes_without_a_word_is_valid(name: str, tmp_path: Path) -> None:
    assert faults(GOOD[name]) == []
    if name != "publications":
        assert said(read(tmp_path, GOOD[name])) == []


@pytest.mark.parametrize("name", BAD)
def test_what_the_reader_reports_is_invalid(name: str, tmp_path: Path) -> None:
    assert faults(BAD[name])
    assert said(read(tmp_path, BAD[name]))


@pytest.mark.parametrize("name", ["every-field", "mapping-form"])
def test_goldens_without_a_problem_are_valid(name: str) -> None:
    text = (GOLDENS / f"{name}.golden").read_text("utf-8").partition("=== resources.yml\n")[2].partition("=== found")[0]
    assert faults(text) == []
