"""Citations in notebooks that another plugin renders from the file, as mkdocs-jupyter does."""

from __future__ import annotations

import json
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from built import Site, broken_links
from mkdocs.config.defaults import MkDocsConfig

REGISTRY = """
- {id: roe20, title: "On *Gardens* & <b>", url: https://example.org/gardens, authors: [Ann Roe], published: 2020}
- {id: lee21, title: On_Rivers_x, url: https://example.org/rivers, authors: [Bo Lee], published: 2021}
"""
CELLS = [
    '# Note << resource:roe20 view=number >>\n\nSee << resource:lee21 "a *label*" >>, [see @roe20, p. 3; @lee21] and $x_1$.\n',
    "## Part of @lee21\n\n<< resource:roe20 view=compact >>\n\n- item [@roe20]\n\n`[@roe20]` @nobody",
]
# What mkdocs-jupyter 0.26 does with a page, but for the looks of it. Its name makes it known.
PLUGIN = """
import json
from html import escape
from pathlib import Path

import markdown
from mkdocs.config import config_options
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.toc import get_toc


class Notebook(File):
    def is_documentation_page(self):
        return True


class Plugin(BasePlugin):
    config_scheme = (("execute", config_options.Type(bool, default=False)),)
    seen = []

    def should_include(self, file):
        return file.src_uri.endswith(".ipynb")

    def on_files(self, files, config):
        for file in [file for file in files if self.should_include(file)]:
            files.remove(file)
            files.append(Notebook(file.src_uri, config.docs_dir, config.site_dir, True))

    def on_pre_page(self, page, config, files):
        if self.should_include(page.file):
            source = Path(page.file.abs_src_path).read_text()
            self.seen.append(source)

            def render(config, files):
                md = markdown.Markdown(extensions=["toc"])
                cells = json.loads(source)["cells"]
                texts = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
                page.content = md.convert("\\n\\n".join(t if isinstance(t, str) else "".join(t) for t in texts))
                page.toc, page.title = get_toc(md.toc_tokens), md.toc_tokens[0]["name"]

            page.render = render
        return page
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    (tmp_path / "notebooks_of_a_test.py").write_text(PLUGIN)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "notebooks_of_a_test", raising=False)
    plugin = EntryPoint("mkdocs-jupyter", "notebooks_of_a_test:Plugin", "mkdocs.plugins")
    monkeypatch.setitem(MkDocsConfig.plugins.installed_plugins, "mkdocs-jupyter", plugin)
    return Site(tmp_path, {"index.md": "# Home\n\nSee << resource:lee21 >>.\n"}, registry=REGISTRY, config=config())


def config(options: str = "") -> str:
    return f"""
    plugins:
      - mkdocs-jupyter{options}
      - resource-cards: {{pandoc_citations: true, pages: all}}
    """


def notebook(*cells: str) -> str:
    made: list[dict[str, Any]] = [{"cell_type": "markdown", "source": text.splitlines(keepends=True)} for text in cells]
    return json.dumps({"cells": [*made, {"cell_type": "code", "source": "x << 1  # [@roe20]"}]}, indent=1)


def test_citations_in_a_notebook_are_those_of_any_page(site: Site) -> None:
    site.put("docs/nb.ipynb", notebook(*CELLS))
    built = site.build(strict=True)
    page = built.soup("nb/index.html").select_one("[role=main]")
    assert page is not None
    assert "rcfragment" not in built.html("nb/index.html")
    assert [one["id"] for one in page.select("h1, h2")] == ["note", "part-of"]
    assert [one.get_text().rstrip("\u2060") for one in page.select("sup")] == ["[1]", "[2]", "[1]"]
    assert page.select_one("span.rc-cites").get_text() == "[see 1, p. 3; 2]"
    assert page.select_one("a.rc-ref__link em").get_text() == "label"
    assert len(page.select("article.rc-card--compact")) == 1
    assert [one.cite.get_text() for one in page.select(".rc-refs__item")] == ["On *Gardens* & <b>", "On_Rivers_x"]
    assert "[@roe20]" in page.code.get_text()
    assert "@nobody" in page.get_text()
    citing = built.soup("resources/lee21/index.html").select(".rc-cited tr")
    assert [row.a.get_text() for row in citing if row.a] == ["Home", "Note"]
    assert citing[-1].q.get_text() == "See a label, and $x_1$."
    assert broken_links(built) == []


def test_its_name_has_no_citation(site: Site) -> None:
    site.put("docs/nb.ipynb", notebook("# On [see @roe20, p. 3; @lee21] what @lee21 [p. 5] says\n\n## Part [@roe20, p. 3]\n"))
    built = site.build(strict=True)
    assert built.soup("nb/index.html").title.get_text().startswith("On what Lee says")
    citing = built.soup("resources/roe20/index.html").select(".rc-cited tr")
    assert [row.a.get_text() for row in citing if row.a] == ["On what Lee says"]


def test_a_description_has_the_words_of_a_citation(site: Site) -> None:
    site.put("docs/nb.ipynb", notebook("# Note\n\n![A sign [see *x* @roe20, p. 3] here](x.png)\n"))
    built = site.build()
    image = built.soup("nb/index.html").img
    assert image["alt"] == "A sign [see x 1, p. 3] here"
    assert image.find_previous_sibling()["id"] == "rc-ref-roe20"
    assert broken_links(built) == []


def test_its_plugin_sees_marks_and_the_file_stays(site: Site) -> None:
    import notebooks_of_a_test

    notebooks_of_a_test.Plugin.seen.clear()
    source = notebook(*CELLS)
    site.put("docs/nb.ipynb", source)
    site.build()
    assert "rcfragment0x" in notebooks_of_a_test.Plugin.seen[0]
    assert "<< resource" not in notebooks_of_a_test.Plugin.seen[0]
    assert (site.root / "docs/nb.ipynb").read_text() == source


def test_an_executed_notebook_stays_and_is_told(site: Site) -> None:
    site.config = config(": {execute: true}")
    text = (
        "# Note\n\nSee << resource:lee21 >>, [@roe20; *see* @lee21, p. 3] and [@roe21], not @someone, `@roe20` or a@roe20.\n"
    )
    site.put("docs/nb.ipynb", notebook(text))
    built = site.build()
    assert "rc-ref" not in built.html("nb/index.html")
    told = [one.partition(": ") for one in built.warnings if "shortcode_in_html" in one]
    assert [(place, "the citation is" in message) for place, _, message in told] == [
        ("docs/nb.ipynb:8:10", False),
        ("docs/nb.ipynb:8:33", True),
        ("docs/nb.ipynb:8:47", True),
        ("docs/nb.ipynb:8:65", True),
    ]


def test_a_mistake_has_its_place_in_the_file(site: Site) -> None:
    site.put("docs/nb.ipynb", notebook("# Note\n", "Text.\n\nSee [@roe21] and << resource:lea21 >>.\n"))
    told = [one.partition(": ")[0] for one in site.build().warnings]
    assert told == ["docs/nb.ipynb:14:10", "docs/nb.ipynb:14:23"]


@pytest.mark.parametrize("source", ["", "{", "[]", '{"cells": 3}', '{"cells": [{"cell_type": "markdown"}, 3]}'])
def test_what_is_no_notebook_is_left_to_its_plugin(site: Site, source: str) -> None:
    from mkdocs_resource_cards.markdown_scan.notebook_text import text_of

    assert text_of(source) == ""
