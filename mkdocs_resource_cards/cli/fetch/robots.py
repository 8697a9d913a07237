"""robots.txt: may this program fetch that path? As RFC 9309 says, wildcards included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

AGENT = "mkdocs-resource-cards"
MAX_BYTES = 500 * 1024
"""Bytes that are read (RFC 9309, 2.5)."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for this program."""

    rules: tuple[tuple[str, bool], ...] = ()
    """(pattern, allowed)."""
    delay: float = 0.0
    """Seconds between two requests that the host asks for."""

    def allows(self, url: str) -> bool:
        """Whether the longest rule that matches allows `url`; allowing wins a tie, and no rule allows."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]


def parse(body: bytes) -> Robots:
    """The rules of the group for this program, else of the group `*`."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    agents: list[str] = []
    open_group = False
    for name, value in _lines(body[:MAX_BYTES].decode("utf-8", "replace").splitlines()):
        if name == "user-agent":
            agents = [*agents, value.lower()] if open_group else [value.lower()]
            open_group = True
            groups.setdefault(agents[-1], ([], []))
            continue
        open_group = False
        for agent in agents:
            _take(groups[agent], name, value)
    rules, delays = groups.get(AGENT) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=0.0))


def _lines(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _take(group: tuple[list[tuple[str, bool]], list[float]], name: str, value: str) -> None:
    rules, delays = group
    if name in ("allow", "disallow") and value and len(rules) < 5000:
        rules.append((_normal(value), name == "allow"))
    elif name == "crawl-delay" and value.replace(".", "", 1).isdecimal() and value.isascii():
        delays.append(min(float(value), 30.0))


def _normal(path: str) -> str:
    """One spelling of each character, so that escaped and plain ones compare equal."""
    return quote(unquote(path), safe="/*$?&=+,;:@!'()~%")


def _matches(pattern: str, path: str) -> bool:
    """Whether `pattern` (`*` any text, `$` the end) matches a beginning of `path`; linear, without backtracking."""
    anchored = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for number, part in enumerate(others):
        if anchored and number == len(others) - 1:
            return path.endswith(part) and len(path) - len(part) >= position
        position = path.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return not anchored or position == len(path)
