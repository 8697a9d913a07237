"""`resource-cards convert`"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..console import Failure, count, has_colour, progress, safe, say
from ..context import Session, allow_private, pass_session

if TYPE_CHECKING:
    from ...registry.plain_entries import Entry
    from ...source_site import SourceSite
    from ..link_conversion.converter import Converted
    from ..link_conversion.pages import MarkdownPage
    from ..link_conversion.sources import Choice
    from ..link_conversion.wanted import WantedAddresses


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the options say."""

    wanted: WantedAddresses
    add: bool
    titles: bool
    write: bool
    back: bool


@click.command("convert")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Change the files. Without it, only show what would change.")
@click.option("--dry-run", is_flag=True, help="Only show what would change, as without --write.")
@click.option(
    "--add", is_flag=True, help="Also convert links to sources that are not in the registry, and add an entry for each."
)
@click.option("--titles", is_flag=True, help="With --add: fetch pages whose titles no link gives.")
@click.option("--only", multiple=True, metavar="HOST[/PATH]", help="Only links to this host or path; `*` matches anything.")
@click.option("--skip", multiple=True, metavar="HOST[/PATH]", help="No links to this host or path.")
@click.option(
    "--min-uses", type=click.IntRange(1), default=1, help="With --add: how many links a source needs to get an entry."
)
@click.option("--back", is_flag=True, help="Turn shortcodes back into links.")
@allow_private
@pass_session
def command(
    session: Session,
    /,
    paths: tuple[Path, ...],
    write: bool,
    dry_run: bool,
    add: bool,
    titles: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    min_uses: int,
    back: bool,
) -> None:
    """Turn Markdown links to sources of the registry into shortcodes, and back.

    Looks at PATHS, or at all of the docs, and shows a diff. The text of the rendered pages and the target of every link stay
    the same: each page is rendered before and after, and a link that would change is left as it is and listed. Code,
    comments and raw HTML are never touched; a second run changes nothing.

    \b
    Example:
      resource-cards convert docs/guide.md
      resource-cards convert --add --skip "github.com/*/issues" --min-uses 2 --write
      resource-cards convert --back --write
    """
    from ..link_conversion.wanted import WantedAddresses

    if back and (add or titles):
        raise click.UsageError("--back adds no entries: leave out --add and --titles")
    if titles and not add:
        raise click.UsageError("--titles needs --add")
    asked = _Asked(WantedAddresses(only, skip, min_uses), add, titles, write, back)
    if write and dry_run:
        raise click.UsageError("--dry-run and --write exclude each other: leave one out")
    files = _files(session, paths, back=back)
    site = session.source_site()
    run = _backward if back else _forward
    run(session, site, files, asked)


def _files(session: Session, paths: Sequence[Path], *, back: bool) -> list[Path]:
    from ..link_conversion.pages import docs_files

    docs, config = session.site_config.docs, session.site_config
    if not paths and docs is None:
        raise Failure("there is no docs folder here; name the files to convert")
    if not paths and docs is not None and not docs.is_dir():
        raise Failure(session.without_docs(docs))
    files = list[Path]()
    for root in [path.resolve() for path in paths] or ([docs.resolve()] if docs else []):
        # A file that is named is meant, a draft or not.
        files += [root] if root.is_file() else docs_files(config, root, notebooks=back)
    return list(dict.fromkeys(files))


def _forward(session: Session, site: SourceSite, files: Sequence[Path], asked: _Asked) -> None:
    from ..link_conversion.converter import convert
    from ..link_conversion.pages import docs_files
    from ..link_conversion.proof import Prover

    pages = _pages(session, dict.fromkeys([*docs_files(session.site_config), *files]))
    for page in [page for page in pages.values() if page.is_notebook]:
        say(
            f"{session.site_config.shown(page.file)}: links in notebooks are not converted; write the shortcodes by hand",
            "yellow",
        )
    choice = _chosen(session, site, list(pages.values()), asked)
    prover = Prover(site, session.config.extensions if session.config else None)
    changed: list[tuple[MarkdownPage, Converted]] = []
    meant = [pages[file] for file in files if file in pages and pages[file].links]
    with progress(len(meant), "Comparing") as bar:
        for page in meant:
            found = convert(page.text, page.links, lambda link: choice.of.get(link.url), partial(prover.chosen_in, page.path))
            if found.used or found.skipped:
                changed.append((page, found))
            bar.step(page.path)
    for path, why in prover.failed.items():
        say(f"{path or 'a page'} cannot be rendered here, so its links are not converted: {why}", "yellow")
    _finish(session, changed, choice, asked)


def _backward(session: Session, site: SourceSite, files: Sequence[Path], asked: _Asked) -> None:
    from ..link_conversion.back import Turn, links_again, links_in_notebook
    from ..link_conversion.proof import Prover
    from ..link_conversion.sources import Choice

    registry, wanted, config = site.site.registry, asked.wanted, session.site_config
    turn = Turn(registry.get, config.has_math, config.options.pandoc_citations, lambda one: wanted.takes(one.url))
    prover = Prover(site, session.config.extensions if session.config else None)
    changed: list[tuple[MarkdownPage, Converted]] = []
    for page in _pages(session, files).values():
        if page.is_notebook:
            found = links_in_notebook(page.text, turn)
        else:
            found = links_again(page.text, page.definitions, turn, partial(prover.reads_the_same, page.path))
        if found.used or found.skipped:
            changed.append((page, found))
    _finish(session, changed, Choice({}, {}), asked)


def _pages(session: Session, files: Iterable[Path]) -> dict[Path, MarkdownPage]:
    from ..link_conversion.pages import read_page

    pages: dict[Path, MarkdownPage] = {}
    for file in files:
        try:
            pages[file] = read_page(file, session.site_config)
        except (OSError, UnicodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            say(f"{session.site_config.shown(file)}: cannot be read, so it is skipped: {why}", "yellow")
    return pages


def _chosen(session: Session, site: SourceSite, pages: Sequence[MarkdownPage], asked: _Asked) -> Choice:
    from ..link_conversion.pages import uses_of
    from ..link_conversion.sources import choose

    registry = site.site.registry
    resources, uses = registry.resources(), list(uses_of(pages, registry, session.site_config))
    choice = choose(uses, resources, asked.wanted, add=asked.add)
    if not asked.titles or not choice.untitled:
        return choice
    return choose(uses, resources, asked.wanted, add=True, fetched=_titles(session, choice.untitled))


def _titles(session: Session, urls: Sequence[str]) -> dict[str, Entry]:
    from ..fetch.rate_limit import Politeness
    from ..link_conversion.fetched_titles import fetched_titles

    failed = list[tuple[str, str]]()
    with progress(len(urls), "Fetching titles") as bar:
        fetcher = Politeness(session.fetcher(), session.tools.pause)
        found = fetched_titles(urls, fetcher, bar.step, failed)
    say(f"titles fetched: {len(found)} of {len(urls)}")
    for url, why in failed:
        say(f"  {url}: {why}")
    return found


def _finish(session: Session, changed: Sequence[tuple[MarkdownPage, Converted]], choice: Choice, asked: _Asked) -> None:
    """Shows, writes and reports the result."""
    used = {key for _, found in changed for key in found.used}
    entries = [entry for key, entry in choice.new.items() if key in used]
    for page, found in changed:
        _show(session, page, found.text)
    failed = _write(session, changed, entries) if asked.write else {}
    written = [(page, found) for page, found in changed if page.file not in failed]
    _tell_skipped(session, changed)
    if written or not failed:
        _tell(written, len(entries), asked)
    if failed:
        told = "\n".join(f"{session.site_config.shown(file)}: {reason}" for file, reason in failed.items())
        raise Failure(f"{told}\nleft as it was: {count(len(failed), 'file')}; run the command again")


def _show(session: Session, page: MarkdownPage, new: str) -> None:
    name = session.site_config.shown(page.file)
    old, lines = page.text.splitlines(), new.splitlines()
    colours = {"+": "green", "-": "red", "@": "cyan"}
    coloured = has_colour(sys.stdout)
    for line in difflib.unified_diff(old, lines, f"a/{name}", f"b/{name}", lineterm="", n=1):
        click.echo(click.style(safe(line), fg=colours.get(line[:1])) if coloured else safe(line))


def _write(
    session: Session, changed: Sequence[tuple[MarkdownPage, Converted]], entries: Sequence[Entry]
) -> Mapping[Path, str]:
    """The registry first: a shortcode must never stand there without its entry. Gives the files that were left, and why."""
    from ..atomic_files import BusyError, locked, replace, why

    failed: dict[Path, str] = {}
    if entries:
        _add(session, entries)
    for page, found in changed:
        if not found.used:
            continue
        try:
            with locked(page.file):
                if page.file.read_bytes() == page.text.encode():
                    replace(page.file, found.text.encode())
                else:
                    failed[page.file] = "it has changed in the meantime"
        except (BusyError, OSError) as error:
            failed[page.file] = why(error)
    return failed


def _add(session: Session, entries: Sequence[Entry]) -> None:
    from ..registry_edit.new_entries import add_all

    for outcome in add_all(session, entries, exact=True):
        if outcome.path is None:  # Another writer was there since the registry was read.
            why = outcome.fault or f"`{outcome.known.title if outcome.known else ''}` has its id or its address"
            raise Failure(
                f"the registry cannot take `{outcome.entry['title']}`: {why}; no page was changed, run the command again"
            )


def _tell(changed: Sequence[tuple[MarkdownPage, Converted]], entries: int, asked: _Asked) -> None:
    links, files = sum(len(found.used) for _, found in changed), sum(bool(found.used) for _, found in changed)
    many, form = ("shortcode", "links") if asked.back else ("link", "shortcodes")
    about = f"{count(links, many)} in {count(files, 'file')}"
    if asked.write:
        say(f"turned into {form}: {about}")
    else:
        say(f"would become {form}: {about}" + ("; use --write to change them" if links else ""))
    if entries:
        say(f"{'new' if asked.write else 'would be new'} in the registry: {count(entries, 'entry', 'entries')}")


def _tell_skipped(session: Session, changed: Iterable[tuple[MarkdownPage, Converted]]) -> None:
    """All links that stay: by reason, a line for each page."""
    reasons = dict[str, dict[str, list[str]]]()
    for page, found in changed:
        name = session.site_config.shown(page.file)
        for one in found.skipped:
            place = f"{one.line}:{one.column}" + (f" ({one.detail})" if one.detail else "")
            reasons.setdefault(one.reason, {}).setdefault(name, []).append(place)
    for reason, pages in sorted(reasons.items()):
        say(f"left as it is, because it {reason}: {count(sum(map(len, pages.values())), 'link')}")
        for line in _lines(pages.items()):
            say(line)


def _lines(pages: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for name, places in pages:
        yield f"  {name}:{', '.join(places)}"
