"""A field of names -> names in CSL's parts.

`First von Last`, `von Last, First` and `von Last, Jr, First` as BibTeX reads them (Patashnik, "Designing BibTeX styles",
1988), `family=..., given=...` as biblatex does (its manual, section 3.7), and what people write instead: semicolons,
commas, `&`, `et al.`, initials after the family name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...normalize.names import ORGANISATIONS, parted_given
from .latex import decoded

CslName = dict[str, Any]
MORE = "et al."
"""The last item of an incomplete list."""
_LONGEST_MORE = 40
"""Longest end of a name, in characters, that may mean "et al."."""
MOST = 5_000
"""Most names in one field."""
_WORD_END = re.compile(r"(?:\s|(?<!\\)~)+")
_PIECES = re.compile(rf"([{{}}]|{_WORD_END.pattern})")
_SIGN = re.compile(r"[{},;]|\\?&|(?<![^\s}])and(?![^\s{])", re.IGNORECASE)
_MORE = re.compile(r"(?:and\s+)?(?:others|et\.?\s+al(?:ii|iae|\.)?|u\.\s?a\.|\.\.\.|…)\.?", re.IGNORECASE)
_MORE_BEHIND = re.compile(r"[\s,;]+(?:and\s+)?(?:et\.?\s+al\.?|and\s+others)\s*$", re.IGNORECASE)
_SUFFIX = re.compile(
    r"(?:jr|sr|jnr|snr|junior|senior|ii|iii|iv|vi{0,3}|[2-9](?:nd|rd|th)|esq|ph\.?\s?d|m\.?\s?d)\.?", re.IGNORECASE
)
_GENERATION = re.compile(r"(?:[Jj]n?r|[Ss]n?r|II|III|IV)\.?")
_INITIALS = re.compile(r"(?:[^\W\d_a-zà-öø-ÿ]\.?[-‐]?){1,4}")
_VANCOUVER = re.compile(r"[^\W\d_][^\s,.]+(?:[ ~-][^\W\d_][^\s,.]+)?[ ~][A-ZÀ-ÖØ-Þ]{1,3}")
"""`Roe AB`: names of this form are separated by commas."""
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix|useprefix|id|literal)[\w-]*\s*=", re.IGNORECASE)
_AND = re.compile(r"^and\s+", re.IGNORECASE)
_OPTION = re.compile(r"(?!family|given|literal)[a-z]{4,40}=[\w-]{1,40}")
"""An option of biblatex among the names: `uniquelist=false`."""
_PART = re.compile(r"\s*([\w-]+)\s*=\s*(.*?)\s*$", re.DOTALL)
_BETWEEN = frozenset(("of", "for", "the", "on", "&", "\\&", "für", "pour", "para"))
_NO_EDGE = re.compile(r"\Aand\b|\band\Z|\band and\b")
"""An `and` without a name on both sides."""
_ACCENT = re.compile(r"(\\(?:[uvHcdbkrt]|[`'^\"~=.]))[ \t]+(\\?\w)")
_LETTER = re.compile(r"(\\(?:ss|SS|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|dj|DJ|ng|NG|[oOlLij]))[ \t]+(?=[^\W\d_])")
r"""Blanks after a command do not separate words: `Ne\v set\v ril` and `S\o ren` are one word each."""
_CAPITAL, _ANY = "[A-ZÀ-ÖØ-Þ]", "[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]"
_FAMILY = rf"{_CAPITAL}[a-zà-öø-ÿ]{_ANY}*(?:-{_CAPITAL}{_ANY}*)*"
_GIVEN = rf"{_CAPITAL}{_ANY}*\.?(?:-{_CAPITAL}{_ANY}*\.?)*"
_PLAIN_SORTED = re.compile(rf"({_FAMILY}(?: {_FAMILY})*), ({_GIVEN}(?: {_GIVEN})*)")
_PLAIN_NATURAL = re.compile(rf"({_GIVEN}(?: {_GIVEN})*) ({_FAMILY})")
_NOT_PLAIN = ORGANISATIONS | _BETWEEN | frozenset("al al. others jr jr. jnr jnr. sr sr. snr snr. ii iii iv".split())
"""Words, in lower case, that tell organisations from people."""


def names_of(value: str, use_prefix: bool = False) -> list[CslName | str]:
    """The names in a field, in order. `use_prefix`: whether particles belong to the family name."""
    value = " ".join(value.split())
    if "\\" in value:
        value = _LETTER.sub(r"\1{}", _ACCENT.sub(r"\1{\2}", value))
    found = list[CslName | str]()
    for part in _split_and(value):
        plain = _plain_name(part.strip(" "))
        for one in [part] if plain else _people(part):
            if len(found) >= MOST:
                return [*found, MORE]
            if one == MORE:
                found += [MORE] if found and found[-1] != MORE else []
            elif name := plain or name_of(one, use_prefix):
                found.append(MORE if name.get("literal") in ("others", MORE) else name)
    return found


def run_on(value: str) -> str:
    """The first of the names in a field that has more commas than names have, as several people without `and` do; or `""`."""
    if value.count(",") < 3:
        return ""
    for one in (one for part in _split_and(value) for one in _people(part)):
        parts = [] if _is_group(one) or _EXTENDED.match(one) else _split(one.strip(" ,"), ",")
        if len(parts) > 3 and not any(_SUFFIX.fullmatch(part.strip()) for part in parts):
            return _plain(one)
    return ""


def _plain_name(text: str) -> CslName | None:
    """A simple `Family, Given` or `Given Family`, as most names are, for speed; None for others."""
    if match := _PLAIN_SORTED.fullmatch(text):
        family, given = match.groups()
    elif match := _PLAIN_NATURAL.fullmatch(text):
        given, family = match.groups()
    else:
        return None
    return {"family": family, "given": given} if _NOT_PLAIN.isdisjoint(text.lower().replace(",", "").split(" ")) else None


def name_of(text: str, use_prefix: bool = False) -> CslName | None:
    """The name; None if it has no letter."""
    text = _AND.sub("", text.strip(" \t\n,;~"))
    if _is_group(text):
        return _literal(text[1:-1])
    if _OPTION.fullmatch(text):
        return None
    if _EXTENDED.match(text):
        return _extended(text, use_prefix)
    parts = _split(text, ",")
    if len(parts) == 1:
        return _natural(_words(text), "", use_prefix)
    if len(parts) == 2 and _GENERATION.fullmatch(parts[1].strip()):
        return _natural(_words(parts[0]), _plain(parts[1]), use_prefix)
    if len(parts) > 3 or (
        len(parts) == 3 and not _SUFFIX.fullmatch(parts[1].strip(" {}")) and _SUFFIX.fullmatch(parts[2].strip(" {}"))
    ):
        parts = [parts[0], *parts[2:], parts[1]] if len(parts) == 3 else [parts[0], ", ".join(parts[1:])]
    family, *middle, given = (part.strip() for part in parts)
    return _sorted(family, middle[0] if middle else "", given, use_prefix)


def _people(part: str) -> Iterator[str]:
    """The source of each name, and MORE for "et al."."""
    part = part.strip(" \t\n,;~")
    if _MORE.fullmatch(part):
        yield MORE
        return
    behind = _MORE_BEHIND.search(part, max(0, len(part) - _LONGEST_MORE))
    for one in _apart(part[: behind.start()] if behind else part):
        yield MORE if _MORE.fullmatch(one.strip()) else one
    if behind:
        yield MORE


def _apart(text: str) -> list[str]:
    """Splits names that are separated by `;`, `&` or commas instead of `and`."""
    if _is_group(text) or _EXTENDED.match(text):
        return [text]
    parts = [part for part in _split(text, ";") if part.strip()]
    if len(parts) > 1:
        return [one for part in parts for one in _apart(part.strip())]
    parts = _split(text, "&")
    people = [one for part in parts for one in _split(part, ",")]
    if len(people) > len(parts) > 1 and "," not in parts[-1] and all(len(_words(one)) > 1 for one in people):
        return people  # `Ann Roe, Bo Ek & Cy Lu`: where one name is not turned around, none is.
    if len(parts) > 1 and all("," in part or len(_words(part)) > 1 for part in parts):
        return [one for part in parts for one in _apart(part.strip(" ,"))]
    return _by_commas(text)


def _by_commas(text: str) -> list[str]:
    parts = [part.strip() for part in _split(text, ",")]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(map(_VANCOUVER.fullmatch, parts)):
        return parts
    if len(parts) < 3 or any(_SUFFIX.fullmatch(part) for part in parts):
        return [text]
    if len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, (part.replace(" ", "") for part in parts[1::2]))):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    is_list = len(parts) > 3 or len(_words(parts[0])) > 1
    return parts if is_list and all(len(_words(part)) > 1 or part.startswith("{") for part in parts) else [text]


def _split_and(value: str) -> list[str]:
    """Splits at `and` outside of braces."""
    lower = value.lower()
    if "and" not in lower:
        return [value]
    count = value.count(" and ")
    if "{" not in value and "}" not in value and lower.count(" and ") == count and _NO_EDGE.search(lower) is None:
        return value.split(" and ")
    return _split(value, "and")


def _split(text: str, separator: str) -> list[str]:
    """Splits at a separator (`and`, `,`, `;`, `&`) outside of braces."""
    if separator not in text and (separator != "and" or separator not in text.lower()):
        return [text]
    if "{" not in text and separator in ",;":
        return text.split(separator)
    parts, start, depth = list[str](), 0, 0
    for match in _SIGN.finditer(text):
        sign = match[0].lower().removeprefix("\\")
        if sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif sign == separator and depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _words(text: str) -> list[str]:
    """Splits at blanks outside of braces."""
    if "{" not in text:
        return [word for word in _WORD_END.split(text) if word]
    words, word, depth = list[str](), "", 0
    for piece in _PIECES.split(text):
        if piece in ("{", "}"):
            depth = max(0, depth + (1 if piece == "{" else -1))
            word += piece
        elif depth == 0 and _WORD_END.fullmatch(piece):
            words.append(word)
            word = ""
        else:
            word += piece
    return [word for word in [*words, word] if word]


def _natural(words: list[str], suffix: str, use_prefix: bool) -> CslName | None:
    """`First von Last`."""
    if not words:
        return None
    if len(words) == 1:
        return _made("", "", words[0], suffix, use_prefix)
    if _is_organisation(words):
        return _literal(" ".join(words))
    if not suffix and len(words) > 2 and _GENERATION.fullmatch(words[-1]):
        return _natural(words[:-1], words[-1], use_prefix)
    if not _INITIALS.fullmatch(words[0]) and all(map(_INITIALS.fullmatch, words[1:])) and not words[0].isupper():
        return _made(" ".join(words[1:]), "", words[0], suffix, use_prefix)  # `Roe A. B.`
    lower = [at for at, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower or (lower[0] == 0 and all(map(_is_lower, words))):
        return _made(" ".join(words[:-1]), "", words[-1], suffix, use_prefix)
    first, last = lower[0], lower[-1] + 1
    return _made(" ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:]), suffix, use_prefix)


def _is_organisation(words: list[str]) -> bool:
    """Whether a name without braces is clearly an organisation: `Centers for Disease Control`, `Procter & Gamble`."""
    lower = [word.lower() for word in words]
    return any(word in _BETWEEN for word in lower[1:-1]) or sum(word in ORGANISATIONS for word in lower) > 1


def _sorted(family: str, suffix: str, given: str, use_prefix: bool) -> CslName | None:
    """`von Last, Jr, First`."""
    words = _words(family)
    start = 0
    while start < len(words) - 1 and _is_lower(words[start]):
        start += 1
    last = max((at + 1 for at in range(start, len(words) - 1) if start and _is_lower(words[at])), default=start)
    prefix = " ".join(words[:last])
    if not prefix:
        given, prefix = parted_given(given)
    return _made(given, prefix, " ".join(words[last:]), suffix, use_prefix)


def _made(given: str, prefix: str, family: str, suffix: str, use_prefix: bool) -> CslName | None:
    parts = {
        "family": _plain(family),
        "given": _plain(given),
        "non-dropping-particle" if use_prefix else "dropping-particle": _plain(prefix),
        "suffix": _plain(suffix),
    }
    found: CslName = {name: text for name, text in parts.items() if text}
    if suffix[:1] in ("J", "j", "S", "s"):  # People write a comma before `Jr.`, as BibTeX's styles do, and none before `III`.
        found["comma-suffix"] = True
    if "family" not in found:
        return {"literal": found["given"]} if "given" in found else None
    if found.keys() == {"family"}:
        return {"literal": found["family"]}
    return found if any(letter.isalnum() for letter in "".join(parts.values())) else None


def _extended(text: str, use_prefix: bool) -> CslName | None:
    """`family=Gaulle, given=Charles, prefix=de, useprefix=true`."""
    parts = dict[str, str]()
    for part in _split(text.replace('"', ""), ","):
        match = _PART.match(part)
        if match:
            parts[match[1].lower()] = match[2]
    use_prefix = {"true": True, "false": False}.get(parts.get("useprefix", "").lower(), use_prefix)
    given, prefix, family, suffix = (parts.get(name, "") for name in ("given", "prefix", "family", "suffix"))
    return _literal(parts["literal"]) if "literal" in parts else _made(given, prefix, family, suffix, use_prefix)


def _literal(text: str) -> CslName | None:
    name = _plain(text)
    return {"literal": name} if name else None


def _plain(text: str) -> str:
    return " ".join(decoded(text).split())


def _is_group(text: str) -> bool:
    """Whether one pair of braces encloses all of it, unlike `{A} and {B}`."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and at < len(text) - 1:
            return False
    return depth == 0


def _is_lower(word: str) -> bool:
    """Whether the first letter outside of braces, or in a TeX command, is lower case."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    for letter in decoded(word) if "\\" in word else word:
        if letter.isalpha():
            return letter.islower()
    return False
