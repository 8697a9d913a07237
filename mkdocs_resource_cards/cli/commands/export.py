"""`resource-cards export`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...formats.catalog import WRITTEN
from ...problems import CODES
from ..console import Failure, count, result, say
from ..context import Session, pass_session

if TYPE_CHECKING:
    from ...registry import Registry

_STANDARD = ("-", "/dev/stdout")


@click.command("export")
@click.argument("ids", nargs=-1)
@click.option(
    "--format",
    "name",
    type=click.Choice(WRITTEN),
    default="bibtex",
    help="The format; BibTeX by default.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, readable=False, allow_dash=True, path_type=Path),
    help="The file to write, instead of standard output.",
)
@pass_session
def command(session: Session, /, ids: tuple[str, ...], name: str, output: Path | None) -> None:
    """Export entries (IDS, or all) as BibTeX, RIS, CSL-JSON or our own JSON.

    Values that the format has no place for are kept in an extra field, where `import` finds them again; a message lists them.

    \b
    Example:
      resource-cards export --format csl-json -o references.json
      resource-cards export f19373dc25a8a96f
    """
    from ..exchange.giving import give

    registry = session.registry()
    unknown = [key for key in ids if key not in registry]
    if unknown:
        raise Failure(f"no resource has the key `{unknown[0]}`; {registry.suggest(unknown[0])}".removesuffix("; "))
    if output is not None and str(output) not in _STANDARD:
        session.refuse_sources(output)
    _tell_problems(registry)
    chosen = [registry[key] for key in ids] if ids else list(registry.resources())
    written = give(chosen, name)
    if output is None or str(output) in _STANDARD:
        result(written.text.rstrip("\n"))
    else:
        _save(output, written.text)
    for warning in written.warnings:
        say(warning, "yellow")
    say(count(len(chosen), "entry", "entries"))


def _tell_problems(registry: Registry) -> None:
    """Says that the registry has problems: entries or values may be missing from the export."""
    faults = [one for one in registry.problems if CODES[one.code][0] == "warn"]
    if faults:
        more = f", and {count(len(faults) - 1, 'more problem')}" if len(faults) > 1 else ""
        say(f"what cannot be read is not exported: {faults[0].location}: {faults[0].message}{more}", "yellow")


def _save(path: Path, text: str) -> None:
    from ..atomic_files import locked, replace

    data = text.encode("utf-8", "replace")
    try:
        if path.exists() and not path.is_file():  # A pipe or a device is written to, not replaced.
            path.write_bytes(data)
            return
        with locked(path):
            replace(path, data)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
