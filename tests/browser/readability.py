"""Finds Mozilla's Readability, the reader mode of Firefox, for one test; run as a program, it fetches it by npm.

    python tests/browser/readability.py [--install]

Without it that test is left out, and says so.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from chromium import run

PACKAGE = "@mozilla/readability@0.6.0"
FOLDER = Path(__file__).parents[2] / ".venv" / "npm"
COMMAND = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(FOLDER), PACKAGE]
HELP = f"no Readability was found, so reader modes are not tested; npm fetches it: {' '.join(COMMAND)}"


def find() -> Path | None:
    """The file of its source ($READABILITY, else where npm put it), None when there is none."""
    paths = (Path(os.environ.get("READABILITY") or "-"), FOLDER / "node_modules/@mozilla/readability/Readability.js")
    return next((path for path in paths if path.is_file()), None)


def main(arguments: list[str]) -> int:
    if find() is None and "--install" in arguments and shutil.which("npm"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        run(COMMAND, 300, sys.stderr)
    print(find() or HELP, file=sys.stdout if find() else sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
