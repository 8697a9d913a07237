"""Sites of several languages (mkdocs-static-i18n): the whole build runs once for each, into a folder of its own."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File


class Language(NamedTuple):
    """The language that is being built."""

    code: str
    folder: str
    """Where its pages lie within the site, ending in `/`; `""` for the default language."""


def current(config: MkDocsConfig) -> Language | None:
    """The language being built; None on a site of one language."""
    plugin = config.plugins.get("i18n")
    code = getattr(plugin, "current_language", None)
    if not isinstance(code, str):
        return None
    return Language(code, "" if code == getattr(plugin, "default_language", None) else f"{code}/")


def assign(file: File, language: Language | None) -> None:
    """Moves a new file to its language, with the marks that the plugin puts on files of its own."""
    if language is None:
        return
    file.dest_uri = language.folder + file.dest_uri
    marks = {
        "alternates": {language.code: file},
        "locale": language.code,
        "locale_alternate_of": language.code,
        "localization": None,
        "norm_src_uri": file.src_uri,
    }
    for name, value in marks.items():
        setattr(file, name, value)
