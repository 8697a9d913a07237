"""What holds for every registry, with inputs by hypothesis."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from registry_helpers import read, said

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.edtf import edtf
from mkdocs_resource_cards.registry import Registry
from mkdocs_resource_cards.registry.entries import FORMS

QUICK = settings(max_examples=150, deadline=None)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

keys = st.text("abcXYZ019._~-", min_size=1, max_size=12)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
scalars = st.one_of(words, st.integers(), st.booleans(), st.none(), st.floats(), st.dates(), st.just("https://example.org/ä"))
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)
fields = st.sampled_from([*FORMS["resources"].names, "unknown"])
entries = st.fixed_dictionaries({"id": keys, "title": words}) | st.dictionaries(fields, values, max_size=8)
YAMLISH = "- id: a\n  title: \"x'[]{}&*!|>#%@`,:?<~\t\r\\é\u2028\x00\ufeff"


def registry_of(data: bytes, cached: bool = False) -> Registry:
    with tempfile.TemporaryDirectory() as folder:
        if not cached:
            return read(Path(folder), data)
        cache = Cache(Path(folder, "cache"))
        read(Path(folder), data, cache)
        registry = read(Path(folder), data, cache)
        registry.prefetch(registry)
        list(registry.values())
        return registry


def check(registry: Registry, data: bytes) -> None:
    resources = registry.resources()
    seen = [key.lower() for resource in resources for key in resource.keys]
    assert len(set(seen)) == len(seen)
    assert [registry[key] for resource in resources for key in resource.keys] == [r for r in resources for _ in r.keys]
    for resource in resources:
        assert resource.id
        assert resource.title
        assert not FORBIDDEN.search(_texts(resource))
        for address in (resource.url, resource.archive_url, *(page.url for page in resource.cited_by)):
            assert not address or (urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname)
            assert "@" not in urlsplit(address).netloc
        assert resource.rating in (None, 1, 2, 3, 4, 5)
        assert not resource.published or edtf(resource.published) == resource.published
    lines = len(data.splitlines()) + 1
    for problem in registry.problems:
        assert 1 <= problem.location.line <= lines
        assert "\n" not in str(problem)
        assert not FORBIDDEN.search(str(problem))


def _texts(thing: object) -> str:
    if isinstance(thing, str):
        return thing.replace("\n", "")
    if isinstance(thing, dict):
        return "".join(map(_texts, thing.values()))
    if isinstance(thing, tuple):
        return "".join(map(_texts, thing))
    return "".join(_texts(getattr(thing, name)) for name in getattr(thing, "__slots__", ()))


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    check(registry_of(data), data)


@QUICK
@given(st.text(YAMLISH, max_size=200))
def test_any_text_like_yaml_is_survived(text: str) -> None:
    check(registry_of(text.encode()), text.encode())


@QUICK
@given(st.lists(entries, max_size=6), st.booleans(), st.booleans())
def test_any_values_are_survived(items: list[object], flow: bool, keyed: bool) -> None:
    tree = {"resources": items, "publications": items} if keyed else items
    data = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True).encode("utf-8", "surrogatepass")
    check(registry_of(data), data)


@QUICK
@given(st.lists(entries, max_size=5))
def test_a_warm_build_finds_what_a_cold_one_found(items: list[object]) -> None:
    data = yaml.safe_dump(items, allow_unicode=True).encode()
    cold, warm = registry_of(data), registry_of(data, cached=True)
    assert warm.resources() == cold.resources()
    assert said(warm) == said(cold)
    assert dict(warm.publications) == dict(cold.publications)


plain = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20).filter(
    lambda text: not set("&,") & set(text)
)


@QUICK
@given(
    st.lists(st.tuples(plain, st.lists(plain, max_size=3, unique=True), st.integers(1, 9999), st.integers(1, 5)), max_size=5)
)
def test_good_entries_come_out_as_they_went_in(rows: list[tuple[str, list[str], int, int]]) -> None:
    items = [
        {"id": f"e{number}", "title": title, "authors": authors, "published": f"{year:04d}", "credibility": rating}
        for number, (title, authors, year, rating) in enumerate(rows)
    ]
    registry = registry_of(yaml.safe_dump(items, allow_unicode=True).encode())
    assert said(registry) == []
    found = [(r.title, list(r.author_names), int(r.published), r.credibility) for r in registry.resources()]
    assert found == rows


BROKEN = [
    "  title: [x\n",
    '  title: "x\n',
    "  title: a: b\n",
    "\ttitle: x\n",
    "  title: @x\n",
    "  title: {a\n",
    " x: y\n",
    "  - a\n",
    "  title: &\n",
]


@QUICK
@given(st.integers(1, 8), st.data())
def test_a_broken_entry_costs_that_entry(count: int, data: st.DataObject) -> None:
    """An entry without quotes and brackets of its own, before or after a broken one, is always kept."""
    broken = data.draw(st.dictionaries(st.integers(0, count - 1), st.sampled_from(BROKEN), max_size=3))
    text = "".join(f"- id: e{number}\n" + broken.get(number, f"  title: T{number}\n") for number in range(count))
    registry = registry_of(text.encode())
    assert list(registry) == [f"e{number}" for number in range(count) if number not in broken]
    for number in broken:
        lines = {2 * number + 1, 2 * number + 2, 2 * number + 3}
        assert any(problem.location.line in lines for problem in registry.problems)
