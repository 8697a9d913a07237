"""Texts that YAML reads in another way than people mean: the message holds the likely fix, with the line's own text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from registry_helpers import read, said

from mkdocs_resource_cards.registry.entries import FORMS


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("title: AI: A Guide", 'title: "AI: A Guide"'),
        ("title: On gardens:", 'title: "On gardens:"'),
        ("title: @home", 'title: "@home"'),
        ("title: *bold* words", 'title: "*bold* words"'),
        ("title: [1] Gardens", 'title: "[1] Gardens"'),
        ("title: {x} y", 'title: "{x} y"'),
        ("title: 100% true: a story", 'title: "100% true: a story"'),
        ("title: - a dash", 'title: "- a dash"'),
        ("title: Don't: stop", 'title: "Don\'t: stop"'),
        ('title: "Attention" is all', "title: '\"Attention\" is all'"),
        ('title: "never closed', 'title: "never closed"'),
        ("title: Issue: the #5", 'title: "Issue: the #5"'),
    ],
)
def test_a_line_that_is_no_yaml_gets_its_fix(line: str, fix: str, tmp_path: Path) -> None:
    problems = said(read(tmp_path, f"- id: a\n  {line}\n- {{id: b, title: B}}\n"))
    assert len(problems) == 1
    assert problems[0].endswith(f"; write `{fix}`")
    assert said(read(tmp_path, f"- id: a\n  {fix}\n")) == []


def test_tabs_get_their_fix(tmp_path: Path) -> None:
    assert said(read(tmp_path, "- id: a\n\ttitle: T\n"))[0].endswith("; indent with spaces")


@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        ("title: Issue #5 explained", 'title` to `Issue`; write `title: "Issue #5 explained"`'),
        ("  title:   C #sharp  ", 'title` to `C`; write `title: "C #sharp"`'),
        ("summary: 50% of #1", 'summary` to `50% of`; write `summary: "50% of #1"`'),
    ],
)
def test_a_comment_that_cuts_a_value_is_told(line: str, said_of_it: str, tmp_path: Path) -> None:
    rest = "" if "title" in line else "  title: T\n"
    (problem,) = said(read(tmp_path, f"- id: a\n  {line.strip()}\n{rest}"))
    assert problem.startswith("resources.yml:2:")
    assert problem.endswith(f" cut_value ` #` starts a comment, which cuts `{said_of_it}")


@pytest.mark.parametrize(
    "text",
    [
        "- id: a # first\n  title: T # and a comment\n",
        "- id: a\n  title: C# in depth\n  url: https://example.org/#x\n",
        "- id: a\n  title: 'Issue #5'\n",
        "- id: a\n  title: |\n    x: Issue #5\n",
        "#!shebang\n# a: b #c\n- id: a\n  title: T\n",
    ],
)
def test_other_comments_are_not(text: str, tmp_path: Path) -> None:
    assert said(read(tmp_path, text)) == []


def test_looking_for_them_takes_linear_time(tmp_path: Path) -> None:
    times = []
    for size in (20_000, 80_000):
        start = time.process_time()
        read(tmp_path, "- {id: a, title: '" + "x: y #z" * size + "'}\n")
        times.append(time.process_time() - start)
    assert times[1] < 10 * times[0] + 0.5


@pytest.mark.parametrize(
    ("field", "value", "odd", "kept"),
    [
        ("title", '"a\\nb"', "U+000A", "a b"),
        ("title", '"a\\r\\nb"', "U+000D, U+000A", "a b"),
        ("title", '"a\\u202eb"', "U+202E", "ab"),
        ("title", '"a\\x1fb"', "U+001F", "ab"),
        ("title", "|\n    two\n    lines", "U+000A", "two lines"),
        ("url", '"https://example.org/a\\nb"', "U+000A", "https://example.org/ab"),
        ("url", '"https://example.org/\\u202e"', "U+202E", "https://example.org/"),
    ],
)
def test_characters_that_do_not_belong_are_named(field: str, value: str, odd: str, kept: str, tmp_path: Path) -> None:
    title = "" if field == "title" else "  title: T\n"
    found = read(tmp_path, f"- id: a\n{title}  {field}: {value}\n")
    (problem,) = said(found)
    assert f"odd_characters `{field}` holds {odd}, and" in problem
    assert getattr(found["a"], field) == kept


@pytest.mark.parametrize("title", ["|\n    One line\n", '"a\\u200eb"', '"a\\u200db"', "a\n    folded line"])
def test_what_titles_may_hold_is_not(title: str, tmp_path: Path) -> None:
    assert said(read(tmp_path, f"- id: a\n  title: {title}\n")) == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a  b ", "https://example.org/a%20%20b"),
        ('"https://example.org/a\\u00a0b"', "https://example.org/a%C2%A0b"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://exam ple.org/", ""),
    ],
)
def test_spaces_in_an_address_are_encoded_as_browsers_do(written: str, kept: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"- id: a\n  title: T\n  url: {written}\n")["a"].url == kept


@pytest.mark.parametrize("time", ["25:00", "12:60", "24:00:61", "12:00+25:00"])
def test_a_time_that_is_none_is_told(time: str, tmp_path: Path) -> None:
    assert "invalid_field `published`" in said(read(tmp_path, f"- id: a\n  title: T\n  published: 2025-05-01T{time}\n"))[0]


def test_no_field_brings_control_characters_into_a_page(tmp_path: Path) -> None:
    values = dict.fromkeys((field.name for field in FORMS["resources"].fields.values()), '"a\\x1fb\\u202ec"')
    values |= {"id": "a", "url": '"https://example.org/"', "authors": '["A\\x1fB", {family: "x\\x1fy", given: q}]'}
    values |= {"snapshot": '{text: "a\\x1fb"}', "cited_by": '[{title: "x\\x1fy"}]', "published": "2020"}
    found = read(
        tmp_path, "- " + "\n  ".join(f"{name.removeprefix('csl.')}: {value}" for name, value in values.items()) + "\n"
    )
    assert "\\x1f" not in repr(found["a"]) + repr(found["a"].csl)
    assert "\\u202e" not in repr(found["a"]) + repr(found["a"].csl)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("- id: a\n  title A Good Book\n", "write `title: A Good Book`"),
        ("- id: a\n  title:A: B\n", "did you mean `title` where you wrote `title:A`?"),
        ("- id: a\n  title:A\n", "write `title: A`"),
        ("roe:\n  title: A\n", "start each entry with `- `, such as `- id: roe`"),
        ("- id: a\n  titel: A\n", "did you mean `title` where you wrote `titel`?"),
        ("- title: A\n  url: https://e.org/\n", "by custom, the id for this URL is `1ae4ea06ea8395fe`"),
        ("- id: Good Book\n  title: A\n", "did you mean `good-book`?"),
        ("- {id: a, title: A, url: example.org/a}\n", "did you mean `https://example.org/a`?"),
        ("- {id: a, title: A, image: 'https://e.org/a.png'}\n", "a picture beside the registry, not an address"),
    ],
)
def test_the_likely_fix_of_what_beginners_write(text: str, fix: str, tmp_path: Path) -> None:
    assert any(fix in problem for problem in said(read(tmp_path, text)))


def test_an_address_in_the_place_of_a_key_is_told_the_key(tmp_path: Path) -> None:
    found = read(tmp_path, "- {id: a, title: A, url: 'https://e.org/a'}\n")
    assert found.suggest("https://e.org/a") == "did you mean a (A)?"
    assert found.suggest("https://e.org/b") == "that is a key, not a URL"
