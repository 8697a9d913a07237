"""What the host that a configuration is for will complain of when it builds."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Problem
from ...source_site import SourceSite, conflicts, unwatched
from ..config.loader import Config


def of_hosts(config: Config, source_site: SourceSite) -> Iterator[Problem]:
    """The problems of MkDocs' generated pages, and of what Zensical watches: it asks once a page holds a shortcode."""
    if config.is_for_mkdocs:
        yield from conflicts(source_site, "html" if config.values.get("use_directory_urls") is False else "folder")
    watch = config.values.get("watch")
    if config.is_for_zensical and any(scan.occurrences for scan in source_site.docs.scans.values()):
        yield from unwatched(source_site.site_config, map(str, watch if isinstance(watch, list) else ()), config.path.name)
