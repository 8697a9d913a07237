"""Texts of citation styles -> HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from ..cards.compose import is_mixed
from ..excerpt import disarmed, inert
from .environment import finished

if TYPE_CHECKING:
    from ..citation_styles.runs import Run

_TAGS = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "small-caps": ('<span class="rc-caps">', "</span>"),
    "underline": ('<span class="rc-underline">', "</span>"),
}
NO_TITLES: Mapping[str, str] = {}


def formatted(runs: Iterable[Run], titles: Mapping[str, str] = NO_TITLES, *, links: bool = True) -> Markup:
    """The runs as inline HTML; with `links`, addresses in them lead there. `titles`: item -> where its title leads."""
    whole = list(_whole_links(runs))
    if not links:
        return finished(inert("".join(map(_one, whole))))
    parts = []
    is_mixed_text = is_mixed("".join(run.text for run in whole), "ltr")
    for href, some in groupby(whole, lambda run: _href(run, titles)):
        group = list(some)
        inner = "".join(map(_one, group))
        direction = ' dir="ltr"' if is_mixed_text and _is_address(group) else ""
        parts.append(f'<a href="{escape(href)}"{direction}>{inner}</a>' if href else inner)
    return finished(inert("".join(parts)))


def _is_address(runs: Iterable[Run]) -> bool:
    """Whether a link shows where it leads: that runs from left to right in any text."""
    return any("://" in run.text or run.text.startswith("10.") for run in runs)


def _whole_links(runs: Iterable[Run]) -> Iterator[Run]:
    """Where the start of an address comes before it, as `https://doi.org/` does, it is part of the link."""
    before: Run | None = None
    for run in runs:
        start = run.link.removesuffix(run.text) if run.link else ""
        if before is not None and start and before.text.endswith(start) and not before.link:
            before, run = before._replace(text=before.text.removesuffix(start)), run._replace(text=start + run.text)
        if before is not None and before.text:
            yield before
        before = run
    if before is not None:
        yield before


def _href(run: Run, titles: Mapping[str, str]) -> str:
    if run.link.lower().startswith(("https://", "http://")):
        return quote(run.link, safe="%/:?#[]@!$&'()*+,;=-._~")
    return titles.get(run.item, "") if "title" in run.marks else ""


def _one(run: Run) -> str:
    html = str(escape(disarmed(run.text)))
    if run.marks:  # Most text is plain.
        for mark, (start, end) in _TAGS.items():
            if mark in run.marks:
                html = f"{start}{html}{end}"
    return html
