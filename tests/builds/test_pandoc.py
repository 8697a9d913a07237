"""A docs folder with citations in Pandoc's syntax, as mkdocs-bibtex, Pandoc and Quarto have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import Site, broken_links

REGISTRY = """
- {id: roe20, title: On Gardens, url: https://example.org/gardens, authors: [Ann Roe], published: 2020}
- {id: lee21, title: On Rivers, url: https://example.org/rivers, authors: [Bo Lee], published: 2021}
- {id: ito22, title: On Hills, summary: Hills are high., authors: [Di Ito]}
"""
PAGES = {
    "index.md": "# Home\n\nGardens matter [@roe20, p. 3; see also @lee21].\n\n## Later\n\n@ito22 says so.\n\n\\bibliography\n",
    "all.md": "# All\n\n\\full_bibliography\n\n`[@roe20]`\n",
    "quarto.md": "# Quarto\n\nAs shown [-@ito22].\n\n::: {#refs}\n:::\n",
    "pandoc.md": '# Pandoc\n\n@roe20 [p. 5]\n\n<div id="refs"></div>\n\n## More\n',
}
OPTIONS = "pandoc_citations: true"


def test_pages_of_other_tools_build_as_they_are(tmp_path: Path) -> None:
    built = Site(tmp_path, PAGES, registry=REGISTRY, options=OPTIONS).build(strict=True)
    home = built.soup("index.html")
    assert home.select_one("[role=main] .rc-cites").get_text() == "[1, p. 3; see also 2]"
    assert [one.cite.get_text() for one in home.select(".rc-refs__item")] == ["On Gardens", "On Rivers", "On Hills"]
    assert len(built.soup("all/index.html").select(".rc-refs__item")) == 3
    for page in ("quarto", "pandoc"):
        assert len(built.soup(f"{page}/index.html").select(".rc-refs")) == 1, page
    assert "bibliography" not in home.select_one("[role=main]").get_text()
    assert broken_links(built) == []


@pytest.mark.parametrize(
    ("nocite", "listed"),
    [
        ("'@lee21, @ito22'", ["On Gardens", "On Rivers", "On Hills"]),
        ("'@*'", ["On Gardens", "On Rivers", "On Hills"]),
        ("['@lee21', '@ito22']", ["On Gardens", "On Rivers", "On Hills"]),
        ("3", ["On Gardens"]),
    ],
)
def test_nocite_lists_what_no_text_cites(tmp_path: Path, nocite: str, listed: list[str]) -> None:
    pages = {"index.md": f"---\nnocite: {nocite}\n---\n# Home\n\n[@roe20]\n"}
    built = Site(tmp_path, pages, registry=REGISTRY, options=f"{OPTIONS}\npages: all").build(strict=True)
    assert [one.cite.get_text() for one in built.soup("index.html").select(".rc-refs__item")] == listed
    assert built.soup("resources/lee21/index.html").select(".rc-cited tr a") == []


@pytest.mark.parametrize(("nocite", "place"), [("'@lee21, @lee2'", "2:19"), ("|\n  @lee21\n  @lee2", "4:4")])
def test_nocite_tells_unknown_keys(tmp_path: Path, nocite: str, place: str) -> None:
    pages = {"index.md": f"---\nnocite: {nocite}\n---\n# Home\n\n[@roe20]\n"}
    built = Site(tmp_path, pages, registry=REGISTRY, options=OPTIONS).build()
    message = f"docs/index.md:{place}: unknown_resource no resource has the key `lee2`, which `nocite` names"
    assert [one.partition(";")[0] for one in built.warnings] == [message]


@pytest.mark.parametrize("options", [OPTIONS, f"{OPTIONS}\nreferences: site", f"{OPTIONS}\ncitation_style: apa"])
@pytest.mark.parametrize("mark", ["\\full_bibliography", "<< references all >>"])
def test_a_full_bibliography_has_what_nobody_cites(tmp_path: Path, options: str, mark: str) -> None:
    pages = {"a.md": f"# Works\n\n{mark}\n", "index.md": "# Home\n\n[@lee21]\n"}
    built = Site(tmp_path, pages, registry=REGISTRY, options=f"{options}\npages: all").build(strict=True)
    listed = built.soup("a/index.html").select(".rc-refs__item")
    assert len(listed) == 3
    assert ["On Rivers" in one.get_text() for one in listed if one.select(".rc-jump")] == [True]
    assert [row.a for row in built.soup("resources/roe20/index.html").select(".rc-cited tr") if row.a] == []


def test_citations_count_in_cited_by(tmp_path: Path) -> None:
    built = Site(tmp_path, PAGES, registry=REGISTRY, options=f"{OPTIONS}\npages: all").build(strict=True)
    citing = built.soup("resources/roe20/index.html").select(".rc-cited tr")
    assert [row.a.get_text() for row in citing if row.a] == ["Home", "Pandoc"]
    assert [row.q.get_text() for row in citing if row.q] == ["Gardens matter."]
    assert built.soup("resources/ito22/index.html").select_one(".rc-cited a")["href"].endswith("#rc-ref-ito22")


def test_a_strict_build_fails_where_a_citation_names_no_source(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\n[@octocat] and [see @mueller2015, p. 3].\n"}
    built = Site(tmp_path, pages, registry=REGISTRY, options=OPTIONS).build()
    assert built.warnings == ["docs/index.md:3:16: unknown_resource no resource has the key `mueller2015`"]
    assert "[see @mueller2015, p. 3]" in built.soup("index.html").get_text()


def test_without_the_option_nothing_is_a_citation(tmp_path: Path) -> None:
    built = Site(tmp_path, PAGES, registry=REGISTRY).build(strict=True)
    assert "[@roe20, p. 3; see also @lee21]" in built.soup("index.html").get_text()
    assert "rc-ref" not in built.html("index.html")


def test_an_unknown_key_is_told_with_its_place(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\nText.\n\nSee @someone and [@roe21], [@roe20; @nobody].\n"}
    built = Site(tmp_path, pages, registry=REGISTRY, options=OPTIONS).build()
    assert built.warnings == [
        "docs/index.md:5:18: unknown_resource no resource has the key `roe21`; did you mean roe20 (On Gardens)?",
        "docs/index.md:5:28: unknown_resource no resource has the key `nobody`",
    ]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_search_finds_the_words_around_citations(tmp_path: Path, theme: str) -> None:
    built = Site(tmp_path, PAGES, registry=REGISTRY, options=OPTIONS, theme=theme).build(strict=True)
    assert "Gardens matter" in built.html("search/search_index.json")


CITING = {
    "a.md": "# A\n\n[@nobody] [@Roe20] `[@roe20]` @roe20 [see @roe20]\n",
    "b.md": "---\nx: y\n---\n# B\n\nA [@roe20, p. 3] [@lee21]\n",
}
UNREAD = (
    "docs/b.md:6:3: unread_citation `roe20` is a key of the registry, but this citation in Pandoc's syntax stays as written; "
    "set the option `pandoc_citations: true`"
)


def test_where_the_option_is_off_the_first_citation_of_an_entry_is_told(tmp_path: Path) -> None:
    built = Site(tmp_path, CITING | {"c.md": "[@ito22]\n"}, registry=REGISTRY).build(strict=True)
    assert [one for one in built.infos if "unread_citation" in one] == [UNREAD]
    assert "A [@roe20, p. 3] [@lee21]" in built.soup("b/index.html").get_text()


def test_where_no_page_has_such_a_citation_nothing_is_told(tmp_path: Path) -> None:
    built = Site(tmp_path, {"a.md": CITING["a.md"]}, registry=REGISTRY).build(strict=True)
    assert [one for one in built.infos if "unread_citation" in one] == []


LATEX = {
    "a.md": "# A\n\nLaTeX has `\\cite{roe20}`, \\cite{knuth84} and $\\cite{roe20}$.\n\n```tex\n\\cite{roe20}\n```\n",
    "b.md": "# B\n\nA \\citep[p.~3]{roe20, lee21} and \\cite{roe20}.\n",
}


@pytest.mark.parametrize(
    ("options", "written"),
    [(OPTIONS, "[@roe20; @lee21]"), ("", "<< resources roe20 lee21 view=number >>")],
)
def test_the_first_citation_of_an_entry_in_latex_is_told(tmp_path: Path, options: str, written: str) -> None:
    built = Site(tmp_path, LATEX, registry=REGISTRY, options=options).build(strict=True)
    assert [one for one in built.infos if "unread_citation" in one] == [
        "docs/b.md:3:3: unread_citation `roe20` is a key of the registry, but `\\citep[p.~3]{roe20, lee21}` is LaTeX and "
        f"stays as written; write `{written}`"
    ]
    assert "A \\citep[p.~3]{roe20, lee21}" in built.soup("b/index.html").get_text()


def test_pages_on_latex_are_told_of_nothing(tmp_path: Path) -> None:
    built = Site(tmp_path, {"a.md": LATEX["a.md"]}, registry=REGISTRY, options=OPTIONS).build(strict=True)
    assert [one for one in built.infos if "unread_citation" in one] == []


def test_front_matter_that_has_no_effect_is_told_once(tmp_path: Path) -> None:
    pages = {
        "a.md": "---\ntitle: A\nbibliography:\n  - other.bib\n---\n[@roe20]\n\ncsl: no\n",
        "b.md": "---\nbibliography: other.bib\ncsl: styles/ieee.csl\n---\n[@roe20]\n",
        "c.md": "---\nbibliography: ../resources.json\n---\n[@roe20]\n",
    }
    built = Site(tmp_path, pages, registry=REGISTRY, options=OPTIONS).build(strict=True)
    effect = "in a page's front matter has no effect: the site's option"
    assert [one for one in built.infos if "unread_page_field" in one] == [
        f"docs/a.md:3:1: unread_page_field `bibliography` {effect} `registry` counts; name the file in `registry`",
        f"docs/b.md:3:1: unread_page_field `csl` {effect} `citation_style` counts; name the file in `citation_style`",
    ]
    del pages["a.md"], pages["b.md"]
    built = Site(tmp_path / "c", pages, registry=REGISTRY, options=OPTIONS).build(strict=True)
    assert [one for one in built.infos if "unread_page_field" in one] == []
