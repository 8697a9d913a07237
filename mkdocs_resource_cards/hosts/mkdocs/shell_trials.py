"""A theme's HTML around a page, found by rendering pages whose texts are marks: what is between the marks is the shell.

Whatever a template does with a text but write it is seen. A comparison is noted, to be made again for each page. Anything else
(its length, a change that is not one of FUNCTIONS) leaves a page without a shell: nobody knows what it would be for another.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from copy import copy
from html import escape
from typing import Any, NamedTuple

from jinja2 import Template
from jinja2.filters import do_striptags, do_urlencode
from mkdocs.structure.pages import Page

_TRIALS = (("zq7rc", 1), ("zq7rclonger", 400))
"""A word for all texts of a trial page, and how often it ends them: what a template reckons from lengths differs."""
_CHARACTERS = ' &amp; &lt;b&gt; <i>"it\'s"</i>  =~é'
"""On which any two of FUNCTIONS differ."""


def _escaped(text: str) -> str:
    return escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")  # as jinja2 writes quotes


FUNCTIONS: tuple[Callable[[str], str], ...] = (
    str,
    do_striptags,
    _escaped,
    lambda text: _escaped(do_striptags(text)),
    do_urlencode,
    lambda text: text.replace("edit", "raw"),
    lambda text: text.replace("blob", "raw"),
)
"""What templates do with a text before they write it; the last two Material, to lead to a page's source."""


class LookedIntoError(Exception):
    """A template does something with a text of which nobody knows what it would be for another text."""


class Comparison(NamedTuple):
    """A comparison that a template made with a text, and how it came out."""

    field: str
    method: str
    other: object
    result: bool


class TextSlot(NamedTuple):
    """A place for one of a page's texts."""

    field: str
    function: Callable[[str], str]


class Shell(NamedTuple):
    """A page's HTML without the texts in which it differs from others."""

    parts: tuple[str, ...]
    slots: tuple[TextSlot, ...]
    """One between any two parts."""
    notes: tuple[Comparison, ...]

    def filled(self, texts: Mapping[str, str]) -> str | None:
        """The HTML of the page with these texts; None for one that a template treats otherwise."""
        if any(getattr(texts[note.field], note.method)(note.other) != note.result for note in self.notes):
            return None
        values = [slot.function(texts[slot.field]) for slot in self.slots]
        return "".join(one for pair in zip(self.parts, [*values, ""], strict=True) for one in pair)


class _Watched(str):
    """A text that a template can write and compare; anything else raises LookedIntoError."""

    notes: list[tuple[str, object, bool]]

    def __str__(self) -> str:
        return str.__str__(self)

    def __bool__(self) -> bool:
        return True

    def __getattribute__(self, name: str) -> Any:
        if name in ("startswith", "endswith"):
            return lambda part: self._noted(name, part)
        if name.startswith("_") or name in ("encode", "notes"):  # An address is encoded before it is quoted.
            return str.__getattribute__(self, name)
        raise LookedIntoError

    def _noted(self, method: str, other: object) -> bool:
        result = bool(getattr(str(self), method)(other))
        self.notes.append((method, other, result))
        return result

    def __contains__(self, part: object) -> bool:
        return self._noted("__contains__", part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self._noted("__eq__", str(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def _looked_into(self, *_: object) -> Any:
        raise LookedIntoError

    __hash__: Any = _looked_into
    __len__: Any = _looked_into
    __iter__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __mod__ = __mul__ = _looked_into


class _WatchedAddress(_Watched):
    """A page's own address: MkDocs makes others relative to it."""

    __hash__ = str.__hash__

    def __getattribute__(self, name: str) -> Any:
        return str.__getattribute__(self, name) if name == "rpartition" else super().__getattribute__(name)


def texts_of(page: Page) -> dict[str, str] | None:
    """The texts in which pages with the same shell differ; None where another plugin has changed what we gave the page."""
    if not page.content or page.meta.get("title", page.title) != page.title:
        return None
    found = {
        "title": page.title,
        "content": page.content,
        "url": page.url,
        "abs_url": page.abs_url,
        "canonical_url": page.canonical_url,
        "edit_url": page.edit_url,
        "description": page.meta.get("description"),
    }
    texts = {name: text for name, text in found.items() if text}
    return texts if all(type(text) is str for text in texts.values()) else None


def proven(template: Template, context: Mapping[str, Any], texts: Mapping[str, str], output: str) -> Shell | None:
    """A shell that produces `output` for the current page, whose texts are `texts`; None if there is none."""
    chance = random.getstate()
    try:
        first, second = (_shell(template, context, texts, *trial) for trial in _TRIALS)
    except Exception:  # Whatever it is, the current page can be rendered.
        return None
    finally:
        has_chosen = random.getstate() != chance
        random.setstate(chance)  # As if nobody had tried.
    if has_chosen or first is None or second is None or first[:2] != second[:2] or set(first.notes) != set(second.notes):
        return None
    return first if first.filled(texts) == output else None


def _shell(template: Template, context: Mapping[str, Any], texts: Mapping[str, str], word: str, count: int) -> Shell | None:
    marked = {name: _marked(name, text, word, count) for name, text in texts.items()}
    html = template.render({**context, "page": _trial_page(context["page"], marked, word), "build_date_utc": word * count})
    slots = dict[str, TextSlot]()
    for function in FUNCTIONS:
        for name, text in marked.items():
            if (
                function is do_urlencode and name == "content"
            ):  # Nobody links to one, and to quote it takes as long as all else.
                continue
            slots.setdefault(function(str(text)), TextSlot(name, function))
    longest_first = sorted(slots, key=len, reverse=True)
    if "\0" in html:
        return None
    for number, written in enumerate(longest_first):  # An expression of all of them takes a thousand times as long.
        html = html.replace(written, f"\0{number}\0")
    pieces = html.split("\0")
    parts = tuple(pieces[::2])
    if any(word in part for part in parts):
        return None
    notes = [Comparison(name, *note) for name, text in marked.items() for note in text.notes]
    return Shell(parts, tuple(slots[longest_first[int(number)]] for number in pieces[1::2]), tuple(dict.fromkeys(notes)))


def _marked(name: str, text: str, word: str, count: int) -> _Watched:
    """A text of a trial page: the real one between marks, so that what templates do with the real one is seen."""
    if name in ("url", "abs_url"):  # Its folders, and its ending where it has one, tell MkDocs how deep it lies.
        folder, slash, last = text.rstrip("/").rpartition("/")
        ending = "/" if text.endswith("/") else f".{last.rpartition('.')[2]}"
        made = f"{folder}{slash}{word}{name}=~{word * count}{ending}"
        watched = _WatchedAddress(made) if name == "url" else _Watched(made)
    else:
        watched = _Watched(f"{word}{name}{text}{_CHARACTERS}{f' {word}' * count}")
    watched.notes = []
    return watched


def _trial_page(page: Page, texts: Mapping[str, str], word: str) -> Page:
    made, file = copy(page), copy(page.file)
    made.file = file
    made.meta = {**page.meta, **{name: text for name, text in texts.items() if name in page.meta}}
    for name in ("title", "content", "abs_url", "canonical_url", "edit_url"):
        if name in texts:
            setattr(made, name, texts[name])
    file.url = texts.get("url", file.url)
    file.src_uri = file.dest_uri = file.name = f"{word}.md"
    return made
