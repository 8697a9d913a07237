"""Text as it may reach a page: no control characters, no overrides of direction, white space in order.

Stripped are C0 and C1 controls, U+202A-202E and U+2066-2069 (embeddings, overrides and isolates, which can turn the text
around them; cards isolate direction themselves), byte order marks within a text, and lone surrogates. The marks U+200E,
U+200F and U+061C stay: they have no scope, and titles in mixed scripts need them. So do joiners, which several scripts need.
"""

from __future__ import annotations

import codecs
import html
import re

from .nodes import Spot
from .report import Report

_STRIPPED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Only whole references of bounded length: `html.unescape` takes `AT&T;` prefixes apart, and fails on a million digits.
_REFERENCE = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# Anything in the place of an indentation would make another text of the line, and cost the list that it belongs to.
_INDENTED = re.compile(f"^{_ODD.pattern}+", re.MULTILINE)
# Legal in YAML and stripped from every text: a stand-in that keeps columns right.
_STAND_IN = "\u202d"
_EXOTIC_BREAKS = (b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
_CHUNK = 1024 * 1024


def line(text: str) -> str:
    """A text for one line: every run of white space is one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _STRIPPED.sub("", text)).strip()


def display_line(text: str) -> str:
    """A text for one line that programs may have escaped for HTML: entities are decoded, once."""
    return line(_REFERENCE.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text)


def written_line(text: str) -> str:
    """What `display_line` reads as `text`."""
    return _REFERENCE.sub(lambda match: f"&amp;{match[0][1:]}", text) if "&" in text else text


def paragraphs(text: str) -> str:
    """A text of several lines, which end in line feeds."""
    if text.isprintable():
        return text.strip()
    return "\n".join(part.rstrip() for part in _STRIPPED.sub("", _BREAKS.sub("\n", text)).split("\n")).strip()


def readable(data: bytes, report: Report) -> bytes:
    """A file's bytes as a YAML parser takes them: UTF-8 without control characters, lines ended by line feeds.

    What had to be replaced is reported, once, where it first stands.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    if _is_odd(data):
        data = _repaired(data, report)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    # YAML 1.1 counts these as line ends and editors do not, which would make every later line number wrong.
    for odd in _EXOTIC_BREAKS if not data.isascii() else ():
        data = data.replace(odd, b" ")
    return data


def _is_odd(data: bytes) -> bool:
    """Whether something in it is not UTF-8 or not for a text file. In pieces: decoded, 64 MB may take 256."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        if len(chunk.translate(None, _CONTROLS)) != len(chunk):
            return True
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        try:
            if _ODD.search(decoder.decode(chunk, final=start + _CHUNK >= len(data))):
                return True
        except UnicodeDecodeError:
            return True
    return False


def _repaired(data: bytes, report: Report) -> bytes:
    """`data` with everything odd replaced, and a message."""
    text = data.decode("utf-8", "replace")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        head = data[: error.start].decode("utf-8")
        report.add(
            "invalid_yaml",
            _spot(head),
            f"the file is not UTF-8 (byte 0x{data[error.start]:02x}); such bytes are shown as \ufffd",
        )
    odd = _ODD.search(text)
    if odd:
        report.add("invalid_yaml", _spot(text[: odd.start()]), f"control characters such as U+{ord(odd[0]):04X} are left out")
    return _ODD.sub(_STAND_IN, _INDENTED.sub("", text)).encode()


def _spot(head: str) -> Spot:
    """The place after `head`."""
    lines = head.replace("\r\n", "\n").replace("\r", "\n")
    return Spot(lines.count("\n"), len(lines) - lines.rfind("\n") - 1)
