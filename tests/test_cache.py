from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_resource_cards import cache as module
from mkdocs_resource_cards.cache import FILE, Cache, checksum
from mkdocs_resource_cards.file_replacement import replaced


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def filled(folder: Path, value: str = "value") -> Path:
    cache = Cache(folder)
    cache.put("bucket", "key", value)
    cache.close()
    return folder / FILE


def kept(folder: Path, key: str = "key") -> str | None:
    cache = Cache(folder)
    found = cache.get("bucket", key)
    cache.close()
    return found


def test_keeps_between_builds(folder: Path) -> None:
    filled(folder, "Grüße \U0001f600\nline")
    assert kept(folder) == "Grüße \U0001f600\nline"


def test_buckets_are_apart(folder: Path) -> None:
    filled(folder)
    assert Cache(folder).get("other", "key") is None
    assert Cache(folder).get("bucket", "other") is None


def test_the_last_value_counts(folder: Path) -> None:
    filled(folder, "old")
    filled(folder, "new")
    assert kept(folder) == "new"


def test_is_read_back_before_it_is_written(folder: Path) -> None:
    cache = Cache(folder)
    cache.put("bucket", "key", "value")
    assert cache.get("bucket", "key") == "value"
    assert not folder.exists()


def test_can_be_used_again_after_close(folder: Path) -> None:
    cache = Cache(folder)
    cache.put("bucket", "key", "value")
    cache.close()
    assert cache.get("bucket", "key") == "value"


def test_keeps_itself_out_of_version_control(folder: Path) -> None:
    filled(folder)
    assert (folder / ".gitignore").read_text() == "*\n"


def test_without_a_folder_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache(None)
    cache.put("bucket", "key", "value")
    cache.close()
    assert cache.get("bucket", "key") is None
    assert list(tmp_path.iterdir()) == []


def test_a_build_without_a_cache_does_not_import_sqlite() -> None:
    code = (
        "import sys; from mkdocs_resource_cards.cache import Cache; c = Cache(None); c.put('a', 'b', 'c'); c.get('a', 'b'); "
        "c.close(); sys.exit('sqlite3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


DAMAGES = {
    "empty": lambda data: b"",
    "garbage": lambda data: b"garbage" * 1000,
    "half": lambda data: data[: len(data) // 2],
    "head only": lambda data: data[:100],
    "no head": lambda data: b"\0" * 100 + data[100:],
    "zeros within": lambda data: data[:4096] + b"\0" * (len(data) - 4096),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_only_empties_it(folder: Path, damage: str) -> None:
    path = filled(folder)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert kept(folder) is None
    filled(folder, "again")
    assert kept(folder) == "again"


def test_every_flipped_byte_is_noticed_or_does_no_harm(folder: Path) -> None:
    path = filled(folder, "a value that is long enough to be hit")
    data = path.read_bytes()
    for position in range(0, len(data), 97):
        path.write_bytes(data[:position] + bytes([data[position] ^ 0x55]) + data[position + 1 :])
        assert kept(folder) in (None, "a value that is long enough to be hit")


def test_a_changed_value_is_noticed(folder: Path) -> None:
    path = filled(folder)
    with sqlite3.connect(path) as base:
        base.execute("UPDATE item SET value = 'forged'")
    assert kept(folder) is None


def test_a_value_under_another_key_is_noticed(folder: Path) -> None:
    path = filled(folder)
    with sqlite3.connect(path) as base:
        base.execute("UPDATE item SET key = 'other'")
    assert kept(folder, "other") is None


@pytest.mark.parametrize("value", [b"bytes", 7, None])
def test_a_value_that_is_no_text_is_noticed(folder: Path, value: object) -> None:
    path = filled(folder)
    with sqlite3.connect(path) as base:
        base.execute("UPDATE item SET value = ?", (value,))
    assert kept(folder) is None


def test_a_view_instead_of_a_table_is_never_asked(folder: Path) -> None:
    path = filled(folder)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'bucket', 'key', 1, i FROM n"
    with sqlite3.connect(path) as base:
        base.execute("DROP TABLE item")
        base.execute(f"CREATE VIEW item (bucket, key, sum, value) AS {endless}")
    assert kept(folder) is None


def test_another_version_starts_empty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    monkeypatch.setattr(module, "__version__", "99")
    assert kept(folder) is None
    filled(folder, "new")
    assert kept(folder) == "new"


def test_over_the_limit_starts_empty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    assert kept(folder) is None


def test_a_locked_file_is_left_alone(folder: Path) -> None:
    path = filled(folder)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kept(folder) is None
        filled(folder, "lost")
        other.execute("ROLLBACK")
    assert kept(folder) == "value"


def test_a_write_that_meets_a_lock_is_lost_quietly(folder: Path) -> None:
    path = filled(folder)
    cache = Cache(folder)
    assert cache.get("bucket", "key") == "value"
    cache.put("bucket", "key", "new")
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        cache.close()
        other.execute("ROLLBACK")
    assert kept(folder) == "value"


def test_two_builds_at_once_both_keep(folder: Path) -> None:
    first, second = Cache(folder), Cache(folder)
    first.put("bucket", "one", "1")
    second.put("bucket", "two", "2")
    first.close()
    second.close()
    assert (kept(folder, "one"), kept(folder, "two")) == ("1", "2")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    filled(tmp_path / "file" / "cache")
    filled(tmp_path / "file")
    assert kept(tmp_path / "file") is None


def test_a_folder_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(os, "replace", refuse)
    filled(folder)
    assert kept(folder) is None
    assert [path.name for path in folder.iterdir()] == [".gitignore"]


def test_a_folder_in_place_of_the_file(folder: Path) -> None:
    (folder / FILE).mkdir(parents=True)
    filled(folder)
    assert kept(folder) is None


def test_a_lone_surrogate_does_no_harm(folder: Path) -> None:
    cache = Cache(folder)
    cache.put("bucket", "\ud800", "\udfff")
    cache.put("bucket", "key", "value")
    cache.close()
    assert Cache(folder).get("bucket", "\ud800") in (None, "\udfff")
    assert isinstance(checksum("\ud800"), int)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    old, fresh, other = tmp_path / "old", tmp_path / "fresh", tmp_path / "other"
    old.write_text("old")
    other.write_text("other")
    fresh.hardlink_to(other)

    def fail() -> None:
        with replaced(old, fresh):
            fresh.write_text("half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert (old.read_text(), fresh.exists(), other.read_text()) == ("old", False, "other")
    with replaced(old, fresh):
        fresh.write_text("new")
    assert (old.read_text(), fresh.exists()) == ("new", False)
