"""Plugins that people really use, each on the matrix site of its own."""

from __future__ import annotations

from collections.abc import Iterator

from . import checks, matrix
from .case import Case

REQUIREMENTS = (
    "mkdocs==1.6.1",
    "mkdocs-material==9.8.1",
    "mike==2.2.0",
    "mkdocs-awesome-nav==3.3.0",
    "mkdocs-gen-files==0.6.1",
    "mkdocs-include-markdown-plugin==7.3.0",
    "mkdocs-literate-nav==0.6.3",
    "mkdocs-llmstxt==0.5.1",
    "mkdocs-macros-plugin==1.5.0",
    "mkdocs-minify-plugin==0.8.0",
    "mkdocs-monorepo-plugin==1.1.2",
    "mkdocs-print-site-plugin==2.9",
    "mkdocs-redirects==1.2.3",
    "mkdocs-rss-plugin==1.19.0",
    "mkdocs-section-index==0.3.12",
    "mkdocs-static-i18n==1.3.1",
    "mkdocstrings==1.0.8",
    "mkdocstrings-python==2.0.11",
)
WITH_DATA = ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "mkdocs-jupyter==0.26.3", "mkdocs-table-reader-plugin==4.0.2")
"""Those that bring half of scientific Python along."""
LEAKING = (
    "Material's blog",
    "macros",
    "static-i18n, folders",
    "static-i18n, suffixes",
    "print-site",
    "rss",
    "llmstxt",
    "minify",
    "mkdocstrings",
    "gen-files",
)
"""What has shown our insides, or lost them, while this was made: these are tried with every change."""
ALPHA = "<< resource:alpha >>"


def _case(name: str, distribution: str, **more: object) -> Case:
    has_data = any(one.startswith(f"{distribution}==") for one in WITH_DATA[2:])
    env, requirements = ("data", WITH_DATA) if has_data else ("neighbours", REQUIREMENTS)
    return Case(name, env, requirements, (distribution,), **more)  # type: ignore[arg-type]


def feeds_hold_no_preview(site: checks.Site) -> Iterator[str]:
    feeds = [path for path in site.folder.rglob("feed*.*") if path.suffix in (".xml", ".json")]
    if not feeds:
        yield "no feed was written"


def llms_hold_links_only(site: checks.Site) -> Iterator[str]:
    text = (site.folder / "llms-full.txt").read_text(encoding="utf-8")
    if "The Alpha Paper" not in text:
        yield "llms-full.txt lacks the citation"


def all_pages_are_printed(site: checks.Site) -> Iterator[str]:
    if "print_page/index.html" not in site.pages:
        yield "no print page"


def guests_do_not_cite(site: checks.Site) -> Iterator[str]:
    """A blog's list of posts repeats their beginnings."""
    for path, soup in site.pages.items():
        if path.startswith("blog/") and "/20" not in path and soup.select("[id^=rc-ref-]"):
            yield f"{path}: a list of posts has ids of citations"
    views = [
        path
        for path in site.pages
        if path in ("blog/index.html", "blog/category/news/index.html", "blog/archive/2026/index.html")
    ]
    if len(views) != 3:
        yield f"views of the blog are missing: {views}"
    for path in views:
        if not site.pages[path].select(".rc-ref a[href]"):
            yield f"{path}: the excerpt lacks the reference"


def each_language_has_its_pages(site: checks.Site) -> Iterator[str]:
    for path in ("resources/alpha/index.html", "de/resources/alpha/index.html", "de/resources/index.html"):
        if path not in site.pages:
            yield f"no page {path}"
    german = site.pages.get("de/resources/alpha/index.html")
    if german and [row.text for row in german.select(".rc-cited td a bdi")] != ["Start", "Page A", "Page B"]:
        yield "the German page of alpha is not cited by the German pages"


def nothing_is_fetched_for_us(site: checks.Site) -> Iterator[str]:
    for folder in site.folder.glob("assets/external/*.example"):
        yield f"{folder.name} was fetched"


def docstrings_cite(site: checks.Site) -> Iterator[str]:
    soup = site.pages["api/index.html"]
    if not soup.select(".doc-contents .rc-ref, .doc-contents .rc-card"):
        yield "api: the docstring's shortcode was not rendered"


POST = """\
---
date: 2026-05-17
categories: [News]
---
# A Post

Cites << resource:alpha >> at once.

<!-- more -->

<< resource:alpha >>
"""

NOTEBOOK = """\
{"cells": [{"cell_type": "markdown", "metadata": {}, "id": "a",
   "source": ["# Notebook\\n", "\\n", "See << resource:alpha >>."]},
 {"cell_type": "code", "metadata": {}, "id": "b", "execution_count": 1, "outputs": [], "source": ["1 << 2"]}],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
 "nbformat": 4, "nbformat_minor": 5}
"""

MODULE = f'''\
"""Lamps, after {ALPHA}.

{ALPHA}
"""


def light() -> None:
    """Lights, as in {ALPHA}."""
'''
GERMAN_HOME = matrix.HOME.replace("# Home", "# Start")
MONOREPO = """\
site_name: part
nav:
  - Part: index.md
"""

CASES = (
    _case("search", "mkdocs"),
    _case(
        "Material's blog",
        "mkdocs-material",
        plugins="- blog",
        files={"docs/blog/index.md": "# Blog\n", "docs/blog/posts/one.md": POST},
        rows={"": ("Home", "Page A", "Page B", "A Post")},
        checks=(checks.pages_are_generated, guests_do_not_cite),
    ),
    _case(
        "Material's tags",
        "mkdocs-material",
        plugins="- tags",
        files={
            "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
            "docs/tagged.md": "---\ntags: [one]\n---\n# Tagged << resource:alpha >>\n",
        },
        rows={"": ("Home", "Page A", "Page B", "Tagged The Alpha Paper")},
    ),
    _case(
        "Material's privacy",
        "mkdocs-material",
        plugins="- privacy",
        # Not strict: Material has its own script for diagrams fetched, which needs the network.
        commands=(("mkdocs", "build"),),
        checks=(checks.pages_are_generated, nothing_is_fetched_for_us),
    ),
    _case(
        "macros",
        "mkdocs-macros-plugin",
        plugins="- macros",
        files={
            "docs/macros.md": """\
            # Macros

            {% for key in ["alpha", "beta"] %}
            << resource:{{ key }} >>

            {% endfor %}
            """
        },
        rows={"": ("Home", "Page A", "Macros", "Page B")},
    ),
    _case(
        "include-markdown",
        "mkdocs-include-markdown-plugin",
        plugins="- include-markdown",
        files={
            "parts/one.md": f"Included {ALPHA}.\n",
            "docs/including.md": '# Including\n\n{% include-markdown "../parts/one.md" %}\n',
        },
        rows={"": ("Home", "Page A", "Including", "Page B")},
    ),
    _case(
        "snippets",
        "pymdown-extensions",
        files={"parts/one.md": f"Included {ALPHA}.\n", "docs/including.md": '# Including\n\n--8<-- "parts/one.md"\n'},
        rows={"": ("Home", "Page A", "Including", "Page B")},
        orders=("after",),
    ),
    _case(
        "table-reader",
        "mkdocs-table-reader-plugin",
        plugins="- table-reader",
        files={
            "docs/works.csv": "work,why\n<< resource:alpha >>,first\n",
            "docs/table.md": "# Table\n\n{{ read_csv('docs/works.csv') }}\n",
        },
        rows={"": ("Home", "Page A", "Page B", "Table")},
    ),
    _case(
        "static-i18n, folders",
        "mkdocs-static-i18n",
        plugins="""\
        - i18n:
            docs_structure: folder
            languages:
              - {locale: en, name: English, default: true, build: true}
              - {locale: de, name: Deutsch, build: true}
        """,
        files={
            **{f"docs/{path}": "" for path in matrix.PAGES},
            **{f"docs/en/{path}": text for path, text in matrix.PAGES.items()},
            **{f"docs/de/{path}": text for path, text in {**matrix.PAGES, "index.md": GERMAN_HOME}.items()},
        },
        rows={"": matrix.ROWS, "de/": ("Start", "Page A", "Page B")},
        checks=(each_language_has_its_pages,),
    ),
    _case(
        "static-i18n, suffixes",
        "mkdocs-static-i18n",
        plugins="""\
        - i18n:
            docs_structure: suffix
            languages:
              - {locale: en, name: English, default: true, build: true}
              - {locale: de, name: Deutsch, build: true}
        """,
        files={"docs/index.de.md": GERMAN_HOME},
        rows={"": matrix.ROWS, "de/": ("Start", "Page A", "Page B")},
        checks=(each_language_has_its_pages,),
    ),
    _case(
        "print-site",
        "mkdocs-print-site-plugin",
        plugins="- print-site",
        orders=("before",),  # The neighbour itself warns when it is not the last.
        limit="pages of resources stand outside the navigation, so they are linked and not printed",
        checks=(checks.pages_are_generated, all_pages_are_printed),
    ),
    _case(
        "rss",
        "mkdocs-rss-plugin",
        plugins="""\
        - rss:
            use_git: false
            abstract_chars_count: -1
            match_path: "guide/.*"
            date_from_meta: {as_creation: date}
        """,
        files={"docs/guide/a.md": matrix.PAGE_A.replace("quality", "date: 2026-05-17\nquality")},
        checks=(checks.pages_are_generated, feeds_hold_no_preview),
    ),
    _case(
        "llmstxt",
        "mkdocs-llmstxt",
        plugins="""\
        - llmstxt:
            full_output: llms-full.txt
            sections: {Pages: [index.md, guide/*.md]}
        """,
        checks=(checks.pages_are_generated, llms_hold_links_only),
    ),
    _case("minify", "mkdocs-minify-plugin", plugins="- minify: {minify_html: true}"),
    _case(
        "monorepo",
        "mkdocs-monorepo-plugin",
        plugins="- monorepo",
        config="""\
        nav:
          - index.md
          - guide/a.md
          - guide/b.md
          - code.md
          - Part: '!include ./part/mkdocs.yml'
        """,
        files={"part/mkdocs.yml": MONOREPO, "part/docs/index.md": f"# Part\n\nCites {ALPHA}.\n"},
        rows={"": ("Home", "Page A", "Page B", "Part")},
    ),
    _case(
        "mike",
        "mike",
        plugins="- mike",
        commands=(
            ("git", "init", "-q", "-b", "main"),
            ("git", "-c", "user.name=a", "-c", "user.email=a@site.example", "commit", "-q", "--allow-empty", "-m", "x"),
            ("git", "config", "user.email", "a@site.example"),
            ("git", "config", "user.name", "a"),
            ("mike", "deploy", "1.0"),
            ("git", "worktree", "add", "-q", "deployed", "gh-pages"),
        ),
        built="deployed/1.0",
    ),
    _case(
        "mkdocs-jupyter",
        "mkdocs-jupyter",
        plugins="- mkdocs-jupyter",
        files={"docs/notebook.ipynb": NOTEBOOK},
        rows={"": ("Home", "Page A", "Notebook", "Page B")},
        limit="notebooks that it executes stay as they are: shortcodes and citations in them are told, and do not cite",
    ),
    _case(
        "mkdocstrings",
        "mkdocstrings",
        plugins="- mkdocstrings: {handlers: {python: {paths: [src]}}}",
        files={
            "docs/api.md": "# API\n\n::: lamps\n",
            "src/lamps.py": MODULE,
        },
        rows={"": ("Home", "Page A", "API", "Page B")},
        checks=(checks.pages_are_generated, docstrings_cite),
    ),
    _case("redirects", "mkdocs-redirects", plugins="- redirects: {redirect_maps: {old.md: guide/a.md}}"),
    _case(
        "gen-files",
        "mkdocs-gen-files",
        plugins="- gen-files: {scripts: [generate.py]}",
        files={
            "generate.py": f"""\
            import mkdocs_gen_files

            with mkdocs_gen_files.open("generated.md", "w") as file:
                file.write("# Generated\\n\\nCites {ALPHA}.\\n")
            """
        },
        rows={"": ("Home", "Page A", "Generated", "Page B")},
    ),
    _case(
        "literate-nav",
        "mkdocs-literate-nav",
        plugins="- literate-nav",
        files={"docs/SUMMARY.md": "- [Home](index.md)\n- [Page A](guide/a.md)\n- [Page B](guide/b.md)\n- [Code](code.md)\n"},
    ),
    _case(
        "section-index",
        "mkdocs-section-index",
        plugins="- section-index",
        files={"docs/guide/index.md": f"# Guide\n\n{ALPHA}\n"},
        rows={"": ("Home", "Page A", "Guide", "Page B")},
    ),
    _case(
        "awesome-nav",
        "mkdocs-awesome-nav",
        plugins="- awesome-nav",
        files={"docs/.nav.yml": "nav:\n  - index.md\n  - guide\n  - code.md\n"},
    ),
)
