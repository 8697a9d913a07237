"""The bytes of a configuration file -> its values, for MkDocs' YAML and Zensical's TOML.

No tag of the file builds an object, no environment variable is read: what a tag holds is skipped, except for the default of
`!ENV [NAME, default]` and the folder of `!relative`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 4_000_000
"""Bytes."""
PAGE_FOLDER = "$page_dir"
"""What `!relative` alone stands for, beside MkDocs' own `$docs_dir` and `$config_dir`."""
_GENERATIONS = 5
"""Of files that inherit from another."""


class ConfigError(Exception):
    """A configuration that cannot be used; its text is one line."""


def values_of(path: Path, data: bytes) -> Mapping[str, Any]:
    """The values that `data` holds as the content of `path`, with those that it inherits. Raises ConfigError."""
    return _toml(path, data) if path.suffix == ".toml" else _inherited(path, _yaml(path, data), _GENERATIONS)


class _Loader(yaml.SafeLoader):
    """Builds texts, numbers, lists and mappings; what a tag would build is nothing."""


def _tagged(loader: Any, suffix: str, node: Any) -> Any:
    if suffix == "ENV" and isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_object(node.value[-1], deep=True)
    if suffix == "relative" and isinstance(node, yaml.ScalarNode):
        return node.value or PAGE_FOLDER
    return None


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def _yaml(path: Path, data: bytes) -> Mapping[str, Any]:
    try:
        values = yaml.load(data, Loader=_Loader)  # noqa: S506  a SafeLoader that knows no tag
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError) as error:
        raise ConfigError(f"{path.name} is not YAML: {why_no_yaml(error)}") from error
    if not isinstance(values, dict):
        raise ConfigError(f"{path.name} contains no configuration")
    return values


def _inherited(path: Path, values: Mapping[str, Any], depth: int) -> Mapping[str, Any]:
    """`values` over those of the file that `INHERIT` names, as MkDocs merges them."""
    parent = values.get("INHERIT")
    if not isinstance(parent, str) or depth == 0:
        return values
    above = path.parent / parent
    try:
        data = above.read_bytes()[:MAX_BYTES]
    except OSError as error:
        raise ConfigError(f"{path.name} inherits from {parent}: {error.strerror}") from error
    return _merged(_inherited(above, _yaml(above, data), depth - 1), values)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {**below, **above}
    for name in below.keys() & above.keys():
        if isinstance(below[name], Mapping) and isinstance(above[name], Mapping):
            both[name] = _merged(below[name], above[name])
    return both


def _toml(path: Path, data: bytes) -> Mapping[str, Any]:
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib  # type: ignore[no-redef, import-not-found, unused-ignore]
    try:
        values = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path.name} is not TOML: {' '.join(str(error).split())[:200]}") from error
    project = _table(values.get("project")) or values
    return {**project, "markdown_extensions": _hoisted(project.get("markdown_extensions"))}


def _hoisted(extensions: Any) -> Any:
    """Zensical takes a table `pymdownx.blocks.tab` for the extension of that name; to TOML it is one within another."""
    if not isinstance(extensions, Mapping):
        return extensions
    found = dict(extensions)
    for family in ("pymdownx", "pymdownx.blocks", "zensical", "zensical.extensions"):
        inner = found.pop(family, None)
        found |= {f"{family}.{name}": settings for name, settings in _table(inner).items()}
    return found


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def why_no_yaml(error: Exception) -> str:
    """`line 2, column 10: expected ',' or ']', but got '<stream end>' while parsing a flow sequence`"""
    if not isinstance(error, yaml.MarkedYAMLError):
        return " ".join(str(error).split())[:200]
    mark = error.problem_mark or error.context_mark
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return place + " ".join(part for part in (error.problem, error.context) if part)
