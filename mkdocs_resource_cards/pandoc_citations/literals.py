"""What no citation begins in: code, tags, addresses, targets of links, attributes. Each tells its end, -1 for none."""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

_TAG = re.compile(
    r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s+[^\s\"'=<>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>]+))?)*\s*/?>|\?[A-Za-z][^<>]*>)"
)
"""As Python-Markdown and Pandoc read one; of attributes without a name, neither makes a tag."""
# Pandoc takes what stands behind an address, up to the bracket, for its rest. After a letter, Python-Markdown sees a tag or an
# address in more than Pandoc does: a citation in it would break both.
_ADDRESS_IN_ANGLES = re.compile(r"<(?:[A-Za-z][^<>\s:@]*[:@][^<>\s]*|[^\W_][\w.!\"#$%&'*+/=?^{|}~;-]*@[^\W_][^>\s]{0,500})>")
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\[\]{}\"`\x02]+", re.IGNORECASE)
_BEHIND_ADDRESS = ".,;:!?'\")*_"
_CHARACTER = re.compile(r"&(?:#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|(?P<name>[A-Za-z][A-Za-z0-9]{1,31};))")
_SPAN = re.compile(r"</?span(?=[\s/>])", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\r\n\t ^\[\]]+\]")
_ATTRIBUTES = re.compile(
    r"\{\s*(?:(?:#[\w:.-]+(?![\w:.-])|\.[^\W\d_][\w:.-]*(?![\w:.-])|-(?![\w:.-])"
    r"|[^\W\d_][\w:.-]*=(?:\"[^\"]*\"|'[^']*'|[^\s}\"']?[^\s}]*(?=[\s}])))\s*)*\}"
)
_TITLE = re.compile(r"[ \t]*\n?[ \t]*(?:\"[^\"]*\"|'[^']*')[ \t]*\)")
_IN_ANGLES = re.compile(r"\(\s*<(?:\\.|[^<>\\\n])*>(?P<behind>\s*(?:\"[^\"]*\"|'[^']*')?\s*\))?")
_LONGEST_TARGET = 2000
"""Characters."""
_BACKTICKS = re.compile("`+")
_BRACKET = re.compile(r"\\.|`+|[\[\]]|<|\$", re.DOTALL)
_COMMAND = re.compile(r"\\(?P<name>[^\W\d_]+)\*?(?:[ \t]*\[[^\]%]{0,500}\])*")
_TAKE_A_SIGN = frozenset("b c d f h k r t u v G H U emph textbf textit texttt underline".split())
"""Accents and the like: without braces, they take the next sign."""
_TAKE_NOTHING = frozenset("i j l o L O P S LaTeX TeX dots ldots newline cite footnote section href url".split())
_SIGN = re.compile(r"[ \t]*[^\s{]")
_ARGUMENT = re.compile(r"[ \t]*\{")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_LONGEST_ARGUMENT = 2000
_MATHEMATICS = re.compile(
    r"\$(?!\s)(?:\\.|[^ \t\n\r\\$]|[ \t](?!\$)|\n(?![ \t]*\n|\$))+\$(?![0-9])|\$\$(?:[^\n$]|\$(?!\$)|\n(?![ \t]*\n))+\$\$",
    re.DOTALL,
)


def tag(text: str, start: int, end: int) -> int:
    """A tag or a comment. What stands in a tag is never cited, not even `@click`, which Pandoc takes for a citation."""
    if text.startswith("<!--", start):
        closing = text.find("-->", start + 4, end)
        return closing + 3 if closing >= 0 else -1
    match = _TAG.match(text, start, end)
    return match.end() if match else -1


class SpanTag(NamedTuple):
    """A tag of an element `span`."""

    end: int
    is_closing: bool


def span(text: str, start: int, end: int) -> SpanTag | None:
    """The tag of an element `span` at `start`."""
    match = _TAG.match(text, start, end) if _SPAN.match(text, start, end) else None
    return SpanTag(match.end(), match[0].startswith("</")) if match else None


def address_in_angles(text: str, start: int, end: int) -> int:
    """An address in angle brackets."""
    match = _ADDRESS_IN_ANGLES.match(text, start, end)
    return match.end() if match else -1


def address(text: str, start: int, end: int) -> int:
    """A bare address, without the punctuation that ends its sentence."""
    match = _ADDRESS.match(text, start, end)
    return start + len(match[0].rstrip(_BEHIND_ADDRESS)) if match else -1


def character(text: str, start: int, end: int) -> int:
    """A reference to a character, such as `&amp;`."""
    match = _CHARACTER.match(text, start, end)
    return match.end() if match and (not match["name"] or match["name"] in html5) else -1


def note(text: str, start: int, end: int) -> int:
    """A reference to a footnote."""
    match = _NOTE.match(text, start, end)
    return match.end() if match else -1


def attributes(text: str, start: int, end: int) -> int:
    """An attribute list, `{.class #id}`."""
    match = _ATTRIBUTES.match(text, start, end)
    return match.end() if match else -1


def escaped(text: str, start: int, end: int) -> int:
    """A sign after a backslash, or a command of TeX with what it is given."""
    if start + 1 >= end or text[start + 1] == "\n":
        return -1
    return start + 2 if not text[start + 1].isalnum() else command(text, start, end)


def command(text: str, start: int, end: int) -> int:
    """A command of TeX, and the brackets and braces after it, which it takes."""
    match = _COMMAND.match(text, start, end)
    if not match:
        return -1
    if match["name"] in _TAKE_NOTHING:
        return match.end("name")
    if match["name"] in _TAKE_A_SIGN and (sign := _SIGN.match(text, match.end("name"), end)):
        return sign.end()
    position = match.end()
    while opening := _ARGUMENT.match(text, position, end):
        after = end_of_braces(text, opening.end() - 1, end)
        if after < 0:  # No command.
            return -1
        position = after
    return position


def end_of_braces(text: str, start: int, end: int) -> int:
    """After the brace that closes the one at `start`."""
    depth, end = 0, min(end, start + _LONGEST_ARGUMENT)
    for match in _BRACES.finditer(text, start, end):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth:
            return match.end()
    return -1


def mathematics(text: str, start: int, end: int) -> int:
    """`$...$` or `$$...$$`."""
    match = _MATHEMATICS.match(text, start, end)
    return match.end() if match else -1


def code(text: str, start: int, end: int) -> int:
    """A code span: as many backticks close it as open it."""
    opening = _BACKTICKS.match(text, start, end)
    if not opening:
        return -1
    for closing in _BACKTICKS.finditer(text, opening.end(), end):
        if len(closing[0]) == len(opening[0]):
            return closing.end()
    return -1


def target(text: str, start: int, end: int) -> int:
    """The target of a link, `(address "title")`, in which blanks may stand: also after `<address>`, as in Python-Markdown."""
    if text[start : start + 1] != "(":
        return -1
    end = min(end, start + _LONGEST_TARGET)
    in_angles = _IN_ANGLES.match(text, start, end)
    if in_angles:
        return in_angles.end() if in_angles["behind"] else -1
    position, depth = start + 1, 0
    while position < end:
        sign = text[position]
        if sign == ")" and not depth:
            return position + 1
        if sign in "\"'" and not depth and text[position - 1] in " \t\n(":
            match = _TITLE.match(text, position, end)
            if match:
                return match.end()
            if text[position - 1] != "(":
                return -1
        depth += (sign == "(") - (sign == ")")
        position += 2 if sign == "\\" else 1
    return -1


def brackets(text: str, *, dollars_are_signs: bool) -> dict[int, int]:
    """Each opening bracket -> the offset after the one that closes it, -1 for none; of those in code and the like, nothing."""
    pairs, opened, position = dict[int, int](), list[int](), 0
    last = {len(run[0]): run.start() for run in _BACKTICKS.finditer(text)}
    while match := _BRACKET.search(text, position):
        start, position = match.start(), match.end()
        if match[0] == "[":
            opened.append(start)
        elif match[0] == "]" and opened:
            pairs[opened.pop()] = position
        elif match[0][0] == "`":  # Of backticks that nothing closes, those behind the first may open code.
            while start < position and last.get(position - start, -1) <= start:
                start += 1
            position = max(position, code(text, start, len(text)))
        elif match[0] == "<":
            position = max(position, tag(text, start, len(text)))
        elif match[0] == "$" and not dollars_are_signs:
            position = max(position, mathematics(text, start, len(text)))
        elif match[0][0] == "\\":
            position = max(position, command(text, start, len(text)))
    pairs.update((start, -1) for start in opened)
    return pairs
