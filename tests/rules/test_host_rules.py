"""Rules of hosts and of what builds keep, each at its border."""

from __future__ import annotations

import os
import time
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from builds.built import Site
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citations import ScanCache
from mkdocs_resource_cards.generated_pages import MARK
from mkdocs_resource_cards.hosts import zensical
from mkdocs_resource_cards.hosts.inline_assets import Around
from mkdocs_resource_cards.hosts.mkdocs.page_facts import SiteFacts
from mkdocs_resource_cards.hosts.mkdocs.print_site import printable
from mkdocs_resource_cards.hosts.mkdocs.rerender import _Rerender
from mkdocs_resource_cards.hosts.zensical import ZensicalHost
from mkdocs_resource_cards.markdown_scan.headings import SourceNames
from mkdocs_resource_cards.model import Publication
from mkdocs_resource_cards.options import Options
from mkdocs_resource_cards.registry import load, lookup
from mkdocs_resource_cards.registry.publications import Publications
from mkdocs_resource_cards.site import source_names


class Kept(dict[tuple[str, str], str]):
    """A cache in memory."""

    def get(self, bucket: str, key: str) -> str | None:  # type: ignore[override]
        return super().get((bucket, key))

    def put(self, bucket: str, key: str, value: str) -> None:
        self[bucket, key] = value


def plain(tmp_path: Path, registry: str) -> Markdown:
    (tmp_path / "resources.yml").write_text(registry, encoding="utf-8")
    return Markdown(extensions=["resource_cards"], extension_configs={"resource_cards": {"root": str(tmp_path)}})


def test_what_a_text_brought_along_does_not_come_with_the_next(tmp_path: Path) -> None:
    md = plain(tmp_path, "- {id: lamp, title: Lamp, summary: How it is lit.}\n")
    assert 'id="rc-pop-lamp"' in md.convert("See << resource:lamp >>.")
    assert "rc-pop-lamp" not in md.convert("No more of it.")


def test_a_problem_is_told_once(tmp_path: Path) -> None:
    md = plain(tmp_path, "- {id: lamp, title: Lamp, url: 'ftp://x.example'}\n")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for _ in range(3):
            md.reset()
            md.convert("See << resource:lamp >>.")
    assert len([one for one in told if "ftp" in str(one.message)]) == 1


def test_a_text_that_zensical_converts_within_a_page_ends_no_page() -> None:
    kept: Any = SimpleNamespace(context=SimpleNamespace(meta={MARK[0]: MARK[1]}), md=Markdown(), page_context=None)
    assert ZensicalHost(kept).finish(Markdown()) == Around()


def test_facts_of_pages_are_asked_anew_where_files_have_changed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# New title\n", encoding="utf-8")
    facts = SiteFacts(Options(), "docs", None, SourceNames())
    assert facts.facts("a.md").title == "a.md"
    facts.refresh(Files([File("a.md", str(tmp_path), str(tmp_path / "site"), use_directory_urls=True)]))
    assert facts.facts("a.md").title == "New title"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("See [@a; @b] in *Part* [see @c, p. 3].", "See in Part [see @c, p. 3]."),
        ("@a says, as @b [p. 3] does", "A says, as B does"),
        ("[-@a] `@a` \\@a joe@a @c", "@a @a joe@a @c"),
    ],
)
def test_a_title_has_names_where_its_heading_cites(tmp_path: Path, heading: str, title: str) -> None:
    """Of a page that nobody has rendered; what names no source is text."""
    (tmp_path / "a.md").write_text(f"# {heading}\n", encoding="utf-8")
    (tmp_path / "r.yml").write_text("[{id: a, title: A}, {id: b, title: B}]", encoding="utf-8")
    registry = load([tmp_path / "r.yml"], tmp_path, Cache(None))
    facts = SiteFacts(Options(pandoc_citations=True), "docs", None, source_names(registry))
    facts.refresh(Files([File("a.md", str(tmp_path), str(tmp_path / "site"), use_directory_urls=True)]))
    assert facts.facts("a.md").title == title


def test_a_draft_that_serve_shows_cites_nothing(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\n<< resource:lamp >>\n", "draft.md": "# Draft\n\n<< resource:lamp >>\n"}
    site = Site(tmp_path, pages, options="pages: all", config="draft_docs: draft.md")
    config = load_config(str(site.write()), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://localhost/")
    html = (tmp_path / "site/resources/lamp/index.html").read_text(encoding="utf-8")
    assert "Home" in html
    assert "Draft" not in html.split("rc-cited", 1)[1]
    assert (tmp_path / "site/draft/index.html").exists()


def test_a_dirty_build_knows_pages_that_it_does_not_render(tmp_path: Path) -> None:
    registry = "- {id: one, title: One, summary: Says one thing.}\n- {id: two, title: Two, summary: Says another.}\n"
    pages = {"a.md": "# A\n\nSee << resource:one >>.\n", "b.md": "# B\n\nSee << resource:two >>.\n"}
    site = Site(tmp_path, pages, registry, "pages: none", theme="mkdocs")
    site.build()
    past = time.time() - 1000
    os.utime(tmp_path / "docs/a.md", (past, past))
    site.pages = {"b.md": pages["b.md"] + "More.\n"}
    built = site.build(dirty=True)
    previews = "".join(built.html(name) for name in built.files if "preview" in name)
    assert ("Says one thing" in previews, "Says another" in previews) == (True, True)


def test_the_index_stands_behind_the_last_page(tmp_path: Path) -> None:
    built = Site(tmp_path, {"index.md": "# Home\n", "last.md": "# Last\n\n<< resource:lamp >>\n"}, theme="mkdocs").build()
    assert [link["href"] for link in built.soup("last/index.html").select("a[rel=next]")] == ["../resources/"]
    assert [link["href"] for link in built.soup("resources/index.html").select("a[rel=prev]")] == ["../last/"]


@pytest.mark.parametrize(("number", "html"), [(0, "x"), (1, "y"), (2, "old")])
def test_of_a_copy_more_than_were_made_nobody_knows_whose_it_is(number: int, html: str) -> None:
    assert _Rerender(["x", "y"], {}).nth(number, "old") == html


def test_what_was_scanned_with_mathematics_is_scanned_anew_without() -> None:
    kept: Any = Kept()
    found = []
    for math in (True, False, True):
        cache = ScanCache(kept, math=math, pandoc=False)
        found.append([key for key, _, _ in cache.of("Where $x << resource:a >> y$ is.")])
        cache.keep()
    assert found == [[], ["a"], []]


def test_rows_that_another_version_kept_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    listing: Any = SimpleNamespace(files=(), problems=())
    before = lookup._name(listing, [])
    assert lookup._name(listing, []) == before
    monkeypatch.setattr(lookup, "__version__", "0.0.0")
    assert lookup._name(listing, []) != before


def test_of_two_publications_with_one_name_the_first_is_meant() -> None:
    both = Publications({"a": Publication("a", "Lab"), "b": Publication("b", "lab")})
    found = both.of("LAB", "")
    assert found is not None
    assert found.id == "a"


def test_a_printed_page_has_anchors_in_the_place_of_our_ids_alone() -> None:
    ours = '<article class="x" id="rc-ref-a" data-rc-id="a">A</article>'
    assert printable(ours, "page") == '<article class="x"><a name="page-rc-ref-a"></a>A</article>'
    assert printable('<h2 id="own">B</h2>', "page") == '<h2 id="own">B</h2>'


def test_zensical_turns_to_another_page_and_not_to_a_part_of_this_one() -> None:
    first, second = SimpleNamespace(page=object()), SimpleNamespace(page=object())
    whole, part, other = Markdown(), Markdown(), Markdown()
    kept = zensical._Kept(first, {})  # type: ignore[arg-type]
    for context, md, turned in ((first, whole, whole), (first, part, whole), (second, other, other), (second, part, other)):
        kept.turn_to(context, md)  # type: ignore[arg-type]
        assert (kept.context, kept.md) == (context, turned)
