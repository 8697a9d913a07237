"""The rendering elements of a style, except those of names and dates.

https://docs.citationstyles.org/en/v1.0.2/specification.html#rendering-elements
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .context import Context, LayoutElement
from .data import Date
from .numbers import in_form, is_plural, page_range, with_dash, year_suffix
from .output import FIRST_NOTE, PLAIN, Formatting, Number, Out, PartTag, Term, YearSuffix, group, leaf, plain
from .rich_text import rich
from .runs import Run, Runs, text_of

_RESOLVERS = {
    "DOI": "https://doi.org/",
    "URL": "",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
"""Variables that become links -> the start of their address."""
_RANGES = ("volume", "issue", "collection-number", "chapter-number", "part-number", "supplement-number")
"""Number variables that may be ranges; in others a hyphen is part of the number."""
_DEPTH = 60
"""How deep macros may call each other."""


def render_all(elements: Iterable[LayoutElement], context: Context) -> list[Out]:
    """The output of several elements in order."""
    made: list[Out] = []
    for element in elements:
        made += element.render(context)
    return made


def shown(content: Out | None, form: Formatting, context: Context) -> list[Out]:
    """The content with its formatting. Title case is for English only."""
    if content is None:
        return []
    if form == PLAIN:
        return [content]
    if form.case == "title" and not context.is_english:
        form = form._replace(case="")
    return [Out((content,), form)]


class ValueElement(NamedTuple):
    """`text value=`."""

    runs: Runs
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        return shown(leaf(self.runs) if self.runs else None, self.format, context)


class TermElement(NamedTuple):
    """`text term=`."""

    name: str
    form: str
    number: str
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        text = context.locale.term(self.name, self.form, self.number)
        if not text:
            return []
        term = leaf(rich(text), Term(self.name))
        suffix = context.take_year_suffix() if self.name == "no date" else 0
        if suffix:
            space = plain(" ") if self.form == "long" else None
            return shown(group((term, space, _suffix(suffix))), self.format, context)
        return shown(term, self.format, context)


def _suffix(number: int) -> Out:
    return plain(year_suffix(number), YearSuffix(number))


class Variable(NamedTuple):
    """`text variable=`."""

    name: str
    is_short: bool
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        special = _SPECIAL.get(self.name)
        return shown(special(context) if special else self._content(context), self.format, context)

    def _content(self, context: Context) -> Out | None:
        value = context.ask(f"{self.name}-short") if self.is_short else None
        if value is None:
            value = context.ask(self.name)
        if not isinstance(value, str):
            return None
        context.show_once(self.name, f"{self.name}-short")
        if self.name == "page":
            return leaf(rich(_pages(value, context)))
        if self.name in _RANGES:
            return leaf(rich(with_dash(value, context.locale.term("page-range-delimiter") or "–")))
        if self.name in _RESOLVERS:
            return leaf((Run(value, link=value if "://" in value else _RESOLVERS[self.name] + value),))
        return leaf(rich(value), PartTag("title") if self.name == "title" else None)


def _pages(text: str, context: Context, *, shortened: bool = True) -> str:
    form = context.options.page_ranges if shortened else ""
    return page_range(text, form, context.locale.term("page-range-delimiter") or "–")


def _locator(context: Context) -> Out | None:
    text = context.ask_text("locator")
    if not text:
        return None
    symbol = context.locale.texts("and", "symbol")
    text = text.replace("&", symbol[0].text) if symbol else text
    if not context.label:  # Nobody knows what the numbers count.
        return leaf(rich(text.replace("-", "–")), PartTag("locator"))
    return leaf(rich(_pages(text, context, shortened=context.label == "page")), PartTag("locator"))


def _year_suffix(context: Context) -> Out | None:
    return _suffix(context.hints.year_suffix) if context.hints.year_suffix else None


def _citation_number(context: Context) -> Out | None:
    return plain(context.ask_text("citation-number"), Number(context.number))


def _citation_label(context: Context) -> Out | None:
    label = context.ask_text("citation-label")
    suffix = context.take_year_suffix()
    return group((plain(label), _suffix(suffix) if suffix else None)) if label else None


def _first_note(context: Context) -> Out | None:
    text = context.ask_text("first-reference-note-number")
    return plain(text, FIRST_NOTE) if text else None


_SPECIAL: dict[str, Callable[[Context], Out | None]] = {
    "locator": _locator,
    "year-suffix": _year_suffix,
    "citation-number": _citation_number,
    "citation-label": _citation_label,
    "first-reference-note-number": _first_note,
}


class NumberText(NamedTuple):
    """`number`."""

    name: str
    form: str
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        text = context.ask_text(self.name)
        if not text:
            return []
        context.show_once(self.name)
        # A number as a word or an ordinal never contains markup.
        made = in_form(text, self.form, self.name, context.locale)
        return shown(leaf(rich(made)) if made else None, self.format, context)


class Label(NamedTuple):
    """`label`."""

    name: str
    form: str
    plural: str
    """`contextual`, `always` or `never`."""
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        term = self._term(context)
        value = context.look(self.name)
        if not term or not value:
            return []
        text = context.locale.term(term, self.form, "multiple" if self._is_many(value) else "single")
        return self.of(text) if text else []

    def of(self, text: str) -> list[Out]:
        """The label, once its text is known."""
        form = self.format
        if text.endswith(".") and not form.strip_periods and text_of(form.suffix).startswith("."):
            form = form._replace(suffix=rich(text_of(form.suffix)[1:]))
        return [Out((leaf(rich(text)),), form)]

    def _term(self, context: Context) -> str:
        return context.label if self.name == "locator" else self.name

    def _is_many(self, value: object) -> bool:
        if self.plural != "contextual":
            return self.plural == "always"
        if isinstance(value, str):
            return is_plural(self.name, value)
        return isinstance(value, tuple) and not isinstance(value, Date) and len(value) > 1


class Group(NamedTuple):
    """`group`."""

    children: tuple[LayoutElement, ...]
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        return _grouped(self.children, self.format, context)


def _grouped(children: Sequence[LayoutElement], form: Formatting, context: Context) -> list[Out]:
    """The output of a group or macro: none if it uses variables and all of them are empty."""
    asked, found = context.asked, context.found
    content = group(render_all(children, context), form)
    if content is None or (context.asked != asked and context.found == found):
        return []
    # With output, it counts as a variable with a value for the group around it, even if it consists of terms.
    context.asked += 1
    context.found += 1
    return [content]


class Macro(NamedTuple):
    """`text macro=`."""

    name: str
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        if context.depth > _DEPTH:
            return []
        context.depth += 1
        form = self.format
        if form.case == "title" and not context.is_english:
            form = form._replace(case="")
        made = _grouped(context.macros.get(self.name, ()), form, context)
        context.depth -= 1
        return made
