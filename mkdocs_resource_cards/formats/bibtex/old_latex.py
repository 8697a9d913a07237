"""LaTeX in BibTeX's values -> text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .writer import unescaped

LONGEST = 20_000
"""Characters of a value that is decoded, or joined from parts."""
_PIECE, _LONG_PIECE = 1_000, 3_000
"""Characters: pylatexenc takes the square of a text's length, so that a long one is read in pieces."""
_CUT = re.compile(r"\\.|[{}$]|\s+", re.DOTALL)
_ESCAPED = re.compile(r"\\([%&_#{}$~^])(?:\{\})?")
_NAME = re.compile(r"\\((?:(?:Xe|Lua|pdf)?(?:La)?|Bib|Con)TeX)(?![A-Za-z])(?:\{\})?")
_DEEP = re.compile(r"\{")


def decoded(text: str) -> str:
    r"""A value's text: `{\"o}` is `ö`, braces that only keep case go. A value that is no LaTeX stays as it is.

    Of a very long text, or piece without a space, only what our own files hold is read: the escapes of single signs.
    """
    if not any(character in text for character in "\\{}$~`'-"):
        return text
    if len(text) > LONGEST:
        return unescaped(text[1:-1] if text.startswith("{") and text.endswith("}") else text)
    if len(text) > _PIECE:
        bare = text[1:-1] if text.startswith("{") and text.endswith("}") and "{" not in text[1:-1] else text
        return "".join(map(_decoded, _pieces(bare)))
    return _decoded(text)


def _pieces(text: str) -> Iterator[str]:
    """Pieces of about a thousand characters, cut at spaces outside of braces and mathematics."""
    start, depth, is_math = 0, 0, False
    for match in _CUT.finditer(text):
        sign = match[0]
        depth += (sign == "{") - (sign == "}")
        is_math = is_math != (sign == "$")
        if sign.isspace() and depth <= 0 and not is_math and match.start() - start >= _PIECE:
            yield from (text[start : match.start()], sign)
            start = match.end()
    yield text[start:]


def _decoded(text: str) -> str:
    if len(text) > _LONG_PIECE or text.isspace():
        return unescaped(text)
    if len(_DEEP.findall(text)) > 200:
        return text.replace("{", "").replace("}", "")
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # 60 ms; only BibTeX needs it

    try:
        return str(LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(_protected(text)))
    except Exception:  # pylatexenc raises errors of many kinds on what is no LaTeX
        return text


def address(text: str) -> str:
    """A URL or DOI, which is no LaTeX, but which programs escape all the same."""
    return _ESCAPED.sub(r"\1", text).removeprefix("\\url{").removesuffix("}")


def _protected(text: str) -> str:
    """A `%` without a backslash would begin a comment, and end the text; the name of a program would be taken for looks."""
    return re.sub(r"(?<!\\)%", r"\\%", _NAME.sub(r"\1", text))
