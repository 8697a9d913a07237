"""A plain text or Markdown -> what it says of itself: in its front matter, else in its first heading or line."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent

from ...excerpt import front_matter
from ...normalize.urls import safe_url
from ...registry.anchors import Anchors
from ...registry.events import BrokenError, Parser
from ...registry.file_text import readable
from ...registry.nodes import Fields, Items, Node, Text
from ...registry.report import ProblemCollector
from .page import SourcePage

_TITLE = 200
"""Characters of a first line."""
_DATES = ("date", "published", "pubdate", "publish_date", "date_published")
_AUTHORS = ("author", "authors", "creator", "by")


def read(text: str) -> tuple[SourcePage, str]:
    """What `text` says of itself, and `text` without its front matter."""
    source, length = front_matter.block(text)
    fields, body = _fields(source), text[length:]
    lines = (line.strip() for line in body.splitlines())
    first = next((line for line in lines if line and line != "---"), "")

    def stated(*names: str) -> list[str]:
        return next((found for name in names if (found := list(_texts(fields.get(name))))), [])

    metas = {"dc.title": stated("title")[:1], "author": stated(*_AUTHORS), "date": stated(*_DATES)}
    page = SourcePage(
        metas={name: values for name, values in metas.items() if values},
        title=first.lstrip("#").strip()[:_TITLE],
        canonical=safe_url("".join(stated("url", "canonical_url")[:1])),
    )
    return page, body


def _fields(source: str) -> dict[str, Node]:
    """The fields of a mapping by their names in lower case; empty if the text is not YAML."""
    report = ProblemCollector("")
    data = readable(source.encode("utf-8", "replace"), report)
    parser = Parser(BytesIO(data), report, Anchors(len(data)), "")
    try:
        while (event := parser.event()) is not None and not isinstance(event, (ScalarEvent, SequenceStartEvent)):
            if isinstance(event, MappingStartEvent):
                node = parser.node(event)
                return {name.lower(): value for name, (_, value) in node.pairs.items()} if isinstance(node, Fields) else {}
    except BrokenError:
        pass  # A text that begins with a rule, or somebody's mistake: then its first line is all there is.
    return {}


def _texts(node: Node | None) -> Iterator[str]:
    """The texts of a value, of a list, or of the names of a list of people."""
    if isinstance(node, Text) and not node.absent:
        yield node.value
    elif isinstance(node, Items):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Fields) and "name" in node.pairs:
        yield from _texts(node.pairs["name"][1])
