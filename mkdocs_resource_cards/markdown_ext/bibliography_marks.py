r"""How other tools mark the place of the references: it becomes `<< references >>`, so that pages need no change.

mkdocs-bibtex has `\bibliography` and, for all that its files hold, `\full_bibliography`; Pandoc and Quarto have a `div` with
the id `refs`. A page has one list of its references: where it has that already, further marks disappear, since their author
never wrote a shortcode.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

from ..markdown_scan.scanner import scan
from ..shortcode import Shortcode

_MARK = re.compile(
    r"^ {0,3}(?:\\(?P<full>full_)?bibliography"
    r"|:{3,}[ \t]*\{[ \t]*#refs\b[^{}\n]*\}[ \t]*:*[ \t]*\n(?:[ \t]*\n){0,3} {0,3}:{3,}"
    r"|<div[ \t]+id=(?:refs|\"refs\"|'refs')[^<>\n]{0,200}>\s{0,9}</div>)[ \t]*$",
    re.MULTILINE,
)


class BibliographyMarks(Preprocessor):
    """Behind fenced code (25), before raw HTML (20)."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "bibliography" not in text and "refs" not in text:
            return lines
        if not _MARK.search(text):
            return lines
        return _MARK.sub(_Lists(text).shortcode, text).split("\n")


class _Lists:
    """The lists that a page has so far."""

    def __init__(self, text: str) -> None:
        written = (one.item for one in scan(text).occurrences)
        self._scopes = {one.scope for one in written if isinstance(one, Shortcode) and one.name == "references"}

    def shortcode(self, match: re.Match[str]) -> str:
        """What stands for a mark, in a paragraph of its own."""
        scope = "all" if match["full"] else ""
        if scope in self._scopes:
            return "\n\n"
        self._scopes.add(scope)
        return f"\n<< {f'references {scope}'.strip()} >>\n"
