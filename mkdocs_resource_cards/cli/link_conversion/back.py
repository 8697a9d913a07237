"""Shortcodes -> the links that they were, or could have been."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ...cards.compose import source_of
from ...model import Resource
from ...shortcode import Shortcode
from .converter import Converted, SkippedLink, plain_lines, replaced
from .label_rules import text_of
from .links import Definition, folded
from .pages import shortcodes_in

_MARKS = re.compile(
    r"(?P<escaped>[`\[\]]|\\(?=[\\`*_{}\[\]()>#+\-.!])|\*(?=\S)|(?<=\S)\*|(?<!\w)_|_(?!\w))|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
)
"""What would be markup in the text of a link."""


def links_again(
    text: str,
    get: Callable[[str], Resource | None],
    definitions: Mapping[str, Definition],
    *,
    math: bool = False,
    wanted: Callable[[Resource], bool] = lambda one: True,
    same: Callable[[str, str], bool] = lambda before, after: True,
    always: bool = False,
) -> Converted:
    """`text` with its shortcodes as links: by reference where the page has the address under a name, else inline.

    `wanted`: which resources are meant. What names no single source with an address stays. `same`: whether two texts make
    the same page, which references may not. With `always` what cannot be a link becomes plain text.
    """
    found = _links_again(text, get, definitions, math, wanted, always)
    is_sure = not definitions or found.text == text or same(text, found.text)
    return found if is_sure else _links_again(text, get, {}, math, wanted, always)


def _links_again(
    text: str,
    get: Callable[[str], Resource | None],
    definitions: Mapping[str, Definition],
    math: bool,
    wanted: Callable[[Resource], bool],
    always: bool,
) -> Converted:
    lines = plain_lines(text)
    names = {definition.url: definition.name for definition in definitions.values()}
    starts, written, used, skipped = _starts(lines), list[tuple[int, int, str]](), list[str](), list[SkippedLink]()
    for one, item in shortcodes_in(lines, math=math):
        resource = get(item.key) if item.name == "resource" else None
        if resource is not None and not wanted(resource):
            continue
        reason = "" if always and resource is not None else _why_not(item, resource)
        if resource is None or reason:
            skipped.append(SkippedLink(one.line, one.column, reason))
            continue
        start = starts[one.line - 1] + one.column - 1
        written.append((start, start + len(one.raw), link_for(item, resource, names, definitions)))
        used.append(resource.id)
    return Converted(replaced(text, written), tuple(used), tuple(skipped))


def _why_not(item: Shortcode, resource: Resource | None) -> str:
    """Why a shortcode cannot be a link, `""` when it can."""
    if item.name != "resource":
        return "makes more than a link"
    if item.at:
        return "names a place in the source"
    return "names no entry with an address" if resource is None or not source_of(resource) else ""


def link_for(
    item: Shortcode, resource: Resource, names: Mapping[str, str], definitions: Mapping[str, Definition] | None = None
) -> str:
    """The Markdown of a shortcode's link. `names`: address -> the name under which its page has it."""
    text = text_of(item.label) or _MARKS.sub(_escaped, resource.title)
    url = source_of(resource)
    if not url:
        return text
    own = (definitions or {}).get(folded(text))
    if own is not None and own.url == url:
        return f"[{text}]"
    if url in names:
        return f"[{text}][{names[url]}]"
    if re.search(r"[\s<>]", url) or url.count("(") != url.count(")"):
        url = f"<{url}>"
    return f"[{text}]({url})"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match["escaped"] else "&lt;" if match[0] == "<" else "&amp;"


def _starts(text: str) -> list[int]:
    """The offset at which each line begins."""
    return [0, *(match.end() for match in re.finditer("\n", text))]
