"""Shortcodes -> links: the original ones where they are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...cards.compose import source_of
from ...citation import Citation
from ...keys import normal_key
from ...markdown_scan.notebook_edits import edited
from ...markdown_scan.scanner import Occurrence
from ...model import Resource
from ...shortcode import GROUP_VIEWS, Malformed, Shortcode
from .converter import Converted, SkippedLink, plain_lines, replaced
from .label_rules import as_text, text_of
from .links import Definition, folded
from .pages import ours_in

_AMPERSAND = re.compile(r"&(?=#?\w+;)")
_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()>#+\-.!])")
CITED_KEY = re.compile(r"@(?:\{(?P<braced>[^{}\n]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?<>~/]\w+|_+\w*)*))")
"""A key in a citation in Pandoc's syntax."""
_SIGN = re.compile(f"-?{CITED_KEY.pattern}")
IS_PANDOC = "is a citation in Pandoc's syntax, which Pandoc and Quarto read unchanged"


@dataclass(frozen=True, slots=True)
class Turn:
    """Options of a run."""

    get: Callable[[str], Resource | None]
    """Key -> entry."""
    math: bool = False
    pandoc: bool = False
    """Whether Pandoc's citation syntax is on."""
    wanted: Callable[[Resource], bool] = field(default=lambda one: True)
    """Whether an entry is to be converted."""
    always: bool = False
    """Whether shortcodes that cannot become links become plain text, as when entries are removed."""


def links_in_notebook(source: str, turn: Turn) -> Converted:
    """As `links_again`, for the JSON of a notebook. Problems have no line."""
    used, skipped = list[str](), list[SkippedLink]()

    def edit(text: str) -> str:
        found = _links_again(text, {}, turn)
        used.extend(found.used)
        skipped.extend(one._replace(line=0, column=0, detail=f"line {one.line} of a cell") for one in found.skipped)
        return found.text

    return Converted(edited(source, edit), tuple(used), tuple(skipped))


def links_again(
    text: str, definitions: Mapping[str, Definition], turn: Turn, same: Callable[[str, str], bool] = lambda before, after: True
) -> Converted:
    """`text` with its shortcodes as links: by reference if the page defines the address, else inline.

    `same`: whether two texts render the same, which links by reference may not.
    """
    found = _links_again(text, definitions, turn)
    is_sure = not definitions or found.text == text or same(text, found.text)
    return found if is_sure else _links_again(text, {}, turn)


def _links_again(text: str, definitions: Mapping[str, Definition], turn: Turn) -> Converted:
    lines = plain_lines(text)
    names = {(definition.url, definition.title): definition.name for definition in definitions.values()}
    starts, written, used, skipped = _starts(lines), list[tuple[int, int, str]](), list[str](), list[SkippedLink]()
    for one in ours_in(lines, math=turn.math, pandoc=turn.pandoc):
        keys = () if isinstance(one.item, Malformed) else one.item.keys
        resources = [turn.get(normal_key(key)) for key in keys]
        if not _is_meant(one, resources, turn):
            continue
        known = [resource for resource in resources if resource is not None]
        reason = _why_not(one.item, resources, turn)
        if reason:
            skipped.append(SkippedLink(one.line, one.column, reason))
            continue
        start = starts[one.line - 1] + one.column - 1
        written.append((start, start + len(one.raw), _written(one, known, names, definitions, lines[:start][-1:])))
        used += [resource.id for resource in known]
    return Converted(replaced(text, written), tuple(used), tuple(skipped))


def _is_meant(one: Occurrence, resources: list[Resource | None], turn: Turn) -> bool:
    known = [resource for resource in resources if resource is not None]
    if turn.always:  # From lists with other keys it is removed.
        return bool(known) and len(known) == len(resources) and all(map(turn.wanted, known))
    if isinstance(one.item, Citation) and not known:  # A name, an address.
        return False
    return not known or any(map(turn.wanted, known))


def _why_not(item: Shortcode | Malformed | Citation, resources: list[Resource | None], turn: Turn) -> str:
    """Why a shortcode cannot become links; `""` if it can."""
    if turn.always:
        return ""
    if isinstance(item, Citation):
        return IS_PANDOC
    if isinstance(item, Malformed):
        return "cannot be read"
    if item.name != "resource" and item.view not in GROUP_VIEWS:
        return "makes more than a link"
    has_all = all(resource is not None and source_of(resource) for resource in resources)
    return "" if has_all else "names no entry with a URL"


def _written(
    one: Occurrence,
    resources: list[Resource],
    names: Mapping[tuple[str, str], str],
    definitions: Mapping[str, Definition],
    before: str,
) -> str:
    """The links for a shortcode or citation. `before`: the character in front of it."""
    item = one.item
    if isinstance(item, Citation):
        titles = {key: link_for(Shortcode(""), found, names) for key, found in zip(item.keys, resources, strict=True)}
        return citation_as_links(one.raw, titles)
    assert isinstance(item, Shortcode)
    links = ", ".join(link_for(item, resource, names, definitions) for resource in resources)
    # A number may stand close to a word.
    space = " " if item.view == "number" and before.strip() and before not in "([" else ""
    place = f", {as_text(item.at)}" if item.at else ""
    return f"{space}{links}{place}"


def citation_as_links(raw: str, links: Mapping[str, str]) -> str:
    """A citation in Pandoc's syntax with links in place of keys: `(see [Title](url), p. 33)`."""
    opening = raw.find("[")
    if opening >= 0 and raw.endswith("]"):
        raw = f"{raw[:opening]}({raw[opening + 1 : -1]})"
    return _SIGN.sub(lambda match: links.get(normal_key(match["braced"] or match["bare"]), match[0]), raw)


def link_for(
    item: Shortcode,
    resource: Resource,
    names: Mapping[tuple[str, str], str],
    definitions: Mapping[str, Definition] | None = None,
) -> str:
    """The Markdown link for a shortcode. `names`: (address, title) -> name of the definition on the page."""
    text = text_of(item.label) or as_text(resource.title)
    url = source_of(resource)
    if not url:
        return text
    own = (definitions or {}).get(folded(text))
    if own is not None and (own.url, own.title) == (url, item.title):
        return f"[{text}]"
    if (url, item.title) in names:
        return f"[{text}][{names[url, item.title]}]"
    if re.search(r"[\s<>]", url) or url.count("(") != url.count(")"):
        url = f"<{url}>"
    return f"[{text}]({url}{_title(item.title)})"


def _title(title: str) -> str:
    """The title of a link, as written after its address."""
    title = _AMPERSAND.sub("&amp;", title)
    if '"' in title and "'" in title:
        title = title.replace('"', "&quot;")
    quote = "'" if '"' in title else '"'
    title = _BACKSLASH.sub(r"\\\\", title)
    return f" {quote}{title}{quote}" if title else ""


def _starts(text: str) -> list[int]:
    """The offset at which each line begins."""
    return [0, *(match.end() for match in re.finditer("\n", text))]
