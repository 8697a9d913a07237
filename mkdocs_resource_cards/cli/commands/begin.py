"""`resource-cards init`"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click

from ..config import ConfigError, read
from ..output import Failure, result, say
from ..session import Session, pass_session

REGISTRY = """\
# The sources of this site. Add one with: resource-cards add URL
# yaml-language-server: $schema={schema}
resources:
"""
SCHEMA = ".resource-cards.schema.json"
CONFIG = """\
site_name: My site

theme:
  name: material

plugins:
  - search
  - resource-cards
"""
PAGE = """\
# My site

Add a source with `resource-cards add URL`, and write the shortcode that it prints here.

"""
SETTINGS = ".vscode/settings.json"


@click.command("init")
@click.option("--write", is_flag=True, help="Also change the site's configuration and write editor settings.")
@pass_session
def command(session: Session, /, write: bool) -> None:
    """Begin: a first registry, the plugin's lines for mkdocs.yml, settings for your editor.

    In an existing site, the registry is made if there is none, and the lines for the configuration are shown; --write
    puts them in, with everything else left as it is. In an empty folder, a small site is made.

    \b
    Example:
      resource-cards init
      resource-cards init --write
    """
    if session.config is None and session.config_path is None and not session.registries:
        _make_site(Path.cwd())
        session = Session(session.tools)
    _make_registry(session)
    _configure(session, write)
    _set_editor(session, write)
    say("next: resource-cards add URL")


def _make_site(folder: Path) -> None:
    _create(folder / "mkdocs.yml", CONFIG)
    if not (folder / "docs").exists():
        _create(folder / "docs" / "index.md", PAGE)


def _make_registry(session: Session) -> None:
    source = session.sources[0]
    if source.exists():
        say(f"{session.ground.shown(source)} is there already")
    elif source.suffix in (".yml", ".yaml"):
        schema = (
            "../" * len(source.relative_to(session.ground.root).parent.parts) + SCHEMA if _within(source, session) else SCHEMA
        )
        _create(source, REGISTRY.format(schema=schema))
        _create(session.ground.root / SCHEMA, _schema(), again=True)
    else:
        source.mkdir(parents=True)
        say(f"made the folder {session.ground.shown(source)}", "green")


def _within(path: Path, session: Session) -> bool:
    return path.is_relative_to(session.ground.root)


def _schema() -> str:
    from importlib.resources import files

    return (files("mkdocs_resource_cards") / "schema" / "registry.schema.json").read_text(encoding="utf-8")


def _configure(session: Session, write: bool) -> None:
    config = session.config
    if config is None or config.settings is not None:
        return
    try:
        old = config.path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Failure(f"{config.path.name} is not UTF-8") from error
    new = with_toml(old) if config.path.suffix == ".toml" else with_plugin(old)
    name = config.path.name
    for line in difflib.unified_diff(old.splitlines(), new.splitlines(), name, name, lineterm="", n=2):
        result(line)
    if not write:
        say(f"these lines switch the cards on; --write puts them into {name}")
        return
    _replace(config.path, new)
    if not _has_plugin(config.path):
        _replace(config.path, old)
        raise Failure(f"{name} is written in a way that cannot be added to; put the lines in by hand")
    say(f"{name} has the plugin", "green")


def _has_plugin(path: Path) -> bool:
    try:
        return read(path).settings is not None
    except ConfigError:
        return False


def with_plugin(text: str) -> str:
    """A mkdocs.yml with the plugin last among its plugins, everything else as it was; unchanged if it has another form."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("plugins:")), None)
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


def _with_item(lines: list[str], start: int) -> list[str]:
    """`lines` with the plugin behind the last item of the block at `start`."""
    block = list(_block(lines, start))
    first = next((lines[number] for number in block), "  - ")
    indent = first[: len(first) - len(first.lstrip())]
    entry = f"{indent}- resource-cards" if first.lstrip().startswith("-") else f"{indent}resource-cards: {{}}"
    last = max(block, default=start)
    return [*lines[: last + 1], entry, *lines[last + 1 :]]


def with_toml(text: str) -> str:
    """A zensical.toml with the extension, everything else as it was."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = _without_blank_end(text.splitlines())
    return end.join([*lines, "", "[project.markdown_extensions.resource_cards]", ""])


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


def _set_editor(session: Session, write: bool) -> None:
    """VS Code, with the YAML extension, completes and checks entries by the schema."""
    root = session.ground.root
    names = [
        f"/{path.relative_to(root).as_posix()}" + ("" if path.suffix else "/*.yml")
        for path in session.sources
        if path.is_relative_to(root)
    ]
    settings = json.dumps({"yaml.schemas": {f"./{SCHEMA}": names}}, indent=2)
    path = root / SETTINGS
    if not write or path.exists():
        say(f"for VS Code, in {SETTINGS}:")
        result(settings)
        return
    _create(root / SCHEMA, _schema(), again=True)
    _create(path, settings + "\n")


def _create(path: Path, text: str, *, again: bool = False) -> None:
    if path.exists() and not again:
        say(f"{path.name} is there already")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, text)
    say(f"made {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}", "green")


def _replace(path: Path, text: str) -> None:
    from ..write import locked, replace

    try:
        with locked(path):
            replace(path, text.encode("utf-8"))
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
