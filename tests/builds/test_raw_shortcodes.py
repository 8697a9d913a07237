"""Shortcodes where nothing is rendered: each is told, with its place, by builds and by `check`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_resource_cards.cli.main import app

PAGE = """\
# H

<figure markdown="span">
  Picture
  <figcaption>Source: << resource:src view=link >></figcaption>
</figure>

<div>
See << resource:src >>, <code><< resource:src >></code> and &lt;&lt; resource:src &gt;&gt;
<!-- << resource:src >> -->
</div>

\\<< resource:src >>, &lt;&lt; resource:src &gt;&gt;, `<< resource:src >>`, <b><< resource:src >></b>, << resource:src >>

<pre>
<< resource:src >>
</pre>

```
<< resource:src >>
```

    << resource:src >>
"""
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": ["# N\n", 'See << resource:src "a label" >>.']},
        {"cell_type": "code", "source": "x << resource:src >> 1"},
    ]
}
HOOK = """
from mkdocs.structure.files import File


class Notebook(File):
    def is_documentation_page(self):
        return True


def on_files(files, config):
    for file in [file for file in files if file.src_uri.endswith(".ipynb")]:
        files.remove(file)
        files.append(Notebook(file.src_uri, config.docs_dir, config.site_dir, True))


def on_pre_page(page, config, files):
    if page.file.src_uri.endswith(".ipynb"):
        def render(config, files):
            page.content = '<p>See &lt;&lt; resource:src "a label" &gt;&gt;.</p><pre>x &lt;&lt; resource:src &gt;&gt; 1</pre>'
            page.toc = []
        page.render = render
    return page
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(PAGE)
    (tmp_path / "docs/nb.ipynb").write_text(json.dumps(NOTEBOOK, indent=1))
    (tmp_path / "resources.yml").write_text("- id: src\n  title: A source\n  url: https://example.org/\n")
    (tmp_path / "hook.py").write_text(HOOK)
    extensions = "markdown_extensions: [md_in_html, fenced_code]\nhooks: [hook.py]\n"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: X\ntheme: mkdocs\nplugins: [resource-cards]\n{extensions}")
    return tmp_path


def told(output: str) -> list[str]:
    """The places of the messages."""
    lines = (line.rpartition("WARNING -  ")[2] for line in output.splitlines() if "shortcode_in_html" in line)
    return sorted(line.partition(": ")[0] for line in lines)


def run(root: Path, command: str, *arguments: str) -> str:
    program = str(Path(sys.executable).parent / command)
    done = subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_what_is_left_raw_is_told_with_its_place(root: Path) -> None:
    html = ["docs/index.md:5:23", "docs/index.md:9:5"]
    assert told(run(root, "mkdocs", "build")) == [*html, "docs/nb.ipynb:7:10"]
    assert "&lt;&lt; resource:src &gt;&gt;" in (root / "site/index.html").read_text()
    assert told(run(root, "resource-cards", "check")) == html
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text().replace("[resource-cards]", "[resource-cards, mkdocs-jupyter: {execute: true}]")
    )
    assert told(run(root, "resource-cards", "check")) == [*html, "docs/nb.ipynb:7:10"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}', '{"cells": [{"cell_type": "markdown"}]}', "[" * 100_000])
def test_a_notebook_that_is_none_says_nothing(root: Path, text: str) -> None:
    (root / "mkdocs.yml").write_text("site_name: X\nplugins: [resource-cards, mkdocs-jupyter]\n")
    (root / "docs/nb.ipynb").write_text(text)
    (root / "docs/index.md").write_text("# Home\n")
    said = CliRunner().invoke(app, ["-f", str(root / "mkdocs.yml"), "check"]).output
    assert ("1 entry: " in said, told(said)) == (True, [])
