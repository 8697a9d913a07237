"""Pages that may contain a mistake are converted, so that the same problems are reported as in a build.

Only Python-Markdown knows what is code, where a cell ends, and where HTML allows a card.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ...citation import Citation
from ...citations import pandoc
from ...markdown_scan.scanner import Scan
from ...registry import Registry
from ...shortcode import FoundShortcode, Malformed, Shortcode, find
from ...site import PageContext, Report, Site
from ...source_site import SourceSite

if TYPE_CHECKING:
    from markdown import Markdown

_WITHOUT_CONFIGURATION = ("admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")
"""What a registry without a site is read with: the common ground of all hosts."""
_PYTHON_MARKDOWN = frozenset(
    "abbr admonition attr_list def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html nl2br sane_lists smarty "
    "tables toc wikilinks".split()
)
_PYMDOWNX = frozenset(
    "arithmatex betterem blocks.admonition blocks.caption blocks.definition blocks.details blocks.html blocks.tab caret "
    "critic details emoji escapeall extra fancylists highlight inlinehilite keys magiclink mark progressbar quotes "
    "saneheaders smartsymbols striphtml superfences tabbed tasklist tilde".split()
)
"""Extensions that ask neither files nor network. Others stay out: they run code of their own."""
_TAG = re.compile(r"^[ \t]*<[A-Za-z]", re.MULTILINE)
_MENTION = re.compile(r"@\{?([^\s\[\]{},;<>()]+)")
_ODD = re.compile(r"[`|$\\\n]")
"""What may end a shortcode early, or make code of its beginning."""


@dataclass(slots=True)
class PageHost:
    """What the extension asks, for one page after the other."""

    site: Site
    current: PageContext

    def page_context(self, md: Markdown) -> PageContext:
        """The page being converted."""
        return self.current


def converted(
    source_site: SourceSite, extensions: Mapping[str, Any] | None, paths: Collection[str] | None = None
) -> dict[str, list[Report]]:
    """Source path -> what a build reports of the page, for each that may hold a mistake.

    `extensions`: names and settings from the site's configuration, None without one. `paths`: only these pages.
    """
    scans = {path: scan for path, scan in source_site.docs.scans.items() if paths is None or path in paths}
    bodies = ((path, scan, source_site.docs.body(path)) for path, scan in scans.items())
    registry, has_syntax = source_site.site.registry, source_site.site.options.pandoc_citations
    doubtful = [
        (path, body) for path, scan, body in bodies if _may_be_wrong(body, scan, registry, pandoc_citations=has_syntax)
    ]
    if not doubtful:
        return {}
    host = PageHost(source_site.site, source_site.page_context(""))
    md = markdown_of(extensions, host)
    found = {}
    for path, body in doubtful:
        host.current = source_site.page_context(path)
        try:
            md.reset().convert(body)
        except Exception:  # noqa: S112  What ends a build is for the build to tell; what the scan saw is told.
            continue
        found[path] = [report for report in host.current.reports if source_site.site_config.is_whole(report.raw)]
    return found


def _may_be_wrong(body: str, scan: Scan, registry: Registry, *, pandoc_citations: bool) -> bool:
    """Whether any shortcode of a page can be a problem that the scan does not see, be it in what looks like code."""
    cited = [one.item for one in scan.occurrences if isinstance(one.item, Citation)]
    if any(next(pandoc.unknown(one.items, registry), None) for one in cited):
        return True
    if (
        pandoc_citations
        and _TAG.search(body)
        and _mentions(body, registry) > sum(item.key in registry for one in cited for item in one.items)
    ):
        return True  # Some may be in raw HTML.
    if "<<" not in body:
        return False
    seen = Counter(one.item for one in scan.occurrences)
    has_blocks = "markdown" in body  # The attribute: its element may allow no card, its content may be raw.
    if (has_blocks or _TAG.search(body)) and len(list(find(body))) != sum(
        not isinstance(one.item, Citation) for one in scan.occurrences
    ):
        return True
    return any(_is_doubtful(one, registry) and (has_blocks or not _is_alone(one, body, seen)) for one in find(body))


def _mentions(body: str, registry: Registry) -> int:
    """How many words of a page might cite a source of the registry."""
    return sum(match[1] in registry or match[1].rstrip(".:!?") in registry for match in _MENTION.finditer(body))


def _is_doubtful(one: FoundShortcode, registry: Registry) -> bool:
    item = one.item
    if item is None or isinstance(item, Malformed) or item.name != "resource":
        return True
    return item.view in ("full", "compact") or item.key not in registry or _ODD.search(one.raw) is not None


def _is_alone(one: FoundShortcode, body: str, seen: Counter[Shortcode | Malformed | Citation]) -> bool:
    """Whether it is a paragraph at the left margin, the only one like it: nothing there is read in two ways."""
    before, after = body[max(0, one.start - 2) : one.start], body[one.end : one.end + 3]
    is_paragraph = before in ("", "\n", "\n\n") and (not after.strip("\n") or (after[:2] == "\n\n" and after[2] not in ": \t"))
    return is_paragraph and isinstance(one.item, Shortcode) and seen[one.item] == 1


def markdown_of(extensions: Mapping[str, Any] | None, host: Any) -> Markdown:
    """What converts a site's pages, but for extensions whose code may do anything; None: nobody knows which the site has."""
    from markdown import Markdown  # 60 ms; few sites have such a page

    from ...markdown_ext.extension import ResourceCardsExtension

    md, given = Markdown(), dict.fromkeys(_WITHOUT_CONFIGURATION) if extensions is None else extensions
    for name, settings in _harmless(given).items():
        for configs in (settings, {}):  # Options that would name a function are not there.
            try:
                md.registerExtensions([name], {name: dict(configs)})
                break
            except (AttributeError, ImportError, KeyError, TypeError, ValueError):
                continue
    md.registerExtensions([ResourceCardsExtension(host, pandoc=host.site.options.pandoc_citations)], {})
    return md


def _harmless(extensions: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Those that we convert with, and their options as far as these are data."""
    found = dict[str, dict[str, Any]]()
    for given, settings in extensions.items():
        name = given.removeprefix("markdown.extensions.")
        if name in _PYTHON_MARKDOWN or name.removeprefix("pymdownx.") in _PYMDOWNX:
            found[name] = _data(settings) if isinstance(settings, Mapping) else {}
    if "pymdownx.superfences" in found:
        _with_plain_fences(found)
    elif any(name.startswith("pymdownx") for name in found):
        found = {"pymdownx.highlight": {"use_pygments": False}, **found}
        found["pymdownx.highlight"]["use_pygments"] = False
    return found


def _with_plain_fences(found: dict[str, dict[str, Any]]) -> None:
    """Fences are told from text as with Pygments, which knows more of their options; nothing is coloured, which takes long."""
    plain = {"name": "*", "class": "", "format": _plain_fence, "validator": _takes_options}
    settings = found["pymdownx.superfences"]
    settings["custom_fences"] = [*(settings.get("custom_fences") or []), plain]
    found["pymdownx.highlight"] = {**found.get("pymdownx.highlight", {}), "use_pygments": False}


_Given = dict[str, Any]


def _takes_options(language: str, inputs: _Given, options: _Given, attrs: _Given, md: Markdown) -> bool:
    """Tells options of a fence from attributes, as `pymdownx.superfences.highlight_validator` does."""
    for name, value in inputs.items():
        (options if name in ("hl_lines", "linenums", "title", "title_mode") else attrs)[name] = value
    return True


def _plain_fence(source: str, language: str, class_name: str, options: Any, md: Markdown, **_: Any) -> str:
    return f"<pre><code>{escape(source)}</code></pre>"


def _data(value: Any) -> Any:
    """A value without what the reader of the configuration had to leave out."""
    if isinstance(value, Mapping):
        return {key: _data(one) for key, one in value.items() if one is not None}
    return [_data(one) for one in value if one is not None] if isinstance(value, list) else value
