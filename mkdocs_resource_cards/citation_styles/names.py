"""`names`: the people of one or more variables.

https://docs.citationstyles.org/en/v1.0.2/specification.html#names
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .context import Context, LayoutElement
from .data import Date, Name, Value
from .elements import Label
from .names_format import NameOptions, NamesLook
from .output import PLAIN, Formatting, NamesTag, Out, PartTag, group, leaf, plain, tagged
from .person import Habits, display
from .rich_text import rich
from .runs import Runs, text_of

_IDEOGRAPH = re.compile("[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Chinese and Japanese, which have no spaces between words."""


class NamesText(NamedTuple):
    """`names`."""

    variables: tuple[str, ...]
    look: NamesLook
    substitutes: tuple[LayoutElement, ...]
    format: Formatting

    def render(self, context: Context) -> list[Out]:
        look = self.look
        if context.substituted is not None:
            look = look.over(context.substituted, with_label=not context.in_sort_key)
        options = look.name.over(context.names) if look.name else context.names
        variables = self._variables(look, context)
        found = [(term, names) for term, name in variables if (names := _people(context.ask(name)))]
        if not found:
            return self._substitute(look, context)
        if self.format is not PLAIN or look.name_format.delimiter:
            look = look._replace(name_format=_over(look.name_format, self.format))
        made = [_People(context, look, options, term, names).render() for term, names in found]
        context.show_once(*(name for term, name in variables for one, _ in found if one == term))
        if options.form == "count":
            people = sum(1 for one in made for _ in tagged(one, Name))
            return [plain(str(people))]
        delimiter = self.format.delimiter or rich(context.names.delimiter or "")
        form = Formatting(prefix=self.format.prefix, suffix=self.format.suffix, delimiter=delimiter)
        out = group(made, form)
        return [out] if out else []

    def _variables(self, look: NamesLook, context: Context) -> list[tuple[str, str]]:
        """(term of the label, variable). If editors and translators are the same people, they are listed once."""
        pairs = [(name, name) for name in self.variables]
        if "editor" in self.variables and "translator" in self.variables:
            form = look.label[0] if look.label else "long"
            same = context.ask("editor") == context.ask("translator")
            term = next((one for one in ("editortranslator", "editor-translator") if context.locale.term(one, form)), "")
            if same and term:
                return [(term, "editor"), *((one, one) for one in self.variables if one not in ("editor", "translator"))]
        return pairs

    def _substitute(self, look: NamesLook, context: Context) -> list[Out]:
        if not self.substitutes or context.substituted is not None:
            return []
        context.substituted = look
        made: list[Out] = []
        for element in self.substitutes:
            made = element.render(context)[:1]
            if made:
                break
        context.substituted = None
        if not made:
            return []
        is_names = isinstance(made[0].tag, NamesTag)
        content = made[0] if is_names else Out((made[0],), PLAIN, NamesTag("", ()))
        return [Out((content,), self.format) if self.format != PLAIN else content]


def _people(value: Value | None) -> tuple[Name, ...]:
    return value if isinstance(value, tuple) and not isinstance(value, Date) else ()


def _over(own: Formatting, outer: Formatting) -> Formatting:
    """The formatting of one name part, within that of all names."""
    return own._replace(
        marks=own.marks | outer.marks,
        case=own.case or outer.case,
        quotes=own.quotes or outer.quotes,
        strip_periods=own.strip_periods or outer.strip_periods,
        delimiter=(),
    )


def _shown(name: Name) -> str:
    return name.family or name.literal or name.given


def _gap(before: str, after: str, language: str = "") -> str:
    """The space between two words: none between ideographs (`张三和李四`), and behind the `and` of Hebrew and Arabic."""
    is_prefix = before == "ו" or (before == "و" and language.startswith("ar"))
    return "" if is_prefix or (_IDEOGRAPH.match(before[-1:]) and _IDEOGRAPH.match(after)) else " "


class _People(NamedTuple):
    """The names of one variable."""

    context: Context
    look: NamesLook
    options: NameOptions
    term: str
    names: tuple[Name, ...]

    def render(self) -> Out:
        label = [Out((one,), PLAIN, PartTag("label")) for one in self._label()]
        people = self._listed()
        parts = [*label, *people] if self.look.label_first else [*people, *label]
        inner = group(parts) or plain("")
        return Out((inner,), PLAIN, NamesTag(self.term, self.names))

    def _label(self) -> list[Out]:
        context = self.context
        if self.look.label is None or context.in_sort_key:
            return []
        form, plural, looks = self.look.label
        name = "editor" if self.term in ("editortranslator", "editor-translator") else self.term
        many = plural == "always" or (plural == "contextual" and len(self.names) > 1)
        text = context.locale.term(self.term, form, "multiple" if many else "single")
        if not text:
            return []
        # The label avoids a second full stop.
        return Label(name, form, "always" if many else "never", looks).of(text)

    def _person(self, order: int) -> Out:
        """The name at `order`, counted from 1."""
        context, options, name = self.context, self.options, self.names[order - 1]
        hint = context.hints.names.get(name, "")
        has_initials = options.initialize_with is not None and options.initialize is not False
        is_for = has_initials or not hint.startswith("initials-alone")
        if hint and is_for and (order == 1 or not hint.endswith("-if-primary")):
            options = options._replace(form="long")
            if hint.startswith("given"):
                options = options._replace(initialize=False)
        habits = Habits(context.options.demote_particles, context.options.hyphenates_initials, context.in_sort_key)
        shown = display(name, options, self.look, habits, order)
        return Out((shown,) if shown else (), self.look.name_format, name)

    def _listed(self) -> list[Out]:
        """The names with delimiters, cut to "et al." if there are too many. Only those shown are rendered."""
        most = self._most()
        count = len(self.names)
        if most is None or most >= count:
            return [one for at in range(1, count + 1) for one in self._in_place(at, count)]
        if most == 0:
            return []
        kept = [one for at in range(1, most + 1) for one in self._in_place(at, 0)]
        if self.context.in_sort_key:
            return [*kept, self._person(count)] if self.options.et_al_last else kept
        if self.options.et_al_last and self.look.et_al is None and not self._ends_in_others:
            return [*kept, *self._plain(self._before_et_al(most, count)), plain("… "), self._person(count)]
        return [*kept, *self._et_al(most, count)]

    def _in_place(self, at: int, count: int) -> list[Out]:
        """A name after its delimiter. `count` is 0 if names that follow are left out."""
        person = self._person(at)
        if at == 1:
            return [person]
        if at == count and not self.context.in_sort_key:
            return [*self._plain(self._before_last(count)), person]
        return [*self._plain(self._delimiter), person]

    @staticmethod
    def _plain(text: str) -> list[Out]:
        return [leaf(rich(text))] if text else []

    @property
    def _delimiter(self) -> str:
        return ", " if self.options.delimiter is None else self.options.delimiter

    @property
    def _ends_in_others(self) -> bool:
        return self.names[-1].literal == "others"

    def _most(self) -> int | None:
        """How many names come before "et al."; None for all."""
        options = self.options
        least, first = options.et_al_min, options.et_al_first
        if not self.context.in_bibliography and "subsequent" in self.context.positions:
            least = options.et_al_min_later or least
            first = options.et_al_first_later or first
        if least is not None and len(self.names) >= least:
            shown = self.context.hints.names_shown
            return first if first is None or not shown else max(first, shown)
        return len(self.names) - 1 if self._ends_in_others else None

    def _before_last(self, count: int) -> str:
        conjunction = self._conjunction()
        delimiter = self._delimiter
        if conjunction is None:
            return delimiter
        rule = self.options.before_last or "contextual"
        before_it = self.names[count - 2]
        inverted = self._is_inverted(is_first=count == 2) and not before_it.literal
        wanted = {"always": True, "never": False, "contextual": count > 2, "after-inverted-name": inverted}
        before = delimiter if wanted.get(rule, count > 2) else ""
        gap = "" if before.endswith(" ") else _gap(_shown(before_it), conjunction)
        return f"{before}{gap}{conjunction}{_gap(conjunction, _shown(self.names[count - 1]), self.context.locale.language)}"

    def _is_inverted(self, *, is_first: bool) -> bool:
        """Whether the first name, or one behind it, begins with the family name."""
        return self.options.sort_order == "all" or (self.options.sort_order == "first" and is_first)

    def _conjunction(self) -> str | None:
        if self.options.conjunction is None:
            return None
        if self.options.conjunction == "symbol":
            found = self.context.locale.texts("and", "symbol")
            return found[0].text if found else "&"
        return self.context.locale.term("and")

    def _before_et_al(self, most: int, count: int) -> str:
        rule = self.options.before_et_al or "contextual"
        inverted = self._is_inverted(is_first=most == 1)
        contextual = count > 2 and most > 1
        wanted = {"always": True, "never": False, "contextual": contextual, "after-inverted-name": inverted}
        return self._delimiter if wanted.get(rule, contextual) else " "

    def _et_al(self, most: int, count: int) -> list[Out]:
        term, form = self.look.et_al or ("et-al", PLAIN)
        text = self.context.locale.term(term)
        if not text:
            return []
        before = self._before_et_al(most, count)
        if before == " ":
            before = _gap(_shown(self.names[most - 1]), text)
        prefix: Runs = form.prefix
        if prefix and before.endswith(" ") and text_of(prefix).startswith(" "):
            before = before.rstrip()
        return [*self._plain(before), Out((leaf(rich(text)),), form)]
