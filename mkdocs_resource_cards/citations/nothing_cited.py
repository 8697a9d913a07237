"""The message for an empty list of references, shared by all that report it."""

from __future__ import annotations


def nothing_cited() -> tuple[str, str, str]:
    """(code, message, suggestion)."""
    return "empty_references", "no source is cited, so this list of references is empty", "cite a source, or remove the list"
