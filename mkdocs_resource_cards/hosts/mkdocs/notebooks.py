"""Notebooks, which mkdocs-jupyter renders without Python-Markdown: their citations are marks while it does.

It is given a copy of the notebook, so that what it keeps between builds holds marks and no cards. A notebook that it executes
stays as it is: it would run in another folder.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from ...citations import pandoc
from ...markdown_ext.fragments import Fragments, fragments, unmarked
from ...markdown_scan.notebook_text import LARGEST, cells_of, parsed, source_of
from ...options import Options
from ...registry import Registry
from ...site import source_names

PLUGIN = "mkdocs-jupyter"


class Notebooks:
    """The notebooks of one build."""

    def __init__(self, config: MkDocsConfig, options: Options) -> None:
        self._config = config
        self._options = options
        self._folder: TemporaryDirectory[str] | None = None
        self._waiting: dict[str, tuple[Fragments, str]] = {}
        """Source path -> what its marks stand for, and the notebook's own path."""

    def takes(self, page: Page) -> bool:
        """Whether a page is a notebook that is rendered as it stands."""
        plugin: Any = self._config.plugins.get(PLUGIN)
        path = page.file.abs_src_path
        if plugin is None or not path or not path.lower().endswith(".ipynb") or not plugin.should_include(page.file):
            return False
        ignored = any(PurePath(path).match(pattern) for pattern in plugin.config.get("execute_ignore") or ())
        return ignored or not plugin.config.get("execute")

    def prepare(self, page: Page, registry: Registry) -> None:
        """Gives the page a copy with marks, if it cites; the page is the one that is being rendered."""
        path = Path(str(page.file.abs_src_path))
        try:
            source = path.read_text(encoding="utf-8") if path.stat().st_size <= LARGEST else ""
        except (OSError, ValueError):  # For its plugin to tell.
            return
        notebook = parsed(source)
        cells = list(cells_of(notebook))
        md = Markdown(extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs)
        found = fragments(
            list(map(source_of, cells)),
            md,
            lambda one: pandoc.is_meant(one.items, registry),
            names=source_names(registry),
            pandoc=self._options.pandoc_citations,
        )
        if found is None:
            return
        for cell, text in zip(cells, found.texts, strict=True):
            cell["source"] = text
        self._waiting[page.file.src_uri] = found, str(path)
        page.file.abs_src_path = str(self._written(page.file.src_uri, notebook))

    def _written(self, name: str, notebook: object) -> Path:
        self._folder = self._folder or TemporaryDirectory(prefix="resource-cards-")
        copy = Path(self._folder.name, *PurePath(name).parts)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(json.dumps(notebook), encoding="utf-8")
        return copy

    def finish(self, page: Page, html: str) -> str:
        """The rendered notebook with its citations."""
        found, path = self._waiting.pop(page.file.src_uri, (None, ""))
        if found is None:
            return html
        page.file.abs_src_path = path
        if isinstance(page.title, str):
            page.title = found.plain(page.title)
        for item in page.toc or ():
            _unmark(item, found)
        return found.filled(html)

    def close(self) -> None:
        """Removes the copies."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _unmark(item: AnchorLink, found: Fragments) -> None:
    item.title, item.id = found.plain(item.title), unmarked(item.id)
    for child in item.children:
        _unmark(child, found)
