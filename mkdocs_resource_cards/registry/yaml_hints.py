"""Likely fixes for lines that YAML reads differently than intended, or not at all."""

from __future__ import annotations

import re

from .nodes import shown

_PAIR = re.compile(r"(?P<start>\s*(?:- +)?)(?P<name>[\w-]+): +(?P<value>\S.*?)\s*$")
_FIELD = re.compile(
    r"\s*(?:- +)?(?P<name>id|title|url|type|authors?|published|date|tags|summary|doi|publication)(?:\s+|:)"
    r"(?P<value>[^\s:].*?)\s*$"
)
"""A field whose name no `: ` ends."""
_CUT = re.compile(rb" #(?=[^\s#!])")
"""Where a comment may cut a value: people put a blank after the sign of a comment that they mean."""
_BIBTEX = re.compile(r"\s*@[A-Za-z]+\s*[{(]")
_AT_START = re.compile(r"[@`%&*!|>\[\]{},?-]")
"""What begins something in YAML where a text was meant."""
_HOST = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_LONGEST = 300


def hint(line: str) -> str:
    """For a line that is not YAML: `write "title: ..."` with the value in quotes; `""` where that would not help."""
    if _BIBTEX.match(line):
        return "this is BibTeX: let the name of the file end in `.bib`"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces"
    match = _PAIR.match(line) if len(line) <= _LONGEST else None
    if match is None:
        return _of_colon(line)
    value = match["value"]
    if value[0] in "\"'":
        return _of_quotes(match["name"], value)
    if ": " in value or value.endswith(":") or _AT_START.match(value) or " #" in value:
        return f"write `{match['name']}: {quoted(value)}`"
    return ""


def with_scheme(text: str) -> str:
    """The question whether an address without `https://` was meant, or `""`."""
    is_host = _HOST.fullmatch(text.partition("/")[0])
    return f"did you mean `https://{shown(text)}`?" if is_host else ""


def like_an_id(text: str) -> str:
    """`did you mean ...?` for a text that is nearly an id; `""` for any other."""
    slug = re.sub(r"[^a-z0-9._~-]+", "-", text.lower()).strip("-")[:60]
    return f"did you mean `{slug}`?" if slug else ""


def quoted(value: str) -> str:
    """A text as YAML holds it, whatever it holds, cut for a message."""
    text = shown(value, 80)
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cut_lines(data: bytes) -> dict[int, str]:
    """Number from 0 -> text of each line on which a comment may cut a value. Most files have none."""
    found, line, seen = dict[int, str](), 0, 0
    for match in _CUT.finditer(data):
        begin = max(0, match.start() - _LONGEST)
        before = data[begin : match.start()].rstrip(b" ")
        if not before or before[-1:].isspace() or before.endswith(b"#"):
            continue
        last = begin + len(before) - 1  # Where the value ends.
        start = data.rfind(b"\n", max(0, last - _LONGEST), last) + 1
        end = data.find(b"\n", match.end(), match.end() + _LONGEST)
        if (start or last < _LONGEST) and b":" in data[start:last]:
            line += data.count(b"\n", seen, start)
            seen = start
            found[line] = data[start : end if end >= 0 else match.end() + _LONGEST].decode("utf-8", "replace")
    return found


def cut_off(line: str, column: int, value: str) -> str:
    """What a comment cuts off a value that begins at `column`, with the sign of the comment; `""` for nothing."""
    rest = line[column:]
    if not rest.startswith(value):
        return ""
    tail = rest[len(value) :]
    return tail.strip() if re.match(r" +#[^\s#!]", tail) else ""


def _of_colon(line: str) -> str:
    """`title A Good Book`, `title:A Good Book`: a field without what ends its name."""
    match = _FIELD.match(line) if len(line) <= _LONGEST else None
    if match is None:
        return ""
    value = match["value"]
    return f"write `{match['name']}: {quoted(value) if ': ' in value or _AT_START.match(value) else value}`"


def _of_quotes(name: str, value: str) -> str:
    """`"Attention" is all`: text after a closing quote, a quote within, or none at the end."""
    if value.count(value[0]) == 1:
        return f"write `{name}: {shown(value, 80)}{value[0]}`"
    inner = value[1:]
    if inner.rstrip().endswith(value[0]) and inner.count(value[0]) == 1:
        return ""
    other = "'" if value[0] == '"' and "'" not in value else '"'
    return f"write `{name}: {other}{shown(value, 80)}{other}`" if other not in value else ""
