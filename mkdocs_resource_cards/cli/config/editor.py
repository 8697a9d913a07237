"""A site's configuration with the lines that switch the cards on, everything else as it was; or the lines for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .loader import Config, parse, plugins_of
from .values import ConfigError

_KEY = re.compile(r"""\ufeff?(?:plugins|"plugins"|'plugins')[ \t]*:""")
_NO_DEFAULTS = (
    "once zensical.toml lists Markdown extensions, Zensical no longer adds its defaults (admonition, pymdownx.tasklist, "
    "pymdownx.mark and more): list those that you use, too"
)


class EditedConfig(NamedTuple):
    """What becomes of a configuration."""

    text: str = ""
    """The whole new text; `""` if a person has to edit it."""
    lines: str = ""
    """The lines to add, for that person."""
    why: str = ""
    """Why it cannot be edited automatically."""


def joined(config: Config, old: str, watch: list[str]) -> EditedConfig:
    """`config`, whose file holds `old`; `watch` are the paths that Zensical must watch."""
    if config.path.suffix == ".toml":
        return _joined_toml(config, old, watch)
    if config.names_zensical:
        lines = f"markdown_extensions:\n  - resource_cards\nwatch: [{', '.join(dict.fromkeys([*_watched(config), *watch]))}]"
        return EditedConfig(lines=lines, why="Zensical takes the extension, and no plugin")
    if config.values.get("plugins") is not None and _start(old.splitlines()) is None:
        return _by_hand(
            config, f"the plugins are listed in {config.values.get('INHERIT', 'another place')}, so add this there"
        )
    new = with_plugin(old)
    if _is_as_before(config, new):
        return EditedConfig(new)
    return _by_hand(config, "`plugins` is written in a form that cannot be edited automatically")


def _joined_toml(config: Config, old: str, watch: list[str]) -> EditedConfig:
    watched = _watched(config)
    seen = [(config.root / path).resolve() for path in watched]
    missing = [path for path in watch if not any((config.root / path).resolve().is_relative_to(one) for one in seen)]
    wanted = [*watched, *missing]
    if config.values.get("markdown_extensions") is None:
        return EditedConfig(lines=_toml_lines(wanted), why=_NO_DEFAULTS)
    try:
        new = with_toml(old, missing)
    except (ValueError, TypeError, KeyError, AttributeError):  # `watch` is not a list, a table no table...
        new = ""
    if _adds_only_ours(config, new, wanted):
        return EditedConfig(new)
    return EditedConfig(lines=_toml_lines(wanted), why="it is written in a form that cannot be edited automatically")


def _watched(config: Config) -> list[str]:
    """What Zensical watches already."""
    watch = config.values.get("watch")
    return [path for path in watch if isinstance(path, str)] if isinstance(watch, list) else []


def _by_hand(config: Config, why: str) -> EditedConfig:
    plugins = config.values.get("plugins")
    items = "  resource-cards: {}" if isinstance(plugins, dict) else "  - resource-cards"
    return EditedConfig(lines="plugins:\n" + ("  - search\n" if plugins is None else "") + items, why=why)


def _toml_lines(watch: list[str]) -> str:
    return f"[project]\nwatch = {_array(watch)}\n\n[project.markdown_extensions.resource_cards]"


def _is_as_before(config: Config, new: str) -> bool:
    """Whether `new` has us, and all the plugins that the site had."""
    try:
        made = parse(config.path, new.encode("utf-8"))
    except ConfigError:
        return False
    return made.settings is not None and plugins_of(config) <= plugins_of(made)


def _adds_only_ours(config: Config, new: str, watch: list[str]) -> bool:
    """Whether `new` is a TOML that has us, watches `watch`, and changes nothing else."""
    try:
        values = parse(config.path, new.encode("utf-8")).values
    except ConfigError:
        return False
    extensions = config.values["markdown_extensions"]
    if not isinstance(extensions, dict):
        return False
    return values == {**config.values, "watch": watch, "markdown_extensions": {**extensions, "resource_cards": {}}}


def with_plugin(text: str) -> str:
    """A mkdocs.yml with the plugin last among its plugins, everything else as it was; unchanged if it has another form."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    start = _start(lines)
    if start is None:
        # A list of plugins takes the place of the default, which is the search.
        return end.join([*_without_blank_end(lines), "", "plugins:", "  - search", "  - resource-cards", ""])
    value = lines[start].partition(":")[2].partition("#")[0].strip()
    if re.fullmatch(r"\[[^\[\]{}]*\]", value):
        lines[start] = re.sub(
            r"(?:(\[)\s*|\s*)\]", lambda match: (match[1] or ", ") + "resource-cards]", lines[start], count=1
        )
        return end.join([*lines, ""])
    return text if value else end.join([*_with_item(lines, start), ""])


def _start(lines: list[str]) -> int | None:
    """The line with the key `plugins`."""
    return next((number for number, line in enumerate(lines) if _KEY.match(line)), None)


def _with_item(lines: list[str], start: int) -> list[str]:
    """`lines` with the plugin behind the last item of the block at `start`."""
    block = list(_block(lines, start))
    if not block:  # As without the key, the search is on.
        return [*lines[: start + 1], "  - search", "  - resource-cards", *lines[start + 1 :]]
    first = lines[block[0]]
    indent = first[: len(first) - len(first.lstrip())]
    entry = f"{indent}- resource-cards" if first.lstrip().startswith("-") else f"{indent}resource-cards: {{}}"
    last = max(block)
    return [*lines[: last + 1], entry, *lines[last + 1 :]]


def with_toml(text: str, watch: list[str]) -> str:
    """A zensical.toml with the extension, which also watches `watch`; everything else as it was. Raises ValueError."""
    import tomlkit  # for one step of one command

    document: Any = tomlkit.parse(text)
    project = document["project"]
    if "watch" in project:
        project["watch"].extend(watch)
    elif watch:
        project["watch"] = watch
    project["markdown_extensions"]["resource_cards"] = tomlkit.table()
    made = tomlkit.dumps(document)
    return re.sub(r"(?<!\r)\n", "\r\n", made) if "\r\n" in text else made


def _array(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _block(lines: list[str], start: int) -> Iterator[int]:
    """The lines of the value of the key at `start`, comments and empty lines within it aside."""
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#"):
            if not line.startswith((" ", "\t", "-")):
                return
            yield number


def _without_blank_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines
