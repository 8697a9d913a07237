"""Who cites whom is exact, wherever a shortcode came from."""

from __future__ import annotations

from pathlib import Path

from built import SEED, broken_links, handbook, rows


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
    site = handbook(tmp_path, config=config)
    site.put("part.txt", f"See << resource:{SEED} >> and << resource:lamp >>.\n")
    site.pages["shown.md"] = '---\nquality: 90\n---\n# Shown\n\n--8<-- "part.txt"\n'
    built = site.build(strict=True)
    assert _titles(built)[0] == "Shown"
    assert _titles(built, "resources/lamp/index.html") == ["Shown"]
    assert broken_links(built) == []


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
