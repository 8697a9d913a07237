"""Imports point one way, and only the hosts know a host."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from imports import PACKAGE, faces, graph, imports, modules

LAYERS = (
    ("",),
    ("csl_variables", "edtf", "html_entities", "keys", "model", "nav_titles", "problems", "shortcode_tokens"),
    ("citation", "file_replacement", "i18n"),
    ("cache", "options", "pandoc_citations", "shortcode"),
    ("normalize",),
    ("formats",),
    ("excerpt", "pictures", "registry"),
    ("citation_styles", "markdown_scan"),
    ("citations",),
    ("cards", "resource_query"),
    ("render",),
    ("site",),
    ("generated_pages", "markdown_ext"),
    ("source_locations",),
    ("source_site",),
    ("cli", "hosts"),
)
"""From the ground up: a room imports rooms of lower layers and itself, never one beside it."""
LEVELS = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

CORE = {"bs4", "jinja2", "markdown", "markdown_it", "markupsafe", "nh3", "yaml"}
CLI = {
    "click",
    "filelock",
    "htmldate",
    "httpcore",
    "httpx",
    "lsprotocol",
    "lxml",
    "pygls",
    "pypdf",
    "rapidfuzz",
    "tomli",
    "tomlkit",
    "tld",
    "trafilatura",
    "webencodings",
}
HOSTS = {"mkdocs", "properdocs", "zensical"}
GLOBS = {"pathspec"}  # comes with every host that has patterns in its settings
FOREIGN = {"cli": CORE | CLI | GLOBS, "hosts": CORE | HOSTS | GLOBS}
"""room -> the distributions it may import, where these are more than the core's."""


def room(module: str) -> str:
    """The first name below the package: a module's place in the house."""
    return module.removeprefix(PACKAGE).removeprefix(".").partition(".")[0]


def climbing(files: Mapping[str, Path]) -> list[str]:
    """Imports that point upwards or to a neighbour."""
    return [
        f"{name} -> {target}"
        for name, targets in graph(files).items()
        for target in sorted(targets)
        if room(name) != room(target) and LEVELS[room(target)] >= LEVELS[room(name)]
    ]


def strangers(files: Mapping[str, Path]) -> list[str]:
    """Imports of distributions that a room may not know."""
    own = {*sys.stdlib_module_names, "tomllib", PACKAGE}  # Python 3.10 has not all of them yet.
    return [
        f"{name} -> {target}"
        for name, path in files.items()
        for target in imports(name, path)
        if (top := target.partition(".")[0]) not in own and top not in FOREIGN.get(room(name), CORE)
    ]


def past_a_face(files: Mapping[str, Path]) -> list[str]:
    """Imports from within a package of what its `__init__.py` offers to those outside."""
    offered = faces(files)
    return [
        f"{name} -> {target}"
        for name, path in files.items()
        for target in imports(name, path)
        for package, names in offered.items()
        if target.startswith(f"{package}.") and not f"{name}.".startswith(f"{package}.")
        for module, _, last in [target.removeprefix(f"{package}.").rpartition(".")]
        if module and last in names and target not in files
    ]


def write(folder: Path, texts: Mapping[str, str]) -> dict[str, Path]:
    """The modules of a package like ours that holds `texts` (file -> code)."""
    for name, text in texts.items():
        path = folder / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return modules(folder / PACKAGE)


def test_each_room_has_a_layer() -> None:
    rooms = {room(name) for name in modules()}
    assert rooms == set(LEVELS), "a room is missing from LAYERS, or LAYERS names one that is gone"


def test_imports_point_one_way() -> None:
    assert climbing(modules()) == []


def test_what_a_package_offers_is_imported_from_it() -> None:
    assert past_a_face(modules()) == []


def test_only_hosts_know_a_host_and_only_the_command_line_its_libraries() -> None:
    assert strangers(modules()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("model.py", "from .cards import Card"),
        ("model.py", "def late():\n    from . import cards"),
        ("model.py", "import mkdocs_resource_cards.cards"),
        ("registry/core.py", "from ..excerpt import shorten"),
        ("registry/core.py", "from .. import excerpt"),
        ("cli/check.py", "from ..hosts.mkdocs import build"),
    ],
)
def test_an_import_upwards_is_seen(tmp_path: Path, name: str, text: str) -> None:
    house = {"__init__.py": "", "cards.py": "", "excerpt/__init__.py": "shorten = len", "hosts/mkdocs/build.py": ""}
    assert len(climbing(write(tmp_path, {**house, name: text}))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("place.py", "import mkdocs.utils"),
        ("site.py", "def late():\n    from properdocs import x"),
        ("registry/core.py", "import click"),
        ("hosts/mkdocs/build.py", "import httpx"),
    ],
)
def test_a_stranger_is_seen(tmp_path: Path, name: str, text: str) -> None:
    assert len(strangers(write(tmp_path, {name: text}))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("from .excerpt.shorten import cut", 1),
        ("def late():\n    from .excerpt.shorten import cut, room", 1),
        ("from .excerpt import cut\nfrom .excerpt.shorten import room", 0),
    ],
)
def test_an_import_past_a_face_is_seen(tmp_path: Path, text: str, count: int) -> None:
    house = {
        "__init__.py": "",
        "excerpt/__init__.py": "from .shorten import cut\n__all__ = ['cut']",
        "excerpt/shorten.py": "cut = room = 1",
    }
    assert len(past_a_face(write(tmp_path, {**house, "site.py": text}))) == count


BLOCKED = """
import importlib, sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {hosts}:
            raise ModuleNotFoundError("blocked: " + name, name=name)

sys.meta_path.insert(0, Block())
for name in {names}:
    importlib.import_module(name)
"""


def run_without_hosts(names: list[str]) -> str:
    """Imports modules in a Python that has no host; returns what it complained of."""
    code = BLOCKED.format(hosts=sorted(HOSTS), names=names)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60).stderr


def test_all_but_the_hosts_work_where_no_host_is_installed() -> None:
    names = [name for name in modules() if room(name) != "hosts"]
    assert f"{PACKAGE}.markdown_ext.extension" in names
    assert f"{PACKAGE}.cli" in names
    assert run_without_hosts(names) == ""


def test_the_mkdocs_host_needs_mkdocs() -> None:
    assert "blocked: mkdocs" in run_without_hosts([f"{PACKAGE}.hosts.mkdocs"])
