"""`resource-cards convert`"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...model import Resource
from ..console import Failure, count, has_colour, safe, say
from ..context import Session, pass_session

if TYPE_CHECKING:
    from ...registry.plain_entries import Entry
    from ..link_conversion.converter import Converted, MarkdownLink
    from ..registry_edit.known_sources import SourceIndex


_SHOWN = 20
"""Links of one kind whose places are told."""


@click.command("convert")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Change the files; without it, only show what would change.")
@click.option("--add", is_flag=True, help="Also take links that the registry does not know, with their text as title.")
@pass_session
def command(session: Session, /, paths: tuple[Path, ...], write: bool, add: bool) -> None:
    """Turn Markdown links to sources of the registry into shortcodes with the link's text as label.

    Looks at PATHS, or at all of the docs. Shows a diff. Code, comments and raw HTML are never touched; a second run changes
    nothing. Entries that --add makes have only a title and a URL: let `resource-cards snapshot` and your eyes follow.

    \b
    Example:
      resource-cards convert docs/guide.md
      resource-cards convert --write
    """
    from ..registry_edit.known_sources import SourceIndex

    registry = session.registry()
    known, new = SourceIndex(registry.resources()), dict[str, Resource]()
    changed = list(_changed(session, _files(session, paths), known, new if add else None))
    for path, old, found in changed:
        _show(session, path, old, found.text)
    if write:
        _write(session, changed, new)
    _tell(changed, new, write)
    _tell_left(session, changed)


def _files(session: Session, paths: Sequence[Path]) -> list[Path]:
    from ...source_site import sources

    docs, is_excluded = session.site_config.docs, session.site_config.is_excluded
    if not paths and docs is None:
        raise Failure("there are no docs here; name the files")
    if not paths and docs is not None and not docs.is_dir():
        raise Failure(f"there is no docs folder `{session.site_config.shown(docs)}`; create it, or correct `docs_dir`")
    docs = docs.resolve() if docs else None

    def is_meant(path: Path) -> bool:
        return not (docs and path.is_relative_to(docs) and is_excluded(path.relative_to(docs).as_posix()))

    files = list[Path]()
    for root in [path.resolve() for path in paths] or ([docs] if docs else []):
        # A file that is named is meant, a draft or not.
        files += [root] if root.is_file() else filter(is_meant, sources(root))
    return list(dict.fromkeys(files))


def _changed(
    session: Session, files: Iterable[Path], known: SourceIndex, new: dict[str, Resource] | None
) -> Iterator[tuple[Path, str, Converted]]:
    """(file, its text, the text it becomes) for each file with something to tell."""
    from ..link_conversion.converter import convert

    def lookup(link: MarkdownLink) -> Resource | str | None:
        found = known.same_source(link.url)
        if found is not None or new is None:
            return found
        # A text that cannot be a label is no title either.
        return link.reason or _made(link, known, new)

    extensions = session.config.extensions if session.config else None
    for path in files:
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeError):
            say(f"{session.site_config.shown(path)}: cannot be read as UTF-8, and is left alone", "yellow")
            continue
        found = convert(text, lookup, math=session.site_config.has_math, extensions=extensions)
        if found.count or found.left:
            yield path, text, found


def _made(link: MarkdownLink, known: SourceIndex, new: dict[str, Resource]) -> Resource | str:
    """A new entry for a link whose text can be a title, or why there can be none."""
    from ...normalize.source_urls import clean
    from ...normalize.urls import safe_url
    from ...registry.plain_entries import id_of, read_entry
    from ..link_conversion.converter import WITHIN
    from ..lint import LintContext
    from ..lint.titles import addresses_as_titles, labels_as_titles

    if "#" in link.url:  # What is said of a place is no title of the source.
        return WITHIN
    url = safe_url(clean(link.url))
    resource, problems = read_entry({"id": id_of(url), "title": link.label or link.url, "url": url, "type": "web"}, {})
    if resource is None or problems or not resource.url:
        return "has a text or an address that no entry can have"
    if known.by_key(resource.id) is not None:
        return "would have an id that another entry has (use resource-cards add)"
    subject = LintContext((resource,))
    if any(True for rule in (addresses_as_titles, labels_as_titles) for _ in rule(subject)):
        return "has a text that is no title (use resource-cards add)"
    known.take(resource)
    new[resource.id] = resource
    return resource


def _show(session: Session, path: Path, old: str, new: str) -> None:
    name = session.site_config.shown(path)
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=1)
    colours = {"+": "green", "-": "red", "@": "cyan"}
    coloured = has_colour(sys.stdout)
    for line in lines:
        click.echo(click.style(safe(line), fg=colours.get(line[:1])) if coloured else safe(line))


def _write(session: Session, changed: Sequence[tuple[Path, str, Converted]], new: Mapping[str, Resource]) -> None:
    """The registry first: a shortcode must never stand there without its entry."""
    from ...registry.plain_entries import entry_of
    from ..atomic_files import BusyError, locked, replace

    entries = [entry_of(one) for one in _used(changed, new)]
    if entries:
        _add(session, entries)
    for path, old, found in changed:
        if not found.count:
            continue
        try:
            with locked(path):
                if path.read_bytes() != old.encode():
                    raise Failure(f"{path}: it has been changed meanwhile, and is left as it is; run it again")
                replace(path, found.text.encode())
        except (BusyError, OSError) as error:
            raise Failure(f"{path}: {error}") from error


def _add(session: Session, entries: Sequence[Entry]) -> None:
    from ..registry_edit.new_entries import add_all

    for outcome in add_all(session, entries):
        if outcome.path is None:  # Another writer was there since the registry was read.
            why = outcome.fault or f"`{outcome.known.title if outcome.known else ''}` has its id or its address"
            raise Failure(f"the registry did not take `{outcome.entry['title']}`: {why}; no page was changed, run it again")


def _used(changed: Sequence[tuple[Path, str, Converted]], new: Mapping[str, Resource]) -> list[Resource]:
    """The new entries that a shortcode names: a link may have stayed one for what is in its text."""
    from ...shortcode import likely_keys

    named = {key for _, _, found in changed for key in likely_keys(found.text)}
    return [one for one in new.values() if one.id in named]


def _tell(changed: Sequence[tuple[Path, str, Converted]], new: Mapping[str, Resource], write: bool) -> None:
    links, files = sum(found.count for _, _, found in changed), sum(bool(found.count) for _, _, found in changed)
    about = f"{count(links, 'link')} in {count(files, 'file')}"
    if write:
        say(f"turned into shortcodes: {about}")
    else:
        say(f"would become shortcodes: {about}" + ("; --write changes them" if links else ""))
    if used := _used(changed, new):
        say(f"{'new' if write else 'would be new'} in the registry: {count(len(used), 'entry', 'entries')}")


def _tell_left(session: Session, changed: Iterable[tuple[Path, str, Converted]]) -> None:
    locations = dict[str, list[str]]()
    for path, _, found in changed:
        for one in found.left:
            locations.setdefault(one.reason, []).append(f"{session.site_config.shown(path)}:{one.line}:{one.column}")
    for reason, names in sorted(locations.items()):
        say(f"left as it is, because it {reason}: {count(len(names), 'link')}")
        for name in names[:_SHOWN]:
            say(f"  {name}")
        if len(names) > _SHOWN:
            say(f"  and {len(names) - _SHOWN} more")
