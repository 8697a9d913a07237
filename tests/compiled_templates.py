"""Templates of themes, compiled once in a process: otherwise each build in it would do that again, for most of its time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from jinja2 import Environment

SETTINGS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("finalize", "optimized", "sandboxed", "is_async", "newstyle_gettext"),
)
"""Of an environment: what its compiled templates depend on, beside autoescape, extensions, filters and tests."""


def keep() -> None:
    """From now on, what was compiled once is used wherever the same text is to be compiled in the same way."""
    compiled: dict[Hashable, Any] = {}
    compile_anew = Environment.compile

    def compile_once(self: Environment, source: Any, name: str | None = None, filename: str | None = None, *rest: Any) -> Any:
        if not isinstance(source, str) or rest:
            return compile_anew(self, source, name, filename, *rest)
        key = (source, name, filename, _way(self, name))
        if key not in compiled:
            compiled[key] = compile_anew(self, source, name, filename)
        return compiled[key]

    Environment.compile = compile_once  # type: ignore[assignment,method-assign]


def _way(environment: Environment, name: str | None) -> Hashable:
    escapes = environment.autoescape(name) if callable(environment.autoescape) else environment.autoescape
    settings = tuple(getattr(environment, setting, None) for setting in SETTINGS)
    # What a filter makes of a constant is part of what is compiled.
    called = frozenset(
        (key, _meaning(one)) for table in (environment.filters, environment.tests) for key, one in table.items()
    )
    return type(environment), escapes, settings, tuple(environment.extensions), called


def _meaning(function: Any) -> Hashable:
    """Of methods of texts, all with the same texts are one."""
    digest = getattr(getattr(function, "__self__", None), "digest", None)
    return (function.__func__, digest) if digest else function
