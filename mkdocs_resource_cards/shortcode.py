r"""The grammar: text -> Shortcode. It knows no Markdown library, no registry and no file.

    << resource:KEY >>   << resource:KEY "own label" view=compact >>
    << resources tag=interpretability sort=-quality limit=5 view=list >>   << resources a1 b2 c3 view=grid >>
    << references >>

A shortcode stands on one line; white space inside is free; `\<<` is a literal `<<`. What only looks alike (heredocs, shift
operators, merge markers, stereotypes) is no shortcode and is not reported; what begins like one but cannot be read is
`Malformed`. All expressions here match in time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .problems import likely

VIEWS = ("full", "compact", "link", "number")
"""Views of `<< resource:KEY view=... >>`; without one, the place decides between full and link."""
LIST_VIEWS = ("list", "grid", "table")
"""Views of `<< resources ... view=... >>`; the first is the default."""

_KEY = "[A-Za-z0-9._~-]{1,128}"
KEY = re.compile(_KEY)
"""The form of every id, stable id and alias; use `fullmatch`."""

_SPACE = r"[ \t\u00a0]"
_QUOTED = r'"(?:\\[^\n]|[^"\\\n<]|<(?!<)){0,1000}"'
# A body never runs into the next `<<`, and its length is bounded: many openings without an end stay linear.
_BODY = rf'(?:{_QUOTED}|[^"\n<>]|<(?!<)|>(?!>)){{0,1000}}'
_REST = rf"(?:{_SPACE}+(?:{_QUOTED}|[a-z]{{1,20}}=[A-Za-z0-9]{{1,20}})){{0,2}}{_SPACE}*>>(?!>)"
CANDIDATE = re.compile(
    rf"<<(?<!<<<)(?P<body>{_SPACE}*(?:"
    rf"(?P<name>resource:|resources(?={_SPACE}|>>)|references(?={_SPACE}*>>))"
    rf"|(?P<near>[A-Za-z]{{6,12}}{_SPACE}*[:=]"
    # Words without a colon are prose or code as often as not: they count only where the rest is that of a shortcode.
    rf"|resource(?={_SPACE}+{_KEY}{_REST})|references?(?=(?:{_SPACE}+{_KEY})?{_REST})))"
    rf"{_BODY})(?P<close>>>)?"
)
"""Finds what may be a shortcode; `read` decides. It begins with plain characters, which makes searching many times faster."""

_TOKEN = re.compile(
    rf'{_SPACE}*(?:(?P<quoted>{_QUOTED})|(?P<name>[A-Za-z_]+)=(?:(?P<qvalue>{_QUOTED})|(?P<value>[^\s"]+))|(?P<word>[^\s"]+))'
)
_LOOSE = re.compile(rf'{_SPACE}*(?P<name>[A-Za-z_]+){_SPACE}*={_SPACE}*(?P<value>{_QUOTED}|[^\s"=]+(?![^\s"]))?')
"""A name and a value that blanks hold apart; `value` is None where what follows is the next pair."""
_COMMON = re.compile(
    rf"{_SPACE}*resource:{_SPACE}*(?P<key>{_KEY})(?:{_SPACE}+(?P<label>{_QUOTED}))?"
    rf"(?:{_SPACE}+view=(?P<view>{'|'.join(VIEWS)}))?{_SPACE}*"
)
"""What nearly every shortcode looks like, in one step; whatever else there is goes token by token."""
_LIKELY_KEY = re.compile(rf"<<{_SPACE}*resource:{_SPACE}*({_KEY})")
_STREAM = re.compile(r"\b(?:cin|cout|cerr|clog)[ \t]*$")
_MARKS = " \t>*+-.)|:0123456789"
"""What may stand beside a shortcode that is alone: the marks of lists, quotations and tables."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PAIR = re.compile(r"\\.")


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

    @property
    def key(self) -> str:
        """The first key, `""` when there is none."""
        return self.keys[0] if self.keys else ""


class Malformed(NamedTuple):
    """Text that begins like a shortcode but cannot be read."""

    reason: str
    suggestion: str = ""


class Found(NamedTuple):
    """A shortcode, a malformed one, or an escaped one (`item` is None) in a text."""

    start: int
    """Offset in characters of the first `<`, or of the backslash that escapes it."""
    end: int
    raw: str
    item: Shortcode | Malformed | None
    """None for an escaped one: `raw` without its first character is what readers see."""


class _UnreadableError(ValueError):
    """A body that is not in the grammar; args are those of `Malformed`."""


def find(text: str) -> Iterator[Found]:
    """Everything in `text` that is a shortcode, tries to be one, or escapes one, in order. Knows nothing of code blocks."""
    for match in CANDIDATE.finditer(text):
        found = read(match)
        if found is not None:
            yield found


def likely_keys(text: str) -> list[str]:
    """Keys that shortcodes in `text` may name, found without reading them: for looking many up at once."""
    return _LIKELY_KEY.findall(text)


def read(match: re.Match[str]) -> Found | None:
    """What a match of `CANDIDATE` is; None for text that only looks alike."""
    opening = match.start()
    before = match.string[max(0, opening - 100) : opening]
    if before.endswith("\\") and (len(before) - len(before.rstrip("\\"))) % 2:
        end = match.end() if match["close"] else opening + 2
        return Found(opening - 1, end, match.string[opening - 1 : end], None)
    common = _COMMON.fullmatch(match["body"]) if match["close"] else None
    if common is not None:
        item: Shortcode | Malformed | None = _common(common)
    else:
        item = _near_miss(match) if match["near"] else _parsed(match)
    if item is None:
        return None
    return Found(opening, match.end(), match[0], item)


def _common(match: re.Match[str]) -> Shortcode:
    key, label, view = match.groups()
    return Shortcode("resource", (key,), _markdown(label) if label else "", view or "")


def _near_miss(match: re.Match[str]) -> Malformed | None:
    word, colon = match["near"].rstrip(":= \t\u00a0"), match["near"][-1] in ":="
    close = likely(word.lower(), ("resource", "references"), 0.8)
    if not match["close"] or not close or not (colon or _is_meant(match)):
        return None
    key = KEY.search(match["body"], match.end("near") - match.start("body"))
    if close == "references" and not (colon and key):
        return Malformed(f"`{match[0]}` is no shortcode", "did you mean `<< references >>`? It takes no key and no option")
    reason = f"`{word}` is no shortcode" if colon else f"no colon follows `{word}`"
    return Malformed(reason, f"did you mean `<< resource:{key[0] if key else 'ID'} >>`?")


def _is_meant(match: re.Match[str]) -> bool:
    """Whether words without a colon are a shortcode rather than code: a stream reads and writes in the same signs."""
    before = match.string[max(0, match.start() - 100) : match.start()].rpartition("\n")[2]
    if match["near"] == "resource":
        return not _STREAM.search(before)
    after = match.string[match.end() : match.end() + 100].partition("\n")[0]
    return "=" in match["body"] or not (before.strip(_MARKS) or after.strip(_MARKS))


def _parsed(match: re.Match[str]) -> Shortcode | Malformed:
    body = match["body"].strip()
    if not match["close"]:
        return _unclosed(match)
    try:
        return _READERS[match["name"].rstrip(":")](body[len(match["name"]) :])
    except _UnreadableError as error:
        return Malformed(*error.args)


def _unclosed(match: re.Match[str]) -> Malformed:
    if match.string[match.end() : match.end() + 1] == '"':
        return Malformed("the label is not closed on its line", 'end it with `"`; within a table, write `\\|` for a bar in it')
    return Malformed("the shortcode is not closed on its line", "end it with `>>`; a label stands in straight quotes")


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _UnreadableError(f"cannot read `{text[position:].strip()[:40]}`", 'a label looks like "own label"')
        if match["word"]:
            _check_equals(text, position)
        yield match
        position = match.end()


def _check_equals(text: str, position: int) -> None:
    """Refuses a word before an `=` that no value follows, or that blanks hold off: what it means differs from what it says."""
    loose = _LOOSE.match(text, position)
    if loose is not None and loose["value"]:
        pair = f"{loose['name']}={loose['value']}"
        raise _UnreadableError(f"blanks stand around the `=` of `{loose[0].strip()}`", f"write `{pair}`")
    if loose is not None:
        raise _no_value(loose["name"])


def _no_value(name: str) -> _UnreadableError:
    return _UnreadableError(f"`{name}=` has no value", "write one right behind the `=`, or leave it out")


def _twice(name: str) -> _UnreadableError:
    return _UnreadableError(f"`{name}` is given twice", "keep one of the two")


def _resource(text: str) -> Shortcode:
    key, label, view = "", "", ""
    for token in _tokens(text):
        if not key:
            key = _key(token)
        elif token["quoted"] is not None:
            label = _label(token, label)
        elif token["name"] == "view":
            view = _view(token, VIEWS, view)
        else:
            raise _UnreadableError(f"unexpected `{token[0].strip()}`", _option_hint(token))
    if not key:
        raise _UnreadableError("no key follows `resource:`", "write an id of the registry, such as `<< resource:ID >>`")
    return Shortcode("resource", (key,), label, view)


def _resources(text: str) -> Shortcode:
    keys, query, quoted, view = list[str](), list[tuple[str, str]](), list[str](), ""
    for token in _tokens(text):
        if token["name"] == "view":
            view = _view(token, LIST_VIEWS, view)
        elif token["name"] in ("sort", "limit") and token["name"] in dict(query):
            raise _twice(token["name"])
        elif token["name"]:
            query.append((token["name"], _value(token)))
            if token["qvalue"] is not None:
                quoted.append(_value(token))
        else:
            keys.append(_key(token))
    return Shortcode("resources", tuple(keys), "", view, tuple(query), tuple(quoted))


def _references(text: str) -> Shortcode:
    return Shortcode("references")


_READERS = {"resource": _resource, "resources": _resources, "references": _references}


def _key(token: re.Match[str]) -> str:
    word = token["word"] or ""
    if not KEY.fullmatch(word):
        raise _UnreadableError(f"`{token[0].strip()}` is no key", "a key has 1 to 128 of A-Z a-z 0-9 . _ ~ -")
    return word


def _label(token: re.Match[str], before: str) -> str:
    if before:
        raise _UnreadableError(f"`{token['quoted']}` is a second label", "a shortcode takes one label; keep one of the two")
    return _markdown(token["quoted"])


def _view(token: re.Match[str], views: tuple[str, ...], before: str) -> str:
    value = _value(token)
    if before:
        raise _twice("view")
    if value not in views:
        close = likely(value, views)
        hint = f"did you mean `view={close}`?" if close else f"views are {', '.join(views)}"
        raise _UnreadableError(f"there is no view `{value}` here", hint)
    return value


def _value(token: re.Match[str]) -> str:
    value = token["value"] if token["qvalue"] is None else _unquoted(token["qvalue"])
    if not value:
        raise _no_value(token["name"])
    return value


def _unquoted(quoted: str) -> str:
    text = quoted[1:-1]
    return (_ESCAPED.sub(r"\1", text) if "\\" in text else text).strip()


def _markdown(quoted: str) -> str:
    """A label without its quotes; other escapes than that of a quote belong to its Markdown."""
    text = quoted[1:-1]
    return (_PAIR.sub(lambda match: '"' if match[0] == '\\"' else match[0], text) if "\\" in text else text).strip()


def _option_hint(token: re.Match[str]) -> str:
    if token["name"]:
        return "did you mean `view=`?" if likely(token["name"], ["view"]) else "the only option is `view=`"
    return 'a label stands in straight quotes: "own label"'
