"""Values that are not TeX: addresses, DOIs and other identifiers."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([%&_#{}$~^-])(?:\{\})?")
_IN_BRACES = re.compile(r"\{([_&%#~^-])\}")
_TILDE = re.compile(r"\\textasciitilde(?:\{\}|\s)?|\$\\sim\$|\{\\textasciitilde\}|\{?\\~\{?\}?\}?")


def address(text: str) -> str:
    r"""A URL, DOI or other identifier. It is not TeX, but many programs escape it: `\url{a\_b}` is `a_b`."""
    if "\\" not in text and "{" not in text:
        return text.strip()
    text = _TILDE.sub("~", text)
    text = _IN_BRACES.sub(r"\1", _ESCAPED.sub(r"\1", text)).replace("\\textunderscore", "_").replace("\\textpercent", "%")
    text = re.sub(r"\\(?:url|path|nolinkurl|href)\s*", "", text.strip())
    first = text[1:].partition("}")[0] if text.startswith("{") else text
    return first.replace("{", "").replace("}", "").strip()
