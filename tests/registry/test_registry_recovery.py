"""Whatever somebody writes between, before or around entries costs that text; the entries after it are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from registry_helpers import read, said

GOOD = "- id: g1\n  title: G\n- id: g2\n  title: G\n  authors:\n    - x\n    - y\n- {id: g3, title: G}\n"
DEEPER = "".join(f"  {line}\n" for line in GOOD.splitlines())
ALL = ["g1", "g2", "g3"]
EXPECTED_LIST = "expected a list of resources, or a mapping with `resources` and `publications`"
LEFT_OUT = "the text up to the next entry is left out"


@pytest.mark.parametrize(
    ("text", "keys", "location"),
    [
        (" - id: a\n   title: A\n" + GOOD, ["a", *ALL], "3:1"),
        ('- id: a\n  title: "A"\n - id: b\n   title: B\n' + GOOD, ["a", "b", *ALL], "3:2 5:1"),
        ("resources:\n    - id: a\n      title: A\n" + DEEPER, ["a", *ALL], "4:3"),
        ("resources:\n    - id: a\n      title: A\n" + GOOD, ["a", *ALL], "4:1"),
        ("resources:\n  oops: 1\n" + DEEPER, ALL, "3:3"),
        ('resources:\n  oops: "\n' + DEEPER, ALL, "2:9"),
        ("oops\n" + GOOD, ALL, "1:1 1:1"),
        ("oops\nresources:\n" + DEEPER, ALL, "1:1 1:1"),
        ("oops: 1\n" + GOOD, ALL, "1:1 2:1"),
        ("oops: [\n" + GOOD, ALL, "2:1"),
        ("%oops\n" + GOOD, ALL, "1:6"),
        ('"oops\n' + GOOD, ALL, "1:1"),
        ("@\n" + GOOD, ALL, "1:1"),
        ("[\n" + GOOD, ALL, "2:1"),
    ],
)
def test_a_stray_beginning_costs_itself(tmp_path: Path, text: str, keys: list[str], location: str) -> None:
    registry = read(tmp_path, text)
    assert list(registry) == keys
    assert [f"{problem.location.line}:{problem.location.column}" for problem in registry.problems] == location.split()


@pytest.mark.parametrize(
    ("between", "location"),
    [
        ("...\ngarbage", "4:1"),
        ("...\n@", "4:1"),
        ('--- "', "3:5"),
        ("--- x", "3:1 3:5"),
        ("--- [", "4:1"),
        ("---\nfoo: bar", "4:1 5:1"),
        ("---\nfoo: [", "5:1"),
        ("---\n---\n...\n---\n@", "7:1"),
        ("resources:", "3:1"),
    ],
)
def test_a_stray_document_costs_itself(tmp_path: Path, between: str, location: str) -> None:
    registry = read(tmp_path, f"- id: a\n  title: A\n{between}\n{GOOD}")
    assert list(registry) == ["a", *ALL]
    assert [f"{problem.location.line}:{problem.location.column}" for problem in registry.problems] == location.split()


def test_the_messages_name_the_line_and_what_it_costs(tmp_path: Path) -> None:
    assert said(read(tmp_path, " - id: a\n   title: A\n" + GOOD)) == [
        "resources.yml:3:1: invalid_yaml did not find expected <document start>; reading resumes here"
    ]
    assert said(read(tmp_path, "oops\n" + GOOD)) == [
        f"resources.yml:1:1: invalid_yaml {EXPECTED_LIST}",
        f"resources.yml:1:1: invalid_yaml mapping values are not allowed in this context; {LEFT_OUT}",
    ]


@pytest.mark.parametrize("odd", ["\0\0\0", "\ufeff"])
def test_odd_characters_before_an_entry_cost_nothing(tmp_path: Path, odd: str) -> None:
    registry = read(tmp_path, f"\ufeff{odd}- id: a\n  title: A\n{odd}{GOOD}")
    assert list(registry) == ["a", *ALL]
    assert said(registry) == [f"resources.yml:1:1: invalid_yaml control characters such as U+{ord(odd[0]):04X} are left out"]


def test_a_broken_list_of_another_kind_gives_no_entries(tmp_path: Path) -> None:
    registry = read(tmp_path, "x-old:\n- {id: a, title: [}\n- {id: b, title: B}\nresources:\n" + GOOD)
    assert list(registry) == ALL


def test_a_list_stays_of_its_kind_after_a_broken_one_above(tmp_path: Path) -> None:
    registry = read(tmp_path, "resources:\n- id: a\n  title: [\npublications:\n- {id: p, name: P}\nresources:\n" + GOOD)
    assert (list(registry), list(registry.publications)) == (ALL, ["p"])


def test_a_broken_document_ends_where_the_next_begins(tmp_path: Path) -> None:
    registry = read(tmp_path, "x-a:\n- [\n---\n" + GOOD + '- id: b\n  title: "B\n---\nresources:\n- {id: c, title: C}\n')
    assert list(registry) == [*ALL, "c"]


@pytest.mark.parametrize("between", ["", "\n", "# a comment\n", "  # a comment\n"])
def test_a_row_of_directives_costs_no_entry(tmp_path: Path, between: str) -> None:
    registry = read(tmp_path, GOOD + '- id: a\n  title: "x\n' + f"%\n{between}" * 101 + '"\n- {id: b, title: B}\n')
    assert list(registry) == [*ALL, "a", "b"]
    line = 11 + 100 * (1 + bool(between))
    assert [one for one in said(registry) if "odd_characters" not in one] == [
        f"resources.yml:{line}:1: invalid_yaml more than 100 YAML directives (`%`) in a row; those from here on are comments"
    ]


def test_percent_signs_that_are_no_row_of_directives_are_left(tmp_path: Path) -> None:
    registry = read(tmp_path, "".join(f'- id: i{i}\n  title: "x\n%\n"\n' for i in range(200)))
    assert (len(registry), registry["i199"].title, said(registry)) == (200, "x %", [])


TOO_MUCH = {
    "too deep": (f"{{id: a, title: A, x: {'[' * 21}{']' * 21}}}", "more than 20 levels of nesting"),
    "far too deep": (f"{{x: {'[' * 500}{']' * 500}, id: a, title: A}}", "more than 20 levels of nesting"),
    "mappings": (f"{{id: a, title: A, x: {'{a: ' * 30}b{'}' * 30}}}", "more than 20 levels of nesting"),
    "too long": (f"{{id: a, title: A, tags: [{'x, ' * 100_001}]}}", "more than 100000 values in one entry"),
    "too long in lists": (f"{{id: a, tags: [{'[x], ' * 100_001}], title: A}}", "more than 100000 values in one entry"),
    "no mapping": (f"[{'x, ' * 100_001}]", "more than 100000 values in one entry"),
}


@pytest.mark.parametrize("form", ["[{}]", "resources: [{}]", "{{resources: [{}], x-a: b}}"])
@pytest.mark.parametrize("case", TOO_MUCH)
def test_an_entry_in_flow_style_that_is_too_much_costs_itself(tmp_path: Path, case: str, form: str) -> None:
    entry, message = TOO_MUCH[case]
    text = form.format(f"{{id: g1, title: G}},\n {entry},\n {{id: g2, title: G}}, {{id: g3, title: G}}")
    registry = read(tmp_path, text)
    assert list(registry) == ALL
    (problem,) = said(registry)
    assert problem.startswith("resources.yml:2:")
    assert problem.endswith(f" invalid_yaml {message}; the entry is left out")


@pytest.mark.parametrize("form", ["{{x-a: {}, resources: [{}]}}", "x-a: {}\nresources: [{}]\n"])
def test_a_part_of_a_mapping_that_is_too_much_costs_itself(tmp_path: Path, form: str) -> None:
    entries = ", ".join(f"{{id: {key}, title: G}}" for key in ALL)
    registry = read(tmp_path, form.format("[" * 30 + "]" * 30, entries))
    assert list(registry) == ALL
    (problem,) = said(registry)
    assert problem.endswith(" invalid_yaml more than 20 levels of nesting; this part of the file is left out")
