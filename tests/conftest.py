"""What several rooms of tests share: sites built once for all workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

if TYPE_CHECKING:
    from harness import Windows
    from playwright.sync_api import Browser

sys.path.append(str(Path(__file__).parent / "browser"))

import chromium
import compiled_templates

# The tests start hundreds of processes, and each would compile what it imports, where the environment forbids to keep that.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOT = Path(__file__).parents[1]
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
compiled_templates.keep()
settings.load_profile("steady")  # What passed once passes again; `--hypothesis-profile search` looks for new examples.
Once = Callable[[str, Callable[[Path], None]], Path]


SLOW = (
    *("builds/", "pages/", "search/", "hosts/test_commands.py", "test_readme.py"),  # build whole sites
    *("cli/test_executable.py", "cli/test_killed.py", "cli/test_busy.py", "language_server/"),  # start many processes
    *("cli/test_same_as_build.py", "registry/test_registry_properties.py"),  # try thousands of random texts
    *("registry/test_registry_hostile.py", "registry/test_registry_recovery.py", "excerpt/test_hostile.py"),  # read megabytes
)
"""Folders and files whose tests a quick run leaves out; a single test elsewhere has the mark itself."""


CLOCKED = (
    *("costs_its_length", "takes_no_time", "is_cheap", "in_time", "takes_long", "costs_a_moment", "no_long_time"),
    "sorted_once",
)
"""Parts of the names of tests that compare times."""


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: a test waits while a browser or a program that it started works."""
    available = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return len(available) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what `make quick` leaves out: tests in a browser, in other environments, and slow ones.

    Browsers and clocks depend on what else the machine does: what fails there is tried again, three times at most.
    """
    for item in items:
        path = item.path.relative_to(ROOT / "tests").as_posix()
        if path.startswith("browser/") or "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=3, reruns_delay=1))
        elif any(word in item.name for word in CLOCKED):
            item.add_marker(pytest.mark.flaky(reruns=3, reruns_delay=1))
        if path.startswith("compat/"):
            item.add_marker("compat")
            item.add_marker(pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="hosts of today need Python 3.11.5"))
        if path.startswith(SLOW):
            item.add_marker("slow")
    if sys.platform == "win32":
        foreign = [item for item in items if item.get_closest_marker("posix")]
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """once(name, make): the folder `name` that `make` filled, one time for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def get(name: str, make: Callable[[Path], None]) -> Path:
        folder = shared / name
        with FileLock(shared / f"{name}.lock"):
            if not folder.exists():
                # A failed making leaves no folder: each test that needs it then fails with the same message.
                new = shared / f"{name}.new"
                shutil.rmtree(new, ignore_errors=True)
                new.mkdir()
                make(new)
                new.rename(folder)
        return folder

    return get


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, one for all tests of a worker: Playwright starts once in a process."""
    from playwright.sync_api import sync_playwright  # 0.3 s; most workers of a quick run need none

    path = chromium.find()
    assert path, chromium.HELP
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """Windows of Chromium."""
    from harness import Windows

    made = Windows(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def example_site(once: Once) -> Path:
    """The guide, built."""
    return once("example-site", build_example_site)


@pytest.fixture(scope="session")
def arabic_site(once: Once) -> Path:
    """The guide, built as a site whose language runs from right to left."""
    return once("arabic-site", partial(build_example_site, language="ar"))


def build_example_site(folder: Path, language: str = "en") -> None:
    """Builds the guide into `folder`, from a copy: a build leaves a cache beside its configuration."""
    source = folder.with_name(f"{folder.name}-source")
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT / "example-site", source, ignore=shutil.ignore_patterns("site", ".cache"))
    config = (source / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("  name: material\n", f"  name: material\n  language: {language}\n")
    (source / "mkdocs.yml").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
