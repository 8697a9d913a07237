"""Runs the commands `add` and `update` as processes. Only these use the network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 120


def add(config: Path, url: str, private_hosts: Sequence[str] = ()) -> tuple[str, bool]:
    """Adds an address to the registry. Returns (message in one line, whether it worked)."""
    return _run(config, "add", "--yes", *_allowing(private_hosts), "--", url)


def update(config: Path, key: str, private_hosts: Sequence[str] = ()) -> tuple[str, bool]:
    """Fills in missing fields of an entry. Returns the same as `add`."""
    return _run(config, "update", "--write", *_allowing(private_hosts), "--", key)


def _allowing(hosts: Sequence[str]) -> list[str]:
    return [f"--allow-private={host}" for host in hosts]


def _run(config: Path, *arguments: str) -> tuple[str, bool]:
    program = "from mkdocs_resource_cards.cli import run; run()"
    command = [sys.executable, "-c", program, "-f", str(config), *arguments]
    try:
        done = subprocess.run(  # noqa: S603  our own program; what a client sends is one argument of it
            command, cwd=config.parent, capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{arguments[0]}: {error}", False
    said = (done.stderr or done.stdout).strip().splitlines()
    return said[-1] if said else arguments[-1], done.returncode == 0
