r"""What pages say as Pandoc or LaTeX has it while the site's options or its registry say otherwise.

Citations without the option `pandoc_citations` stay as written: another plugin may own the syntax. With it, the site's options
say which sources and which style count, not the front matter of a page. Citations of LaTeX (`\cite{KEY}`) stay as written on
each site. Each is told once for a site, and of citations only those of a source that the registry has: pages on LaTeX have
other keys. What `nocite` lists must be in the registry.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator

from ..citation import Citation
from ..markdown_scan.block_masking import FRONT_MATTER
from ..model import Location, Problem
from ..options import Options
from ..registry import Registry

_CITED = re.compile(r"\[@\{?(?P<key>[^\s\[\]{},;]+)")
_LATEX = re.compile(r"\\(?:[A-Za-z]{0,8}cite|Cite)[a-z]{0,8}\*?(?:\[[^\[\]\n]{0,200}\]){0,2}\{(?P<keys>[^{}\\\n]{1,500})\}")
_FIELD = re.compile(r"^(?P<name>bibliography|csl)[ \t]*:(?P<value>[^\n]*(?:\n[ \t-][^\n]*)*)", re.MULTILINE)
_NAMED = re.compile(r"@\{?([^\s\[\]{},;]+)")
_NOCITE = re.compile(r"^nocite[ \t]*:[^\n]*(?:\n[ \t-][^\n]*)*", re.MULTILINE)
FIELDS = ("bibliography", "csl", "nocite")
"""Of a page's front matter."""

Page = tuple[Location, str]
"""A page and its source."""


def may_be_told(front_matter: Container[str], body: str, options: Options) -> bool:
    """Whether a page is worth a look: on most sites no page is. `front_matter`: its text, or the names of its fields."""
    is_told = any(name in front_matter for name in FIELDS) if options.pandoc_citations else "[@" in body
    return is_told or "\\cite" in body or "cite{" in body or "cite[" in body


def unheeded(pages: Iterable[Page], registry: Registry, options: Options, *, math: bool = False) -> Iterator[Problem]:
    """The problems of `pages`, in order; `math` as for `scan`."""
    all_pages = list(pages)
    if options.pandoc_citations:
        yield from _fields(all_pages, registry, options)
    else:
        yield from _citation(all_pages, registry, math=math)
    yield from _latex(all_pages, registry, options)


def _latex(pages: Iterable[Page], registry: Registry, options: Options) -> Iterator[Problem]:
    r"""The first `\cite{KEY}` of a source that the registry has."""
    from ..markdown_scan.block_masking import mask  # Few sites have such texts.

    for location, source in pages:
        cited = ((match, [key.strip() for key in match["keys"].split(",")]) for match in _LATEX.finditer(source))
        meant = [(match, keys) for match, keys in cited if any(key in registry for key in keys)]
        masked = mask(source, math=True) if meant else ""
        for match, keys in meant:
            at = match.start()
            if masked.startswith(match[0][:5], at):
                key = next(key for key in keys if key in registry)
                message = f"`{key}` is a key of the registry, but `{match[0][:60]}` is LaTeX and stays as written"
                place = Location(location.path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
                yield Problem("unread_citation", message, place, f"write `{_instead(keys, options)}`")
                return


def _instead(keys: list[str], options: Options) -> str:
    if options.pandoc_citations:
        return f"[{'; '.join(f'@{key}' for key in keys)}]"
    return f"<< resources {' '.join(keys)} view=number >>" if len(keys) > 1 else f"<< resource:{keys[0]} view=number >>"


def _citation(pages: Iterable[Page], registry: Registry, *, math: bool) -> Iterator[Problem]:
    """The first citation of a source that the registry has."""
    from ..markdown_scan.scanner import scan  # It brings Pandoc's grammar, which most builds do without.

    for location, source in pages:
        if any(_is_key(match["key"], registry) for match in _CITED.finditer(source)):
            for one in scan(source, math=math, pandoc=True).occurrences:
                keys = one.item.keys if isinstance(one.item, Citation) and one.raw.startswith("[@") else ()
                for key in [key for key in keys if key in registry]:
                    message = f"`{key}` is a key of the registry, but this citation in Pandoc's syntax stays as written"
                    place = Location(location.path, one.line, one.column)
                    yield Problem("unread_citation", message, place, "set the option `pandoc_citations: true`")
                    return


def _is_key(key: str, registry: Registry) -> bool:
    return key in registry or key.rstrip(".:!?") in registry


def listed_keys(nocite: str) -> Iterator[str]:
    """The keys that `nocite` names, `*` for all."""
    from ..pandoc_citations import find  # Few pages say so.

    return (part.key for found in find(nocite.strip()) for part in found.parts)


def _fields(pages: Iterable[Page], registry: Registry, options: Options) -> Iterator[Problem]:
    """The first field of each name whose files are not those of the site's options, and unknown keys in `nocite`."""
    told = set[str]()
    for location, source in pages:
        for match in _NOCITE.finditer(source, 0, _end_of_front_matter(source)):
            yield from _listed(location, source, match, registry)
        for match in _FIELD.finditer(source, 0, _end_of_front_matter(source)):
            name = match["name"]
            option, own = ("citation_style", (options.citation_style,)) if name == "csl" else ("registry", options.registry)
            names = [posixpath.splitext(posixpath.basename(one))[0] for one in own if one]
            if name not in told and not any(one in match["value"] for one in names):
                told.add(name)
                message = f"`{name}` in a page's front matter has no effect: the site's option `{option}` counts"
                line = source.count("\n", 0, match.start()) + 1
                yield Problem("unread_page_field", message, Location(location.path, line, 1), f"name the file in `{option}`")


def _listed(location: Location, source: str, nocite: re.Match[str], registry: Registry) -> Iterator[Problem]:
    for key in dict.fromkeys(key for key in listed_keys(nocite[0].partition(":")[2]) if key != "*" and key not in registry):
        spots = (one.start(1) for one in _NAMED.finditer(source, *nocite.span()) if one[1].rstrip(".:!?\"'") == key)
        at = next(spots, nocite.start())
        place = Location(location.path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
        yield Problem(
            "unknown_resource", f"no resource has the key `{key}`, which `nocite` names", place, registry.suggest(key)
        )


def _end_of_front_matter(source: str) -> int:
    """It is between marks, or consists of the lines before the first empty one."""
    marked = FRONT_MATTER.match(source)
    end = marked.end() if marked else source.find("\n\n")
    return end if end >= 0 else len(source)
