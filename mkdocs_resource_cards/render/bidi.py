"""Names and titles of another direction than the text that they stand in: each by itself.

A citation is in the language of its style, whoever it names. Left alone, what is between a name and what follows would be of
the name's direction: `(820 ,Name)` where `(Name, 820)` is meant.
"""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

from ..cards.compose import is_mixed
from ..excerpt import disarmed
from .environment import finished

_RIGHT_TO_LEFT = (
    "\u0590-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Letters and their marks, without the marks that end a part of a sentence."""
_WITHIN = "[\\s'’ʼ‘\"“”.\u0300-\u036f\\-‐‑·]+"
"""What may stand between two words of one name."""


def _words(letter: str) -> str:
    return rf"(?<!\w){letter}+(?:{_WITHIN}{letter}+)*"  # Not the letter of `2020a`, which stays with its year.


_OF_OTHER_DIRECTION = {"ltr": _words(f"[{_RIGHT_TO_LEFT}]"), "rtl": _words(rf"[^\W\d_{_RIGHT_TO_LEFT}]")}
"""Direction -> words of the other one; compiled where a page has some."""
_INITIAL = 2
"""So many letters are an initial, or `Jr.`: a full stop behind them is theirs."""


def isolated(text: str, direction: str, unit: str = "") -> Markup:
    """`text` as HTML, in the direction `direction` (`ltr` or `rtl`), with an element of their own around words of the other.

    `unit`: the part of it that is one, such as a title, whatever signs are in it.
    """
    text = disarmed(text)
    if not is_mixed(text, direction):
        return finished(_escaped(text))
    before, unit, after = text.partition(disarmed(unit)) if unit and disarmed(unit) in text else ("", "", text)
    whole = f"<bdi>{_escaped(unit)}</bdi>" if is_mixed(unit, direction) else _escaped(unit)
    return finished(f"{_isolated(before, direction)}{whole}{_isolated(after, direction)}")


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _isolated(text: str, direction: str) -> str:
    parts, done = list[str](), 0
    for match in re.finditer(_OF_OTHER_DIRECTION[direction], text):
        last = re.split(_WITHIN, match[0])[-1]
        end = match.end() + (len(last) <= _INITIAL and text.startswith(".", match.end()))
        parts += [_escaped(text[done : match.start()]), f"<bdi>{_escaped(text[match.start() : end])}</bdi>"]
        done = end
    return "".join([*parts, _escaped(text[done:])])
