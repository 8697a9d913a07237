"""Lists of references beyond a page, and numbers that go through the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import Built, Site, broken_links

REGISTRY = """
- {id: fog, title: On Fog, url: https://example.org/fog, authors: [Zoe Fox], published: 2020}
- {id: oak, title: On Oaks, url: https://example.org/oak, authors: [Ann Roe], published: 2021}
- {id: sea, title: On Seas, url: https://example.org/sea, authors: [Ann Roe], published: 2019}
- {id: ice, title: On Ice, url: https://example.org/ice}
"""
PAGES = {
    "index.md": "# Home\n\n<< references site >>\n",
    "b/one.md": "# One\n\nA << resource:fog view=number >> and << resource:oak view=number >>.\n",
    "b/list.md": "# List\n\n<< references section >>\n",
    "a/two.md": "# Two\n\nA << resources oak sea view=number >>.\n\n<< references >>\n",
}
NAV = "nav: [index.md, {B: [b/one.md, b/list.md]}, {A: [a/two.md]}]"


def listed(built: Built, page: str) -> list[str]:
    return [one.cite.get_text() for one in built.soup(page).select(".rc-refs__item")]


def numbers(built: Built, page: str) -> list[str]:
    return [one.get_text() for one in built.soup(page).select("sup")]


def test_a_bibliography_of_the_site_and_of_a_section(tmp_path: Path) -> None:
    built = Site(tmp_path, PAGES, registry=REGISTRY, config=NAV).build(strict=True)
    assert listed(built, "index.html") == ["On Fog", "On Seas", "On Oaks"]
    assert listed(built, "b/list/index.html") == ["On Fog", "On Oaks"]
    assert listed(built, "a/two/index.html") == ["On Oaks", "On Seas"]
    assert numbers(built, "a/two/index.html") == ["[1, 2]\u2060"]
    jumps = [one["href"] for one in built.soup("index.html").select("[id=rc-site-oak] .rc-jump")]
    assert sorted(jumps) == ["a/two/#rc-ref-oak", "b/one/#rc-ref-oak"]
    assert broken_links(built) == []


def test_what_only_rendering_shows_is_listed_too(tmp_path: Path) -> None:
    config = f"{NAV}\nmarkdown_extensions:\n  - pymdownx.snippets: {{base_path: ['{tmp_path}']}}"
    site = Site(tmp_path, {**PAGES, "b/one.md": '# One\n\n--8<-- "part.txt"\n'}, registry=REGISTRY, config=config)
    site.put("part.txt", "In << resource:ice >>.\n")
    built = site.build(strict=True)
    assert listed(built, "index.html") == ["On Ice", "On Seas", "On Oaks"]
    assert listed(built, "b/list/index.html") == ["On Ice"]


def test_numbers_go_through_the_site(tmp_path: Path) -> None:
    built = Site(tmp_path, PAGES, registry=REGISTRY, config=NAV, options="references: site").build(strict=True)
    assert numbers(built, "b/one/index.html") == ["[1]", "[2]\u2060"]
    assert numbers(built, "a/two/index.html") == ["[2, 3]\u2060"]
    items = built.soup("a/two/index.html").select(".rc-refs__item")
    assert [(one["value"], one.cite.get_text()) for one in items] == [("2", "On Oaks"), ("3", "On Seas")]
    assert listed(built, "index.html") == ["On Fog", "On Oaks", "On Seas"]
    assert built.soup("index.html").select("li[value]") == []


@pytest.mark.parametrize("style", ["''", "ieee", "apa"])
@pytest.mark.parametrize("scope", ["site", "section"])
def test_with_numbers_of_the_site_one_list_serves_the_page_too(tmp_path: Path, style: str, scope: str) -> None:
    page = f"# List\n\nA << resource:oak view=number >>.\n\n<< references {scope} >>\n"
    site = Site(
        tmp_path,
        {**PAGES, "b/list.md": page},
        registry=REGISTRY,
        config=NAV,
        options=f"references: site\ncitation_style: {style}",
    )
    built = site.build(strict=True)
    soup = built.soup("b/list/index.html")
    assert len(soup.select(".rc-refs")) == 1
    everything = ["rc-site-fog", "rc-site-sea"] if scope == "site" else ["rc-section-fog"]
    assert sorted(one["id"] for one in soup.select(".rc-refs > li")) == sorted(["rc-cite-oak", *everything])
    assert "#rc-cite-oak" in [one["href"] for one in soup.select("p a[href^='#']")]
    assert broken_links(built) == []
    site.pages["b/list.md"] = f"{page}\n<< references >>\n"
    assert len(site.build(strict=True).soup("b/list/index.html").select(".rc-refs")) == 2, "who asks for both gets both"
    site.pages["b/list.md"] = f"---\nreferences: numbered\n---\n{page}"
    assert len(site.build(strict=True).soup("b/list/index.html").select(".rc-refs")) == 2, "the numbers are others"


def test_the_list_that_serves_a_page_has_all_of_its_sources(tmp_path: Path) -> None:
    config = f"{NAV}\nmarkdown_extensions:\n  - pymdownx.snippets: {{base_path: ['{tmp_path}']}}"
    page = '---\nnocite: "@sea"\n---\n# Home\n\n--8<-- "part.txt"\n\n<< references site >>\n'
    options = "references: site\npandoc_citations: true"
    site = Site(
        tmp_path,
        {"index.md": page, **{one: PAGES[one] for one in PAGES if one[0] in "ab"}},
        registry=REGISTRY,
        config=config,
        options=options,
    )
    site.put("part.txt", "In @ice.\n")
    built = site.build(strict=True)
    assert len(built.soup("index.html").select(".rc-refs")) == 1
    assert sorted(listed(built, "index.html")) == ["On Fog", "On Ice", "On Oaks", "On Seas"]
    assert {one["id"] for one in built.soup("index.html").select(".rc-refs > li")} >= {"rc-cite-ice", "rc-cite-sea"}
    assert broken_links(built) == []


def test_a_page_may_number_for_itself(tmp_path: Path) -> None:
    pages = {**PAGES, "a/two.md": f"---\nreferences: numbered\n---\n{PAGES['a/two.md']}"}
    built = Site(tmp_path, pages, registry=REGISTRY, config=NAV, options="references: site").build(strict=True)
    assert numbers(built, "a/two/index.html") == ["[1, 2]\u2060"]


def test_a_bibliography_is_sorted_by_all_names_and_then_by_year(tmp_path: Path) -> None:
    registry = """
- {id: a, title: A, authors: ["Roe, Richard"], published: 2017}
- {id: b, title: B, authors: ["Roe, Jane", "Lee, Kim"], published: 2016}
- {id: c, title: C, authors: ["Roe, Jane"], published: 2021}
- {id: d, title: D, authors: ["Roe, Jane"], published: 2019}
- {id: e, title: E, authors: ["Roe, Jane", "Ito, Ken"], published: 2020}
- {id: f, title: The Quay}
"""
    pages = {"index.md": "<< resources a b c d e f view=number >>\n\n<< references site >>\n"}
    built = Site(tmp_path, pages, registry=registry).build()
    items = built.soup("index.html").select("[id^=rc-site-]")
    assert [one["id"].removeprefix("rc-site-") for one in items] == list("fdceba")


TWINS = """
- {id: fog, title: On Fog, authors: [Zoe Fox], published: 2020, type: book}
- {id: oak, title: On Oaks, authors: [Ann Roe], published: 2021, type: book}
- {id: sea, title: On Seas, authors: [Ann Roe], published: 2021, type: book}
- {id: ice, title: On Ice, authors: [Ann Roe], published: 2021, type: book}
- {id: dew, title: On Dew, authors: [Zoe Fox], published: 2020, type: book}
"""
TWIN_PAGES = {
    "index.md": "# Home\n\n<< references site >>\n",
    "b/one.md": "# One\n\nA << resource:fog >>, B << resource:sea >>.\n",
    "b/list.md": "# List\n\n<< references section >>\n",
    "a/two.md": "# Two\n\nA << resource:oak >>, B << resources fog ice sea view=number >>.\n",
}
LATE = "hooks: [hook.py]"
HOOK = 'def on_page_markdown(markdown, **kw):\n    return markdown.replace("# Two", "# Two\\n\\nC << resource:dew >>.")\n'


def cited(built: Built, page: str) -> list[str]:
    return [one.get_text().replace("\u2060", "") for one in built.soup(page).select("[role=main] p > .rc-cites")]


def entries(built: Built, page: str) -> list[str]:
    found = built.soup(page).select(".rc-refs--styled > li")
    for jumps in (jump for one in found for jump in one.select(".rc-refs__jumps")):
        jumps.extract()
    return [" ".join(one.get_text(" ", strip=True).split()) for one in found]


def test_the_numbers_of_a_style_go_through_the_site(tmp_path: Path) -> None:
    options = "references: site\ncitation_style: ieee"
    site = Site(tmp_path, TWIN_PAGES, registry=TWINS, config=f"{NAV}\n{LATE}", options=options)
    site.put("hook.py", HOOK)
    built = site.build(strict=True)
    assert cited(built, "b/one/index.html") == ["[1]", "[2]"]
    assert cited(built, "a/two/index.html") == ["[5]", "[3]", "[1], [2], [4]"]
    assert [one.split()[0] for one in entries(built, "a/two/index.html")] == ["[1]", "[2]", "[3]", "[4]", "[5]"]
    assert [one.split("On ")[1][:3] for one in entries(built, "index.html")] == ["Fog", "Sea", "Oak", "Ice", "Dew"]
    assert [one.split()[0] for one in entries(built, "b/list/index.html")] == ["[1]", "[2]"]
    assert broken_links(built) == []


def test_a_style_tells_alike_sources_apart_in_the_whole_site(tmp_path: Path) -> None:
    options = "references: site\ncitation_style: apa"
    site = Site(tmp_path, TWIN_PAGES, registry=TWINS, config=NAV, options=options)
    assert cited(site.build(strict=True), "b/one/index.html") == ["(Fox, 2020)", "(Roe, 2021c)"]
    site.config = f"{NAV}\n{LATE}"  # What no scan sees changes the pages before it.
    site.put("hook.py", HOOK)
    built = site.build(strict=True)
    assert cited(built, "b/one/index.html") == ["(Fox, 2020b)", "(Roe, 2021c)"]
    assert cited(built, "a/two/index.html") == ["(Fox, 2020a)", "(Roe, 2021b)", "(Fox, 2020b; Roe, 2021a, 2021c)"]
    whole = entries(built, "index.html")
    assert [one.split(".")[1].strip()[:7] for one in whole] == ["(2020a)", "(2020b)", "(2021a)", "(2021b)", "(2021c)"]
    assert entries(built, "b/one/index.html") == [whole[1], whole[4]]
    assert built.soup("index.html").select("[id=rc-site-fog] .rc-jump")


def test_a_note_with_a_citation_in_it_takes_in_what_only_rendering_shows(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Home\n\nA [see <kbd>x</kbd> & *y* @dew, in [@fog] words \\* of `c`]. B @sea.\n",
        "two.md": "# Two\n\nNothing.\n",
    }
    options = "citation_style: chicago-notes-bibliography\npandoc_citations: true"
    registry = TWINS.replace("authors: [Zoe Fox], ", "")
    site = Site(tmp_path, pages, registry=registry, config=LATE, options=options)
    site.put("hook.py", HOOK)
    built = site.build(strict=True)
    note = built.soup("index.html").select_one("#rc-note-1")
    assert note is not None
    assert note.select_one("a[href='resources/dew/']"), "a second page cites it, so it has a page of its own"
    assert " ".join(note.get_text().split()).startswith("See x & y On Dew (2020), in 2 words * of c.")
    assert note.select_one("sup .rc-ref[data-rc-id=fog] a")["href"] == "#rc-note-2"
    assert [one.name for one in note.select("kbd, em, code")] == ["kbd", "em", "code"]
    assert "wzxhzdk" not in built.html("index.html")
    assert broken_links(built) == []
