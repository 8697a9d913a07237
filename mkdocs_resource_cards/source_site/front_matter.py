"""The front matter of a page, as MkDocs reads it (`mkdocs.utils.meta`)."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..markdown_scan.block_masking import FRONT_MATTER

_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r"(?: {4}|\t)\s*(?P<value>.*)")


def values_of(text: str, *, plain: bool) -> dict[str, Any]:
    """The values of a page's front matter. One that is not a mapping, or cannot be read, is none, as in MkDocs.

    `plain`: whether lines `key: value` at the page's beginning, MultiMarkdown's way, are front matter without any marks.
    """
    return _plain(text)[0] if plain and not _marked(text) else marked_values(text)


def marked_values(text: str) -> dict[str, Any]:
    """The values of a front matter that is between marks."""
    try:  # A tag may ask for anything.
        values = yaml.safe_load(_marked(text).strip().rstrip("-.").lstrip("-"))
    except (yaml.YAMLError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError):
        values = None
    return values if isinstance(values, dict) else {}


def body_of(text: str, *, plain: bool) -> str:
    """What is below a page's front matter; `plain` as above. MkDocs shows readers a front matter that is not a mapping."""
    head = _marked(text)
    if plain and not head:
        return _plain(text)[1]
    is_shown = "<<" in head and not marked_values(text)  # It matters for shortcodes only, and is dear to know.
    return text if is_shown else text[len(head) :]


def _marked(text: str) -> str:
    """The front matter with its marks, as it is written; `""` for a page without."""
    match = FRONT_MATTER.match(text)
    return match[0] if match else ""


def _plain(text: str) -> tuple[dict[str, Any], str]:
    """(values, the rest) of a page that begins with lines `key: value`."""
    values, lines = dict[str, Any](), text.removeprefix("\ufeff").splitlines(keepends=True)
    key, end = "", 0
    while end < len(lines) and lines[end].strip():
        found = _KEY.match(lines[end]) or (_MORE.match(lines[end]) if key else None)
        if found is None:
            break
        key = found.groupdict().get("key", key).lower()
        value = found["value"].strip()
        values[key] = f"{values[key]} {value}" if key in values else value
        end += 1
    return values, "".join(lines[end:])
