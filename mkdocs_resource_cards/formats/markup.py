"""Markup that other programs leave in texts -> text: the tags of CSL and Zotero in titles, JATS and HTML in abstracts."""

from __future__ import annotations

import re

from ..html_entities import bounded
from ..normalize.title_markup import has_only_kept, pieces, without_kept

_TAG = re.compile(
    r"</?(?:i|b|em|strong|sc|scp|span|tt|tex|u|jats:[a-z-]{1,20}|(?:mml:)?(?:math|m(?:row|i|n|o|sub|sup|subsup|text|frac|space)))"
    r"(?:\s[^<>]{0,200})?>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(?:jats:)?(sub|sup)>([^<>]{0,200})</(?:jats:)?\1>", re.IGNORECASE)
_SUBSCRIPT = re.compile(r"</?(?:jats:)?su[bp]>", re.IGNORECASE)
_CSL = {
    "em": "i",
    "strong": "b",
    "scp": "sc",
    "jats:italic": "i",
    "jats:bold": "b",
    "jats:sc": "sc",
    "jats:sub": "sub",
    "jats:sup": "sup",
}
"""Tags of other programs -> those of CSL."""
_ALIKE = re.compile(rf"<(/?)({'|'.join(_CSL)})>", re.IGNORECASE)
_SCRIPTS = {
    "sup": dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True)),
    "sub": dict(zip("0123456789+-−=()aeioruvxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢₒᵣᵤᵥₓₕₖₗₘₙₚₛₜ", strict=True)),
}
_NO_HEADINGS = ("abstract", "summary", "")


def plain_title(text: str) -> str:
    """`H<sub>2</sub>O in <i>E. coli</i>` -> `H₂O in E. coli`: for what is shown as text alone."""
    if has_only_kept(text):
        return without_kept(text)
    return _SUBSCRIPT.sub("", _TAG.sub("", _SCRIPT.sub(_scripted, text)))


def marked_title(text: str) -> str:
    """`H<jats:sub>2</jats:sub>O in <em>E. coli</em>` -> `H₂O in <i>E. coli</i>`: of all tags those that CSL knows stay."""
    if has_only_kept(text):
        return text
    known = _ALIKE.sub(lambda match: f"<{match[1]}{_CSL[match[2].lower()]}>", _SCRIPT.sub(_scripted, text))
    return "".join(piece if is_tag else _TAG.sub("", piece) for piece, is_tag in pieces(known))


def prose(abstract: str) -> str:
    """An abstract without the elements that Crossref (JATS) and others leave in it, and the heading `Abstract`."""
    if "</" not in abstract:
        return abstract
    from bs4 import BeautifulSoup  # Only such abstracts need it.

    soup = BeautifulSoup(bounded(abstract), "html.parser")
    for heading in soup.find_all(["jats:title", "title", "h1", "h2", "h3", "h4"]):
        heading.append("\n\n") if heading.get_text().strip().lower() not in _NO_HEADINGS else heading.decompose()
    for block in soup.find_all(["jats:p", "p", "div"]):
        block.append("\n\n")
    return soup.get_text().strip()


def _scripted(match: re.Match[str]) -> str:
    """Raised or lowered signs, all or none of them."""
    table = _SCRIPTS[match[1].lower()]
    return "".join(table[sign] for sign in match[2]) if all(sign in table for sign in match[2]) else match[0]
