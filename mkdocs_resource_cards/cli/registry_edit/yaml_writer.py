"""An entry -> YAML text, as a person would have written it next to its neighbours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from .yaml_style import YamlStyle

WIDTH = 100
"""Characters; a list in brackets that is longer goes over several lines."""

_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff"
_PLAIN = re.compile(rf"[^\s!\"#%&'()*,:<=>?@\[\]`{{|}}~.+{_CONTROL}-][^{_CONTROL}]*")
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_PLAIN_FIELDS = frozenset(("published", "url", "archive_url", "doi", "type", "fetched"))
"""Fields whose values nobody quotes; the registry reads every scalar as text."""
_QUOTED_FIELDS = frozenset(("id", "stable_id", "aliases"))
"""About 1 in 800 ids of 16 hex digits looks like a number to other programs."""


def entry_text(entry: Mapping[str, Any], style: YamlStyle) -> str:
    r"""The lines of `entry`, each with its line end `\\n`."""
    lines = [line for name, value in entry.items() for line in field_lines(name, value, style)]
    indent = " " * (style.dash + 1 + style.gap)
    first = " " * style.dash + "-" + " " * style.gap + lines[0]
    return "\n".join([first, *((indent + line) if line else "" for line in lines[1:])]) + "\n"


def scalar(text: str, name: str = "", quote: str = '"', *, flow: bool = False) -> str:
    """A text as one YAML scalar on one line: plain where that is safe, else quoted."""
    if name in _QUOTED_FIELDS:
        return _quoted(text, quote)
    if _is_plain(text, flow) and (name in _PLAIN_FIELDS or _stays_text(text)):
        return text
    return _quoted(text, '"')


def field_lines(name: str, value: Any, style: YamlStyle) -> Iterator[str]:
    """The lines of one field, without their line ends and without the indentation of the entry."""
    if isinstance(value, Mapping) and any(isinstance(item, (dict, list)) for item in value.values()):
        # JSON is YAML, too.
        yield f"{name}: " + _ODD.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))
    elif isinstance(value, Mapping):
        yield f"{name}:"
        for key, item in value.items():
            yield from ("  " + line if line else "" for line in field_lines(key, item, style))
    elif isinstance(value, (list, tuple)):
        yield from _list(name, value, style)
    elif isinstance(value, str) and _is_prose(value):
        yield f"{name}: |-"
        yield from ("  " + line if line else "" for line in value.split("\n"))
    else:
        yield f"{name}: {_one(name, value, style)}"


def flow_value(name: str, value: Any, style: YamlStyle, quote: str) -> str:
    """A value as it is within braces; with `quote` as JSON would have it."""
    if quote == '"':
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow_value(key, item, style, quote)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow_value(name, item, style, quote) for item in value) + "]"
    return _one(name, value, style, flow=True)


def _list(name: str, values: list[Any] | tuple[Any, ...], style: YamlStyle) -> Iterator[str]:
    inline = f"{name}: [{', '.join(_one(name, value, style, flow=True) for value in values)}]"
    if style.flow and len(inline) <= WIDTH and not any(isinstance(value, Mapping) for value in values):
        yield inline
        return
    yield f"{name}:"
    indent = " " * (2 if style.flow else style.list_indent)
    for value in values:
        if isinstance(value, Mapping):
            pairs = ", ".join(f"{key}: {_one(key, item, style, flow=True)}" for key, item in value.items())
            yield f"{indent}- {{{pairs}}}"
        else:
            yield f"{indent}- {_one(name, value, style)}"


def _one(name: str, value: Any, style: YamlStyle, *, flow: bool = False) -> str:
    if isinstance(value, str):
        return scalar(value, name, style.quote, flow=flow)
    if isinstance(value, float):
        return _number(value)
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: float) -> str:
    """All digits, and no exponent, which the registry does not read."""
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")


def _is_plain(text: str, flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or text != text.strip() or ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and any(character in ",[]{}?" for character in text))  # `?` stops some readers there


def _stays_text(text: str) -> bool:
    """Whether every YAML reader takes a plain `text` for a text: not for a number, a date or a truth."""
    resolver: Any = yaml.SafeLoader("")
    resolved = resolver.resolve(yaml.ScalarNode, text, (True, False))
    return bool(resolved == "tag:yaml.org,2002:str") and not text[0].isdigit()


def _quoted(text: str, quote: str) -> str:
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_prose(text: str) -> bool:
    """Whether `text` has several lines that a literal block holds unchanged."""
    if "\n" not in text or text != text.strip() or _ODD.search(text):
        return False
    return all(line == line.rstrip() and (not line or line.isprintable()) for line in text.split("\n"))
