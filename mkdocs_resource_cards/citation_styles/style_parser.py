"""A style's XML -> Style.

https://docs.citationstyles.org/en/v1.0.2/specification.html
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping

from ..problems import likely
from . import StyleError
from .conditions import Branch, Choose, Condition
from .context import LayoutElement, StyleOptions
from .date_format import DateForm, DatePart
from .dates import DateText
from .elements import Group, Label, Macro, NumberText, TermElement, ValueElement, Variable
from .locale import in_order, merged
from .names import NamesText
from .names_format import NamesLook, name_options, number_of
from .output import PLAIN, Formatting
from .rich_text import rich
from .style import Collapse, Disambiguation, Layout, SortKey, Style
from .style_xml import NS, check

_MARKS = {
    ("font-style", "italic"): "italic",
    ("font-style", "oblique"): "italic",
    ("font-style", "normal"): "upright",
    ("font-variant", "small-caps"): "small-caps",
    ("font-weight", "bold"): "bold",
    ("text-decoration", "underline"): "underline",
    ("vertical-align", "sup"): "sup",
    ("vertical-align", "sub"): "sub",
}
_FORMATS = frozenset(
    (*(name for name, _ in _MARKS), *"prefix suffix delimiter text-case display quotes strip-periods".split())
)
"""Attributes of formatting."""
_CONDITIONS = ("disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable")
_BRANCHES = ("if", "else-if", "else")
_NAME_ATTRIBUTES = {"names-min": "et-al-min", "names-use-first": "et-al-use-first", "names-use-last": "et-al-use-last"}


def parse_style(root: etree.Element, language: str, locale: etree.Element | None) -> Style:
    """The style in `language`, with the terms of `locale`. Raises StyleError for what is not CSL."""
    check(root)
    citation = root.find(f"{NS}citation")
    if citation is None:
        raise StyleError("has no `citation`")
    bibliography = root.find(f"{NS}bibliography")
    words = merged(language, in_order(root.findall(f"{NS}locale"), language), locale)
    macros = {one.get("name", ""): _elements(one) for one in root.findall(f"{NS}macro")}
    layouts = [one for one in (citation, bibliography) if one is not None]
    uses_suffix = any(_uses_suffix(one, root) for one in layouts)
    info = root.find(f"{NS}info/{NS}title")
    substitute = None if bibliography is None else bibliography.get("subsequent-author-substitute")
    return Style(
        options=_options(root, citation, uses_suffix),
        locale=words,
        date_forms={form: DateForm(_date_parts(one), _format(one)) for form, one in words.dates.items()},
        macros=macros,
        citation=_layout(citation),
        bibliography=None if bibliography is None else _layout(bibliography),
        disambiguation=_disambiguation(citation, root),
        collapse=_collapse(citation),
        same_authors=None
        if bibliography is None or substitute is None
        else (rich(substitute), bibliography.get("subsequent-author-substitute-rule", "complete-all")),
        aligns_first=bibliography is not None and "second-field-align" in bibliography.attrib,
        title="" if info is None else info.text or "",
    )


def _options(root: etree.Element, citation: etree.Element, uses_suffix: bool) -> StyleOptions:
    near = number_of(root.get("near-note-distance", citation.get("near-note-distance")))
    return StyleOptions(
        is_note=root.get("class") != "in-text",
        demote_particles=root.get("demote-non-dropping-particle", "display-and-sort"),
        hyphenates_initials=root.get("initialize-with-hyphen") != "false",
        page_ranges=root.get("page-range-format", ""),
        names=name_options(root.attrib, inherited=True),
        uses_year_suffix=uses_suffix,
        near_note=5 if near is None else near,
        shows_status=any(one.get("variable") == "status" for one in root.iter(f"{NS}text")),
    )


def _uses_suffix(layout: etree.Element, root: etree.Element) -> bool:
    """Whether a layout, or a macro it calls, contains `text variable="year-suffix"`."""
    macros = {one.get("name", ""): one for one in root.findall(f"{NS}macro")}
    waiting, seen = [layout], set[str]()
    while waiting:
        for text in waiting.pop().iter(f"{NS}text"):
            if text.get("variable") == "year-suffix":
                return True
            name = text.get("macro", "")
            if name in macros and name not in seen:
                seen.add(name)
                waiting.append(macros[name])
    return False


def _disambiguation(citation: etree.Element, root: etree.Element) -> Disambiguation:
    adds_given = citation.get("disambiguate-add-givenname") == "true"
    return Disambiguation(
        citation.get("disambiguate-add-names") == "true",
        citation.get("givenname-disambiguation-rule", "by-cite") if adds_given else "",
        citation.get("disambiguate-add-year-suffix") == "true",
        any("disambiguate" in one.attrib for one in root.iter()),
    )


def _collapse(citation: etree.Element) -> Collapse:
    kind = citation.get("collapse", "")
    kind = kind if kind in ("citation-number", "year", "year-suffix", "year-suffix-ranged") else ""
    layout = citation.find(f"{NS}layout")
    delimiter = "" if layout is None else layout.get("delimiter", "")
    grouping = citation.get("cite-group-delimiter", ", " if kind else None)
    after = citation.get("after-collapse-delimiter", delimiter)
    return Collapse(
        kind,
        None if grouping is None else rich(grouping),
        rich(citation.get("cite-group-delimiter", after)),
        rich(citation.get("year-suffix-delimiter", citation.get("cite-group-delimiter", delimiter))),
        rich(after),
    )


def _layout(element: etree.Element) -> Layout:
    layouts = element.findall(f"{NS}layout")
    if len(layouts) != 1:
        raise StyleError(f"has {len(layouts)} layouts in its `{_name(element)}`; exactly one is allowed", element)
    keys = tuple(_sort_key(key) for key in element.iterfind(f"{NS}sort/{NS}key"))
    form = _format(layouts[0])._replace(inside=True)
    return Layout(_elements(layouts[0]), form, name_options(element.attrib, inherited=True), keys)


def _sort_key(key: etree.Element) -> SortKey:
    attributes = {_NAME_ATTRIBUTES.get(name, name): value for name, value in key.attrib.items()}
    names = name_options(attributes, inherited=True)
    return SortKey(key.get("variable", ""), key.get("macro", ""), key.get("sort") == "descending", names)


def _name(element: etree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _format(element: etree.Element, *, affixes: bool = True) -> Formatting:
    if _FORMATS.isdisjoint(element.attrib):
        return PLAIN
    get = element.get
    marks = frozenset(mark for (name, value), mark in _MARKS.items() if get(name) == value)
    form = Formatting(
        prefix=rich(get("prefix", "")) if affixes else (),
        suffix=rich(get("suffix", "")) if affixes else (),
        delimiter=rich(get("delimiter", "")),
        marks=marks,
        case=get("text-case", ""),
        display=get("display", ""),
        quotes=get("quotes") == "true",
        strip_periods=get("strip-periods") == "true",
    )
    return PLAIN if form == PLAIN else form


def _elements(parent: etree.Element) -> tuple[LayoutElement, ...]:
    """The rendering elements below `parent`."""
    return tuple(_element(child) for child in parent if isinstance(child.tag, str) and child.tag != f"{NS}sort")


def _element(element: etree.Element) -> LayoutElement:
    make = _ELEMENTS.get(_name(element))
    if make is None:
        raise _not_allowed(element, _ELEMENTS)
    return make(element)


def _not_allowed(element: etree.Element, allowed: Iterable[str]) -> StyleError:
    near = likely(_name(element)[:80], allowed)
    return StyleError(f"holds `{_name(element)}`, which CSL does not allow there{f' (`{near}`?)' if near else ''}", element)


def _text(element: etree.Element) -> LayoutElement:
    get, form = element.get, _format(element)
    if (name := get("variable")) is not None:
        return Variable(name, get("form") == "short", form)
    if (name := get("macro")) is not None:
        return Macro(name, form)
    if (name := get("term")) is not None:
        number = {"true": "multiple", "false": "single"}.get(get("plural", ""), "")
        return TermElement(name, get("form", "long"), number, form)
    if (text := get("value")) is not None:
        return ValueElement(rich(text), form)
    raise StyleError("holds a `text` without `variable`, `macro`, `term` or `value`", element)


def _number(element: etree.Element) -> LayoutElement:
    return NumberText(element.get("variable", ""), element.get("form", "numeric"), _format(element))


def _label(element: etree.Element) -> LayoutElement:
    get = element.get
    return Label(get("variable", ""), get("form", "long"), get("plural", "contextual"), _format(element))


def _group(element: etree.Element) -> LayoutElement:
    return Group(_elements(element), _format(element))


def _choose(element: etree.Element) -> LayoutElement:
    return Choose(tuple(_branch(child) for child in element if isinstance(child.tag, str)))


def _branch(element: etree.Element) -> Branch:
    if _name(element) not in _BRANCHES:
        raise _not_allowed(element, _BRANCHES)
    conditions = []
    for name in _CONDITIONS:
        values = element.get(name, "").split()
        # An item has one type, so several types in a test are alternatives, whatever `match` is.
        conditions += (
            [Condition(name, " ".join(values))] if name == "type" and values else [Condition(name, one) for one in values]
        )
    return Branch(element.get("match", "all"), tuple(conditions), _elements(element))


def _date(element: etree.Element) -> LayoutElement:
    get = element.get
    return DateText(
        get("variable", ""), get("form", ""), get("date-parts", "year-month-day"), _date_parts(element), _format(element)
    )


def _date_parts(element: etree.Element) -> tuple[DatePart, ...]:
    is_localized = _name(element) == "date" and "form" in element.attrib and "variable" in element.attrib
    parts = []
    for part in element.iterfind(f"{NS}date-part"):
        name = part.get("name", "")
        if name in ("year", "month", "day"):
            default = "" if is_localized else "numeric" if name == "day" else "long"
            parts.append(DatePart(name, part.get("form", default), part.get("range-delimiter", "–"), _format(part)))
    return tuple(parts)


def _names(element: etree.Element) -> LayoutElement:
    look = NamesLook()
    substitutes: tuple[LayoutElement, ...] = ()
    for child in element:
        tag = _name(child) if isinstance(child.tag, str) else ""
        if tag == "name":
            # Without `name`, a label comes behind the names.
            look = _name_look(child, look)._replace(label_first=look.label is not None)
        elif tag == "et-al":
            look = look._replace(et_al=(child.get("term", "et-al"), _format(child)))
        elif tag == "label":
            label = (child.get("form", "long"), child.get("plural", "contextual"), _format(child))
            look = look._replace(label=label)
        elif tag == "substitute":
            substitutes = _elements(child)
    return NamesText(tuple(element.get("variable", "").split()), look, substitutes, _format(element))


def _name_look(element: etree.Element, look: NamesLook) -> NamesLook:
    parts = {part.get("name", ""): _format(part) for part in element.iterfind(f"{NS}name-part")}
    return look._replace(
        name=name_options(element.attrib, inherited=False),
        name_format=_format(element)._replace(delimiter=()),
        family_format=parts.get("family", PLAIN),
        given_format=parts.get("given", PLAIN),
    )


_ELEMENTS: Mapping[str, Callable[[etree.Element], LayoutElement]] = {
    "text": _text,
    "number": _number,
    "label": _label,
    "group": _group,
    "choose": _choose,
    "date": _date,
    "names": _names,
}
