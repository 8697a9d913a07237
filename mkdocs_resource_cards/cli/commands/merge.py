"""`resource-cards merge`"""

from __future__ import annotations

import click

from ..context import Session, pass_session


@click.command("merge")
@click.argument("key")
@click.argument("into")
@click.option("-y", "--write", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes, and write nothing.")
@pass_session
def command(session: Session, /, key: str, into: str, write: bool, dry_run: bool) -> None:
    """Make one entry of two that are about one source.

    The entry of INTO stays. It takes the keys of KEY's entry as aliases, what it lacks, and the other's tags; pages name it
    alone. Shows the changes as a difference, and writes them when you say so.

    \b
    Example:
      resource-cards merge 0c5eeb7fdd6e7f1b attention
    """
    from ..upkeep import plan
    from ..upkeep.write import carry_out

    carry_out(session, plan.merge(session, key, into), write=write, dry_run=dry_run)
