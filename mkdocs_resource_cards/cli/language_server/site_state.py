"""One site as the editor sees it: files on disk and unsaved texts."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ...model import Location, Problem, Resource
from ...registry import Registry
from ...registry.sources import BESIDE, is_bibliography
from ...source_site import SUFFIXES, SiteConfig, SourceSite
from ..config.loader import Config
from ..context import Session
from ..lint.converted_pages import converted
from ..search.index import SearchIndex
from .documents import plain

if TYPE_CHECKING:
    from ..link_conversion.sources import KnownSources

_AT_ONCE = 2_000
"""Most entries for which rules about the whole registry run on unsaved texts; with more they wait until it is saved."""
_OLD = timedelta(days=730)
"""Age at which a snapshot is old, the default of `check`."""


@dataclass(slots=True, eq=False)
class _Known:
    """Results for one state of the registry."""

    registry: Registry
    resources: tuple[Resource, ...]
    search: SearchIndex | None = None
    sources: KnownSources | None = None
    linted: list[Problem] | None = None
    expected: list[Problem] | None = None


@dataclass(eq=False)
class SiteState:
    """Raises Failure if the configuration or registry cannot be read."""

    config_path: Path
    private_hosts: tuple[str, ...] = ()
    failure: str = ""
    """Why the registry could not be read last time; `""` if it could. The previous state stays in use."""
    reading: float = 0.0
    """Seconds that reading an unsaved registry took."""
    _pages: dict[str, str] = field(default_factory=dict)
    """Source path of a page -> its text in the editor, with plain line ends."""
    _buffers: dict[Path, str] = field(default_factory=dict)
    """Registry file -> its text in the editor."""
    _settled: dict[Path, bytes] = field(default_factory=dict)
    """Registry file -> its text in the current state, if that is not what is saved."""
    _is_typed: bool = False
    """Whether a registry file may have changed in the editor since `settle`."""
    _is_changed: bool = True
    """Whether files on disk are known to have changed since the last refresh."""
    _known: _Known | None = None

    @cached_property
    def session(self) -> Session:
        """The session, as commands have it."""
        return Session(config_path=self.config_path)

    @cached_property
    def source_site(self) -> SourceSite:
        """The site, read once, then refreshed."""
        return SourceSite(self.site_config, self._pages, self._settled)

    @property
    def config(self) -> Config | None:
        """The site's configuration."""
        return self.session.config

    @property
    def site_config(self) -> SiteConfig:
        """Folders of the site."""
        return self.session.site_config

    @property
    def root(self) -> Path:
        """The folder of the configuration."""
        return self.site_config.root

    @property
    def registry(self) -> Registry:
        """The registry in its current state."""
        return self.source_site.site.registry

    @property
    def resources(self) -> tuple[Resource, ...]:
        """All resources, in the order of the files."""
        return self._now().resources

    @property
    def search(self) -> SearchIndex:
        """The search index of the entries."""
        now = self._now()
        now.search = now.search or SearchIndex(now.resources)
        return now.search

    @property
    def sources(self) -> KnownSources:
        """The index of the entries by address."""
        now = self._now()
        from ..link_conversion.sources import known_sources  # as in `actions.entry_actions`

        now.sources = now.sources or known_sources(now.resources)
        return now.sources

    def _now(self) -> _Known:
        if self._known is None or self._known.registry is not self.registry:
            self._known = _Known(self.registry, tuple(self.registry.resources()))
        return self._known

    def refresh(self) -> None:
        """Reads changes from disk: known ones at once, others after a moment."""
        is_changed, self._is_changed = self._is_changed, False
        self.source_site.refresh(at_once=is_changed)

    def set_text(self, path: Path, text: str | None) -> None:
        """Sets the text of a file in the editor; None if it was closed. That of a registry file waits for `settle`."""
        page = self.page_of(path)
        self._is_typed |= not page
        if page and text is not None and self._pages.get(page) == plain(text):
            return
        if page and text is not None:
            self._pages[page] = plain(text)
        elif page:
            self._pages.pop(page, None)
        elif text is not None and self.is_registry(path):
            self._buffers[path] = text
        else:
            self._buffers.pop(path, None)
        if page:
            self._forget_rules()
            self.source_site.refresh_page(page)

    def settle(self) -> bool:
        """Reads unsaved registry files. Returns whether anything changed."""
        if not self._is_typed:
            return False
        self._is_typed = False
        wanted = {path: text.encode("utf-8", "replace") for path, text in self._buffers.items() if not _is_saved(path, text)}
        if wanted == self._settled:
            return False
        self._settled.clear()
        self._settled.update(wanted)
        begun = time.monotonic()
        self.source_site.refresh(at_once=True)
        self.reading = time.monotonic() - begun
        return True

    def saved(self) -> None:
        """Drops the results of rules about the whole site, after something was written."""
        self._is_changed = self._is_typed = True
        self._forget_rules()
        if self._known is not None:
            self._known.expected = None

    def _forget_rules(self) -> None:
        if self._known is not None:
            self._known.linted = None

    @property
    def unsaved(self) -> dict[Path, str]:
        """File -> its text in the editor, for files with unsaved changes."""
        docs = self.site_config.docs
        pages = {docs.resolve() / page: text for page, text in self._pages.items()} if docs is not None else {}
        return {path: text for path, text in {**pages, **self._buffers}.items() if not _is_saved(path, text)}

    @property
    def held(self) -> str:
        """The unsaved registry files, as messages show them; `""` for none."""
        return ", ".join(self.site_config.shown(path) for path, text in self._buffers.items() if not _is_saved(path, text))

    def page_of(self, path: Path) -> str:
        """The source path of a page of this site; `""` for other files."""
        docs = self.site_config.docs
        if docs is None or path.suffix.lower() not in SUFFIXES or not path.is_relative_to(docs):
            return ""
        page = path.relative_to(docs).as_posix()
        return "" if self.site_config.is_excluded(page) else page

    def is_registry(self, path: Path) -> bool:
        """Whether a file belongs to the registry, or would if it existed."""
        sources = self.session.sources
        own = [*sources, self.root / BESIDE] if all(map(is_bibliography, sources)) else sources
        in_folder = path.suffix.lower() in (".yml", ".yaml") and any(path.is_relative_to(one) for one in sources)
        return path in self.registry.files or path in own or in_folder

    def path_of(self, location: Location) -> Path:
        """The file of a location."""
        return self.root / location.path

    def text_of(self, path: Path) -> str:
        """The text of a file, in the editor or on disk, with plain line ends."""
        known = self._buffers.get(path)
        if known is None:
            known = self._pages.get(self.page_of(path))
        return path.read_text(encoding="utf-8-sig", errors="replace") if known is None else plain(known)

    def page_problems(self, page: str) -> list[Problem]:
        """The problems that `check` reports for a page."""
        site = self.source_site
        if page not in site.docs:
            return []
        shown = site.docs.location(page).path
        if site.site.index.cited_on([page]) or any(one.cited_by for one in self.resources):
            site.docs.facts(page)  # Their problems are reported for pages whose cards may show them.
        reported = converted(site, self.config.extensions if self.config else None, [page])
        return [one for one in (*site.all_problems(reported, [page]), *self._expected()) if one.location.path == shown]

    def file_problems(self, path: Path) -> list[Problem]:
        """The problems that `check` reports for a registry file or the configuration."""
        shown = self.site_config.shown(path)
        rules = [*self._expected(), *self._linted()]  # First, because reading snapshots finds their problems.
        whole = (*self.registry.problems, *self.source_site.site.snapshots.problems, *rules)
        return [one for one in dict.fromkeys(whole) if one.location.path == shown]

    def _expected(self) -> list[Problem]:
        """Problems that the host of the configuration will report."""
        from ..lint.generators import of_hosts  # as in `actions.entry_actions`

        now = self._now()
        if now.expected is None:
            now.expected = list(of_hosts(self.config, self.source_site)) if self.config else []
        return now.expected

    def _linted(self) -> list[Problem]:
        """Problems by rules about the whole registry."""
        from ..lint import lint  # as in `actions.entry_actions`
        from ..lint.site import subject_of

        now = self._now()
        if now.linted is None and not (self._settled and len(now.resources) > _AT_ONCE):
            now.linted = lint(subject_of(self.source_site, _OLD))
        return now.linted or []


def _is_saved(path: Path, text: str) -> bool:
    try:
        return plain(path.read_bytes().decode("utf-8-sig", "replace")) == plain(text)
    except OSError:
        return False
