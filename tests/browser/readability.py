"""Finds Mozilla's Readability, the reader mode of Firefox, for one test; run as a program, it fetches it by npm.

python tests/browser/readability.py [--install]
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
HELP = f"""no Mozilla Readability was found, and none could be fetched. Any one of these helps:
    READABILITY=/path/to/Readability.js make test
    {" ".join(COMMAND)}
    apt-get update && apt-get install -y npm    (Debian, as root; then again)"""


def find() -> Path | None:
    """The file of its source ($READABILITY, else where npm put it), None when there is none."""
    paths = (Path(os.environ.get("READABILITY") or "-"), FOLDER / "node_modules/@mozilla/readability/Readability.js")
    return next((path for path in paths if path.is_file()), None)


def install() -> None:
    """Fetches it by npm, which Debian's packages may bring."""
    if not shutil.which("npm") and shutil.which("apt-get") and os.geteuid() == 0:
        run(["apt-get", "update", "-q"], 900, sys.stderr)
        run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "npm"], 900, sys.stderr)
    if shutil.which("npm"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        run(COMMAND, 300, sys.stderr)


def main(arguments: list[str]) -> int:
    if find() is None and "--install" in arguments:
        install()
    path = find()
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
