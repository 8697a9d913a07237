"""The output of rendering elements as a tree, in which names, dates and numbers can still be found and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from .data import Date, Name
from .runs import CLOSE, OPEN, Run, Runs, join, text_of
from .text_case import with_case


class Formatting(NamedTuple):
    """The formatting attributes of one element."""

    prefix: Runs = ()
    suffix: Runs = ()
    delimiter: Runs = ()
    marks: frozenset[str] = frozenset()
    """As in Run."""
    case: str = ""
    display: str = ""
    """`block`, `left-margin`, `right-inline` or `indent`."""
    quotes: bool = False
    strip_periods: bool = False
    inside: bool = False
    """Whether the affixes are formatted, too, as those of a layout are."""


PLAIN = Formatting()


class NamesTag(NamedTuple):
    """Tag: the names of one variable; `variable` is `""` for a substitute."""

    variable: str
    names: tuple[Name, ...]


class YearSuffix(NamedTuple):
    """Tag: the `a` of `2020a` is 1."""

    number: int


class Number(NamedTuple):
    """Tag: an item's number in the list of references."""

    number: int


class Term(NamedTuple):
    """Tag: a term of the locale."""

    name: str


class ItemTag(NamedTuple):
    """Tag: a whole cite, without its prefix and suffix."""

    id: str
    author: str = ""


class PartTag(NamedTuple):
    """Tag: `title`, `locator`, `prefix`, `suffix`, `label` (of names)."""

    name: str


FIRST_NOTE = PartTag("first-reference-note-number")

Tag = NamesTag | Name | Date | YearSuffix | Number | Term | ItemTag | PartTag
AnyTag = TypeVar("AnyTag", NamesTag, Name, Date, YearSuffix, Number, Term, ItemTag, PartTag)


class Out(NamedTuple):
    """A node: its children joined, or its runs if it has no children."""

    children: tuple[Out, ...] = ()
    format: Formatting = PLAIN
    tag: Tag | None = None
    runs: Runs = ()


def leaf(runs: Runs, tag: Tag | None = None) -> Out:
    """A text node."""
    return Out((), PLAIN, tag, runs)


def plain(text: str, tag: Tag | None = None) -> Out:
    """A text node without formatting."""
    return Out((), PLAIN, tag, (Run(text),))


def group(children: Iterable[Out | None], form: Formatting = PLAIN, tag: Tag | None = None) -> Out | None:
    """A node around the children that are not None; None without any."""
    kept = tuple([child for child in children if child is not None])
    if not kept:
        return None
    is_needless = len(kept) == 1 and tag is None and (form is PLAIN or form == PLAIN)
    return kept[0] if is_needless else Out(kept, form, tag)


def walk(out: Out) -> list[Out]:
    """The node and its descendants, in document order."""
    found, waiting = [], [out]
    while waiting:
        one = waiting.pop()
        found.append(one)
        if one.children:
            waiting.extend(reversed(one.children))
    return found


def tagged(out: Out, kind: type[Tag]) -> Iterator[Out]:
    """The nodes with a tag of this type, in document order."""
    return (one for one in walk(out) if isinstance(one.tag, kind))


def tags(out: Out, kind: type[AnyTag]) -> Iterator[AnyTag]:
    """The tags of this type, in document order."""
    return (one.tag for one in walk(out) if isinstance(one.tag, kind))


def replace(out: Out | None, change: Callable[[Out], Out | None]) -> Out | None:
    """A copy with `change` applied to every node, parents first."""
    if out is None:
        return None
    changed = change(out)
    if changed is None or changed is not out or not out.children:
        return changed
    kept = tuple(child for child in (replace(one, change) for one in out.children) if child is not None)
    return out._replace(children=kept) if kept else None


def bare_text(out: Out) -> str:
    """The text without affixes and delimiters: cites are ambiguous if it is the same.

    Without the number of the first note, too: `Roe (n 1)` and `Roe (n 2)` are ambiguous, as in CSL's test suite.
    """
    return " ".join(text_of(one.runs) for one in walk(out) if one.runs and one.tag != FIRST_NOTE)


def render(out: Out) -> Runs:
    """The runs of a tree. Double punctuation is removed where two parts meet."""
    if out.children:
        parts = [runs for runs in map(render, out.children) if runs]
        if len(parts) > 1:
            runs = join(_delimited(parts, out.format.delimiter)) if out.format.delimiter else join(parts)
        else:
            runs = parts[0] if parts else ()
    else:
        runs = out.runs
    if out.format is not PLAIN and out.format != PLAIN:
        runs = _formatted(runs, out.format)
    if isinstance(out.tag, PartTag) and out.tag.name == "title":
        runs = tuple(run._replace(marks=run.marks | {"title"}) for run in runs)
    if isinstance(out.tag, ItemTag) and out.tag.author != "only":
        runs = tuple(run if run.item else run._replace(item=out.tag.id) for run in runs)
    return runs


def _delimited(parts: Sequence[Runs], delimiter: Runs) -> Iterator[Runs]:
    for at, part in enumerate(parts):
        if at and not part[0].text.startswith((",", ";", ".")):
            yield delimiter
        yield part


def _formatted(runs: Runs, form: Formatting) -> Runs:
    if not text_of(runs):
        return ()
    if form.strip_periods:
        runs = tuple(run._replace(text=run.text.replace(".", "")) for run in runs)
    if form.inside:
        runs = join(part for part in (form.prefix, runs, form.suffix) if part)
    if form.case:
        runs = with_case(runs, form.case)
    if form.marks:
        runs = tuple(run._replace(marks=_with_marks(run.marks, form.marks)) for run in runs)
    if form.quotes:
        runs = (Run(OPEN), *runs, Run(CLOSE))
    if form.display:
        runs = tuple(run._replace(marks=run.marks | {form.display}) for run in runs)
    if form.inside or not (form.prefix or form.suffix):
        return runs
    return join(part for part in (form.prefix, runs, form.suffix) if part)


def _with_marks(inner: frozenset[str], outer: frozenset[str]) -> frozenset[str]:
    """Adds formatting. Italics within italics become upright; `font-style="normal"` stays upright."""
    both = inner ^ (outer & {"italic"}) if "upright" not in inner else inner
    return both | (outer - {"italic"})
