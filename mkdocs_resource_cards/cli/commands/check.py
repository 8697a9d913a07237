"""`resource-cards check`"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...model import Location, Problem
from ...problems import CODES, Level, level_of
from ..console import Failure, count, progress, result, say
from ..context import Session, allow_private, pass_session
from ..snapshots.durations import DURATION

if TYPE_CHECKING:
    from ...source_site import SourceSite
    from ..lint.path_filter import PathFilter

_REPORT_FORMATS = ("text", "json", "github", "sarif")


class _Codes(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.2 on
    """Codes with commas between them."""

    name = "codes"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        codes = tuple(code.strip() for code in value.split(",") if code.strip())
        for code in codes:
            if code not in CODES:
                self.fail(f"there is no message code `{code}`; codes are {', '.join(CODES)}", param, ctx)
        return codes


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "style", type=click.Choice(_REPORT_FORMATS), default="text", help="The output format.")
@click.option("--select", type=_Codes(), default="", help="Only these codes, separated by commas.")
@click.option("--ignore", type=_Codes(), default="", help="All codes except these.")
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help="A file of known problems to ignore.")
@click.option("--write-baseline", is_flag=True, help="Write the current problems to the baseline file.")
@click.option("--links", is_flag=True, help="Also look for dead URLs (uses the network).")
@click.option("--stale", type=DURATION, default="730d", help="Age at which a snapshot counts as old, such as 90d or 2y.")
@allow_private
@pass_session
def command(
    session: Session,
    /,
    paths: tuple[Path, ...],
    style: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    write_baseline: bool,
    links: bool,
    stale: timedelta,
) -> None:
    """Report everything that is wrong with registry and docs, in one run.

    Reports what a build reports, with the same codes and places, and what a build does not look for: unused entries,
    duplicate sources, titles that are URLs, cut-off URLs, look-alike hosts, old or suspicious snapshots...

    PATHS, such as those that pre-commit passes, limit the report to these pages, registry files and snapshots; other files
    are skipped. Without a configuration and --registry, PATHS are the registry. The network is used only with --links.

    \b
    Example:
      resource-cards check --format github --ignore unused_entry
      resource-cards check --baseline .resource-cards-baseline --write-baseline

    Exits with 1 if there is a problem of level `warn`, with 2 if it could not run.
    """
    session = _as_registry(session, paths)
    source_site = _source_site(session)
    _tell_of_no_plugin(session)
    wanted = _narrowed(session, source_site, paths)
    problems = [*_all(session, source_site, stale), *(_dead(session, source_site) if links else ())]
    problems = [one for one in dict.fromkeys(problems) if _is_wanted(one, select, ignore) and wanted.takes(one)]
    found = [(one, level_of(one.code, session.site_config.options.validation)) for one in problems]
    if write_baseline:
        _write_baseline(session, baseline, [one for one, level in found if level != "ignore"])
        return
    found = [(_from_here(one, session.site_config.root), level) for one, level in _known(found, baseline)]
    found.sort(key=lambda one: (one[0].location.path, one[0].location.line, one[0].location.column))
    _print(found, style, len(source_site.site.registry))
    click.get_current_context().exit(1 if any(level == "warn" for _, level in found) else 0)


def _tell_of_no_plugin(session: Session) -> None:
    config = session.config
    if config is not None and config.settings is None:
        say(f"{config.path.name} does not list the plugin; this is what a build with it would report", "yellow")
    elif config is not None and config.is_switched_off:
        say(f"{config.path.name} switches the plugin off; this is what a build with it would report", "yellow")


def _as_registry(session: Session, paths: tuple[Path, ...]) -> Session:
    """The session; where nothing says which registry there is, the paths do."""
    if not paths or session.config is not None or session.registries:
        return session
    return Session(session.tools, session.config_path, paths)


def _narrowed(session: Session, source_site: SourceSite, paths: tuple[Path, ...]) -> PathFilter:
    from ..lint.path_filter import narrowed

    wanted = narrowed(source_site, paths, session.config.path if session.config else None)
    if wanted.foreign:
        names = ", ".join(path.as_posix() for path in wanted.foreign[:3]) + (", ..." if len(wanted.foreign) > 3 else "")
        say(f"skipped, not a page, registry file or snapshot of this site: {names}")
    return wanted


def _source_site(session: Session) -> SourceSite:
    config, docs = session.config, session.site_config.docs
    if config is not None and docs is not None and not session.registries and not docs.is_dir():
        raise Failure(f"{config.path.name}: {session.without_docs(docs)}")
    return session.source_site()


def _all(session: Session, source_site: SourceSite, stale: timedelta) -> Iterable[Problem]:
    """The rules come first: they read every snapshot, which finds the snapshots' problems."""
    from ..lint import lint
    from ..lint.converted_pages import converted
    from ..lint.generators import of_hosts
    from ..lint.site import subject_of

    found = lint(subject_of(source_site, stale))
    reported = converted(source_site, session.config.extensions if session.config else None)
    expected = of_hosts(session.config, source_site) if session.config else ()
    source_site.flush()
    return [*source_site.all_problems(reported), *expected, *found]


def _dead(session: Session, source_site: SourceSite) -> list[Problem]:
    from ..fetch.rate_limit import Politeness
    from ..lint.links import Undecided, dead, told

    resources = source_site.site.registry.resources()
    manners = Politeness(session.fetcher(), session.tools.pause)
    with progress(len(resources), "Asking") as bar:
        undecided: list[Undecided] = []
        found = list(dead(resources, manners, bar.step, undecided))
    for sentence in told(undecided):
        say(sentence)
    without = [one for one in resources if not one.url]
    if without:
        say(f"not checked, because they have no URL: {count(len(without), 'entry', 'entries')}")
    return found


def _is_wanted(problem: Problem, select: Collection[str], ignore: Collection[str]) -> bool:
    return (not select or problem.code in select) and problem.code not in ignore


def _from_here(problem: Problem, root: Path) -> Problem:
    """A problem with its path as seen from the current folder, so that editors and CI find the file."""
    location = problem.location
    if not location.path or not (root / location.path).exists():
        return problem
    try:
        path = Path(os.path.relpath(root / location.path)).as_posix()
    except ValueError:  # Windows: another drive
        return problem
    return problem._replace(location=Location(path, location.line, location.column))


def _known(found: list[tuple[Problem, Level]], baseline: Path | None) -> list[tuple[Problem, Level]]:
    """`found` without what is skipped."""
    from ..lint.baseline import without

    levels = {problem: level for problem, level in found if level != "ignore"}
    left = list(levels)
    if baseline is not None:
        try:
            left = without(left, baseline.read_text(encoding="utf-8"))
        except (OSError, UnicodeError) as error:
            raise Failure(f"the baseline {baseline} cannot be read: {error}") from error
    return [(problem, levels[problem]) for problem in left]


def _write_baseline(session: Session, path: Path | None, problems: list[Problem]) -> None:
    from ..atomic_files import BusyError, locked, replace
    from ..lint.baseline import HEAD, text

    if path is None:
        raise click.UsageError("--write-baseline needs --baseline FILE")
    session.refuse_sources(path)
    try:
        if path.exists() and path.stat().st_size and not path.read_bytes().startswith(HEAD.encode()):
            raise Failure(f"{path} is not a baseline file, so it is not overwritten; name another file")
        with locked(path):
            replace(path, text(problems).encode("utf-8", "replace"))
    except OSError as error:
        raise Failure(f"the baseline {path} cannot be written: {error.strerror}; name a file in another folder") from error
    except BusyError as error:
        raise Failure(str(error)) from error
    say(f"baseline written: {count(len(problems), 'problem')} in {path}")


def _print(found: list[tuple[Problem, Level]], style: str, entries: int) -> None:
    from ..lint.report_formats import formatted, summary

    output = formatted(found, style)
    if output:
        result(output)
    if style == "text":
        say(summary(found, entries), "green" if not found else "")
