"""Which resources have a page, and what the index says of those that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds.built import Built, Site, broken_links

from mkdocs_resource_cards.normalize.title_order import title_order

BARE = "- {id: bare, title: Bare, url: 'https://a.example/bare'}\n"
ONCE = {"index.md": "# Home\n\n## Why\n\nSee << resource:bare >>.\n"}


def resource_pages(built: Built) -> set[str]:
    return {path.split("/")[1] for path in built.files if path.startswith("resources/") and path.count("/") == 2}


@pytest.mark.parametrize(
    ("more", "has_page"),
    [
        ("type: paper, published: 2020, tags: [a], doi: 10.1000/1", False),
        ("summary: Says something.", True),
        ("abstract: Says something.", True),
        ("review: Says something.", True),
        ("key_points: [One]", True),
        ("authors: [Ann Author]", True),
        ("editors: [Ann Author]", True),
        ("credibility: 2", True),
        ("snapshot: {text: A text that says something about lamps and how they are lit.}", True),
        ("snapshot: {status: 404, fetched: 2026-05-17}", True),
        ("cited_by: [Elsewhere]", True),
    ],
)
def test_a_page_is_made_for_what_has_something_to_say(tmp_path: Path, more: str, has_page: bool) -> None:
    registry = f"- {{id: bare, title: Bare, url: 'https://a.example/bare', {more}}}\n"
    built = Site(tmp_path, ONCE, registry, theme="mkdocs").build(strict=True)
    assert resource_pages(built) == ({"bare"} if has_page else set())
    assert ("resources/bare.bib" in built.files) == has_page
    assert "resources/resources.bib" in built.files
    assert broken_links(built) == []


def test_a_snapshot_beside_the_registry_says_something(tmp_path: Path) -> None:
    site = Site(tmp_path, ONCE, BARE, theme="mkdocs")
    site.put("snapshots/bare.md", "A text that says something about lamps and how they are lit.\n")
    assert resource_pages(site.build(strict=True)) == {"bare"}


def test_a_rating_that_is_inherited_says_nothing_of_the_source(tmp_path: Path) -> None:
    registry = (
        "publications: [{id: a, name: A, domains: [a.example], credibility: 4}]\n"
        "resources:\n  - {id: bare, title: Bare, url: 'https://a.example/bare'}\n"
    )
    built = Site(tmp_path, ONCE, registry, theme="mkdocs").build(strict=True)
    assert resource_pages(built) == set()
    assert built.soup("resources/publications/a/index.html").select_one("article")["data-rc-id"] == "bare"


def test_two_citing_pages_and_more_are_worth_a_page(tmp_path: Path) -> None:
    pages = {**ONCE, "other.md": "# Other\n\n<< resource:bare >>\n"}
    assert resource_pages(Site(tmp_path, pages, BARE, theme="mkdocs").build(strict=True)) == {"bare"}


def test_it_is_what_was_rendered_that_counts(tmp_path: Path) -> None:
    """One citation that the scan saw is taken out, one that it did not see is put in."""
    pages = {
        "index.md": "# Home\n\n<< resource:less >>\n",
        "other.md": "# Other\n\n<< resource:less >>\n\nMARK << resource:more >>\n",
    }
    registry = "- {id: less, title: Less, url: 'https://a.example/1'}\n- {id: more, title: More, url: 'https://a.example/2'}\n"
    site = Site(tmp_path, pages, registry, theme="mkdocs", config="hooks: [hook.py]")
    site.put(
        "hook.py",
        """
        def on_page_markdown(markdown, page, **kw):
            return "# Home\\n\\n<< resource:more >>\\n" if page.is_homepage else markdown
        """,
    )
    built = site.build(strict=True)
    assert resource_pages(built) == {"more"}
    assert broken_links(built) == []


def test_the_index_leads_to_the_source_and_to_the_place_of_citation(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n", "deep/a.md": "# A & B\n\n## Why\n\nSee << resource:bare >>.\n"}
    registry = BARE + "- {id: said, title: Said, url: 'https://a.example/said', summary: Says something.}\n"
    pages["deep/a.md"] += "\n<< resource:said >>\n"
    built = Site(tmp_path, pages, registry, theme="mkdocs").build(strict=True)
    bare, said = built.soup("resources/index.html").select(".rc-rows tbody tr")
    assert [(link["href"], link.get_text()) for link in bare.select("a")] == [
        ("https://a.example/bare", "Bare"),
        ("../deep/a/#rc-ref-bare", "A & B"),
    ]
    assert [link["href"] for link in said.select("a")] == ["said/"]
    assert broken_links(built) == []


def test_rows_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    registry = "".join(
        f"- {{id: {key}, title: {title}, url: '{url}'{more}}}\n"
        for key, title, url, more in [
            ("a", "Home", "https://a.example/one", ""),
            ("b", "Home", "https://a.example/two/", ""),
            ("c", "Home", "https://b.example/", ""),
            ("d", "Same", "https://a.example/same", ""),
            ("e", "Same", "https://a.example/same", ""),
            ("f", "Year", "https://a.example/1", ", published: 2020"),
            ("g", "Year", "https://a.example/2", ", published: 2021"),
        ]
    )
    site = Site(tmp_path, {"index.md": "# Home\n\n"}, registry, "pages: all", theme="mkdocs")
    rows = site.build().soup("resources/index.html").select(".rc-rows tbody tr")
    notes = {row["data-rc-id"]: note.get_text() if (note := row.select_one(".rc-rows__note")) else "" for row in rows}
    assert notes == {"a": "a.example/one", "b": "a.example/two", "c": "", "d": "d", "e": "e", "f": "", "g": ""}


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["“A” is for Apple", "The Bitter Lesson", "C++ in a Day", "Émile", "a Fable", "Gemma 3", "GPT-2", "GPT-10"]),
        ("en", ["10 Rules", "100 Years", "A/B Testing", "‘An’", "Anthem", "A Bee", "Zebra"]),
        ("de", ["Der Anfang", "Äquator 9", "Äquator 10", "The Bee", "Eine Chance"]),
        ("fr", ["L’Âge d’or", "Une Bête", "Les Choses"]),
        ("es", ["El año", "La Biblia", "Un caso"]),
    ],
)
def test_titles_stand_where_people_look_for_them(language: str, titles: list[str]) -> None:
    assert sorted(set(titles), key=lambda title: title_order(title, language)) == titles


def test_an_article_that_is_all_of_a_title_stays() -> None:
    assert [title_order(title) for title in ("The", "A", "«The»", "The —", "")] == ["the", "a", "the", "the", ""]
