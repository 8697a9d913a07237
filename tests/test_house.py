"""The house stays one in which a newcomer finds a rule in one guess: small rooms, no circles, names and version that hold."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points, version
from pathlib import Path
from statistics import median

import pytest
from imports import PACKAGE, ROOT, graph, modules

FILES = sorted(modules().values())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """(place, lines) of each function of a file, from `def` to its last line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def cycle(imports: Mapping[str, set[str]]) -> list[str]:
    """The modules of one circle, `[]` when there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_functions_are_small() -> None:
    sizes = dict(one for path in FILES for one in functions(path))
    assert median(sizes.values()) < 10
    assert {location: size for location, size in sizes.items() if size > 45} == {}


def test_functions_are_counted_whole(tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text("class A:\n    async def f(\n        self\n    ):\n        def g():\n            pass\n        return g\n")
    assert [size for _, size in functions(path)] == [6, 2]


def test_files_can_be_read_at_one_sitting() -> None:
    assert {str(path): lines(path) for path in FILES if lines(path) > 300} == {}


def test_no_import_goes_in_a_circle() -> None:
    assert cycle(graph(modules())) == []


def test_no_rooms_of_a_folder_import_each_other() -> None:
    """Rooms are the folders and files in it. Circles between files are none, and yet folders may know each other."""
    whole = graph(modules())
    for folder in sorted({name for name, path in modules().items() if path.name == "__init__.py"}):
        between: dict[str, set[str]] = {}
        for name, targets in whole.items():
            rooms = {one.removeprefix(f"{folder}.").partition(".")[0] for one in targets if one.startswith(f"{folder}.")}
            if name.startswith(f"{folder}."):
                room = name.removeprefix(f"{folder}.").partition(".")[0]
                between.setdefault(room, set()).update(rooms - {room})
        assert cycle(between) == [], folder


def test_a_circle_is_seen() -> None:
    assert set(cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}


def test_each_public_name_is_there_and_told_of() -> None:
    for name, path in modules().items():
        module = importlib.import_module(name) if path.name == "__init__.py" else None
        for public in getattr(module, "__all__", ()):
            assert getattr(module, public, None) is not None, f"{name}.{public} is in __all__ and not in the module"


def public_types(path: Path) -> Iterator[str]:
    """Names of the classes and type aliases of a file."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        names = [node.name] if isinstance(node, ast.ClassDef) else [one.id for one in targets if isinstance(one, ast.Name)]
        yield from (name for name in names if name[0].isupper() and not name.isupper())


def test_no_type_has_the_name_of_another() -> None:
    names = [name for path in FILES for name in public_types(path)]
    assert {name for name in names if names.count(name) > 1} == set()


def test_a_package_tells_of_each_of_its_modules() -> None:
    """Whoever looks for a rule reads the docstring of the package first."""
    untold = []
    for name, path in modules().items():
        if path.name == "__init__.py" and name != PACKAGE:
            told = set(re.findall(r"\w+", ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""))
            inside = {one.stem for one in path.parent.glob("*.py")} | {
                one.parent.name for one in path.parent.glob("*/__init__.py")
            }
            untold += [f"{name}: {module}" for module in sorted(inside - told - {"__init__"})]
    assert untold == []


def test_the_version_is_one() -> None:
    package = importlib.import_module(PACKAGE)
    entries = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M)
    assert cited
    assert package.__version__ == version("mkdocs-resource-cards") == entries[0] == cited[1]


@pytest.mark.parametrize(
    ("group", "name"),
    [("mkdocs.plugins", "resource-cards"), ("markdown.extensions", "resource_cards"), ("console_scripts", "resource-cards")],
)
def test_what_others_find_us_by_can_be_loaded(group: str, name: str) -> None:
    assert callable(next(one for one in entry_points(group=group) if one.name == name).load())


def test_no_two_modules_of_tests_have_one_name() -> None:
    """pytest imports those of folders without `__init__.py` by their names alone."""
    loose = [path for path in (ROOT / "tests").rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    names = [path.name for path in loose]
    assert {name for name in names if names.count(name) > 1} == set()
