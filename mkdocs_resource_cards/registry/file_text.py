"""A registry file's bytes -> bytes that a YAML parser takes."""

from __future__ import annotations

import codecs
import re

from .nodes import Position
from .report import ProblemCollector

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# Any stand-in for an indentation would make another text of the line, and cost the list that it belongs to.
_INDENTED = re.compile(f"^{_ODD.pattern}+", re.MULTILINE)
# Legal in YAML and stripped from every text: a stand-in that keeps columns right.
_STAND_IN = "\u2069"
_EXOTIC_BREAKS = (b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
_CHUNK = 1024 * 1024


def readable(data: bytes, report: ProblemCollector) -> bytes:
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


def _repaired(data: bytes, report: ProblemCollector) -> bytes:
    """`data` with everything odd replaced, and a message."""
    text = data.decode("utf-8", "replace")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        head = data[: error.start].decode("utf-8")
        report.add(
            "invalid_yaml",
            _position(head),
            f"the file is not UTF-8 (byte 0x{data[error.start]:02x}); such bytes are shown as \ufffd",
        )
    odd = _ODD.search(text)
    if odd:
        report.add(
            "invalid_yaml", _position(text[: odd.start()]), f"control characters such as U+{ord(odd[0]):04X} are left out"
        )
    return _ODD.sub(_STAND_IN, _INDENTED.sub("", text)).encode()


def _position(head: str) -> Position:
    """The place after `head`."""
    lines = head.replace("\r\n", "\n").replace("\r", "\n")
    return Position(lines.count("\n"), len(lines) - lines.rfind("\n") - 1)
