"""One author's name -> family and given names, where that is beyond doubt.

A registry holds names as people write them: `Dario Amodei`, `Amodei, Dario`, `OpenAI`, `World Health Organization`. Formats
want them taken apart. A name taken apart wrongly is worse than one left whole, so everything uncertain stays whole:
organisations, single words, and scripts and languages that put the family first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..model import OTHERS, Name

PARTICLES = frozenset(
    "af al av bin da dal das de degli dei del della den der des di do dos du el la le lo ten ter van vom von y "
    "zu zum zur".split()
)
"""Lower-case words that begin a family name."""
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
ORGANISATIONS = frozenset(
    "ab academy administration ag agency ai alliance altruism and archive association authority bank board bureau "
    "bv center centre club co coalition collaboration collective college commission committee community company "
    "conference congress consortium contributors corp corporation council court department directorate division "
    "editors faculty federation for forum foundation fund global gmbh government group health house hub inc "
    "incorporated initiative institut institute institution international journal lab laboratories laboratory labs "
    "league library limited llc ltd magazine media ministry museum nations network news of office organisation "
    "organization oy panel parliament partnership philanthropy plc policy press program programme project pty "
    "research sa safety school science sciences service services society staff studio studios system systems task "
    "team the think times trust union united university universität université wiki working world".split()
)
"""Words of which no person's name is made, in lower case and without a full stop."""
_DEGREES = frozenset("phd ph.d ph.d. md m.d m.d. msc mba esq esq. dphil".split())
_LATIN = re.compile("[ .'’ʼ‑A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f-]+")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9\u0110\u0111\u01a0\u01a1\u01af\u01b0]")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’ʼ‑-][^\W\d_]*)*")
"""Letters, with apostrophes, hyphens and full stops between and after them."""
_CAPITAL_WITHIN = re.compile(r"(?!(?:Mac|Mc|De|Del|Di|Du|Fitz|La|Le|Lo|O|Van|Von|St)[A-Z])[A-Z][a-z]+[A-Z]")
"""`DeepMind` is a brand, `LeCun` and `McCarthy` are people."""
_ELIDED = re.compile("(?:d|l|dell|dall|all|nell)['’](?=[^\\W\\d_])", re.IGNORECASE)
"""A particle without its last letter: `d'Alembert`."""
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
_MOST_WORDS = 6
_ET_AL = re.compile(r"(?:(.*[^\s,]),?\s+)?(?:et\.?\s+al\.?|and\s+others|u\.\s?a\.)", re.IGNORECASE)
"""What says that there are more, alone or after a name."""


def names_of(texts: Iterable[Name | str]) -> tuple[Name, ...]:
    """A list of names, those that are texts taken apart; `et al.` at its end becomes OTHERS."""
    found = list(texts)
    more = _ET_AL.fullmatch(found[-1]) if found and isinstance(found[-1], str) else None
    if more:
        found[-1:] = [more[1], OTHERS] if more[1] else [OTHERS]
    elif found and found[-1] == "others":
        found[-1] = OTHERS
    return tuple(split_name(one) if isinstance(one, str) else one for one in found)


def split_name(text: str) -> Name:
    """The parts of an author's name."""
    text = " ".join(text.split())
    parts = [part.strip() for part in text.split(",")]
    name = _around_commas(parts) if len(parts) > 1 else _of_words(text)
    return name or Name(literal=text)


def parted_given(given: str) -> tuple[str, str]:
    """Given names, and the particles that people write after them: `Ademar da` of `Silva, Ademar da`."""
    words = given.split()
    behind = len(words)
    while behind > 1 and words[behind - 1] in PARTICLES:
        behind -= 1
    return " ".join(words[:behind]), " ".join(words[behind:])


def _around_commas(parts: list[str]) -> Name | None:
    """`Family, Given`, `Family, Given, Jr.`, `Family, Jr., Given` or `Given Family, Jr.`"""
    if len(parts) > 3:
        return None
    suffixes = [part for part in parts[1:] if part.lower() in _SUFFIXES]
    rest = [part for part in parts if part not in suffixes]
    if len(suffixes) > 1 or len(rest) > 2 or not all(rest):
        return None
    suffix = suffixes[0] if suffixes else ""
    if len(rest) == 1:
        whole = _of_words(rest[0])
        return whole._replace(suffix=suffix, comma_suffix=True) if whole and suffix and not whole.suffix else None
    family, given = rest
    words = [word.lower().rstrip(".") for word in f"{family} {given}".split()]
    if any(word in ORGANISATIONS or word in _DEGREES for word in words):
        return None
    if not (_is_person(family.split()) and all(_WORD.fullmatch(word) for word in given.split())):
        return None
    found = _person(family.split(), given, suffix, comma_suffix=bool(suffix))
    given, particles = parted_given(given)
    return found._replace(given=given, dropping_particle=particles) if particles else found


def _of_words(text: str) -> Name | None:
    """`Given Family`, in a script and language that write it in this order."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""
    if not 2 <= len(words) <= _MOST_WORDS or not _LATIN.fullmatch(text):
        return None
    if not text.isascii() and _VIETNAMESE.search(unicodedata.normalize("NFC", text)):
        return None
    if not _is_person(words) or any(word.lower().rstrip(".") in ORGANISATIONS for word in words):
        return None
    start = next((at for at, word in enumerate(words[1:-1], 1) if word in PARTICLES), len(words) - 1)
    is_name = words[-1][0].isupper() or _ELIDED.match(words[-1])
    if not words[0][0].isupper() or not is_name or words[-1].endswith("."):
        return None
    if any(word[0].islower() and word not in PARTICLES and not _ELIDED.match(word) for word in words):
        return None
    if words[start] in PARTICLES and _INITIAL.fullmatch(words[0]):
        # Who shortens one given name shortens all: `A. Delgado de Molina` has two family names.
        start = next(at for at, word in enumerate(words) if not _INITIAL.fullmatch(word))
    return _person(words[start:], " ".join(words[:start]), suffix)


def _person(family: list[str], given: str, suffix: str, *, comma_suffix: bool = False) -> Name:
    """A name whose family name may begin with particles, as `van der Berg` does."""
    start = next((at for at, word in enumerate(family[:-1]) if word not in PARTICLES), len(family) - 1)
    particle, name = " ".join(family[:start]), " ".join(family[start:])
    return Name(name, given, non_dropping_particle=particle, suffix=suffix, comma_suffix=comma_suffix)


def _is_person(words: list[str]) -> bool:
    """Whether the words look like those of a person: no digits, signs, brands or acronyms."""
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    return not any(_CAPITAL_WITHIN.search(word) for word in words) and not (len(words[-1]) > 1 and words[-1].isupper())
