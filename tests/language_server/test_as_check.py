"""What an editor is told of each file is what `check` prints of it, saved or not."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from mkdocs_resource_cards.cli.language_server.diagnostics import diagnose
from mkdocs_resource_cards.cli.language_server.sites import Sites
from mkdocs_resource_cards.cli.main import app

SITE = {
    "mkdocs.yml": """\
site_name: T
watch: [other]
markdown_extensions: [tables, admonition, pymdownx.superfences]
plugins: [{resource-cards: {registry: [resources, refs.bib], pandoc_citations: true}}]
""",
    "refs.bib": "@article{roe, title = {On {Gardens}, author = {Roe, Jane}}\n@book{doe, title = {A Book}, year = {20x0}}\n",
    "resources/resources.yml": """\
- id: a
  title: https://example.org/a
  titel: B
  url: https://example.org/a?utm_source=x
  publication: lab-x
  cited_by: [Home]
- id: a
  title: Again
- id: c
  title: [broken
- id: d
  title: "Tab\\tand # more"
  published: 2018-13
  authors: [Jane Roe, et al., By John Doe]
- id: e
  title: Fine
  url: https://example.org/a
""",
    "resources/publications.yml": "- id: lab\n  name: The Lab\n- id: unused\n  name: Nobody's\n  domains: [http://x]\n",
    "docs/index.md": """\
---
quality: 400
type: [x]
---
# Home

<< resource:aa >> << resource:d view=big >>

| a |
|---|
| << resource:a view=full >> and [see @ro, p. 3] |

- << resource:a | x >>

<div>
<< resource:zz >>
</div>

    << resource:code >>

<< resources tag=none titel=3 >> << resourse:a >>
""",
    "docs/resources/index.md": "# Mine\n\n<< resource:e >>\n",
    "docs/crlf.md": '😀 << resource:nothing >>\r\n\r\n!!! note\r\n    << resource:e "x >>\r\n',
    "docs/cr.md": "# A\r\r- << resource:nothing >>\r\r      << resource:none >>\r\r<< resource:none >>\r",
}


def write(root: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def of_check(root: Path) -> dict[str, list[tuple[str, int, int, str]]]:
    """File -> (code, line, column, message) of each problem that the command tells."""
    ran = CliRunner().invoke(app, ["-f", str(root / "mkdocs.yml"), "check", "--format", "json"])
    found: dict[str, list[tuple[str, int, int, str]]] = {}
    for one in json.loads(ran.stdout)["problems"]:
        path = (Path.cwd() / one["path"]).resolve().relative_to(root.resolve()).as_posix()
        found.setdefault(path, []).append((one["code"], one["line"] or 0, one["column"] or 0, one["message"]))
    return {path: sorted(problems) for path, problems in found.items()}


def of_server(sites: Sites, root: Path, names: list[str]) -> dict[str, list[tuple[str, int, int, str]]]:
    found = {}
    for name in names:
        state = sites.refreshed(root / name)
        assert state is not None
        state.settle()
        problems = [one.problem for one in diagnose(state, root / name, state.text_of(root / name))]
        if problems:
            found[name] = sorted((one.code, one.location.line, one.location.column, one.message) for one in problems)
    return found


def test_every_problem_of_every_file_and_no_other(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    expected = of_check(tmp_path)
    assert {"docs/index.md", "docs/crlf.md", "docs/cr.md", "resources/resources.yml", "refs.bib"} <= expected.keys()
    assert of_server(Sites(), tmp_path, list(SITE)) == expected


def test_the_same_of_texts_that_are_not_saved(tmp_path: Path) -> None:
    write(tmp_path / "saved", SITE)
    before = dict.fromkeys(("docs/index.md", "docs/crlf.md", "docs/cr.md"), "x\n")
    before["resources/resources.yml"] = "- id: z\n  title: Z\n"
    write(tmp_path / "typed", {**SITE, **before})
    sites = Sites()
    assert of_server(sites, tmp_path / "typed", list(SITE)) != of_check(tmp_path / "saved")
    for name in before:
        sites.set_text(tmp_path / "typed" / name, SITE[name])
    assert of_server(sites, tmp_path / "typed", list(SITE)) == of_check(tmp_path / "saved")
