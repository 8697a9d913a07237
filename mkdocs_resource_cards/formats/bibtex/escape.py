r"""Text -> TeX that shows it letter by letter, and that `latex.decoded` reads as the same text.

Signs that TeX has in mathematics alone become mathematics: β is `$\beta$`, H₂O is `H$_{2}$O`. Braces must balance within a
value, escaped or not (Patashnik, "BibTeXing", section 2): those of a text that do not balance become commands.
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
"""The first of two signs that LaTeX would set as one, as in `–`, `”` and `«`."""
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
"""Mathematics that is in the text as such."""


def escaped(text: str) -> str:
    """Text on one line, as LaTeX shows it."""
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
    """Whether each brace has its other one."""
    depth = 0
    for sign in text if "{" in text or "}" in text else "":
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def verbatim(value: str) -> str:
    """`value` for a field that LaTeX takes letter by letter; `""` for one with braces or backslashes."""
    return "" if any(sign in value for sign in "{}\\") else value


def _escaped(text: str, balanced: bool) -> str:
    text = _LIGATURE.sub(r"\g<0>{}", text.translate(_TABLES[balanced]))
    return text if text.isascii() else _MATHEMATICS.sub(_mathematics, text)


def _mathematics(match: re.Match[str]) -> str:
    """One run of signs."""
    parts = list[str]()
    for raised, lowered, other in _SCRIPTS.findall(match[0]):
        table, sign = (_RAISED, "^") if raised else (_LOWERED, "_")
        written = "".join(table[one] for one in raised or lowered)
        parts.append(f"{sign}{{{_greek(written)}}}" if written else _COMMANDS.get(other, ""))
    return f"${''.join(parts)}$"


def _greek(text: str) -> str:
    return "".join(f"{_COMMANDS[sign]} " if sign in _COMMANDS else sign for sign in text).rstrip()
