"""What is said of a list of references that holds nothing, whoever finds it."""

from __future__ import annotations


def nothing_cited() -> tuple[str, str, str]:
    """(code, message, suggestion)."""
    return "empty_references", "nothing is cited that this list could hold", "cite a source, or remove the list"
