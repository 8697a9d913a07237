"""`markdown.markdown(text, extensions=["resource_cards"])`."""

from __future__ import annotations

import os
import time
import warnings
from pathlib import Path
from typing import Any

import markdown
import pytest
from bs4 import BeautifulSoup

from mkdocs_resource_cards.hosts.plain import PlainExtension, ResourceCardsWarning, StrictError
from mkdocs_resource_cards.options import OptionError

from .small import REGISTRY, write

KEY = "f19373dc25a8a96f"


def convert(text: str, root: Path, **options: Any) -> BeautifulSoup:
    configs = {"resource_cards": {"root": str(root), **options}}
    return BeautifulSoup(markdown.markdown(text, extensions=["resource_cards"], extension_configs=configs), "html.parser")


def previews(soup: BeautifulSoup) -> list[str]:
    """The ids of the previews that a text brings along, for nobody to see."""
    assert soup.select(":not(template) > .rc-pop") == []
    return [one["id"] for one in soup.find_all(class_="rc-pop")]


def links(soup: BeautifulSoup) -> list[str]:
    return [link["href"] for link in soup.select(".rc-cited a")]


def test_a_card_a_reference_and_its_preview(tmp_path: Path) -> None:
    soup = convert(f"# T\n\nSee << resource:{KEY} >>.\n\n<< resource:b2 >>", write(tmp_path))
    assert soup.select_one("p > .rc-ref a").text == "The Urgency of Interpretability"
    assert soup.select_one("article.rc-card .rc-title").text == "Toy Models of Superposition"
    assert previews(soup) == [f"rc-pop-{KEY}"]
    assert soup.select("style") == []


def test_citations_in_pandocs_syntax(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "docs/cites.md").write_text("# Cites\n\nSee [@b2, p. 3].\n")
    soup = convert(
        "# T\n\nSee [@b2, p. 33] and\n\n<< resource:b2 >>", root, pandoc_citations=True, docs_dir="docs", page="t.md"
    )
    assert soup.select_one("p > .rc-cites").text == "[1, p. 33]"
    assert any(link.endswith("cites.md#rc-ref-b2") for link in links(soup))
    assert "[@b2, p. 33]" in convert("See [@b2, p. 33].", root).text


def test_a_citing_pages_title_has_names_and_no_citation(tmp_path: Path) -> None:
    pages = {
        "a.md": "# Signs [see @b2, p. 3], *again*\n",
        "b.md": "Signs of @b2 [p. 3]\n===\n\n## As @b2 has it\n\nWords of @b2 [p. 4].\n",
    }
    root = write(tmp_path, pages, registry=REGISTRY + "  authors: [Ann Roe, Bo Lee]\n")
    options = {"pandoc_citations": True, "docs_dir": "docs"}
    cited_by = convert("<< resource:b2 >>", root, **options).select(".rc-cited td a")
    assert [one.text for one in cited_by] == ["Signs, again", "Signs of Roe & Lee"]


@pytest.mark.parametrize(("cited", "listed"), [("[@b2]", ["b2", KEY]), ("words", [])])
def test_links_that_are_shortcodes_join_the_list_that_pandocs_citations_bring(
    cited: str, listed: list[str], tmp_path: Path
) -> None:
    """As `convert` makes them; a page without citations in that syntax gets no list."""
    soup = convert(f'See {cited} and << resource:{KEY} "a link" >>.', write(tmp_path), pandoc_citations=True)
    assert soup.p.text.endswith(" and a link.")
    assert [item["id"].removeprefix("rc-cite-") for item in soup.select("ol > li")] == listed


def test_without_a_shortcode_no_file_is_read(tmp_path: Path) -> None:
    assert str(convert("# T\n\n`<< resource:x >>`", tmp_path / "nowhere", registry="gone.yml", styles=True)).startswith(
        "<h1>T</h1>"
    )


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("source", ["../index.md#rc-ref-{}", "other%20page.md#rc-ref-{}"]),
        ("html", ["../index.html#rc-ref-{}", "other%20page.html#rc-ref-{}"]),
        ("folder", ["../../#rc-ref-{}", "../other%20page/#rc-ref-{}"]),
    ],
)
def test_who_cites_it_comes_from_the_docs_as_seen_from_the_page(tmp_path: Path, form: str, wanted: list[str]) -> None:
    soup = convert(f"<< resource:{KEY} >>", write(tmp_path), docs_dir="docs", page="guide/this.md", links=form)
    assert links(soup) == [one.format(KEY) for one in wanted]
    assert soup.select_one(".rc-cited tbody .rc-cited__quality").text.strip() == "66"


def test_a_page_links_to_its_own_citation_by_the_anchor_alone(tmp_path: Path) -> None:
    soup = convert(f"<< resource:{KEY} >>", write(tmp_path), docs_dir="docs", page="index.md")
    assert links(soup)[0] == f"#rc-ref-{KEY}"


def test_a_declared_page_of_the_site_counts_only_if_it_cites(tmp_path: Path) -> None:
    registry = REGISTRY.replace("guide/other", "guide/other page")
    soup = convert("<< resource:b2 >>", write(tmp_path, registry=registry), docs_dir="docs")
    assert [row.text for row in soup.select(".rc-cited tbody bdi")] == ["Home", "A page elsewhere"]


@pytest.fixture
def looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for changes waits for no time, however busy the machine."""
    monkeypatch.setattr("mkdocs_resource_cards.source_site.source_site._LONGEST", 0)


@pytest.mark.usefixtures("looks_each_time")
def test_a_snippet_cites_where_it_is_shown(tmp_path: Path) -> None:
    root = write(tmp_path, {"a.md": '# A\n\n--8<-- "part.txt"\n', "b.md": "# B\n"})
    part = tmp_path / "docs" / "part.txt"
    part.write_text("See << resource:b2 >>.\n")
    configs = {
        "pymdownx.snippets": {"base_path": str(tmp_path / "docs")},
        "resource_cards": {"root": str(root), "docs_dir": "docs"},
    }
    md = markdown.Markdown(extensions=["resource_cards", "pymdownx.snippets"], extension_configs=configs)
    assert links(BeautifulSoup(md.convert("<< resource:b2 >>"), "html.parser")) == ["a.md#rc-ref-b2"]
    part.write_text("No more.\n")
    assert links(BeautifulSoup(md.reset().convert("<< resource:b2 >>"), "html.parser")) == []


def test_a_snippets_front_matter_is_not_the_pages(tmp_path: Path) -> None:
    pages = {"a.md": '--8<-- "part.txt"\n', "b.md": '---\ntitle: Own\nquality: 9\n---\n--8<-- "part.txt"\n'}
    root = write(tmp_path, pages)
    (root / "docs" / "part.txt").write_text("---\ntitle: Wrong\nquality: 50\n---\n\n# Real &amp; << resource:b2 >>\n")
    configs = {
        "pymdownx.snippets": {"base_path": str(root / "docs")},
        "resource_cards": {"root": str(root), "docs_dir": "docs"},
    }
    html = markdown.markdown("<< resource:b2 >>", extensions=[*configs], extension_configs=configs)
    rows = BeautifulSoup(html, "html.parser").select(".rc-cited tbody tr")
    texts = [" ".join(row.text.split()) for row in rows]
    assert texts[0] == "Own 9"
    assert [one for one in texts if one.startswith(("Real", "Wrong"))] == ["Real & Toy Models of Superposition –"]


_UNREADABLE = ["!!bool foo", "!!int ''", "!!timestamp foo", "!!python/name:os.system x", f"1{':00' * 200}.0"]


@pytest.mark.parametrize("value", _UNREADABLE)
def test_front_matter_that_cannot_be_read_is_none(tmp_path: Path, value: str) -> None:
    root = write(tmp_path, {"a.md": f"---\nx: {value}\n---\n# A\n\n<< resource:b2 >>\n"})
    assert links(convert("<< resource:b2 >>", root, docs_dir="docs"))[0] == "a.md#rc-ref-b2"


@pytest.mark.usefixtures("looks_each_time")
def test_a_snippet_that_was_missing_is_looked_for_again(tmp_path: Path) -> None:
    root = write(tmp_path, {"a.md": '--8<-- "part.txt"\n'})
    configs = {
        "pymdownx.snippets": {"base_path": str(root / "docs")},
        "resource_cards": {"root": str(root), "docs_dir": "docs"},
    }
    md = markdown.Markdown(extensions=[*configs], extension_configs=configs)
    assert links(BeautifulSoup(md.convert("<< resource:b2 >>"), "html.parser")) == []
    (root / "docs" / "part.txt").write_text("<< resource:b2 >>\n")
    assert links(BeautifulSoup(md.reset().convert("<< resource:b2 >>"), "html.parser")) == ["a.md#rc-ref-b2"]


@pytest.mark.parametrize("line", [f"quality: {'9' * 400}", f"quality: 0x{'f' * 5000}", f"title: 0x{'f' * 5000}"])
def test_a_page_with_a_number_that_is_too_long_is_cited_by_its_file(tmp_path: Path, line: str) -> None:
    root = write(tmp_path, {"huge.md": f"---\n{line}\n---\n<< resource:b2 >>\n"})
    soup = convert("<< resource:b2 >>", root, docs_dir="docs")
    assert soup.select_one(".rc-cited tbody a").text == "Huge"


@pytest.mark.usefixtures("looks_each_time")
def test_a_snippet_that_could_not_be_read_is_read_once_mended(tmp_path: Path) -> None:
    root = write(tmp_path, {"a.md": '--8<-- "part.txt"\n'})
    part = root / "docs" / "part.txt"
    part.write_bytes(b"\xff\xfe")
    configs = {
        "pymdownx.snippets": {"base_path": str(root / "docs")},
        "resource_cards": {"root": str(root), "docs_dir": "docs"},
    }
    md = markdown.Markdown(extensions=[*configs], extension_configs=configs)
    assert links(BeautifulSoup(md.convert("<< resource:b2 >>"), "html.parser")) == []
    part.write_text("<< resource:b2 >>\n")
    assert links(BeautifulSoup(md.reset().convert("<< resource:b2 >>"), "html.parser")) == ["a.md#rc-ref-b2"]


def test_mathematics_cites_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, {"a.md": "# A\n\n$x << resource:b2 >>$\n", "b.md": "# B\n\n<< resource:b2 >>\n"})
    extensions = ["resource_cards", "pymdownx.arithmatex"]
    configs = {"resource_cards": {"root": str(root), "docs_dir": "docs"}}
    html = markdown.markdown("<< resource:b2 >>", extensions=extensions, extension_configs=configs)
    assert links(BeautifulSoup(html, "html.parser")) == ["b.md#rc-ref-b2"]


def test_without_docs_only_declared_pages_cite(tmp_path: Path) -> None:
    soup = convert("<< resource:b2 >>", write(tmp_path))
    assert [row.text for row in soup.select(".rc-cited tbody bdi")] == ["guide/other", "A page elsewhere"]


def test_styles_come_along_when_asked_for(tmp_path: Path) -> None:
    soup = convert("# T\n\n<< resource:b2 >>", write(tmp_path), styles=True)
    assert [element.name for element in soup.find_all(recursive=False)] == ["style", "h1", "article", "script"]
    assert ".rc-card" in soup.style.text


def test_previews_can_be_switched_off(tmp_path: Path) -> None:
    soup = convert("See << resource:b2 >>.", write(tmp_path), previews=False)
    assert soup.select("template") == []
    assert soup.select_one(".rc-ref.rc-ref--bare")


def test_problems_are_warnings_with_a_place(tmp_path: Path) -> None:
    with pytest.warns(ResourceCardsWarning) as caught:
        convert("# T\n\nSee << resource:b3 >>.", write(tmp_path))
    assert [str(one.message).split(";")[0] for one in caught] == ["text:3:5: unknown_resource no resource has the key `b3`"]


def test_a_page_of_the_docs_is_named_in_problems(tmp_path: Path) -> None:
    with pytest.warns(ResourceCardsWarning, match=r"docs/index\.md:1:5: unknown_resource"):
        convert("See << resource:b3 >>.", write(tmp_path), docs_dir="docs", page="index.md")


def test_strict_tells_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(StrictError) as caught:
        convert("<< resource:b3 >>\n\n<< resource:b4 >>", write(tmp_path, registry=REGISTRY + "- title: no id\n"), strict=True)
    assert [problem.code for problem in caught.value.problems] == ["invalid_entry", "unknown_resource", "unknown_resource"]
    assert str(caught.value).count("\n") == 2


def test_the_level_of_a_problem_can_be_set(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        convert("<< resource:b3 >>", write(tmp_path), strict=True, validation={"unknown_resource": "ignore"})


def test_a_missing_registry_is_one_problem(tmp_path: Path) -> None:
    with pytest.warns(ResourceCardsWarning) as caught:
        convert("<< resource:b3 >> and << resource:b4 >>", tmp_path)
    assert [str(one.message).split(" ")[1] for one in caught] == ["missing_registry"]


@pytest.mark.parametrize("options", [{"regstry": "a"}, {"links": "url"}, {"styles": "yes"}, {"page": 3}, {"excerpt": "long"}])
def test_an_option_that_cannot_be_used_is_an_error(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        convert("<< resource:b2 >>", write(tmp_path), **options)


def test_another_text_starts_anew_and_sees_what_changed(tmp_path: Path) -> None:
    extension = PlainExtension(root=str(write(tmp_path)), docs_dir="docs")
    md = markdown.Markdown(extensions=[extension])
    first = md.convert("See << resource:b2 >>.")
    assert md.reset().convert("See << resource:b2 >>.") == first
    (tmp_path / "resources.yml").write_text(REGISTRY.replace("Toy Models", "Small Models"), encoding="utf-8")
    wait_until_looked_at(md)
    extension.page = "guide/this.md"
    assert "Small Models" in md.convert("<< resource:b2 >>")


def wait_until_looked_at(md: markdown.Markdown) -> None:
    """Changes are looked for a little later: a host asks for every page."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        md.reset()
        if "Small" in md.convert("<< resource:b2 >>"):
            return
    raise AssertionError("the change was never seen")


def test_nothing_is_written_unless_asked_for(tmp_path: Path) -> None:
    convert("<< resource:b2 >>", write(tmp_path), docs_dir="docs")
    assert sorted(os.listdir(tmp_path)) == ["docs", "resources.yml"]
    convert("<< resource:b2 >>", tmp_path, cache_dir=".cache/cards")
    assert (tmp_path / ".cache/cards").is_dir()


def test_the_module_path_loads_it_too(tmp_path: Path) -> None:
    name = "mkdocs_resource_cards.hosts.plain"
    html = markdown.markdown("<< resource:b2 >>", extensions=[name], extension_configs={name: {"root": str(write(tmp_path))}})
    assert "rc-card--full" in html


def test_headings_and_the_table_of_contents_hold_no_preview(tmp_path: Path) -> None:
    configs = {"resource_cards": {"root": str(write(tmp_path)), "styles": True}}
    md = markdown.Markdown(extensions=["toc", "resource_cards"], extension_configs=configs)
    html = md.convert("# About << resource:b2 >>\n\n## More\n\nText")
    assert html.count('id="rc-pop-b2"') == 1
    assert [token["name"] for token in md.toc_tokens] == ["About Toy Models of Superposition"]
