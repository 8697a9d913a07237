"""Previews as data: nothing that a browser lays out, a reader mode reads or a printer prints, until a reader asks for one.

A host that writes files puts each preview of a site into one of a few, which the script loads; another host puts those of a
page into that page, within a `template`. A file is a script, not JSON, because a page that is opened from a disk may not fetch
anything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import escape

from ..i18n import Translations
from .environment import NOT_SEARCHED

FOLDER = "assets/resource-cards/previews/"
"""Within a site."""
_PER_FILE = 24
"""Previews in a file, at most on average: some 20 KB, 6 KB as gzip sends them."""
_PRIME = 65521


def file_count(previews: int) -> int:
    """How many files so many previews are spread over: a power of two, so that a few more change nothing."""
    return 1 << max(0, -(-previews // _PER_FILE) - 1).bit_length()


def file_number(resource_id: str, count: int) -> int:
    """Which of `count` files holds the preview of a resource. The script reckons the same."""
    total = 0
    for character in resource_id:
        total = (total * 31 + ord(character)) % _PRIME
    return total % count


def file_path(number: int) -> str:
    """The path of a file within the site."""
    return f"{FOLDER}{number}.js"


def file_text(previews: Iterable[tuple[str, str]]) -> str:
    """A file with pairs of (resource id, HTML)."""
    # To a script these two would end a line, in old browsers within a string as well.
    pairs = json.dumps(list(previews), ensure_ascii=False, separators=(",", ":"))
    return f"rcPreviews={pairs}".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def script(src: str, words: Translations, folder: str = "", count: int = 0) -> str:
    """The element that loads the script from `src`; it finds previews in `count` files in `folder`."""
    return f'<script src="{escape(src)}" {_peek(words)}{_files(folder, count)} defer></script>'


def embedded(previews: Iterable[tuple[str, str]], words: Translations, folder: str = "", count: int = 0) -> str:
    """An element that holds previews, pairs of (resource id, HTML), within a page; others are in `count` files in `folder`.

    No script of JSON: Material runs inline scripts again when it has navigated, whatever their type.
    """
    parts = "".join(html for _, html in previews)
    # The block around it keeps Python-Markdown from making a paragraph of it.
    return f"<aside hidden{NOT_SEARCHED}><template {_peek(words)}{_files(folder, count)}>{parts}</template></aside>"


def _files(folder: str, count: int) -> str:
    return f' data-rc-files="{escape(folder)} {count}"' if count else ""


def _peek(words: Translations) -> str:
    """Words for the script."""
    names = {"peek": "peek", "off": "previews_off", "on": "previews_on"}
    return " ".join(f'data-rc-{name}="{escape(words.text(key))}"' for name, key in names.items())
