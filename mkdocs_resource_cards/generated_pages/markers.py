"""How pages and downloads in the docs folder are marked as written by a command of ours, so that it may replace them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

LIST = ".resource-cards.json"
"""Within the docs: names the downloads that a command of ours wrote. Hosts leave out what is hidden."""
MARK = ("generated_by", "resource-cards")
"""The key and value of front matter that say of a file in the docs: a command of ours wrote it."""
WRITTEN = f"---\n# Written by `resource-cards pages`, which replaces it: edit the registry instead.\n{MARK[0]}: {MARK[1]}\n"
"""How such a file begins."""


def is_written(text: str) -> bool:
    """Whether a source is a page that the command `pages` wrote for a host that generates none."""
    return text.replace("\r\n", "\n").startswith(WRITTEN)


def hash_of(data: bytes) -> str:
    """What tells whether a download is as it was written."""
    return sha256(data).hexdigest()


def listed_files(docs: Path) -> Mapping[str, str]:
    """Path within the docs -> hash of each download that the command `pages` wrote. A list that is damaged names none."""
    try:
        files = json.loads((docs / LIST).read_bytes())["sha256"]
        return {path: hash for path, hash in files.items() if isinstance(hash, str)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def is_listed(files: Mapping[str, str], docs: Path, path: str) -> bool:
    """Whether the file at `path` is one of those in the list, and as it was written."""
    file = docs / path
    try:
        is_inside = file.resolve().is_relative_to(docs.resolve()) and not file.is_symlink()
        return path in files and is_inside and file.is_file() and hash_of(file.read_bytes()) == files[path]
    except (OSError, ValueError):
        return False
