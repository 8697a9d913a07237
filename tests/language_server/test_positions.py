"""Where keys stand in a page, and which edits turn one text into another."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_resource_cards.cli.language_server.edits import between
from mkdocs_resource_cards.cli.language_server.shortcode_at import key_at, keys_in


@pytest.mark.parametrize(
    ("page", "starts"),
    [
        ("<< resource:source >>", [12]),
        ("<<\u00a0resource: e >>", [13]),
        ("<<resource:resource>>", [11]),
        ("<< resources s >>", [13]),
        ("<< resources resources view=number >>", [13]),
        ('<< resources author="x a y" a b >>', [28, 30]),
        ("<<resources a b>>", [12, 14]),
        ("[see @see, p. 3; @{se}]", [6, 19]),
        ("@a [see @a; @b]", [1, 9, 13]),
        ('["cf. @k"]', [7]),
        ("x\n\n<< resource:x >>", [15]),
    ],
)
def test_a_key_that_is_part_of_other_words_is_found_where_it_is_cited(page: str, starts: list[int]) -> None:
    found = list(keys_in(page, math=False, pandoc=True))
    assert [one.start for one in found] == starts
    assert [page[one.start : one.end] for one in found] == [one.key for one in found]


def test_beside_its_keys_a_citation_stands_for_the_first() -> None:
    page = "[see @a; @b] and"
    keys = [key_at(page, offset, math=False, pandoc=True) for offset in (0, 5, 7, 10, 11, 12, 13)]
    assert [one.key if one else "" for one in keys] == ["a", "a", "a", "b", "b", "a", ""]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("a\nb\nc\n", "a\nx\nc\n", [(1, 1)]),
        ("a\nb\nc\nd\n", "a\nx\ny\nc\nd\n", [(1, 2)]),
        ("a\nb\nb\nc\n", "a\nb\nc\n", [(2, 3)]),
        ("a\nb\nc", "a\nb", [(1, 2)]),
        ("a\nb", "a\nb\nc", [(1, 1)]),
        ("", "a\nb", [(0, 0)]),
        ("a\nb", "c", [(0, 1)]),
        ("a\nb\nc", "x\nc", [(0, 2)]),
        ("\ufeffa\r\nb\r\n", "\ufeffa\r\nx\r\nb\r\n", [(1, 1)]),
        ("a\n", "a\n", []),
    ],
)
def test_an_edit_covers_the_lines_that_differ_and_no_others(old: str, new: str, lines: list[tuple[int, int]]) -> None:
    edits = between(Path("a"), old, new)
    assert [(one.place.line, one.place.line if one.place.last < 0 else one.place.last) for one in edits] == lines
    text = old.removeprefix("\ufeff").replace("\r\n", "\n")
    for one in edits:
        starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
        last = one.place.line if one.place.last < 0 else one.place.last
        text = text[: starts[one.place.line] + one.place.column] + one.text + text[starts[last] + one.place.end :]
    assert text == new.removeprefix("\ufeff").replace("\r\n", "\n")
