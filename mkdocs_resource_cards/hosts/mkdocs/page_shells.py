"""Renders what a theme puts around generated pages only once for all pages that differ in a few texts.

Hundreds of generated pages have the same navigation, header and footer; rendering a theme's templates costs more than all
else of such a page. Pages that a template could tell apart by nothing but these texts are a group. The first of a group is
rendered, a shell is found (`shell_trials`) that has to give the same, byte by byte, and the others of the group are filled in.
Where another plugin, a filter or a function of its own may look at a page, each page is rendered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from .shell_trials import Shell, proven, texts_of

_WORTH = 6
"""From so many pages of a kind on, a shell pays: to make one costs as much as to render four or five pages."""
_SEEING = re.compile(r"mkdocs_resource_cards\.|(?:mkdocs|properdocs)\.contrib\.|material(?:x)?\.plugins\.(?:search|tags)\.")
"""Modules of plugins that see a page before it is rendered, and change nothing but the page and what templates are given."""
_TRANSLATING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
"""Functions that themes of MkDocs have."""
_TEXTS = ("title", "description", "template")
"""Front matter that is a text of one page, or ours."""
_OF_A_PAGE = ("page", "build_date_utc")
"""What templates are given that differs from page to page."""
_TEMPLATES = frozenset((".html", ".htm", ".jinja", ".jinja2", ".j2", ".txt", ".xml"))
_SHORT = 50
"""Items up to which a value is looked into."""
_LINK = ("id", "title", "level", "url")
_OWN = frozenset(
    "_Page__active _own_meta _title_from_render abs_url canonical_url children content edit_url file head_tags markdown meta "
    "next_page previous_page present_anchor_ids searched title toc update_date".split()
)
"""Attributes of a page that are no other plugin's."""


class PageShells:
    """The shells of one build."""

    def __init__(self, env: Environment, config: MkDocsConfig) -> None:
        self._env = env
        self._sizes = Counter[object]()
        self._shells: dict[object, tuple[Shell | None, object]] = {}
        methods = config.plugins.events.get("page_context", ())
        modules = [f"{getattr(method, '__module__', '')}." for method in methods]
        self.is_usable = all(map(_SEEING.match, modules)) and _is_plain(env) and not _has_own_look(config)

    def lend(self, pages: Collection[Page]) -> None:
        """Makes MkDocs ask us for their HTML. Who asks for their front matter sees the template until `take_back`."""
        if self.is_usable:
            self._sizes.update(_kind(page) for page in pages)
            for page in pages:
                page.meta["template"] = _Lent(self, page.meta.get("template"))

    def take_back(self, page: Page) -> None:
        """Gives a page its own front matter back, before other plugins see it."""
        lent = page.meta.get("template")
        if isinstance(lent, _Lent):
            del page.meta["template"]
            if lent.own is not None:
                page.meta["template"] = lent.own

    def render(self, name: str, context: dict[str, Any]) -> str:
        """The HTML of the page that `context` tells of, by the template `name`."""
        template = self._env.get_template(name)
        page = context["page"]
        kind, texts = _kind(page), texts_of(page)
        if texts is None or self._sizes[kind] < _WORTH:
            return template.render(context)
        group = name, kind, tuple((key, _mark(value)) for key, value in context.items() if key not in _OF_A_PAGE)
        if group not in self._shells:
            output = template.render(context)
            # The context is kept, so that no other object gets the identity of one of its.
            self._shells[group] = proven(template, context, texts, output), context
            return output
        shell = self._shells[group][0]
        filled = shell.filled(texts) if shell else None
        return template.render(context) if filled is None else filled


class _Lent(Template):
    """A template that MkDocs takes for a page's own."""

    def __new__(cls, shells: PageShells, own: str | None) -> _Lent:
        return object.__new__(cls)

    def __init__(self, shells: PageShells, own: str | None) -> None:
        self._shells = shells
        self.own = own
        self.name = own or "main.html"

    def render(self, *args: Any, **kwargs: Any) -> str:
        """As a template's."""
        return self._shells.render(self.name or "", dict(*args, **kwargs))


def _is_plain(env: Environment) -> bool:
    """Whether nothing in it can look at a text in a way that is not noticed."""
    own = [one for name, one in env.filters.items() if one is not FILTERS.get(name)]
    known = all(getattr(one, "__module__", "").endswith(".utils.templates") for one in own)
    names = set(env.globals) <= {*DEFAULT_NAMESPACE, *_TRANSLATING}
    return known and names and set(env.tests) <= set(TESTS) and env.finalize is None


def _has_own_look(config: MkDocsConfig) -> bool:
    """Whether a template of the site speaks of pages: it may compare what it has made of a text, which nobody notices."""
    folder = config.theme.custom_dir
    files = Path(folder).rglob("*") if folder else ()
    own = (file for file in files if file.suffix in _TEMPLATES and file.parent.name != "resource-cards" and file.is_file())
    return any(b"page" in file.read_bytes() for file in own)


def _kind(page: Page) -> object:
    """What a template can tell pages apart by, their texts aside."""
    meta = tuple((name, repr(value)) for name, value in page.meta.items() if name not in _TEXTS)
    others = tuple((name, _mark(value)) for name, value in vars(page).items() if name not in _OWN)
    neighbours = id(page.previous_page), id(page.next_page), id(page.parent)
    folder = page.url.rstrip("/").rpartition("/")[0]
    texts = tuple(map(bool, (page.title, page.content, page.canonical_url, page.abs_url, page.edit_url)))
    given = tuple(bool(page.meta.get(name)) for name in _TEXTS if name in page.meta)
    return folder, meta, others, neighbours, texts, given, _links(page.toc or ())


def _mark(value: object) -> object:
    """Equal for values that are the same to a template."""
    if value is None or isinstance(value, (str, int, float)):
        return type(value), value
    if isinstance(value, (list, tuple)) and len(value) <= _SHORT:
        return tuple(map(_mark, value))
    return id(value)


def _links(toc: Iterable[Any]) -> tuple[object, ...]:
    # Another plugin may have put something of its own there.
    return tuple((*(getattr(link, name, None) for name in _LINK), _links(getattr(link, "children", ()))) for link in toc)
