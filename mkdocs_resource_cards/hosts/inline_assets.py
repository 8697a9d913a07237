"""Style sheet and script within a page, for hosts that cannot be told of a file."""

from __future__ import annotations

from dataclasses import dataclass

from ..render import ASSETS


@dataclass(frozen=True, slots=True)
class Around:
    """Finished blocks of HTML that are around a text, `""` for none."""

    before: str = ""
    after: str = ""


def style() -> str:
    """The style sheet as an element."""
    return f"<style>{_asset('resource-cards.css')}</style>"


def script() -> str:
    """The script as an element that runs once, however many pages a theme puts into one document."""
    return f"<script>if(!window.resourceCards){{window.resourceCards=1;{_asset('resource-cards.js')}}}</script>"


def index_script() -> str:
    """The script of the index as an element."""
    return f"<script>{_asset('resource-cards-index.js')}</script>"


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8").strip()
