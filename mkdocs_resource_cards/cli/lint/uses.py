"""Rules about who uses what."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ...model import CitingPage, Location, Problem, Resource, is_made
from .context import LintContext, problem

LISTED = 20
"""Entries of one file that are reported one by one."""
_NAMED = 5


def uncited(subject: LintContext) -> Iterator[Problem]:
    """Entries that no page of the site cites, where any page cites one; of many in one file, how many they are."""
    if not subject.has_docs:
        return
    unused = [one for one in subject.resources if not subject.citing(one)]
    if len(unused) < len(subject.resources):
        by_file = dict[str, list[Resource]]()
        for one in unused:
            by_file.setdefault(one.location.path, []).append(one)
        for path, some in by_file.items():
            parents = subject.inherited_from(path)
            yield from _unused_in(path, [one for one in some if parents.isdisjoint(key.lower() for key in one.keys)])


def _unused_in(path: str, unused: list[Resource]) -> Iterator[Problem]:
    if len(unused) <= LISTED:
        for one in unused:
            yield problem("unused_entry", one, f"no page cites {_called(one)}")
        return
    names = ", ".join(map(_called, unused[:_NAMED]))
    yield Problem("unused_entry", f"no page cites {len(unused)} entries of this file: {names}...", Location(path))


def _called(resource: Resource) -> str:
    """An entry by the key that people type; by its title where it has only a hash."""
    key = resource.typed_key
    return (
        f"`{key}`" if not is_made(key) else f"`{resource.title if len(resource.title) <= 60 else resource.title[:59] + '…'}`"
    )


def unused_publications(subject: LintContext) -> Iterator[Problem]:
    """Publications that no entry belongs to."""
    used = {one.publication.id for one in subject.resources if one.publication}
    for key, publication in subject.publications.items():
        if key not in used:
            yield Problem("unused_publication", f"no entry belongs to the publication `{key}`", publication.location)


def stale_claims(subject: LintContext) -> Iterator[Problem]:
    """Declared citing pages of this site that do not cite: the computed list is the truth."""
    if not subject.has_docs:
        return
    for one in subject.resources:
        if not one.cited_by:
            continue
        known = {name for page in subject.citing(one) for name in _names(page)}
        for page in one.cited_by:
            if subject.is_own(page) and not page.url and page.title.strip("/").casefold() not in known:
                message = f"`{one.typed_key}` is declared as cited by `{page.title}`, which does not cite it"
                yield problem("stale_cited_by", one, message)


def _names(page: CitingPage) -> Iterator[str]:
    """What a registry may call a page, ignoring case."""
    stem = posixpath.splitext(page.path)[0]
    folder, name = posixpath.split(stem)
    short = folder if name.lower() in ("index", "readme") else stem
    yield from (one.casefold() for one in (page.path, stem, short, posixpath.basename(short), page.title))
