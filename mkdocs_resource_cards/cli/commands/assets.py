"""`resource-cards assets`"""

from __future__ import annotations

import click

from ..console import Failure, result, say
from ..context import Session, pass_session


@click.command("assets")
@pass_session
def command(session: Session) -> None:
    """Copy the style sheet and the scripts into the docs, for Zensical and other hosts that cannot load them from a plugin.

    Without them, each page contains both inline. Run it again after an update of this package.

    \b
    Example:
      resource-cards assets
    """
    from ...source_site import write_assets

    site_config = session.site_config
    if site_config.docs is None or not site_config.docs.is_dir():
        raise Failure("assets are copied into the docs folder, but there is none")
    try:
        done = write_assets(site_config.docs)
    except OSError as error:
        raise Failure(str(error)) from error
    for path in done.written:
        result(f"{site_config.shown(site_config.docs / path)} written")
    if session.config and session.config.is_for_mkdocs_alone:
        say(f"{session.config.path.name} has the plugin, which brings these to every build: you can delete them again")
    if not done.written:
        say("style sheet and scripts are up to date")
