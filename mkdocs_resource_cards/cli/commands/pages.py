"""`resource-cards pages`"""

from __future__ import annotations

import click

from ...problems import level_of
from ..console import Failure, count, result, say
from ..context import Session, pass_session


@click.command("pages")
@pass_session
def command(session: Session) -> None:
    """Write pages, downloads and previews of resources into the docs, for Zensical and other hosts that generate none.

    The option `pages` says which resources get a page. Run it before each build: unchanged pages are not touched, and pages
    that are no longer wanted are removed. A page that you wrote yourself always stays. MkDocs and ProperDocs do not need
    this: there the plugin generates the pages itself.

    \b
    Example:
      resource-cards pages && resource-cards assets && zensical build
    """
    from ...source_site import write_pages

    site_config = session.site_config
    if site_config.docs is None or not site_config.docs.is_dir():
        raise Failure("pages are written into the docs folder, but there is none")
    try:
        done = write_pages(session.source_site(), session.config.address_form if session.config else "folder")
    except OSError as error:
        raise Failure(f"{error.filename or site_config.docs}: {error.strerror or error}") from error
    for path in done.written:
        result(f"{site_config.shown(site_config.docs / path)} written")
    for path in done.removed:
        result(f"{site_config.shown(site_config.docs / path)} removed")
    say(f"{count(len(done.written), 'file')} written, {len(done.kept)} unchanged, {len(done.removed)} removed")
    if session.config and session.config.is_for_mkdocs_alone and (done.written or done.kept):
        say(f"{session.config.path.name} has the plugin, which makes all of these in every build: you can delete them again")
    found = [problem for problem in done.problems if level_of(problem.code, site_config.options.validation) == "warn"]
    for problem in found:
        say(str(problem), "yellow")
    if found:
        raise SystemExit(1)
