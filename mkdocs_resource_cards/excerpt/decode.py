"""Bytes of a snapshot, or of a fetched page -> text, whatever encoding a web server left them in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,200}encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_CHARSET = re.compile(
    r"(?:iso-?8859|windows|cp|latin|koi8|mac|gb|big5|euc|shift|sjis|iso-2022-jp|tis|us-?ascii|utf-8)[a-z0-9_:-]{0,20}",
    re.IGNORECASE,
)
"""Encodings of the web; others of Python's are no text at all, or (utf-7, punycode) a way round checks or slow."""
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""Python's codec -> the one that browsers read its name as (https://encoding.spec.whatwg.org/#names-and-labels)."""
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_TEXT = bytes(range(0x20, 0x100)) + b"\t\n\r\f\x1b"


def codec_of(label: str) -> str:
    """The name of the codec for `label`, as far as Python knows such labels; `""` for one that is none of the web's."""
    try:
        name = codecs.lookup(label).name if _CHARSET.fullmatch(label) else ""
    except (LookupError, ValueError):
        return ""
    return _SUPERSETS.get(name, name)


def decode(raw: bytes, label: str = "", lookup: Callable[[str], str] = codec_of, *, is_whole: bool = False) -> str | None:
    """The text of `raw` (which may end within a character, unless it `is_whole`); None when it is not text.

    By byte order mark, else as UTF-8 where it can be, else as the server says (`label`) or the HTML, else as Windows-1252
    (https://encoding.spec.whatwg.org). `lookup` finds the codec for a label, `""` for none.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :], encoding, "replace", is_whole)
    if _is_binary(raw):
        return None
    stated = [name for name in (lookup(label) if label else "", lookup(_declared(raw))) if name and "utf" not in name]
    # The one encoding of the web whose bytes are all ASCII.
    name = next(iter(stated), "cp1252")
    if name.startswith("iso2022") and b"\x1b" in raw:
        return _decoded(raw, name, "replace", is_whole)
    try:
        return _decoded(raw, "utf-8", "strict", is_whole)
    except UnicodeDecodeError:
        return _decoded(raw, name, "replace", is_whole)


def _decoded(raw: bytes, encoding: str, errors: str, is_whole: bool) -> str:
    return codecs.getincrementaldecoder(encoding)(errors).decode(raw, final=is_whole)


def _is_binary(raw: bytes) -> bool:
    sample = raw[:8192]
    return sample.startswith(_MAGIC) or b"\0" in sample or len(sample.translate(None, _TEXT)) * 20 > len(sample)


def _declared(raw: bytes) -> str:
    """The label that the HTML itself has, `""` for none."""
    match = _DECLARED.search(raw[:4096])
    return match[1].decode("ascii") if match else ""
