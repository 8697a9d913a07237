"""What is wrong is told once, with its place and the likely fix; nothing else is lost for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import SEED, handbook
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from mkdocs_resource_cards.cli.main import app


def test_all_of_them_in_one_run(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["bad.md"] = (
        "---\ntitle: Bad\n---\nA << resource:lamb >> and\nmore << resource:lamb >> and <<resource:lamp veiw=full>>.\n\n"
        "`<< resource:lamb >>`\n\n- << resource:lamp view=full >>\n\n<< resource:never-heard-of >>\n"
    )
    site.pages["deep/worse.md"] = "# W\n\n<< resources colour=red >>\n\n<< resources type=song >>\n"
    built = site.build()
    assert [line.split("; ")[0] for line in built.warnings] == [
        "docs/bad.md:4:3: unknown_resource no resource has the key `lamb`",
        "docs/bad.md:5:6: unknown_resource no resource has the key `lamb`",
        "docs/bad.md:5:30: malformed_shortcode unexpected `veiw=full`",
        "docs/bad.md:9:3: card_not_allowed `view=full` is not possible within a paragraph, heading, list item or cell",
        "docs/bad.md:11:1: unknown_resource no resource has the key `never-heard-of`",
        "docs/deep/worse.md:3:1: unknown_field there is no field `colour` to filter by",
        "docs/deep/worse.md:5:1: empty_query no resource has the type `song`",
    ]
    assert built.warnings[0].endswith("did you mean lamp (How Lamps Are Lit)?")
    soup = built.soup("bad/index.html")
    assert soup.select_one("span.rc-ref--missing")["data-rc-id"] == "lamb"
    assert soup.select_one("aside.rc-card--missing")["data-rc-id"] == "never-heard-of"
    assert soup.select_one("[role=main]").get_text().count("<<resource:lamp veiw=full>>") == 1


def test_a_bar_that_ends_a_cell_within_a_label_is_told_at_its_place(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["bad.md"] = (
        '# Bad\n\n<< resource:lamp >> and << resource:lamp "a|b" >>\n\n| << resource:lamp "a \\| b" >> | b |\n| --- | --- |\n'
        '| z | << resource:lamp "p|q" >> |\n| << resource:lamp "r|s" >> | z |\n'
    )
    message = (
        'malformed_shortcode the label is not closed on its line; end it with `"`; within a table, write `\\|` for a bar in it'
    )
    assert site.build().warnings == [f"docs/bad.md:7:7: {message}", f"docs/bad.md:8:3: {message}"]


def test_the_same_text_twice_with_different_problems(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["bad.md"] = "Text << resources sort=foo >> text.\n\n<< resources sort=foo >>\n\n<< references >>\n"
    site.pages["card.md"] = "<< resource:lamp view=full >>\n\nText << resource:lamp view=full >> text.\n\n<< references >>\n"
    site.pages["twice.md"] = "<< references >>\n\n<< references >>\n\nAnd << references >>.\n"
    told = [_head(line) for line in site.build().warnings]
    assert told == [
        "docs/bad.md:1:6: card_not_allowed",
        "docs/bad.md:3:1: unknown_field",
        "docs/card.md:3:6: card_not_allowed",
        "docs/twice.md:3:1: malformed_shortcode",
        "docs/twice.md:5:5: card_not_allowed",
    ]
    ignored = "unused_entry,unused_publication,empty_references"
    ran = CliRunner().invoke(app, ["-f", str(tmp_path / "mkdocs.yml"), "check", "--ignore", ignored])
    assert [line[line.index("docs/") :] for line in map(_head, ran.stdout.splitlines())] == told


def _head(line: str) -> str:
    return " ".join(line.split()[:2])


def test_strict_fails(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["bad.md"] = "# Bad\n\n<< resource:lamb >>\n"
    with pytest.raises(Abort):
        site.build(strict=True)


@pytest.mark.parametrize(("level", "warned", "told"), [("warn", 1, 0), ("info", 0, 1), ("ignore", 0, 0)])
def test_levels(tmp_path: Path, level: str, warned: int, told: int) -> None:
    site = handbook(tmp_path, options=f"validation:\n  unknown_resource: {level}")
    site.pages["bad.md"] = "# Bad\n\n<< resource:lamb >>\n"
    built = site.build()
    assert sum("unknown_resource" in line for line in built.warnings) == warned
    assert sum("unknown_resource" in line for line in built.infos) == told


def test_what_has_no_effect_in_a_citation_style_is_told_by_builds_and_checks(tmp_path: Path) -> None:
    style = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation>\n'
    style += '<layout><text variable="title" colour="red"/></layout></citation></style>'
    site = handbook(tmp_path, options="citation_style: own.csl")
    (tmp_path / "own.csl").write_text(style, encoding="utf-8")
    told = "own.csl:2:32: invalid_style `text` has no attribute `colour` in CSL"
    assert told in site.build().warnings
    assert told in site.build().warnings, "a style that is kept is told of, too"
    checked = CliRunner().invoke(app, ["check", "-f", str(tmp_path / "mkdocs.yml"), "--select", "invalid_style"])
    assert (checked.exit_code, told in checked.output) == (1, True)


def test_a_shortcode_from_a_macro_is_told_with_its_file(tmp_path: Path) -> None:
    site = handbook(tmp_path, config="hooks: [hook.py]")
    site.put("hook.py", "def on_page_markdown(markdown, **kw):\n    return markdown + '\\n\\n<< resource:lamb >>\\n'\n")
    assert "docs/model.md: unknown_resource" in " ".join(site.build().warnings)


def test_a_broken_entry_costs_that_entry(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    assert site.registry is not None
    site.registry += (
        "  - id: second\n    title: Second\n    credibility: eleven\n  - title: No id\n  - id: lamp\n    title: Again\n"
    )
    site.pages["more.md"] = "# More\n\n<< resource:second >> and << resource:lamp >>\n"
    built = site.build()
    codes = [line.split()[1] for line in built.warnings]
    assert sorted(codes) == ["duplicate_id", "invalid_entry", "invalid_field"]
    assert all(line.startswith("resources.yml:") for line in built.warnings)
    assert "Second" in built.html("more/index.html")
    assert "How Lamps Are Lit" in built.html("more/index.html")


def test_without_a_registry_one_message_tells_all(tmp_path: Path) -> None:
    built = handbook(tmp_path, registry=None).build()
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("docs/deep/mechanistic.md:9:3: missing_registry there is no registry `resources.yml`")


def test_a_registry_that_cannot_be_read_stops_the_build_in_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        handbook(tmp_path, options="registry: nowhere.yml").build()
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "resource-cards: nowhere.yml: there is no such registry file or folder"
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("pages: some", "`pages` must be one of cited, all, none, not 'some'"),
        ("regsitry: x.yml", "unknown option `regsitry`; did you mean `registry`?"),
        ("pages_path: ../up", "`pages_path` must be a folder within the docs"),
        ("pages_path: 404.html", "`pages_path` must be a folder within the docs"),
        ("excerpt: many", "`excerpt` must be a number of characters"),
        ("validation: {unknown_resorce: warn}", "did you mean `unknown_resource`?"),
        ("validation: {unknown_resource: loud}", "must be one of warn, info, ignore, not 'loud'"),
        ("words: {fetchd: x}", "`words` has no key `fetchd`; did you mean `fetched`?"),
        ("colour: red", "unknown option `colour`; options are cache_dir, citation_style, excerpt, "),
        ("words: {cited_other: '{m} pages'}", "`words: cited_other`: `{m}` is not available here; the text may contain {n}"),
        (
            "words: {date_day: '{day} {foo}'}",
            "`words: date_day`: `{foo}` is not available here; the text may contain {day}, {month}, {year}",
        ),
        ("words: {tags: '{n} tags'}", "`words: tags`: `{n}` is not available here; the text may contain none"),
        ("registry: https://example.org/a.bib", "download https://example.org/a.bib, and name its file"),
        ("registry: 7", "`registry` must be a file, a folder or a list of them"),
        ("language: german", "`language` must be the code of a language (BCP 47), not 'german'; did you mean `de`?"),
        ("language: in English", "not 'in English'; such as `de` or `pt-BR`"),
    ],
)
def test_wrong_options_are_told(tmp_path: Path, options: str, message: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        handbook(tmp_path, options=options).build()
    assert message in caplog.text


def test_a_registry_that_is_a_link_to_itself_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "round.yml").symlink_to("round.yml")
    with pytest.raises(Abort):
        handbook(tmp_path, options="registry: round.yml").build()
    assert "round.yml: there is no such registry file or folder: the symbolic link leads to nothing" in caplog.text


def test_the_seed_is_not_lost_among_problems(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["bad.md"] = f"# Bad\n\n<< resource:lamb >> << resource:{SEED} >>\n"
    assert "one essay" in site.build().html("index.html")


def test_a_template_that_cannot_be_read_is_told_in_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    site = handbook(tmp_path, theme="theme: {name: material, custom_dir: own}\n")
    site.put("own/resource-cards/card.html", "<b>\n{{ card.title.text }\n")
    with pytest.raises(Abort):
        site.build()
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 1
    assert "own/resource-cards/card.html:2: unexpected '}'" in errors[0]


@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("<p>\n\n  {{ card.nosuch }}</p>", 3, "no attribute 'nosuch'"),
        ("\n{{ words.text('nokey') }}", 2, "nokey"),
        ("{% include 'nofile.html' %}", 1, "nofile.html"),
    ],
)
def test_a_template_of_the_site_that_fails_is_named_with_its_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, template: str, line: int, what: str
) -> None:
    site = handbook(tmp_path, theme="theme: {name: mkdocs, custom_dir: own}\n")
    site.put("own/resource-cards/card.html", "")
    (tmp_path / "own/resource-cards/card.html").write_text(template, encoding="utf-8")
    with pytest.raises(Abort):
        site.build()
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 2  # MkDocs names the page.
    assert f"own/resource-cards/card.html:{line}: " in errors[1]
    assert what in errors[1]
