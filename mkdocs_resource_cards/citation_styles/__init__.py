"""Citations and references in the styles of CSL 1.0.2: a processor that knows nothing of resources or HTML.

- `data`: input and output; `csl_json`, `name_parts`: input from CSL-JSON; `sentence_titles`: titles of BibTeX files.
- `files`: finds styles and locales, by `style_names`; `site_style`: a site's style, with cached output; `pieces`: that output;
  `shown`: what a site shows of it.
- `style_xml`, `style_parser`: XML -> `style.Style`; `locale`, `languages`: terms and date formats.
- `style_check`: what a site's own style says that CSL does not know, by `style_grammar`.
- `elements`, `conditions`, `names`, `person`, `names_format`, `dates`, `date_format`, `numbers`: the rendering elements;
  `labels`: `Roe20`; `context`: the state while one item is rendered; `hints`: what distinguishes an item from others.
- `output`: the tree of rendered parts; `runs`: formatted text, punctuation where two texts meet; `rich_text`, `text_case`.
- `processor`: a whole document, with `positions`, `sorting` (by `alphabets`), `disambiguation`, `collapsing`,
  `repeated_names`; `cites`: parts of one cite; `states`: where `in press` stands; `assigned`: what documents share that have
  one list of references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree


class StyleError(ValueError):
    """A style that cannot be used. The message is one line, without the name of the file."""

    def __init__(self, message: str, element: etree.Element | None = None) -> None:
        """`element`: where in the style."""
        super().__init__(message)
        self.element = element
