"""Who cites whom is exact, wherever a shortcode came from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from built import SEED, Site, broken_links, handbook, rows

import mkdocs_resource_cards
from mkdocs_resource_cards.render import Renderer


def _titles(built, page: str = "index.html") -> list[str]:  # type: ignore[no-untyped-def]
    return [row[0] for row in rows(built, page)]


def test_code_comments_and_generated_pages_do_not_cite(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["code.md"] = (
        f"# Code\n\n`<< resource:{SEED} >>`\n\n    << resource:{SEED} >>\n\n<!-- << resource:{SEED} >> -->\n"
    )
    site.pages["all.md"] = "# All\n\n<< resources type=web >>\n"
    assert len(_titles(site.build(strict=True))) == 3


def test_a_snippet_cites_where_it_is_shown(tmp_path: Path) -> None:
    snippets = f"pymdownx.snippets: {{base_path: ['{tmp_path}'], check_paths: true}}"
    config = f"markdown_extensions:\n  - attr_list\n  - tables\n  - {snippets}"
    site = handbook(tmp_path, config=config, options="pages: all")
    site.put("part.txt", f"See << resource:{SEED} >> and << resource:lamp >>.\n")
    site.pages["shown.md"] = '---\nquality: 90\n---\n# Shown\n\n--8<-- "part.txt"\n'
    built = site.build(strict=True)
    assert _titles(built)[0] == "Shown"
    assert _titles(built, "resources/lamp/index.html") == ["Shown"]
    assert broken_links(built) == []


def test_lists_and_links_know_what_snippets_cite(tmp_path: Path) -> None:
    config = f"markdown_extensions:\n  - pymdownx.snippets: {{base_path: ['{tmp_path}'], check_paths: true}}"
    site = handbook(tmp_path, config=config)
    site.put("part.txt", "In << resource:plain >> and << resource:lamp >>.\n")
    site.pages["shown.md"] = (
        '# Shown\n\n--8<-- "part.txt"\n\n<< resources cited=false >>\n\n'
        "<< resources sort=-citations view=table >>\n\n<< resources cited=true type=none >>\n"
    )
    site.pages["also.md"] = '# Also\n\n--8<-- "part.txt"\n'
    built = site.build()
    page = built.soup("shown/index.html")
    assert page.select_one(".rc-ref[data-rc-id=plain] a")["href"] == "../resources/plain/"
    assert page.select(".rc-list article") == []
    assert [row["data-rc-id"] for row in page.select(".rc-rows tr[data-rc-id]")] == [SEED, "lamp", "plain"]
    assert len([one for one in built.warnings if "empty_query" in one]) == 2
    assert broken_links(built) == []


def test_a_query_that_only_snippets_answer_is_no_problem(tmp_path: Path) -> None:
    config = f"markdown_extensions:\n  - pymdownx.snippets: {{base_path: ['{tmp_path}'], check_paths: true}}"
    text = '# Shown\n\n<< resources cited=true >>\n\n--8<-- "part.txt"\n'
    site = Site(tmp_path, {"index.md": text}, config=config)
    site.put("part.txt", "In << resource:plain >>.\n")
    built = site.build(strict=True)
    assert [one["data-rc-id"] for one in built.soup("index.html").select(".rc-list article")] == ["plain"]
    assert built.warnings == []


def test_rows_lead_into_tables_of_keys(tmp_path: Path) -> None:
    page = f"# Table\n\n<< resources {SEED} lamp view=table >>\n\n<< references >>\n"
    built = Site(tmp_path, {"index.md": page}).build(strict=True)
    assert built.soup("index.html").select_one("tr#rc-ref-lamp") is not None
    assert broken_links(built) == []


def test_a_source_without_a_url_is_reached_by_its_doi_or_its_archive(tmp_path: Path) -> None:
    registry = (
        "- {id: d, title: D, doi: 10.1000/182, authors: [A]}\n- {id: w, title: W, archive_url: 'https://archive.example/w'}\n"
    )
    built = Site(tmp_path, {"index.md": "# Home\n\n<< resource:d >>\n\nSee << resource:w >>.\n"}, registry).build(strict=True)
    assert built.soup("index.html").select_one(".rc-title__link")["href"] == "https://doi.org/10.1000/182"
    assert built.soup("index.html").select_one(".rc-ref a")["href"] == "https://archive.example/w"
    assert built.soup("resources/d/index.html").select_one("a.rc-button")["href"] == "https://doi.org/10.1000/182"


def test_a_hook_that_writes_and_removes_shortcodes(tmp_path: Path) -> None:
    site = handbook(tmp_path, config="hooks: [hook.py]")
    site.put(
        "hook.py",
        f"""
        def on_page_markdown(markdown, page, config, files):
            if page.file.src_uri == "model.md":
                return markdown.replace("<< resource:{SEED} >>", "gone")
            if page.file.src_uri == "made.md":
                page.meta["quality"] = 99
                return markdown + "\\n\\n<< resource:{SEED} view=compact >>\\n"
        """,
    )
    site.pages["made.md"] = "# Made\n"
    built = site.build(strict=True)
    assert rows(built, "index.html") == [
        ("Made", "", "99"),
        ("Interpretability", "Research Area", "66"),
        ("Mechanistic Interpretability", "Research Area", "59"),
    ]
    assert _titles(built, f"resources/{SEED}/index.html")[0].startswith("Made")
    assert built.soup("made/index.html").select_one(".rc-count").get_text() == "Cited by 3 pages"
    assert broken_links(built) == []


def test_pages_that_are_not_published_do_not_cite(tmp_path: Path) -> None:
    site = handbook(tmp_path, config="exclude_docs: secret.md\ndraft_docs: draft.md\nnot_in_nav: hidden.md")
    for name in ("secret", "draft", "hidden"):
        site.pages[f"{name}.md"] = f"# {name.title()}\n\n<< resource:{SEED} >>\n"
    assert _titles(site.build(strict=True)) == [
        "Interpretability",
        "Safety-Capability Tradeoff Model",
        "Mechanistic Interpretability",
        "Hidden",
    ]


def test_a_page_of_a_resource_that_only_a_hook_removed_is_not_built(tmp_path: Path) -> None:
    site = handbook(tmp_path, config="hooks: [hook.py]")
    site.put("hook.py", "def on_page_markdown(markdown, **kw):\n    return markdown.replace('<< resource:lamp >>', '')\n")
    site.pages["lamps.md"] = "# Lamps\n\n<< resource:lamp >>\n"
    built = site.build(strict=True)
    assert "resources/lamp/index.html" not in built.files
    assert f"resources/{SEED}/index.html" in built.files


def test_declared_pages_join_unless_they_are_of_this_site(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    assert site.registry is not None
    declared = """
    cited_by:
      - model
      - Interpretability
      - lamps
      - An Outside Page
      - An Outside Page
      - {title: Report, url: "https://elsewhere.example/r", type: Report, quality: 65}
      - {title: Old, url: "https://site.example/old/"}
"""
    site.registry = site.registry.replace(
        "    credibility: 4\n    tags", f"{declared.strip(chr(10))}\n    credibility: 4\n    tags"
    )
    site.pages["lamps.md"] = "# Lamps\n\nCites nothing.\n"
    built = site.build(strict=True)
    assert rows(built, "index.html") == [
        ("Interpretability", "Research Area", "66"),
        ("Report", "Report", "65"),
        ("Safety-Capability Tradeoff Model", "Analysis", "64"),
        ("Mechanistic Interpretability", "Research Area", "59"),
        ("An Outside Page", "", "–"),
    ]
    link = built.soup("index.html").select_one(".rc-cited a[href^='https://elsewhere']")
    assert link.get_text() == "Report"


def test_keys_of_type_and_quality_can_be_chosen(tmp_path: Path) -> None:
    site = handbook(tmp_path, options="type_key: kind\nquality_key: score")
    site.pages["own.md"] = f"---\nkind: Note\nscore: 99.5\ntype: x\nquality: 1\n---\n# Own\n\n<< resource:{SEED} >>\n"
    assert rows(site.build(strict=True), "index.html")[0] == ("Own", "Note", "99.5")


def test_a_quality_that_is_none_is_told_and_left_out(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    for number, quality in enumerate(["high", "120", "[1]", ".nan", "true", "-1"]):
        site.pages[f"p{number}.md"] = f"---\nquality: {quality}\n---\n# P{number}\n\n<< resource:{SEED} >>\n"
    built = site.build(strict=True)
    assert [row[2] for row in rows(built, "index.html")][3:5] == ["–", "–"]
    assert len([line for line in built.infos if "invalid_page_field" in line]) == 6


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"quality: {'9' * 400}", f"`quality` must be a number from 0 to 100, not {'9' * 80}…"),
        (f"quality: 0x{'f' * 5000}", "`quality` must be a number from 0 to 100, not a number of thousands of digits"),
        (f"type: 0x{'f' * 5000}", "`type` must be a text, not a number of thousands of digits"),
    ],
)
def test_a_number_that_no_computer_counts_with_is_told_and_left_out(tmp_path: Path, line: str, told: str) -> None:
    site = handbook(tmp_path)
    site.pages["huge.md"] = f"---\n{line}\n---\n# Huge\n\n<< resource:{SEED} >>\n"
    built = site.build(strict=True)
    assert ("Huge", "", "–") in rows(built, "index.html")
    assert [one for one in built.infos if "invalid_page_field" in one] == [f"docs/huge.md: invalid_page_field {told}"]


def test_a_page_that_says_of_its_references_what_cannot_be_is_told(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["typo.md"] = f"---\nreferences: number\n---\n# Typo\n\nSee << resource:{SEED} >>.\n"
    told = [line for line in site.build(strict=True).infos if "invalid_page_field" in line]
    assert told == ["docs/typo.md: invalid_page_field `references` must be linked, numbered or site, not 'number'"]


_SAME = "".join(f"- {{id: n{n}, title: Same, authors: [A]}}\n" for n in (1, 2, 3))


def _links_of_the_same(tmp_path: Path, shortcodes: str, content: str = "content") -> list[tuple[str, str]]:
    """(resource, address) of the references on a page that a hook writes, whose HTML it then changes."""
    config = "hooks: [hook.py]"
    site = Site(tmp_path, {"index.md": "# Home\n\nSame. MARK\n"}, _SAME, options="previews: false", config=config)
    site.put(
        "hook.py",
        f"""
        import re
        def on_page_markdown(markdown, **kw):
            return markdown.replace("MARK", {shortcodes!r})
        def on_page_content(content, **kw):
            return {content}
        """,
    )
    built = site.build(strict=True)
    references = built.soup("index.html").select(".rc-ref")
    return [(one["data-rc-id"], one.a["href"] if one.a else "") for one in references]


def test_references_of_the_same_title_lead_each_to_its_own_page(tmp_path: Path) -> None:
    cited = "<< resource:n1 >> and << resource:n2 >>, << resource:n1 >>\n\n<< resource:n3 >>\n\n<< resources n2 >>"
    assert _links_of_the_same(tmp_path, cited) == [
        ("n1", "resources/n1/"),
        ("n2", "resources/n2/"),
        ("n1", "resources/n1/"),
    ]


_THREE = "<< resource:n1 >>, << resource:n2 >>, << resource:n3 >>."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("""content.replace('">Same', '" dir="ltr">Same', 1)""", ["", "resources/n2/", "resources/n3/"]),
        (
            """re.sub('<span class="rc-ref[^>]*data-rc-id="n2".*?</span>[^ ]*?</span>', '', content)""",
            ["resources/n1/", "resources/n3/"],
        ),
        ("content * 2", [f"resources/n{n}/" for n in (1, 2, 3, 1, 2, 3)]),
    ],
)
def test_references_of_the_same_title_in_what_another_plugin_changed(
    tmp_path: Path, content: str, expected: list[str]
) -> None:
    assert [address for _, address in _links_of_the_same(tmp_path, _THREE, content)] == expected


def test_references_of_the_same_title_in_a_template_of_ones_own_go_by_their_order(tmp_path: Path) -> None:
    site = Site(tmp_path, {"index.md": "# Home\n\nMARK\n"}, _SAME, options="previews: false", config="hooks: [hook.py]")
    site.theme = "theme: {name: mkdocs, custom_dir: own}\n"
    site.put("own/resource-cards/reference.html", "{{ ref.label }}{% if ref.href %} ({{ ref.href }}){% endif %}\n")
    site.put("hook.py", f"def on_page_markdown(markdown, **kw):\n    return markdown.replace('MARK', '{_THREE}')\n")
    references = site.build(strict=True).soup("index.html").select(".rc-ref")
    assert [one.text.strip() for one in references] == [f"Same (resources/n{n}/)" for n in (1, 2, 3)]


@pytest.mark.parametrize("style", ["", "citation_style: apa\n"])
def test_what_no_page_has_changed_is_rendered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    made = Counter[str]()
    render = Renderer.rendered

    def counted(self: Renderer, name: str, **context: object) -> str:
        made[name] += 1
        return render(self, name, **context)

    monkeypatch.setattr(Renderer, "rendered", counted)
    number = "See << resource:plain view=number >>."
    page = "\n\n".join(["# A", "<< resource:lamp >>", number, "<< resources lamp plain >>", "<< references >>", ""])
    site = Site(tmp_path, {"a.md": page, "index.md": "# B\n\n<< references site >>\n"}, options=f"pages: none\n{style}")
    site.build()
    lists = {name: count for name, count in made.items() if name in ("card", "list", "references", "styled-references")}
    assert lists == {"card": 1, "list": 1, "styled-references" if style else "references": 2}


@pytest.mark.parametrize("own", ["styled-references", "parts"])
def test_a_template_of_ones_own_gets_the_cards_of_styled_references(tmp_path: Path, own: str) -> None:
    site = Site(tmp_path, {"index.md": "# A\n\nSee << resource:lamp view=number >>.\n"}, options="citation_style: apa\n")
    site.theme = "theme: {name: mkdocs, custom_dir: own}\n"
    text = (Path(mkdocs_resource_cards.__file__).parent / f"templates/resource-cards/{own}.html").read_text(encoding="utf-8")
    mark = {"styled-references": "{{- text", "parts": "{% if card.direction %}"}[own]
    told = {"styled-references": "{{- item.card.kind.label ~ text", "parts": ' title="{{ card.kind.label }}"' + mark}[own]
    site.put(f"own/resource-cards/{own}.html", text.replace(mark, told))
    items = site.build(strict=True).soup("index.html").select(".rc-refs__item")
    assert ["Resource" in str(one) for one in items] == [True]
