"""`resource-cards import`"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...model import Resource
from ...registry.plain_entries import Entry
from ..console import Failure, ask, has_person, result, say
from ..context import Session, pass_session
from ..registry_edit.new_entries import Outcome

LIMIT = 64_000_000
"""Bytes."""
_SHOWN = 20
"""Messages of one kind."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "name", type=click.Choice(("bibtex", "ris", "csl-json", "zotero", "json")), help="If the file does not tell."
)
@click.option("--into", metavar="FILE", default="", help="The file of the registry to append to.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be added.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@pass_session
def command(session: Session, /, file: Path, name: str | None, into: str, dry_run: bool, yes: bool) -> None:
    """Take entries from BibTeX, RIS, CSL-JSON, Zotero's JSON or our own.

    What the registry holds already is not added again; what it has no place for is said. A BibTeX key becomes an
    alias, so that << resource:vaswani2017attention >> works.

    \b
    Example:
      resource-cards import references.bib
      resource-cards import library.json --format zotero --dry-run
    """
    from ...formats import conversion
    from ..registry_edit.new_entries import add_all

    text = _text(file)
    style = name or conversion.format_of(file.name, text)
    if not style:
        raise Failure(f"{file.name} is neither BibTeX, RIS nor JSON; --format says which it is")
    try:
        read = conversion.read(text, style)
    except conversion.InterchangeError as error:
        raise Failure(f"{file.name}: {error}") from error
    for warning in read.warnings:
        say(f"{file.name}: {warning}", "yellow")
    drafts = [_draft(entry) for entry in read.entries]
    planned = add_all(session, drafts, into, dry=True)
    new = [outcome for outcome in planned if outcome.path]
    _tell(file, read.locations, planned)
    if dry_run or not new or (not yes and has_person() and not ask(f"Add {len(new)} entries?")):
        return
    for outcome in add_all(session, drafts, into):
        if outcome.path:
            result(f"<< resource:{outcome.key} >>\t{outcome.entry['title']}")


def _text(file: Path) -> str:
    try:
        with open(file, "rb") as opened:
            data = opened.read(LIMIT + 1)
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}") from error
    if len(data) > LIMIT:
        raise Failure(f"{file} is larger than {LIMIT // 1_000_000} MB")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _draft(entry: Entry) -> Entry:
    """An entry as a person would write it: a DOI alone gives an address, too."""
    from ...normalize.identifiers import bare_doi
    from ...normalize.text import display_line, written_line

    found = dict(entry)
    if isinstance(title := entry.get("title"), str):
        found["title"] = written_line(display_line(title))
    doi = bare_doi(str(found.get("doi") or ""))
    if doi and not found.get("url"):
        found["url"] = f"https://doi.org/{doi}"
    return found


def _tell(file: Path, locations: Sequence[str], planned: list[Outcome]) -> None:
    shown = [_label(file, location, outcome.entry) for location, outcome in zip(locations, planned, strict=True)]
    faulty = [f"{label} is left out: {one.fault}" for label, one in zip(shown, planned, strict=True) if one.fault]
    told = [f"{label} is known already: {_held(one.known)}" for label, one in zip(shown, planned, strict=True) if one.known]
    notes = [f"{label}: {note}" for label, one in zip(shown, planned, strict=True) for note in one.notes]
    kinds = ((faulty, "red", "are left out"), (notes, "yellow", "values are not kept"), (told, "", "are known already"))
    for lines, colour, rest in kinds:
        for text in lines[:_SHOWN]:
            say(text, colour)
        if len(lines) > _SHOWN:
            say(f"{file.name}: {len(lines) - _SHOWN} more {rest}", colour)
    known = sum(outcome.known is not None for outcome in planned)
    say(f"{len(planned) - known - len(faulty)} new, {known} known already, {len(faulty)} left out")


def _held(known: Resource) -> str:
    return f"<< resource:{known.typed_key} >>" + (f" at {known.location}" if known.location.path else "")


def _label(file: Path, location: str, entry: Entry) -> str:
    """Which record a message is about."""
    title = entry.get("title")
    return f"{file.name}: {location}" + (f": `{str(title)[:60]}`" if title else "")
