"""Fields of entries that stand in a registry file: written or replaced, every other byte stays."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.cli.registry_edit.append import RefusedError, read_registry
from mkdocs_resource_cards.cli.registry_edit.set_fields import Change, changed
from mkdocs_resource_cards.model import Location


def locations(data: bytes) -> dict[str, Location]:
    import json

    rows = [json.loads(row) for row in read_registry(data, "r.yml").all()]
    return {row["id"]: Location(*row["location"]) for row in rows}


def edited(text: str, **fields: Any) -> str:
    data = text.encode()
    return changed(data, [Change(locations(data)["a"], fields)]).decode()


CASES = {
    "new-in-order": (
        "# Ours.\n- id: a\n  title: A # the first\n  tags: [x]  # all\n\n# Next.\n- id: b\n  title: B\n",
        {"authors": ["Ann Lee"], "abstract": "Text: it."},
        '# Ours.\n- id: a\n  title: A # the first\n  authors: [Ann Lee]\n  tags: [x]  # all\n  abstract: "Text: it."\n\n'
        "# Next.\n- id: b\n  title: B\n",
    ),
    "replaced": (
        "- {id: b, title: B}\n- title: 'A'   # why\n  id: a\n  published_date: 2001\n",
        {"title": "A: the sequel", "published": "2002-05"},
        '- {id: b, title: B}\n- title: "A: the sequel"   # why\n  id: a\n  published_date: 2002-05\n',
    ),
    "block-list": (
        "resources:\n  - id: a\n    title: A\n    authors:  # of the first edition\n      - X\n      - Y # he\n\n    url: https://x.org/\n",
        {"authors": ["Z"], "published": "2001"},
        "resources:\n  - id: a\n    title: A\n    authors:  # of the first edition\n      - Z\n\n"
        "    url: https://x.org/\n    published: 2001\n",
    ),
    "literal": (
        "- id: a\n  title: A\n  abstract: |\n    One.\n\n    Two.\n\n  tags: [x]\n",
        {"abstract": "Three.\n\nFour.", "publication": "P"},
        "- id: a\n  title: A\n  publication: P\n  abstract: |-\n    Three.\n\n    Four.\n\n  tags: [x]\n",
    ),
    "empty": (
        "- id: a\n  title: A\n  authors:\n  url: ~ # no\n",
        {"authors": ["B C"]},
        "- id: a\n  title: A\n  authors: [B C]\n  url: ~ # no\n",
    ),
    "braces": (
        "- {id: a, title: A, tags: [x, y]} # all\n- {id: b, title: B}\n",
        {"authors": ["B, Jr. C", "D"], "title": "A, or not"},
        '- {id: a, title: "A, or not", authors: ["B, Jr. C", D], tags: [x, y]} # all\n- {id: b, title: B}\n',
    ),
    "json": (
        '[{"id": "a",\n  "title": "A"},\n {"id": "b", "title": "B"}]',
        {"published": "2001", "tags": ["x"]},
        '[{"id": "a",\n  "title": "A", "published": "2001", "tags": ["x"]},\n {"id": "b", "title": "B"}]',
    ),
    "no-last-line-end": (
        "- id: a\n  title: A",
        {"url": "https://x.org/", "type": "web"},
        "- id: a\n  title: A\n  url: https://x.org/\n  type: web",
    ),
    "removed": (
        "- id: a\n  title: A\n  tags: # these\n    - x\n    - y\n  doi: 10.1/x\n",
        {"tags": None},
        "- id: a\n  title: A\n  doi: 10.1/x\n",
    ),
    "removed-in-braces": (
        "- {id: a, tags: [x], title: A, doi: 10.1/x}\n",
        {"tags": None, "doi": None},
        "- {id: a, title: A}\n",
    ),
    "windows": (
        "\ufeff- id: a\r\n  title: A\r\n- id: b\r\n  title: B\r\n",
        {"type": "web"},
        "\ufeff- id: a\r\n  title: A\r\n  type: web\r\n- id: b\r\n  title: B\r\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_the_field_changes(case: str) -> None:
    text, fields, expected = CASES[case]
    assert edited(text, **fields) == expected


def test_several_entries_change_at_once() -> None:
    data = b"- id: a\n  title: A\n- id: b\n  title: B\n"
    where = locations(data)
    both = [Change(where["b"], {"type": "web"}), Change(where["a"], {"type": "book", "published": "2001"})]
    assert changed(data, both) == b"- id: a\n  title: A\n  type: book\n  published: 2001\n- id: b\n  title: B\n  type: web\n"


@pytest.mark.parametrize(
    ("text", "fields", "why"),
    [
        (
            "- id: a\n  title: A\n  tags: &t [x]\n- id: b\n  title: B\n  tags: *t\n",
            {"tags": ["y"]},
            "nothing can be changed|would",
        ),
        ("- id: a\n  title: A\n", {"published": "soon"}, "cannot hold what is new"),
        ("- id: a\n  title: A\n", {"id": "b\nc"}, "cannot hold"),
    ],
)
def test_what_would_change_more_is_refused(text: str, fields: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        edited(text, **fields)


def test_a_file_that_has_changed_is_refused() -> None:
    with pytest.raises(RefusedError, match="changed in the meantime"):
        changed(b"- id: a\n  title: A\n", [Change(Location("r.yml", 7, 3), {"type": "web"})])


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text
)
VALUES = {
    "title": TEXTS,
    "type": st.sampled_from(["web", "book"]),
    "authors": st.lists(st.sampled_from(["Ann Lee", "Bo Ek, Jr.", "#1: Ö", "Y's"]), min_size=1, max_size=30, unique=True),
    "published": st.sampled_from(["2001", "2001-02", "2001-02-03"]),
    "tags": st.lists(st.sampled_from(["x", "y z", "[q]", "a: b", "null", "0123"]), min_size=1, unique=True),
    "summary": st.sampled_from(["One.", "One.\n\nTwo: #three", "  - not a list", "'", '"', "|", "\U0001f600 and more"]),
    "url": st.sampled_from(["https://example.org/#a", "https://example.org/?a=b&c"]),
}
FIELDS = st.fixed_dictionaries({}, optional=VALUES)
DUMPS = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, True, False]),
        "indent": st.sampled_from([2, 4]),
        "width": st.sampled_from([20, 500]),
        "allow_unicode": st.booleans(),
        "default_style": st.sampled_from([None, '"', "'", "|"]),
        "line_break": st.sampled_from(["\n", "\r\n"]),
    }
)


@given(st.lists(FIELDS, min_size=1, max_size=4), FIELDS, st.integers(0, 3), DUMPS)
def test_any_file_keeps_all_else(
    before: list[dict[str, Any]], new: dict[str, Any], number: int, style: dict[str, Any]
) -> None:
    entries = [{"id": f"e{place}", "title": "T", **fields} for place, fields in enumerate(before)]
    chosen = number % len(entries)
    data = yaml.safe_dump(entries, sort_keys=False, **style).encode()
    after = changed(data, [Change(locations(data)[f"e{chosen}"], new)])
    entries[chosen] = {**entries[chosen], **new}
    read = yaml.load(after, Loader=yaml.BaseLoader)
    assert read == yaml.load(yaml.safe_dump(entries), Loader=yaml.BaseLoader)
    if not new:
        assert after == data


def test_an_entry_that_adds_to_a_bibliography_may_lack_id_and_title() -> None:
    data = b"- citation_key: roe # ours\n  credibility: 4\n- {doi: 10.1000/1, tags: [x]}\n- id: a\n  title: A\n"
    places = [Change(Location("r.yml", 1, 3), {"authors": ["Ann Lee"]}), Change(Location("r.yml", 3, 3), {"title": "T"})]
    assert changed(data, places) == (
        b"- citation_key: roe # ours\n  authors: [Ann Lee]\n  credibility: 4\n"
        b"- {doi: 10.1000/1, title: T, tags: [x]}\n- id: a\n  title: A\n"
    )
    with pytest.raises(RefusedError, match="cannot hold what is new"):
        changed(data, [Change(Location("r.yml", 1, 3), {"published": "soon"})])
