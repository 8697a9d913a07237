"""Resource pages, publications, the index, and what is beside them, in built sites."""

from __future__ import annotations

import json
import sys
from html import unescape
from pathlib import Path

import bibtexparser
import pytest
from builds.built import SEED, Built, Site, broken_links, handbook

sys.path.insert(0, str(Path(__file__).parents[1] / "interchange"))
from embedded import coins_of, item_of

URL = "https://darioamodei.com/post/the-urgency-of-interpretability"
PAGE = f"resources/{SEED}/index.html"
THEMES = ["material", "mkdocs", "readthedocs"]
MORE = """
  - id: noted
    title: A Noted Paper
    type: paper
    url: https://lab.example/noted
    published: 2018
    authors: [Ann Author, World Health Organization]
    summary: Says **much** about `lamps`, see [them](javascript:alert(1)) & <b>others</b>.
    key_points: ["First, *this*", Second]
    abstract: "Plain text of an abstract: 1 < 2."
    review: "# Not a heading\\n\\nGood."
    snapshot: {status: 200, fetched: 2026-05-17, text: "A text that says something about lamps and how they are lit."}
  - id: undated
    title: Undated
    snapshot: {status: 200, fetched: 2026-05-17, text: "A text that says something about lamps and how they are lit."}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = handbook(tmp_path_factory.mktemp("content"), theme="material")
    site.registry = str(site.registry) + MORE
    site.pages["more.md"] = (
        "# More\n\n<< resource:noted >>, << resource:lamp >>, << resource:undated >>\n\n<< resource:noted >>\n"
    )
    return site.build(strict=True)


def test_what_the_registry_tells_stands_on_the_page(built: Built) -> None:
    soup = built.soup("resources/noted/index.html")
    headings = [heading.get_text(strip=True).removesuffix("¶") for heading in soup.select("h2[id]")]
    assert headings[:4] == ["Summary", "Key points", "Abstract", "Review"]
    notes = soup.select(".rc-note")
    assert notes[0].strong is not None
    assert notes[0].code is not None
    assert notes[0].a is None or "javascript" not in notes[0].a.get("href", "")
    assert [item.get_text() for item in notes[1].select("li")] == ["First, this", "Second"]
    assert notes[2].get_text(strip=True) == "Plain text of an abstract: 1 < 2."
    assert notes[3].select("h1, h2") == []


def test_the_source_is_saved_from_a_built_page(built: Built) -> None:
    item = item_of(built.html(PAGE), f"https://site.example/resources/{SEED}/")
    assert (item["title"], item["url"], item["date"]) == ("The Urgency of Interpretability", URL, "2025/04")
    assert (item["creators"], item["itemType"]) == ([("Amodei", "Dario")], "webpage")


def test_no_date_is_invented(built: Built) -> None:
    html = built.html("resources/undated/index.html")
    assert "May 17, 2026" in html
    assert item_of(html, "")["date"] == ""


def test_json_ld_stands_in_the_head(built: Built) -> None:
    (script,) = built.soup(PAGE).select("head > script[type='application/ld+json']")
    data = json.loads(script.string or "")
    assert (data["@type"], data["url"], data["datePublished"]) == ("WebPage", URL, "2025-04")


def test_only_pages_of_resources_speak_for_a_source(built: Built) -> None:
    for page in ("index.html", "resources/index.html", "resources/publications/lab/index.html"):
        assert "citation_title" not in built.html(page)


def test_full_cards_have_coins(built: Built) -> None:
    (fields,) = coins_of(built.html("index.html"))
    assert fields["rft.title"] == ["The Urgency of Interpretability"]
    assert (fields["rft_id"], fields["rft.au"], fields["rft.date"]) == ([URL], ["Amodei, Dario"], ["2025-04"])
    span = built.soup("index.html").select_one("article.rc-card--full > span.Z3988")
    assert span is not None
    assert span.get_text() == ""
    assert coins_of(built.html(PAGE)) == []  # they would win over the tags in the head, and say less


def test_downloads_are_linked_and_whole(built: Built) -> None:
    for page, name, count in ((PAGE, SEED, 1), ("resources/index.html", "resources", 4)):
        links = built.soup(page).select(".rc-downloads a[download]")
        assert [link.get_text() for link in links] == ["BibTeX", "RIS", "CSL-JSON"]
        assert [link["href"].rsplit("/", 1)[-1] for link in links] == [f"{name}.bib", f"{name}.ris", f"{name}.csl.json"]
        assert len(bibtexparser.parse_string(built.html(f"resources/{name}.bib")).entries) == count
        assert len(json.loads(built.html(f"resources/{name}.csl.json"))) == count
    assert broken_links(built) == []


def test_ris_keeps_its_line_ends(built: Built) -> None:
    data = (built.folder / f"resources/{SEED}.ris").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 5


def test_the_catalogue_tells_who_cites(built: Built) -> None:
    data = json.loads(built.html("resources/resources.json"))
    seed = next(one for one in data["resources"] if one["id"] == SEED)
    assert [(page["title"], page.get("quality"), page["count"]) for page in seed["cited_by"]] == [
        ("Interpretability", 66.0, 2),
        ("Safety-Capability Tradeoff Model", 64.0, 1),
        ("Mechanistic Interpretability", 59.0, 2),
    ]
    assert seed["cited_by"][1]["url"] == f"../model/#rc-ref-{SEED}"
    assert seed["page"] == f"{SEED}/"
    assert [one["id"] for one in data["publications"]] == ["lab"]


def test_a_publication_has_a_page_with_its_resources(built: Built) -> None:
    soup = built.soup("resources/publications/lab/index.html")
    assert soup.h1 is not None
    assert soup.h1.get_text().removesuffix("¶") == "The Lab's Blog"
    assert [card["data-rc-id"] for card in soup.select(".rc-list article")] == ["lamp", "noted"]
    assert "High" in soup.select(".rc-meta")[0].get_text()
    (link,) = built.soup("resources/noted/index.html").select(".rc-meta a[href*=publications]")
    assert (link["href"], link.get_text()) == ("../publications/lab/", "The Lab's Blog")


def test_descriptions_are_of_the_page(built: Built) -> None:
    description = {
        page: built.soup(f"{page}index.html").select_one("meta[name=description]")["content"]  # type: ignore[index]
        for page in ("resources/", "resources/noted/", f"resources/{SEED}/", "resources/publications/lab/")
    }
    assert description["resources/"] == "4 resources"
    about = "Paper · Ann Author, World Health Organization · The Lab's Blog · 2018. Says much"
    assert description["resources/noted/"].startswith(about)
    assert description[f"resources/{SEED}/"] == "Web · Dario Amodei · darioamodei.com · April 2025"
    assert description["resources/publications/lab/"] == "2 resources"


def test_without_pages_there_are_no_downloads(tmp_path: Path) -> None:
    built = handbook(tmp_path, options="pages: none").build(strict=True)
    assert [name for name in built.files if name.startswith("resources")] == []


def test_the_authors_own_files_stay(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages |= {
        "resources/index.md": "# Our sources\n",
        f"resources/{SEED.upper()}.bib": "@misc{ours}\n",
        "resources/resources.json": "[]\n",
        "resources/publications.md": "# Where they appear\n",
    }
    built = site.build()
    assert "Our sources" in built.html("resources/index.html")
    assert built.html("resources/resources.json") == "[]\n"
    assert f"resources/{SEED}.bib" not in built.files
    assert f"resources/{SEED}.ris" in built.files
    assert sorted(line.split(": ")[0] for line in built.warnings) == [
        f"docs/resources/{SEED.upper()}.bib",
        "docs/resources/index.md",
        "docs/resources/resources.json",
    ]
    links = built.soup(PAGE).select(".rc-downloads a")
    assert [link.get_text() for link in links] == ["RIS", "CSL-JSON"]


def test_publications_without_resources_have_no_page(tmp_path: Path) -> None:
    built = handbook(tmp_path).build(strict=True)
    assert not any("publications/" in name for name in built.files)


def test_the_page_tells_what_is_said_where_it_is_cited(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["index.md"] += '\nOne. As <b>some</b> say of << resource:noted "the note" >>, {{ x }} is *so* & so. Three.\n'
    site.registry = str(site.registry) + MORE
    page = site.build(strict=True).soup("resources/noted/index.html")
    sentences = [one.text for one in page.select(".rc-cited q.rc-cited__sentence")]
    assert sentences == ["As some say of the note, {{ x }} is so & so."]


def test_words_of_a_resource_are_in_its_language_and_rows_in_the_order_of_people(tmp_path: Path) -> None:
    registry = """
- id: a
  title: 深い学び
  language: ja
  url: https://lab.example/
  authors: [山田]
  summary: これは要約です。とても長い文章ではありません。
  cited_by: [Page 131, Page 30, Page 232, Page 4]
"""
    text = '# Home\n\n<< resource:a >>\n\nSee << resource:a >> and << resource:a "one" >>.\n\n<< references >>\n'
    built = Site(tmp_path, {"index.md": text}, registry=registry).build(strict=True)
    home, page = built.soup("index.html"), built.soup("resources/a/index.html")
    marked = [one.get_text(strip=True) for one in home.select("[role=main] [lang]")]
    assert marked == ["深い学び", "これは要約です。とても長い文章ではありません。", "深い学び", "深い学び"]
    assert page.h1["lang"] == "ja"
    assert [row.select_one("bdi").text for row in home.select(".rc-cited tbody tr")] == [
        "Home",
        "Page 4",
        "Page 30",
        "Page 131",
        "Page 232",
    ]


SOCIAL = """
from pathlib import Path
from mkdocs.plugins import BasePlugin, event_priority

def on_config(config):
    config.plugins["social"] = BasePlugin()

@event_priority(-100)
def on_page_markdown(markdown, page, **_):
    with Path(__file__).with_name("drawn.txt").open("a", encoding="utf-8") as file:
        file.write(f"{page.url} {page.meta.get('description')}\\n")
"""


def test_the_plugin_social_finds_what_pages_are_about_before_they_are_filled(tmp_path: Path) -> None:
    pages = {"index.md": f"<< resource:{SEED} >> << resource:lamp >>\n"}
    site = Site(tmp_path, pages, options="pages: all", config="hooks: [hook.py]", theme="material")
    site.put("hook.py", SOCIAL)
    built = site.build()
    drawn = (tmp_path / "drawn.txt").read_text(encoding="utf-8").splitlines()
    told = {url: unescape(text) for url, text in (line.split(" ", 1) for line in drawn) if url.startswith("resources/")}
    shown = {url: built.soup(f"{url}index.html").find("meta", {"name": "description"}) for url in told}
    assert len(told) == 5
    assert told == {url: tag["content"] for url, tag in shown.items() if tag}
