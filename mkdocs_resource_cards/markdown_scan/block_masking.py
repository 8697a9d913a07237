"""Which parts of a Markdown source are literal: code, comments, raw HTML, math.

`mask` blanks those parts, so that whatever is found in the rest is Markdown, at the same offset. It follows Python-Markdown's
reading (with fences and `md_in_html`) closely enough for a scan; hosts that see rendered pages reconcile the rest. Every pass
is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .inline_masking import blank, blank_spans, end_of_code, inline_masked

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""As MkDocs reads it (`mkdocs.utils.meta`)."""

_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<run>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_INFO = re.compile(
    r"[ \t]*(?:\.?[\w#.+-]+(?=[ \t{]|\Z))?[ \t]*"
    r"(?:\{.*\}|(?:[ \t]*[A-Za-z]\w*(?:=(?:\"[^\"]*\"|'[^']*'))?(?=[ \t]|\Z))*)[ \t]*"
)
"""What may follow the opening of fenced code, as SuperFences reads it."""
_BLOCK_TAGS = (
    "address article aside blockquote center details dialog dl div fieldset figure figcaption footer form h1 h2 h3 h4 h5 h6 "
    "header iframe main math menu nav noscript object ol p pre script section style summary svg table textarea ul video"
)
_BLOCK_TAG = re.compile(
    rf"^ {{0,3}}<(?P<tag>{'|'.join(_BLOCK_TAGS.split())})\b(?P<attributes>[^<>\n]*)>", re.MULTILINE | re.IGNORECASE
)
_NEXT_TAG = re.compile(rf"[ \t]*<(?P<tag>{'|'.join(_BLOCK_TAGS.split())})\b(?P<attributes>[^<>\n]*)>", re.IGNORECASE)
_LITERAL_TAG = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_LINE_WITH_TAG = re.compile(r"\n {0,3}<[A-Za-z]")
_MARKDOWN_ATTRIBUTE = re.compile(r"\bmarkdown(?:\s*=\s*[\"']?(?:1|block|span|true)|(?=\s|/|$))", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)[^\[\]\n]*\]:[ ]*\n?[ ]*[^\s]+[ ]*(?:\n[ ]*)?(?:\"[^\n]*\"[ ]*|'[^\n]*'[ ]*|\([^\n]*\)[ ]*)?$"
    r"|^\*\[[^\[\]\n]*\][ ]?:[^\n]*",
    re.MULTILINE,
)
"""Of the target of links, as Python-Markdown has it, or of an abbreviation."""
_CONTAINER = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===[!+]*[ \t]+[\"']|\[\^[^\]\n]+\]:|:[ \t])"
)
_DEEP_HEADING = re.compile(r"\n(?:    |\t)[ \t]*#")
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}$")
_ENDS_A_BLOCK = re.compile(rf"[ \t]*(?:#{{1,6}}|!!!|\?\?\?|={{2,}})|{_RULE.pattern}")
"""Lines after which indented code needs no blank line."""
_DISPLAY_MATH = re.compile(r"(?<!\\)\$\$.{0,1500}?\$\$|^[ \t]*\\\[.{0,1500}?\\\][ \t]*$", re.DOTALL | re.MULTILINE)


def mask(text: str, *, math: bool = False, spots: Sequence[int] | None = None) -> str:
    """`text` with its literal parts blanked: same length, same lines.

    `math`: whether dollars delimit mathematics. `spots`: the offsets that matter, ascending; code within a line is then
    blanked only in their paragraphs, which spares nearly all of the work on a page with few shortcodes.
    """
    text = _definitions(_without_raw(text))
    if math:
        text = _DISPLAY_MATH.sub(blank, text)
    if spots is None:
        return inline_masked(_indented_code(text), math)
    if any(_is_deep(text, spot) for spot in spots) or _DEEP_HEADING.search(text):
        text = _indented_code(text)
    return _paragraphs_masked(text, math, spots)


def literal_blocks_masked(text: str) -> str:
    """`text` with its literal blocks blanked, except for the targets of references and what is literal within a line."""
    return _indented_code(_without_raw(text))


def raw_html_alone(text: str) -> str:
    """`text` with all blanked but its blocks of raw HTML, those of code and scripts excepted."""
    for step in (_front_matter, _fences, _comments):
        text = step(text)
    shown = [span for span in _raw_spans(text) if not _LITERAL_TAG.match(text, span[0])]
    starts, ends = [0, *(end for _, end in shown)], [*(start for start, _ in shown), len(text)]
    return blank_spans(text, list(zip(starts, ends, strict=True)))


def _without_raw(text: str) -> str:
    for step in (_front_matter, _fences, _comments, _raw_blocks):
        text = step(text)
    return text


def _is_deep(text: str, spot: int) -> bool:
    """Whether the line of `spot` may be indented code."""
    start = text.rfind("\n", 0, spot) + 1
    return text.startswith((" ", "\t"), start) and _indent(text[start : spot + 1]) >= 4


def _paragraphs_masked(text: str, math: bool, spots: Sequence[int]) -> str:
    parts, done = [], 0
    for spot in spots:
        if spot >= done:
            start = max(text.rfind("\n\n", 0, spot), done)
            end = text.find("\n\n", spot)
            end = len(text) if end < 0 else end
            parts += [text[done:start], inline_masked(text[start:end], math)]
            done = end
    return "".join([*parts, text[done:]])


def _filled(text: str, locations: Sequence[int]) -> str:
    """`text` with a character that means nothing at each of the places, ascending."""
    starts = [0, *(location + 1 for location in locations)]
    return ".".join(text[start:end] for start, end in zip(starts, [*locations, len(text)], strict=True))


def _front_matter(text: str) -> str:
    return FRONT_MATTER.sub(blank, text, count=1) if text.startswith(("---", "\ufeff---")) else text


def _fences(text: str) -> str:
    """Fenced code. An opening without its end is not a fence, as in Python-Markdown."""
    if "```" not in text and "~~~" not in text:
        return text
    spans, lines = [], list(_FENCE.finditer(text))
    index, retries = 0, 50
    while index < len(lines):
        closing = _closing_fence(lines, index) if retries > 0 and _INFO.fullmatch(lines[index]["info"]) else 0
        if closing:
            spans.append((lines[index].start("run"), lines[closing].end()))
        else:
            retries -= 1  # Only unclosed fences look at a line twice: bounded, the pass stays linear.
        index = max(closing, index) + 1
    return blank_spans(text, spans)


def _closing_fence(lines: list[re.Match[str]], opening: int) -> int:
    """The index of the line that closes `lines[opening]`, 0 for none."""
    run = lines[opening]["run"]
    if run[0] == "`" and "`" in lines[opening]["info"]:
        return 0
    for index in range(opening + 1, len(lines)):
        if lines[index]["run"].startswith(run) and not lines[index]["info"].strip():
            return index
    return 0


def _comments(text: str) -> str:
    spans, start = [], text.find("<!--")
    while start >= 0:
        code = end_of_code(text, start)
        stop = code or text.find("-->", start + 4) + 3
        if stop < 3:
            break
        if not code:
            spans.append((start, stop))
        start = text.find("<!--", stop)
    blanked = blank_spans(text, spans)
    # What follows on its line is not indented by it.
    followed = [(start, stop) for start, stop in spans if text[stop : stop + 2].strip(" \t")[:1].strip()]
    return _filled(blanked, [max(start, text.rfind("\n", start, stop) + 1) for start, stop in followed])


def _raw_blocks(text: str) -> str:
    return blank_spans(text, spans) if (spans := _raw_spans(text)) else text


def _raw_spans(text: str) -> list[tuple[int, int]]:
    """Block-level HTML without a `markdown` attribute, up to its end tag."""
    spans, position = list[tuple[int, int]](), 0
    if not _LINE_WITH_TAG.search(text) and not text[:4].lstrip(" ").startswith("<"):
        return spans
    while match := _BLOCK_TAG.search(text, position):
        while match and _is_markdown(match):  # What begins right after its tag is as if it stood on a line of its own.
            position = match.end()
            match = _NEXT_TAG.match(text, position)
        if match:
            position = _end_of_element(text, match["tag"], match.end())
            spans.append((match.start(), position))
    return spans


def _is_markdown(tag: re.Match[str]) -> bool:
    """Whether the content of an element is read, by its start tag."""
    return bool(_MARKDOWN_ATTRIBUTE.search(tag["attributes"])) and tag["tag"].lower() not in ("pre", "script", "style")


def _definitions(text: str) -> str:
    return _DEFINITION.sub(blank, text) if "]:" in text or "] :" in text else text


def _end_of_element(text: str, tag: str, position: int) -> int:
    """The offset after the end tag that closes `tag`; the end of the text when there is none."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b", re.IGNORECASE).finditer(text, position):
        depth += -1 if match[1] else 1
        if not depth:
            end = text.find(">", match.end())
            return len(text) if end < 0 else end + 1
    return len(text)


def _indented_code(text: str) -> str:
    """Indented code: four columns deeper than what contains it, after a blank line."""
    if "\n    " not in text and "\n\t" not in text and not text.startswith(("    ", "\t")):
        return text
    lines = text.split("\n")
    containers: list[int] = []
    after_blank, code = True, False
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        code = _is_code(_indent(line), containers, after_blank, code)
        if code:
            lines[number] = " " * len(line)
        elif (marker := _CONTAINER.match(line)) and not _RULE.match(line):
            _enter(containers, _indent(marker["indent"]) + 4)
        after_blank = not code and _ENDS_A_BLOCK.match(line) is not None
    return "\n".join(lines)


def _is_code(indent: int, containers: list[int], after_blank: bool, was_code: bool) -> bool:
    """Whether a line is indented code; leaves the containers that the line ends. `containers` holds their inner indents."""
    while after_blank and containers and indent < containers[-1]:
        containers.pop()
    return (after_blank or was_code) and indent >= (containers[-1] if containers else 0) + 4


def _enter(containers: list[int], inner: int) -> None:
    while containers and containers[-1] >= inner:
        containers.pop()
    containers.append(inner)


def _indent(line: str) -> int:
    """Columns of white space at the line's start, tab stops every four."""
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))
