"""jinja2's environment: where templates are found, what they can call, and the error for one that fails."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..cards.compose import full_stop
from ..i18n import Translations
from ..model import Resource
from .compiled_templates import CompiledTemplates

TEMPLATES = Path(__file__).parents[1] / "templates"
"""Our own; a name within is `resource-cards/card.html`."""
NOT_SEARCHED = Markup(" data-search-exclude data-pagefind-ignore")
"""Material's search and Pagefind each have their own way to say: not this."""


def environment(folders: Sequence[Path], words: Translations) -> Environment:
    """With autoescape on. Templates are found in `folders` first, then among ours."""
    made = _Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(TEMPLATES, Path(__file__).read_bytes()),
        extensions=[_Unindented],
        optimized=False,  # Our templates hold no sums of constants to be found, and compiling is most of what they cost.
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(words=words, not_searched=NOT_SEARCHED)
    made.filters.update(coins=_coins, fill=_fill, letter=_letter, markup=_markup, stop=full_stop, word=_word)
    return made


def fault(error: Exception, name: str) -> str:
    """What went wrong in the template `name`: the file, the line, the message."""
    location, frame = f"resource-cards/{name}.html", error.__traceback__
    while frame is not None:
        if (file := frame.tb_frame.f_code.co_filename).endswith(".html"):
            location = f"{file}:{frame.tb_lineno}"
        frame = frame.tb_next
    if isinstance(error, TemplateSyntaxError):
        location = f"{error.filename}:{error.lineno}"
    return f"{location}: {type(error).__name__}: {error}"


def finished(html: str) -> Markup:
    """HTML that needs no escaping: what we rendered, escaped or sanitised. Nothing else may come here."""
    return Markup(html)


def _coins(resource: Resource) -> str:
    from ..formats import coins  # Only full cards hold one.

    return coins(resource)


def _markup(title: str) -> Markup:
    from .title_html import title_html  # Few titles hold any.

    return finished(title_html(title))


def _fill(text: str, **values: str) -> Markup:
    """`{name}` in `text` replaced by values, which may be markup."""
    filled = str(escape(text))
    for name, value in values.items():
        filled = filled.replace(f"{{{name}}}", str(escape(value)))
    return finished(filled)


@pass_context
def _word(context: Context, key: str) -> str:
    """With the context, which is not known when jinja2 compiles: what it compiles is for all languages."""
    return cast(Translations, context.environment.globals["words"]).text(key)


def _letter(index: int) -> str:
    """a, b, ... z, aa, ab: the name of jump-back link `index`, counted from 0."""
    first, last = divmod(index, 26)
    return (_letter(first - 1) if first else "") + chr(ord("a") + last)


class _Environment(Environment):
    """jinja2's, without its chain of mappings around the globals: that is flattened at every call and every import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template sees, and `d`."""
        return {**self.globals, **(d or {})}


def _is_ours(filename: str | None) -> bool:
    return str(filename).startswith(str(TEMPLATES))


class _Unindented(Extension):
    """Takes the indentation out of templates as they are read: bytes that no reader sees, on every card."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        # Lines of a site's own templates are counted in messages.
        return re.sub(r"\n\s+" if _is_ours(filename) else r"\n[ \t]+", "\n", source)
