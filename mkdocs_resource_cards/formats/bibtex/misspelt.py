"""Fields and entry types that are one slip of the hand away from those that entries have.

A field that nobody reads is none of ours to judge: programs write hundreds. So only the fields that most entries have are
looked for, and only at a distance of one letter: one too many, one missing, another one, or two exchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator

from .tables import GENRES, HOUSEKEEPING, PRIVATE, TAKEN, TYPES

COMMON = tuple(
    """
    title subtitle booktitle maintitle journal journaltitle author editor translator date year month url doi keywords abstract
    pages number issue volume series edition chapter publisher address location institution school organization howpublished
    isbn issn urldate eventtitle
    """.split()
)
_SHORTEST = 4
"""Letters of a name that a slip may be found in: `uri` is none of `url`."""
_READ = TAKEN | HOUSEKEEPING | PRIVATE
_IN_USE = frozenset("keyword pissn".split())
"""Fields that programs write, though they are as near as a slip."""


def fields_meant(unread: Iterable[str], present: Container[str]) -> Iterator[tuple[str, str]]:
    """(field, the one that it was meant to be) of those among `unread` that are slips; `present`: what the entry has."""
    for name in unread:
        close = "" if name in _READ or name in _IN_USE else _one_slip_from(name, COMMON)
        if close and close not in present:
            yield name, close


def type_meant(kind: str) -> str:
    """The entry type that `kind` was meant to be; `""` for one that exists, or resembles none."""
    return "" if kind in TYPES or kind in GENRES else _one_slip_from(kind, TYPES)


def _one_slip_from(word: str, known: Collection[str]) -> str:
    return next((name for name in known if _is_slip(word, name)), "") if len(word) >= _SHORTEST and word.isalpha() else ""


def _is_slip(word: str, name: str) -> bool:
    if len(name) < _SHORTEST or abs(len(word) - len(name)) > 1:
        return False
    same = next((at for at, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]), min(len(word), len(name)))
    rest, other = word[same:], name[same:]
    is_exchanged = rest[:2] == other[1::-1] and len(other) > 1 and rest[2:] == other[2:]
    return word != name and (is_exchanged or rest[1:] in (other, other[1:]) or rest == other[1:])
