"""CSL's `text-case`: lowercase, uppercase, capitalize-first, capitalize-all, sentence, title.

https://docs.citationstyles.org/en/v1.0.2/specification.html#text-case
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize

from .runs import CLOSE, OPEN, STAND_IN, Run, Runs, strip_start, text_of

_STOP_WORDS = frozenset(
    """
    a about across afore after against along alongside amid amidst among amongst an and anenst apropos apud around as aside
    astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca circa d de despite
    down during et except for forenenst from given in inside into l lest like modulo near next nor notwithstanding of off on
    onto or out over per plus pro qua sans since so than the through throughout thru thruout till to toward towards under
    underneath until unto up upon v van versus via von vs with within without yet
    """.split()
)
"""Those of CSL's `stop-words.json`, and `about`, `l`."""
_ABBREVIATION = re.compile(
    "[^\\W\\d_]|[^aeiouy]+|al|assn|assoc|bros|co|corp|dept|eds?|fig|gen|gov|hon|inc|messrs|mme|prof|rev|sec|univ|vol",
    re.IGNORECASE,
)
"""A full stop behind it ends no sentence: `Ferry Co. v. Harbour`, `the U.S. in`."""
_VERSUS = ("v", "vs")
"""Never the first word of a sentence, whatever the full stop before it ends: `Dept. of Human Resources of Ore. v. Smith`."""
_PIECE = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_TOKEN = re.compile(r"\s+|\S+")
_NAME = re.compile(r"://|\w@\w|[^\W\d]\.[^\W\d]{2}|\w_\w|\w::|\w\(\)|^www\.")
"""What marks a word as an address or a name of code: `numpy.array`."""
_BREAKS = "-/–—"
_ASIDE = frozenset(("nocase", "small-caps", "sup", "sub"))
"""Formats whose letters keep their case."""

# Position of a word.
_START, _SENTENCE, _AFTER_BREAK, _WITHIN, _AFTER_END, _LAST = range(6)


def with_case(runs: Runs, case: str) -> Runs:
    """Converts `runs` to another case."""
    if case in ("lowercase", "uppercase"):
        turn = str.lower if case == "lowercase" else str.upper
        return tuple(run if run.marks & _ASIDE else run._replace(text=turn(run.text)) for run in runs)
    change = _CHANGES.get(case)
    return _Words(change).change(runs) if change else runs


class _Words:
    """Goes through a text word by word, and tracks the place in the sentence."""

    def __init__(self, change: Callable[[str, int], str]) -> None:
        self._change = change
        self._state = _START
        self._word = ""
        """The last word."""

    def change(self, runs: Runs) -> Runs:
        changed: list[Run] = []
        for at, run in enumerate(runs):
            pieces = list(_pieces(run.text))
            last = _last_word(pieces) if at == len(runs) - 1 and CLOSE not in run.text else -1
            texts = [self._piece(piece, run, at == last or _begins_compound(pieces, at)) for at, piece in enumerate(pieces)]
            changed.append(run._replace(text="".join(texts)))
        return tuple(changed)

    def _piece(self, piece: str, run: Run, is_capital: bool) -> str:
        """`is_capital`: whether even a stop word has a capital there: at the end, or as in `Pro-Environmental`."""
        state = self._state
        if is_capital and state == _AFTER_BREAK:  # Where a sentence begins, the word has one anyway.
            state = _LAST
        character = piece[-1]
        if character == "." and _ABBREVIATION.fullmatch(self._word):
            self._state = _WITHIN
        elif character in ".?!:":
            self._state = _AFTER_END
        elif character.isalnum():
            self._state, self._word = _WITHIN, piece
        elif character.isspace() and self._state == _AFTER_END:
            self._state = _SENTENCE
        elif (character.isspace() or character in _BREAKS) and piece not in (OPEN, CLOSE):
            self._state = _AFTER_BREAK if self._state != _SENTENCE else _SENTENCE
        is_left = run.marks & _ASIDE or not character.isalnum() or _NAME.search(piece)
        return piece if is_left else self._change(piece, state)


def _pieces(text: str) -> Iterator[str]:
    """Splits a text into words, white space and other characters. Addresses and names of code stay whole."""
    for token in _TOKEN.findall(text):
        bare = token.rstrip(".,:;!?)]/’”" + CLOSE) if _NAME.search(token) else ""
        if bare:
            yield bare
        yield from _PIECE.findall(token[len(bare) :])


def _last_word(pieces: list[str]) -> int:
    """The index of the word after the last space; -1 for none, and if it is a compound."""
    spaces = [at for at, piece in enumerate(pieces) if piece.isspace()]
    behind = range(spaces[-1] + 1, len(pieces)) if spaces else range(0)
    if any(pieces[at] in _BREAKS for at in behind):
        return -1
    return next((at for at in behind if pieces[at][0].isalnum()), -1)


def _begins_compound(pieces: list[str], at: int) -> bool:
    return 0 < at < len(pieces) - 1 and pieces[at + 1] == "-" and pieces[at - 1].isspace()


def _is_mixed(word: str) -> bool:
    return any(map(str.isupper, word)) and any(map(str.islower, word))


def _is_lower(word: str) -> bool:
    return word.isalpha() and word.islower()


def _upper_first(word: str) -> str:
    """Capitalises the first letter, unless it has no capital of one letter, like the sharp s."""
    first = word[:1].title()
    return word if len(first) > 1 and normalize("NFKC", word[0]) == word[0] else first + word[1:]


def _capitalize_all(word: str, state: int) -> str:
    return _upper_first(word) if state in (_START, _SENTENCE, _AFTER_BREAK, _LAST) and _is_lower(word) else word


def _capitalize_first(word: str, state: int) -> str:
    return _upper_first(word) if state == _START and _is_lower(word) else word


def _sentence(word: str, state: int) -> str:
    is_capitalized = word[:1].isupper() and (word[1:].islower() or not word[1:])
    if state == _SENTENCE and word in _VERSUS:
        return word
    if state in (_START, _SENTENCE):
        return _upper_first(word.lower()) if is_capitalized or _is_lower(word) else word
    return word.lower() if is_capitalized else word


def _title(word: str, state: int) -> str:
    if _is_mixed(word) or all(one.isupper() or not one.isalpha() for one in word):
        return word
    if state == _SENTENCE and word in _VERSUS:
        return word
    if state in (_START, _SENTENCE):
        return _upper_first(word.lower())
    wants = state == _LAST or (state == _AFTER_BREAK and word not in _STOP_WORDS)
    return _upper_first(word.lower()) if wants and len(word) > 1 else word


_CHANGES: dict[str, Callable[[str, int], str]] = {
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}


def as_note(runs: Runs) -> Runs:
    """As a note: with a capital letter, and no punctuation, at the start."""
    for character in ",;.: ":
        if text_of(runs).startswith(character):
            runs = strip_start(runs, character)
    for at, run in enumerate(runs):
        start = next((place for place, one in enumerate(run.text) if one.isalnum() or one in "([" or one >= STAND_IN), -1)
        if start >= 0:
            text = run.text[:start] + with_case((Run(run.text[start:]),), "capitalize-first")[0].text
            stays = "nocase" in run.marks or run.text[start] in "([" or run.text[start] >= STAND_IN
            changed = run if stays else run._replace(text=text)
            return (*runs[:at], changed, *runs[at + 1 :])
    return runs
