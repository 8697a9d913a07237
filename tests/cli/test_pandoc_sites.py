"""Commands on a site whose pages cite in Pandoc's syntax."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import Site

CONFIG = "site_name: Test\nplugins:\n  - resource-cards:\n      pandoc_citations: true\n"
REGISTRY = """
- {id: roe20, title: On Gardens, url: "https://example.org/gardens", authors: [Ann Roe]}
- {id: b1, aliases: ["DBLP:conf/xy/RoeS17."], title: On Rivers, url: "https://example.org/rivers"}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "resources.yml").write_text(REGISTRY)
    (tmp_path / "docs").mkdir()
    return Site(tmp_path)


def page(site: Site, text: str) -> Path:
    path = site.root / "docs" / "index.md"
    path.write_text(text)
    return path


def test_check_tells_what_a_build_tells(site: Site) -> None:
    page(site, "# Home\n\n@someone, `[@roe21]`, [@roe20, p. 3].\n\nSee [@roe21] and [@{DBLP:conf/xy/RoeS17.}; @nobody].\n")
    ran = site("check", "--format", "json")
    found = [(one["line"], one["column"], one["message"]) for one in json.loads(ran.out)["problems"]]
    assert found == [(5, 5, "no resource has the key `roe21`"), (5, 18, "no resource has the key `nobody`")]


def test_check_tells_unknown_keys_that_are_no_handles(site: Site) -> None:
    page(site, "# Home\n\n[@octocat], [@fig-one], joe@a.org.\n\n[@missing2019, p. 3] and [see\n@mueller2015].\n")
    ran = site("check", "--format", "json")
    found = [(one["line"], one["column"], one["message"]) for one in json.loads(ran.out)["problems"]]
    assert found[:2] == [
        (5, 1, "no resource has the key `missing2019`"),
        (5, 26, "no resource has the key `mueller2015`"),
    ]


def test_check_knows_who_cites(site: Site) -> None:
    page(site, "# Home\n\n[@roe20]\n")
    assert "unused_entry" in site("check").out
    page(site, "# Home\n\n[@roe20] and @{DBLP:conf/xy/RoeS17.}\n")
    assert "unused_entry" not in site("check").out


def test_find_prints_citations(site: Site) -> None:
    assert site("find", "gardens").out.split("\t")[0].split("  ")[0].strip() in ("[@roe20]", "Citation")
    assert "[@b1]" in site("find", "rivers").out
    assert "[@roe20]" in site("find", "@roe20").out


def test_convert_leaves_citations_whole(site: Site) -> None:
    text = "A [link](https://example.org/rivers), [see [it](https://example.org/gardens), then @roe20, p. 3] [@roe20].\n"
    path = page(site, text)
    site("convert", "--write")
    assert "then @roe20, p. 3] [@roe20]." in path.read_text()


@pytest.mark.parametrize("html", ["<p>[@roe20]</p>", "<div>\n[see @roe20, p. 3]\n</div>"])
def test_check_tells_citations_in_raw_html(site: Site, html: str) -> None:
    page(site, f"# Home\n\n[@roe20]\n\n{html}\n")
    found = json.loads(site("check", "--format", "json").out)["problems"]
    assert [one["code"] for one in found if one["level"] == "warn"] == ["shortcode_in_html"]


def test_check_tells_what_the_sites_options_leave_unread(site: Site) -> None:
    page(site, "---\nbibliography: refs.bib\n---\n# Home\n\n[@nobody] [@roe20].\n")

    def told() -> list[tuple[str, int, int]]:
        found = json.loads(site("check", "--format", "json").out)["problems"]
        return [(one["code"], one["line"], one["column"]) for one in found if one["code"].startswith("unread")]

    assert told() == [("unread_page_field", 2, 1)]
    (site.root / "mkdocs.yml").write_text(CONFIG.replace("true", "false"))
    assert told() == [("unread_citation", 6, 11)]
