"""What is printed: tables and colours on a terminal, plain lines elsewhere, nothing coloured with NO_COLOR.

Results go to standard output, everything about them to standard error. Untrusted text is stripped of control
characters first: a title must not move a terminal's cursor.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

import click

_NARROW = 10
"""Cells of a terminal: no column is made narrower than this."""
_SHOWN = 40
"""Characters of what a progress bar says of its last step."""


class Failure(click.ClickException):
    """Something that could not be done; exits with 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Prints the message."""
        say(f"Error: {self.format_message()}", "red")


def safe(text: str) -> str:
    """`text` without anything that acts on a terminal."""
    return "".join(character if character.isprintable() or character in "\n\t" else "\ufffd" for character in text)


def result(text: str = "") -> None:
    """A line of the result."""
    try:
        click.echo(safe(text))
    except BrokenPipeError:
        raise  # The reader has closed the pipe, which is not an error.
    except OSError as error:
        _drop()
        raise Failure(f"standard output: {error.strerror}; the output is incomplete") from error


def _drop() -> None:
    """Python writes what is left of standard output once more at the end; nothing takes it, and nothing need be said again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str, colour: str = "") -> None:
    """A line about what is going on."""
    click.echo(click.style(safe(text), fg=colour) if colour and has_colour(sys.stderr) else safe(text), err=True)


def has_colour(stream: Any) -> bool:
    """Whether `stream` is a terminal that may be coloured (https://no-color.org)."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows: a table on a terminal, else lines with tabs between the cells."""
    if not sys.stdout.isatty():
        for row in rows:
            result("\t".join(" ".join(cell.split()) for cell in row))
        return
    cells = [list(headings), *([safe(" ".join(cell.split())) for cell in row] for row in rows)]
    widths = _widths(cells, shutil.get_terminal_size().columns)
    for number, row in enumerate(cells):
        line = "  ".join(_fitted(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        click.echo(click.style(line, bold=True) if number == 0 and has_colour(sys.stdout) else line)


def _widths(cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column in `room` cells of a terminal. The first is to be copied, and never cut."""
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths[1:]) > _NARROW:
        widest = max(range(1, len(widths)), key=lambda column: widths[column])
        widths[widest] -= 1
    return widths


def width_of(text: str) -> int:
    """How many cells of a terminal a text takes (UAX #11)."""
    marks = sum(unicodedata.combining(character) > 0 for character in text)
    return len(text) - marks + sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def _fitted(text: str, width: int) -> str:
    """`text` in exactly so many cells, cut with a sign that says so."""
    if width_of(text) > width:
        while text and width_of(text) >= width:
            text = text[:-1]
        text += "…"
    return text + " " * (width - width_of(text))


def show_difference(name: str, old: str, new: str) -> None:
    """How a file changes, as `git diff` shows it."""
    from difflib import unified_diff

    colours = {"+": "green", "-": "red", "@": "cyan"} if has_colour(sys.stdout) else {}
    for line in unified_diff(old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=1):
        shown = safe(line)
        click.echo(click.style(shown, fg=colours[line[0]]) if line[:1] in colours else shown)


class Bar(Protocol):
    """A progress bar."""

    def step(self, text: str) -> None: ...


class _Quiet:
    def step(self, text: str) -> None:
        """Nobody watches."""


@contextmanager
def progress(total: int, what: str) -> Iterator[Bar]:
    """A bar on standard error while it is a terminal."""
    if not sys.stderr.isatty() or total < 2:
        yield _Quiet()
        return

    def shown(text: str | None) -> str:
        return safe(text or "")[:_SHOWN]

    drawn: Any = click.progressbar(length=total, label=what, file=sys.stderr, item_show_func=shown)
    with drawn as bar:

        class _Shown:
            def step(self, text: str) -> None:
                bar.update(1, text)

        yield _Shown()


def count(number: int, one: str, many: str = "") -> str:
    """`1 entry`, `2 entries`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def ask(question: str, *, default: bool = True) -> bool:
    """Asks the user; the return key means `default`. Without a terminal the answer is no."""
    return has_person() and click.confirm(safe(question), default=default, err=True)


def may_write(is_agreed: bool) -> bool:
    """Whether the changes shown are to be written: `--write` says so, or a person does when asked."""
    if not is_agreed and not has_person():
        say("nothing was written; use --write to write it", "yellow")
    return is_agreed or ask("Write the changes?")


def has_person() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()
