"""Golden files: one case each, with what goes in and what comes out. `UPDATE_GOLDENS=1` writes what came out."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs_resource_cards.excerpt.digest import digest
from mkdocs_resource_cards.excerpt.stored_digest import Digest
from mkdocs_resource_cards.model import Resource, Snapshot
from mkdocs_resource_cards.normalize.names import names_of

FOLDER = Path(__file__).parent / "goldens"
_PART = re.compile(r"^=== (\w+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Golden:
    path: Path
    head: str
    snapshot: str
    expected: dict[str, str]

    def option(self, name: str, default: str = "") -> str:
        match = re.search(rf"^{name}: (.*)$", self.head, re.MULTILINE)
        return match[1] if match else default

    def found(self) -> dict[str, str]:
        authors = tuple(filter(None, self.option("authors").split(", ")))
        resource = Resource(
            "g", self.option("title", "Golden"), url=self.option("url", "https://example.org/g"), authors=names_of(authors)
        )
        status = self.option("status")
        snapshot = Snapshot(self.snapshot, self.option("format"), int(status) if status else None)
        return _parts(digest(resource, snapshot, int(self.option("limit", "300"))))

    def write(self, found: dict[str, str]) -> None:
        parts = {"snapshot": self.snapshot, **found}
        self.path.write_text(self.head + "".join(f"=== {name}\n{text}" for name, text in parts.items()), encoding="utf-8")


def _parts(found: Digest) -> dict[str, str]:
    return {"excerpt": found.text + "\n", "preview": found.html + ("\n… truncated" if found.truncated else "") + "\n"}


def load(path: Path) -> Golden:
    head, *rest = _PART.split(path.read_text(encoding="utf-8"))
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    return Golden(path, head, parts.pop("snapshot"), parts)


def all_goldens() -> list[Path]:
    return sorted(FOLDER.glob("*.golden"))


def updating() -> bool:
    return os.environ.get("UPDATE_GOLDENS") == "1"
