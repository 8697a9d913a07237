"""The real command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MAIN = "from mkdocs_resource_cards.cli import run; run()"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", MAIN, *arguments]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        command(*arguments), cwd=folder, capture_output=True, text=True, timeout=60, env=env, stdin=subprocess.DEVNULL
    )
