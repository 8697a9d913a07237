"""`resource-cards find`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from ...model import Resource
from ..console import Failure, count, say, table
from ..context import Session, pass_session
from ..search.index import SearchIndex

SNIPPETS = ".vscode/resource-cards.code-snippets"


@click.command("find")
@click.argument("words", nargs=-1)
@click.option("-n", "--limit", type=click.IntRange(1, 10_000), default=10, help="The most entries to print.")
@click.option("--snippets", is_flag=True, help=f"Write {SNIPPETS}: VS Code then offers every entry as you type its title.")
@pass_session
def command(session: Session, /, words: tuple[str, ...], limit: int, snippets: bool) -> None:
    """Find entries by words in title, authors, tags, URL or id; prints shortcodes ready to paste.

    Typos are tolerated. If the site has `pandoc_citations`, it prints citations instead: `[@KEY]`.

    \b
    Example:
      resource-cards find urgency interpretability
      resource-cards find "amodei 2025" | head -1 | cut -f1 | xclip
      resource-cards find --snippets
    """
    resources = session.registry().resources()
    if snippets:
        _write_snippets(session, resources)
        if not words:
            return
    if not words:
        raise click.UsageError("give at least one word to look for")
    pandoc = session.site_config.options.pandoc_citations
    found = SearchIndex(resources).best(" ".join(words).lstrip("@") if pandoc else " ".join(words), limit)
    if not found:
        say(f"nothing like `{' '.join(words)}` among {count(len(resources), 'entry', 'entries')}")
        click.get_current_context().exit(1)
    table(("Citation" if pandoc else "Shortcode", "Title", "By", "Date"), [_row(one, pandoc) for one in found])


def _row(one: Resource, pandoc: bool) -> tuple[str, str, str, str]:
    by = ", ".join(one.author_names[:2]) + (" and others" if len(one.authors) > 2 else "")
    return _citing(one, pandoc), one.title, by, one.published


def _citing(one: Resource, pandoc: bool) -> str:
    """What cites an entry in a text."""
    if not pandoc:
        return f"<< resource:{one.typed_key} >>"
    from ...pandoc_citations import written

    return f"[{written(one.citation_key or one.typed_key)}]"


def snippet_file(resources: list[Resource], *, pandoc: bool = False) -> str:
    """The file of snippets: the title, without marks, brings up the shortcode."""
    snippets = {
        f"{one.title} ({one.id})": {
            "scope": "markdown",
            "prefix": ["rc " + one.title, *(f"rc {alias}" for alias in one.aliases)],
            "body": _citing(one, pandoc),
            "description": ", ".join(filter(None, (", ".join(one.author_names[:2]), one.published, one.type))),
        }
        for one in resources
    }
    return json.dumps(snippets, ensure_ascii=False, indent=2) + "\n"


def _write_snippets(session: Session, resources: list[Resource]) -> None:
    from ..atomic_files import locked, replace

    path = session.site_config.root / Path(SNIPPETS)
    try:
        path.parent.mkdir(exist_ok=True)
        with locked(path):
            replace(
                path, snippet_file(resources, pandoc=session.site_config.options.pandoc_citations).encode("utf-8", "replace")
            )
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
    say(f"{count(len(resources), 'snippet')} in {session.site_config.shown(path)}; type `rc` and a title", "green")
