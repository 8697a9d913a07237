"""Finds a Chromium for the browser tests; run as a program, it installs one where none is found.

    python tests/browser/chromium.py [--install]

Prints its path. Looked for in this order: $CHROMIUM, a Chromium or Chrome in PATH, the one that Playwright installs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = (
    *("chromium-headless-shell", "chrome-headless-shell"),  # The same engine without windows: a fifth less to wait.
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
    # Fewer processes and threads that wait for each other: a seventh less work for each page.
    "--in-process-gpu",
    "--enable-features=CDPScreenshotNewSurface,NetworkServiceInProcess2",
    "--js-flags=--single-threaded",
    "--num-raster-threads=1",
)
"""No sandbox: tests run as root in containers, and open nothing but pages of their own."""
HELP = """no Chromium that starts was found, and none could be installed. Any one of these helps:
    CHROMIUM=/path/to/chromium make test
    apt-get update && apt-get install -y chromium    (Debian, as root)
    .venv/bin/python -m playwright install --with-deps chromium"""


def find() -> str:
    """The path of a Chromium that starts, `""` when there is none."""
    return next((path for path in _candidates() if path and _starts(path)), "")


def _candidates() -> Iterator[str]:
    yield os.environ.get("CHROMIUM", "")
    yield from (shutil.which(name) or "" for name in NAMES)
    yield _of_playwright()


def _of_playwright() -> str:
    # Imported here: a Chromium in PATH is found without Playwright.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def _starts(path: str) -> bool:
    """Playwright's Chromium is downloaded without the system's libraries: only a start tells whether they are there."""
    return run([path, "--version"], 30)


def install() -> str:
    """Installs a Chromium, by Playwright, else by Debian's packages; returns its path, `""` when neither did."""
    for commands in (_by_playwright(), _by_apt(NAMES[0]), _by_apt("chromium")):
        if commands and all(run(command, 900, sys.stderr) for command in commands) and (path := find()):
            return path
    return ""


def _by_playwright() -> list[list[str]]:
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _by_apt(package: str) -> list[list[str]]:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return []
    return [["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]]


def run(command: list[str], timeout: float, output: Any = subprocess.DEVNULL) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if output is sys.stderr:
        print("+", *command, file=sys.stderr, flush=True)
    try:
        done = subprocess.run(
            command, stdout=output, stderr=output, timeout=timeout, env=environment, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    path = find() or (install() if "--install" in arguments else "")
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
