"""What each source cites, cached between builds by the source's content."""

from __future__ import annotations

import hashlib
import json

from ..cache import Cache
from ..markdown_scan.headings import UNNAMED

CACHE_VERSION = 11
"""Goes up with every change of what the scan finds."""
BUCKET = "citations"
CitedRows = list[tuple[str, str, str]]
"""(key, section, sentence) of every citation of one source, in order; with the marks of `headings.UNNAMED`."""


class ScanCache:
    """Scans sources, each content once."""

    def __init__(self, cache: Cache, *, math: bool, pandoc: bool) -> None:
        """`math` and `pandoc` are those of `scan`."""
        self._cache = cache
        self._math = math
        self._pandoc = pandoc
        self._name = f"{CACHE_VERSION}{' math' if math else ''}{' pandoc' if pandoc else ''}"
        self._kept: dict[str, CitedRows] | None = None
        self._used: dict[str, CitedRows] = {}

    def of(self, text: str) -> CitedRows:
        """What `text`, a Markdown source, cites."""
        if "<<" not in text and not (self._pandoc and "@" in text):
            return []
        if self._kept is None:
            self._kept = _read(self._cache.get(BUCKET, self._name))
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        cited = self._kept.get(key)
        if cited is None:
            from ..markdown_scan.scanner import scan  # with all that masks code: not for a site that was scanned before

            found = scan(text, math=self._math, pandoc=self._pandoc, names=UNNAMED).cited_keys
            cited = [(one.key, one.section, one.sentence) for one in found]
        self._used[key] = cited
        return cited

    def keep(self) -> None:
        """Keeps what was asked for, and forgets the rest."""
        if self._used.keys() != (self._kept or {}).keys():
            self._cache.put(BUCKET, self._name, json.dumps(self._used, ensure_ascii=True, separators=(",", ":")))


def _read(stored: str | None) -> dict[str, CitedRows]:
    """What `keep` wrote; nothing for anything else."""
    try:
        kept = json.loads(stored or "{}").items()
        return {name: [(str(key), str(section), str(sentence)) for key, section, sentence in cited] for name, cited in kept}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
