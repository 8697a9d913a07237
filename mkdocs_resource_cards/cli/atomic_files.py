"""Replacing a file's content: killed at any point, the file is the old one or the new one, never a part.

As databases and git do it: write a temporary file next to the target, fsync it, rename it over the
target, fsync the folder. `os` is called as a module, one step per line, so that a test can stop at every step.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

WAIT_SECONDS = 60.0
_STEP = 0.02
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class BusyError(Exception):
    """Another process has held the lock for too long."""


def why(error: Exception) -> str:
    """Why a file was not written, without its name."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


@contextmanager
def locked(path: Path, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds the lock of the folder of `path`; waits for other writers up to `seconds`, then raises BusyError.

    The lock ends with the process, however that ends. It leaves no file in the folder.
    """
    folder = Path(os.path.realpath(path)).parent
    handle = _folder_handle(folder)
    try:
        with _lock_of(folder, seconds) if handle is None else _flocked(handle, seconds):
            yield
    except TimeoutError as error:
        raise BusyError(f"another program has been writing to {path.parent} for {seconds:g} s") from error
    finally:
        if handle is not None:
            os.close(handle)


def replace(path: Path, data: bytes) -> None:
    """Replaces the content of `path` with `data`; on return it is on the disk. Hold the lock.

    A link stays a link; mode and, where allowed, owner stay. Raises OSError, with the old content in place.
    """
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.resource-cards.tmp")
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # A writer that was killed left it.
    try:
        _write(temporary, data, _status(target))
        os.replace(temporary, target)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):  # Nobody knows the temporary file.
            error.filename, error.filename2 = os.fspath(path), None
        raise
    _sync_folder(folder)


def _status(target: str) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None


def _write(temporary: str, data: bytes, old: os.stat_result | None) -> None:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        if old is not None and hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchown(handle, old.st_uid, old.st_gid)
            os.fchmod(handle, stat.S_IMODE(old.st_mode))
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: str) -> None:
    """Makes the new name last. Windows cannot open a folder, and needs no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some network file systems refuse; the rename is done.
            os.fsync(handle)
    finally:
        os.close(handle)


def _folder_handle(folder: Path) -> int | None:
    """A handle of `folder` to lock; None where folders cannot be locked: on Windows, and on some network file systems."""
    if os.name == "nt":
        return None
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(handle, fcntl.LOCK_UN)
    except BlockingIOError:  # Another writer has locked it.
        return handle
    except OSError:
        os.close(handle)
        return None
    return handle


@contextmanager
def _flocked(handle: int, seconds: float) -> Iterator[None]:
    """Holds the lock of a folder, whoever's it is: no file shows it. Raises TimeoutError."""
    import fcntl

    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except OSError as error:
            if time.monotonic() > end:
                raise TimeoutError from error
            time.sleep(_STEP)
    yield


def _lock_of(folder: Path, seconds: float) -> AbstractContextManager[object]:
    """The lock of a file that stands for `folder`, among those of one user. Raises TimeoutError when it is entered."""
    from filelock import FileLock  # where folders can be locked, nothing of it is needed

    name = "resource-cards-" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:16] + ".lock"
    return FileLock(os.path.join(tempfile.gettempdir(), name), timeout=seconds, mode=0o600)
