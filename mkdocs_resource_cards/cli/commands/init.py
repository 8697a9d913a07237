"""`resource-cards init`"""

from __future__ import annotations

import difflib
import json
import os
import re
from importlib.util import find_spec
from pathlib import Path

import click

from ...registry.sources import is_bibliography
from ..config.editor import joined
from ..console import Failure, result, say
from ..context import Session, pass_session

REGISTRY = """\
# The sources of this site. Add one with: resource-cards add URL
# yaml-language-server: $schema={schema}
resources:
"""
SCHEMA = ".resource-cards.schema.json"
_YAML = """\
site_name: My site

theme:
  name: {theme}

plugins:
  - search
  - resource-cards
"""
_TOML = """\
[project]
site_name = "My site"
watch = ["resources.yml", "docs"]

[project.markdown_extensions.admonition]
[project.markdown_extensions.tables]
[project.markdown_extensions.resource_cards]
"""
SITES = {
    "material": ("mkdocs.yml", _YAML.format(theme="material")),
    "mkdocs": ("mkdocs.yml", _YAML.format(theme="mkdocs")),
    # It ships without a theme; this one is a package of its own, which the guide names.
    "properdocs": ("properdocs.yml", _YAML.format(theme="mkdocs")),
    "zensical": ("zensical.toml", _TOML),
}
"""Package -> the configuration of a first site for it; the first one that is installed is meant."""
PAGE = """\
# My site

Add a source with `resource-cards add URL`, and write the shortcode that it prints here.

"""
SETTINGS = ".vscode/settings.json"


@click.command("init")
@click.option("--write", is_flag=True, help="Also add the plugin to the site's configuration, and write editor settings.")
@pass_session
def command(session: Session, /, write: bool) -> None:
    """Create a first registry, and show the lines for mkdocs.yml and your editor.

    In an existing site, creates the registry if there is none, and shows the lines to add to the configuration; --write adds
    them and leaves everything else as it is. In an empty folder, creates a small site for the host that is installed.

    \b
    Example:
      resource-cards init
      resource-cards init --write
    """
    if session.config is None and session.config_path is None and not session.registries:
        _make_site(Path.cwd())
        session = Session(session.tools)
    for source in session.sources:
        _make_registry(session, source)
    left = _configure(session, write)
    _set_editor(session, write)
    if left and write:
        raise Failure(f"{left} was left as it is; add the lines above by hand")
    say("next: resource-cards add URL")


def _make_site(folder: Path) -> None:
    installed = (name for name in SITES if find_spec(name) is not None)
    name, text = SITES[next(installed, "material")]
    _create(folder / name, text)
    if not (folder / "docs").exists():
        _create(folder / "docs" / "index.md", PAGE)


def _make_registry(session: Session, source: Path) -> None:
    if source.exists():
        say(f"{session.site_config.shown(source)} exists already")
    elif is_bibliography(source):
        say(f"{session.site_config.shown(source)} is missing; export it from the program that you keep it in", "yellow")
    elif source.suffix in (".yml", ".yaml"):
        schema = session.site_config.root / SCHEMA
        _create(source, REGISTRY.format(schema=_address(schema, source.parent)))
        _create(schema, _schema(), again=True)
    else:
        source.mkdir(parents=True)
        say(f"made the folder {session.site_config.shown(source)}", "green")


def _address(path: Path, folder: Path) -> str:
    """Where `path` is, seen from `folder`; in full where that cannot be, or holds a blank, at which editors stop reading."""
    full = Path(os.path.abspath(path))
    try:
        relative = Path(os.path.relpath(full, os.path.abspath(folder))).as_posix()
    except ValueError:  # Windows: another drive
        return full.as_uri()
    return full.as_uri() if re.search(r"\s", relative) else relative


def _schema() -> str:
    from ...registry.schema import registry_schema

    return registry_schema()


def _configure(session: Session, write: bool) -> str:
    """The name of a configuration that we cannot edit, after saying what to add to it; `""` if there is nothing to add."""
    config = session.config
    if config is None or config.settings is not None:
        return ""
    try:
        old = config.path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Failure(f"{config.path.name} is not UTF-8") from error
    site_config, name = session.site_config, config.path.name
    watch = [site_config.shown(path) for path in [*site_config.sources, *([site_config.docs] if site_config.docs else [])]]
    new, lines, why = joined(config, old, watch)
    if not new:
        say(f"add these lines by hand to switch the cards on: {why}")
        result(lines)
        return name
    for line in difflib.unified_diff(old.splitlines(), new.splitlines(), name, name, lineterm="", n=2):
        result(line)
    if not write:
        say(f"these lines switch the cards on; --write adds them to {name}")
        return ""
    _replace(config.path, new)
    say(f"{name} already lists the plugin", "green")
    return ""


def _set_editor(session: Session, write: bool) -> None:
    """VS Code, with the YAML extension, completes and checks entries by the schema."""
    root = session.site_config.root
    paths = [Path(os.path.abspath(path)) for path in session.sources]
    inside = [path for path in paths if path.is_relative_to(root) and not is_bibliography(path)]
    names = [f"/{path.relative_to(root).as_posix()}{ending}" for path in inside for ending in _endings(path)]
    settings = json.dumps({"yaml.schemas": {f"./{SCHEMA}": names}}, indent=2)
    path = root / SETTINGS
    if _is_set(path, names):
        return
    say("for pages, in editors that support language servers: resource-cards lsp (the guide has a page on editors)")
    if not write or path.exists():
        say(f"for VS Code, in {SETTINGS}:")
        result(settings)
        return
    _create(root / SCHEMA, _schema(), again=True)
    _create(path, settings + "\n")


def _endings(source: Path) -> tuple[str, ...]:
    """What follows the name of a file or folder of the registry. Not every editor lets `**` stand for no folder at all."""
    is_file = source.suffix in (".yml", ".yaml") and not source.is_dir()
    return ("",) if is_file else ("/*.yml", "/*.yaml", "/**/*.yml", "/**/*.yaml")


def _is_set(path: Path, names: list[str]) -> bool:
    """Whether editor settings have ours. They may hold comments, which makes them no JSON: then a person is asked again."""
    try:
        return set(names) <= set(json.loads(path.read_bytes())["yaml.schemas"][f"./{SCHEMA}"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False


def _create(path: Path, text: str, *, again: bool = False) -> None:
    if again and path.exists() and path.read_bytes() == text.encode("utf-8"):
        return
    if path.exists() and not again:
        say(f"{path.name} exists already")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, text)
    say(f"made {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}", "green")


def _replace(path: Path, text: str) -> None:
    from ..atomic_files import locked, replace

    try:
        with locked(path):
            replace(path, text.encode("utf-8"))
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
