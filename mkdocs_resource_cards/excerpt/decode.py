"""Bytes of a snapshot -> text, whatever encoding a web server left them in."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,200}encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_CHARSET = re.compile(
    r"(?:iso-?8859|windows|cp|latin|koi8|mac|gb|big5|euc|shift|sjis|iso-2022-jp|tis|us-?ascii|utf-8)[a-z0-9_:-]{0,20}",
    re.IGNORECASE,
)
"""Encodings of the web; others of Python's are no text at all, or (utf-7, punycode) a way round checks or slow."""
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_TEXT = bytes(range(0x20, 0x100)) + b"\t\n\r\f\x1b"


def decode(raw: bytes) -> str | None:
    """The text of `raw` (which may end within a character); None when it is no text.

    By byte order mark, else as UTF-8, else as the HTML declares, else as Windows-1252, as the Encoding Standard has it.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :], encoding, "replace")
    if _is_binary(raw):
        return None
    try:
        return _decoded(raw, "utf-8", "strict")
    except UnicodeDecodeError:
        return _decoded(raw, _declared(raw), "replace")


def is_charset(name: str) -> bool:
    """Whether a name is that of an encoding of the web."""
    return _CHARSET.fullmatch(name) is not None


def _decoded(raw: bytes, encoding: str, errors: str) -> str:
    # Not final: a character cut in two at the end of what was read is left out.
    return codecs.getincrementaldecoder(encoding)(errors).decode(raw, final=False)


def _is_binary(raw: bytes) -> bool:
    sample = raw[:8192]
    return sample.startswith(_MAGIC) or b"\0" in sample or len(sample.translate(None, _TEXT)) * 20 > len(sample)


def _declared(raw: bytes) -> str:
    match = _DECLARED.search(raw[:4096])
    name = match[1].decode("ascii") if match else ""
    try:
        if is_charset(name) and "utf" not in name.lower() and codecs.lookup(name):
            return name
    except LookupError:
        pass
    return "cp1252"
