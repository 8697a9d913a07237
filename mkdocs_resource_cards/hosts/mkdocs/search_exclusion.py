"""Hides from a site's search what it should not index, while it reads a page.

Material's search and Pagefind have attributes for this; MkDocs' own search has none. Reading is what search costs: HTML that
is not there costs nothing (an excerpt 0.3 ms, an index of 6,000 resources several seconds), so of an inline reference it gets
to see nothing but the words.
"""

from __future__ import annotations

import re

from mkdocs.structure.pages import Page

from .generated_files import GeneratedPage

_MARK = " data-search-exclude"
_NUMBER = "rc-ref--num"
_EXCLUDED = re.compile(
    rf'<(article|aside|dl|div|footer|ol|p|section|table|ul)(?=[^<>]* class="rc-)(?=[^<>]*{_MARK})[^<>]*>.*?</\1>'
    r'|<sup(?=[^<>]* class="rc-(?:ref |cites"))[^<>]*>.*?</sup>',
    re.DOTALL,
)
"""Our own elements, which never hold one of their own name (search itself relies on that), and numbers."""
_REFERENCE = re.compile(
    r'(?P<start><span class="rc-ref(?: rc-ref--bare)?"[^<>]*><(?P<tag>a|span) class="rc-ref__link"[^<>]*>)(?P<words>[^<]*)'
    r"(?P<end></(?P=tag)></span>)"
)
_PLACE = re.compile(r"<!--rc-([0-9]{1,9})-->")


class SearchExclusion:
    """The parts of one page at a time that search does not see."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, str, str]] = []
        self._whole, self._shown = "", ""

    def conceal(self, page: Page) -> None:
        """Before search reads the page."""
        content = page.content or ""
        self._parts, self._whole, self._shown = [], content, content
        if isinstance(page, GeneratedPage):
            page.content = self._shown = page.searched
        else:
            if _MARK in content or _NUMBER in content:  # Most pages hold only references, which are far faster to find.
                content = _EXCLUDED.sub(self._keep, content)
            if 'class="rc-ref' in content:
                content = _REFERENCE.sub(self._keep_but_words, content)
            page.content = self._shown = content

    def reveal(self, page: Page) -> None:
        """After it. What another plugin has changed meanwhile stays changed."""
        content = page.content or ""
        if content == self._shown or isinstance(page, GeneratedPage):
            page.content = self._whole
        elif self._parts:
            page.content = self._restored(content)

    def _keep(self, match: re.Match[str]) -> str:
        self._parts.append((match[0], "", ""))
        return f"<!--rc-{len(self._parts) - 1}-->"

    def _keep_but_words(self, match: re.Match[str]) -> str:
        self._parts.append((match["start"], match["words"], match["end"]))
        return f"<!--rc-{len(self._parts) - 1}-->{match['words']}"

    def _restored(self, content: str) -> str:
        first, *others = _PLACE.split(content)
        whole = [first]
        for number, text in zip(others[::2], others[1::2], strict=True):
            start, words, end = self._parts[int(number)] if int(number) < len(self._parts) else (f"<!--rc-{number}-->", "", "")
            # Words that somebody has changed come after the reference then.
            own = words if text.startswith(words) else ""
            whole += [start, own, end, text[len(own) :]]
        return "".join(whole)
