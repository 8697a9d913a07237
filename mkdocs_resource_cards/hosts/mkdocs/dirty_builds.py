"""What only a dirty build needs: pages that it does not render are known by their sources, so these must be whole."""

from __future__ import annotations

import os
from types import SimpleNamespace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ...source_site import Expand, expansion, unexpanded
from ...source_site.snippets import NAME


def expansion_in(config: MkDocsConfig, files: Files) -> Expand:
    """Puts snippets into sources, as `pymdownx.snippets` does with the settings of this build."""
    if NAME not in config.markdown_extensions:
        return unexpanded
    settings = config.mdx_configs.get(NAME) or {}
    given = settings.get("base_path", ".")
    bases = [given] if isinstance(given, (str, os.PathLike)) else list(given)

    def folders(path: str) -> list[str]:
        before = config._current_page
        # MkDocs' tag `!relative` asks the configuration for the current page.
        config._current_page = SimpleNamespace(file=files.get_file_from_path(path))  # type: ignore[assignment]
        try:
            return [os.path.abspath(os.fspath(base)) for base in bases]
        finally:
            config._current_page = before

    return expansion(settings, folders)
