"""Rules about URLs, DOIs and the ids made from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress

from ...model import Problem, Resource
from ...normalize.source_urls import doi_key, place_in, source_key
from ...normalize.urls import host_of
from ...registry.plain_entries import id_of
from ..metadata.sites import site_of
from .context import LintContext, named, problem

_HASH = re.compile(r"[0-9a-f]{16}")
_FOLLOWED = 0.5
"""The share of ids of that form that are hashes of their URL where a registry follows the custom."""
_CUT = re.compile(r"\.\.\.$|…|%(?![0-9A-Fa-f]{2})[0-9A-Fa-f]?$|[,;&]$|[\"'<>`|]$|\]\(|\*\*$|&(?:amp|lt|gt|quot);")
_OFTEN = 5
"""Entries that make a host one that others may be mistaken for."""
_COMPARED = 200
"""Of these, the most frequent ones."""
_SWAPS = str.maketrans("01357", "oiest")
_HOMOGLYPHS = str.maketrans("аеорсухіԁһӏοανη", "aeopcyxidhloavn")


def doubled(subject: LintContext) -> Iterator[Problem]:
    """Entries whose URL or DOI, ignoring spelling, an earlier one has: a work under its DOI and at another address is one."""
    first: dict[str, Resource] = {}
    for one in subject.resources:
        keys = [key for key in (source_key(one.url), doi_key(one.doi)) if key]
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier is not None and not _are_parts(earlier, one):
            message = f"`{one.typed_key}` leads to the same source as {named(earlier)} at {earlier.location}"
            yield problem("duplicate_source", one, message, _kept_key(earlier, one))
        for key in keys:
            first.setdefault(key, one)


def _kept_key(earlier: Resource, one: Resource) -> str:
    """How the entry that stays keeps the key of the one that goes, in the words of its file."""
    if earlier.location.path.lower().endswith((".bib", ".bibtex")):
        return f"keep one, with `ids = {{{one.typed_key}}}`"
    return f"keep one, with `aliases: [{one.typed_key}]`"


def _are_parts(one: Resource, other: Resource) -> bool:
    """Two places within one page, each with a title of its own, are two sources."""
    return place_in(one.url) != place_in(other.url) and one.title != other.title


def foreign_hashes(subject: LintContext) -> Iterator[Problem]:
    """Ids of the form of a hash that are not that of their URL, where most are."""
    # Of an entry of a bibliography whose key is no id, the id is the hash of the key.
    hashed = [one for one in subject.resources if one.url and _HASH.fullmatch(one.id) and one.typed_key == one.id]
    wrong = [one for one in hashed if one.id != id_of(one.url)]
    if len(wrong) > len(hashed) * (1 - _FOLLOWED):
        return
    for one in wrong:
        yield problem("id_not_hash", one, f"`{one.id}` is not the hash of its URL, which is `{id_of(one.url)}`")


def cut(subject: LintContext) -> Iterator[Problem]:
    """URLs that end as no URL does, and brackets without their partner."""
    for one in subject.resources:
        for url in (one.url, one.archive_url):
            if url and (_CUT.search(url) or url.count("(") != url.count(")") or url.count("[") != url.count("]")):
                yield problem("cut_url", one, f"`{url[-60:]}` of `{one.typed_key}` seems to be cut")


def lookalikes(subject: LintContext) -> Iterator[Problem]:
    """Rare hosts that differ from a frequent one by a letter, or by letters that look the same."""
    counts = Counter(host_of(one.url) for one in subject.resources if one.url)
    often = [host for host, count in counts.most_common(_COMPARED) if count >= _OFTEN and len(host) >= 7]
    frequent = {host: _shape(host) for host in often}
    meant = {host: _meant(host, frequent) for host, count in counts.items() if count < _OFTEN}
    for one in subject.resources:
        host = host_of(one.url)
        if meant.get(host):
            message = f"the host `{host}` of `{one.typed_key}` looks like `{meant[host]}`"
            yield problem("lookalike_host", one, message, f"did you mean `{meant[host]}`?")


def _meant(host: str, frequent: Mapping[str, str]) -> str:
    """The frequent host (with its shape) that `host` may be mistaken for, `""` for none."""
    shape = _shape(host)
    for other, its_shape in frequent.items():
        if site_of(host) == site_of(other):  # One owner gives its hosts the names it likes.
            continue
        if its_shape == shape or (abs(len(host) - len(other)) <= 1 and _is_slip(host, other)):
            return other
    return ""


def _shape(host: str) -> str:
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna") if "xn--" in host else host
    return host.translate(_HOMOGLYPHS).translate(_SWAPS).replace("rn", "m").replace("vv", "w")


def _is_slip(host: str, other: str) -> bool:
    """One letter missing, added, wrong, or two in the wrong order, within the name, not in its last part or first letter."""
    (name, _, end), (name2, _, end2) = host.rpartition("."), other.rpartition(".")
    if end != end2 or name[:1] != name2[:1]:
        return False
    if len(name) == len(name2):
        wrong = [location for location, (a, b) in enumerate(zip(name, name2, strict=True)) if a != b]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and name[wrong[0]] == name2[wrong[1]]
            and name[wrong[1]] == name2[wrong[0]]
        )
        return swapped or (len(wrong) == 1 and name[wrong[0]].isalpha() and name2[wrong[0]].isalpha() and len(name) > 7)
    longer, shorter = (name, name2) if len(name) > len(name2) else (name2, name)
    return len(shorter) > 4 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer)))
