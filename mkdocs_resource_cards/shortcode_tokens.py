"""The tokens of a shortcode: spaces, quoted text, words, and `name=value`."""

from __future__ import annotations

import re
from collections.abc import Iterator

SPACE = r"[ \t\u00a0]"
QUOTED = r'"(?:\\[^\n]|[^"\\\n<]|<(?!<)){0,1000}"'
_TOKEN = re.compile(
    rf'{SPACE}*(?:(?P<quoted>{QUOTED})|(?P<name>[A-Za-z_]+)=(?:(?P<qvalue>{QUOTED})|(?P<value>[^\s"]+))|(?P<word>[^\s"]+))'
)
OTHER_QUOTES = "'\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a"
"""What word processors and habit put in the place of straight quotes."""
_OTHERWISE_QUOTED = re.compile(
    rf"{SPACE}*(?P<name>[A-Za-z_]+=)?[{OTHER_QUOTES}]"
    rf"(?P<value>(?:[^{OTHER_QUOTES}\"\n]|(?<=\w)['\u2019](?=\w))+)[{OTHER_QUOTES}](?!\S)"
)
"""A value, or a label, in other quotes than straight ones."""
_LOOSE = re.compile(rf'{SPACE}*(?P<name>[A-Za-z_]+){SPACE}*={SPACE}*(?P<value>{QUOTED}|[^\s"=]+(?![^\s"]))?')
"""A name and a value that blanks hold apart; `value` is None where what follows is the next pair."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PAIR = re.compile(r"\\.")


class UnreadableError(ValueError):
    """A body that is not in the grammar; args are those of `Malformed`."""


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The parts of `text`, each with a group `quoted`, `name` (and `qvalue` or `value`) or `word`; raises UnreadableError."""
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise UnreadableError(f"cannot read `{text[position:].strip()[:40]}`", 'a label looks like "own label"')
        if match["word"]:
            _check_equals(text, position)
        if match["name"] or position:  # Else it is a key.
            _check_quotes(text, position)
        yield match
        position = match.end()


def _check_equals(text: str, position: int) -> None:
    """Refuses a word before an `=` that no value follows, or that blanks hold off: what it means differs from what it says."""
    loose = _LOOSE.match(text, position)
    if loose is not None and loose["value"]:
        pair = f"{loose['name']}={loose['value']}"
        raise UnreadableError(f"there are spaces around the `=` of `{loose[0].strip()}`", f"write `{pair}`")
    if loose is not None:
        raise _no_value(loose["name"])


def _check_quotes(text: str, position: int) -> None:
    """Refuses a value in other quotes than straight ones: these would end at the next blank, or be shown."""
    found = _OTHERWISE_QUOTED.match(text, position)
    if found is not None:
        hint = f'write `{found["name"] or ""}"{found["value"].strip()}"`'
        raise UnreadableError(f"the quotes in `{found[0].strip()}` are not straight double ones", hint)


def _no_value(name: str) -> UnreadableError:
    return UnreadableError(f"`{name}=` has no value", "write one right after the `=`, or leave the option out")


def given_twice(name: str) -> UnreadableError:
    """What is wrong with an option that is there twice."""
    return UnreadableError(f"`{name}` is given twice", "keep one of the two")


def value_of(token: re.Match[str]) -> str:
    """The value of a token that has a name, without quotes; raises UnreadableError where there is none."""
    value = token["value"] if token["qvalue"] is None else _unquoted(token["qvalue"])
    if not value:
        raise _no_value(token["name"])
    return value


def _unquoted(quoted: str) -> str:
    text = quoted[1:-1]
    return (_ESCAPED.sub(r"\1", text) if "\\" in text else text).strip()


def markdown_of(quoted: str) -> str:
    """A label without its quotes; other escapes than that of a quote belong to its Markdown."""
    text = quoted[1:-1]
    return (_PAIR.sub(lambda match: '"' if match[0] == '\\"' else match[0], text) if "\\" in text else text).strip()
