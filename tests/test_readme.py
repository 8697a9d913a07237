"""What the README says works: its files make a site with a card, its commands are there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from imports import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(?P<indent> *)(?P<fence>```+) *(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=indent)(?P=fence) *$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: ```yaml title="mkdocs.yml"```."""

    language: str
    title: str
    text: str


def blocks(text: str) -> list[Block]:
    """All fenced blocks of a Markdown text."""
    found = []
    for match in BLOCK.finditer(text):
        title = re.search(r'title="([^"]*)"', match["info"])
        found.append(Block(match["info"].split(" ")[0], title[1] if title else "", match["text"]))
    return found


def commands(text: str) -> list[str]:
    """The lines of all shell blocks, without prompts and comments."""
    lines = [line for block in blocks(text) if block.language in ("bash", "console", "sh") for line in block.text.splitlines()]
    return [bare for line in lines if (bare := line.partition(" #")[0].removeprefix("$ ").strip())]


@pytest.fixture(scope="module")
def first_card(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The site that the README's files make, its first page."""
    folder = tmp_path_factory.mktemp("readme")
    for block in blocks(README):
        if block.title:
            path = folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return BeautifulSoup((folder / "site" / "index.html").read_text(encoding="utf-8"), "lxml")


def test_its_files_make_a_first_card(first_card: BeautifulSoup) -> None:
    card = first_card.select_one("article.rc-card--full")
    assert card is not None
    registry = next(block.text for block in blocks(README) if block.title.startswith("resources"))
    assert card["data-rc-id"] in registry
    link = card.select_one("a.rc-title__link")
    assert link is not None
    assert link.text in registry
    assert f"url: {link['href']}" in registry


def test_its_commands_are_there() -> None:
    assert commands(README)
    for line in commands(README):
        assert works(line), f"README: `{line}` does not work"


def works(line: str) -> bool:
    """Whether a command of the README can be run, tried without touching anything."""
    program, *arguments = shlex.split(line)
    if program == "make":
        return _succeeds(["make", "-n", *arguments])
    if program == "resource-cards":
        return _succeeds([sys.executable, "-c", "from mkdocs_resource_cards.cli import run; run()", arguments[0], "--help"])
    if program == "pip":
        return arguments[0] == "install" and _is_ours(arguments[-1])
    return program in ("mkdocs", "properdocs", "zensical") and arguments[0] in ("build", "new", "serve")


def _is_ours(requirement: str) -> bool:
    name, _, extras = requirement.rstrip("]").partition("[")
    ours = metadata("mkdocs-resource-cards")
    return name == ours["Name"] and set(filter(None, extras.split(","))) <= set(ours.get_all("Provides-Extra") or [])


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60).returncode == 0


@pytest.mark.parametrize(
    "line", ["make nonsense", "pip install mkdocs-resource-cards[nonsense]", "pip install other", "mkdocs fly"]
)
def test_a_command_that_does_not_work_is_seen(line: str) -> None:
    assert not works(line)


def test_its_links_and_pictures_are_there() -> None:
    targets = re.findall(r'\]\(([^)#\s]+)[^)]*\)|(?:src|srcset)="([^"]+)"', README)
    local = [path for pair in targets for path in pair if path and "://" not in path]
    assert local
    assert [path for path in local if not (ROOT / Path(path)).exists()] == []
