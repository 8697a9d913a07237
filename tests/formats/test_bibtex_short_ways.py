"""Nearly all fields, names and entries have the same plain form, which is read in a short way: the long way says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.formats.bibtex.blocks import blocks
from mkdocs_resource_cards.formats.bibtex.fields import read_body
from mkdocs_resource_cards.formats.bibtex.latex import decoded
from mkdocs_resource_cards.formats.bibtex.names import names_of

plain = st.text(st.sampled_from("ab ,=#%\"'\\@\n-é"), max_size=8)
value = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3).map(lambda parts: "{" + "".join(parts) + "}"), max_leaves=12
)


def names_and_values(body: str) -> list[tuple[str, str]]:
    return [(field.name, field.value) for field in read_body(body, {}).fields]


@given(
    st.lists(
        st.tuples(st.sampled_from(["title", "Note", "x-y"]), value, st.sampled_from([", ", ",", ",\n", " ,\n  "])), max_size=4
    )
)
def test_a_field_in_one_piece_is_what_it_is_in_two(fields: list[tuple[str, str, str]]) -> None:
    whole = "key, " + "".join(f"{name} = {{{text}}}{end}" for name, text, end in fields)
    parts = "key, " + "".join(f"{name} = {{}} # {{{text}}}{end}" for name, text, end in fields)
    assert names_and_values(whole) == names_and_values(parts)


def test_what_stands_between_fields_is_no_part_of_them() -> None:
    body = 'k, % one\n a = {1}, % two\n b = "2",, c={3} , % three, x = {4}\n\td = {{5} 6}\n'
    assert names_and_values(body) == [("a", "1"), ("b", "2"), ("c", "3"), ("d", "{5} 6")]
    assert read_body(body, {}).faults == ()


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("https://x.example/?name=a&b=c, a = {1}", "https://x.example/?name=a&b=c"),
        ("DBLP:x=y\n, a = {1}", "DBLP:x=y"),
        ("Roe20 a = {1}", "Roe20"),
        ("2020=x", "2020=x"),
        ("a = {1}", ""),
        ("a={1}, b = 2", ""),
        ("1 {2} = 3, a = {1}", ""),
    ],
)
def test_a_key_may_hold_what_a_url_holds(body: str, key: str) -> None:
    assert read_body(body, {}).key == key


def test_places_of_fields_are_where_they_begin() -> None:
    body = "k, a = {1},\n  b = 2, c = {3}"
    assert [body[field.offset] for field in read_body(body, {}).fields] == ["a", "b", "c"]


@given(st.lists(value, max_size=4), st.sampled_from(["", "\n", ",\n  x = {y}\n}", "}", "\n@misc{other, a = {b}}\n", "\n @ "]))
def test_an_entry_ends_where_it_does_when_its_braces_are_deep(values: list[str], behind: str) -> None:
    def ends(extra: str) -> list[tuple[str, int, bool]]:
        text = "@book{" + "".join(f"f = {{{one}}},\n" for one in values) + extra + "}" + behind
        return [(block.kind, len(text) - block.offset - len(block.body), block.is_closed) for block in blocks(text)]

    assert ends("z = {}") == ends("z = {{{{{}}}}}")


@given(st.text(st.sampled_from("aé {}-'!?"), max_size=12))
def test_braces_alone_are_taken_away(text: str) -> None:
    # The dollar makes it the long way, and stays where no other follows.
    assert decoded(text) == decoded(f"{text}$").removesuffix("$")


words = st.sampled_from(
    ["Roe", "A.", "Ann", "J.-P.", "Jean-Paul", "McDonald", "Mac", "van", "AB", "III", "Jr.", "Jr", "Society", "of", "for"]
)
more = st.sampled_from(["Others", "Et", "Al", "École", "Žák", "O'Neil", "University", "The", "X"])
name = st.lists(st.one_of(words, words, more, st.just("Roe,")), min_size=1, max_size=4).map(" ".join)


@given(st.lists(name, min_size=1, max_size=3))
def test_a_plain_name_is_what_a_closer_look_says(names: list[str]) -> None:
    # A semicolon behind a name means nothing, but no plain name has one.
    assert names_of(" and ".join(names)) == names_of(" and ".join(f"{one};" for one in names))


def test_names_of_one_and_two_parts() -> None:
    assert names_of("Roe, Ann Bo and Jo Lee-Moss and {The Group}") == [
        {"family": "Roe", "given": "Ann Bo"},
        {"family": "Lee-Moss", "given": "Jo"},
        {"literal": "The Group"},
    ]
    assert names_of("Roe, Ann And and and Moss, Bo") == [{"family": "Roe", "given": "Ann"}, {"family": "Moss", "given": "Bo"}]
