"""What the plugin puts into the configuration: extension, style sheet, watched paths. Idempotent."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from ...markdown_ext.extension import ResourceCardsExtension
from ...options import Options
from ...render import STYLE
from .build import Build

EXTENSION = "resource_cards"
"""Its name under `markdown_extensions`, where a configuration that other hosts read too lists it."""


def options_of_extension(config: MkDocsConfig) -> Options:
    """The options that the extension is given where it is listed; raises OptionError.

    `strict` is dropped: here that is an option of the command.
    """
    given = config.mdx_configs.get(EXTENSION)
    if not given:
        return Options()
    from ..extension_options import common  # Few sites list the extension too.

    return Options.read({name: value for name, value in common(given).items() if name != "strict"})


def into(config: MkDocsConfig, build: Build, options: Options) -> None:
    """Prepares `config` for `build`, replacing what an earlier build put there."""
    others = [one for one in config.markdown_extensions if one != EXTENSION and not isinstance(one, ResourceCardsExtension)]
    config.markdown_extensions[:] = [*others, ResourceCardsExtension(build, pandoc=options.pandoc_citations)]  # type: ignore[list-item]
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)  # Before the site's own sheets: what they say wins.
    for path in build.watched:
        if str(path) not in config.watch:
            config.watch.append(str(path))
