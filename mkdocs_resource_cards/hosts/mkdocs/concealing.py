"""What a site's search shall not index is out of the way while it reads a page.

Material's search and Pagefind have attributes for this; MkDocs' own search has none. Reading is what search costs: HTML that
is not there costs nothing (an excerpt 0.3 ms, an index of 6,000 resources several seconds).
"""

from __future__ import annotations

import re

from mkdocs.structure.pages import Page

from .generated import GeneratedPage

_MARK = " data-search-exclude"
_EXCLUDED = re.compile(
    rf'<(article|aside|dl|div|footer|ol|p|section|table|ul)(?=[^<>]* class="rc-)(?=[^<>]*{_MARK})[^<>]*>.*?</\1>'
    r'|<sup(?=[^<>]* class="rc-ref )[^<>]*>.*?</sup>',
    re.DOTALL,
)
"""Our own elements, which never hold one of their own name (search itself relies on that), and numbers."""
_PLACE = re.compile(r"<!--rc-(\d+)-->")


class Concealed:
    """The parts of one page at a time that search does not see."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def conceal(self, page: Page) -> None:
        """Before search reads the page."""
        content = page.content or ""
        if isinstance(page, GeneratedPage):
            self._parts = [content]
            page.content = page.searched
        elif _MARK in content or "rc-ref--num" in content:
            self._parts = []
            page.content = _EXCLUDED.sub(self._keep, content)

    def reveal(self, page: Page) -> None:
        """After it."""
        if isinstance(page, GeneratedPage):
            page.content = self._parts.pop()
        elif self._parts:
            page.content = _PLACE.sub(self._kept, page.content or "")
            self._parts = []

    def _keep(self, match: re.Match[str]) -> str:
        self._parts.append(match[0])
        return f"<!--rc-{len(self._parts) - 1}-->"

    def _kept(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self._parts[number] if number < len(self._parts) else match[0]
