"""One run of the command: which site, which registry, which tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..cache import Cache
from ..model import Resource
from ..normalize.urls import host_of
from .config import loader
from .config.values import ConfigError
from .console import Failure

if TYPE_CHECKING:
    from ..excerpt.files import Finder
    from ..registry import Registry
    from ..source_site import SiteConfig, SourceSite
    from .fetch import Fetcher


def _fetcher() -> Fetcher:
    from .fetch import Fetcher  # httpx takes 60 ms; few commands fetch
    from .fetch.proxies import of_environment

    return Fetcher(proxies=of_environment())


@dataclass(frozen=True, slots=True)
class Tools:
    """Access to the outside world. Tests pass their own."""

    fetcher: Callable[[], Fetcher] = _fetcher
    pause: float = 1.0
    """Seconds between two requests to one host."""
    doi_resolver: str = "https://doi.org/"
    arxiv: str = "https://arxiv.org/abs/"


@dataclass
class Session:
    """What `-f` and `--registry` say, looked up when a command asks."""

    tools: Tools = field(default_factory=Tools)
    config_path: Path | None = None
    registries: tuple[Path, ...] = ()
    private_hosts: tuple[str, ...] = ()
    """Hosts that may be asked although their addresses are not public."""
    unsaved: Mapping[Path, str] = field(default_factory=dict)
    """What an editor holds instead of files."""

    def fetcher(self) -> Fetcher:
        """The client for requests to the network."""
        return self.tools.fetcher().allowing(self.private_hosts)

    @cached_property
    def config(self) -> loader.Config | None:
        """The site's configuration; None when there is none and `--registry` is in its place."""
        path = self.config_path or loader.find(Path.cwd())
        if path is None:
            return None
        try:
            return loader.read(path)
        except ConfigError as error:
            raise Failure(str(error)) from error

    @cached_property
    def site_config(self) -> SiteConfig:
        """Where the site stands."""
        from ..source_site import SiteConfig

        try:
            # A host takes folders of snippets from where it is called: with `-f`, that is here.
            found = self.config.site_config(Path.cwd() if self.config_path else None) if self.config else None
        except ConfigError as error:
            raise Failure(str(error)) from error
        if self.registries:
            sources = tuple(str(path.resolve()) for path in self.registries)
            base = found or SiteConfig(_folder(self.registries[0]), docs=None)
            return replace(
                base, options=base.options._replace(registry=sources, cache_dir=base.options.cache_dir if found else "")
            )
        if found is None:
            names = ", ".join(loader.NAMES[::2])
            raise Failure(
                f"there is no {names} here or above; use -f FILE or --registry PATH, or start with `resource-cards init`"
            )
        return found

    @property
    def sources(self) -> list[Path]:
        """The files and folders of the registry."""
        return self.site_config.sources

    def read(self, path: Path) -> bytes:
        """A file as it is now, in an editor or on disk; raises OSError."""
        text = self.unsaved.get(path)
        return path.read_bytes() if text is None else text.encode("utf-8", "replace")

    def registry(self, changed: Mapping[Path, bytes] = MappingProxyType({})) -> Registry:
        """The registry as it is now; an empty one while there is no file at the default place.

        `changed`: as it would be with these files.
        """
        from ..registry import RegistryError, load

        try:
            sources = [path for path in self.sources if path.exists()] if not self.site_config.has_registry else self.sources
            unsaved = {path: text.encode("utf-8", "replace") for path, text in self.unsaved.items()}
            return load(sources, self.site_config.root, self.cache, {**unsaved, **changed})
        except RegistryError as error:
            raise Failure(str(error)) from error

    def source_site(self) -> SourceSite:
        """Registry and docs together, as the sources tell them."""
        from ..options import OptionError
        from ..registry import RegistryError
        from ..source_site import SourceSite

        try:
            return SourceSite(self.site_config)
        except OptionError as error:
            raise Failure(f"{self.config.path.name}: {error}" if self.config else str(error)) from error
        except RegistryError as error:
            raise Failure(str(error)) from error

    @cached_property
    def cache(self) -> Cache:
        """The cache that builds use, too."""
        return Cache(self.site_config.cache)

    def folder_of(self, resource: Resource) -> Path:
        """The folder of the registry file that holds a resource: its snapshots lie there."""
        return (self.site_config.root / resource.location.path).parent

    def finder(self) -> Finder:
        """Finds snapshots as a build does."""
        from ..excerpt import registry_folders
        from ..excerpt.files import Finder

        return Finder(self.site_config.root, registry_folders(self.sources))

    def without_docs(self, docs: Path) -> str:
        """What is wrong where the docs' folder is not there, and the likely fix."""
        is_meant = "\\" in str(docs) and Path(str(docs).replace("\\", "/")).is_dir()
        fix = "write `/` between the parts of a path" if is_meant else "create it, or correct `docs_dir`"
        return f"there is no docs folder `{self.site_config.shown(docs)}`; {fix}"

    def refuse_sources(self, path: Path) -> None:
        """Raises Failure for a file that people write, which no output may replace: of registry, docs or configuration."""
        real, docs = path.resolve(), self.site_config.docs
        registry = {file.resolve() for file in (*self.registry().files, *self.sources)}
        is_page = docs is not None and real.is_relative_to(docs.resolve()) and real.suffix.lower() in (".md", ".markdown")
        if real in registry or is_page or (self.config is not None and real == self.config.path):
            raise Failure(f"{path} is a source file of this site, so it is not overwritten; name another file")

    def targets(self, registry: Registry, name: str = "") -> Callable[[dict[str, Any]], Path]:
        """Entry -> the registry file that it belongs into: the one with most entries of its host, else of its type."""
        from ..registry.sources import BESIDE, is_bibliography

        files = [path for path in registry.files if not is_bibliography(path) and path.name.lower() not in _VENUES]
        if name or len(files) < 2:
            source = next((source for source in self.sources if not is_bibliography(source)), self.site_config.root)
            default = source / BESIDE if source.is_dir() else source
            path = self._named(name, files) if name else files[0] if files else default
            return lambda entry: path
        hosts, types, all_of = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[str]()
        for resource in registry.resources():
            place = resource.location.path
            hosts[place, host_of(resource.url)] += 1
            types[place, resource.type] += 1
            all_of[place] += 1
        shown = {path: self.site_config.shown(path) for path in files}

        def target(entry: dict[str, Any]) -> Path:
            host = host_of(str(entry.get("url") or ""))
            return max(
                files,
                key=lambda path: (
                    hosts[shown[path], host] if host else 0,
                    types[shown[path], str(entry.get("type"))],
                    all_of[shown[path]],
                ),
            )

        return target

    def _named(self, name: str, files: list[Path]) -> Path:
        for path in files:
            if name in (path.name, self.site_config.shown(path)) or path.resolve() == Path(name).resolve():
                return path
        folders = [source for source in self.sources if source.is_dir()]
        if folders and Path(name).suffix in (".yml", ".yaml") and Path(name).name == name:
            return folders[0] / name
        raise Failure(f"the registry has no file `{name}`")


_VENUES = ("publications.yml", "publications.yaml")


def _folder(path: Path) -> Path:
    real = path.resolve()
    return real if real.is_dir() else real.parent


def _allow(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> None:
    session = ctx.find_object(Session)
    if session is not None:
        session.private_hosts = value


allow_private = click.option(
    "--allow-private",
    multiple=True,
    metavar="HOST",
    expose_value=False,
    callback=_allow,
    help="Allow this host although its address is not public; repeat for more.",
)
"""For commands that use the network."""
pass_session = click.make_pass_decorator(Session)
