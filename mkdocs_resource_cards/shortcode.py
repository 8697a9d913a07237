r"""The grammar: text -> Shortcode. It does not depend on a Markdown library, a registry or files.

    << resource:KEY >>   << resource:KEY "own label" view=compact >>   << resource:KEY view=number at="p. 33" >>
    << resource:KEY "own label" title="shown by a pointer that rests" >>
    << resources KEY KEY view=number >>
    << resources tag=interpretability sort=-quality limit=5 view=list >>   << resources a1 b2 c3 view=grid >>
    << references >>   << references site >>

A shortcode is on one line; white space inside is free; `\<<` is a literal `<<`. Text that only looks similar (heredocs, shift
operators, merge markers, stereotypes) is not a shortcode and not reported; text that starts like one but cannot be read is
`Malformed`. All expressions here match in time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .keys import ID, ID_PATTERN, KEY, KEY_FORM, KEY_PATTERN, normal_key
from .problems import likely
from .shortcode_tokens import OTHER_QUOTES, QUOTED, SPACE, UnreadableError, given_twice, markdown_of, tokens, value_of

VIEWS = ("full", "compact", "link", "number")
"""Views of `<< resource:KEY view=... >>`; without one, the place decides between full and link."""
LIST_VIEWS = ("list", "grid", "table")
"""Views of `<< resources ... view=... >>` that make a block; the first is the default."""
GROUP_VIEWS = ("number", "link")
"""Views of `<< resources KEY KEY view=... >>` within a text: one citation of several sources."""
SCOPES = ("site", "section", "all")
"""Of `<< references ... >>`: what all pages cite, or those in the same section of the navigation, or all that the registry
holds; without one, what the page cites."""

# A body never runs into the next `<<`, and its length is bounded: many openings without an end stay linear.
_BODY = rf'(?:{QUOTED}|[^"\n<>]|<(?!<)|>(?!>)){{0,1000}}'
_REST = rf"(?:{SPACE}+(?:{QUOTED}|[a-z]{{1,20}}=[A-Za-z0-9]{{1,20}})){{0,2}}{SPACE}*>>(?!>)"
_SCOPES = rf"(?:{SPACE}+(?:{'|'.join(SCOPES)}|page)){{2,3}}"
CANDIDATE = re.compile(
    rf"<<(?<!<<<)(?P<body>{SPACE}*(?:"
    rf"(?P<name>resource:|resources(?={SPACE}|>>)|references(?=(?:{SPACE}+(?:{'|'.join(SCOPES)}))?{SPACE}*>>))"
    rf"|(?P<near>[A-Za-z]{{6,12}}{SPACE}*[:=]"
    # Words without a colon are prose or code as often as not: they count only where the rest is that of a shortcode.
    rf"|resource(?={SPACE}+{ID_PATTERN}{_REST})|references?(?=(?:{SPACE}+{ID_PATTERN}|{_SCOPES})?{_REST})"
    rf"|(?<={SPACE})[Rr][A-Za-z]{{7,11}}(?={SPACE}+>>)))"
    rf"{_BODY})(?P<close>>>)?"
)
"""Finds what may be a shortcode; `read` decides. It begins with plain characters, which makes searching many times faster."""

_COMMON = re.compile(
    rf"{SPACE}*resource:{SPACE}*(?P<key>(?!(?:view|at|title)=){KEY_PATTERN})(?:{SPACE}+(?P<label>{QUOTED}))?"
    rf"(?:{SPACE}+view=(?P<view>{'|'.join(VIEWS)}))?{SPACE}*"
)
"""What nearly every shortcode looks like, in one step; whatever else there is goes token by token."""
_LIKELY_KEY = re.compile(rf"<<{SPACE}*resource:{SPACE}*({KEY_PATTERN})")
_OPTIONS = ("view", "at", "title")
_WRITE_A_KEY = "write an id of the registry, such as `<< resource:ID >>`"
_STREAM = re.compile(r"\b(?:cin|cout|cerr|clog)[ \t]*$")
_MARKS = " \t>*+-.)|:0123456789"
"""What may stand beside a shortcode that is alone: the marks of lists, quotations and tables."""


class Shortcode(NamedTuple):
    """One shortcode, as its author wrote it."""

    name: str
    """`resource`, `resources` or `references`."""
    keys: tuple[str, ...] = ()
    """The resource's key; for a list by keys, all of them."""
    label: str = ""
    """The author's own text for the link, as inline Markdown; `""` means the resource's title."""
    view: str = ""
    """`""` means that the place decides."""
    query: tuple[tuple[str, str], ...] = ()
    """(field, value) of a list by query, in the author's order; sort and limit are among them."""
    quoted: tuple[str, ...] = ()
    """Those values of `query` that stood in quotes."""
    at: str = ""
    """The place in the source, as its author wrote it."""
    title: str = ""
    """The link's tooltip, like a link's title in Markdown."""
    scope: str = ""
    """Of a list of references, one of SCOPES; `""` for the page's own."""

    @property
    def key(self) -> str:
        """The first key, `""` when there is none."""
        return self.keys[0] if self.keys else ""

    @property
    def is_inline(self) -> bool:
        """Whether it is part of a text even where it is alone: a card has no place for a locator."""
        return self.view in GROUP_VIEWS or bool(self.at or self.title)


class Malformed(NamedTuple):
    """Text that begins like a shortcode but cannot be read."""

    reason: str
    suggestion: str = ""


class FoundShortcode(NamedTuple):
    """A shortcode, a malformed one, or an escaped one (`item` is None) in a text."""

    start: int
    """Offset in characters of the first `<`, or of the backslash that escapes it."""
    end: int
    raw: str
    item: Shortcode | Malformed | None
    """None for an escaped one: `raw` without its first character is what readers see."""


def find(text: str) -> Iterator[FoundShortcode]:
    """All shortcodes in `text`, malformed and escaped ones included, in order. Does not recognise code blocks."""
    for match in CANDIDATE.finditer(text):
        found = read(match)
        if found is not None:
            yield found


def likely_keys(text: str) -> list[str]:
    """Keys that shortcodes in `text` may name, found without reading them: for looking many up at once."""
    return [normal_key(key) for key in _LIKELY_KEY.findall(text)]


def read(match: re.Match[str]) -> FoundShortcode | None:
    """What a match of `CANDIDATE` is; None for text that only looks alike."""
    opening = match.start()
    before = match.string[max(0, opening - 100) : opening]
    if before.endswith("\\") and (len(before) - len(before.rstrip("\\"))) % 2:
        end = match.end() if match["close"] else opening + 2
        return FoundShortcode(opening - 1, end, match.string[opening - 1 : end], None)
    common = _COMMON.fullmatch(match["body"]) if match["close"] else None
    if common is not None:
        item: Shortcode | Malformed | None = _common(common)
    else:
        item = _near_miss(match) if match["near"] else _parsed(match)
    if item is None:
        return None
    return FoundShortcode(opening, match.end(), match[0], item)


def _common(match: re.Match[str]) -> Shortcode:
    key, label, view = match.groups()
    return Shortcode("resource", (normal_key(key),), markdown_of(label) if label else "", view or "")


def _near_miss(match: re.Match[str]) -> Malformed | None:
    word, colon = match["near"].rstrip(":= \t\u00a0"), match["near"][-1] in ":="
    close = likely(word.lower(), ("resource", "references"), 0.8)
    if not match["close"] or not close or not (colon or _is_meant(match)):
        return None
    key = ID.search(match["body"], match.end("near") - match.start("body"))
    if close == "resource" and not (colon or key):
        return Malformed(f"no key follows `{word}`", _WRITE_A_KEY)
    if close == "references" and not (colon and key):
        return Malformed(
            f"`{match[0]}` is not a shortcode", "did you mean `<< references >>`? It takes only `site`, `section` or `all`"
        )
    reason = f"`{word}` is not a shortcode" if colon else f"a colon is missing after `{word}`"
    return Malformed(reason, f"did you mean `<< resource:{key[0] if key else 'ID'} >>`?")


def _is_meant(match: re.Match[str]) -> bool:
    """Whether words without a colon are a shortcode rather than code: a stream reads and writes in the same signs."""
    before = match.string[max(0, match.start() - 100) : match.start()].rpartition("\n")[2]
    if match["near"] == "resource" and ID.search(match["body"], match.end("near") - match.start("body")):
        return not _STREAM.search(before)
    after = match.string[match.end() : match.end() + 100].partition("\n")[0]
    return "=" in match["body"] or not (before.strip(_MARKS) or after.strip(_MARKS))


def _parsed(match: re.Match[str]) -> Shortcode | Malformed:
    body = match["body"].strip()
    if not match["close"]:
        return _unclosed(match)
    try:
        return _READERS[match["name"].rstrip(":")](body[len(match["name"]) :])
    except UnreadableError as error:
        return Malformed(*error.args)


def _unclosed(match: re.Match[str]) -> Malformed:
    if match.string[match.end() : match.end() + 1] == '"':
        return Malformed("the label is not closed on its line", 'end it with `"`; within a table, write `\\|` for a bar in it')
    return Malformed("the shortcode is not closed on its line", "end it with `>>`; a label goes in straight quotes")


def _resource(text: str) -> Shortcode:
    key, label, view, at, title = "", "", "", "", ""
    for token in tokens(text):
        if not key:
            key = _key(token)
        elif token["quoted"] is not None:
            label = _label(token, label)
        elif token["name"] == "view":
            view = _view(token, VIEWS, view)
        elif token["name"] == "at":
            at = _once(token, at)
        elif token["name"] == "title":
            title = _once(token, title)
        else:
            raise UnreadableError(f"unexpected `{token[0].strip()}`", _option_hint(token, at))
    if not key:
        raise UnreadableError("no key follows `resource:`", _WRITE_A_KEY)
    if at and view in ("full", "compact"):
        raise UnreadableError(f"`at=` goes with a citation in a text, not with `view={view}`", "leave out one of the two")
    if title and (at or view not in ("", "link")):
        reason = f"`title=` goes with a link, not with `{'at=' if at else f'view={view}'}`"
        raise UnreadableError(reason, "leave out one of the two")
    return Shortcode("resource", (key,), label, "link" if title else view, at=at, title=title)


def _resources(text: str) -> Shortcode:
    keys, query, quoted, view = list[str](), list[tuple[str, str]](), list[str](), ""
    for token in tokens(text):
        if token["name"] == "view":
            view = _view(token, (*LIST_VIEWS, *GROUP_VIEWS), view)
        elif token["name"] in ("sort", "limit") and token["name"] in dict(query):
            raise given_twice(token["name"])
        elif token["name"]:
            query.append((token["name"], value_of(token)))
            if token["qvalue"] is not None:
                quoted.append(value_of(token))
        else:
            keys.append(_key(token))
    if view in GROUP_VIEWS and (query or not keys):
        hint = f"name the sources: `<< resources KEY KEY view={view} >>`"
        raise UnreadableError(f"`view={view}` cites sources, but a query names none", hint)
    return Shortcode("resources", tuple(keys), "", view, tuple(query), tuple(quoted))


def _references(text: str) -> Shortcode:
    return Shortcode("references", scope=text.strip())


_READERS = {"resource": _resource, "resources": _resources, "references": _references}


def _key(token: re.Match[str]) -> str:
    word = token[0].strip()
    if token["name"] in ("view", "at", "title") or not KEY.fullmatch(word):
        raise UnreadableError(f"`{word}` is not a key", _key_hint(token))
    return normal_key(word)


def _key_hint(token: re.Match[str]) -> str:
    word, text = token[0].strip(), markdown_of(token["quoted"] or '""')
    bare = text or word.strip(OTHER_QUOTES)
    if (text or len(word) - len(bare) > 1) and KEY.fullmatch(bare):
        return f"write it without quotes: `{bare}`"
    if text:
        return 'the key goes first: `<< resource:KEY "own label" >>`'
    before, bar, _ = word.partition("|")
    if bar and KEY.fullmatch(before):
        return f'a label goes in straight quotes: `{before} "own label"`'
    if re.match("[a-z]+[<>]", word):
        return "a condition is written with `=`: `year=2020..`, `credibility=4` for 4 or more"
    return f"a key has {KEY_FORM}"


def _label(token: re.Match[str], before: str) -> str:
    if before:
        raise UnreadableError(f"`{token['quoted']}` is a second label", "a shortcode takes one label; keep one of the two")
    return markdown_of(token["quoted"])


def _once(token: re.Match[str], before: str) -> str:
    if before:
        raise given_twice(token["name"])
    return value_of(token)


def _view(token: re.Match[str], views: tuple[str, ...], before: str) -> str:
    value = value_of(token)
    if before:
        raise given_twice("view")
    if value not in views:
        close = likely(value, views)
        hint = f"did you mean `view={close}`?" if close else f"views are {', '.join(views)}"
        raise UnreadableError(f"there is no view `{value}` here", hint)
    return value


def _option_hint(token: re.Match[str], at: str) -> str:
    name, word = (token["name"] or "").lower(), token[0].strip()
    if name in ("label", "text", "caption"):
        return 'a label stands alone, in straight quotes: "own label"'
    if name in ("page", "pages", "chapter", "section", "loc", "locator"):
        return 'a place in the source is `at="p. 33"`'
    if name:
        close = likely(name, _OPTIONS)
        return f"did you mean `{close}=`?" if close else "the options are `view=`, `at=` and `title=`"
    if word.lower() in VIEWS:
        return f"did you mean `view={word.lower()}`?"
    if word.rstrip(":").lower() in _OPTIONS:
        return f"write `{word.rstrip(':').lower()}=` and the value right behind it"
    if at:
        return f'put quotes around a place of several words: at="{at.strip(OTHER_QUOTES)} {word}"'
    return 'a label goes in straight quotes: "own label"'
