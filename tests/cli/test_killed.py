"""Killed at any system call while writing: nothing is lost, doubled or half-written, and the next writer goes on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
import strace
import yaml

from mkdocs_resource_cards.cli.atomic_files import locked
from mkdocs_resource_cards.cli.registry_edit.append import append

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")

OLD = b"# Kept.\n- id: a\n  title: A # kept, too\n"
NEW = OLD + b'- id: "b"\n  title: B\n'
WRITERS = 8


def add(path: Path, key: str) -> None:
    with locked(path):
        append(path, [{"id": key, "title": key.upper()}])


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    path = folder / "resources.yml"
    path.write_bytes(OLD)
    add(path, "b")  # What is imported late has been imported.
    path.write_bytes(OLD)
    return path


def test_killed_at_each_call_the_file_is_old_or_new_and_the_next_writer_goes_on(tmp_path: Path, registry: Path) -> None:
    log = tmp_path / "log"
    calls = strace.calls_of(lambda: add(registry, "b"), log)
    assert {"openat", "flock", "write", "fsync", "rename"} <= {name for name, _ in calls}
    is_new = []
    for call in calls:
        registry.write_bytes(OLD)
        assert strace.killed_at(call, lambda: add(registry, "b"), log) == -signal.SIGKILL, call
        assert registry.read_bytes() in (OLD, NEW), call
        is_new.append(registry.read_bytes() == NEW)
        registry.write_bytes(OLD)
        add(registry, "c")
        assert registry.read_bytes() == OLD + b'- id: "c"\n  title: C\n', call
        assert os.listdir(registry.parent) == ["resources.yml"], call
    assert is_new == sorted(is_new)
    assert set(is_new) == {False, True}


@pytest.mark.parametrize("name", ["flock", "write", "fsync", "rename", "close"])
def test_one_of_eight_writers_is_killed_and_the_others_lose_nothing(tmp_path: Path, registry: Path, name: str) -> None:
    others = []
    for number in range(1, WRITERS):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                for turn in range(4):
                    add(registry, f"w{number}-{turn}")
                code = 0
            finally:
                os._exit(code)
        others.append(child)
    assert strace.killed_at((name, 1), lambda: add(registry, "killed"), tmp_path / "log") == -signal.SIGKILL
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in others] == [0] * len(others)
    ids = [entry["id"] for entry in yaml.safe_load(registry.read_bytes())]
    assert sorted(set(ids) - {"killed"}) == sorted(
        ["a", *(f"w{number}-{turn}" for number in range(1, WRITERS) for turn in range(4))]
    )
    assert len(ids) == len(set(ids))
    assert registry.read_bytes().startswith(OLD)
