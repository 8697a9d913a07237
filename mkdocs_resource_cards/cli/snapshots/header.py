"""What is above the text of a snapshot file: our lines, and those that a person wrote between them, which stay."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...excerpt import front_matter
from ..registry_edit.yaml_writer import scalar

_FIELD = re.compile(r"(?:(?P<name>[A-Za-z_0-9]+):(?=[ \t\n]))?(?P<value>[^\n]*)\n(?:[ \t-][^\n]*\n)*")
"""A key with its value, and with the lines below that belong to it; or a comment, or an empty line."""


class SnapshotHeader(NamedTuple):
    """What is known of a fetched page, and the front matter that it was read from."""

    url: str = ""
    status: str = ""
    fetched: str = ""
    """A moment in UTC, `2026-05-17T09:30:00Z`; `""` in a file that no command wrote."""
    bytes: str = ""
    content_type: str = ""
    sha256: str = ""
    """Of the answer's body."""
    etag: str = ""
    """For asking whether the page has changed."""
    failed: str = ""
    """The last attempt to fetch it again, when that failed: a moment and a reason."""
    found: tuple[tuple[str, str], ...] = ()
    """(key, its lines as they are in the file), in their order; the key is `""` for a comment."""
    end: str = "\n"
    """What ends a line in the file."""

    def text(self) -> str:
        """The front matter, with its fences: only lines of ours whose value has changed are written again."""
        left = {name: value for name in _OURS if (value := getattr(self, name))}
        lines = []
        for name, old in self.found:
            if name not in _OURS:
                lines.append(old)
            elif name in left:
                value = left.pop(name)
                lines.append(old if _value(old) == value else _line(name, value))
        lines += [_line(name, value) for name, value in left.items()]
        return f"---\n{''.join(lines)}---\n".replace("\n", self.end)


_OURS = tuple(name for name in SnapshotHeader._fields if name not in ("found", "end"))


def parted(text: str) -> tuple[SnapshotHeader, str]:
    """The front matter of a snapshot file, and the text below it."""
    text = text.removeprefix("\ufeff")
    length = front_matter.read(text).length
    head = text[:length]
    inner = head.replace("\r\n", "\n").rstrip("\n").split("\n")[1:-1]  # without its fences
    found = tuple((match["name"] or "", match[0]) for match in _FIELD.finditer("".join(f"{line}\n" for line in inner)))
    ours = {name: _value(lines) for name, lines in reversed(found) if name in _OURS}
    return SnapshotHeader(**ours, found=found, end="\r\n" if "\r\n" in head else "\n"), text[length:]


def _line(name: str, value: str) -> str:
    return f"{name}: {scalar(value, 'url')}\n"


def _value(lines: str) -> str:
    """The scalar behind a key."""
    value = lines.partition("\n")[0].partition(":")[2].strip()
    if not value.startswith(('"', "'")):
        return value
    import yaml

    try:
        return str(yaml.safe_load(value))
    except (yaml.YAMLError, ValueError, RecursionError):  # A date that is none is a ValueError.
        return ""
