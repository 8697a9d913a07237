"""What we write as CSL-JSON, held against a schema, and read by a citation processor."""

from __future__ import annotations

import json
import warnings

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from examples import BARE, EACH_KIND, HOSTILE, PAPER, anything, often, resources
from hypothesis import given
from jsonschema import Draft7Validator

from mkdocs_resource_cards.formats.catalog import write
from mkdocs_resource_cards.formats.values import citation_keys, line
from mkdocs_resource_cards.model import OTHERS, Resource

TEXT = {"type": "string", "minLength": 1}
DATE = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
}
NAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"), TEXT),
        "comma-suffix": {"type": "boolean"},
    },
    "oneOf": [{"required": ["family"]}, {"required": ["literal"], "maxProperties": 1}],
}
TYPES = (
    "article-journal article-newspaper book broadcast dataset document motion_picture post-weblog report software "
    "speech webpage"
)
SCHEMA = Draft7Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "type"],
            "additionalProperties": False,
            "properties": {
                "type": {"enum": TYPES.split()},
                "id": TEXT,
                "title": {"type": "string"},
                "author": {"type": "array", "items": NAME, "minItems": 1},
                "issued": DATE,
                "accessed": DATE,
                **dict.fromkeys(("container-title", "DOI", "URL", "abstract", "keyword", "language"), TEXT),
            },
        },
    }
)
"""The part of CSL 1.0.2's input schema that we use, stricter: what is there is not empty."""


def read(*written: Resource) -> list[dict]:
    items = json.loads(write(written, "csl"))
    assert [error.message for error in SCHEMA.iter_errors(items)] == []
    return items


def test_a_paper() -> None:
    (item,) = read(PAPER)
    assert item["author"] == [
        {"family": "Wei", "given": "Jason"},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr.", "comma-suffix": True},
        {"literal": "World Health Organization"},
        {"literal": "王小明"},
        {"literal": "Smith & Sons"},
    ]
    assert item["issued"] == {"date-parts": [[2022, 6, 15]]}
    assert (item["title"], item["DOI"], item["URL"]) == (PAPER.title, PAPER.doi, PAPER.url)


def test_little_is_known() -> None:
    assert read(BARE) == [{"id": "0123", "type": "document", "title": "Just a title"}]


def test_nothing_is_a_file_too() -> None:
    assert read() == []


@pytest.mark.parametrize("resource", EACH_KIND, ids=lambda resource: f"{resource.type or 'none'}-{bool(resource.publication)}")
def test_each_kind(resource: Resource) -> None:
    assert read(resource)[0].get("container-title", "") == ("A Venue" if resource.publication else "")


def test_a_citation_processor_makes_a_bibliography_of_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the style, which is the processor's own
        source = CiteProcJSON(read(PAPER, BARE))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(PAPER.id.lower()), CitationItem(BARE.id)]))
        lines = [str(item) for item in bibliography.bibliography()]
    assert "2022" in next(line for line in lines if line.startswith("Wei, J."))
    assert any("Just a title" in line for line in lines)


@often
@given(resources)
def test_what_is_written_is_read(resource: Resource) -> None:
    (item,) = read(resource)
    assert (item["id"], item["title"]) == (citation_keys([resource], line)[0], resource.title)
    assert (item.get("URL", ""), item.get("DOI", "")) == (resource.url, resource.doi)
    parts = item["issued"]["date-parts"][0] if resource.published else []
    assert parts == [int(part) for part in resource.published.split("-") if part]
    names = [one.get("literal") or [one["family"], one.get("given", "")] for one in item.get("author", [])]
    assert names == ["others" if name == OTHERS else name.literal or [name.family, name.given] for name in resource.authors]


@often
@given(anything)
def test_whatever_comes_is_of_the_form(resource: Resource) -> None:
    assert len(read(resource, HOSTILE)) == 2
