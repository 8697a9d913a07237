"""What is literal within text: code spans, raw tags, addresses and titles of links, descriptions of images, math.

Each pass is linear in the length of the text.
"""

from __future__ import annotations

import re

from ..shortcode import CANDIDATE

_INLINE_CODE = re.compile(r"<(?P<tag>code|kbd|pre|samp|script|style|tt)\b[^<>\n]*>", re.IGNORECASE)
_RAW = re.compile(
    r"<!--(?:(?!<!--|-->).)*-->|(?<!<)<(?P<end>/?)(?P<name>(?!(?:http|ftp)s?://)[A-Za-z][^\s\"'<>@]*)"
    r"(?:\s+[^\s\"'=<>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>]+))?)*\s*/?>",
    re.DOTALL | re.IGNORECASE,
)
"""A whole tag or comment within text, as Python-Markdown reads it: no address, and no less-than before a word."""
_TARGET = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")
"""Of a link: address, which may hold blanks, and title."""
_IMAGE_TEXT = re.compile(r"!\[[^\[\]\n]*\](?=[(\[])")
_BY_REFERENCE = re.compile(r"!\[[^\[\]\n]*\](?=\[)")
"""An image, if what follows names a target: else it is text."""
_BACKTICKS = re.compile(r"(?<![`\\])(?:\\\\)*(?P<run>`+)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINE_END = r"\n(?![ \t]*(?:\n|[-+*>|#:]|\d{1,9}[.)]))"
"""Before a line of the same block."""
_INLINE_MATH = re.compile(
    rf"(?<!\\)\\\((?:\\[^)]|[^\\\n]|{_LINE_END}){{1,1000}}?\\\)"
    rf"|(?<!\\)\$(?!\s)(?:\\.|[^\\$\n]|{_LINE_END}){{1,1000}}?(?<!\s)\$",
    re.DOTALL,
)
"""As the extension `arithmatex` reads it, within a paragraph."""
_NEAR = 500
"""Characters of a line on each side of a comment in which code around it is looked for."""
_NOT_NEWLINE = re.compile(r"[^\n]")


def inline_masked(text: str, math: bool) -> str:
    """`text`, whole paragraphs, with what is literal within them blanked: same length, same lines."""
    text = _inline_elements(code_masked(text))
    # An attribute holds no Markdown; an image's description cannot hold an element, so nothing there can be linked to.
    if "<" in text:
        text = blank_spans(text, [match.span() for match in _RAW.finditer(as_words(text))])
    for pattern in (_IMAGE_TEXT, *([_INLINE_MATH] if math else [])):
        text = pattern.sub(blank, text)
    if "](" in text:
        text = blank_spans(text, [match.span() for match in _TARGET.finditer(as_words(text))])
    return text


def with_marks(masked: str, text: str) -> str:
    """`masked`, made of `text` by `inline_masked`, with what citations are found by: tags, targets, descriptions.

    Code is put between U+0002 and U+0003.
    """
    code = _code_spans(text)
    words, parts, end = as_words(blank_spans(text, code)), list[str](), 0
    found = [match.span() for match in _RAW.finditer(words)] if "<" in words else []
    outside = _inline_elements(words)
    if "](" in text:
        found += [match.span() for match in _TARGET.finditer(outside)]
    if "![" in text:
        found += [match.span() for pattern in (_BY_REFERENCE, _IMAGE_TEXT) for match in pattern.finditer(outside)]
    put_away = set(code)
    for start, stop in sorted([*found, *code]):
        if start >= end:
            inside = f"\x02{_NOT_NEWLINE.sub('x', text[start + 1 : stop - 1])}\x03"
            parts += [masked[end:start], inside if (start, stop) in put_away else words[start:stop]]
            end = stop
    return "".join([*parts, masked[end:]])


def as_words(text: str) -> str:
    """`text` with a word instead of each shortcode: who reads tags and links later, finds a placeholder there."""
    return CANDIDATE.sub(lambda match: "x" * len(match[0]), text)


def raw_tag(text: str, start: int, end: int) -> re.Match[str] | None:
    """The tag or comment of raw HTML that begins at `start` and ends before `end`, with the groups `end` (`/`) and `name`."""
    return _RAW.match(text, start, end)


def _inline_elements(text: str) -> str:
    """`<code>`, `<kbd>` and the like within a line: their content is code, whoever wrote the tags."""
    spans, position, lower = [], 0, text.lower() if "<" in text else ""
    while match := _INLINE_CODE.search(text, position):
        stop = lower.find(f"</{match['tag'].lower()}", match.end(), match.end() + 4000)
        position = match.end() if stop < 0 else stop
        if stop >= 0:
            spans.append((match.start(), stop))
    return blank_spans(text, spans)


def code_masked(text: str) -> str:
    """`text` with code between backticks blanked."""
    return blank_spans(text, _code_spans(text))


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Backtick runs and their equals, within a paragraph."""
    if "`" not in text:
        return []
    spans: list[tuple[int, int]] = []
    runs = [(match.start("run"), len(match["run"])) for match in _BACKTICKS.finditer(text)]
    breaks = [match.start() for match in _BLANK_LINE.finditer(text)] + [len(text)]
    index = 0
    for limit in breaks:
        stop = index
        while stop < len(runs) and runs[stop][0] < limit:
            stop += 1
        spans += _pairs(runs[index:stop])
        index = stop
    return spans


def _pairs(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans from each opening run to the next run of the same length."""
    spans, later = [], _later_runs(runs)
    index = 0
    while index < len(runs):
        closing = later[index]
        if closing:
            spans.append((runs[index][0], runs[closing][0] + runs[closing][1]))
        index = closing + 1 if closing else index + 1
    return spans


def _later_runs(runs: list[tuple[int, int]]) -> list[int]:
    """For each run the index of the next one of its length, else of the longest below that, 0 for none."""
    later, seen = [0] * len(runs), dict[int, int]()
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1]
        # Asked for the longest below only where a length comes for the first time, so each length is compared once with each.
        later[index] = seen.get(length) or seen.get(max((one for one in seen if one < length), default=0), 0)
        seen[length] = index
    return later


def blank(match: re.Match[str]) -> str:
    """What replaces a match: as long, in as many lines."""
    return _NOT_NEWLINE.sub(" ", match[0])


def blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with these spans (start, end), ascending, blanked."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], _NOT_NEWLINE.sub(" ", text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def end_of_code(text: str, position: int) -> int:
    """The end of the code span on this line that holds `position` and is not far from it, 0 for none."""
    start = text.rfind("\n", max(0, position - _NEAR), position) + 1 or max(0, position - _NEAR)
    line = text[start : position + _NEAR].partition("\n")[0]
    if "`" not in line[: position - start]:
        return 0
    runs = [(match.start("run"), len(match["run"])) for match in _BACKTICKS.finditer(line)]
    return next((start + stop for first, stop in _pairs(runs) if first < position - start < stop), 0)
