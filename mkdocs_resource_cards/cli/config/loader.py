"""The site's configuration file -> where the site stands, without running the host that the file is for."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...nav_titles import nav_titles
from ...options import EXTENSION_ONLY, OptionError, Options
from .excluded_pages import exclusion
from .values import MAX_BYTES, PAGE_FOLDER, ConfigError, values_of

if TYPE_CHECKING:
    from ...source_site import Expand, SiteConfig

NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml", "zensical.toml")
_TEMPLATING = frozenset(("macros", "markdownextradata", "zensical.extensions.macros"))
"""Plugins and extensions that fill in expressions in braces."""
_PLUGIN = ("resource-cards", "resource_cards")
_HOSTS_OWN = {"plugins": frozenset({"enabled"}), "markdown_extensions": EXTENSION_ONLY}
"""Where we are listed -> options there that are none of ours; `enabled` is one of every plugin's."""


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration file, read."""

    path: Path
    values: Mapping[str, Any]
    settings: Mapping[str, Any] | None
    """The options of this plugin or extension; None when the site does not use it."""

    @property
    def root(self) -> Path:
        """The folder that paths in it are relative to."""
        return self.path.parent

    @property
    def extensions(self) -> dict[str, Any]:
        """Names and settings of the Markdown extensions that a build loads, those before all others that its host adds."""
        always = ("toc",) if self.path.suffix == ".toml" else ("toc", "tables", "fenced_code")
        return dict.fromkeys(always) | dict(_entries(self.values.get("markdown_extensions")))

    @property
    def address_form(self) -> str:
        """How the finished site's addresses are written, one of `docs_folder.FORMS`."""
        return "html" if self.values.get("use_directory_urls") is False else "folder"

    @property
    def is_for_mkdocs(self) -> bool:
        """Whether the site has the plugin: its build generates pages."""
        return self.path.suffix != ".toml" and self.lists_plugin

    @property
    def is_for_mkdocs_alone(self) -> bool:
        """Whether no other host can build the site, so that nothing has to be written into its docs."""
        return self.is_for_mkdocs and not self.is_for_zensical

    @property
    def lists_plugin(self) -> bool:
        """Whether the plugin is listed, for whatever host."""
        return _settings_in(self.values, "plugins") is not None

    @property
    def is_switched_off(self) -> bool:
        """Whether the site lists the plugin, and says that it does not run."""
        return self.is_for_mkdocs and not plugins_of(self).intersection(_PLUGIN)

    @property
    def is_for_zensical(self) -> bool:
        """Whether the site lists the extension, as Zensical needs it."""
        return _settings_in(self.values, "markdown_extensions") is not None

    @property
    def names_zensical(self) -> bool:
        """Whether the site has extensions of Zensical's own, which no other host has."""
        return any(name.startswith("zensical.") for name in self.extensions)

    def site_config(self, snippets_base: Path | None = None) -> SiteConfig:
        """The site it describes. Raises ConfigError. Folders of snippets are relative to `snippets_base`, else to the root."""
        from ...source_site import SiteConfig  # 90 ms, with all that renders; `--help` does not need it

        values, theme, is_yaml = self.values, _mapping(self.values.get("theme")), self.path.suffix != ".toml"
        docs = self.root / str(values.get("docs_dir") or "docs")
        try:
            options = Options.read(self.settings or {})
        except OptionError as error:
            raise ConfigError(f"{self.path.name}: {error}") from error
        return SiteConfig(
            root=self.root,
            options=options,
            docs=docs,
            templates=(self.root / str(theme["custom_dir"]),) if theme.get("custom_dir") else (),
            language=str(theme.get("language") or theme.get("locale") or "en"),
            has_math="pymdownx.arithmatex" in self.extensions,
            has_notebooks=is_yaml and _shows_notebooks(values),
            has_templates=not _TEMPLATING.isdisjoint((*self.extensions, *plugins_of(self))),
            has_plain_front_matter=is_yaml,
            titles=dict(nav_titles(values.get("nav"))),
            site_url=str(values.get("site_url") or ""),
            expand=self._expansion(docs, snippets_base or self.root),
            is_excluded=exclusion(values, _running(values), docs, is_for_mkdocs=is_yaml),
        )

    def _expansion(self, docs: Path, base: Path) -> Expand:
        from ...source_site import snippets  # as in `ground`

        used = dict(_entries(self.values.get("markdown_extensions")))
        if snippets.NAME not in used:
            return snippets.unexpanded
        settings = _mapping(used[snippets.NAME])
        return snippets.expansion(settings, partial(_bases, settings.get("base_path", "."), base, self.root, docs))


def find(folder: Path) -> Path | None:
    """The configuration file in `folder` or the nearest folder above it that has one."""
    for one in (folder, *folder.parents):
        for name in NAMES:
            if (one / name).is_file():
                return one / name
    return None


def read(path: Path) -> Config:
    """The configuration at `path`. Raises ConfigError."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB")
    return parse(path, data)


def parse(path: Path, data: bytes) -> Config:
    """The configuration that `data` would be as the content of `path`. Raises ConfigError."""
    values = values_of(path, data)
    return Config(path.resolve(), values, _settings(values))


def plugins_of(config: Config) -> frozenset[str]:
    """The names of the plugins that a host runs for the site: of none that are named, the search."""
    plugins = config.values.get("plugins")
    return frozenset(name for name, _ in _running(config.values)) if plugins is not None else frozenset({"search"})


def _shows_notebooks(values: Mapping[str, Any]) -> bool:
    """Whether mkdocs-jupyter renders notebooks as they stand: those that it executes keep their texts."""
    return any(name == "mkdocs-jupyter" and not _mapping(settings).get("execute") for name, settings in _running(values))


def _running(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Names and settings of the plugins that are not switched off."""
    plugins = _entries(values.get("plugins"))
    return ((name, settings) for name, settings in plugins if _mapping(settings).get("enabled") is not False)


def _settings(values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Our options; with both plugin and extension those of the plugin, unless it has none (as `hosts.mkdocs.install`)."""
    found = [one for section in _HOSTS_OWN if (one := _settings_in(values, section)) is not None]
    return next(filter(None, found), found[0] if found else None)


def _settings_in(values: Mapping[str, Any], section: str) -> Mapping[str, Any] | None:
    """Our options in a section, which may be a list or a mapping, without those that its host takes for itself."""
    for name, settings in _entries(values.get(section)):
        if name in _PLUGIN:
            return {key: value for key, value in _mapping(settings).items() if key not in _HOSTS_OWN[section]}
    return None


def _entries(section: Any) -> Iterator[tuple[str, Any]]:
    items = section if isinstance(section, list) else [section]
    for item in items:
        if isinstance(item, Mapping):
            yield from ((str(name), value) for name, value in item.items())
        elif isinstance(item, str):
            yield item, {}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _bases(given: Any, here: Path, root: Path, docs: Path, page: str) -> list[str]:
    """The folders of snippets, as seen from a page; those without a tag are relative to `here`."""
    locations = {PAGE_FOLDER: docs / posixpath.dirname(page), "$docs_dir": docs, "$config_dir": root}
    found = []
    for base in given if isinstance(given, list) else [given]:
        first, _, rest = str(base).partition("/")
        found.append(os.path.abspath(locations[first] / rest if first in locations else here / str(base)))
    return found


def shown(path: Path) -> str:
    """A path as people call it: as seen from here where that is not longer."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # Windows: another drive
        return str(path)
    return relative if len(relative) <= len(str(path)) else str(path)
