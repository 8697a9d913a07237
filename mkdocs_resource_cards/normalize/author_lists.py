"""Author names as web pages write them -> one name each, first name first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from .names import PARTICLES, split_name
from .titles import tidy

MAX_AUTHORS = 2000
"""Authors; the longest real list has 1,351."""
_LONGEST = 120
"""Characters of one name."""

_BY = re.compile(r"(?:(?:written|posted|published|edited) )?by:?\s+", re.IGNORECASE)
_BETWEEN = re.compile(r";|\s[·•|]\s")
"""Separators of names, which no name contains."""
_AND = re.compile(r",?\s(?:&|and|und|et|y)\s", re.IGNORECASE)
"""Between names, or in one: `Ortega y Gasset`, `Procter & Gamble`."""
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|msc|esq|inc|ltd|llc|corp|gmbh|co|plc)\.?", re.IGNORECASE)
"""What may come after a name and a comma."""
_INITIALS = re.compile(r"[^\W\d_a-z]\.?(?:[\s-]?[^\W\d_a-z]\.?(?![^\W\d_])){0,4}")
"""`J.`, `J. R. R.`, `JK`; three capitals without full stops are rather an acronym."""
_SAINT = ("St.", "Ste.")
NOBODY = "(?:wordpress ?)?admin|administrator|staff|guest|editor|publisher|unknown|none|null|n/?a|(?:no )?author|article by"
"""Words that pages give where a name belongs; part of an expression."""
_NOISE = re.compile(rf"https?:|www\.|@|^(?:[a-z0-9-]+\.)+[a-z]{{2,24}}/\S*$|^(?:{NOBODY}|anonymous)$", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
_NOTE = re.compile(r"\s*\([^()]*\)$")
_FAMILY_FIRST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Scripts that write the family name first, and nothing between it and the other."""


class SplitNames(NamedTuple):
    """Names, and whether they are almost certain."""

    names: tuple[str, ...] = ()
    sure: bool = True


def read(texts: Iterable[str], *, is_tag: bool = False, groups: Collection[str] = ()) -> SplitNames:
    """The names in `texts`, each once, in order; what is not a name (addresses, `admin`) is left out.

    Of several texts each is one name; a text alone may hold several. `is_tag`: it stands where one name belongs, as
    in `citation_author`. `groups`: those of the texts that are known to name an organisation.
    """
    whole = [text for text in texts if text.strip()]
    found = [one for text in whole for one in _read(text, groups, len(whole) == 1, is_tag)]
    names = dict.fromkeys(name for one in found for name in one.names if _is_name(name))
    return SplitNames(tuple(names)[:MAX_AUTHORS], all(one.sure for one in found))


def one(text: str) -> str:
    """The name that somebody gave as one, first name first; as it is where that is not clear."""
    found = read([text], is_tag=True).names
    return found[0] if len(found) == 1 else text


def first_last(name: str) -> str:
    """`Amodei, Dario` -> `Dario Amodei`; other names as they are."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 3 and all(parts) and _SUFFIX.fullmatch(parts[2]):
        return f"{parts[1]} {parts[0]}, {parts[2]}"
    if len(parts) != 2 or not all(parts) or _SUFFIX.fullmatch(parts[1]):
        return name
    return "".join(parts) if all(map(_FAMILY_FIRST.fullmatch, parts)) else f"{parts[1]} {parts[0]}"


def is_last_first(text: str) -> bool:
    """Whether `text` is surely one name, the family name first: `Amodei, Dario`; not `Ann Lee, Bo Ek`, `Acme, Inc.`"""
    last, _, first = text.partition(",")
    words = [word for word in last.split() if not _SUFFIX.fullmatch(word)]
    given = first.split()
    if not words or not 1 <= len(given) <= 5 or any(word[0].islower() for word in given) or not _is_inverted(text):
        return False
    return len(words) == 1 or words[0] in PARTICLES or words[0] in _SAINT


def _read(text: str, groups: Collection[str], is_alone: bool, is_tag: bool) -> Iterator[SplitNames]:
    line = _TAG.sub("", tidy(text[:20_000])).strip()
    if text in groups:
        yield SplitNames((line,))
        return
    parts = [part for part in map(_bare, _BETWEEN.split(_BY.sub("", line, count=1) if _BY.match(line) else line)) if part]
    for part in parts:
        if not is_alone:
            yield _single(part)
        else:
            yield _joined(part) or (_single(part) if len(parts) > 1 else _by_commas(part, is_tag))


def _bare(part: str) -> str:
    return _NOTE.sub("", part.strip(" ,").removeprefix("and ").removeprefix("& "))


def _single(text: str) -> SplitNames:
    """One name. A comma within it comes after the family name."""
    parts, is_person = _comma_parts(text), _is_inverted(text)
    if len(parts) == 1:
        return SplitNames((text,), _joined(text) is None)
    if is_person or (len(parts) == 2 and " " not in parts[0]):
        return SplitNames((first_last(text),), is_person)
    return SplitNames((text,), sure=False)


def _joined(text: str) -> SplitNames | None:
    """People between `and`, `&` or commas; None when it names no people, or not like this."""
    sides = _AND.split(text)
    if len(sides) == 1:
        return None
    if all(map(is_last_first, sides)):
        return SplitNames(tuple(map(first_last, sides)))
    people = [name for parts in map(_comma_parts, sides) for name in _pairs(parts) or parts]
    # `y` joins the two halves of a family name, too.
    return SplitNames(tuple(people), " y " not in text) if all(split_name(name).family for name in people) else None


def _by_commas(text: str, is_tag: bool) -> SplitNames:
    """Names between commas, or one name whose family name stands first."""
    parts, is_list = _comma_parts(text), _AND.search(text) is None
    if len(parts) == 1:
        return SplitNames((text,), is_tag or is_list)
    if is_last_first(_without_suffix(text)):
        return SplitNames((first_last(text),))
    if pairs := _pairs(parts):
        return SplitNames(tuple(pairs))
    if len(parts) == 2 and (parts[0].isupper() or (is_tag and " " not in parts[1])):
        return _single(text)
    return SplitNames(tuple(parts), is_list and len(parts) > 2 and all(" " in part for part in parts))


def _comma_parts(text: str) -> list[str]:
    """What is between commas, `Jr.` and `Inc.` with what they belong to."""
    parts: list[str] = []
    for part in filter(None, map(str.strip, text.split(","))):
        if parts and _SUFFIX.fullmatch(part):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return parts


def _pairs(parts: Sequence[str]) -> list[str]:
    """The names of `Smith, J., Doe, A.`; none for another list."""
    families, initials = parts[::2], parts[1::2]
    is_so = len(families) == len(initials) and all(map(_INITIALS.fullmatch, initials))
    return [first_last(f"{family}, {given}") for family, given in zip(families, initials, strict=True)] if is_so else []


def _is_inverted(text: str) -> bool:
    """Whether `text` can be a person's name, the family name first."""
    core = _without_suffix(text)
    return core.count(",") == 1 and bool(split_name(core).family)


def _without_suffix(text: str) -> str:
    core, _, last = text.rpartition(",")
    return core if core and _SUFFIX.fullmatch(last.strip()) else text


def _is_name(name: str) -> bool:
    return 1 < len(name) <= _LONGEST and not _NOISE.search(name) and any(character.isalpha() for character in name)
