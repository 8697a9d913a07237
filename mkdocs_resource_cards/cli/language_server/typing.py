"""What is being typed at a place of a text: which kind of word, and where it begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...shortcode_tokens import SPACE

_KEY = re.compile(rf"<<{SPACE}*resource:{SPACE}*(?P<word>[^\s\"<>]*)\Z")
_WITHIN = re.compile(r"<<[ \t]*(?P<name>resources?)(?=[:\s])(?P<rest>(?:\"(?:[^\"\\\n]|\\.)*\"|[^\"<>\n])*)\Z")
_PAIR = re.compile(r"(?P<name>[a-z_]+)=(?P<word>[^\s\"=]*)\Z")
_WORD = re.compile(r"(?<=\s)(?P<word>[^\s\"=<>]*)\Z")
_OPENING = re.compile(r"<<[ \t]*(?P<word>[a-z]*)\Z")
_PANDOC = re.compile(r"(?:(?<=[\s\[;(\-])|\A)@\{?(?P<word>[^\s\[\];{}@]*)\Z")
_VALUE = re.compile(r"[ \t]*(?:-[ \t]+)?(?P<name>[A-Za-z_-]+):[ \t]+(?P<rest>.*?)(?P<word>[^\s,\[\]\"']*)\Z")
_FIELD = re.compile(r"[ \t]*(?:-[ \t]+)?(?P<word>[A-Za-z_-]*)\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<word>[^:\n]*)\Z")
_OWNER = re.compile(r"^(?P<indent>[ \t]*)(?:-[ \t]+)?(?P<name>[A-Za-z_-]+):[ \t]*$")


class Typed(NamedTuple):
    """The word before the cursor."""

    kind: str
    """`key`, `list` (a key or a condition), `value` (of `name`), `name` (of a shortcode), `pandoc`; `field` in a registry."""
    word: str
    name: str = ""
    """The option or field whose value it is; `resource` or `resources` for what stands within one."""


def in_page(line: str, *, pandoc: bool = False) -> Typed | None:
    """What is typed at the end of `line`, the part of a page's line before the cursor; None for what is no shortcode."""
    if match := _KEY.search(line):
        return Typed("key", match["word"])
    if match := _WITHIN.search(line):
        if pair := _PAIR.search(match["rest"]):
            return Typed("value", pair["word"], pair["name"])
        word = _WORD.search(match["rest"])
        return Typed("list" if match["name"] == "resources" else "option", word["word"], match["name"]) if word else None
    if match := _OPENING.search(line):
        return Typed("name", match["word"])
    if pandoc and (match := _PANDOC.search(line)):
        return Typed("pandoc", match["word"])
    return None


def in_registry(lines: list[str]) -> Typed | None:
    """What is typed at the end of the last of `lines` of a registry file."""
    line = lines[-1]
    if match := _FIELD.fullmatch(line):
        owner = _owner(lines) if line.lstrip().startswith("-") else ""
        return Typed("value", match["word"], owner) if owner else Typed("field", match["word"])
    if match := _VALUE.fullmatch(line):
        return Typed("value", match["word"], match["name"].lower().replace("-", "_"))
    if match := _ITEM.fullmatch(line):
        return Typed("value", match["word"], _owner(lines))
    return None


def _owner(lines: list[str]) -> str:
    """The field whose list the last line is an item of; `""` where it begins an entry."""
    indent = len(lines[-1]) - len(lines[-1].lstrip())
    for line in reversed(lines[:-1][-200:]):
        if line.strip() and not line.lstrip().startswith(("-", "#")):
            match = _OWNER.match(line)
            is_list = (
                match is not None and len(match["indent"]) <= indent and match["name"] not in ("resources", "publications")
            )
            return match["name"].lower().replace("-", "_") if match and is_list else ""
        if line.lstrip().startswith("- ") and len(line) - len(line.lstrip()) < indent:
            return ""
    return ""
