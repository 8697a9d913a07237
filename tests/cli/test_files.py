"""Writing: by eight writers at once the file is whole, and says all that was promised; `test_killed` kills them."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.cli import atomic_files
from mkdocs_resource_cards.cli.atomic_files import WAIT_SECONDS, BusyError, locked, replace
from mkdocs_resource_cards.cli.registry_edit.append import append
from mkdocs_resource_cards.registry import load

OLD = b"# Kept.\n- id: a\n  title: A # kept, too\n"


def add(path: Path, key: str) -> None:
    with locked(path):
        append(path, [{"id": key, "title": key.upper()}])


@pytest.mark.posix
def test_it_is_on_the_disk_before_it_is_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "resources.yml"
    calls: list[str] = []
    for name in ("write", "fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, real=real, name=name: (calls.append(name), real(*a))[1])
    replace(path, b"x")
    assert calls == ["write", "fsync", "replace", "fsync"]


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "fchmod"])
def test_an_error_on_the_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "resources.yml"
    path.write_bytes(OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, name, full)
    with pytest.raises(OSError, match="No space"):
        replace(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["resources.yml"]


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:3]))
    replace(tmp_path / "x", b"0123456789")
    assert (tmp_path / "x").read_bytes() == b"0123456789"


@pytest.mark.posix
def test_mode_and_link_stay(tmp_path: Path) -> None:
    real = tmp_path / "real" / "resources.yml"
    real.parent.mkdir()
    real.write_bytes(OLD)
    real.chmod(0o640)
    link = tmp_path / "resources.yml"
    link.symlink_to(real)
    replace(link, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (b"new", 0o640)


def test_what_lies_in_the_place_of_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / ".x.resource-cards.tmp").symlink_to(victim)
    replace(tmp_path / "x", b"new")
    assert victim.read_bytes() == b"mine"


@pytest.mark.posix
def test_eight_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "resources.yml"
    path.write_bytes(OLD)
    children = []
    for writer in range(8):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                for number in range(6):
                    add(path, f"w{writer}-{number}")
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 8
    registry = load([path], tmp_path, Cache(None))
    assert sorted(registry) == sorted(["a", *(f"w{writer}-{number}" for writer in range(8) for number in range(6))])
    assert registry.problems == ()
    assert path.read_bytes().startswith(OLD)
    assert os.listdir(tmp_path) == ["resources.yml"]


def test_a_lock_is_waited_for_and_not_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "resources.yml"
    with locked(path):
        started = time.monotonic()
        with pytest.raises(BusyError), locked(path, 0.1):
            pass
        assert time.monotonic() - started < WAIT_SECONDS  # What it waits when nothing else is said.
    with locked(path, 0.1):
        pass
    assert os.listdir(tmp_path) == []


def test_where_folders_cannot_be_locked_a_file_stands_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_files, "_folder_handle", lambda folder: None)
    monkeypatch.setattr(atomic_files.tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "resources.yml"
    with locked(path):
        assert list(tmp_path.iterdir()) == [tmp_path / "temporary"]
        with pytest.raises(BusyError), locked(path, 0.1):
            pass
        with locked(tmp_path / "temporary" / "x", 0.1):  # Another folder is another lock.
            pass
    with locked(path, 0.1):
        replace(path, b"new")
    assert path.read_bytes() == b"new"
