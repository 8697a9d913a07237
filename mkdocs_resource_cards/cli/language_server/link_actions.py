"""Code actions for links in a page: convert to a shortcode, as `convert` does, or add an entry."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from ..link_conversion.converter import convert
from ..link_conversion.links import MarkdownLink
from ..link_conversion.pages import page_of
from ..link_conversion.proof import Prover
from ..link_conversion.sources import Refusal, entry_of
from . import edits
from .actions import Action
from .site_state import SiteState

SHORTCODE = "Turn this link into a shortcode"
ADD = "Add this address to the registry"
_ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]}|]+")


def link_actions(state: SiteState, path: Path, text: str, offset: int) -> list[Action]:
    """The actions for the link at an offset of a page, and for an address that is not a link."""
    page = page_of(path.resolve(), text, state.site_config)
    link = next((one for one in page.links if one.start <= offset <= one.end), None)
    if link is None:
        bare = next((one[0] for one in _ADDRESS.finditer(text) if one.start() <= offset <= one.end()), "")
        return _additions(state, bare.rstrip(".,;:!?"))
    found = entry_of(link.url, state.sources)
    if found is None:
        return _additions(state, link.url)
    if isinstance(found, Refusal):
        return [Action(SHORTCODE, refusal=f"it {found.reason}: {found.detail}")]
    return [_as_shortcode(state, path, text, link)]


def _as_shortcode(state: SiteState, path: Path, text: str, link: MarkdownLink) -> Action:
    prover = Prover(state.source_site, state.config.extensions if state.config else None)
    prove = partial(prover.chosen_in, state.page_of(path))
    done = convert(text, [link], lambda one: state.sources.exact.get(one.url), prove)
    if done.used:
        return Action(SHORTCODE, tuple(edits.between(path, text, done.text)))
    reasons = [*prover.failed.values(), *(one.reason for one in done.skipped)]
    return Action(SHORTCODE, refusal=f"it {reasons[0]}" if reasons else "it stays a link")


def _additions(state: SiteState, url: str) -> list[Action]:
    """The action to add an address, if its source is not in the registry."""
    is_new = bool(url) and state.sources.by_source.same_source(url) is None
    return [Action(ADD, address=url)] if is_new else []
