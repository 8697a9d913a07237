"""Texts of links and labels of shortcodes: which can be converted, and how."""

from __future__ import annotations

import re

from ...markdown_scan.scanner import plain

LONGEST = 900
"""Longest label, in characters."""
_TAG = re.compile(r"<(?=[A-Za-z/!?<])")
_HARD_BREAK = re.compile(r"(?: {2}|\\)\n")
_IMAGE = re.compile(r"!\[")
_CODE = re.compile(r"(?P<run>`+)[^`]*(?P=run)")
_LINE_END = re.compile(r"[ \t]*\n[ \t>]*")
_EMOJI = re.compile(r":[a-z0-9_+-]{2,80}:")
_ESCAPABLE = re.compile(r'"|\\(?=[!-/:-@\[-`{-~]|\Z)')
_MARKS = re.compile(
    r"(?P<escaped>[`\[\]]|\\(?=[!-/:-@\[-`{-~])|\*(?=\S)|(?<=\S)\*|(?<!\w)_|_(?!\w))|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
)
"""Characters that would be markup in the text of a link."""
_CODE_SPAN = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)


def why_no_label(text: str) -> str:
    """Why the source of a link's text cannot be a label; `""` if it can."""
    if not text.strip():
        return "has no text"
    if text != text.strip():
        return "has spaces at the edges of its text"
    if _HARD_BREAK.search(text):
        return "has a line break in its text"
    if _IMAGE.search(text):
        return "has an image in its text"
    if _TAG.search(_CODE.sub("", text)):
        return "has HTML in its text"
    joined = label_of(text)
    return "has text that a label cannot contain" if len(joined) > LONGEST or "<<" in text or not joined.isprintable() else ""


def on_one_line(text: str) -> str:
    """A link's text, which may span lines, on one line."""
    return _LINE_END.sub(" ", text)


def label_of(text: str) -> str:
    """A link's text as a label, without quotes."""
    return on_one_line(text).replace('"', '\\"')


def title_option(title: str) -> str:
    """A link's title of one line as an option of a shortcode."""
    return f'title="{_ESCAPABLE.sub(lambda match: chr(92) + match[0], title)}"'


def as_text(plain_text: str) -> str:
    """Plain text -> Markdown for a link's text."""
    return _MARKS.sub(_escaped, plain_text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match["escaped"] else "&lt;" if match[0] == "<" else "&amp;"


def label_of_title(title: str) -> str:
    """Title -> label without quotes that works in tables, too; `""` if no label can hold it."""
    text = as_text(title).replace("|", "&#124;")
    return "" if why_no_label(text) else label_of(text)


def text_of(label: str) -> str:
    """Label, without quotes -> Markdown for a link's text."""
    return label.replace('\\"', '"')


def words_of(text: str) -> str:
    """A link's text without markup, as a possible title; `""` for pictures."""
    if _IMAGE.search(text):
        return ""
    text = _EMOJI.sub("", _LINE_END.sub(" ", text))
    parts, end = [], 0
    for match in _CODE_SPAN.finditer(text):
        parts += [plain(text[end : match.start()]), match[2].strip()]
        end = match.end()
    return " ".join("".join([*parts, plain(text[end:])]).split())
