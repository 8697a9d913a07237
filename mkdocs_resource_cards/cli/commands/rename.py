"""`resource-cards rename`"""

from __future__ import annotations

import click

from ..context import Session, pass_session


@click.command("rename")
@click.argument("key")
@click.argument("new")
@click.option("-y", "--write", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes without writing them.")
@pass_session
def command(session: Session, /, key: str, new: str, write: bool, dry_run: bool) -> None:
    """Change a key of an entry, in the registry and on every page.

    KEY is the id of an entry or another of its keys; NEW replaces it. A snapshot named after the id is renamed too. Comments,
    order and quotes of the registry stay. Shows the changes as a diff and writes them after you confirm.

    \b
    Example:
      resource-cards rename f19373dc25a8a96f urgency
    """
    from ..upkeep import plan
    from ..upkeep.write import carry_out

    carry_out(session, plan.rename(session, key, new), write=write, dry_run=dry_run)
