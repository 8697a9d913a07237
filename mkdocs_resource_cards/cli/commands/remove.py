"""`resource-cards remove`"""

from __future__ import annotations

import click

from ..context import Session, pass_session


@click.command("remove")
@click.argument("keys", nargs=-1, required=True)
@click.option("-y", "--write", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes without writing them.")
@pass_session
def command(session: Session, /, keys: tuple[str, ...], write: bool, dry_run: bool) -> None:
    """Remove entries from the registry.

    On every page their shortcodes become plain links again, or plain text if an entry has no URL; lists lose them. Shows the
    changes as a diff and writes them after you confirm.

    \b
    Example:
      resource-cards remove e8e07e53a39de966
    """
    from ..upkeep import plan
    from ..upkeep.write import carry_out

    carry_out(session, plan.remove(session, keys), write=write, dry_run=dry_run)
