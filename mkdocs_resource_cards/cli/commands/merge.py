"""`resource-cards merge`"""

from __future__ import annotations

import click

from ..context import Session, pass_session


@click.command("merge")
@click.argument("key")
@click.argument("into")
@click.option("-y", "--write", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes without writing them.")
@pass_session
def command(session: Session, /, key: str, into: str, write: bool, dry_run: bool) -> None:
    """Merge two entries for one source into one.

    The entry of INTO stays. It gets the keys of KEY's entry as aliases, its tags, and every field that INTO lacks; pages
    then cite INTO. Shows the changes as a diff and writes them after you confirm.

    \b
    Example:
      resource-cards merge 0c5eeb7fdd6e7f1b attention
    """
    from ..upkeep import plan
    from ..upkeep.write import carry_out

    carry_out(session, plan.merge(session, key, into), write=write, dry_run=dry_run)
