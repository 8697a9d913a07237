"""CSL-JSON that is read and written again says the same to a citation processor.

What is the same is written down here once more: spacing, a number or its text, CSL 1.0.1's names of variables, the name or the
code of a language, spaces between keywords. All else is equal, character for character.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.csl_variables import DATES, NAMES, OTHER, TYPES
from mkdocs_resource_cards.formats.catalog import write
from mkdocs_resource_cards.registry import Registry, load

OLD = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short", "event": "event-title"}
ITEMS: dict[str, dict[str, Any]] = {
    "tags in a title": {"title": 'The <i>E. coli</i> of <span class="nocase">McCoy</span> in H<sub>2</sub>O', "type": "book"},
    "a journal with tags": {"title": "A", "container-title": "J. <i>Tests</i>"},
    "mathematics": {"title": "On $\\alpha^2$ and $5 and $6"},
    "no title": {"author": [{"family": "Roe"}]},
    "no title, but a short one": {"title-short": "Short"},
    "a date in words": {"title": "A", "issued": {"literal": "in the spring of that year"}},
    "a date in words with a year": {"title": "A", "issued": {"literal": "written about 1901, printed later"}},
    "in press": {"title": "A", "issued": {"literal": "in press"}},
    "a season": {"title": "A", "issued": {"date-parts": [[2019]], "season": "2"}},
    "a season in words": {"title": "A", "issued": {"date-parts": [[2019]], "season": "Trinity"}},
    "a season as a month": {"title": "A", "issued": {"date-parts": [["2019", "14"]]}},
    "a month that is none": {"title": "A", "issued": {"date-parts": [[2019, 99]]}},
    "texts as numbers": {"title": "A", "issued": {"date-parts": [["2019", "02", "3"]], "circa": "1"}, "volume": 3},
    "an open end": {"title": "A", "issued": {"date-parts": [[2019], [0]]}},
    "before Christ": {"title": "A", "issued": {"date-parts": [[-44, 3, 15]]}},
    "raw": {"title": "A", "issued": {"raw": "2010-05-17"}},
    "a short DOI": {"title": "A", "DOI": "10/abcde"},
    "parts of names": {
        "title": "A",
        "author": [
            {"family": "Berg", "given": "Piet", "non-dropping-particle": "van der", "suffix": "Jr.", "comma-suffix": True},
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van", "static-ordering": True},
            {"family": "毛", "given": "泽东", "parse-names": False},
            {"literal": "others"},
        ],
    },
    "old names": {"title": "A", "shortTitle": "a", "journalAbbreviation": "J.", "event": "Congress"},
    "kept as it is": {"title": "A", "custom": {"n": 5, "deep": [{"is": True, "5": "5"}], "text": "0123"}, "categories": ["x"]},
    "a type that is none": {"title": "A", "type": "video"},
    "keywords": {"title": "A", "keyword": "one,two , three"},
    "an entity": {"title": "Gardens &amp; Rivers", "publisher": "A &amp; B"},
    "a key of its own": {"title": "A", "citation-key": "roe2020", "id": "http://example.org/items/1"},
}


def read(folder: Path, items: list[dict[str, Any]], **files: str) -> Registry:
    (folder / "l.json").write_text(json.dumps(items))
    for name, content in files.items():
        (folder / f"{name}.yml").write_text(content)
    return load([Path("l.json"), *(Path(f"{name}.yml") for name in files)], folder, Cache(None))


def written(found: Registry) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(write(found.resources(), "csl"))
    return items


def meant(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item in the one spelling of all that say the same."""
    named = {OLD.get(name, name): value for name, value in item.items()}
    named["id"] = str(named.pop("citation-key", named.get("id")))
    return {name: _meant(name, value) for name, value in named.items() if value not in ("", [], {})}


def _meant(name: str, value: Any) -> Any:
    if name in ("issued", *DATES):
        return _date(value)
    if name in ("author", *NAMES):
        return [{part: text for part, text in one.items() if text not in ("", False)} for one in value]
    if name == "keyword":
        return [part.strip() for part in value.split(",")]
    return value if name in ("custom", "categories") else " ".join(str(value).replace("&amp;", "&").split())


def _date(value: dict[str, Any]) -> dict[str, Any]:
    parts = [[int(part) for part in row] for row in value.get("date-parts", ())]
    if value.get("raw") == "2010-05-17":
        return {"date-parts": [[2010, 5, 17]]}
    found = {**value, **({"date-parts": parts} if parts else {})}
    if len(parts) == 1 and len(parts[0]) == 2 and 13 <= parts[0][1] <= 16:
        found = {"date-parts": [parts[0][:1]], "season": parts[0][1] - 12}
    if str(found.get("season", "")).isdigit():
        found["season"] = int(found["season"])
    return {**found, "circa": True} if found.get("circa") else found


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_comes_out_as_it_went_in(tmp_path: Path, name: str) -> None:
    item = {"id": "k", "type": "document", **ITEMS[name]}
    assert [meant(one) for one in written(read(tmp_path, [item]))] == [meant(item)]


def test_what_an_entry_changes_is_changed(tmp_path: Path) -> None:
    item = {"id": "k", "type": "book", "title": "<i>Old</i>", "issued": {"literal": "once"}, "custom": {"a": 1}}
    found = read(tmp_path, [item], r="- id: k\n  title: New\n  published: 2001\n")
    assert written(found) == [
        {"id": "k", "type": "book", "title": "New", "issued": {"date-parts": [[2001]]}, "custom": {"a": 1}},
    ]


def test_a_person_can_write_it_in_yaml(tmp_path: Path) -> None:
    entry = '- id: a\n  title: Gardens\n  doi: ""\n  as_written: {issued: {literal: "once"}, custom: {n: 5, t: "5"}}\n'
    (item,) = written(read(tmp_path, [], r=entry))
    assert (item["issued"], item["custom"]) == ({"literal": "once"}, {"n": 5, "t": "5"})
    (item,) = written(read(tmp_path, [], r=entry.replace('doi: ""', "published: 2001")))
    assert item["issued"] == {"date-parts": [[2001]]}


TEXT = st.text("abcXYZ éß<i></>&$_^{}%0123456789.,;:", min_size=1, max_size=20).filter(
    lambda text: text.strip() and "&" not in text
)
NAME = st.dictionaries(
    st.sampled_from(["family", "given", "dropping-particle", "non-dropping-particle", "suffix"]), TEXT, min_size=1
).filter(lambda name: name.keys() & {"family", "given"})
DATE = st.fixed_dictionaries(
    {"date-parts": st.lists(st.tuples(st.integers(1000, 2100), st.integers(1, 12)).map(list), min_size=1, max_size=1)},
    optional={"circa": st.just(True)},
)
ITEM = st.fixed_dictionaries(
    {"id": st.just("k"), "type": st.sampled_from(sorted(TYPES - {"article"})), "title": TEXT},
    optional={
        **{
            name: TEXT
            for name in ("publisher", "container-title", "title-short", "note-number", "event-title")
            if name in OTHER
        },
        "author": st.lists(NAME, min_size=1, max_size=3),
        "editor": st.lists(NAME, min_size=1, max_size=3),
        "issued": DATE | st.builds(lambda text: {"literal": text}, TEXT),
        "custom": st.dictionaries(TEXT, st.integers() | TEXT | st.booleans(), min_size=1, max_size=3),
        "volume": st.integers(1, 999) | TEXT,
    },
)


@settings(max_examples=60, deadline=None)
@given(ITEM)
def test_any_item_comes_out_as_it_went_in(item: dict[str, Any]) -> None:
    with TemporaryDirectory() as name:
        (found,) = written(read(Path(name), [item]))
    one, other = meant(found), meant(item)
    for each in (one, other):
        for people in ("author", "editor"):
            each[people] = [{part: " ".join(text.split()) for part, text in name.items()} for name in each.get(people, ())]
        each.pop("custom", None)
        if "literal" in each.get("issued", {}):
            each["issued"] = {"literal": " ".join(each["issued"]["literal"].split())}
    assert one == other
