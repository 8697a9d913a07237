r"""Text -> TeX that shows exactly this text, and that `latex.decoded` reads back.

Characters that TeX only has in mathematics become mathematics: β is `$\beta$`, H₂O is `H$_{2}$O`. Braces must balance within
a value, even escaped ones (Patashnik, "BibTeXing", section 2), so unbalanced ones become commands.
"""

from __future__ import annotations

import re

from ...normalize.text import line
from .tex_symbols import GREEK, LETTERS, RELATIONS, SUBSCRIPTS, SUPERSCRIPTS, TEXT

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{sign: f"\\{sign}" for sign in "{}&%$#_"},
}
_UNBALANCED = {**_ESCAPED, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_TABLES = {True: str.maketrans(_ESCAPED), False: str.maketrans(_UNBALANCED)}
_LIGATURE = re.compile(r"([-',<>])(?=\1)")
"""The first of two characters that LaTeX would set as one: `–`, `”`, `«`."""
_IN_TEXT = frozenset("".join(TEXT.values())).difference(GREEK.values())
_COMMANDS = {
    sign: f"\\{name}"
    for table in (RELATIONS, LETTERS)
    for name, sign in reversed(table.items())
    if len(sign) == 1 and not sign.isascii() and sign not in _IN_TEXT
}
_RAISED = {raised: sign for sign, raised in reversed(SUPERSCRIPTS.items()) if not raised.isascii() and sign not in "−′*"}
_LOWERED = {lowered: sign for sign, lowered in reversed(SUBSCRIPTS.items()) if sign != "−"}
_MATHEMATICS = re.compile(f"[{re.escape(''.join([*_COMMANDS, *_RAISED, *_LOWERED]))}]+")
_SCRIPTS = re.compile(f"([{re.escape(''.join(_RAISED))}]+)|([{re.escape(''.join(_LOWERED))}]+)|(.)")
_WRITTEN = re.compile(r"\$(?![\s$])[^$]*[\\^_][^$]*(?<![\s\\])\$(?![0-9])")
"""Mathematics in the text."""


def escaped(text: str) -> str:
    """The text on one line, in LaTeX."""
    text = line(text)
    if "$" not in text:
        return _escaped(text, is_balanced(text))
    parts, end, balanced = list[str](), 0, is_balanced(text)
    for match in _WRITTEN.finditer(text):
        if is_balanced(match[0]):
            parts += [_escaped(text[end : match.start()], balanced), match[0]]
            end = match.end()
    return "".join([*parts, _escaped(text[end:], balanced)])


def is_balanced(text: str) -> bool:
    """Whether all braces balance."""
    depth = 0
    for sign in text if "{" in text or "}" in text else "":
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def verbatim(value: str) -> str:
    """`value` for a verbatim field; `""` if it contains braces or backslashes."""
    return "" if any(sign in value for sign in "{}\\") else value


def _escaped(text: str, balanced: bool) -> str:
    text = _LIGATURE.sub(r"\g<0>{}", text.translate(_TABLES[balanced]))
    return text if text.isascii() else _MATHEMATICS.sub(_mathematics, text)


def _mathematics(match: re.Match[str]) -> str:
    """A run of mathematical characters."""
    parts = list[str]()
    for raised, lowered, other in _SCRIPTS.findall(match[0]):
        table, sign = (_RAISED, "^") if raised else (_LOWERED, "_")
        written = "".join(table[one] for one in raised or lowered)
        parts.append(f"{sign}{{{_greek(written)}}}" if written else _COMMANDS.get(other, ""))
    return f"${''.join(parts)}$"


def _greek(text: str) -> str:
    return "".join(f"{_COMMANDS[sign]} " if sign in _COMMANDS else sign for sign in text).rstrip()
