"""What a terminal shows: tables that fit, and a progress bar."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site

from mkdocs_resource_cards.cli.console import _fitted, width_of

REGISTRY = "".join(
    f"- id: entry-{number}\n  title: {title}\n  authors: [Ann Lee, Bo Ek]\n  published: 2001\n"
    for number, title in enumerate(["A study of rivers " * 12, "川の研究" * 20, "A study of lakes"])
)


def terminal(root: Path, *arguments: str, columns: int = 80, **environment: str) -> str:
    """What a command shows in a terminal of that width."""
    parent, child = os.openpty()
    settings = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", **environment}
    program = str(Path(sys.executable).parent / "resource-cards")
    done = subprocess.Popen([program, *arguments], cwd=root, stdin=child, stdout=child, stderr=child, env=settings)
    os.close(child)
    shown = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    done.wait(60)
    os.close(parent)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.posix
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_table_fits_the_terminal_and_shortcodes_stay_whole(tmp_path: Path, columns: int) -> None:
    (tmp_path / "resources.yml").write_text(REGISTRY)
    found = ("--registry", "resources.yml", "find")
    shown = terminal(tmp_path, *found, "study", columns=columns, NO_COLOR="1")
    lines = [*shown.splitlines(), *terminal(tmp_path, *found, "川の研究", columns=columns, NO_COLOR="1").splitlines()[1:]]
    assert lines[0].split() == ["Shortcode", "Title", "By", "Date"]
    assert max(map(width_of, lines)) <= columns
    assert len(lines) == 4
    assert all(re.match(r"<< resource:entry-\d >>  ", line) for line in lines[1:])
    assert "\x1b" not in shown
    assert columns != 80 or "\x1b[1m" in terminal(tmp_path, *found, "study", columns=columns, NO_COLOR="")


@pytest.mark.posix
def test_progress_is_shown_on_a_terminal_alone(tmp_path: Path) -> None:
    text = "".join(
        f"- id: e{number}\n  title: Of {number} rivers\n  url: http://127.0.0.1:{number + 1}/\n" for number in range(3)
    )
    (tmp_path / "resources.yml").write_text(text)
    arguments = ("--registry", "resources.yml", "check", "--links")
    assert "Asking  [" in terminal(tmp_path, *arguments)
    program = str(Path(sys.executable).parent / "resource-cards")
    assert (
        "Asking" not in subprocess.run([program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False).stderr
    )


@given(st.text(max_size=40), st.integers(1, 60))
def test_a_cell_takes_the_room_that_it_has(text: str, width: int) -> None:
    assert (
        width_of(_fitted(text, width)) in (width, width + 1)
        if width_of(text) > width
        else width_of(_fitted(text, width)) == width
    )


def test_a_command_that_is_interrupted_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mkdocs_resource_cards.cli.commands.find.command.callback", interrupted)
    ran = site(tmp_path)("find", "x")
    assert (ran.code, ran.out) == (130, "")
    assert "interrupted; " in ran.err
