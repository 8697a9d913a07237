"""The front matter of a snapshot file: what the machine that fetched it wrote down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MAX_SIZE = 16 * 1024
"""Characters."""
MAX_EVENTS = 500
KEYS = ("url", "status", "fetched", "fetched_at", "bytes", "content_type", "sha256")

_BLOCK = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_DAY = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:(?:T|[ \t]+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]*)?)?[ \t]*(?:Z|UTC|[+-][0-9]{1,2}(?::?[0-9]{2})?)?)?",
    re.IGNORECASE,
)
"""A day, and the time as the registry takes it (`registry.formats`); Python takes weeks for days, too."""
_MEANT = re.compile(rf"^(?:{'|'.join(KEYS)})[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values that could be read; absent ones are `""` and None."""

    length: int = 0
    """Characters of the text that it takes up."""
    status: int | None = None
    fetched: str = ""
    """A day, `2026-05-17`."""
    bytes: int | None = None
    content_type: str = ""
    faults: tuple[tuple[int, str], ...] = ()
    """(line, what is wrong)."""


def block(text: str) -> tuple[str, int]:
    """The YAML between fences at the start of `text`, and the characters that it takes up with them; `""` and 0 for none."""
    match = _BLOCK.match(text[:MAX_SIZE])
    return (match["yaml"], match.end()) if match else ("", 0)


def read(text: str) -> FrontMatter:
    """The front matter at the start of `text`; one of length 0 when there is none: a Markdown text may begin with a rule."""
    match = _BLOCK.match(text[:MAX_SIZE])
    if match is None or not _MEANT.search(match["yaml"]):
        return FrontMatter()
    try:
        values = _scalars(match["yaml"])
    except ValueError:
        return FrontMatter(match.end(), faults=((1, "its front matter is not YAML of the form `key: value`"),))
    return _read(values, match.end())


def _read(values: dict[str, tuple[int, str]], length: int) -> FrontMatter:
    faults: list[tuple[int, str]] = []

    def number(key: str, lowest: int, highest: int) -> int | None:
        line, text = values.get(key, (0, ""))
        if re.fullmatch(r"[0-9]{1,15}", text) and lowest <= int(text) <= highest:
            return int(text)
        if text:
            faults.append((line, f"its `{key}` is not a number from {lowest} to {highest}"))
        return None

    line, written = values.get("fetched") or values.get("fetched_at") or (0, "")
    fetched = _day(written)
    if written and not fetched:
        faults.append((line, "its `fetched` is not a date such as `2026-05-17`"))
    return FrontMatter(
        length,
        number("status", 100, 599),
        fetched,
        number("bytes", 0, 10**15),
        values.get("content_type", (0, ""))[1].lower()[:100],
        tuple(faults),
    )


def _day(text: str) -> str:
    """The day of a day or date-time; `""` for all else and for impossible days."""
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]).isoformat() if match else ""
    except ValueError:
        return ""


def _scalars(source: str) -> dict[str, tuple[int, str]]:
    """The (line in the file, value as written) of each key of a flat mapping; lists and mappings within it are skipped.

    From YAML's events, so that no tag builds an object, no alias expands and depth costs nothing. Raises ValueError.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    values: dict[str, tuple[int, str]] = {}
    depth, key = 0, None
    try:
        for count, event in enumerate(yaml.parse(source, Loader=loader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > 3 or count > MAX_EVENTS:
                raise ValueError("too deep or too long")
            if depth != 1 or isinstance(event, yaml.CollectionStartEvent):
                continue
            value = event.value.strip() if isinstance(event, yaml.ScalarEvent) else ""
            if key is None:
                key = value
            else:
                values.setdefault(key, (event.start_mark.line + 2 if event.start_mark else 1, value))
                key = None
    except (yaml.YAMLError, RecursionError, UnicodeError) as error:
        raise ValueError(str(error)) from error
    return values
