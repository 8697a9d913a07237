"""PATHS of the command line -> which problems are told. pre-commit hands on all that changed, so not all are the site's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...excerpt.files import FORMATS, Finder, UnusableError
from ...model import Place, Problem
from ...source_site import ScannedSite

_OF_SNAPSHOTS = frozenset(("missing_snapshot", "invalid_snapshot", "suspicious_snapshot", "stale_snapshot"))


class Narrowed(NamedTuple):
    """What is looked at; everything where no path was given."""

    root: Path
    """The folder that places are relative to."""
    paths: tuple[Path, ...] = ()
    """Files and folders, links resolved."""
    entries: frozenset[Place] = frozenset()
    """The entries whose snapshot is among them: its problems stand there."""
    foreign: tuple[Path, ...] = ()
    """Those of the paths, as given, that are no part of the site."""

    def takes(self, problem: Problem) -> bool:
        """Whether a problem, with a path relative to `root`, is told."""
        if not self.paths or (problem.place in self.entries and problem.code in _OF_SNAPSHOTS):
            return True
        place = (self.root / problem.place.path).resolve()
        return any(place.is_relative_to(path) for path in self.paths)


def narrowed(scanned: ScannedSite, paths: Sequence[Path], config: Path | None) -> Narrowed:
    """`paths` as the site's; `config` is its configuration file."""
    ground = scanned.ground
    real = {path: path.resolve() for path in paths}
    parts = [*ground.sources, *([ground.docs] if ground.docs else []), *([config] if config else [])]
    own = [part.resolve() for part in parts]
    others = {path: one for path, one in real.items() if not any(_overlap(one, part) for part in own)}
    found = dict(_snapshots(scanned)) if any(_may_be_snapshots(one) for one in others.values()) else {}
    cited = {one: [place for file, place in found.items() if file.is_relative_to(one)] for one in others.values()}
    return Narrowed(
        ground.root,
        tuple(real.values()),
        frozenset(place for places in cited.values() for place in places),
        tuple(path for path, one in others.items() if not cited[one]),
    )


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _may_be_snapshots(path: Path) -> bool:
    return path.suffix.lower() in FORMATS or path.is_dir()


def _snapshots(scanned: ScannedSite) -> Iterator[tuple[Path, Place]]:
    """(file, place of its entry) of every snapshot."""
    ground = scanned.ground
    finder = Finder(ground.root, [path if path.is_dir() else path.parent for path in ground.sources])
    for one in scanned.site.registry.resources():
        try:
            file = finder.find(one)
        except UnusableError:  # There is none, or none that may be read: that is told of the entry.
            continue
        if file:
            yield Path(file), one.place
