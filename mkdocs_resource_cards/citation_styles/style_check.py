"""What a site's own style says that CSL does not know. The style works, without it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..csl_variables import TYPES
from ..problems import likely
from .names_format import number_of
from .style_grammar import (
    ALL_VARIABLES,
    ATTRIBUTES,
    CHILDREN,
    COUNTS,
    DATES,
    LOCATORS,
    PEOPLE,
    REQUIRED,
    TERMS,
    VALUES,
)
from .style_xml import NS

_TEXT_OR_NUMBER = ALL_VARIABLES - PEOPLE - DATES
_VARIABLES: Mapping[str, tuple[Collection[str], str]] = {
    "names": (PEOPLE, "variable of names"),
    "date": (DATES, "date"),
    "text": (_TEXT_OR_NUMBER, "variable of texts"),
    "number": (_TEXT_OR_NUMBER, "variable of numbers"),
}
"""Element -> the variables that it shows, and what they are."""


class StyleFault(NamedTuple):
    """Something in a style that has no effect."""

    message: str
    suggestion: str
    element: etree.Element
    attribute: str = ""
    """`""` for the element itself."""


def faults(root: etree.Element, terms: Collection[str] = (), unknown_language: str = "") -> list[StyleFault]:
    """The faults of a style, in the order of the file.

    `terms`: those that the language of the style has beside CSL's; `unknown_language`: its own, if that has none.
    """
    own = {one.get("name", "") for one in root.iter(f"{NS}term")}
    found = list[StyleFault]()
    if unknown_language:
        message = f"`default-locale` is `{_short(unknown_language)}`, a language without words here; English ones are shown"
        found.append(StyleFault(message, "use a code such as `de-DE`", root, "default-locale"))
    waiting = [root]
    while waiting:
        element = waiting.pop()
        found += _of_element(element, own.union(terms, TERMS))
        waiting += reversed([one for one in element if isinstance(one.tag, str) and one.tag != f"{NS}info"])
    return [*found, *_repeated_macros(root)]


def _of_element(element: etree.Element, terms: Collection[str]) -> Iterator[StyleFault]:
    name = _name(element)
    if not str(element.tag).startswith(NS) or name not in ATTRIBUTES:
        return
    for child in element:
        if isinstance(child.tag, str) and _name(child) not in CHILDREN.get(name, ()):
            hint = _meant(_name(child), CHILDREN.get(name, ()))
            yield StyleFault(f"`{name}` must not hold `{_name(child)}`", hint, child)
    yield from _of_content(element, name)
    needed = REQUIRED.get(name, ())
    if needed and not any(one in element.attrib for one in needed):
        yield StyleFault(f"`{name}` has no effect without {_or(needed)}", "", element)
    for attribute, value in element.attrib.items():
        if attribute.startswith("{"):
            continue
        if attribute not in ATTRIBUTES[name]:
            yield StyleFault(
                f"`{name}` has no attribute `{attribute}` in CSL", _meant(attribute, ATTRIBUTES[name]), element, attribute
            )
        elif fault := _of_value(name, attribute, value, terms):
            yield StyleFault(f"`{attribute}` of `{name}` {fault[0]}", fault[1], element, attribute)


def _of_content(element: etree.Element, name: str) -> Iterator[StyleFault]:
    if name not in ("term", "single", "multiple"):
        words = next((one for one in (element.text, *(child.tail for child in element)) if one and one.strip()), "")
        if words:
            yield StyleFault(f"the words `{_short(words)}` in `{name}` are not shown", 'write `<text value="..."/>`', element)
    if name == "layout" and not len(element):
        yield StyleFault("`layout` is empty, so nothing is shown", "", element)
    if name == "choose":
        yield from _of_branches(element)


def _of_branches(element: etree.Element) -> Iterator[StyleFault]:
    branches = [one for one in element if isinstance(one.tag, str)]
    for at, branch in enumerate(branches):
        if (_name(branch) == "if") != (at == 0) and _name(branch) != "else":
            yield StyleFault("`choose` must begin with `if`, and `else-if` must follow it", "", branch)
        elif _name(branch) == "else" and at < len(branches) - 1:
            yield StyleFault("what follows `else` is never reached", "put `else` last", branch)


def _of_value(element: str, attribute: str, value: str, terms: Collection[str]) -> tuple[str, str] | None:
    """(what is wrong, the likely fix)."""
    if attribute in COUNTS:
        return None if number_of(value) is not None else (f"must be a whole number, not `{_short(value)}`", "")
    known = VALUES.get(f"{element} {attribute}", VALUES.get(attribute))
    if attribute == "variable":
        return _of_variables(element, value)
    if attribute in ("is-numeric", "is-uncertain-date"):
        return _unknown(value.split(), ALL_VARIABLES, "variable")
    if attribute == "type":
        return _unknown(value.split(), TYPES, "type")
    if attribute == "locator":
        return _unknown([value] if value in LOCATORS else value.split(), LOCATORS, "kind of locator")
    if attribute == "term" and element == "text":
        return _unknown([value], terms, "term")
    if known is None:
        return None
    values = value.split() if attribute == "position" else [value]
    wrong = next((one for one in values if one not in known), None)
    if wrong is None:
        return None
    hint = _meant(wrong, known)
    return f"must be {_or(sorted(known))}, not `{_short(wrong)}`", hint


def _of_variables(element: str, value: str) -> tuple[str, str] | None:
    names = value.split()
    if fault := _unknown(names, ALL_VARIABLES, "variable"):
        return fault
    fitting, kind = _VARIABLES.get(element, (ALL_VARIABLES, ""))
    wrong = next((one for one in names if one not in fitting), None)
    if wrong is None:
        return None
    use = "names" if wrong in PEOPLE else "date" if wrong in DATES else "text"
    return f"names `{wrong}`, which is no {kind}", f"show it with `{use}`"


def _unknown(names: Collection[str], known: Collection[str], kind: str) -> tuple[str, str] | None:
    wrong = next((one for one in names if one not in known), None)
    return None if wrong is None else (f"names the {kind} `{_short(wrong)}`, which CSL does not know", _meant(wrong, known))


def _repeated_macros(root: etree.Element) -> Iterator[StyleFault]:
    seen = set[str]()
    for macro in root.iterfind(f"{NS}macro"):
        name = macro.get("name", "")
        if name in seen:
            yield StyleFault(f"the macro `{_short(name)}` is defined twice; the last one counts", "", macro, "name")
        seen.add(name)


def _name(element: etree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _short(value: str) -> str:
    return " ".join(value.split())[:40]


def _or(names: Collection[str]) -> str:
    *others, last = (f"`{one}`" for one in names)
    return f"{', '.join(others)} or {last}" if others else last


def _meant(word: str, known: Collection[str]) -> str:
    by_form = {one.replace("_", "-").lower(): one for one in known}
    near = by_form.get(word.replace("_", "-").lower()) or likely(word[:80], sorted(known), 0.7)
    return f"did you mean `{near}`?" if near else ""
