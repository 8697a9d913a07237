"""`———.` in place of names that the previous entry has, too (`subsequent-author-substitute`)."""

from __future__ import annotations

from collections.abc import Sequence

from .data import Name
from .output import NamesTag, Out, PartTag, group, leaf, replace, tagged, walk
from .runs import Runs, text_of


def substituted(entries: Sequence[list[Out]], text: Runs, rule: str) -> list[list[Out]]:
    """The entries, each a list of parts whose first holds the names."""
    made: list[list[Out]] = []
    before: Out | None = None
    for parts in entries:
        names = _first_names(parts[0]) if parts else None
        fresh = parts
        if names is not None and before is not None:
            other = _replaced(names, before, text, rule)
            if other is not names:
                fresh = [out for one in parts[:1] if (out := _put(one, names, other))] + parts[1:]
        made.append(fresh)
        before = names
    return made


def _first_names(out: Out) -> Out | None:
    """The names at the start of an entry, after its number; None if words come before them."""
    for one in walk(out):
        if isinstance(one.tag, NamesTag):
            return one
        if not one.children and any(map(str.isalpha, text_of(one.runs))):
            return None
    return None


def _put(out: Out, old: Out, new: Out) -> Out | None:
    return replace(out, lambda one: new if one is old else one)


def _replaced(names: Out, before: Out, text: Runs, rule: str) -> Out:
    """`names` after an entry with the names `before`; the same object if nothing is replaced."""
    people, others = _people(names), _people(before)
    if not people or rule == "complete-all":
        # Compare what is shown: of two long lists, perhaps only the same beginning.
        same = names == before if not people else people == others or names.children == before.children
        return _whole(names, text) if same else names
    if rule == "complete-each":
        count = len(people) if people == others else 0
    else:
        pairs = zip(people, others, strict=False)
        count = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(people), len(others)))
        count = min(count, 1) if rule == "partial-first" else count
    if not count:
        return names
    left = set(people[:count])
    return replace(names, lambda one: leaf(text, one.tag) if isinstance(one.tag, Name) and one.tag in left else one) or names


def _people(out: Out) -> tuple[Name, ...]:
    return out.tag.names if isinstance(out.tag, NamesTag) else ()


def _whole(names: Out, text: Runs) -> Out:
    """Replaces all names by the text; their label stays."""
    labels = [one for one in tagged(names, PartTag) if one.tag == PartTag("label")]
    return group((leaf(text), *labels), tag=names.tag) or names
