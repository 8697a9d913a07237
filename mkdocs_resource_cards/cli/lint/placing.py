"""Cards and lists, and where HTML allows none: only Python-Markdown knows, so the pages that have one are converted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...citations.scan import Scan
from ...model import Problem
from ...scanned import ScannedSite
from ...shortcode import Shortcode
from ...site import Site, Visit

if TYPE_CHECKING:
    from markdown import Markdown

QUERIES = ("empty_query", "unknown_field")
"""Of lists: one that stands where none may stays as written, and nobody asks what it would have found."""
CODES = ("card_not_allowed", "malformed_shortcode", *QUERIES)
"""The second: a page has one list of references, and only who places them knows which comes first."""
_ALWAYS = ("admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")
_IF_USED = frozenset(
    (
        *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
        *(f"pymdownx.blocks.{name}" for name in ("admonition", "caption", "definition", "details", "html", "tab")),
    )
)
"""Extensions that decide what a block is. Others, and all options, stay out: they run code of their own."""


@dataclass(slots=True)
class _Host:
    """What the extension asks, for one page."""

    site: Site
    current: Visit

    def visit(self, md: Markdown) -> Visit:
        """The page being converted."""
        return self.current


def misplaced(scanned: ScannedSite, extensions: Iterable[str] = ()) -> Iterator[Problem]:
    """The problems of cards asked for within text. `extensions`: names that the site's configuration lists."""
    pages = [path for path, scan in scanned.docs.scans.items() if _may_hold(scan)]
    names = [*_ALWAYS, *sorted(_IF_USED.intersection(extensions))] if pages else []
    for path in pages:
        visit = _converted(scanned.docs.body(path), scanned, scanned.visit(path), names)
        visit.reports[:] = [report for report in visit.reports if scanned.ground.is_whole(report.raw)]
        yield from (problem for problem in scanned.problems_of(visit) if problem.code in CODES)


def _may_hold(scan: Scan) -> bool:
    """Whether a page asks for something that is a block."""
    items = (one.item for one in scan.occurrences)
    return any(isinstance(item, Shortcode) and (item.name != "resource" or item.view in ("full", "compact")) for item in items)


def _converted(text: str, scanned: ScannedSite, visit: Visit, names: list[str]) -> Visit:
    from markdown import Markdown  # 60 ms; few sites have such a page

    from ...extension import ResourceCardsExtension

    host: Any = _Host(scanned.site, visit)
    markdown = Markdown(extensions=[*(name for name in names if _is_there(name)), ResourceCardsExtension(host)])
    markdown.convert(text)
    return visit


def _is_there(name: str) -> bool:
    from importlib.util import find_spec

    try:
        return "." not in name or find_spec(name) is not None
    except ModuleNotFoundError:
        return False
