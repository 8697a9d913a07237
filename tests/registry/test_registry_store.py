from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from registry_helpers import many, read, said

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import Registry, builder, load, lookup

TEXT = many(300) + "- {id: b, title: B, publication: p, url: x}\n- id\n"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def stores(cache: Cache) -> list[Path]:
    assert cache.folder
    return sorted(cache.folder.glob("registry-*.sqlite"))


def contents(registry: Registry) -> tuple[object, ...]:
    everything = [registry[key] for key in registry]
    return everything, registry.resources(), said(registry), registry.publications, len(registry), registry.suggest("i00000")


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, data: bytes, location: str) -> None:
        raise AssertionError("the sources were read again")

    monkeypatch.setattr(builder.RegistryBuilder, "add", refuse)


def test_a_warm_build_does_not_read_yaml(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = contents(read(tmp_path, TEXT, cache))
    forbid_reading(monkeypatch)
    assert contents(read(tmp_path, TEXT, cache)) == cold


def test_no_cache_and_cold_and_warm_are_the_same(tmp_path: Path, cache: Cache) -> None:
    found = [contents(read(tmp_path, TEXT, used)) for used in (Cache(None), cache, cache)]
    assert found[0] == found[1] == found[2]


def test_a_changed_file_is_read_again_at_once(tmp_path: Path, cache: Cache) -> None:
    stamp = (1_700_000_000, 1_700_000_000)
    for title in ("One", "Two", "One"):
        (tmp_path / "resources.yml").write_text(f"- {{id: a, title: {title}}}")
        os.utime(tmp_path / "resources.yml", stamp)
        assert load([Path("resources.yml")], tmp_path, cache)["a"].title == title


def test_an_open_registry_stays_as_it_was(tmp_path: Path, cache: Cache) -> None:
    first = read(tmp_path, "- {id: a, title: One}", cache)
    for number in range(10):
        read(tmp_path, f"- {{id: x{number}, title: Other}}", cache)
    assert first["a"].title == "One"


def test_another_name_of_a_file_is_another_content(tmp_path: Path, cache: Cache) -> None:
    for name in ("resources.yml", "publications.yml"):
        (tmp_path / name).write_text("- {id: a, title: T, name: N}")
    assert len(load([Path("resources.yml")], tmp_path, cache)) == 1
    assert len(load([Path("publications.yml")], tmp_path, cache)) == 0


def test_another_version_reads_again(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path, TEXT, cache)
    monkeypatch.setattr(lookup, "__version__", "99")
    forbid_reading(monkeypatch)
    with pytest.raises(AssertionError):
        read(tmp_path, TEXT, cache)


def test_closing_and_going_on_does_not_cost_the_cache(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = read(tmp_path, TEXT, cache)
    forbid_reading(monkeypatch)
    registry.close()
    assert registry["b"].title == "B"
    assert "\ud800" not in registry
    assert len(stores(cache)) == 1


DAMAGES = {
    "empty": lambda data: b"",
    "garbage": lambda data: b"garbage" * 10_000,
    "half": lambda data: data[: len(data) // 2],
    "one page": lambda data: data[:4096],
    "last page": lambda data: data[:-4096],
    "zeros": lambda data: data[:8192] + b"\0" * (len(data) - 8192),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_costs_time_only(tmp_path: Path, cache: Cache, damage: str) -> None:
    expected = contents(read(tmp_path, TEXT, cache))
    (path,) = stores(cache)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert contents(read(tmp_path, TEXT, cache)) == expected


def test_damage_is_mended(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = contents(read(tmp_path, TEXT, cache))
    (path,) = stores(cache)
    path.write_bytes(b"")
    read(tmp_path, TEXT, cache)
    forbid_reading(monkeypatch)
    assert contents(read(tmp_path, TEXT, cache)) == expected


def test_flipped_bytes_give_no_wrong_answer(tmp_path: Path, cache: Cache) -> None:
    text = many(40)
    expected = contents(read(tmp_path, text, cache))
    (path,) = stores(cache)
    data = path.read_bytes()
    for position in range(0, len(data), 251):
        path.write_bytes(data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :])
        assert contents(read(tmp_path, text, cache)) == expected


FORGERIES = {
    "another row": "UPDATE key SET number = 7 WHERE key = 'i000003'",
    "another text": "UPDATE entry SET value = replace(value, 'Title', 'Forged')",
    "no text": "UPDATE entry SET value = 7",
    "a swapped row": "UPDATE entry SET (value, sum) = (SELECT value, sum FROM entry WHERE number = 1)",
    "lost rows": "DELETE FROM entry WHERE number > 2",
    "a lost key": "DELETE FROM key WHERE key = 'i000003'",
    "lost texts": "DELETE FROM text",
    "a foreign table": "CREATE VIEW extra AS SELECT 1",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_row_that_is_not_the_one_written_is_noticed(tmp_path: Path, cache: Cache, forgery: str) -> None:
    expected = read(tmp_path, TEXT, cache)["i000003"]
    (path,) = stores(cache)
    with sqlite3.connect(path) as base:
        base.execute(FORGERIES[forgery])
    assert read(tmp_path, TEXT, cache)["i000003"] == expected


@pytest.mark.parametrize("value", ["[]", "{}", '{"id": 3}', "nan", "[" * 100_000])
def test_rows_of_a_wrong_form_are_noticed(tmp_path: Path, cache: Cache, value: str) -> None:
    from mkdocs_resource_cards.cache import checksum

    expected = contents(read(tmp_path, TEXT, cache))
    (path,) = stores(cache)
    with sqlite3.connect(path) as base:
        base.execute("UPDATE entry SET value = ?, sum = ?", (value, checksum(value)))
        base.execute("UPDATE text SET value = ?, sum = ? WHERE name = 'names'", (value, checksum(value)))
    assert contents(read(tmp_path, TEXT, cache)) == expected


def test_a_file_under_a_wrong_name_is_not_believed(tmp_path: Path, cache: Cache) -> None:
    read(tmp_path, "- {id: a, title: Other}", cache)
    (other,) = stores(cache)
    data = other.read_bytes()
    read(tmp_path, "- {id: a, title: Mine}", cache)
    for path in stores(cache):
        path.write_bytes(data)
    assert read(tmp_path, "- {id: a, title: Mine}", cache)["a"].title == "Mine"


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path, TEXT, cache)
    monkeypatch.setattr(Cache, "room", lambda self: None)
    assert len(read(tmp_path, TEXT + many(1, "new"), cache)) == 302
    assert len(stores(cache)) == 1
    forbid_reading(monkeypatch)
    assert len(read(tmp_path, TEXT, cache)) == 301


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert len(read(tmp_path, TEXT, cache)) == 301
    assert cache.folder
    assert [path.name for path in cache.folder.iterdir()] == [".gitignore"]


def test_old_contents_and_leavings_are_removed(tmp_path: Path, cache: Cache) -> None:
    assert cache.folder
    cache.folder.mkdir()
    for name in ("registry-old.tmp", "registry-new.tmp"):
        (cache.folder / name).write_text("")
    os.utime(cache.folder / "registry-old.tmp", (0, 0))
    for number in range(8):
        read(tmp_path, f"- {{id: x{number}, title: T}}", cache)
    assert len(stores(cache)) == 4
    assert [path.name for path in cache.folder.glob("*.tmp")] == ["registry-new.tmp"]
    assert "x7" in read(tmp_path, "- {id: x7, title: T}", cache)


def test_builds_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    (tmp_path / "resources.yml").write_text(many(2000))
    code = (
        "import sys; from pathlib import Path; from mkdocs_resource_cards.cache import Cache; "
        "from mkdocs_resource_cards.registry import load; "
        "r = load([Path('resources.yml')], Path(sys.argv[1]), Cache(Path(sys.argv[1]) / 'cache')); "
        "print(len(r), sum(int(r[key].title.split()[-1]) for key in r))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(4)]
    assert [build.communicate()[0].strip() for build in builds] == [f"2000 {sum(range(2000))}"] * 4
    assert [path.suffix for path in (tmp_path / "cache").iterdir() if path.name != ".gitignore"] == [".sqlite"]


def test_a_build_without_a_cache_does_not_import_sqlite(tmp_path: Path) -> None:
    (tmp_path / "resources.yml").write_text(many(3))
    code = (
        "import sys; from pathlib import Path; from mkdocs_resource_cards.cache import Cache; "
        "from mkdocs_resource_cards.registry import load; load([Path('resources.yml')], Path(sys.argv[1]), Cache(None)); "
        "sys.exit('sqlite3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0
