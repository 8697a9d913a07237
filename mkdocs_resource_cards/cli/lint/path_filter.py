"""PATHS of the command line -> which problems are reported. pre-commit passes files of all kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...excerpt import registry_folders
from ...excerpt.files import SNAPSHOT_FORMATS, Finder, UnusableError
from ...model import Location, Problem
from ...source_site import SourceSite

_OF_SNAPSHOTS = frozenset(("missing_snapshot", "invalid_snapshot", "suspicious_snapshot", "stale_snapshot"))


class PathFilter(NamedTuple):
    """What is looked at; everything where no path was given."""

    root: Path
    """The folder that places are relative to."""
    paths: tuple[Path, ...] = ()
    """Files and folders, links resolved."""
    entries: frozenset[Location] = frozenset()
    """The entries whose snapshot is among them: its problems are there."""
    foreign: tuple[Path, ...] = ()
    """Those of the paths, as given, that are no part of the site."""

    def takes(self, problem: Problem) -> bool:
        """Whether a problem, with a path relative to `root`, is told."""
        if not self.paths or (problem.location in self.entries and problem.code in _OF_SNAPSHOTS):
            return True
        location = (self.root / problem.location.path).resolve()
        return any(location.is_relative_to(path) for path in self.paths)


def narrowed(source_site: SourceSite, paths: Sequence[Path], config: Path | None) -> PathFilter:
    """`paths` as the site's; `config` is its configuration file."""
    site_config = source_site.site_config
    real = {path: path.resolve() for path in paths}
    parts = [*site_config.sources, *([site_config.docs] if site_config.docs else []), *([config] if config else [])]
    own = [part.resolve() for part in parts]
    others = {path: one for path, one in real.items() if not any(_overlap(one, part) for part in own)}
    found = dict(_snapshots(source_site)) if any(_may_be_snapshots(one) for one in others.values()) else {}
    cited = {one: [location for file, location in found.items() if file.is_relative_to(one)] for one in others.values()}
    return PathFilter(
        site_config.root,
        tuple(real.values()),
        frozenset(location for locations in cited.values() for location in locations),
        tuple(path for path, one in others.items() if not cited[one]),
    )


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _may_be_snapshots(path: Path) -> bool:
    return path.suffix.lower() in SNAPSHOT_FORMATS or path.is_dir()


def _snapshots(source_site: SourceSite) -> Iterator[tuple[Path, Location]]:
    """(file, place of its entry) of every snapshot."""
    site_config = source_site.site_config
    finder = Finder(site_config.root, registry_folders(site_config.sources))
    for one in source_site.site.registry.resources():
        try:
            file = finder.find(one)
        except UnusableError:  # There is none, or none that may be read: that is told of the entry.
            continue
        if file:
            yield Path(file), one.location
