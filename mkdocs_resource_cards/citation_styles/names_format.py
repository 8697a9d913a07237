"""Formatting of names: the attributes of `name`, which are inherited from layouts and the style."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from .output import PLAIN, Formatting


class NameOptions(NamedTuple):
    """Attributes of `name`; None is inherited."""

    conjunction: str | None = None
    """`text` or `symbol`."""
    delimiter: str | None = None
    before_et_al: str | None = None
    before_last: str | None = None
    """`contextual`, `after-inverted-name`, `always`, `never`."""
    et_al_min: int | None = None
    et_al_first: int | None = None
    et_al_min_later: int | None = None
    et_al_first_later: int | None = None
    """For citations after the first of an item."""
    et_al_last: bool | None = None
    """Whether an ellipsis and the last name follow."""
    form: str | None = None
    """`long`, `short` or `count`."""
    initialize: bool | None = None
    initialize_with: str | None = None
    sort_order: str | None = None
    """`first` or `all`: which names begin with the family name."""
    sort_separator: str | None = None

    def over(self, outer: NameOptions) -> NameOptions:
        """These options, with those of `outer` where they are None."""
        return _over(self, outer)


@lru_cache(maxsize=256)  # A style has few, and asks for each name.
def _over(inner: NameOptions, outer: NameOptions) -> NameOptions:
    return NameOptions._make([theirs if own is None else own for own, theirs in zip(inner, outer, strict=True)])


class NamesLook(NamedTuple):
    """The children of `names`."""

    name: NameOptions | None = None
    name_format: Formatting = PLAIN
    family_format: Formatting = PLAIN
    given_format: Formatting = PLAIN
    et_al: tuple[str, Formatting] | None = None
    """(term, format)."""
    label: tuple[str, str, Formatting] | None = None
    """(form, plural, format)."""
    label_first: bool = False

    def over(self, outer: NamesLook, *, with_label: bool) -> NamesLook:
        """These children, with those of `outer` where there are none, as in `substitute`."""
        named = self if self.name is not None else outer
        return NamesLook(
            named.name,
            named.name_format,
            named.family_format,
            named.given_format,
            self.et_al or outer.et_al,
            self.label or (None if self.name else outer.label) if with_label else None,
            self.label_first if self.name is not None and self.label else outer.label_first,
        )


def name_options(attributes: Mapping[str, str], *, inherited: bool) -> NameOptions:
    """The options of a `name`, or the inheritable ones of a layout or style, which have longer names."""
    get = attributes.get
    delimiter = get("name-delimiter", get("names-delimiter")) if inherited else get("delimiter")
    return NameOptions(
        get("and"),
        delimiter,
        get("delimiter-precedes-et-al"),
        get("delimiter-precedes-last"),
        number_of(get("et-al-min")),
        number_of(get("et-al-use-first")),
        number_of(get("et-al-subsequent-min")),
        number_of(get("et-al-subsequent-use-first")),
        _flag(get("et-al-use-last")),
        get("name-form" if inherited else "form"),
        _flag(get("initialize")),
        get("initialize-with"),
        get("name-as-sort-order"),
        get("sort-separator"),
    )


def number_of(text: str | None) -> int | None:
    """The value of an attribute that is a whole number; None for any other."""
    bare = text.strip() if text else ""
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 6 else None


def _flag(text: str | None) -> bool | None:
    return None if text is None else text == "true"
