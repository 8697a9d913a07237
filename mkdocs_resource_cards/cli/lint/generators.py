"""What the host that a configuration is for will complain of when it builds."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ...markdown_ext.left_raw import IN_NOTEBOOK
from ...markdown_scan.notebook_text import LARGEST, cells_of, parsed, source_of
from ...model import Location, Problem
from ...shortcode import Shortcode, find
from ...source_locations import written_spots
from ...source_site import SourceSite, conflicts, unextended, unwatched
from ...source_site.docs_folder import walk
from ..config.loader import Config, plugins_of


def of_hosts(config: Config, source_site: SourceSite) -> Iterator[Problem]:
    """The problems of MkDocs' generated pages, and of what Zensical watches: it asks once a page holds a shortcode."""
    if config.is_for_mkdocs:
        yield from conflicts(source_site, config.address_form)
    elif config.lists_plugin and not config.is_for_zensical:
        yield unextended(config.path.name)
    if config.is_for_mkdocs and not config.is_for_zensical and is_zensical_alone():
        yield unextended(config.path.name)
    if any("jupyter" in name for name in plugins_of(config)) and not source_site.site_config.has_notebooks:
        yield from _in_notebooks(source_site)
    watch = config.values.get("watch")
    if config.is_for_zensical and any(scan.occurrences for scan in source_site.docs.scans.values()):
        yield from unwatched(source_site.site_config, map(str, watch if isinstance(watch, list) else ()), config.path.name)


def is_zensical_alone() -> bool:
    """Whether Zensical is the only generator that is installed beside the command."""
    return find_spec("zensical") is not None and not any(map(find_spec, ("mkdocs", "properdocs")))


def _in_notebooks(source_site: SourceSite) -> Iterator[Problem]:
    """Shortcodes in the texts of notebooks that another plugin executes, or renders without us."""
    config = source_site.site_config
    for file in walk(config.docs) if config.docs else ():
        path = file.relative_to(config.docs).as_posix() if config.docs else ""
        if file.suffix.lower() != ".ipynb" or config.is_excluded(path):
            continue
        source, texts = _texts(file)
        written = [found.raw for text in texts for found in find(text) if isinstance(found.item, Shortcode)]
        for number, raw in enumerate(written):
            spots = written_spots(raw, source)
            line, column = spots[min(written[:number].count(raw), len(spots) - 1)] if spots else (0, 0)
            code, message, suggestion = IN_NOTEBOOK
            yield Problem(code, message, Location(config.shown(file), line, column), suggestion)


def _texts(file: Path) -> tuple[str, list[str]]:
    """The content of a notebook, and its cells of Markdown; nothing of what is none."""
    try:
        source = file.read_text(encoding="utf-8") if file.stat().st_size <= LARGEST else ""
    except (OSError, ValueError):
        return "", []
    return source, list(map(source_of, cells_of(parsed(source))))
