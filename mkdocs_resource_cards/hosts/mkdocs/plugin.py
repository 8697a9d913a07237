"""The hooks. Each turns MkDocs' objects into one call of the build, without any logic of its own."""

from __future__ import annotations

from typing import Any, Literal

from jinja2 import Environment, TemplateSyntaxError
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from ...options import OptionError, Options
from ...registry import RegistryError
from . import config_setup
from .build import Build
from .lasting_objects import LastingObjects
from .search_exclusion import SearchExclusion


class ResourceCardsPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """One object lives across the rebuilds of `serve`; all state of a build is in `Build`, created for each build."""

    _options: Options = Options()
    _build: Build
    _concealed: SearchExclusion
    _is_dirty = False

    def __init__(self) -> None:
        self._lasting = LastingObjects()

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[ConfigErrors, ConfigWarnings]:
        """Reads the options with the reader that all hosts share."""
        self.config = options
        try:
            self._options = Options.read(options)
        except OptionError as error:
            return [(error.option, error)], []
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Its presence keeps this object across rebuilds."""
        self._is_dirty = dirty

    @event_priority(-110)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Starts a build from clean state; may be called again with the same configuration.

        Late: static-i18n (-100) sets the language here.
        """
        try:
            # A configuration that other hosts read too has its options with the extension.
            options = self._options if self.config else config_setup.options_of_extension(config)
            self._build = Build(config, options, is_dirty=self._is_dirty)
        except (RegistryError, OptionError) as error:
            raise PluginError(f"resource-cards: {error}") from None
        except TemplateSyntaxError as error:
            raise PluginError(f"resource-cards: {error.filename}:{error.lineno}: {error.message}") from None
        style = self._build.site.style
        self._concealed = SearchExclusion(has_numbers=style is None or style.is_numeric)
        config_setup.into(config, self._build, options)
        return config

    @event_priority(-110)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Late, so that files of other plugins are there to be scanned, and only those of one language (static-i18n, -100)."""
        self._build.take_files(files)
        self._lasting.leave_out()
        return files

    @event_priority(-90)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """The index enters a navigation that no author wrote."""
        self._build.complete(nav, files)
        return nav

    @event_priority(100)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Before mkdocs-jupyter (0) takes a notebook."""
        self._build.begin(page)
        return page

    @event_priority(200)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """First of all, because other plugins convert Markdown in this hook."""
        self._build.enter(page, markdown)

    @event_priority(200)
    def _when_rendered(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """First of all: no plugin shall see marks."""
        return self._build.filled(page, html)

    @event_priority(-200)
    def _when_complete(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Last of all: from here on, a text that is converted again is a guest on another page."""
        self._build.leave(page, html)

    on_page_content = CombinedEvent(_when_rendered, _when_complete)

    @event_priority(100)
    def _when_converted(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Every page has been converted, none is written yet."""
        self._build.reconcile(files)

    @event_priority(-200)
    def _when_ready(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Last of all: what templates can call is known, and every page is there."""
        self._build.publisher.lend_templates(env)
        self._lasting.leave_out()

    on_env = CombinedEvent(_when_converted, _when_ready)

    @event_priority(1000)
    def _before_all(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        self._build.publisher.take_back_template(page)

    @event_priority(50)
    def _before_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        self._concealed.conceal(page)

    @event_priority(-50)
    def _after_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        self._concealed.reveal(page)
        self._build.publisher.show_navigation(context, page, nav)

    on_page_context = CombinedEvent(_before_all, _before_search, _after_search)
    """Search reads pages here, at priority 0."""

    @event_priority(50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Previews join the finished page, before minifiers see it."""
        return self._build.finish(output, page)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The last moment at which a warning still counts for `--strict`."""
        self._build.close()
        self._lasting.take_back()

    def on_build_error(self, *, error: Exception) -> None:
        """A server lives on."""
        self._lasting.take_back()
