"""The buttons of previews, taken out of a page while other plugins copy its content: feeds and the like hold none."""

from __future__ import annotations

import re

_BUTTON = re.compile(r'<button class="rc-ref__peek".*?</button>', re.DOTALL)
_PLACE = re.compile(r"<!--rc-peek-(\d+)-->")


class Buttons:
    """Those of one page at a time."""

    def __init__(self) -> None:
        self._taken: list[str] = []

    def take(self, html: str) -> str:
        """`html` with a comment in the place of each button."""
        self._taken = []
        return _BUTTON.sub(self._keep, html) if "rc-ref__peek" in html else html

    def give_back(self, html: str) -> str:
        """`html`, which others may have changed, with its buttons."""
        return _PLACE.sub(self._kept, html) if self._taken else html

    def _keep(self, match: re.Match[str]) -> str:
        self._taken.append(match[0])
        return f"<!--rc-peek-{len(self._taken) - 1}-->"

    def _kept(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self._taken[number] if number < len(self._taken) else ""
