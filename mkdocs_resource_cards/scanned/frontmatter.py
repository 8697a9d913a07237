"""The front matter of a page, as MkDocs reads it (`mkdocs.utils.meta`)."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..citations.literal import FRONT_MATTER

_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r"(?: {4}|\t)\s*(?P<value>.*)")


def split(text: str) -> tuple[str, str]:
    """(front matter between its marks, as it is written; the rest). The first is `""` for a page without."""
    match = FRONT_MATTER.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def values_of(text: str) -> dict[str, Any]:
    """The values of a page's front matter. One that is no mapping, or cannot be read, is none, as in MkDocs."""
    try:  # A tag may ask for anything.
        values = yaml.safe_load(split(text)[0].strip().rstrip("-.").lstrip("-"))
    except (yaml.YAMLError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError):
        values = None
    return values if isinstance(values, dict) else {}


def is_shown(text: str) -> bool:
    """Whether MkDocs shows readers the front matter, since it is no mapping."""
    head = split(text)[0]
    return bool(head) and not values_of(text)


def split_plain(text: str) -> tuple[dict[str, Any], str]:
    """(values, the rest) of a page that begins with lines `key: value`, MultiMarkdown's way, which MkDocs takes as well."""
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
