"""Entries into a registry file: appended as text, read by the registry's own reader, refused when anything else changed."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...registry.builder import RegistryBuilder
from ...registry.rows import MemoryRows
from .. import atomic_files
from .yaml_style import UnknownStyleError, YamlStyle, style_of
from .yaml_writer import entry_text


class RefusedError(Exception):
    """An entry that cannot be appended without risk; the file is as it was."""


def append(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Appends `entries` to the registry file at `path`, which need not exist. Hold the lock. Raises RefusedError, OSError.

    On return they are on the disk.
    """
    old = path.read_bytes() if path.exists() else b""
    new = new_text(old, entries, path.name)
    verify(old, new, entries, path.name)
    atomic_files.replace(path, new)


def new_text(old: bytes, entries: Sequence[Mapping[str, Any]], name: str = "resources.yml") -> bytes:
    """The file `old` with `entries` after its last one; nothing else differs. Raises RefusedError."""
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    try:
        text = old.removeprefix(mark).decode("utf-8")
        end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        plain = text.replace("\r\n", "\n")
        if "\r" in plain:
            raise UnknownStyleError("its line ends are those of an old Macintosh")
        style = style_of(plain)
    except UnicodeDecodeError as error:
        raise RefusedError(f"{name} is not UTF-8") from error
    except UnknownStyleError as error:
        raise RefusedError(f"nothing can be appended to {name}: {error}") from error
    return mark + _inserted(text, style, _block(entries, style, bool(plain.strip())), end).encode()


def verify(old: bytes, new: bytes, entries: Sequence[Mapping[str, Any]], name: str) -> None:
    """Raises RefusedError unless `new` holds what `old` holds, and exactly `entries` more."""
    before, after, alone = (
        read_registry(old, name),
        read_registry(new, name),
        read_registry(escaped(entries), "new.json"),
    )
    known, rows, added = bare_rows(before), bare_rows(after), bare_rows(alone)
    start = len(known)
    # Publications may follow, resources of another list may not: the list that was appended to is the last.
    if len(added) != len(entries) or rows[:start] != known or rows[start:] != added:
        raise RefusedError(f"{name} would not hold exactly the new entries; it is left as it was")
    if venues(before) != venues(after) or problem_counts(after) - problem_counts(before):
        raise RefusedError(f"{name} would be read differently; it is left as it was")


def escaped(entries: Sequence[Mapping[str, Any]]) -> bytes:
    """`entries` as JSON that YAML reads in the same way: for characters beyond U+FFFF its own escapes, not pairs of JSON's."""
    text = json.dumps({"resources": list(entries)}, ensure_ascii=False)
    return re.sub("[^ -~]", lambda match: f"\\U{ord(match[0]):08x}", text).encode()


def _block(entries: Sequence[Mapping[str, Any]], style: YamlStyle, follows: bool) -> str:
    between = "\n" if style.blank else ""
    opening = f"{style.opening}\n" if style.opening else ""
    if opening and not style.replaced and follows:
        opening = "\n" + opening
    return opening + ("" if opening or not follows else between) + between.join(entry_text(entry, style) for entry in entries)


def _inserted(text: str, style: YamlStyle, block: str, end: str) -> str:
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    head = "".join(lines[: style.line])
    if head and not head.endswith("\n"):
        head += end
    return head + block.replace("\n", end) + "".join(lines[style.line + style.replaced :])


def read_registry(data: bytes, name: str) -> MemoryRows:
    """What the registry's reader makes of the file `data`."""
    reading = RegistryBuilder()
    reading.add(data, name)
    return reading.done()


def bare_rows(memory: MemoryRows) -> list[dict[str, Any]]:
    """The entries without their places."""
    return [{key: value for key, value in json.loads(row).items() if key != "location"} for row in memory.all()]


def venues(memory: MemoryRows) -> list[tuple[Any, ...]]:
    """The publications, as far as entries depend on them."""
    return [(key, one.name, one.url, one.domains, one.credibility) for key, one in memory.head.publications.items()]


def problem_counts(memory: MemoryRows) -> Counter[str]:
    """Problems by code; a publication may stand in another file, and is not a fault here."""
    return Counter(problem.code for problem in memory.head.problems if problem.code != "unknown_publication")
