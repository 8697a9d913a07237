"""One site as an editor has it: what lies on disk, and the texts that are not saved yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from ...model import Location, Problem, Resource
from ...registry import Registry
from ...source_site import SUFFIXES, SourceSite
from ..config.loader import Config
from ..context import Session
from ..lint import lint
from ..lint.converted_pages import converted
from ..lint.site import subject_of
from ..search.index import SearchIndex

_OLD = timedelta(days=730)
"""Age at which a snapshot is old, as `check` has it by default."""


@dataclass(slots=True, eq=False)
class _Known:
    """What was found out for one state of the registry."""

    registry: Registry
    search: SearchIndex
    resources: tuple[Resource, ...]
    linted: list[Problem] | None = None


@dataclass(eq=False)
class SiteState:
    """Raises Failure where configuration or registry cannot be read; then nothing is known of the site."""

    config_path: Path
    unsaved: dict[str, str] = field(default_factory=dict)
    """Source path of a page -> its text in the editor."""
    buffers: dict[Path, str] = field(default_factory=dict)
    """Registry file -> its text in the editor."""
    is_changed: bool = True
    """Whether something is known to have changed since it was last looked."""
    _known: _Known | None = None

    @cached_property
    def session(self) -> Session:
        """The same that commands have."""
        return Session(config_path=self.config_path)

    @cached_property
    def source_site(self) -> SourceSite:
        """The site, read once and refreshed after."""
        return SourceSite(self.session.site_config, self.unsaved)

    @property
    def config(self) -> Config | None:
        """The site's configuration."""
        return self.session.config

    @property
    def root(self) -> Path:
        """The folder of the configuration."""
        return self.session.site_config.root

    @property
    def registry(self) -> Registry:
        """The registry as it is saved."""
        return self.source_site.site.registry

    @property
    def resources(self) -> tuple[Resource, ...]:
        """All of them, in the order of the files."""
        return self._now().resources

    @property
    def search(self) -> SearchIndex:
        """The entries, ready to be searched."""
        return self._now().search

    def _now(self) -> _Known:
        if self._known is None or self._known.registry is not self.registry:
            resources = tuple(self.registry.resources())
            self._known = _Known(self.registry, SearchIndex(resources), resources)
        return self._known

    def refresh(self) -> None:
        """Takes in what has changed on disk and in the editor: at once what is known of, else after a moment at the latest."""
        is_changed, self.is_changed = self.is_changed, False
        self.source_site.refresh(at_once=is_changed)

    def saved(self) -> None:
        """Something was saved: rules about the whole registry are applied anew when they are asked for."""
        self.is_changed = True
        if self._known is not None:
            self._known.linted = None

    def page_of(self, path: Path) -> str:
        """The source path of a page of this site; `""` for any other file."""
        docs = self.session.site_config.docs
        if docs is None or path.suffix.lower() not in SUFFIXES or not path.is_relative_to(docs):
            return ""
        page = path.relative_to(docs).as_posix()
        return "" if self.session.site_config.is_excluded(page) else page

    def is_registry(self, path: Path) -> bool:
        """Whether a file is one of the registry, or would be."""
        sources = self.session.sources
        return (
            path in self.registry.files or path in sources or any(path.is_relative_to(one) for one in sources if one.is_dir())
        )

    def path_of(self, location: Location) -> Path:
        """The file of a place."""
        return self.root / location.path

    def text_of(self, path: Path) -> str:
        """A file's text, as the editor has it if it does."""
        known = self.buffers.get(path)
        if known is None:
            known = self.unsaved.get(self.page_of(path))
        return path.read_text(encoding="utf-8-sig", errors="replace") if known is None else known

    def page_problems(self, page: str) -> list[Problem]:
        """What `check` tells of one page."""
        site = self.source_site
        reported = converted(site, self.config.extensions if self.config else None, [page])
        shown = site.docs.location(page).path
        return [one for one in site.all_problems(reported, [page]) if one.location.path == shown]

    def registry_problems(self, path: Path) -> list[Problem]:
        """What `check` tells of one registry file; of one that is not saved, what its text alone tells."""
        shown = self.session.site_config.shown(path)
        text = self.buffers.get(path)
        if text is not None and not _is_saved(path, text):
            from ...registry.builder import RegistryBuilder

            builder = RegistryBuilder()
            builder.add(text.encode("utf-8", "replace"), shown)
            return list(builder.done().head.problems)
        known = self._now()
        if known.linted is None:
            known.linted = lint(subject_of(self.source_site, _OLD))
        whole = (*self.registry.problems, *self.source_site.site.snapshots.problems, *known.linted)
        return [one for one in dict.fromkeys(whole) if one.location.path == shown]


def _is_saved(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n") == text.replace("\r\n", "\n")
    except OSError:
        return False
