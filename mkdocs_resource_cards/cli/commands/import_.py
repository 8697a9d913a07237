"""`resource-cards import`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...formats.reading import MAX_BYTES, READERS, UNKNOWN, read
from ..console import Failure, ask, count, has_person, result, say
from ..context import Session, pass_session

if TYPE_CHECKING:
    from ...formats.bibliography import Bibliography, ForeignEntry, ReadProblem
    from ..exchange.taking import Taken


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "name",
    type=click.Choice(tuple(READERS)),
    help="The format, if the file does not show it.",
)
@click.option("--into", metavar="FILE", default="", help="The registry file to append to.")
@click.option("--update", is_flag=True, help="Update values that differ in the file, unless you have edited the entry.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask any questions.")
@pass_session
def command(session: Session, /, file: Path, name: str | None, into: str, update: bool, dry_run: bool, yes: bool) -> None:
    """Import entries from BibTeX, RIS, CSL-JSON, Zotero's JSON or our own JSON.

    A work that is already in the registry is not added again: its key becomes an alias of the entry, and values that differ
    are listed. With --update they are updated where the entry has none or still has what the last import wrote; what you
    wrote yourself stays. Two works count as the same only if they share a DOI, ISBN or URL and their titles agree. Notes are
    private: they are listed, but not imported. A file that `registry` names is read as it is, and is not imported.

    \b
    Example:
      resource-cards import references.bib
      resource-cards import library.json --format zotero --dry-run
      resource-cards import references.bib --update
    """
    from ..exchange.drafts import keyed_draft
    from ..exchange.taking import take_all

    _refuse_own(session, file)
    found = _read(file, name or "")
    _tell_problems(file, found)
    drafts = [keyed_draft(_whole(file, entry), found.format) for entry in found.entries]
    planned = take_all(session, drafts, into, update=update, dry=True)
    _tell(file, found, planned, update)
    to_do = [one for one in planned if one.path or one.new_key or (update and _taken_over(one))]
    if dry_run or not to_do or (not yes and has_person() and not ask(f"Write {count(len(to_do), 'entry', 'entries')}?")):
        return
    for outcome in take_all(session, drafts, into, update=update):
        if outcome.path:
            key = next(iter(outcome.entry.get("aliases", ())), outcome.entry["id"])
            result(f"<< resource:{key} >>\t{outcome.entry['title']}")


def _refuse_own(session: Session, file: Path) -> None:
    """Raises Failure for a file of the registry: what is in it is there already."""
    real = file.resolve()
    if real in {source.resolve() for source in (*session.registry().files, *session.sources)}:
        raise Failure(
            f"{file} is part of the registry, so its entries are there already; to make entries of your own of them, "
            "take the file out of `registry` first"
        )


def _read(file: Path, format: str) -> Bibliography:
    from ...formats.bibliography import BibliographyError

    try:
        with open(file, "rb") as opened:
            data = opened.read(MAX_BYTES + 1)
        found = read(data, file.name, format)
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}") from error
    except BibliographyError as error:
        hint = "; use --format to say which format it is" if str(error) == UNKNOWN else ""
        raise Failure(f"{file.name}: {error}{hint}") from error
    if not found.entries and found.problems:
        raise Failure(_told(file, found.problems[0]))
    return found


def _whole(file: Path, entry: ForeignEntry) -> ForeignEntry:
    """An entry without the fields with lone surrogates, which JSON can escape but no file can contain."""
    from ..exchange.giving import is_whole

    lost = [name for name, value in entry.values.items() if not is_whole(value) or not is_whole(name)]
    if not lost:
        return entry
    names = ", ".join(f"`{name.encode('utf-8', 'replace').decode()}`" for name in lost)
    say(f"{_label(file, entry)}: {names} left out, because the text contains half of a surrogate pair", "yellow")
    return entry._replace(values={name: value for name, value in entry.values.items() if name not in lost})


def _told(file: Path, problem: ReadProblem) -> str:
    """A problem about the whole file has no line."""
    line = f": line {problem.line}" if problem.line else ""
    key = f", `{problem.key}`" if problem.key else ""
    return f"{file.name}{line}{key}: {problem.message}"


def _tell_problems(file: Path, found: Bibliography) -> None:
    for problem in found.problems:
        say(_told(file, problem), "yellow")
    private = Counter(name for entry in found.entries for name in entry.private)
    unplaced = Counter(name for entry in found.entries for name in entry.unplaced)
    for fields, start in (
        (private, "notes are private and not imported"),
        (unplaced, "fields that the registry has no place for, not imported"),
    ):
        if fields:
            counted = (f"{name} ({count(number, 'entry', 'entries')})" for name, number in sorted(fields.items()))
            say(f"{file.name}: {start}: {', '.join(counted)}", "yellow")


def _tell(file: Path, found: Bibliography, planned: Sequence[Taken], update: bool) -> None:
    for entry, outcome in zip(found.entries, planned, strict=True):
        label = _label(file, entry)
        if outcome.fault:
            say(f"{label} is left out: {outcome.fault}", "red")
        for note in outcome.notes:
            say(f"{label}: {note}", "yellow")
        if outcome.known:
            for text in _of_known(outcome, update):
                say(f"{label} {text}")
    known = [one for one in planned if one.known]
    faulty = sum(bool(one.fault) for one in planned)
    changed = sum(bool(_taken_over(one)) for one in known)
    tail = f", {changed} {'updated' if update else 'could be updated (--update)'}" if changed else ""
    say(f"{len(planned) - len(known) - faulty} new, {len(known)} already there{tail}, {faulty} left out")


def _of_known(outcome: Taken, update: bool) -> Iterator[str]:
    """The lines about a work that is already in the registry."""
    from ..exchange.updates import shown

    known = outcome.known
    assert known is not None
    place = f" at {known.location}" if known.location.path else ""
    key = f"; its key `{outcome.new_key}` becomes an alias" if outcome.new_key else ""
    yield f"is already in the registry: << resource:{known.typed_key} >>{place}{key}"
    for one in outcome.differences:
        what = "stays, because it is yours" if one.is_ours else "is taken over" if update else "would be taken over"
        yield f"says {one.name} {shown(one.new)}, the registry {shown(one.old)}; " + (
            f"the registry's {what}" if one.is_ours else f"the file's {what}{'' if update else ' with --update'}"
        )


def _taken_over(outcome: Taken) -> list[str]:
    return [one.name for one in outcome.differences if not one.is_ours]


def _label(file: Path, entry: ForeignEntry) -> str:
    """Which record a message is about."""
    title = str(entry.values.get("title", "")).encode("utf-8", "replace").decode()
    return (
        f"{file.name}: line {entry.line}"
        + (f", `{entry.key[:60]}`" if entry.key else "")
        + (f": `{title[:60]}`" if title else "")
    )
