"""The command `resource-cards`: upkeep of the registry. Needs the extra `cli`.

main, commands    the group, and one command a file        context       which site, which registry, which tools
console           what is printed                          atomic_files  files replaced whole or not at all
config            the site's configuration file            fetch         from untrusted servers
ingest, metadata  what a user typed -> a draft entry       snapshots     an answer -> a snapshot file
registry_edit     changes in files that people write       upkeep        entries renamed, merged, removed
exchange          files of other programs, in and out      search        entries by words that are nearly right
lint              what `check` finds and a build does not  link_conversion  Markdown links <-> shortcodes
language_server   the command `lsp`
"""

from __future__ import annotations

import sys


def run() -> None:
    """The executable: runs the command line and exits with its code."""
    try:
        import logging  # 10 ms, in which Ctrl-C would give a traceback

        from .main import app  # click is an extra: without it, one line must say so
    except KeyboardInterrupt:
        print("Error: interrupted", file=sys.stderr)
        sys.exit(130)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "click":
            raise
        sys.exit('resource-cards needs its extra packages: pip install "mkdocs-resource-cards[cli]"')
    # Libraries log what the commands say in words of their own.
    logging.getLogger().addHandler(logging.NullHandler())
    app(prog_name="resource-cards")
