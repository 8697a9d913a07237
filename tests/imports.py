"""Reads the imports of Python code without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = "mkdocs_resource_cards"
ROOT = Path(__file__).parents[1]


def modules(root: Path = ROOT / PACKAGE) -> dict[str, Path]:
    """Dotted names of all modules below a package's folder -> their files."""
    names = {}
    for path in sorted(root.rglob("*.py")):
        parts = [root.name, *path.relative_to(root).with_suffix("").parts]
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def imports(name: str, path: Path) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it, those of `from x import y` as `x.y`."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = parts[: len(parts) - node.level + 1] if node.level else []
            source = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def graph(files: Mapping[str, Path]) -> dict[str, set[str]]:
    """Module -> the modules among `files` that it imports; in `from package import name` the package, unless `name` is one."""
    return {
        name: {found for one in imports(name, path) if (found := _module(one, files)) and found != name}
        for name, path in files.items()
    }


def _module(name: str, files: Mapping[str, Path]) -> str:
    while name and name not in files:
        name = name.rpartition(".")[0]
    return name


def faces(files: Mapping[str, Path]) -> dict[str, frozenset[str]]:
    """Package -> the names that its `__init__.py` offers in `__all__`."""
    found = {}
    for name, path in files.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body if path.name == "__init__.py" else ():
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                found[name] = frozenset(ast.literal_eval(node.value))
    return found
