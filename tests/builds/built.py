"""Real sites, built in a temporary folder by MkDocs itself."""

from __future__ import annotations

import logging
import os
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

SEED = "f19373dc25a8a96f"
REGISTRY = """
publications:
  - {id: lab, name: The Lab's Blog, credibility: 4, domains: [lab.example]}
resources:
  - id: f19373dc25a8a96f
    stable_id: sid_TVXgUb5wXg
    title: The Urgency of Interpretability
    url: https://darioamodei.com/post/the-urgency-of-interpretability
    type: web
    authors: [Dario Amodei]
    published: 2025-04
    credibility: 4
    tags: [interpretability]
    snapshot:
      status: 200
      fetched: 2026-05-17
      bytes: 40960
      text: |
        # The Urgency of Interpretability

        Models grow faster than the means to read them. Whoever wants to steer had better learn to look inside first.
  - id: lamp
    title: How Lamps Are Lit
    url: https://lab.example/lamps
  - id: plain
    title: Nothing But a Title
"""


@dataclass
class Built:
    """A built site and what the build said."""

    folder: Path
    warnings: list[str]
    infos: list[str]

    def html(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def soup(self, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.html(path), "html.parser")

    @property
    def files(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}


@dataclass
class Site:
    """A site to be: files and configuration."""

    root: Path
    pages: dict[str, str] = field(default_factory=dict)
    registry: str | None = REGISTRY
    options: str = ""
    config: str = ""
    theme: str = "mkdocs"
    plugin: bool = True

    def write(self) -> Path:
        for name, text in self.pages.items():
            self.put(f"docs/{name}", text)
        if self.registry is not None:
            self.put("resources.yml", self.registry)
        options = textwrap.indent(self.options.strip(), " " * 6)
        plugin = f"  - resource-cards:\n{options}\n" if options else "  - resource-cards\n"
        lines = [
            "site_name: A site",
            "site_url: https://site.example/",
            f"theme: {{name: {self.theme}}}" if "\n" not in self.theme else self.theme,
            "markdown_extensions: [attr_list, admonition, tables, footnotes, md_in_html]"
            if "markdown_extensions" not in self.config
            else "",
            "" if "plugins:" in self.config else "plugins:\n  - search\n" + (plugin if self.plugin else ""),
            textwrap.dedent(self.config),
        ]
        self.put("mkdocs.yml", "\n".join(lines))
        return self.root / "mkdocs.yml"

    def put(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")

    def build(self, name: str = "site", *, dirty: bool = False, **settings: object) -> Built:
        return built(self.write(), self.root / name, dirty=dirty, **settings)


def built(config_file: Path, folder: Path, *, dirty: bool = False, **settings: object) -> Built:
    """Builds the site of a configuration into `folder`, in this process, as the command does in the configuration's folder."""
    here = Path.cwd()
    listener = _Listener()
    logging.getLogger("mkdocs").addHandler(listener)
    os.chdir(config_file.parent)
    try:
        config = load_config(str(config_file), site_dir=str(folder), **settings)
        config.plugins.on_startup(command="build", dirty=dirty)
        build(config, dirty=dirty)
    finally:
        os.chdir(here)
        logging.getLogger("mkdocs").removeHandler(listener)
    return Built(folder, listener.at(logging.WARNING), listener.at(logging.INFO))


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []
        logging.getLogger("mkdocs").setLevel(logging.INFO)

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def at(self, level: int) -> list[str]:
        return [record.getMessage() for record in self.records if record.levelno == level]


def handbook(root: Path, **settings: object) -> Site:
    """The seed case: three pages of a handbook cite one source."""
    pages = {
        "index.md": f"""
            ---
            type: Research Area
            quality: 66
            ---
            # Interpretability

            The case is made in << resource:{SEED} "one essay" >>.

            << resource:{SEED} >>
            """,
        "model.md": f"""
            ---
            type: Analysis
            quality: 64.0
            ---
            # Safety-Capability Tradeoff Model

            ## Sources

            - << resource:{SEED} >>
            """,
        "deep/mechanistic.md": f"""
            ---
            title: Mechanistic Interpretability
            type: Research Area
            quality: '59'
            ---

            | a |
            |---|
            | << resource:sid_TVXgUb5wXg "x" >> |

            And again <<resource:{SEED}>>.
            """,
    }
    return Site(root, pages, **settings)  # type: ignore[arg-type]


def rows(built: Built, page: str, resource: str = SEED) -> list[tuple[str, str, str]]:
    """(title, type, quality) of the "cited by" on a page's full card, or on a resource's own page."""
    soup = built.soup(page)
    table = soup.select_one(f"article.rc-card--full[data-rc-id='{resource}'] .rc-cited__table") or soup.select_one(
        ".rc-cited__table"
    )
    assert table is not None, f"no cited-by on {page}"
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in table.select("tbody tr")]
    return [(row[0], *[*row[1:], "", ""][:2]) for row in cells]  # type: ignore[misc]


def broken_links(built: Built) -> list[str]:
    """Relative links of ours, on any page, that lead to no file or to no single element."""
    ids: dict[Path, list[str]] = {}
    links: dict[str, list[str]] = {}
    faults = []
    for path in sorted(one for one in built.folder.rglob("*.html") if one.is_file()):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        found = ids[path.resolve()] = [element["id"] for element in soup.select("[id]")]
        doubled = {one for one in found if one.startswith("rc-") and found.count(one) > 1}
        faults += [f"{path}: id {one} stands twice" for one in sorted(doubled)]
        base = "/" + os.path.relpath(path.resolve(), built.folder.resolve()).replace(os.sep, "/")
        links[base] = [one["href"] for one in soup.select("[class^=rc-] a[href], .rc-rows a[href], a.rc-ref__link")]
    for base, hrefs in links.items():
        for href in hrefs:
            url = urlsplit(urljoin(base, href))
            if url.scheme or url.netloc:
                continue
            target = built.folder.resolve() / unquote(url.path).lstrip("/")
            target = target / "index.html" if url.path.endswith("/") else target
            if not target.is_file():
                faults.append(f"{base}: {href} leads to no file")
            elif url.fragment and target.suffix == ".html" and unquote(url.fragment) not in ids[target]:
                faults.append(f"{base}: {href} leads to no element")
    return faults
