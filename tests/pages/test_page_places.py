"""Titles that attack, navigation, edit links, weight."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds.built import SEED, Site, handbook

THEMES = ["material", "mkdocs", "readthedocs"]
EVIL = "</title><script>alert(1)</script> A & B {{ config }} \u202eevil"
REGISTRY = f"""
publications: [{{id: p, name: '{EVIL}', description: '</script>'}}]
resources:
  - id: evil
    title: '{EVIL}'
    url: 'https://ex.org/"><script>'
    publication: p
    authors: ['<b>x</b>']
    summary: '"><img src=x>'
  - {{id: plain, title: 'Q & A: 1 < 2', url: 'https://ex.org/', authors: [A]}}
"""


@pytest.mark.parametrize("theme", THEMES)
def test_a_title_is_text_everywhere(tmp_path: Path, theme: str) -> None:
    pages = {"index.md": "# Home\n\n<< resource:evil >> and << resource:plain >>\n\n<< resource:evil >>\n"}
    built = Site(tmp_path, pages, REGISTRY, theme=theme).build(strict=True)
    for page in ("evil", "plain", "publications/p", ""):
        soup = built.soup(f"resources/{page}/index.html".replace("//", "/"))
        assert "<script>alert" not in built.html(f"resources/{page}/index.html".replace("//", "/"))
        assert soup.select("img[src=x]") == []
    shown = "</title><script>alert(1)</script> A & B {{ config }} evil"
    for page in ("evil", "publications/p"):
        soup = built.soup(f"resources/{page}/index.html")
        assert soup.title is not None
        assert soup.title.get_text().startswith(shown)
        assert soup.h1 is not None
        assert soup.h1.get_text().removesuffix("¶") == shown
    plain = built.soup("resources/plain/index.html")
    assert plain.title is not None
    assert plain.title.get_text().startswith("Q & A: 1 < 2")
    assert "&amp;amp;" not in built.html("resources/plain/index.html")


REPOSITORY = "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/"
EDITS = [
    (REPOSITORY, "https://github.com/o/r/edit/main/resources.yml#L4"),
    ("repo_url: https://gitlab.com/o/r", "https://gitlab.com/o/r/edit/master/resources.yml#L4"),
    ("repo_url: https://git.example/o/r\nedit_uri: _edit/main/docs/", "https://git.example/o/r/_edit/main/resources.yml"),
    (
        "repo_url: https://github.com/o/r\nedit_uri_template: 'blob/main/docs/{path}'",
        "https://github.com/o/r/blob/main/resources.yml#L4",
    ),
    (
        "repo_url: https://git.example/o/r\nedit_uri_template: '?edit=docs/{path}'",
        "https://git.example/o/r?edit=resources.yml",
    ),
    ("edit_uri: https://wiki.example/edit/docs/", "https://wiki.example/edit/resources.yml"),
    ("", None),
]


@pytest.mark.parametrize(("config", "expected"), EDITS)
def test_edit_links_lead_to_the_entry(tmp_path: Path, config: str, expected: str | None) -> None:
    theme = "theme: {name: material, features: [content.action.edit]}\n"
    built = handbook(tmp_path, config=config, theme=theme).build(strict=True)
    link = built.soup(f"resources/{SEED}/index.html").select_one("a[rel=edit]")
    assert (link["href"] if link else None) == expected
    assert built.soup("resources/index.html").select_one("a[rel=edit]") is None


_EDITOR = "https://editor.example/"
_TEMPLATES = [
    ("blob/docs/{path}", "blob/my%20sources.yml"),
    ("blob/docs/{path_noext}/_edit", "blob/my%20sources/_edit"),
    ("docs/{path}?mode=edit", "my%20sources.yml?mode=edit"),
    ("?query=root/docs/{path}", "?query=root/my%20sources.yml"),
    ("sse/main/docs%2F{path!q}", "sse/main/my%20sources.yml"),
    ("sse/main/site%2fdocs%2f{path!q}", "sse/main/site%2fmy%20sources.yml"),
    ("open?path=docs%2F{path!q}&line=1", "open?path=my%20sources.yml&line=1"),
    ("open?path=root%2Fdocs%2F{path_noext!q}", "open?path=root%2Fmy%20sources"),
    ("open#docs/{path}", "open#my%20sources.yml"),
    ("open?path={path!q}", None),
    ("wikis/{path!q}/edit", None),
]


@pytest.mark.parametrize(("template", "expected"), _TEMPLATES)
def test_a_template_for_edit_links_gets_the_path_as_it_asks(tmp_path: Path, template: str, expected: str | None) -> None:
    config = f"edit_uri_template: '{_EDITOR}{template}'"
    site = handbook(tmp_path, config=config, options="registry: my sources.yml")
    site.put("my sources.yml", str(site.registry))
    site.theme = "theme: {name: material, features: [content.action.edit]}\n"
    link = site.build().soup(f"resources/{SEED}/index.html").select_one("a[rel=edit]")
    assert (link["href"] if link else None) == (None if expected is None else f"{_EDITOR}{expected}")


def test_a_template_for_edit_links_that_begins_at_the_docs_reaches_a_registry_in_them(tmp_path: Path) -> None:
    config = f"edit_uri_template: '{_EDITOR}open?path={{path!q}}'"
    site = handbook(tmp_path, config=config, options="registry: docs/data/my sources.yml")
    site.put("docs/data/my sources.yml", str(site.registry))
    site.theme = "theme: {name: material, features: [content.action.edit]}\n"
    link = site.build().soup(f"resources/{SEED}/index.html").select_one("a[rel=edit]")
    assert link["href"] == f"{_EDITOR}open?path=data%2Fmy%20sources.yml"


def test_a_registry_folder_outside_the_repository_has_no_edit_link(tmp_path: Path) -> None:
    site = handbook(tmp_path / "site", config=REPOSITORY, options="registry: ../outside.yml")
    site.put("../outside.yml", str(site.registry))
    site.theme = "theme: {name: material, features: [content.action.edit]}\n"
    built = site.build()
    assert built.soup(f"resources/{SEED}/index.html").select_one("a[rel=edit]") is None


@pytest.mark.parametrize("theme", THEMES)
def test_generated_pages_add_nothing_to_others(tmp_path: Path, theme: str) -> None:
    def html(name: str, count: int) -> str:
        entries = "".join(f"  - {{id: r{n}, title: Title {n}, url: 'https://ex.org/{n}'}}\n" for n in range(count))
        pages = {"index.md": "# Home\n\n<< resource:r0 >>\n", "other.md": "# Other\n\nText.\n"}
        built = Site(tmp_path / name, pages, f"resources:\n{entries}", "pages: all", theme=theme).build(strict=True)
        assert sum(page.startswith("resources/r") and page.endswith(".html") for page in built.files) == count
        return built.html("other/index.html")

    assert html("few", 1) == html("many", 60)


def test_the_index_enters_a_navigation_only_where_no_author_wrote_one(tmp_path: Path) -> None:
    def links(name: str, config: str) -> list[str]:
        built = handbook(tmp_path / name, config=config, theme="mkdocs").build()
        return [link["href"] for link in built.soup("model/index.html").select(".navbar-nav a[href]")]

    assert links("free", "").count("../resources/") >= 1
    assert "../resources/" not in links("written", "nav: [index.md, model.md, deep/mechanistic.md]")
    assert "../resources/" in links("placed", "nav: [index.md, resources/index.md, model.md, deep/mechanistic.md]")


def test_the_navigation_names_the_index(tmp_path: Path) -> None:
    nav = "nav: [index.md, Sources: resources/index.md, Deep: [model.md, deep/mechanistic.md]]"
    built = handbook(tmp_path, config=nav, theme="mkdocs").build(strict=True)
    assert [link.text.strip() for link in built.soup("index.html").select(".navbar-nav a[href='resources/']")][:1] == [
        "Sources"
    ]
    assert built.soup("resources/index.html").title.text.startswith("Sources")


@pytest.mark.parametrize("name", ["resources.md", "resources/README.md", "resources/index.md"])
def test_a_page_at_the_address_of_the_index_is_told(tmp_path: Path, name: str) -> None:
    site = handbook(tmp_path)
    site.pages[name] = "# Mine\n"
    built = site.build()
    warnings = built.warnings
    assert built.soup("resources/index.html").h1.text.startswith("Mine")
    assert not [link for page in built.files if page.endswith(".html") for link in built.soup(page).select("a[href*='?tag=']")]
    assert [one for one in warnings if one.startswith(f"docs/{name}: page_conflict `{name}` is already in the docs")]
