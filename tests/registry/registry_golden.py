"""Golden files: one registry each, with what is found in it and what is said of it. `UPDATE_GOLDENS=1` writes what came out.

A file holds, after `=== PATH` lines, the files of a registry; then `=== found` and `=== problems`. Above them may stand
`registry: PATH ...`, the sources where they are not just `resources.yml`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.model import Name, Publication, Resource
from mkdocs_resource_cards.registry import Registry, load

FOLDER = Path(__file__).parent / "goldens"
_PART = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_RESULTS = ("found", "problems")


@dataclass(frozen=True)
class Golden:
    path: Path
    head: str
    files: dict[str, str]
    expected: dict[str, str]

    def read(self, folder: Path, cache: Cache) -> Registry:
        for name, text in self.files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
        match = re.search(r"^registry: (.*)$", self.head, re.MULTILINE)
        sources = match[1].split() if match else ["resources.yml"]
        return load([Path(source) for source in sources], folder, cache)

    def write(self, found: dict[str, str]) -> None:
        parts = {**self.files, **found}
        self.path.write_text(self.head + "".join(f"=== {name}\n{text}" for name, text in parts.items()), encoding="utf-8")


def results(registry: Registry) -> dict[str, str]:
    described = [*map(_described, registry.publications.values()), *map(_described, registry.resources())]
    return {"found": "".join(described), "problems": "".join(f"{problem}\n" for problem in registry.problems)}


def load_golden(path: Path) -> Golden:
    head, *rest = _PART.split(path.read_text(encoding="utf-8"))
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    expected = {name: parts.pop(name, "") for name in _RESULTS}
    return Golden(path, head, parts, expected)


def all_goldens() -> list[Path]:
    return sorted(FOLDER.glob("*.golden"))


def updating() -> bool:
    return os.environ.get("UPDATE_GOLDENS") == "1"


def _described(thing: Resource | Publication) -> str:
    noun = type(thing).__name__.lower()
    return f"{noun} {thing.id} at {thing.location}\n" + "".join(f"  {line}\n" for line in _fields(thing))


def _fields(thing: Resource | Publication) -> Iterator[str]:
    for name, value in thing._asdict().items():
        if name not in ("id", "location") and value != thing._field_defaults.get(name):
            yield f"{name}: {_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, Name):
        return str({part: text for part, text in value._asdict().items() if text})
    if isinstance(value, tuple) and value and isinstance(value[0], Name):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        return "; ".join(f"{name} = {_shown(text)}" for name, text in value.items())
    if isinstance(value, Publication):
        return f"{value.name} [{value.id}]" if value.id else f"{value.name} (a name)"
    return repr(value)
