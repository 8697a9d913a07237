"""Pages and assets that a command writes into the docs."""

from __future__ import annotations

import json
from pathlib import Path

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup

from mkdocs_resource_cards.generated_pages import LIST, hash_of, is_listed, is_written, listed_files
from mkdocs_resource_cards.options import Options
from mkdocs_resource_cards.source_site import SiteConfig, SourceSite, write_pages
from mkdocs_resource_cards.source_site.written_pages import Written

from .small import REGISTRY, write

KEY = "f19373dc25a8a96f"
HOSTILE = """\
- id: evil
  title: '</title><script>alert(1)</script> {{ 7*7 }} # x'
  url: https://example.org/
  abstract: "{% include 'secret' %} and **bold**"
  snapshot:
    text: |
      A first paragraph that is long enough to be shown.

      ```
      ~~~
      << resource:evil >> {{ 7*7 }}


          more
      ```

      # No heading
"""


def pages_of(paths: list[str]) -> list[str]:
    return [path for path in paths if path.endswith(".md")]


def run(root: Path, **options: object) -> Written:
    return write_pages(SourceSite(SiteConfig(root, Options.read(options), root / "docs")))


def test_pages_of_cited_resources_and_their_index(tmp_path: Path) -> None:
    done = run(write(tmp_path))
    assert sorted(pages_of(done.written)) == ["resources/b2.md", f"resources/{KEY}.md", "resources/index.md"]
    text = (tmp_path / f"docs/resources/{KEY}.md").read_text(encoding="utf-8")
    assert is_written(text)
    soup = BeautifulSoup(markdown.markdown(text.split("---\n", 2)[2]), "html.parser")
    assert [one.text for one in soup.select("h1, h2")] == ["The Urgency of Interpretability", "Metadata", "Cited by 2 pages"]
    assert [one["href"] for one in soup.select(".rc-cited a")] == [
        f"../index.md#rc-ref-{KEY}",
        f"../guide/other%20page.md#rc-ref-{KEY}",
    ]


def test_downloads_stand_beside_the_pages(tmp_path: Path) -> None:
    done = run(write(tmp_path))
    made = {path for path in done.written if not path.endswith((".md", ".js"))}
    endings = (".bib", ".ris", ".csl.json")
    expected = {f"resources/{one}{end}" for one in ("resources", "b2", KEY) for end in endings}
    assert made == {*expected, "resources/resources.json"}
    entries = json.loads((tmp_path / "docs/resources/resources.json").read_text(encoding="utf-8"))["resources"]
    assert [(one["id"], one.get("page"), one.get("authors")) for one in entries] == [
        ("b2", "b2/", None),
        (KEY, f"{KEY}/", ["Dario Amodei"]),
    ]
    assert [page["url"] for page in entries[1]["cited_by"]] == [f"../#rc-ref-{KEY}", f"../guide/other%20page/#rc-ref-{KEY}"]
    text = (tmp_path / f"docs/resources/{KEY}.md").read_text(encoding="utf-8")
    soup = BeautifulSoup(markdown.markdown(text.split("---\n", 2)[2]), "html.parser")
    assert [one["href"] for one in soup.select(".rc-downloads a")] == [f"{KEY}{end}" for end in endings]
    assert "rft.au=" in soup.select_one(".Z3988")["title"]


def test_a_download_that_somebody_changed_is_theirs(tmp_path: Path) -> None:
    run(write(tmp_path))
    mine, unwanted = tmp_path / "docs/resources/b2.bib", tmp_path / "docs/resources/b2.ris"
    mine.write_text("@misc{mine}\n")
    (tmp_path / "docs/resources/own.bib").write_text("@misc{own}\n")
    done = run(tmp_path)
    assert [problem.code for problem in done.problems] == ["page_conflict"]
    assert "`resources/b2.bib` is already in the docs" in done.problems[0].message
    done = run(tmp_path, pages="none", previews=False)
    assert "resources/b2.ris" in done.removed
    assert "assets/resource-cards/previews/0.js" in done.removed
    assert (mine.read_text(), unwanted.exists()) == ("@misc{mine}\n", False)
    assert sorted(path.name for path in (tmp_path / "docs/resources").iterdir()) == ["b2.bib", "own.bib"]
    assert not (tmp_path / "docs" / LIST).exists()


def test_where_neither_pages_nor_previews_are_wanted_nothing_is_written(tmp_path: Path) -> None:
    done = run(write(tmp_path), pages="none", previews=False)
    assert (done.written, done.removed, done.problems) == ([], [], [])
    assert not (tmp_path / "docs" / LIST).exists()


def test_previews_stand_in_files_that_pages_share(tmp_path: Path) -> None:
    run(write(tmp_path), pages="none")
    text = (tmp_path / "docs/assets/resource-cards/previews/0.js").read_text(encoding="utf-8")
    previews = dict(json.loads(text.partition("=")[2]))
    assert sorted(previews) == ["b2", KEY]
    site = SourceSite(SiteConfig(tmp_path, Options.read({"pages": "none"}), tmp_path / "docs"))
    page_context = site.page_context("guide/other page.md")
    page_context.previews[KEY] = None
    assert "rc-pop" in site.previews(page_context)
    shared = site.previews(page_context, "folder")
    assert 'data-rc-files="../../assets/resource-cards/previews/ 1"' in shared
    assert "rc-pop" not in shared
    assert 'data-rc-files="../assets/' in site.previews(page_context, "html")


def test_a_preview_that_would_be_another_one_now_stands_in_the_page(tmp_path: Path) -> None:
    run(write(tmp_path), pages="none")
    (tmp_path / "resources.yml").write_text(REGISTRY.replace("Toy Models", "New Models"), encoding="utf-8")
    site = SourceSite(SiteConfig(tmp_path, Options.read({"pages": "none"}), tmp_path / "docs"))
    page_context = site.page_context("index.md")
    page_context.previews.update(dict.fromkeys(("b2", KEY)))
    shared = site.previews(page_context, "folder")
    assert "New Models" in shared
    assert f"rc-pop-{KEY}" not in shared
    (tmp_path / "docs/assets/resource-cards/previews/0.js").unlink()
    site.refresh(at_once=True)
    (tmp_path / "docs" / LIST).touch()
    site.refresh(at_once=True)
    assert f"rc-pop-{KEY}" in site.previews(page_context, "folder")


@pytest.mark.parametrize("text", ["", "[", "[]", "{}", '{"sha256": []}', '{"sha256": {"x": 1}}', "[" * 100_000])
def test_a_list_of_downloads_that_is_damaged_names_none(tmp_path: Path, text: str) -> None:
    (tmp_path / LIST).write_text(text)
    assert listed_files(tmp_path) == {}


def test_a_strangers_list_of_downloads_reaches_nothing_outside(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside.txt"
    docs.mkdir()
    outside.write_bytes(b"x")
    (docs / "link.bib").symlink_to(outside)
    names = dict.fromkeys(("../outside.txt", str(outside), "link.bib", "", "\0", "no"), hash_of(b"x"))
    (docs / LIST).write_text(json.dumps({"sha256": names}))
    files = listed_files(docs)
    assert [path for path in files if is_listed(files, docs, path)] == []


def test_doing_it_again_changes_nothing(tmp_path: Path) -> None:
    run(write(tmp_path))
    again = run(tmp_path)
    assert (again.written, again.removed, len(pages_of(again.kept))) == ([], [], 3)


def test_what_is_no_longer_cited_is_removed_but_never_an_authors_page(tmp_path: Path) -> None:
    run(write(tmp_path))
    (tmp_path / "docs/resources/own.md").write_text("# Mine\n", encoding="utf-8")
    (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    assert pages_of(run(tmp_path).removed) == ["resources/b2.md"]
    (tmp_path / "docs/guide/other page.md").unlink()
    assert pages_of(run(tmp_path).removed) == [f"resources/{KEY}.md", "resources/index.md"]
    assert (tmp_path / "docs/resources/own.md").exists()


def test_pages_go_with_the_folder_they_were_written_to(tmp_path: Path) -> None:
    run(write(tmp_path))
    done = run(tmp_path, pages_path="sources/of")
    assert pages_of(done.removed) == ["resources/b2.md", f"resources/{KEY}.md", "resources/index.md"]
    assert sorted(pages_of(done.written)) == ["sources/of/b2.md", f"sources/of/{KEY}.md", "sources/of/index.md"]


def test_an_authors_page_at_the_same_path_stays_and_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    own = tmp_path / "docs/resources/b2.md"
    own.parent.mkdir()
    own.write_text("# Mine\n", encoding="utf-8")
    done = run(tmp_path)
    assert own.read_text(encoding="utf-8") == "# Mine\n"
    assert [(problem.code, problem.location.path) for problem in done.problems] == [("page_conflict", "docs/resources/b2.md")]


def test_an_authors_own_index_stays_and_no_tag_leads_to_it(tmp_path: Path) -> None:
    registry = REGISTRY.replace("  type: web\n", "  type: web\n  tags: [x]\n")
    write(tmp_path, registry=registry)
    own = tmp_path / "docs/resources/index.md"
    own.parent.mkdir()
    own.write_text("# Mine\n", encoding="utf-8")
    done = run(tmp_path)
    assert own.read_text(encoding="utf-8") == "# Mine\n"
    assert [(problem.code, problem.location.path) for problem in done.problems] == [
        ("page_conflict", "docs/resources/index.md")
    ]
    assert all("?tag=" not in (tmp_path / "docs" / path).read_text(encoding="utf-8") for path in done.written)


@pytest.mark.parametrize(("pages", "count"), [("cited", 3), ("all", 4), ("none", 0)])
def test_the_option_pages_says_which(tmp_path: Path, pages: str, count: int) -> None:
    registry = REGISTRY + "- {id: c3, title: Uncited}\n"
    assert len(pages_of(run(write(tmp_path, registry=registry), pages=pages).written)) == count


def test_data_is_neither_markdown_nor_a_template_nor_structure(tmp_path: Path) -> None:
    run(write(tmp_path, {"index.md": "# H\n\n<< resource:evil >>\n"}, HOSTILE))
    text = (tmp_path / "docs/resources/evil.md").read_text(encoding="utf-8")
    assert "{{" not in text
    assert "{%" not in text
    assert yaml.safe_load(text.split("---\n")[1])["title"].startswith("&lt;/title&gt;&lt;script&gt;")
    html = markdown.markdown(text.split("---\n", 2)[2], extensions=["fenced_code", "tables", "toc", "resource_cards"])
    soup = BeautifulSoup(html, "html.parser")
    assert [one.text for one in soup.select("h1, h2, h3")][1:] == [
        "Abstract",
        "Metadata",
        "Cited by 1 page",
        "Cached content preview",
    ]
    assert "~~~\n<< resource:evil >> {{ 7*7 }}\n\n\n    more" in soup.select_one(".rc-cache pre").text
    assert soup.select("script, .rc-card") == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_section_has_one_id_and_is_led_to(tmp_path: Path, language: str) -> None:
    registry = "- {id: a, title: Summary, summary: S, abstract: A, review: R, key_points: [K]}\n"
    run(write(tmp_path, {"index.md": "<< resource:a >>\n"}, registry), language=language)
    text = (tmp_path / "docs/resources/a.md").read_text(encoding="utf-8")
    soup = BeautifulSoup(markdown.markdown(text.split("---\n", 2)[2], extensions=["toc"]), "html.parser")
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {"summary", "key-points", "abstract", "review", "metadata", "cited-by"} <= set(ids)


def test_line_ends_of_another_system_are_known_again(tmp_path: Path) -> None:
    run(write(tmp_path))
    page = tmp_path / f"docs/resources/{KEY}.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert run(tmp_path).written == [f"resources/{KEY}.md"]


def test_a_card_links_to_a_page_only_when_it_is_written(tmp_path: Path) -> None:
    write(tmp_path)
    config = {"resource_cards": {"root": str(tmp_path), "docs_dir": "docs"}}

    def links() -> list[str]:
        html = markdown.markdown("<< resource:b2 >>", extensions=["resource_cards"], extension_configs=config)
        return [link["href"] for link in BeautifulSoup(html, "html.parser").select(".rc-card__foot a")]

    assert links() == []
    run(tmp_path)
    assert links() == ["resources/b2.md"]


def test_titles_are_one_line_of_yaml(tmp_path: Path) -> None:
    run(
        write(
            tmp_path,
            {"index.md": "<< resource:a >>"},
            '- {id: a, title: "it\'s: a #test \\\\ \\"q\\" \u2028 é", authors: [A]}\n',
        )
    )
    head = (tmp_path / "docs/resources/a.md").read_text(encoding="utf-8").split("---\n")[1]
    assert json.loads(head.splitlines()[2].removeprefix("title: ")).startswith("it&#x27;s: a #test")


def test_pages_that_are_not_rendered_have_the_problems_of_their_sources(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "<< resource:gone >>\n\n<< resources typ=x >>\n\n<< resources >>\n\n<< references >>\n"})
    found = SourceSite(SiteConfig(tmp_path, Options.read({}), tmp_path / "docs")).all_problems()
    assert [(one.code, one.location.line) for one in found] == [
        ("unknown_resource", 1),
        ("unknown_field", 3),
        ("empty_references", 7),
    ]
