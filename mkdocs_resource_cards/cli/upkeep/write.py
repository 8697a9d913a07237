"""A plan, shown to a person and written: the registry first, then snapshots and pages."""

from __future__ import annotations

import os
from pathlib import Path

from ..atomic_files import BusyError, locked, replace, why
from ..console import Failure, count, may_write, say, show_difference
from ..context import Session
from ..registry_edit.new_entries import locked_registry
from .plan import Plan


def carry_out(session: Session, plan: Plan, *, write: bool, dry_run: bool) -> None:
    """Shows what changes, and writes it if `write` says so, or a person. Raises Failure."""
    _show(session, plan)
    if dry_run:
        return
    if not may_write(write):
        return
    with locked_registry(session):
        for path, (old, _) in plan.files.items():
            _check(path, old)
        for path, (old, new) in plan.files.items():
            _replace(path, old, new)
        for old_path, new_path in plan.moved.items():
            _move(old_path, new_path)
    say(f"written: {count(len(plan.files), 'file')}", "green")


def _show(session: Session, plan: Plan) -> None:
    shown = session.site_config.shown
    for path, (old, new) in plan.files.items():
        show_difference(shown(path), old.decode("utf-8", "replace"), new.decode("utf-8", "replace"))
    for old_path, new_path in plan.moved.items():
        say(f"snapshot: {shown(old_path)} -> {shown(new_path)}")
    if session.site_config.docs is None:
        say("there are no docs here: what pages say stays as it is", "yellow")
    for note in plan.notes:
        say(note, "yellow")


def _check(path: Path, old: bytes) -> None:
    if path.read_bytes() != old:
        raise Failure(f"{path}: it has changed in the meantime, so nothing was written; run the command again")


def _replace(path: Path, old: bytes, new: bytes) -> None:
    try:
        if path.suffix.lower() in (".yml", ".yaml"):
            replace(path, new)
            return
        with locked(path):
            _check(path, old)
            replace(path, new)
    except (BusyError, OSError) as error:
        raise Failure(f"{path}: {why(error)}") from error


def _move(old: Path, new: Path) -> None:
    try:
        new.parent.mkdir(exist_ok=True)
        os.replace(old, new)
    except OSError as error:
        raise Failure(f"{old}: {error.strerror}") from error
