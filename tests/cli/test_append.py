"""Entries into registry files: the text as a person would have written it, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.cli.registry_edit.append import RefusedError, append, new_text, verify
from mkdocs_resource_cards.registry import load

NEW = {"id": "0123456701234567", "title": "New: one", "authors": ["Ann Lee", "Bo Ek"], "published": "2025-04-24"}
PLAIN = """- id: "0123456701234567"
  title: "New: one"
  authors: [Ann Lee, Bo Ek]
  published: 2025-04-24
"""


def added(old: str, entry: dict = NEW) -> str:
    raw = old.encode()
    new = new_text(raw, [entry])
    verify(raw, new, [entry], "resources.yml")
    return new.decode()


def indented(text: str, by: int) -> str:
    return "".join(" " * by + line for line in text.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", PLAIN),
        ("# Our sources\n", "# Our sources\n" + PLAIN),
        ("- id: a\n  title: A\n", "- id: a\n  title: A\n" + PLAIN),
        ("- id: a\n  title: A", "- id: a\n  title: A\n" + PLAIN),
        ("---\n- id: a\n  title: A\n...\n", "---\n- id: a\n  title: A\n" + PLAIN + "...\n"),
        ("\ufeff- id: a\n  title: A # good\n", "\ufeff- id: a\n  title: A # good\n" + PLAIN),
        ("- id: a\n  title: A\n\n# b is old\n- id: b\n  title: B\n", None),
        ("resources:\n- id: a\n  title: A\npublications:\n- id: p\n  name: P\n", None),
        ("- id: a\n  title: A\n  # about a\n\n# the end\n", "- id: a\n  title: A\n  # about a\n" + PLAIN + "\n# the end\n"),
        ("- id: a\n  title: >-\n    A\n    long\n\n\n", "- id: a\n  title: >-\n    A\n    long\n" + PLAIN + "\n\n"),
        (
            "- id: a\n  title: A\n  tags: [x,\n    y\n  ]\n# end",
            "- id: a\n  title: A\n  tags: [x,\n    y\n  ]\n" + PLAIN + "# end",
        ),
        ("resources:\n", "resources:\n" + indented(PLAIN, 2)),
        ("resources: [] # none yet\n", "resources:  # none yet\n" + indented(PLAIN, 2)),
        ("[]\n", PLAIN),
        ("# x\n---\n[ ] # none yet\n# end\n", "# x\n---\n# none yet\n" + PLAIN + "# end\n"),
        ("# x\nresources: ~\n\npublications: []\n", "# x\nresources:\n" + indented(PLAIN, 2) + "\npublications: []\n"),
        ("publications:\n  - id: p\n    name: P\n", None),
    ],
)
def test_where_an_entry_goes(old: str, new: str | None) -> None:
    if "# b is old" in old:
        new = old + "\n" + PLAIN
    elif old.startswith("resources:\n- id"):
        new = old.replace("publications:", PLAIN + "publications:")
    elif old.startswith("publications:\n"):
        new = old + "\nresources:\n" + indented(PLAIN, 2)
    assert added(old) == new


def test_lists_quotes_and_indentation_follow_the_neighbours() -> None:
    old = "resources:\n    -   id: 'a'\n        title: A\n        authors:\n        - X\n        - Y\n"
    fields = "id: '0123456701234567'\n    title: \"New: one\"\n    authors:\n    - Ann Lee\n    - Bo Ek\n"
    entry = "-   " + fields + "    published: 2025-04-24\n"
    assert added(old) == old + indented(entry, 4)


def test_line_ends_stay() -> None:
    old = "resources:\r\n- id: a\r\n  title: A\r\n\r\npublications: []\r\n"
    assert added(old) == "resources:\r\n- id: a\r\n  title: A\r\n" + PLAIN.replace("\n", "\r\n") + "\r\npublications: []\r\n"


@pytest.mark.parametrize(
    "old",
    [
        "--- []",
        "[{id: a, title: A}]",
        '{"resources": [{"id": "a", "title": "A"}]}',
        "- id: a\n  title: 'A\n",
        "-\n  id: a\n  title: A\n",
        "resources: none\n",
        "- id: a\n  title: A\r- id: b\n",
        "[" * 5000,
        "- id: 0123456701234567\n  title: A\n",
    ],
)
def test_what_cannot_be_appended_to_without_risk_is_refused(old: str) -> None:
    with pytest.raises(RefusedError) as caught:
        added(old)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(RefusedError, match="UTF-8"):
        new_text(b"- id: a\n  title: \xff\n", [NEW])


def test_an_entry_with_a_fault_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "resources.yml"
    for fault in ({"id": "a b", "title": "A"}, {"id": "a"}, {"id": "a", "title": "A", "url": "javascript:x"}):
        with pytest.raises(RefusedError):
            append(path, [fault])
        assert not path.exists()


@pytest.mark.parametrize(
    ("number", "written"),
    [(66.66666667, "66.66666667"), (87.654321, "87.654321"), (33.333333333333336, "33.333333333333336"), (100.0, "100")],
)
def test_numbers_are_written_as_exact_as_they_are(tmp_path: Path, number: float, written: str) -> None:
    path = tmp_path / "resources.yml"
    append(path, [{"id": "a", "title": "A", "cited_by": [{"title": "B", "quality": number}]}])
    assert f"quality: {written}}}" in path.read_text()
    assert load([path], tmp_path, Cache(None))["a"].cited_by[0].quality == number


def test_the_registry_reads_back_a_number_that_python_writes_with_an_exponent(tmp_path: Path) -> None:
    path = tmp_path / "resources.yml"
    path.write_bytes(new_text(b"", [{"id": "a", "title": "A", "cited_by": [{"title": "B", "quality": 1e-07}]}]))
    registry = load([path], tmp_path, Cache(None))
    assert (registry["a"].cited_by[0].quality, registry.problems) == (1e-07, ())


def test_a_text_that_looks_like_something_else_stays_text() -> None:
    titles = [
        "a\tb",
        "é",
        "12:30",
        "2018",
        "1e10",
        "yes",
        "null",
        "~",
        "- a",
        "a: b",
        "a #b",
        "@x",
        "2025-04-24",
        "0x1F",
        "#1",
        "'q'",
        '"',
        "\U0001f600",
        "A \U0001f600 b: \U00020000",
        "\U0010ffff",
        "{a}",
        "a\tb",
        "é",
        "12:30",
    ]
    for title in titles:
        loaded = yaml.safe_load(added("- id: x\n  title: X\n", {"id": "n", "title": title}))[1]["title"]
        assert loaded == title, title


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(str.strip).filter(bool)
entries = st.fixed_dictionaries(
    {"id": st.from_regex(r"[A-Za-z0-9._~-]{1,20}", fullmatch=True).filter(lambda key: key.lower() != "a"), "title": texts},
    optional={
        "authors": st.lists(texts, min_size=1, max_size=4),
        "tags": st.lists(texts, min_size=1, max_size=4),
        "summary": st.lists(texts, min_size=1, max_size=4).map("\n".join),
        "key_points": st.lists(st.lists(texts, min_size=1, max_size=2).map("\n".join), min_size=1, max_size=2),
        "publication": texts,
        "snapshot": st.fixed_dictionaries({"status": st.integers(100, 599), "text": texts}),
        "cited_by": st.lists(
            st.fixed_dictionaries({"title": texts, "quality": st.floats(0, 100).map(lambda x: round(x, 2))}), min_size=1
        ),
    },
)
BASES = [
    "",
    "- id: a\n  title: A\n",
    "resources:\n  - id: a\n    title: A\n    tags:\n    - x\n\npublications: []\n",
    "- id: a\r\n  title: A",
]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(BASES), entries)
@example("", {"id": "0", "title": "\ufeff0"})
@example("", {"id": "0", "title": "\x800", "tags": ["\u2028x"]})
def test_every_entry_that_the_registry_reads_can_be_appended(base: str, entry: dict) -> None:
    raw = base.encode()
    try:
        verify(b"", yaml.safe_dump([entry], allow_unicode=True, sort_keys=False).encode(), [entry], "x.yml")
    except RefusedError:
        return  # The registry itself has something against it, whoever writes it.
    new = new_text(raw, [entry])
    verify(raw, new, [entry], "resources.yml")
    kept = raw.replace(b"publications: []\n", b"").rstrip()
    assert new.startswith(kept)
    assert new.endswith(b"publications: []\n") == base.endswith("publications: []\n")


def test_appended_to_a_file_it_is_found_there(tmp_path: Path) -> None:
    path = tmp_path / "resources.yml"
    append(path, [NEW])
    append(path, [{"id": "b", "title": "B"}, {"id": "c", "title": "C"}])
    registry = load([path], tmp_path, Cache(None))
    assert (list(registry), registry.problems) == (["0123456701234567", "b", "c"], ())
