"""Where Python-Markdown by itself reads a text in another way than Pandoc: the proof for each text whose citations differ.

Each key gets letters of its own, so that both readings tell what each occurrence is in: words, or something that holds no
citation, such as code, a tag, an address, mathematics, a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from markdown import Markdown
from pandoc import parsed

EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html smarty tables pymdownx.arithmatex pymdownx.betterem "
    "pymdownx.caret pymdownx.details pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark "
    "pymdownx.smartsymbols pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde"
).split()
"""Those of a usual site with Material."""
_OPTIONS = {"pymdownx.arithmatex": {"generic": True}, "pymdownx.tabbed": {"alternate_style": True}}
_KEY = re.compile(r"(?:@\{?|(?<=\w)\$(?=[^\W\d_]))[^\W\d_]*")
"""Its letters, and those behind a dollar in it, which may begin mathematics."""
_NAME = re.compile(r"zq([a-j]+)zq")
_OPAQUE = "code, kbd, pre, script, style, .arithmatex"
_HOLD_NO_WORDS = ("Code", "CodeBlock", "Math", "RawInline", "RawBlock")
_WORDS_DIFFER = re.compile(r"\\\w|\^\[|\]\{[#.]|!\[.*!\[|<[^<>]*[^\w<>\s\"'=/.:-][^<>]*>", re.DOTALL)


def is_read_otherwise(text: str) -> bool:
    """Whether a key of `text` is among words for one of the two, and not for the other."""
    named = _named(text)
    (blocks,) = parsed([named], [])
    of_pandoc = [name for word in _words(blocks) for name in _NAME.findall(word)]
    of_markdown = _words_of_html(Markdown(extensions=EXTENSIONS, extension_configs=_OPTIONS).convert(named))
    return sorted(of_markdown) != sorted(of_pandoc)


def may_be_written_otherwise(text: str) -> bool:
    r"""Whether the words around a citation may differ.

    Only Pandoc has commands of TeX (`\foo`), attributes of words in brackets (`[...]{.c}`), footnotes in the text (`^[...]`),
    and pictures in the description of a picture; and it takes other signs between `<` and `>` for a tag.
    """
    return bool(_WORDS_DIFFER.search(text))


def _named(text: str) -> str:
    count = iter(range(len(text)))
    return _KEY.sub(lambda match: f"{match[0]}zq{''.join('abcdefghij'[int(digit)] for digit in str(next(count)))}zq", text)


def _words_of_html(html: str) -> list[str]:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(_OPAQUE):
        element.decompose()
    for link in soup.select("a[href]"):
        if _NAME.search(str(link["href"])) and _NAME.search(link.get_text()):  # An address, which is its own text.
            link.clear()
    for image in soup.select("img[alt]"):
        image.insert_before(str(image["alt"]))
    return _NAME.findall(soup.get_text())


def _words(node: Any) -> Iterator[str]:
    """The words among Pandoc's elements, and the keys."""
    if isinstance(node, list):
        for child in node:
            yield from _words(child)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            yield str(content)
        elif kind == "Cite":
            for one in node["c"][0]:
                yield one["citationId"]
                yield from _words([one["citationPrefix"], one["citationSuffix"]])
        elif kind in ("Link", "Image", "Span"):
            yield from _words(node["c"][1])
        elif kind not in _HOLD_NO_WORDS:
            yield from _words(content)
