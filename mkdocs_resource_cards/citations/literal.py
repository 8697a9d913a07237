"""Which parts of a Markdown source are literal: code, comments, raw HTML, math.

`mask` blanks those parts, so that whatever is found in the rest is Markdown, at the same offset. It follows Python-Markdown's
reading (with fences and `md_in_html`) closely enough for a scan; hosts that see rendered pages reconcile the rest. Every pass
is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..shortcode import CANDIDATE

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""As MkDocs reads it (`mkdocs.utils.meta`)."""

_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<run>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_BLOCK_TAGS = (
    "address article aside blockquote center details dialog dl div fieldset figure figcaption footer form h1 h2 h3 h4 h5 h6 "
    "header iframe main math menu nav noscript object ol p pre script section style summary svg table textarea ul video"
)
_BLOCK_TAG = re.compile(
    rf"^ {{0,3}}<(?P<tag>{'|'.join(_BLOCK_TAGS.split())})\b(?P<attributes>[^<>\n]*)>", re.MULTILINE | re.IGNORECASE
)
_LINE_WITH_TAG = re.compile(r"\n {0,3}<[A-Za-z]")
_INLINE_CODE = re.compile(r"<(?P<tag>code|kbd|pre|samp|script|style|tt)\b[^<>\n]*>", re.IGNORECASE)
_MARKDOWN_ATTRIBUTE = re.compile(r"\bmarkdown(?:\s*=\s*[\"']?(?:1|block|span|true)|(?=\s|/|$))", re.IGNORECASE)
_RAW = re.compile(
    r"<!--.*?-->|(?<!<)<(?P<end>/?)(?P<name>(?!(?:http|ftp)s?://)[A-Za-z][^\s\"'<>@]*)"
    r"(?:\s+[^\s\"'=<>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>]+))?)*\s*/?>",
    re.DOTALL | re.IGNORECASE,
)
"""A whole tag or comment within text, as Python-Markdown reads it: no address, and no less-than before a word."""
_IMAGE_TEXT = re.compile(r"!\[[^\[\]\n]*\](?=[(\[])")
_BACKTICKS = re.compile(r"(?<![`\\])(?:\\\\)*(?P<run>`+)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CONTAINER = re.compile(r"(?P<indent>[ \t]*)(?:[-*+][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===|\[\^[^\]\n]+\]:|:[ \t])")
_DISPLAY_MATH = re.compile(r"(?<!\\)\$\$.{0,1500}?\$\$|\\\[.{0,1500}?\\\]", re.DOTALL)
_INLINE_MATH = re.compile(r"\\\(.{0,1000}?\\\)|(?<![\\$])\$(?=[^\s$])[^$\n]{0,1000}?[^\s$\\]\$(?![\d$])", re.DOTALL)
_NOT_NEWLINE = re.compile(r"[^\n]")


def mask(text: str, *, math: bool = False, spots: Sequence[int] | None = None) -> str:
    """`text` with its literal parts blanked: same length, same lines.

    `math`: whether dollars delimit mathematics. `spots`: the offsets that matter, ascending; code within a line is then
    blanked only in their paragraphs, which spares nearly all of the work on a page with few shortcodes.
    """
    for step in (_front_matter, _fences, _comments, _raw_blocks):
        text = step(text)
    if math:
        text = _DISPLAY_MATH.sub(_blank, text)
    if spots is None:
        return _inline(_indented_code(text), math)
    if any(_is_deep(text, spot) for spot in spots):
        text = _indented_code(text)
    return _paragraphs_masked(text, math, spots)


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
            parts += [text[done:start], _inline(text[start:end], math)]
            done = end
    return "".join([*parts, text[done:]])


def _inline(text: str, math: bool) -> str:
    text = _inline_elements(_code_spans(text))
    # An attribute holds no Markdown; an image's description cannot hold an element, so nothing there can be linked to.
    text = _blank_spans(text, [tag.span() for tag in raw_tags(text)]) if "<" in text else text
    for pattern in (_IMAGE_TEXT, *([_INLINE_MATH] if math else [])):
        text = pattern.sub(_blank, text)
    return text


def raw_tags(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The tags and comments of raw HTML within a text, from `start` on, each with the groups `end` (`/`) and `name`.

    Every shortcode counts as a word there: whoever reads tags once shortcodes are taken out sees a placeholder.
    """
    words = CANDIDATE.sub(lambda match: "x" * len(match[0]), text)
    return _RAW.finditer(words, start)


def _blank(match: re.Match[str]) -> str:
    return _NOT_NEWLINE.sub(" ", match[0])


def _blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], _NOT_NEWLINE.sub(" ", text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def _filled(text: str, places: Sequence[int]) -> str:
    """`text` with a character that means nothing at each of the places, ascending."""
    starts = [0, *(place + 1 for place in places)]
    return ".".join(text[start:end] for start, end in zip(starts, [*places, len(text)], strict=True))


def _front_matter(text: str) -> str:
    return FRONT_MATTER.sub(_blank, text, count=1) if text.startswith(("---", "\ufeff---")) else text


def _fences(text: str) -> str:
    """Fenced code. An opening without its end is no fence, as in Python-Markdown."""
    if "```" not in text and "~~~" not in text:
        return text
    spans, lines = [], list(_FENCE.finditer(text))
    index, retries = 0, 50
    while index < len(lines):
        closing = _closing_fence(lines, index) if retries > 0 else 0
        if closing:
            spans.append((lines[index].start("run"), lines[closing].end()))
        else:
            retries -= 1  # Only unclosed fences look at a line twice: bounded, the pass stays linear.
        index = max(closing, index) + 1
    return _blank_spans(text, spans)


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
        stop = text.find("-->", start + 4)
        if stop < 0:
            break
        spans.append((start, stop + 3))
        start = text.find("<!--", stop)
    blanked = _blank_spans(text, spans)
    # What follows on its line is not indented by it.
    followed = [(start, stop) for start, stop in spans if text[stop : stop + 2].strip(" \t")[:1].strip()]
    return _filled(blanked, [max(start, text.rfind("\n", start, stop) + 1) for start, stop in followed])


def _raw_blocks(text: str) -> str:
    """Block-level HTML without a `markdown` attribute, up to its end tag."""
    if not _LINE_WITH_TAG.search(text) and not text[:4].lstrip(" ").startswith("<"):
        return text
    spans, position = [], 0
    while match := _BLOCK_TAG.search(text, position):
        position = match.end()
        if _MARKDOWN_ATTRIBUTE.search(match["attributes"]) and match["tag"].lower() not in ("pre", "script", "style"):
            continue
        position = _end_of_element(text, match["tag"], match.end())
        spans.append((match.start(), position))
    return _blank_spans(text, spans)


def _end_of_element(text: str, tag: str, position: int) -> int:
    """The offset behind the end tag that closes `tag`; the end of the text when there is none."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b", re.IGNORECASE).finditer(text, position):
        depth += -1 if match[1] else 1
        if not depth:
            end = text.find(">", match.end())
            return len(text) if end < 0 else end + 1
    return len(text)


def _inline_elements(text: str) -> str:
    """`<code>`, `<kbd>` and the like within a line: their content is code, whoever wrote the tags."""
    spans, position, lower = [], 0, text.lower() if "<" in text else ""
    while match := _INLINE_CODE.search(text, position):
        stop = lower.find(f"</{match['tag'].lower()}", match.end(), match.end() + 4000)
        position = match.end() if stop < 0 else stop
        if stop >= 0:
            spans.append((match.start(), stop))
    return _blank_spans(text, spans)


def _code_spans(text: str) -> str:
    """Backtick runs and their equals, within a paragraph."""
    if "`" not in text:
        return text
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
    return _blank_spans(text, spans)


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
        later[index] = seen.get(max((one for one in seen if one <= length), default=0), 0)
        seen[length] = index
    return later


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
        elif marker := _CONTAINER.match(line):
            _enter(containers, _indent(marker["indent"]) + 4)
        after_blank = False
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
