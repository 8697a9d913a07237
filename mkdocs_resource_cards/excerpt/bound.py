"""Untrusted HTML -> short, shallow, balanced markup that is cheap to parse.

Parsers of HTML take minutes for a few hundred kilobytes made to hurt: nested elements, unclosed tags, formatting that is
opened again in every paragraph. This is neither a parser nor a sanitiser: one linear pass rewrites the tags, drops what has no
text worth showing, and stops when there is enough text. The result is still parsed and sanitised by nh3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from ..html_entities import unescape
from .sanitise import HEADINGS, INLINE, TABLE, TAGS, names, safe_href

MAX_DEPTH = 40
MAX_TAGS = 40_000
MAX_OUTPUT = 200_000
"""Characters of markup."""
FEW = 200
"""Characters: a `main` or `article` with less text is not where the text is."""

_DROPPED = names(
    """applet area audio button canvas datalist dialog embed figcaption footer iframe map math menu nav noembed noframes
    noscript object option picture rp rt script select style svg template textarea title video xmp"""
)
"""Left out with all they hold."""
_RAW = names("iframe noembed noframes noscript script style textarea title xmp")
"""Without an end tag these swallow the rest of the document (HTML Standard, 13.2.5)."""
_CONTAINERS = names(
    "address article aside body center details div fieldset figure footer form header hgroup main section summary"
)
KNOWN = TAGS | HEADINGS | _DROPPED | _CONTAINERS | names("acronym big br font img input link meta nobr span tt u wbr")
"""Names of HTML's elements: what else is in angle brackets is not a tag."""
_IMPLIED_ENDS = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "caption"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
}
"""tag -> (what its start ends, what it does not look beyond)."""

_TAG = re.compile(
    # The look-aheads hold what they matched (atomic groups for Python 3.10), so that nothing is tried twice.
    r"""<(?P<end>/?)(?=(?P<name>[A-Za-z][^\s/>]{0,40}))(?P=name)"""
    r"""(?=(?P<rest>(?:[^>=]+|=\s*(?:"[^"]*"|'[^']*')?){0,200}))(?P=rest)>"""
)
_HREF = re.compile(r"""(?:^|[\s/"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_MAIN = tuple(re.compile(rf"<({name})[\s>]", re.IGNORECASE) for name in ("main", "article"))
_CUT_ENTITY = re.compile(r"&[^;\s&]{0,32}\Z")


@dataclass(frozen=True, slots=True)
class _Token:
    """What a `<` begins."""

    end: int
    """The offset behind it."""
    name: str = ""
    """A tag's name in lower case; `<` for a sign that begins nothing; `""` for what has no text (comments, broken tags)."""
    is_end: bool = False
    rest: str = ""
    """The attributes, as written."""


@dataclass(slots=True)
class Bounded:
    """Markup in the making; `html` and `whole` are the result."""

    base: str
    """The document's address, for its relative links; `""` unlinks them."""
    room: int
    """Characters of text that may still come."""
    parts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    size: int = 0
    whole: bool = True
    """Whether the document ended before the room did."""

    @property
    def html(self) -> str:
        return "".join(self.parts)

    def add(self, markup: str) -> None:
        self.parts.append(markup)
        self.size += len(markup)

    def text(self, text: str) -> None:
        if text.isspace():
            self.add(text[:200] if "pre" in self.open else " ")
            return
        if len(text) > self.room:
            text = _CUT_ENTITY.sub("", text[: self.room])
            self.whole = False
        self.room -= len(text)
        self.add(text.replace("<", "&lt;"))

    def start(self, name: str, rest: str) -> None:
        """A start tag; what HTML says it ends is ended, and no inline element ever holds a block."""
        if name in ("br", "hr"):
            self.add(f"<{name}>")
            return
        if name in INLINE:
            self._close_link(name)
        else:
            self._close_for_block(name)
        if len(self.open) < MAX_DEPTH and self._fits(name):
            self.add(_link(rest, self.base) if name == "a" else f"<{name}>")
            self.open.append(name)

    def end(self, name: str) -> None:
        """An end tag: closes down to the element it names, if that is open."""
        if name in self.open:
            self.close_to(len(self.open) - 1 - self.open[::-1].index(name))

    def close_to(self, depth: int) -> None:
        while len(self.open) > depth:
            self.add(f"</{self.open.pop()}>")

    def _close_link(self, name: str) -> None:
        if name == "a":
            self.end("a")

    def _close_for_block(self, name: str) -> None:
        while self.open and (self.open[-1] in INLINE or self.open[-1] == "p" or self.open[-1] in HEADINGS):
            self.close_to(len(self.open) - 1)
        ended, beyond = _IMPLIED_ENDS.get(name, (set(), set()))
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth] in beyond:
                break
            if self.open[depth] in ended:
                self.close_to(depth)
                break

    def _fits(self, name: str) -> bool:
        """Parts of a table belong in one: elsewhere html5ever would move them about."""
        return name not in TABLE or name == "table" or "table" in self.open


def bound(source: str, base: str, room: int) -> Bounded:
    """The start of `source` with at most `room` characters of text (entities as written), from its main part if it has one."""
    for opening in _MAIN:
        match = opening.search(source)
        if match:
            bounded = _rewritten(source, match.start(), base, room, until=match[1].lower())
            if room - bounded.room >= FEW:
                return bounded
    return _rewritten(source, 0, base, room)


def _rewritten(source: str, position: int, base: str, room: int, until: str = "") -> Bounded:
    bounded, unclosed = Bounded(base, room), set[str]()
    for _ in range(MAX_TAGS):
        opening = source.find("<", position)
        if opening != position:
            bounded.text(source[position:] if opening < 0 else source[position:opening])
        if opening < 0 or bounded.room <= 0 or bounded.size > MAX_OUTPUT:
            break
        token = _token(source, opening)
        position = token.end
        if token.is_end and token.name == until and room - bounded.room >= FEW:
            break
        if token.name in _DROPPED and not token.is_end:
            position = _behind(source, position, token.name, unclosed)
        elif token.name:
            _location(bounded, token)
    else:
        bounded.whole = False
    bounded.whole = bounded.whole and bounded.size <= MAX_OUTPUT and bounded.room > 0
    bounded.close_to(0)
    return bounded


def _token(source: str, opening: int) -> _Token:
    """What the `<` at `opening` begins."""
    following = source[opening + 1 : opening + 4]
    if following.startswith("!--"):
        return _Token(_after(source, "-->", opening + 2))
    match = _TAG.match(source, opening)
    if match:
        name = match["name"].lower()
        return _Token(len(source) if name == "plaintext" else match.end(), name, bool(match["end"]), match["rest"])
    if following[:1] in ("!", "?", "/") or following[:1].isalpha():
        return _Token(_after(source, ">", opening))
    return _Token(opening + 1, "<")


def _after(source: str, mark: str, position: int) -> int:
    found = source.find(mark, position)
    return len(source) if found < 0 else found + len(mark)


def _behind(source: str, position: int, name: str, unclosed: set[str]) -> int:
    """The place behind a dropped element; one without an end is searched for once."""
    if name in unclosed:
        return position
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, position)
    if end:
        return end.start()
    unclosed.add(name)
    return len(source) if name in _RAW else position


def _location(bounded: Bounded, token: _Token) -> None:
    name = "div" if token.name in _CONTAINERS else token.name
    if name == "<":
        bounded.text(name)
    elif name == "div" or name in TAGS or name in HEADINGS:
        bounded.end(name) if token.is_end else bounded.start(name, token.rest)


def _link(rest: str, base: str) -> str:
    match = _HREF.search(rest[: 8 * 1024])
    address = next((group for group in match.groups() if group is not None), "") if match else ""
    url = safe_href(unescape(address), base)
    return f'<a href="{escape(url)}">' if url else "<a>"
