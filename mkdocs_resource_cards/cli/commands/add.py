"""`resource-cards add`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ...formats.catalog import SUFFIXES
from ...model import Resource
from ...registry.plain_entries import Entry
from ..console import Failure, ask, has_person, result, say
from ..context import Session, allow_private, pass_session

if TYPE_CHECKING:
    from ..ingest.fetch_source import Gathered
    from ..ingest.identify import SourceTarget
    from ..ingest.page_pictures import FetchedPicture
    from ..registry_edit.known_sources import SourceIndex
    from ..registry_edit.new_entries import Outcome

_OPTIONS = {"aliases": "alias", "authors": "author", "tags": "tag"}
"""field -> option, where the two differ."""
_QUESTIONS = {"authors": "Authors, separated by `;`"}
_FILE = re.compile(r"[^/:?#]+\.(?:html?|pdf|txt|md)", re.IGNORECASE)
"""More likely the name of a file than of a host."""


class _Wishes(NamedTuple):
    """How an entry is to be added."""

    into: str
    """The name of the registry file, `""` for the one that suits."""
    keeps: bool
    """Whether the content is kept."""
    is_dry: bool
    is_quiet: bool


@click.command("add")
@click.argument("what", metavar="URL|DOI|ARXIV|FILE")
@click.option("--title", help="The title, instead of the page's own.")
@click.option("--author", "authors", multiple=True, help="An author; repeat for more.")
@click.option("--published", help="The date: 2018, 2025-04, 2025-04-24 or April 2025.")
@click.option("--type", "kind", help="web, paper, book, blog, report, video...")
@click.option("--publication", help="Where it appeared: the id of a publication, or its name.")
@click.option("--tag", "tags", multiple=True, help="A tag; repeat for more.")
@click.option("--url", help="The URL that a FILE was saved from.")
@click.option("--id", "key", help="The id, instead of a hash of the URL.")
@click.option("--alias", "aliases", multiple=True, help="An extra key that is easier to type.")
@click.option("--into", metavar="FILE", default="", help="The registry file to append to.")
@click.option("--no-snapshot", is_flag=True, help="Do not save the content as a snapshot.")
@click.option("--image", is_flag=True, help="Save the page's picture, or its icon, for cards.")
@click.option("--dry-run", is_flag=True, help="Show the entry without adding it.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask any questions.")
@allow_private
@pass_session
def command(
    session: Session, /, what: str, into: str, no_snapshot: bool, image: bool, dry_run: bool, yes: bool, **given: object
) -> None:
    """Add a web page, a paper or a file to the registry.

    Fetches the source and reads its title, authors, date and publication. Shows the entry, and asks about values it is not
    sure of when run on a terminal. The entry is appended in the style of the file; the rest of the file stays as it is. A
    source that is already in the registry is not added again. The content is saved as a snapshot. Prints the shortcode.

    \b
    Example:
      resource-cards add https://darioamodei.com/post/the-urgency-of-interpretability
      resource-cards add 10.1038/nature14539 --tag "deep learning"
      resource-cards add arXiv:1706.03762 --alias attention
      resource-cards add saved-page.html --url https://example.org/page
    """
    from ..ingest.fetch_source import gather
    from ..ingest.identify import identify
    from ..registry_edit.known_sources import SourceIndex

    target, said = identify(what), _said(given)
    if target is None:
        raise Failure(f"`{what}` is not an http(s) URL, DOI, arXiv id or file")
    if target.kind == "file" and what.strip().lower().endswith(tuple(SUFFIXES)):
        raise Failure(f"{what} is a bibliography: `resource-cards import {what}` adds its entries")
    if target.kind == "url" and _FILE.fullmatch(what.strip()):
        raise Failure(f"there is no file `{what}`; if you mean the site, write https://{what.strip()}")
    known = SourceIndex(session.registry().resources())
    if _told_if_known(known, target):
        return
    _refuse_taken(known, said.get("aliases", ()))
    get = session.fetcher().get if target.kind != "file" else None
    found = gather(target, session.tools, str(said.get("url", "")), get)
    if not _is_meant(what, found, is_sure="title" in said, is_quiet=yes):
        return
    entry = _entry(session, found, said, is_quiet=yes, is_kept=not no_snapshot)
    picture = _picture(session, found) if image and not dry_run else None
    _add(session, entry, found, picture, _Wishes(into, not no_snapshot, dry_run, yes))


def _said(given: dict[str, object]) -> Entry:
    """What the options say, by field. Raises Failure for values that the registry would not take: a person meant them."""
    from ...normalize import author_lists, dates
    from ...registry.plain_entries import read_entry

    said: Entry = {}
    for option, value in given.items():
        name = {"key": "id", "kind": "type"}.get(option, option)
        found = list(value) if isinstance(value, tuple) else (name == "published" and dates.stated(str(value))) or value
        if name == "authors" and isinstance(found, list):
            found = list(map(author_lists.one, found))
        if not found:
            continue
        _, problems = read_entry({"id": "x", "title": "x", name: found}, {})
        if problems:
            told = problems[0].message.removesuffix("; the entry is left out")
            raise Failure(f"--{_OPTIONS.get(name, name)}: {told.partition(': ')[2] or told}")
        said[name] = found
    return said


def _refuse_taken(known: SourceIndex, aliases: Sequence[str]) -> None:
    from ..registry_edit.new_entries import taken

    for alias in aliases:
        holder = known.by_key(alias)
        if holder is not None:
            raise Failure(f"--alias: {taken(f'the key `{alias}`', holder)}")


def _told_if_known(known: SourceIndex, target: SourceTarget) -> bool:
    """Whether the registry has the source already, as far as that shows without the network."""
    urls = {"url": target.value, "arxiv": f"https://arxiv.org/abs/{target.value}"}
    same = known.same_source(urls.get(target.kind, ""), target.value if target.kind == "doi" else "")
    if same is not None:
        _tell_known(same)
    return same is not None


def _tell_known(same: Resource) -> None:
    say(f"already in the registry: {same.title} at {same.location}; nothing was added", "yellow")
    result(f"<< resource:{same.typed_key} >>")


def _is_meant(what: str, found: Gathered, *, is_sure: bool, is_quiet: bool) -> bool:
    """Whether to add what was found. Raises Failure if it does not look like a source and nobody can be asked."""
    if found.moved:
        say(f"{what} leads to {found.moved}", "yellow")
    if not found.suspicion or is_sure:
        return True
    if is_quiet or not has_person():
        raise Failure(f"{what} {found.suspicion}; nothing was added; give --title to add it anyway")
    say(f"{what} {found.suspicion}", "yellow")
    return ask("Add it anyway?", default=False)


def _entry(session: Session, found: Gathered, said: Entry, *, is_quiet: bool, is_kept: bool) -> Entry:
    """The draft with what the user said, and with answers to what is not sure. Without a text, its description is one."""
    from ..registry_edit.new_entries import ordered

    entry: Entry = {**found.draft.entry, **said}
    if not entry.get("abstract") and not (is_kept and found.has_text) and not found.suspicion:
        entry["abstract"] = found.description
    looked_at = ("title", *found.draft.doubts) if found.suspicion else found.draft.doubts
    doubts = [name for name in dict.fromkeys(looked_at) if name not in said]
    if doubts and not is_quiet and has_person():
        entry.update(_answers(entry, doubts))
    elif doubts:
        say(f"not sure about: {', '.join(doubts)}", "yellow")
    if not entry.get("title"):
        raise Failure("no title found; give --title")
    return ordered(_with_publication(session, {name: value for name, value in entry.items() if value}))


def _answers(entry: Entry, doubts: list[str]) -> Entry:
    from ...normalize import author_lists

    answers: Entry = {}
    for name in doubts:
        shown = entry.get(name, "")
        default = "; ".join(shown) if isinstance(shown, list) else shown
        read = _date if name == "published" else None
        text = click.prompt(_QUESTIONS.get(name, name.capitalize()), default=default, err=True, value_proc=read)
        if name != "authors":
            answers[name] = text
        elif text != default:
            answers[name] = list(author_lists.read([text], is_tag=True).names)
    return answers


def _date(text: str) -> str:
    """A date that was typed; for another text click asks again."""
    from ...normalize import dates

    found = dates.stated(text)
    if text.strip() and not found:
        raise click.UsageError("a year, month or day such as 2018, 2025-04 or 2025-04-24, or nothing")
    return found


def _with_publication(session: Session, entry: Entry) -> Entry:
    """A publication that the registry knows by the URL's host needs no mention; one that it knows by name goes by its id."""
    from ...registry.plain_entries import read_entry

    publications = session.registry().publications
    bare = {name: value for name, value in entry.items() if name != "publication"}
    recognised, _ = read_entry({"id": "x", **bare}, publications)
    if recognised is not None and recognised.publication is not None:
        return bare
    named, _ = read_entry({"id": "x", **entry}, publications)
    if named is not None and named.publication is not None and named.publication.id:
        return {**entry, "publication": named.publication.id}
    return entry


def _picture(session: Session, found: Gathered) -> FetchedPicture | None:
    """The page's picture; that there is none is not a failure."""
    from ..ingest.page_pictures import NoPictureError, picture_of

    url = found.fetched.url if found.fetched is not None else ""
    try:
        return picture_of(found.page, url or str(found.draft.entry.get("url", "")), session.fetcher().get)
    except NoPictureError as error:
        say(f"no picture saved: {error}", "yellow")
        return None


def _add(session: Session, entry: Entry, found: Gathered, picture: FetchedPicture | None, wishes: _Wishes) -> None:
    from ..registry_edit.new_entries import add_all
    from ..registry_edit.yaml_style import YamlStyle
    from ..registry_edit.yaml_writer import entry_text

    (planned,) = add_all(session, [entry], wishes.into, dry=True)
    if planned.known is not None:
        _tell_known(planned.known)
        return
    if planned.fault:
        raise Failure(planned.fault)
    for note in planned.notes:
        say(note, "yellow")
    image = {"image": picture.path_of(planned.entry["id"])} if picture else {}
    say(entry_text({**planned.entry, **image}, YamlStyle(0)).rstrip())
    if wishes.is_dry or (not wishes.is_quiet and has_person() and not ask("Add it?")):
        return
    outcome = _appended(session, entry, planned, picture, wishes)
    if outcome.known is not None:
        _tell_known(outcome.known)
        return
    if outcome.path is None:  # Another writer was quicker.
        raise Failure(outcome.fault)
    say(f"added to {session.site_config.shown(outcome.path)}", "green")
    result(f"<< resource:{outcome.key} >>")
    if wishes.keeps:
        _keep(session, outcome.entry, outcome.path, found)


def _appended(session: Session, entry: Entry, planned: Outcome, picture: FetchedPicture | None, wishes: _Wishes) -> Outcome:
    """The new entry in its file, with its picture: that is there first, and goes again if the entry is not taken."""
    from ..ingest.page_pictures import NoPictureError, save
    from ..registry_edit.new_entries import add_all

    file, outcome = None, None
    try:
        if picture is not None and planned.path is not None:
            file = save(planned.path, str(planned.entry["id"]), picture)
            entry = {**entry, "image": picture.path_of(str(planned.entry["id"]))}
    except (NoPictureError, OSError) as error:
        say(f"no picture saved: {error}", "yellow")
    try:
        (outcome,) = add_all(session, [entry], wishes.into)
        return outcome
    finally:
        if file is not None and (outcome is None or outcome.path is None):
            file.unlink(missing_ok=True)


def _keep(session: Session, entry: Entry, path: Path, found: Gathered) -> None:
    """The snapshot of a new entry; that there is none is not a failure."""
    from ...registry.plain_entries import read_entry
    from ..atomic_files import BusyError
    from ..fetch.rate_limit import now
    from ..snapshots.writer import NotKeptError, content_of, save, target_of

    resource, _ = read_entry(entry, {}, session.site_config.shown(path))
    if resource is None:
        return
    target = target_of(resource, path.parent, session.finder())
    try:
        if target.refusal or found.fetched is None:
            raise NotKeptError(target.refusal or (f"it {found.suspicion}" if found.suspicion else "it is no text"))
        save(target.path, found.fetched, content_of(found.fetched, resource), now())
    except NotKeptError as error:
        say(f"no snapshot saved: {error}", "yellow")
    except (BusyError, OSError) as error:
        raise Failure(f"the entry was added, but its snapshot could not be written: {error}") from error
