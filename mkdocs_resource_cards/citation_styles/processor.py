"""Style + items + citations -> the citations and the sorted list of references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby

from .assigned import Assigned
from .cites import author_of, bare, fixed, suppressed, with_affixes
from .collapsing import collapsed
from .context import Context
from .data import CitationOutput, Cite, Cites, Item, ListEntry, Processed
from .disambiguation import Disambiguator
from .elements import render_all
from .hints import NO_HINTS, Hints, packed, people_of, unpacked
from .output import ItemTag, NamesTag, Out, group, render, replace, tagged
from .positions import CitePosition, positions
from .repeated_names import substituted
from .runs import Runs, finish, text_of
from .sorting import SortValues, by_values
from .states import with_state
from .style import Layout, SortKey, Style
from .text_case import as_note


def process(
    style: Style,
    items: Iterable[Item],
    citations: Sequence[Cites],
    assigned: Assigned | None = None,
    shared: SharedOutput | None = None,
) -> Processed:
    """Renders every citation, in the order given, and an entry for each of `items`, cited or not, in the order of the style.

    Cites of other items are left out. `assigned`: the result of `assign` for these items among others. `shared`: for several
    documents in this style, in all of which an id is that of the same item.
    """
    known = {item.id: item for item in items}
    kept = [tuple(cite for cite in citation if cite.id in known) for citation in citations]
    return _Processor(style, known, [_spread(citation) for citation in kept], assigned, shared).run()


class SharedOutput:
    """What is the same in every document: cites and entries that depend on nothing but their item."""

    def __init__(self) -> None:
        self.cites: dict[tuple[object, ...], tuple[Hints, Out | None]] = {}
        self.entries: dict[str, tuple[list[Out], ListEntry]] = {}
        """Item id -> its entry, as `reference` makes it, in parts and as a whole."""


def assign(style: Style, items: Iterable[Item]) -> Assigned:
    """Order, numbers and hints for documents that share a list of references."""
    return _Processor(style, {item.id: item for item in items}, []).assign()


def reference(style: Style, item: Item) -> Runs:
    """The entry of a single item, without its number; in a style without a bibliography, its note."""
    processor = _Processor(style, {item.id: item}, [])
    layout = style.bibliography
    if layout is not None:
        return processor.entry(layout, item.id).text
    return process(style, [item], [(Cite(item.id),)]).citations[0].text


def _alone(style: Style, item: Item) -> str:
    """The text of an item as it is."""
    processor = _Processor(style, {item.id: item}, [], has_states=False)
    return text_of(processor.entry(style.bibliography or style.citation, item.id).text)


def _spread(citation: Cites) -> Cites:
    """Splits `in-text` into two cites: the names, then everything else."""
    cites: list[Cite] = []
    for cite in citation:
        if cite.author == "in-text" and not cites:
            cites += [Cite(cite.id, author="only"), cite._replace(author="suppress")]
        else:
            cites.append(cite)
    return tuple(cites)


class _Processor:
    def __init__(
        self,
        style: Style,
        items: Mapping[str, Item],
        citations: list[Cites],
        assigned: Assigned | None = None,
        shared: SharedOutput | None = None,
        *,
        has_states: bool = True,
    ) -> None:
        """`has_states`: whether items may hold states of publication that the style shows elsewhere."""
        self._style = style
        alone = partial(_alone, style)
        self._items = {one: with_state(item, style.options, alone) for one, item in items.items()} if has_states else items
        self._citations = citations
        cited = dict.fromkeys(cite.id for citation in citations for cite in citation)
        self._ids = list(dict.fromkeys((*cited, *items)))
        self._numbers = {one: number for number, one in enumerate(self._ids, 1)}
        self._hints: Mapping[str, Hints] = {}
        self._kept: dict[tuple[object, ...], tuple[Hints, Out | None]] = {}
        """Cites rendered so far. Most stay the same during disambiguation."""
        self._assigned = assigned
        self._shared = shared or SharedOutput()
        self._numbered: set[str] = set()
        """Items whose entries depend on their numbers."""

    def run(self) -> Processed:
        assigned = self._assigned
        if assigned is None:
            self._arrange()
        else:
            self._ids, self._numbers = list(assigned.order), dict(assigned.numbers)
        self._citations = [self._sorted(citation) for citation in self._citations]
        if assigned is None:
            self._tell_apart()
        else:
            self._hints = unpacked(assigned.hints)
        layout = self._style.bibliography
        citations = tuple(self._finished(one) for one in self._rendered(self._citations))
        return Processed(citations, self._entries(layout) if layout else (), self._numbers)

    def assign(self) -> Assigned:
        self._arrange()
        self._tell_apart()
        return Assigned(tuple(self._ids), self._numbers, packed(self._hints, self._items))

    def _arrange(self) -> None:
        """Sorts the items into the order of the list and numbers them."""
        layout = self._style.bibliography
        if layout is not None and layout.sort:
            values = {one: self._values(layout, one) for one in self._ids}
            self._ids.sort(key=lambda one: by_values(values[one]))
            reverse = layout.sort[0].descending and layout.sort[0].variable in ("", "citation-number")
            numbered = reversed(self._ids) if reverse else self._ids
            self._numbers = {one: number for number, one in enumerate(numbered, 1)}

    def _context(self, layout: Layout, item: str, *, in_bibliography: bool = False) -> Context:
        style = self._style
        return Context(
            options=style.options,
            locale=style.locale,
            macros=style.macros,
            date_forms=style.date_forms,
            item=self._items[item],
            names=layout.names.over(style.options.names),
            hints=self._hints.get(item, NO_HINTS),
            number=self._numbers[item],
            in_bibliography=in_bibliography,
        )

    def _values(self, layout: Layout, item: str) -> SortValues:
        def context(key: SortKey) -> Context:
            made = self._context(layout, item)
            made.in_sort_key, made.names = True, key.names.over(made.names)
            return made

        return SortValues(layout.sort, context)

    def _sorted(self, citation: Cites) -> Cites:
        """Sorts the cites. One with a prefix or suffix keeps its place."""
        layout = self._style.citation
        if len(citation) < 2 or not layout.sort:
            return citation
        cites: list[Cite] = []
        for (is_fixed, _), run in groupby(enumerate(citation), key=lambda pair: fixed(*pair)):
            row = [cite for _, cite in run]
            cites += row if is_fixed else sorted(row, key=lambda cite: by_values(self._values(layout, cite.id)))
        return tuple(cites)

    def _tell_apart(self) -> None:
        rules = self._style.disambiguation
        if not rules.is_wanted:
            return
        unadorned = [tuple(bare(cite) for cite in citation if cite.author != "only") for citation in self._citations]
        alone = [(Cite(one),) for one in self._ids]
        again = [*alone, *alone] if self._style.is_note else alone

        def render_with(hints: Mapping[str, Hints]) -> Iterable[Out]:
            self._hints = hints
            # Each item by itself, as if it were cited once more for the first time, in notes for a second time, too.
            return [cite for row in (*self._cites(unadorned), *self._cites(again)) for cite in row]

        order = {one: at for at, one in enumerate(self._ids)}
        disambiguator = Disambiguator(rules, render_with, order, lambda one: people_of(self._items[one]))
        disambiguator.run()
        self._hints = disambiguator.hints

    def _cites(self, citations: Sequence[Cites]) -> list[list[Out]]:
        """Every cite of a citation by itself, before they are joined."""
        options = self._style.options
        places = positions(citations, options.near_note, in_notes=options.is_note)
        return [
            [out for cite, place in zip(citation, row, strict=True) if (out := self._cite(cite, place))]
            for citation, row in zip(citations, places, strict=True)
        ]

    def _cite(self, cite: Cite, place: CitePosition) -> Out | None:
        """One cite, from the cache if nothing has changed."""
        hints = self._hints.get(cite.id, NO_HINTS)
        key = (cite, place)
        earlier = self._kept.get(key) or self._shared.cites.get(key)
        if earlier is not None and earlier[0] is hints:
            return earlier[1]
        context = self._context(self._style.citation, cite.id)
        context.label, context.locator = cite.label, cite.locator
        context.positions, context.first_note = place.kinds, place.first_note
        out = group(render_all(self._style.citation.children, context))
        if cite.author == "only":
            out = next(iter(tagged(out, NamesTag)), None) if out else None
        out = None if out is None else Out((out,), tag=ItemTag(cite.id, cite.author))
        out = with_affixes(cite, out)
        kept = self._shared.cites if hints is NO_HINTS and not context.has_number else self._kept
        kept[key] = (hints, out)
        return out

    def _rendered(self, citations: Sequence[Cites]) -> Iterable[tuple[Out | None, Out | None]]:
        """(names before it in the sentence, citation)."""
        style = self._style
        delimiter = style.citation.format.delimiter
        for cites in self._cites(citations):
            author = None
            if cites and author_of(cites[0]) == "only":
                author, cites = cites[0], cites[1:]
            inner = collapsed(cites, delimiter, style.collapse)
            inner = replace(inner, suppressed)
            form = style.citation.format._replace(delimiter=())
            yield author, None if inner is None else Out((inner,), form)

    def _finished(self, pair: tuple[Out | None, Out | None]) -> CitationOutput:
        author, text = (self._finish(render(out)) if out else () for out in pair)
        if self._style.is_note:
            text = as_note(text)
        return CitationOutput(text, author)

    def _finish(self, runs: Runs) -> Runs:
        locale = self._style.locale
        return finish(runs, locale.quotes, locale.is_on("punctuation-in-quote"))

    def _entries(self, layout: Layout) -> tuple[ListEntry, ...]:
        known = self._shared.entries
        alone = [known[one][0] if one in known and self._is_plain(one) else self._parts(layout, one) for one in self._ids]
        made = alone if self._style.same_authors is None else substituted(alone, *self._style.same_authors)
        return tuple(self._as_known(layout, *one) for one in zip(self._ids, made, alone, strict=True))

    def _as_known(self, layout: Layout, item: str, parts: list[Out], alone: list[Out]) -> ListEntry:
        """The entry of an item with these parts, which are `alone` in themselves."""
        if not self._is_plain(item) or parts != alone:
            return self._entry(layout, item, parts)
        known = self._shared.entries.get(item)
        entry = self._entry(layout, item, parts) if known is None else known[1]
        if item not in self._numbered:
            self._shared.entries[item] = alone, entry
        return entry

    def _is_plain(self, item: str) -> bool:
        return self._hints.get(item, NO_HINTS) == NO_HINTS

    def entry(self, layout: Layout, item: str) -> ListEntry:
        """The entry of one item, before `subsequent-author-substitute`."""
        return self._entry(layout, item, self._parts(layout, item))

    def _entry(self, layout: Layout, item: str, parts: list[Out]) -> ListEntry:
        first: Runs = ()
        if self._style.aligns_first and len(parts) > 1:
            first, parts = self._finish(render(parts[0])), parts[1:]
        out = group(parts)
        return ListEntry(item, first, self._finish(render(Out((out,), layout.format))) if out else ())

    def _parts(self, layout: Layout, item: str) -> list[Out]:
        context = self._context(layout, item, in_bibliography=True)
        made = render_all(layout.children, context)
        if context.has_number:
            self._numbered.add(item)
        return made
