"""`resources.json` and what formats cannot hold."""

from __future__ import annotations

import json

import pytest
from examples import BARE, PAPER, anything, often
from hypothesis import given

from mkdocs_resource_cards.formats.catalog import EXPORT_FORMATS, write
from mkdocs_resource_cards.formats.resources_json import CATALOGUE_VERSION, SiteResource, catalogue
from mkdocs_resource_cards.model import CitingPage, Publication, Resource

CITING = CitingPage("Emergence", "emergence.md", type="Analysis", quality=64.0, section="Sources", anchor="rc-ref-x", count=2)


def test_a_catalogue() -> None:
    venue = Publication("tmlr", "TMLR", "https://tmlr.example/", ("tmlr.example",), "journal", 4, True, "About it")
    rated = Resource("z", "Z", publication=venue, credibility_reason="Why", key_points=("One",))
    entries = [SiteResource(rated, "z/"), SiteResource(BARE, "0123/", [(CITING, "../emergence/#rc-ref-x")])]
    data = json.loads(
        catalogue(entries, {"tmlr": venue, "unused": Publication("unused", "U")}, {"tmlr": "publications/tmlr/"})
    )
    assert data == {
        "version": CATALOGUE_VERSION,
        "resources": [
            {
                "id": "0123",
                "title": "Just a title",
                "page": "0123/",
                "cited_by": [
                    {
                        "title": "Emergence",
                        "url": "../emergence/#rc-ref-x",
                        "type": "Analysis",
                        "quality": 64.0,
                        "section": "Sources",
                        "count": 2,
                    }
                ],
            },
            {
                "id": "z",
                "title": "Z",
                "credibility_reason": "Why",
                "key_points": ["One"],
                "publication": "tmlr",
                "credibility": 4,
                "page": "z/",
            },
        ],
        "publications": [
            {
                "id": "tmlr",
                "name": "TMLR",
                "url": "https://tmlr.example/",
                "domains": ["tmlr.example"],
                "type": "journal",
                "credibility": 4,
                "peer_reviewed": True,
                "description": "About it",
                "page": "publications/tmlr/",
            }
        ],
    }


def test_it_does_not_depend_on_the_order() -> None:
    one, other = SiteResource(BARE), SiteResource(PAPER)
    assert catalogue([one, other], {}, {}) == catalogue([other, one], {}, {})


def test_zero_and_no_are_values() -> None:
    venue = Publication("p", "P", peer_reviewed=False)
    page = CitingPage("A", quality=0.0)
    data = json.loads(catalogue([SiteResource(Resource("a", "A", publication=venue), "", [(page, "")])], {"p": venue}, {}))
    assert data["publications"][0]["peer_reviewed"] is False
    assert data["resources"][0]["cited_by"][0]["quality"] == 0.0


@often
@given(anything)
def test_whatever_comes_is_json(resource: Resource) -> None:
    data = json.loads(catalogue([SiteResource(resource)], {}, {}).encode("utf-8", "surrogatepass"))
    assert data["resources"][0]["id"] == resource.id
    assert data["resources"][0].get("url", "http").lower().startswith("http")


def test_the_formats() -> None:
    suffixes = {name: (one.label, one.suffix) for name, one in EXPORT_FORMATS.items()}
    assert suffixes == {"bibtex": ("BibTeX", ".bib"), "ris": ("RIS", ".ris"), "csl": ("CSL-JSON", ".csl.json")}
    with pytest.raises(KeyError):
        write([BARE], "endnote")
