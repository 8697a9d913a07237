r"""How other tools mark the place of the references: it becomes `<< references >>`, so that pages need no change.

mkdocs-bibtex has `\bibliography` and `\full_bibliography`, Pandoc and Quarto a `div` with the id `refs`.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

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
        return _MARK.sub(_shortcode, text).split("\n")


def _shortcode(match: re.Match[str]) -> str:
    return f"\n<< references{' site' if match['full'] else ''} >>\n"
