"""What a page tells machines: the tags in its head, JSON-LD, COinS."""

from __future__ import annotations

import json
from html import escape

import pytest
from bs4 import BeautifulSoup
from embedded import WORKING_TYPES, coins_of, item_of
from examples import BARE, EACH_KIND, HOSTILE, PAPER, anything, often
from hypothesis import given

from mkdocs_resource_cards.formats.html_metadata import coins, head_tags
from mkdocs_resource_cards.formats.type_map import kind_of
from mkdocs_resource_cards.model import Publication, Resource
from mkdocs_resource_cards.normalize.names import names_of

ADDRESS = "https://site.example/resources/x/"


def page(resource: Resource) -> str:
    return f"<html><head>{head_tags(resource)}<title>T</title></head><body><p>x</p></body></html>"


def linked(html: str) -> dict:
    scripts = BeautifulSoup(html, "html.parser").select("script")
    assert [script["type"] for script in scripts] == ["application/ld+json"]
    return json.loads(scripts[0].string or "")


def test_the_source_is_saved_and_not_the_page() -> None:
    assert item_of(page(PAPER), ADDRESS) == {
        "itemType": "journalArticle",
        "title": PAPER.title,
        "date": "2022/06/15",
        "publicationTitle": "Transactions on Machine Learning & Research",
        "DOI": PAPER.doi,
        "url": PAPER.url,
        "abstractNote": "Scaling up language models. A second paragraph, 100%.",
        "creators": [
            *(("Wei", "Jason"), ("van Beethoven", "Ludwig"), ("King", "Martin Luther, Jr.")),
            *(("Organization", "World Health"), ("王小明", ""), ("Sons", "Smith &")),
        ],
    }


def test_only_a_paper_in_a_journal_is_an_article() -> None:
    post = Resource("x", "A post", "https://ex.org/", "blog", publication=Publication("b", "The Blog"))
    item = item_of(page(post), ADDRESS)
    assert (item["itemType"], item["publicationTitle"]) == ("blogPost", "The Blog")
    assert item_of(page(Resource("x", "A preprint", type="paper")), ADDRESS)["itemType"] == "preprint"


def test_dates_are_never_more_exact_than_known() -> None:
    dates = [item_of(page(Resource("x", "x", published=date)), ADDRESS)["date"] for date in ("2018", "2025-04", "")]
    assert dates == ["2018", "2025/04", ""]


def test_a_sole_author_with_two_names_on_either_side_is_one() -> None:
    item = item_of(page(Resource("x", "x", authors=names_of(["Smith Jones, Mary Ann"]))), ADDRESS)
    assert item["creators"] == [("Jones", "Mary Ann Smith")]


@pytest.mark.parametrize("resource", EACH_KIND, ids=lambda resource: f"{resource.type or 'none'}-{bool(resource.publication)}")
def test_each_kind(resource: Resource) -> None:
    item = item_of(page(resource), ADDRESS)
    assert item["itemType"] == kind_of(resource).zotero
    assert item["itemType"] in WORKING_TYPES
    assert item["publicationTitle"] == ("A Venue" if resource.publication else "")
    data = linked(page(resource))
    assert (data["@context"], data["@type"], data["name"]) == ("https://schema.org", kind_of(resource).schema, resource.title)


def test_json_ld() -> None:
    data = linked(page(PAPER))
    assert data["author"][0] == {"@type": "Person", "name": "Jason Wei", "familyName": "Wei", "givenName": "Jason"}
    assert data["author"][3] == {"name": "World Health Organization"}
    assert data["isPartOf"] == {"@type": "Periodical", "name": "Transactions on Machine Learning & Research"}
    assert data["identifier"] == {"@type": "PropertyValue", "propertyID": "DOI", "value": PAPER.doi}
    assert (data["url"], data["datePublished"], data["keywords"]) == (PAPER.url, "2022-06-15", ["emergence", "large models"])
    assert linked(page(BARE)) == {"@context": "https://schema.org", "@type": "CreativeWork", "name": "Just a title"}


def test_no_template_engine_finds_braces_in_json_ld() -> None:
    title = "T {{ config }} {% x %} {# y #} {{{ { {"
    html = head_tags(Resource("x", title, tags=("{", "{{")))
    assert not any(opening in html for opening in ("{{", "{%", "{#"))
    assert (linked(html)["name"], linked(html)["keywords"]) == (title, ["{", "{{"])


@often
@given(anything)
def test_nothing_breaks_out_of_the_head(resource: Resource) -> None:
    for one in (resource, HOSTILE):
        html = head_tags(one)
        soup = BeautifulSoup(html, "html.parser")
        assert {tag.name for tag in soup.find_all(True)} == {"meta", "script"}
        assert html.count("<") == len(soup.select("meta")) + 2
        assert "\u2028" not in html
        assert not any(opening in html for opening in ("{{", "{%", "{#"))
        assert not any("javascript:" in str(value) for value in linked(html).values() if value != one.title)
        assert linked(html).get("archivedAt", "") == ""


def test_coins() -> None:
    html = f'<span class="Z3988" title="{escape(coins(PAPER))}"></span>'
    (fields,) = coins_of(html)
    assert fields == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_id": [f"info:doi/{PAPER.doi}", PAPER.url],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
        "rft.genre": ["article"],
        "rft.atitle": [PAPER.title],
        "rft.jtitle": ["Transactions on Machine Learning & Research"],
        "rft.au": [
            *("Wei, Jason", "van Beethoven, Ludwig", "King, Martin Luther, Jr.", "World Health Organization"),
            *("王小明", "Smith & Sons"),
        ],
        "rft.date": ["2022-06-15"],
    }


@pytest.mark.parametrize(
    ("type", "form", "field"), [("book", "book", "rft.btitle"), ("report", "book", "rft.btitle"), ("blog", "dc", "rft.title")]
)
def test_the_form_of_coins_goes_by_the_type(type: str, form: str, field: str) -> None:
    (fields,) = coins_of(f'<span class="Z3988" title="{escape(coins(Resource("x", "The title", type=type)))}"></span>')
    assert (fields["rft_val_fmt"], fields[field]) == ([f"info:ofi/fmt:kev:mtx:{form}"], ["The title"])


@often
@given(anything)
def test_coins_are_printable_ascii(resource: Resource) -> None:
    for one in (resource, HOSTILE):
        assert coins(one).isascii()
        assert coins(one).isprintable()
        assert not set(coins(one)) & set("<>\"'{} ")


def test_machines_are_told_what_a_reference_needs() -> None:
    csl = {"volume": "4", "issue": "2", "page": "10-20", "publisher": "House", "ISSN": "1234-5678"}
    resource = Resource("a" * 16, "A", type="paper", citation_key="roe:2020", csl=csl)
    head = head_tags(resource)
    assert '<meta name="citation_volume" content="4">' in head
    assert '<meta name="citation_firstpage" content="10">\n<meta name="citation_lastpage" content="20">' in head
    said = coins(resource)
    assert "rft.volume=4&rft.issue=2&rft.pages=10-20&rft.issn=1234-5678&rft.identifier=roe%3A2020" in said
