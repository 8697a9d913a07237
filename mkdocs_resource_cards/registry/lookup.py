"""The public interface of the registry: a mapping from every key to its resource."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from .. import __version__
from ..cache import Cache
from ..keys import normal_key
from ..model import Problem, Publication, Resource
from .nodes import shown
from .rows import CACHE_VERSION, DamagedError, Decoder, MemoryRows, RowStore, dumped
from .sources import Listing, RegistryError, Source, digest, head, is_bibliography, list_files, read

if TYPE_CHECKING:
    from .builder import RegistryBuilder
    from .suggest import Suggester

_LOOKS, _PAUSE = 5, 0.1
"""How often a bibliography that is not there is looked for again, and the seconds between."""
_REMEMBERED = 20_000
"""Resources kept as objects; more are made again when they are asked for."""


def load(sources: Sequence[Path], root: Path, cache: Cache, unsaved: Mapping[Path, bytes] | None = None) -> Registry:
    """The registry in `sources` (files and folders, relative to `root`, the folder of the site's configuration).

    `unsaved`: what an editor holds instead of files. What was wrong is in its `problems`. Raises RegistryError, one line
    for the author, when a source cannot be read at all; of bibliographies only when they stay away, for programs that save may
    take a file away before they put the new one there.
    """
    for _ in range(_LOOKS if any(map(is_bibliography, sources)) else 0):
        try:
            return _loaded(sources, root, cache, unsaved)
        except RegistryError:
            sleep(_PAUSE)
    return _loaded(sources, root, cache, unsaved)


def _loaded(sources: Sequence[Path], root: Path, cache: Cache, unsaved: Mapping[Path, bytes] | None) -> Registry:
    listing = list_files(sources, root)
    if unsaved:
        files = tuple(source._replace(unsaved=unsaved.get(Path(source.path))) for source in listing.files)
        listing = listing._replace(files=files)
    return Registry(listing, cache)


class Registry(Mapping[str, Resource]):
    """Every resource by its id, stable id and aliases, matched exactly. Iteration gives ids, in the order of the files."""

    def __init__(self, listing: Listing, cache: Cache) -> None:
        self._listing = listing
        self._suggester: Suggester | None = None
        self._take(_kept_or_read(listing, cache))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong in the files, in their order."""
        return self._rows.head.problems

    @property
    def publications(self) -> Mapping[str, Publication]:
        """The publications by id, in the order of the files."""
        return self._rows.head.publications

    @property
    def files(self) -> tuple[Path, ...]:
        """The files it was read from, to be watched."""
        return tuple(Path(source.path) for source in self._listing.files)

    def __getitem__(self, key: str) -> Resource:
        key = normal_key(key)
        if key not in self._known:
            self.prefetch([key])
        found = self._known[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter([name[0] for name in self._names()])

    def __len__(self) -> int:
        return self._rows.head.count

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def prefetch(self, keys: Iterable[str]) -> None:
        """Looks up many keys at once, which is cheaper than one by one. Unknown ones do no harm."""
        wanted = [key for key in dict.fromkeys(map(normal_key, keys)) if key not in self._known]
        if len(self._known) + len(wanted) > _REMEMBERED:
            self._known.clear()
        try:
            found = {key: self._decoder.resource(row, key) for key, row in self._rows.get(wanted).items()}
        except DamagedError:
            self._read_again()
            return self.prefetch(wanted)
        self._known.update({key: found.get(key) for key in wanted})
        return None

    def resources(self) -> list[Resource]:
        """Every resource, in the order of the files."""
        try:
            return [self._decoder.resource(row) for row in self._rows.all()]
        except DamagedError:
            self._read_again()
            return self.resources()

    def suggest(self, key: str) -> str:
        """For an unknown key: where its entry was left out, that there is none, `did you mean KEY (Title)?`, or `""`."""
        location = self._rows.head.left.get(key)
        if location:
            return f"its entry at {location.path}:{location.line} was left out"
        if not len(self):
            reason = "no entry of the registry can be used: see what is reported for its files"
            return reason if self.problems else "the registry has no entries"
        if "://" in key:
            found = self.closest(key)
            return f"did you mean {found.typed_key} ({shown(found.title, 80)})?" if found else "that is a key, not a URL"
        return self._suggesting().suggest(key)

    def closest(self, key: str) -> Resource | None:
        """The resource that an unknown key probably meant."""
        if "://" in key:  # An address instead of a key.
            return next((one for one in self.resources() if one.url == key), None)
        found = None if key in self._rows.head.left else self._suggesting().closest(key)
        return self.get(found.id) if found else None

    def _suggesting(self) -> Suggester:
        if self._suggester is None:
            from .suggest import Suggester  # Only mistakes need it.

            self._suggester = Suggester(self._names())
        return self._suggester

    def close(self) -> None:
        """Lets go of the cache's file."""
        self._rows.close()

    def _names(self) -> list[tuple[str, str, str]]:
        try:
            return self._rows.names()
        except DamagedError:
            self._read_again()
            return self._rows.names()

    def _take(self, rows: RowStore) -> None:
        self._rows = rows
        self._decoder = Decoder(rows.head.publications, frozenset(source.location for source in self._listing.files))
        self._known: dict[str, Resource | None] = {}

    def _read_again(self) -> None:
        """The kept rows turned out damaged: from here on those of the files themselves, in memory."""
        self._rows.discard()
        self._take(_read(self._listing, Cache(None))[1])


def _kept_or_read(listing: Listing, cache: Cache) -> RowStore:
    """The rows of a listing, from the cache where it holds them. sqlite3 is imported only with a cache (2 ms)."""
    if cache.folder is None or any(source.unsaved is not None for source in listing.files):
        return _read(listing, cache)[1]
    from .store import keep, open_store

    store = open_store(cache, _name(listing, [digest(source) for source in listing.files]))
    if store is not None:
        return store
    name, rows = _read(listing, cache)
    keep(cache, name, rows)
    return open_store(cache, name) or rows


def _read(listing: Listing, cache: Cache) -> tuple[str, MemoryRows]:
    """The rows of the files as they are now, and the name of that content (files may have changed since they were listed)."""
    from .builder import RegistryBuilder  # Half of what importing this package costs; a warm build reads no YAML.

    reading, sums = RegistryBuilder(listing.problems), dict[Source, str]()
    foreign = list(filter(_is_foreign, listing.files))
    add_foreign = partial(reading.add_bibliography, cache=cache, code=_code(has_bibliographies=True) if foreign else "")
    for source in foreign:
        sums[source] = _add(source, add_foreign, reading)
    for source in listing.files:
        if source in sums:
            reading.place_bibliography(source.location)
        else:
            sums[source] = _add(source, reading.add, reading)
    return _name(listing, [sums[source] for source in listing.files]), reading.done()


def _add(source: Source, add: Callable[[bytes, str], None], reading: RegistryBuilder) -> str:
    """Reads one file; its digest, `""` when it cannot be read."""
    data = read(source)
    if isinstance(data, Problem):
        reading.skip(data)
        return ""
    add(data, source.location)
    return hashlib.sha256(data).hexdigest()


def _is_foreign(source: Source) -> bool:
    """Whether a file is another program's. A registry of ours may be written in JSON, too, which is YAML."""
    if not source.is_bibliography:
        return False
    from .bibliographies import is_own  # Only sites with such files need the readers.

    return not source.path.lower().endswith(".json") or not is_own(head(source), source.path)


def _code(*, has_bibliographies: bool) -> str:
    """A digest of the code that reads: an editable or unreleased copy changes without a new version (1 ms)."""
    sha, house = hashlib.sha256(), Path(__file__).parent.parent
    rooms = ["registry/*.py", "normalize/*.py", "edtf.py", "keys.py", "csl_variables.py"]
    try:
        for path in sorted(file for room in [*rooms, *["formats/**/*.py"] * has_bibliographies] for file in house.glob(room)):
            sha.update(path.read_bytes())
    except OSError:  # not installed as files
        return ""
    return sha.hexdigest()


def _name(listing: Listing, sums: list[str]) -> str:
    """One name for all that rows depend on: our version and format, the files, their content, and what was skipped."""
    parts = [
        __version__,
        CACHE_VERSION,
        _code(has_bibliographies=any(source.is_bibliography for source in listing.files)),
        [[source.location, total] for source, total in zip(listing.files, sums, strict=True)],
    ]
    passed = [str(problem) for problem in listing.problems]
    return hashlib.sha256(dumped([*parts, passed]).encode("utf-8", "replace")).hexdigest()
