"""What a file of another program holds, as plain values: the contract between readers and those who use them.

Values are those of a registry's entry under the names that the registry knows (`title`, `url`, `authors`, `published`,
`tags`...), and the variables of CSL 1.0.2 under their own names (`container-title`, `volume`, `issue`, `page`...):

    names       a list of mappings with CSL's name parts: {"family": "Gaulle", "given": "Charles", "dropping-particle": "de"}
                or {"literal": "The X Group"}; its last item may be the text "et al."
    dates       EDTF, level 1, as far as could be told
    the rest    texts; `tags` and `aliases` are lists of texts

They are untrusted: whoever uses them checks them as the registry checks its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

OWN = "resource-cards"
"""The name of the extra field in which our exports keep, as JSON, what the format has no place for."""


Own = Mapping[str, Mapping[str, Any]]
"""A resource's id -> the fields that its record keeps beside."""
NOTHING: Own = MappingProxyType({})
_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_ODD = re.compile("[{}@\x7f\x85\u2028\u2029]")


class BibliographyError(Exception):
    """A file that cannot be read at all; the message is one line."""


class ReadProblem(NamedTuple):
    """Something that could not be read as written."""

    message: str
    """One sentence, without the position."""
    line: int = 0
    """Counted from 1; 0 where it is about the whole file."""
    column: int = 0
    """Counted from 1, in characters."""
    key: str = ""
    """The citation key of the entry, where it is about one."""


class ForeignEntry(NamedTuple):
    """One work."""

    key: str
    """The citation key as it is written; `""` for none."""
    values: Mapping[str, Any]
    line: int
    column: int
    private: tuple[str, ...] = ()
    """Names of the fields that contain notes, which are not read."""
    unplaced: tuple[str, ...] = ()
    """Names of the fields for which a registry has no place."""
    own: tuple[str, ...] = ()
    """Names of the values that an export of ours kept beside: they are just so, and nothing is to be derived from others."""
    cased: Mapping[str, str] = MappingProxyType({})
    """Its titles in title case, as `Resource.bibtex_titles` has them: a note beside the values, for citation styles alone."""


class RawEntry(NamedTuple):
    """One work as it is in the file."""

    text: str
    line: int
    column: int
    key: str = ""
    context: str = ""
    """What else its reading depends on: abbreviations of the file, the entries that it inherits from."""

    @property
    def digest(self) -> str:
        """Changes when the entry, or what it depends on, does; not when it moves."""
        return hashlib.sha256(f"{self.context}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()


class Parts(NamedTuple):
    """A file, cut into its entries."""

    format: str
    entries: tuple[RawEntry, ...]
    problems: tuple[ReadProblem, ...] = ()


class Bibliography(NamedTuple):
    """What was read of a file."""

    format: str
    entries: tuple[ForeignEntry, ...]
    problems: tuple[ReadProblem, ...] = ()


def with_own(values: Mapping[str, Any], own: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values of a record with those that it keeps beside (a mapping, or one as JSON), and the names of these.

    One that is kept as None is none, whatever the record says.
    """
    if not own and all(values.values()):
        return dict(values), ()
    if isinstance(own, str):
        try:
            own = json.loads(own) if own else None
        except (ValueError, RecursionError):
            own = None
    kept = {str(name): value for name, value in own.items()} if isinstance(own, dict) else {}
    merged = {**values, **kept}
    return {name: value for name, value in merged.items() if value not in (None, "", [], {})}, tuple(kept)


def own_json(own: Mapping[str, Any]) -> str:
    """What a record keeps beside, on one line; braces, and what upsets parsers of lines, are escapes within its texts."""
    text = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
    return _JSON_TEXT.sub(lambda match: _ODD.sub(lambda sign: f"\\u{ord(sign[0]):04x}", match[0]), text)
