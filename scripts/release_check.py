"""What a release must pass: packages that install, a source package whose tests run, and lower bounds that hold.

    python scripts/release_check.py [packages] [source] [oldest]

Without arguments all three, each in environments of its own that are thrown away.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUICK = ("-m", "pytest", "-q", "-n", "auto", "-m", "not browser and not compat and not slow")
_BLOCK = re.compile(r"^```\w+ title=\"(?P<title>[^\"]+)\"\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What the command prints. Raises SystemExit, with all of its output, when it fails."""
    print("$", *command, flush=True)
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}\nfailed: {' '.join(map(str, command))}")
    return done.stdout


def python_of(folder: Path) -> Path:
    """The Python of a new, empty environment in `folder`."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def build(folder: Path) -> tuple[Path, Path]:
    """The source package and the wheel, built into `folder`: the wheel from the source package, as an installer would."""
    run(sys.executable, "-m", "build", "--outdir", folder)
    run(sys.executable, "-m", "twine", "check", "--strict", *sorted(folder.iterdir()))
    (source,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return source, wheel


def check_packages(folder: Path, source: Path, wheel: Path) -> None:
    """The wheel in an empty environment builds the README's site; its README links to nothing that an index lacks."""
    python = python_of(folder / "empty")
    run(python, "-m", "pip", "install", "-q", f"{wheel}[material]")
    site = folder / "site"
    for block in _BLOCK.finditer((ROOT / "README.md").read_text(encoding="utf-8")):
        path = site / block["title"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["text"], encoding="utf-8")
    run(python, "-m", "mkdocs", "build", "--strict", cwd=site)
    if "rc-card--full" not in (site / "site" / "index.html").read_text(encoding="utf-8"):
        raise SystemExit("the README's site has no card")
    text = run(python, "-c", "from importlib.metadata import metadata; print(metadata('mkdocs-resource-cards').get_payload())")
    if relative := re.findall(r"\]\((?!https?://|#)[^)]*\)", text):
        raise SystemExit(f"links of the README that lead nowhere on a package index: {relative}")


def check_source(folder: Path, source: Path, wheel: Path) -> None:
    """The tests of the unpacked source package pass."""
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir() and path.name.startswith("mkdocs_resource_cards"))
    python = python_of(folder / "source")
    run(python, "-m", "pip", "install", "-q", "-e", f"{unpacked}[test]")
    print(run(python, *QUICK, cwd=unpacked).splitlines()[-1])


def check_oldest(folder: Path, source: Path, wheel: Path) -> None:
    """The tests pass with the oldest version of each package that we say we work with."""
    pinned = folder / "oldest.txt"
    lowest = ("--resolution", "lowest-direct", "--extra", "test", "-q", "-o", str(pinned))
    run(sys.executable, "-m", "uv", "pip", "compile", *lowest, "pyproject.toml")
    python = python_of(folder / "oldest")
    run(python, "-m", "pip", "install", "-q", "-r", pinned)
    run(python, "-m", "pip", "install", "-q", "--no-deps", "-e", ROOT)
    print(run(python, *QUICK).splitlines()[-1])


CHECKS = {"packages": check_packages, "source": check_source, "oldest": check_oldest}


def main(names: Sequence[str]) -> None:
    """Runs the checks of these names, all of them without any."""
    with tempfile.TemporaryDirectory() as temporary:
        (dist := Path(temporary, "dist")).mkdir()
        source, wheel = build(dist)
        for name in names or CHECKS:
            (folder := Path(temporary, name)).mkdir()
            CHECKS[name](folder, source, wheel)
            print(f"{name}: ok", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
