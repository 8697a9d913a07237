"""The command `add` for an editor: the only thing here that uses the network. It runs as a program of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SECONDS = 120


def add(config: Path, url: str) -> tuple[str, bool]:
    """Runs `resource-cards -f CONFIG add URL`; (what it said, in one line; whether it added an entry)."""
    program = "from mkdocs_resource_cards.cli import run; run()"
    command = [sys.executable, "-c", program, "-f", str(config), "add", "--yes", url]
    try:
        done = subprocess.run(  # noqa: S603  our own program; the address is one argument of it
            command, cwd=config.parent, capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"add: {error}", False
    said = (done.stderr or done.stdout).strip().splitlines()
    return said[-1] if said else url, done.returncode == 0
