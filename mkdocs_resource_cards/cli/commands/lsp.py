"""`resource-cards lsp`"""

from __future__ import annotations

import click

from ..console import Failure


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Accepted and ignored: standard input and output are always used.")
def command(stdio: bool) -> None:
    """Run the language server: completion, hover, definitions and problems in editors.

    Editors start it; the guide's page on editors has the lines for each. It speaks the Language Server Protocol on standard
    input and output, and needs the extra `lsp`.

    \b
    Example:
      resource-cards lsp
    """
    try:
        from ..language_server.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise Failure('lsp needs its extra packages: pip install "mkdocs-resource-cards[cli,lsp]"') from error
    serve()
