"""Environments of their own for hosts and neighbours, kept in `.cache/compat` until what they hold changes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "compat"
_UV = (sys.executable, "-m", "uv", "-q")
"""Makes an environment in a sixth of the time that pip takes."""


def environment(name: str, requirements: Sequence[str]) -> Path:
    """The folder of executables of an environment that holds this package and `requirements`, made at the first need."""
    folder = CACHE / f"{name}-{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = _digest(requirements)
    stamp = folder / "requirements.sha256"
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            _run([*_UV, "venv", "--python", sys.executable, str(folder)])
            _run([*_UV, "pip", "install", "--python", str(_bin(folder) / "python"), "-e", str(ROOT), *requirements])
            stamp.write_text(wanted, encoding="ascii")
    return _bin(folder)


def versions(bin_folder: Path, names: Sequence[str]) -> dict[str, str]:
    """The installed versions of distributions."""
    code = "import importlib.metadata as m, sys; print(*(m.version(n) for n in sys.argv[1:]))"
    found = subprocess.run([str(bin_folder / "python"), "-c", code, *names], capture_output=True, text=True, check=True)
    return dict(zip(names, found.stdout.split(), strict=True))


def _digest(requirements: Sequence[str]) -> str:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.")[0]
    parts = [*requirements, project]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _bin(folder: Path) -> Path:
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
