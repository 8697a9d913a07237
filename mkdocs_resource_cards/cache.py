"""A cache between builds: one SQLite file of texts, in buckets.

A cache is optional and never trusted. A damaged, locked, foreign or unwritable file costs time, not a build:
every text has a checksum, every key is made by its caller from the content that the text depends on, and another version
of this package starts from an empty file. No pickle: texts only.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .file_replacement import replaced

if TYPE_CHECKING:
    import sqlite3

# sqlite3 is imported where it is used: it takes 2 ms, and a build without a cache does not need it.

CACHE_VERSION = 1
"""The layout of the tables; another number empties the file."""
MAX_BYTES = 256 * 1024 * 1024
"""Bytes; a file that has grown over this starts again from nothing."""
FILE = "cache.sqlite"
_PATIENCE = 0.2
"""Seconds to wait for another build that is writing."""

_TABLES = (
    "CREATE TABLE head (version TEXT NOT NULL)",
    "CREATE TABLE item (bucket TEXT, key TEXT, sum INTEGER, value TEXT, PRIMARY KEY (bucket, key))",
)


def cache_folder(root: Path, name: str, watched: Iterable[Path]) -> Path | None:
    """The folder `name`, seen from `root`, where caches may be written; None for `""`.

    Also None within what a server watches (it would rebuild forever), and for a link that leads out of `root`, which may be a
    stranger's.
    """
    if not name:
        return None
    folder, given = (root / name).resolve(), Path(os.path.normpath(root / name))
    leads_out = given.is_relative_to(root) and not folder.is_relative_to(root.resolve())
    return None if leads_out or any(folder.is_relative_to(os.path.realpath(path)) for path in watched) else folder


class Cache:
    """Buckets of key -> text in `folder/cache.sqlite`; with `folder=None` it keeps nothing.

    Writes are collected in memory until `flush` or `close` writes them in one transaction. No method raises.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        """Where caches may be written; the registry keeps files of its own there."""
        self._pending: dict[tuple[str, str], str] = {}
        self._base: sqlite3.Connection | None = None
        self._tried = folder is None
        self._busy = False

    def get(self, bucket: str, key: str) -> str | None:
        """The text kept under `key`, or None."""
        if (bucket, key) in self._pending:
            return self._pending[bucket, key]
        row = self._row(bucket, key)
        if row is None or not isinstance(row[1], str) or _sum(bucket, key, row[1]) != row[0]:
            return None
        return row[1]

    def put(self, bucket: str, key: str, value: str) -> None:
        """Stores `value` under `key`; other builds see it after the next `flush`."""
        if self.folder is not None:
            self._pending[bucket, key] = value

    def flush(self) -> None:
        """Writes what `put` collected, in one transaction; if that fails, it stays in memory."""
        if not self._pending:
            return
        base = self._open()
        room = None if base or self._busy else self.room()
        if room is not None:
            base = self._make(room / FILE)
        if base is not None and self._write(base):
            self._pending = {}

    def close(self) -> None:
        """Flushes and closes the file; the cache may be used again afterwards."""
        self.flush()
        self._let_go()
        self._tried, self._busy = self.folder is None, False

    def room(self) -> Path | None:
        """The folder, made if necessary, kept out of version control by a `.gitignore`; None where none can be made."""
        if self.folder is None:
            return None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not os.path.lexists(ignore):
                ignore.write_text("*\n", encoding="ascii")
        except OSError:
            return None
        return self.folder

    def _row(self, bucket: str, key: str) -> tuple[int, str] | None:
        base = self._open()
        if base is None:
            return None
        import sqlite3

        query = "SELECT sum, value FROM item WHERE bucket = ? AND key = ?"
        try:
            found: tuple[int, str] | None = base.execute(query, (bucket, key)).fetchone()
        except (sqlite3.Error, UnicodeError) as error:
            self._busy = is_busy(error)
            self._let_go()
            return None
        return found

    def _open(self) -> sqlite3.Connection | None:
        """The connection, opened at the first need; None once that failed."""
        if not self._tried and self.folder is not None:
            self._tried = True
            self._connect(self.folder / FILE)
        return self._base

    def _connect(self, path: Path) -> None:
        """Connects to a file of ours, and to no other."""
        import sqlite3

        try:
            if path.stat().st_size > MAX_BYTES:
                return
            self._base = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
            # No journal next to the file: it would be taken for that of the file which replaces a damaged one.
            self._base.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF;")
            if has_tables(self._base, _TABLES) and self._base.execute("SELECT version FROM head").fetchone() == (_version(),):
                return
        except (OSError, sqlite3.Error, UnicodeError) as error:
            self._busy = is_busy(error)
        self._let_go()

    def _make(self, path: Path) -> sqlite3.Connection | None:
        """An empty file instead of one that is missing or unusable; None when that cannot be had."""
        import sqlite3

        fresh = path.with_name(f"{FILE}.{os.getpid()}.tmp")
        try:
            with replaced(path, fresh):
                base = sqlite3.connect(fresh)
                for table in _TABLES:
                    base.execute(table)
                base.execute("INSERT INTO head VALUES (?)", (_version(),))
                base.commit()
                base.close()
        except (OSError, sqlite3.Error):
            return None
        self._connect(path)
        return self._base

    def _write(self, base: sqlite3.Connection) -> bool:
        import sqlite3

        rows = [(bucket, key, _sum(bucket, key, value), value) for (bucket, key), value in self._pending.items()]
        try:
            base.executemany("INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)", rows)
            base.commit()
        except (sqlite3.Error, UnicodeError):
            with suppress(sqlite3.Error):
                base.rollback()
            return False
        return True

    def _let_go(self) -> None:
        base, self._base = self._base, None
        if base is not None:
            import sqlite3

            with suppress(sqlite3.Error):
                base.close()


def checksum(text: str) -> int:
    """CRC-32 of a text: detects damage, not tampering."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def has_tables(base: sqlite3.Connection, tables: tuple[str, ...]) -> bool:
    """Whether a file holds just these tables: in a file that somebody else made, a table may be a view that never ends."""
    found = base.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return sorted(str(row[0]) for row in found) == sorted(tables)


def is_busy(error: Exception) -> bool:
    """Whether an error only says that another build has the file. Errors of the system hold paths, with any words."""
    return not isinstance(error, OSError) and str(error).startswith("database") and "locked" in str(error)


def _sum(bucket: str, key: str, value: str) -> int:
    return checksum("\0".join((bucket, key, value)))


def _version() -> str:
    return f"{CACHE_VERSION} {__version__}"
