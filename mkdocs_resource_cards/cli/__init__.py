"""The command `resource-cards`: upkeep of the registry. Needs the extra `cli`.

app, commands          the group, and one command a file
session, config        which site, which registry         output        what is printed
config_values          MkDocs' YAML and Zensical's TOML
fetch                  from servers nobody knows          metadata      a page -> an entry
write                  into files people care for         interchange   BibTeX, RIS, CSL-JSON, Zotero
keep, front            an answer -> a snapshot file
joining                our lines in a site's configuration
lint                   what a build does not look at      convert       Markdown links -> shortcodes
labels                 which texts of links are plain
"""

from __future__ import annotations

import logging
import sys


def main() -> None:
    """The executable: runs the command line and exits with its code."""
    try:
        from .app import app  # click is an extra: without it, one line must say so
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "click":
            raise
        sys.exit('resource-cards needs its extra packages: pip install "mkdocs-resource-cards[cli]"')
    # Libraries log what the commands say in words of their own.
    logging.getLogger().addHandler(logging.NullHandler())
    app(prog_name="resource-cards")
