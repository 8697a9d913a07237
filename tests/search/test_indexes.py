"""What the real search indexes of Material and MkDocs hold, and what lunr, which both use, finds in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape

import pytest
from builds.built import SEED, Built, Site, handbook
from lunr import lunr

EXCERPT = "Models grow faster than the means to read them."
CACHED = "Whoever wants to steer had better learn to look inside first."
PAPERS = """
  - id: wei
    title: Emergent Abilities & Scale
    url: https://arxiv.example/1
    type: paper
    authors: [Jason Wei, Barret Zoph]
    published: 2022
    doi: 10.1000/emergent
    tags: [emergence, scaling]
    summary: Finds **abilities** that small models lack.
"""
PAGES = {
    "numbers.md": "# Numbers\n\nProse << resource:wei view=number >>, prose.\n\n## Sources\n\n<< references >>\n",
    "lists.md": "# Lists\n\nProse.\n\n<< resources wei lamp >>\n\n<< resources wei lamp view=grid >>\n\n"
    "<< resources wei view=table >>\n",
    "words.md": '# Words\n\nSee << resource:wei "own & <words>" >>, *and << resource:wei >>*.\n',
    "compact.md": "# Compact\n\n<< resource:wei view=compact >>\n",
}
THEMES = ["material", "mkdocs", "readthedocs"]


@dataclass
class Index:
    """A built site's search index."""

    entries: list[dict[str, str]]
    built: Built

    def at(self, location: str) -> str:
        """Titles and texts of a page's entries."""
        found = [one for one in self.entries if one["location"].split("#")[0] == location]
        assert found, f"nothing is found at {location}"
        return "\n".join(f"{one['title']}\n{one['text']}" for one in found)

    def find(self, words: str) -> list[str]:
        """Pages, best first."""
        plain = [{**one, "text": re.sub("<[^>]*>", " ", one["text"])} for one in self.entries]
        index = lunr("location", [{"field_name": "title", "boost": 10}, "text"], plain)
        return list(dict.fromkeys(hit["ref"].split("#")[0] for hit in index.search(words)))

    @property
    def text(self) -> str:
        return "\n".join(f"{one['title']}\n{one['text']}" for one in self.entries)


@pytest.fixture(scope="module", params=THEMES)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Index:
    site = handbook(tmp_path_factory.mktemp("search"), theme=request.param)
    site.registry = str(site.registry) + PAPERS
    site.pages |= PAGES
    built = site.build(strict=True)
    return Index(json.loads(built.html("search/search_index.json"))["docs"], built)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("urgency interpretability", f"resources/{SEED}/"),
        ("amodei", f"resources/{SEED}/"),
        ("emergent abilities", "resources/wei/"),
        ("zoph", "resources/wei/"),
        ("scaling", "resources/wei/"),
        ("lack", "resources/wei/"),
        (SEED, f"resources/{SEED}/"),
        ("blog", "resources/publications/lab/"),
    ],
)
def test_pages_are_found_by_title_author_tag_and_key(index: Index, words: str, page: str) -> None:
    assert page in index.find(words)[:2]


def test_a_resource_is_one_entry(index: Index) -> None:
    for page in (f"resources/{SEED}/", "resources/wei/", "resources/", "resources/publications/lab/"):
        assert len({one["text"] for one in index.entries if one["location"].split("#")[0] == page if one["text"]}) == 1
        assert len(index.at(page)) < 900


def test_titles_of_cards_are_found(index: Index) -> None:
    assert "The Urgency of Interpretability" in index.at("")
    assert "Emergent Abilities" in index.at("compact/")


def test_excerpts_and_tables_are_not(index: Index) -> None:
    assert EXCERPT not in index.text
    assert CACHED not in index.text
    assert "Cited by" not in index.text
    assert "Safety-Capability" not in index.at("")
    assert "Research Area" not in index.text
    assert "BibTeX" not in index.text


def test_but_they_stand_on_the_pages(index: Index) -> None:
    for page in ("index.html", f"resources/{SEED}/index.html"):
        text = index.built.soup(page).get_text(" ", strip=True)
        assert EXCERPT in text
        assert "Safety-Capability" in text
        assert "<!--rc-" not in index.built.html(page)
    assert index.built.soup("lists/index.html").select(".rc-list, .rc-grid, .rc-rows, .rc-list article") != []
    assert index.built.soup("numbers/index.html").select_one(".rc-refs .rc-refs__item") is not None
    assert index.built.soup("resources/index.html").select("tr[data-rc-id]") != []


def test_numbers_references_and_lists_add_nothing(index: Index) -> None:
    for page in ("numbers/", "lists/"):
        assert "Emergent" not in index.at(page)
        assert "[1]" not in index.at(page)
    shown = " ".join(re.sub("</?p>", "", index.at("numbers/")).split())
    assert "Prose, prose." in shown.replace(" ,", ",")  # MkDocs' own search has a space for each tag.


def test_words_are_not_glued(index: Index) -> None:
    assert "Web · Dario Amodei · darioamodei.com · April 2025" in index.at(f"resources/{SEED}/")
    words = re.sub("<[^>]*>", " ", index.at("compact/")).split()
    assert {"Scale", "Jason", "2022", "arxiv.example"} <= set(words)


def test_a_reference_is_its_words(index: Index) -> None:
    text = unescape(re.sub("</?(?:p|em)>", "", index.at("words/")))
    assert "See own & <words>, and Emergent Abilities & Scale" in " ".join(text.split())
    links = index.built.soup("words/index.html").select("p > .rc-ref > a, em > .rc-ref > a")
    assert [link.text for link in links] == ["own & <words>", "Emergent Abilities & Scale"]


def test_pagefind_is_told_the_same(index: Index) -> None:
    """MaterialX's search reads finished pages, without what has its attribute."""
    for page in ("index.html", f"resources/{SEED}/index.html", "numbers/index.html", "lists/index.html"):
        soup = index.built.soup(page)
        content = soup.select_one("article.md-content__inner, [role=main]")
        assert content is not None
        for element in content.select("[data-pagefind-ignore]"):
            element.decompose()
        text = content.get_text(" ", strip=True)
        for hidden in (EXCERPT, CACHED, "Cited by", "BibTeX", "Jason Wei"):
            assert hidden not in text, page
    soup = index.built.soup(f"resources/{SEED}/index.html")
    for element in soup.select("[data-pagefind-ignore]"):
        element.decompose()
    text = soup.get_text(" ", strip=True)
    for shown in ("The Urgency of Interpretability", "Dario Amodei", "interpretability"):
        assert shown in text


def test_what_other_plugins_add_meanwhile_stays(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("meanwhile")
    hook = (
        "def on_page_context(context, *, page, **_):\n    page.content = page.content.replace('old', 'new') + '<p>added</p>'\n"
    )
    site = handbook(root, config="hooks: [hook.py]")
    site.pages["index.md"] += f'\nSee << resource:{SEED} "kept words" >>, << resource:{SEED} "old words" >>.\n'
    site.put("hook.py", hook)
    built = site.build(strict=True)
    assert "<p>added</p>" in built.html("index.html")
    assert EXCERPT in built.html("assets/resource-cards/previews/0.js")
    assert [link.text for link in built.soup("index.html").select("p > .rc-ref > a")] == ["kept words", ""]
    assert "new words." in built.soup("index.html").text
    assert EXCERPT in built.html(f"resources/{SEED}/index.html")


def test_a_site_without_search_is_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = Site(tmp_path_factory.mktemp("none"), {"index.md": f"# Home\n\n<< resource:{SEED} >>\n"})
    site.config = "plugins: [resource-cards]\n"
    built = site.build(strict=True)
    assert EXCERPT in built.html("index.html")


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("apa", "One (Amodei, 2025), at a place (Amodei, 2025, p. 33), two (Amodei, 2025; How Lamps Are Lit, n.d.)."),
        ("ieee", "One, at a place [1, p. 33], two."),
        ("nature", "One, at a place, two."),
        ("", "One, at a place [1, p. 33], two."),
        ("chicago-notes", "One, at a place, two."),
    ],
)
def test_a_citation_in_a_style_is_its_words(
    tmp_path_factory: pytest.TempPathFactory, theme: str, style: str, text: str
) -> None:
    """Numbers say nothing to who searches; markup costs time."""
    site = Site(tmp_path_factory.mktemp("styled"), theme=theme, options=f"pages: none\ncitation_style: '{style}'\n")
    one, place = f"<< resource:{SEED} view=number >>", f'<< resource:{SEED} view=number at="p. 33" >>'
    site.pages["index.md"] = f"# A\n\nOne {one}, at a place {place}, two << resources {SEED} lamp view=number >>.\n"
    built = site.build(strict=True)
    index = json.loads(built.html("search/search_index.json"))["docs"]
    found = " ".join(one["text"] for one in index)
    shown = " ".join(re.sub("</?p>", "", found).split())
    assert re.sub(" (?=[,.])", "", text) in re.sub(" (?=[,.])", "", shown)  # MkDocs' own search has a space for each tag.
    assert "<span" not in found
    assert "<!--rc-" not in built.html("index.html")
    assert len(built.soup("index.html").select("[data-rc-id]")) == 4


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("apa", "As Amodei (2025) says (2025). Next."),
        ("chicago-author-date", "As Amodei (2025) says (2025). Next."),
        ("ieee", "As says. Next."),
        ("", "As Amodei says. Next."),
    ],
)
def test_years_are_words_and_numbers_leave_no_space(
    tmp_path_factory: pytest.TempPathFactory, theme: str, style: str, text: str
) -> None:
    options = f"pages: none\ncitation_style: '{style}'\npandoc_citations: true\n"
    site = Site(tmp_path_factory.mktemp("years"), theme=theme, options=options)
    site.pages["index.md"] = f"# A\n\nAs @{SEED} says [-@{SEED}]. Next.\n"
    built = site.build(strict=True)
    found = " ".join(one["text"] for one in json.loads(built.html("search/search_index.json"))["docs"])
    shown = " ".join(re.sub("</?p>", "", found).split())
    assert text in re.sub(" (?=[,.])", "", shown)
    assert built.soup("index.html").select_one("p .rc-cites .rc-ref, p sup.rc-ref") is not None
