"""What the host that a configuration is for will complain of when it builds."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ...citation import Citation
from ...citations import pandoc
from ...markdown_ext.left_raw import CITED_IN_NOTEBOOK, IN_NOTEBOOK
from ...markdown_scan.notebook_text import LARGEST, cells_of, parsed, source_of
from ...markdown_scan.scanner import scan
from ...model import Location, Problem
from ...registry import Registry
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
    if config.is_for_mkdocs and not config.is_for_zensical and (config.names_zensical or is_zensical_alone()):
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
    """Shortcodes and citations in the texts of notebooks that another plugin executes, or renders without us."""
    config = source_site.site_config
    for file in walk(config.docs) if config.docs else ():
        path = file.relative_to(config.docs).as_posix() if config.docs else ""
        if file.suffix.lower() != ".ipynb" or config.is_excluded(path):
            continue
        source, texts = _texts(file)
        written = [(found.raw, IN_NOTEBOOK) for text in texts for found in find(text) if isinstance(found.item, Shortcode)]
        if source_site.site.options.pandoc_citations:
            written += [(raw, CITED_IN_NOTEBOOK) for text in texts for raw in _cited(text, source_site.site.registry)]
        for number, (raw, (code, message, suggestion)) in enumerate(written):
            spots = written_spots(raw, source)
            before = sum(raw == one for one, _ in written[:number])
            line, column = spots[min(before, len(spots) - 1)] if spots else (0, 0)
            yield Problem(code, message, Location(config.shown(file), line, column), suggestion)


def _cited(text: str, registry: Registry) -> Iterator[str]:
    """The citations in Pandoc's syntax of a text, as written."""
    for one in scan(text, pandoc=True).occurrences:
        if isinstance(one.item, Citation) and pandoc.is_meant(one.item.items, registry):
            yield one.raw


def _texts(file: Path) -> tuple[str, list[str]]:
    """The content of a notebook, and its cells of Markdown; nothing of what is none."""
    try:
        source = file.read_text(encoding="utf-8") if file.stat().st_size <= LARGEST else ""
    except (OSError, ValueError):
        return "", []
    return source, list(map(source_of, cells_of(parsed(source))))
