"""All texts, numbers and dates that readers see, in their language.

One JSON file a language, `LANGUAGE.json`, holds flat keys; a site may put words of its own over any of them, and names for
types of its own (`type_patent`). A key that is counted has one text for each plural form of its language (`cited_one`,
`cited_other`), and may have one for nothing at all (`cited_0`). `{name}` in a text is where a value goes.
`dates` writes dates.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from .dates import date_text

_FOLDER = Path(__file__).parent
_UNITS = ("", "size_kb", "size_mb", "size_gb")
_PLACE = re.compile(r"\{\w+\}")
_FORMS = ("zero", "one", "two", "few", "many", "other")
LANGUAGES = (
    *("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "pt-BR"),
    *("ru", "tr", "uk", "zh", "zh-Hant"),
)
"""Languages we ship, by their BCP 47 codes; English stands in for every other one."""
_SHIPPED = {code.lower(): code for code in LANGUAGES}
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks nqo ps sd syr ug ur yi".split())
"""Languages whose usual script runs from right to left; source: Unicode CLDR."""
_TRADITIONAL = frozenset({"zh-tw", "zh-hk", "zh-mo"})
"""Places where Chinese is written in the other script, for codes that name no script."""


def _one_other(n: int) -> str:
    return "one" if n == 1 else "other"


def _one_below_two(n: int) -> str:
    return "one" if n < 2 else "other"


def _other(n: int) -> str:
    return "other"


def _east_slavic(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


def _polish(n: int) -> str:
    return _east_slavic(n) if n == 1 or n % 10 != 1 else "many"


def _arabic(n: int) -> str:
    if n < 3:
        return ("zero", "one", "two")[n]
    rest = n % 100
    return "other" if rest < 3 else "few" if rest <= 10 else "many"


_TWO, _SLAVIC = ("one", "other"), ("one", "few", "many", "other")
PLURALS: Mapping[str, tuple[Callable[[int], str], tuple[str, ...]]] = {
    "ar": (_arabic, _FORMS),
    "fr": (_one_below_two, _TWO),
    "ja": (_other, ("other",)),
    "ko": (_other, ("other",)),
    "pl": (_polish, _SLAVIC),
    "pt": (_one_below_two, _TWO),
    "pt-BR": (_one_below_two, _TWO),
    "ru": (_east_slavic, _SLAVIC),
    "uk": (_east_slavic, _SLAVIC),
    "zh": (_other, ("other",)),
    "zh-Hant": (_other, ("other",)),
}
"""language -> (number to plural form, all its forms); source: Unicode CLDR, cardinal rules. Others: one and other."""


def direction_of(language: str) -> str:
    """`ltr` or `rtl`, of the usual script of a language; `language` is a code such as `he-IL`."""
    return "rtl" if re.split("[-_]", language.lower())[0] in _RIGHT_TO_LEFT else "ltr"


class Translations:
    """The words of one language, with the site's own over them.

    `language` is a code such as `de`, `pt-BR` or `zh_TW`; one that we do not have falls back to English. `own` maps keys to
    texts.
    """

    __slots__ = ("_form", "_texts", "language", "page_direction")

    def __init__(self, language: str = "en", own: Mapping[str, str] | None = None) -> None:
        self.language = shipped(language)
        self._form = PLURALS[self.language][0] if self.language in PLURALS else _one_other
        own = own or {}
        # Who names the months in a language of their own rarely knows that some have a form for days.
        days = {"months_day": own["months_long"]} if "months_long" in own else {}
        self._texts = {**_table(self.language), **days, **own}
        is_rtl = direction_of(language) == "rtl" and "direction" not in own
        self.page_direction = "rtl" if is_rtl else self.direction
        """That of the site's language, for which English words may stand in."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, of the words."""
        return self._texts["direction"]

    @property
    def digest(self) -> str:
        """Changes whenever any text does."""
        return hashlib.sha256(repr((self.page_direction, sorted(self._texts.items()))).encode("utf-8", "replace")).hexdigest()

    def text(self, key: str) -> str:
        """The text of a key, its placeholders as they are; raises KeyError for a key that does not exist."""
        return self._texts[key]

    def count(self, key: str, n: int) -> str:
        """The text of a counted key for `n` (0 or more), the number put in: `Cited by 3 pages`."""
        texts = self._texts
        text = texts.get(f"{key}_0") if n == 0 else None
        if text is None:
            text = texts.get(f"{key}_{self._form(n)}") or texts[f"{key}_other"]
        return text.replace("{n}", str(n))

    def date(self, date: str, style: str) -> str:
        """A date (EDTF level 1, see `edtf`) as readers write it, never more exact than `style`.

        `long`: `2018`, `April 2025`, `May 17, 2026`; `short`: `2018`, `Apr 2025`, `May 2026`. `1998–2004`, `c. 1890`,
        `Spring 2003`, `45 BC`. What is no such date comes back as it is.
        """
        return date_text(date, style, self._texts)

    def type_name(self, type: str) -> str:
        """The name of a resource's type; one that is not known comes back as written, `""` is a resource."""
        return self._texts.get(f"type_{type.lower() or 'resource'}", type)

    def size(self, bytes: int) -> str:
        """A size in bytes, in units of 1024: `40 KB`, `9.8 MB`; one decimal below ten."""
        if bytes < 1024:
            return self.count("size_bytes", bytes)
        # What would round to 1024 of a unit is one of the next.
        unit = min((bytes + bytes // 2048).bit_length() - 1, 39) // 10
        amount = bytes / 1024**unit
        number = f"{amount:.1f}".removesuffix(".0") if amount < 9.95 else f"{amount:.0f}"
        return self._texts[_UNITS[unit]].replace("{n}", number.replace(".", self._texts["decimal"]))


def shipped(language: str) -> str:
    """The one of LANGUAGES that serves a code such as `de-AT`, `zh_TW` or `zh-Hant-HK`; `en` for those we do not have."""
    parts = language.replace("_", "-").lower().split("-")
    if "-".join(parts[:2]) in _TRADITIONAL:
        return "zh-Hant"
    return next((_SHIPPED[code] for code in ("-".join(parts[:2]), parts[0]) if code in _SHIPPED), "en")


def known_keys() -> list[str]:
    """The keys of all texts, those of all plural forms included."""
    return sorted(set().union(*(_table(language) for language in LANGUAGES)))


def unknown_keys(own: Iterable[str]) -> list[str]:
    """Those of a site's own keys that no text uses, in the site's order; names for types are free."""
    known = frozenset(known_keys())
    return [key for key in own if key not in known and not key.startswith("type_")]


def unknown_places(own: Mapping[str, str]) -> Iterator[tuple[str, str, list[str]]]:
    """(key, placeholder, those that the key's text may hold) for what a site's own texts hold and nothing fills."""
    written = [(key, place) for key, text in own.items() for place in _PLACE.findall(text)]
    held: dict[str, set[str]] = {}
    for language in LANGUAGES if written else ():
        for key, text in _table(language).items():
            for name in (key, _counted(key)):
                held.setdefault(name, set()).update(_PLACE.findall(text))
    for key, place in written:
        known = {"{n}"} if key.endswith("_0") else held.get(_counted(key), set())
        if place not in known and (key in held or key.startswith("type_")):
            yield key, place, sorted(known)


def _counted(key: str) -> str:
    """The name that the plural forms of a key share; other keys as they are."""
    name, _, form = key.rpartition("_")
    return f"{name}_other" if form in _FORMS else key


def _table(language: str) -> dict[str, str]:
    table: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return table
