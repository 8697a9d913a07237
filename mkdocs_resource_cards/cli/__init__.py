"""The command `resource-cards`: upkeep of the registry. Needs the extra `cli`.

app, commands          the group, and one command a file
session, config        which site, which registry         output         what is printed
config_values          MkDocs' YAML and Zensical's TOML   config_pages   which files are no pages
fetch                  from servers nobody knows          metadata       a page -> an entry
gather, suspect        an answer -> a draft, if it is one keep, front    an answer -> a snapshot file
write, adding          into files people care for         interchange    BibTeX, RIS, CSL-JSON, Zotero
known, urls, titles    what is one source, one title      joining        our lines in a site's configuration
lint                   what a build does not look at      convert, labels   Markdown links -> shortcodes
"""

from __future__ import annotations

import logging
import sys


def run() -> None:
    """The executable: runs the command line and exits with its code."""
    try:
        from .main import app  # click is an extra: without it, one line must say so
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "click":
            raise
        sys.exit('resource-cards needs its extra packages: pip install "mkdocs-resource-cards[cli]"')
    # Libraries log what the commands say in words of their own.
    logging.getLogger().addHandler(logging.NullHandler())
    app(prog_name="resource-cards")
