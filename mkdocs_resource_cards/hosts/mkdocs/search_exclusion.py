"""Hides from a site's search what it should not index, while it reads a page.

Material's search and Pagefind have attributes for this; MkDocs' own search has none. Reading is what search costs: HTML that
is not there costs nothing (an excerpt 0.3 ms, an index of 6,000 resources several seconds), so of an inline reference and of a
citation it gets to see nothing but the words, years among them, and nothing of a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs.structure.pages import Page

from ...markdown_ext.line_breaks import JOINER
from .generated_files import GeneratedPage

_MARK = " data-search-exclude"
_NUMBER = "rc-ref--num"
_EXCLUDED = re.compile(
    rf'<(?:(article|aside|dl|div|footer|ol|p|section|table|ul)(?=[^<>]* class="rc-)(?=[^<>]*{_MARK})'
    r'|(sup)(?=[^<>]* class="rc-(?:ref |cites")))[^<>]*>'
)
"""Starts of our own elements, which never hold one of their own name (search itself relies on that), and of numbers."""
_REFERENCE = re.compile(
    r'(?P<start><span class="rc-ref(?: rc-ref--styled)?(?: rc-ref--bare)?"[^<>]*><(?P<tag>a|span) class="rc-ref__link"[^<>]*>)'
    r"(?P<words>[^<]*)(?P<end></(?P=tag)></span>)"
)
_SPACE = "\u00a0"
"""What holds a number to the word before it."""
_WORDS = "[^<]*(?:</?(?:bdi|b|i|su[bp])>[^<]*)*"
_ONE = rf'<span class="rc-ref [^<>]*>(?:<a [^<>]*>{_WORDS}</a>)?</span>'
_RANGE = rf'<span class="rc-range">[^<]*(?:<span class="rc-range__numbers">(?:{_ONE})*</span>)?</span>'
_CITATION = rf'<span class="rc-cites"[^<>]*>[^<]*(?:(?:{_ONE}|{_RANGE})[^<]*)*</span>'
"""A whole citation: several sources, or one in the words of a citation style. Compiled for pages that have one."""
_NOT_WORDS = rf'<span class="rc-range__numbers">(?:{_ONE})*</span>|<[^<>]*>|{JOINER}'
_PLACE = re.compile(r"<!--rc-([0-9]{1,9})-->")


class SearchExclusion:
    """The parts of one page at a time that search does not see."""

    def __init__(self, *, has_numbers: bool) -> None:
        """`has_numbers`: whether digits alone are the number of a source, which says nothing to who searches, and no year."""
        self._has_numbers = has_numbers
        self._parts: list[tuple[str, str, str]] = []
        """(HTML, the words of it that search sees, the HTML where these have been changed)."""
        self._whole, self._shown = "", ""

    def conceal(self, page: Page) -> None:
        """Before search reads the page."""
        content = page.content or ""
        self._parts, self._whole, self._shown = [], content, content
        if isinstance(page, GeneratedPage):
            page.content = self._shown = page.searched
        else:
            if _MARK in content or _NUMBER in content:  # Most pages hold only references, which are far faster to find.
                content = "".join(self._without_excluded(content))
            if 'class="rc-cites' in content:
                content = "".join(self._without_numbers(content))
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

    def _without_excluded(self, content: str) -> Iterator[str]:
        done = 0
        while start := _EXCLUDED.search(content, done):
            name = f"</{start[1] or start[2]}>"
            end = content.find(name, start.end())
            whole = content[start.start() : end + len(name)] if end >= 0 else ""
            begun = _number_begins(content, start.start()) if whole and start[2] else start.start()
            yield content[done:begun]
            done = start.start() + len(whole or start[0])
            yield self._mark(content[begun:done], "", content[begun:done]) if whole else start[0]
        yield content[done:]

    def _without_numbers(self, content: str) -> Iterator[str]:
        """With the words of the other citations."""
        done = 0
        for match in re.finditer(_CITATION, content):
            words = re.sub(_NOT_WORDS, "", match[0])
            is_number = self._has_numbers and not any(one.isalpha() for one in words)
            begun = _number_begins(content, match.start()) if is_number else match.start()
            yield content[done:begun]
            done = match.end()
            yield self._mark(content[begun:done], "" if is_number else words, content[begun:done])
        yield content[done:]

    def _keep_but_words(self, match: re.Match[str]) -> str:
        return self._mark(match[0], match["words"], match["start"] + match["end"])

    def _mark(self, whole: str, words: str, without: str) -> str:
        self._parts.append((whole, words, without))
        return f"<!--rc-{len(self._parts) - 1}-->{words}"

    def _restored(self, content: str) -> str:
        first, *others = _PLACE.split(content)
        whole = [first]
        for number, text in zip(others[::2], others[1::2], strict=True):
            mark = f"<!--rc-{number}-->"
            same, words, without = self._parts[int(number)] if int(number) < len(self._parts) else (mark, "", mark)
            # Words that somebody has changed come after the reference then.
            whole += [same, text[len(words) :]] if text.startswith(words) else [without, text]
        return "".join(whole)


def _number_begins(content: str, at: int) -> int:
    """Where the number at `at` begins, with the space that holds it to the word before it."""
    return at - content.startswith(_SPACE, at - 1, at)
