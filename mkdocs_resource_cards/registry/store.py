"""Rows stored in a file between builds.

One SQLite file for one content of the registry, named by it, never changed after it was moved into place whole: builds at the
same time cannot disturb each other, nothing is ever locked, and what is found under a name is what was read from those bytes.
Damage is noticed by SQLite, by a checksum of each row, or by its form, and then the sources are read again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sized
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from ..cache import Cache, checksum, has_tables
from ..file_replacement import replaced
from .rows import DamagedError, Head, MemoryRows, dumped, head_from, head_json

KEEP = 3
"""Files of other contents that stay: branches, languages and half-finished edits come back."""
_BATCH = 500
_STALE = 3600
"""Seconds after which an unfinished file belongs to a build that was killed."""

_TABLES = (
    "CREATE TABLE text (name TEXT PRIMARY KEY, sum INTEGER, value TEXT) WITHOUT ROWID",
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, sum INTEGER, value TEXT)",
    "CREATE TABLE key (key TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID",
)


def open_store(cache: Cache, name: str) -> SqliteRows | None:
    """The rows kept as `name`, or None."""
    if cache.folder is None:
        return None
    path = cache.folder / _file(name)
    if not os.path.isfile(path):
        return None
    try:
        return SqliteRows(path, name)
    except DamagedError:
        return None


def keep(cache: Cache, name: str, rows: MemoryRows) -> None:
    """Writes `rows` as `name`, if the folder of the cache can be written."""
    room = cache.room()
    if room is None:
        return
    path = room / _file(name)
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError, UnicodeError, sqlite3.Error), replaced(path, fresh):
        _write(fresh, name, rows)
    _tidy(room, path)


class SqliteRows:
    """Rows in a file. Raises DamagedError, at once or later."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._base: sqlite3.Connection | None = None
        self.head: Head = head_from(self._text("head"))

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        wanted = [key for key in keys if key.isprintable()]  # No other is a key; half a character cannot be asked for.
        found: dict[str, str] = {}
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            # LEFT: a key whose row is gone must not look like a key that nothing has.
            query = f"SELECT key, sum, value FROM key LEFT JOIN entry USING (number) WHERE key IN ({_marks(batch)})"  # noqa: S608
            found.update((key, _whole(total, value)) for key, total, value in self._rows(query, batch))
        if len(found) < len(wanted) and not self._all_keys.isdisjoint(set(wanted) - found.keys()):
            raise DamagedError
        return found

    def all(self) -> Iterator[str]:
        for start in range(0, self.head.count, _BATCH):
            numbers = range(start, min(start + _BATCH, self.head.count))
            query = f"SELECT sum, value FROM entry WHERE number IN ({_marks(numbers)}) ORDER BY number"  # noqa: S608
            rows = self._rows(query, numbers)
            if len(rows) != len(numbers):
                raise DamagedError
            yield from (_whole(total, value) for total, value in rows)

    def names(self) -> list[tuple[str, str, str]]:
        try:
            names = [(key, others, title) for key, others, title in json.loads(self._text("names"))]
        except (ValueError, TypeError, RecursionError) as error:
            raise DamagedError from error
        if len(names) != self.head.count:
            raise DamagedError
        return names

    @cached_property
    def _all_keys(self) -> frozenset[str]:
        """Every key: whether one is really unknown is asked of a text with a checksum, not of an index without."""
        return frozenset(key for name, others, _ in self.names() for key in (name, *others.split()))

    def close(self) -> None:
        base, self._base = self._base, None
        if base is not None:
            with suppress(sqlite3.Error):
                base.close()

    def discard(self) -> None:
        self.close()
        with suppress(OSError):
            self._path.unlink()

    def _open(self) -> sqlite3.Connection:
        """The connection, made again when it was closed. Raises DamagedError for a file that is not ours."""
        if self._base is None:
            try:
                # immutable: no lock is taken and none is looked for, so a folder that cannot be written will do.
                address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
                self._base = sqlite3.connect(address, uri=True, check_same_thread=False)
                self._base.execute("PRAGMA trusted_schema = OFF")
                if not has_tables(self._base, _TABLES) or self._text("name") != self._name:
                    raise DamagedError
            except (sqlite3.Error, UnicodeError, DamagedError) as error:
                self.close()
                raise DamagedError from error
        return self._base

    def _text(self, name: str) -> str:
        for total, value in self._rows("SELECT sum, value FROM text WHERE name = ?", [name]):
            return _whole(total, value)
        raise DamagedError

    def _rows(self, query: str, values: Iterable[str | int]) -> list[Any]:
        try:
            return self._open().execute(query, tuple(values)).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            raise DamagedError from error


def _marks(values: Sized) -> str:
    return ",".join("?" * len(values))


def _whole(total: object, value: object) -> str:
    if isinstance(value, str) and checksum(value) == total:
        return value
    raise DamagedError


def _file(name: str) -> str:
    return f"registry-{name[:32]}.sqlite"


def _write(path: Path, name: str, kept: MemoryRows) -> None:
    rows, keys = kept.items()
    base = sqlite3.connect(path)
    try:
        base.executescript(";".join(["PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", *_TABLES]))
        texts = {"name": name, "head": head_json(kept.head), "names": dumped(kept.names())}
        base.executemany("INSERT INTO text VALUES (?, ?, ?)", ((key, checksum(text), text) for key, text in texts.items()))
        base.executemany(
            "INSERT INTO entry VALUES (?, ?, ?)", ((number, checksum(row), row) for number, row in enumerate(rows))
        )
        # Sorted, so that the index grows at its end.
        base.executemany("INSERT INTO key VALUES (?, ?)", sorted(keys.items()))
        base.commit()
    finally:
        base.close()


def _tidy(room: Path, newest: Path) -> None:
    """Removes all but the newest files, and what killed builds left behind."""
    with suppress(OSError):
        files = sorted(room.glob("registry-*.sqlite"), key=_age)
        left = [path for path in room.glob("registry-*.tmp") if _age(path) > _STALE]
        for path in [*[file for file in files if file != newest][KEEP:], *left]:
            with suppress(OSError):
                path.unlink()


def _age(path: Path) -> float:
    """Seconds since a file was written; 0 when it has gone."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
