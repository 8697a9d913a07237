"""Disambiguation of cites that would look the same: more names, given names, `2020a`, `disambiguate="true"`.

https://docs.citationstyles.org/en/v1.0.2/specification.html#disambiguation
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .data import Name
from .hints import NO_HINTS, Hints
from .names_format import NameOptions
from .output import ItemTag, NamesTag, Out, Term, bare_text, tagged, tags
from .person import initials
from .style import Disambiguation

_MOST_NAMES = 50
"""Names after these are ignored: lists of authors may have thousands."""
_AS_INITIALS = NameOptions(initialize=True, initialize_with="")


class Look(NamedTuple):
    """The appearance of one item in a citation."""

    id: str
    names: tuple[Name, ...]
    text: str


Render = Callable[[Mapping[str, Hints]], Iterable[Out]]
"""Renders every citation, and each item once by itself, with the given hints."""


class Disambiguator:
    """Finds hints that distinguish ambiguous cites, for all items together."""

    def __init__(
        self, rules: Disambiguation, render: Render, order: Mapping[str, int], people: Callable[[str], Collection[Name]]
    ) -> None:
        """`order`: item id -> place in the list of references; year suffixes follow it. `people` tells whom an item names."""
        self._rules = rules
        self._render = render
        self._order = order
        self._people = people
        self._seen: dict[int, tuple[Out, list[Look]]] = {}
        """Cites looked at so far. Most stay the same."""
        self.hints: dict[str, Hints] = {}
        """Item id -> the hints found so far."""

    def run(self) -> None:
        """Applies what the style allows, in the order of the specification, until nothing is ambiguous."""
        outs = list(self._render(self.hints))
        by_cite = self._rules.add_given_names == "by-cite"
        if self._rules.add_given_names and not by_cite:
            names = self._given_names_of_all(outs)
            if names:
                ids = dict.fromkeys(one.id for one in self._looks(outs))
                own = {one: {name: names[name] for name in self._people(one) if name in names} for one in ids}
                self.hints = {one: Hints(names=more) for one, more in own.items() if more}
                outs = list(self._render(self.hints))
        steps = (
            (self._rules.add_names, self._add_names),
            (by_cite, self._add_given_names_by_cite),
            (self._rules.add_year_suffix, self._add_year_suffixes),
        )
        groups = self._ambiguous(outs)
        for is_allowed, step in steps:
            if groups and is_allowed:
                step(groups)
                groups = self._ambiguous(self._render(self.hints))
        for look in (look for group in groups for look in group):
            self._hint(look.id, is_ambiguous=True)

    def _ambiguous(self, outs: Iterable[Out]) -> list[list[Look]]:
        """The groups of items that look the same."""
        alike: dict[str, dict[str, Look]] = {}
        for look in self._looks(outs):
            if look.text:
                alike.setdefault(look.text, {}).setdefault(look.id, look)
        return [list(group.values()) for _, group in sorted(alike.items()) if len(group) > 1]

    def _looks(self, outs: Iterable[Out]) -> Iterator[Look]:
        for out in outs:
            if id(out) not in self._seen:
                self._seen[id(out)] = out, list(_looks(out))
            yield from self._seen[id(out)][1]

    def _hint(self, item: str, **changes: object) -> None:
        self.hints[item] = self.hints.get(item, NO_HINTS)._replace(**changes)  # type: ignore[arg-type]

    def _given_names_of_all(self, outs: Iterable[Out]) -> dict[Name, str]:
        """Distinguishes names everywhere, even if their cites differ."""
        rule = self._rules.add_given_names
        primary = rule.startswith("primary")
        lists = [tag.names for out in outs for tag in tags(out, NamesTag)]
        names = dict.fromkeys(name for names in lists for name in (names[:1] if primary else names))
        families: dict[tuple[str, str], list[Name]] = {}
        for name in names:
            families.setdefault((name.non_dropping_particle, name.family), []).append(name)
        hints = {}
        for namesakes in families.values():
            counts = Counter(map(_initials, namesakes))
            for name in namesakes if len(namesakes) > 1 and namesakes[0].family else ():
                alike, bare = counts[_initials(name)] > 1, rule.endswith("with-initials")
                if not (alike and bare):
                    more = "given" if alike else "initials-alone" if bare else "initials"
                    hints[name] = more + ("-if-primary" if primary else "")
        return hints

    def _add_names(self, groups: Sequence[Sequence[Look]]) -> None:
        for group in groups:
            if self._rules.add_given_names == "by-cite":
                self._add_given_names(group)
            self._add_names_to(list(group))

    def _add_names_to(self, looks: list[Look]) -> None:
        for count in range(1, min(_MOST_NAMES, max(len(look.names) for look in looks)) + 1):
            apart = self._apart(looks, count)
            if apart:
                for look in looks:
                    self._hint(look.id, names_shown=count)
                looks = [look for look in looks if look not in apart]

    def _apart(self, looks: Sequence[Look], count: int) -> set[Look]:
        """The items that differ from all others with that many names, except from items with exactly the same names."""
        alike: dict[tuple[Name, ...], list[Look]] = {}
        for look in looks:
            alike.setdefault(self._told(look.names[:count]), []).append(look)
        return {
            look
            for group in alike.values()
            if len({self._told(look.names[:_MOST_NAMES]) for look in group}) == 1
            for look in group
        }

    def _told(self, names: Sequence[Name]) -> tuple[Name, ...]:
        """The names as they would be shown."""
        rule = self._rules.add_given_names
        if rule in ("by-cite", "all-names"):
            return tuple(names)
        bare = tuple(name._replace(given="") for name in names)
        if rule == "all-names-with-initials":
            return tuple(name._replace(given=_initials(name)) for name in names)
        if rule.startswith("primary") and names:
            first = names[0]._replace(given=_initials(names[0])) if rule.endswith("initials") else names[0]
            return (first, *bare[1:])
        return bare

    def _add_given_names_by_cite(self, groups: Sequence[Sequence[Look]]) -> None:
        for group in groups:
            self._add_given_names(group)

    def _add_given_names(self, looks: Sequence[Look]) -> None:
        """Adds given names, from the first name on, as many as needed."""
        left = list(looks)
        for at in range(min(_MOST_NAMES, max(len(look.names) for look in looks))):
            column = dict.fromkeys(look.names[at] for look in looks if at < len(look.names))
            families = Counter(name.family for name in column)
            counts = Counter((name.family, _initials(name)) for name in column)
            told = set()
            for look in left:
                name = look.names[at] if at < len(look.names) else None
                if name is not None and families[name.family] > 1:
                    hint = "given" if counts[name.family, _initials(name)] > 1 else "initials"
                    self._hint(look.id, names={**self.hints.get(look.id, NO_HINTS).names, name: hint})
                    told.add(look)
            left = [look for look in left if look not in told]

    def _add_year_suffixes(self, groups: Sequence[Sequence[Look]]) -> None:
        for group in groups:
            ids = sorted({look.id for look in group}, key=lambda one: self._order.get(one, 0))
            for number, item in enumerate(ids, 1):
                self._hint(item, year_suffix=number)


def _initials(name: Name) -> str:
    return initials(name.given, _AS_INITIALS, False)


def _looks(out: Out) -> Iterator[Look]:
    for one in tagged(out, ItemTag):
        tag = one.tag
        if not isinstance(tag, ItemTag) or tag.author:
            continue
        if any(term.name == "ibid" for term in tags(one, Term)):
            continue
        names = [name for found in tags(one, NamesTag) for name in found.names]
        yield Look(tag.id, tuple(names), bare_text(one))
