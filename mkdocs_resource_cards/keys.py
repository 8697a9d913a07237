"""What names a resource: ids, which are parts of URLs, and all other keys, as they are found in bibliographies."""

from __future__ import annotations

import re
import unicodedata

ID_PATTERN = "[A-Za-z0-9._~-]{1,128}"
ID = re.compile(ID_PATTERN)
"""The form of an id, which names pages; use `fullmatch`."""
ID_FORM = "1 to 128 of A-Z a-z 0-9 . _ ~ -"

_NOT_IN_KEY = (
    r"\s\x00-\x1f\x7f-\xa0\xad<>\"'`\\|\u00ab\u00bb\u2018-\u201f\u2039\u203a"
    r"\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
"""White space, what cannot be seen, quotes, and what Markdown and tables take for themselves."""
KEY_PATTERN = f"[^{_NOT_IN_KEY}]{{1,256}}"
KEY = re.compile(KEY_PATTERN)
"""The form of every key; use `fullmatch`. `normal_key` makes equal ones the same."""
KEY_FORM = "1 to 256 visible characters, but no spaces, quotes, backslashes, backticks, < > or |"


def normal_key(key: str) -> str:
    """The one spelling of a key that may be written in several: Unicode's NFC."""
    return key if key.isascii() else unicodedata.normalize("NFC", key)
