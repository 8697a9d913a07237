"""The site's settings, the same for every host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .i18n import unknown_places
from .problems import CODES, LEVELS, Level, likely, meant

CHOICES = {"pages": ("cited", "all", "none"), "references": ("linked", "numbered", "site")}
"""option -> what it may be."""
_PLACES = ("path", "dir", "folder", "directory")
"""Endings of a name that mean the same."""
_SYNONYMS = {
    "registry": "bib bib_dir bib_file bibliography bibtex_file file path registry_dir registry_file resources sources",
    "citation_style": "csl csl_file csl_style style",
    "language": "lang locale",
    "previews": "popovers popups tooltips",
    "references": "citations numbers numbering",
    "words": "labels strings texts translations",
    "validation": "levels messages",
}
"""An option -> what other tools, or people, call it."""
EXTENSION_ONLY = frozenset({"root", "docs_dir", "page", "links", "styles"})
"""Options of the Markdown extension alone: they say what the other hosts know by themselves."""


class OptionError(ValueError):
    """An invalid setting; `option` is its name, the message is one line that names the value and the choices."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


class Options(NamedTuple):
    """A site's options. The names are those in the configuration file; see the guide's page "Options"."""

    registry: tuple[str, ...] = ("resources.yml",)
    """Files and folders, relative to the configuration file."""
    pages: str = "cited"
    """Which resources have a page of their own: cited, all, none."""
    pages_path: str = "resources"
    """Where these pages and the index live, within the docs folder."""
    type_key: str = "type"
    quality_key: str = "quality"
    """Front matter keys of a citing page."""
    excerpt: int = 600
    """Characters."""
    references: str = "linked"
    """How an inline reference without a view looks: linked, numbered, or numbered through the site. A page may differ."""
    citation_style: str = ""
    """How citations and lists of references are written: `""` as numbers, else a CSL style's name or file."""
    pandoc_citations: bool = False
    """Whether `[@KEY, p. 33]` and `@KEY` are citations."""
    previews: bool = True
    language: str = ""
    """Of the words readers see; `""` follows the theme."""
    words: Mapping[str, str] = MappingProxyType({})
    """The site's own texts, by key."""
    validation: Mapping[str, Level] = MappingProxyType({})
    """code -> level."""
    cache_dir: str = ".cache/plugin/resource-cards"
    """Relative to the configuration file; `""` switches the cache off."""
    strict: bool = False
    """Whether a problem of level warn fails the build, for hosts that have no `--strict` of their own."""

    @property
    def is_default_registry(self) -> bool:
        """Whether `registry` was not set."""
        return self.registry == Options().registry

    @property
    def has_own_style(self) -> bool:
        """Whether the citation style is a file of the site's own."""
        return self.citation_style.lower().endswith(".csl")

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> Options:
        """Options from a configuration's mapping; raises OptionError for the first one that cannot be used."""
        for name in settings:
            if name not in cls._fields:
                close = _meant(str(name))
                names = sorted(set(cls._fields) - EXTENSION_ONLY)
                raise OptionError(
                    name,
                    f"unknown option `{name}`; "
                    + (f"did you mean `{close}`?" if close else f"options are {', '.join(names)}"),
                )
        given = {name: _READERS[name](name, value) for name, value in settings.items() if value is not None}
        if given.get("citation_style"):  # A site with a style wants citations, not links.
            given.setdefault("references", "numbered")
        return cls(**given)


def _meant(name: str) -> str:
    """The option that an unknown `name` probably means, `""` for none."""
    plain = name.lower().replace("-", "_")
    stem, _, place = plain.rpartition("_")
    places = [f"{stem}_{one}" for one in _PLACES] if place in _PLACES else []
    same = next((one for one in places if one in Options._fields), "")
    return same or meant(plain, _SYNONYMS, Options._fields) or likely(plain, sorted(Options._fields))


def is_choice(name: str, value: object) -> bool:
    """Whether a page's front matter may hold `value` under the name of an option that is a choice; None says nothing."""
    return value is None or value in CHOICES[name]


def numbering(value: object, site: str) -> str:
    """How a page shows its citations: as its front matter says with `references`, else as the option of the site."""
    return str(value) if value in CHOICES["references"] else site


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise OptionError(name, f"`{name}` must be text, not {value!r}")
    return value


def _path(name: str, value: Any) -> str:
    path = _text(name, value).strip("/")
    # Themes make files such as `404.html` and `sitemap.xml`, which no host would let become folders.
    is_file = any(part.lower().endswith((".html", ".xml")) for part in path.split("/"))
    if not path or is_file or "\\" in path or any(part in ("", ".", "..") for part in path.split("/")):
        raise OptionError(name, f"`{name}` must be a folder within the docs, such as `resources`, not {value!r}")
    return path


def _choice(name: str, value: Any) -> str:
    if value not in CHOICES[name]:
        raise OptionError(name, f"`{name}` must be one of {', '.join(CHOICES[name])}, not {value!r}")
    return str(value)


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise OptionError(name, f"`{name}` must be a number of characters, 0 or more, not {value!r}")
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise OptionError(name, f"`{name}` must be true or false, not {value!r}")
    return value


def _sources(name: str, value: Any) -> tuple[str, ...]:
    sources = (value,) if isinstance(value, str) else value
    if not isinstance(sources, (list, tuple)) or not sources or not all(isinstance(one, str) and one for one in sources):
        raise OptionError(name, f"`{name}` must be a file, a folder or a list of them, not {value!r}")
    far = next((one for one in sources if one.lower().startswith(("http://", "https://"))), "")
    if far:
        raise OptionError(name, f"`{name}` must name files, since a build uses no network: download {far}, and name its file")
    return tuple(sources)


def _levels(name: str, value: Any) -> Mapping[str, Level]:
    for code, level in _mapping(name, value).items():
        if code not in CODES:
            close = likely(str(code), CODES)
            raise OptionError(name, f"`{name}` has no code `{code}`" + (f"; did you mean `{close}`?" if close else ""))
        if level not in LEVELS:
            raise OptionError(name, f"`{name}: {code}` must be one of {', '.join(LEVELS)}, not {level!r}")
    return dict(value)


def _texts(name: str, value: Any) -> Mapping[str, str]:
    texts = {str(key): _text(f"{name}: {key}", text) for key, text in _mapping(name, value).items()}
    key, location, known = next(unknown_places(texts), ("", "", []))
    if location:
        raise OptionError(
            name, f"`{name}: {key}`: `{location}` is not available here; the text may contain {', '.join(known) or 'none'}"
        )
    return texts


def _mapping(name: str, value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise OptionError(name, f"`{name}` must be a mapping, not {value!r}")
    return value


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "registry": _sources,
    "pages": _choice,
    "pages_path": _path,
    "type_key": _text,
    "quality_key": _text,
    "excerpt": _number,
    "references": _choice,
    "citation_style": _text,
    "pandoc_citations": _flag,
    "previews": _flag,
    "language": _text,
    "words": _texts,
    "validation": _levels,
    "cache_dir": _text,
    "strict": _flag,
}
