"""The address of an entry: from `url`, `howpublished` and other fields in use, or from its `eprint`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...normalize.identifiers import ARXIV_ID
from ..values import with_scheme
from .latex import decoded
from .tables import EPRINTS
from .verbatim import address

EPRINT_ADDRESSES = {kind: EPRINTS[kind] for kind in ("arxiv", "jstor", "pubmed", "hdl")}
"""`eprinttype` -> start of the addresses that repeat the eprint."""
_MARKED = re.compile(
    r"\\(?:url|path|nolinkurl|href)\s*\{\s*((?:https?|ftp)?[^{}\s]*(?:\{[^{}]*\}[^{}\s]*)*)\s*\}", re.IGNORECASE
)
_BARE = re.compile(r"https?://[^\s{}\"<>]+(?:\{(?:[^\s{}\"<>]|\{[^\s{}\"<>]*\})*\}[^\s{}\"<>]*)*", re.IGNORECASE)
"""An address, with the braces that programs write: `\\~{}`, `{\\textasciitilde}`, `{\\_}`."""
_HOST = re.compile(r"www\.[^\s{}]+\Z", re.IGNORECASE)
_AROUND = ".,;:)]/"
"""Punctuation after an address in a sentence."""
_LOCAL = re.compile(
    r"\s*(?:\\(?:url|path|nolinkurl|href)\s*\{\s*)?(?:file:|~?/[^\s/{}]+/\S+$|[A-Za-z]:[\\/]|\\\\\w)", re.IGNORECASE
)
"""A path on somebody's machine, or how one begins."""
_NO_WORDS = re.compile(
    r"(?:(?:available|online|accessed|retrieved|downloaded|visited|last|website|web|page|site|internet|see|url|at|from|on|in|am|le|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[0-9]+(?:st|nd|rd|th)?)\b|[\s.,:;()\[\]/-])*",
    re.IGNORECASE,
)
"""Words next to an address that say nothing more than it."""
_ARXIV = re.compile(rf"(?:arxiv[:.\s]*)?(?:https?://arxiv\.org/(?:abs|pdf)/)?({ARXIV_ID})(v[0-9]+)?(?:\.pdf)?", re.IGNORECASE)
_IN_TEXT = re.compile(rf"arxiv(?:\s+e-?prints?)?(?:\s+preprint)?[:,\s]*(?:arxiv[:,\s]*)?({ARXIV_ID})", re.IGNORECASE)


def is_local(value: str) -> bool:
    """Whether a value is a path on the machine of whoever wrote it, which says nothing to others."""
    return "http" not in value and _LOCAL.match(value) is not None


def address_in(fields: Mapping[str, str]) -> str:
    """The address of the entry, in whichever field it is; `""` for none."""
    for name in ("url", "link", "www", "ee", "bdsk-url-1"):
        found = _first(fields.get(name, ""), is_address=True)
        if found:
            return found
    if "eprint" in fields:
        return ""
    return where_published(fields) or _in_note(fields.get("note", ""))


def where_published(fields: Mapping[str, str]) -> str:
    """The address in `howpublished`; `""` where it says something else, such as a publisher or `Node.js`."""
    how = fields.get("howpublished", "").strip()
    if not how or is_local(how):
        return ""
    marked = _MARKED.search(how)
    if "http" in how.lower() or not (marked or _HOST.match(how)):
        return _first(how, is_address=False)
    written = address(marked[1] if marked else how)
    completed = with_scheme(written)
    return completed if completed != written else ""


def eprint_values(fields: Mapping[str, str]) -> dict[str, str]:
    """The `url`, or the CSL identifier, that an `eprint` means."""
    written = address(fields.get("eprint", fields.get("arxivid", fields.get("arxiv", ""))))
    kind = decoded(fields.get("eprinttype", fields.get("archiveprefix", ""))).strip().lower()
    if not written:
        match = _IN_TEXT.search(fields.get("journal", ""))
        return {"url": EPRINTS["arxiv"] + match[1]} if match and "url" not in fields else {}
    match = _ARXIV.fullmatch(written)
    if match and (not kind or "arxiv" in kind):
        return {"url": f"{EPRINTS['arxiv']}{match[1]}{match[2] or ''}"}
    if written.lower().startswith(("http://", "https://")):
        return {"url": written}
    found = dict[str, str]()
    if kind in ("pubmed", "pmid") and written.isdigit():
        found["PMID"] = written
    elif kind in ("pmc", "pmcid"):
        found["PMCID"] = written if written.upper().startswith("PMC") else f"PMC{written}"
        written = found["PMCID"]
    if kind in EPRINTS:
        return {**found, "url": EPRINTS[kind] + written}
    return {"archive": kind, "archive_location": written} if kind else {}


def _first(value: str, *, is_address: bool) -> str:
    if not value.strip():
        return ""
    match = _MARKED.search(value)
    if match and "." in match[1]:
        found = address(match[1])
        return found if "://" in found else f"https://{found}" if is_address else ""
    match = _BARE.search(value)
    if match:
        found = address(match[0])
        return (
            found
            if is_address and value.strip().endswith(match[0])
            else found.rstrip(".,;:)]" if found.count("(") < found.count(")") else ".,;:]")
        )
    written = address(value)
    completed = with_scheme(written)
    return completed if is_address and completed != written else ""


def other_addresses(value: str, taken: str, *, is_address: bool) -> list[str]:
    """Other addresses in a field, besides the one that was used."""
    if not value.strip():
        return []
    found = list(dict.fromkeys(address(match[0]) for match in _BARE.finditer(value)))
    if is_local(value):
        return [address(value), *found]
    if not found:
        return [address(value)] if is_address and with_scheme(address(value)) != taken and not _MARKED.search(value) else []
    return [one for one in found if one.rstrip(_AROUND) != taken.rstrip(_AROUND)]


def _in_note(value: str) -> str:
    """The address that is all of a note. Notes are private, but this one says where the work is."""
    found = _first(value, is_address=False)
    if not found:
        return ""
    rest = _BARE.sub("", _MARKED.sub("", value))
    return found if _NO_WORDS.fullmatch(decoded(rest)) else ""
