"""Pandoc's citation syntax: what is a citation, where a key ends, what a locator is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandoc import DIGESTS, MADE, RECORDED, Cited, digest_of, seen
from readings import is_read_otherwise

from mkdocs_resource_cards.pandoc_citations import HeldElement, PandocCitation, find, locate, written


def parts(found: Iterable[PandocCitation]) -> Iterator[Cited]:
    for one in found:
        for part in one.parts:
            kind = "AuthorInText" if part.author_in_text else "SuppressAuthor" if part.suppress_author else "NormalCitation"
            yield part.key, kind
            yield from parts(part.inner)


def told(text: str) -> list[str]:
    """Each key with the words around it: `see|doe99|, p. 3`."""
    return [
        f"{text[slice(*part.prefix)]}|{'-' * part.suppress_author}{part.key}|{text[slice(*part.suffix)]}"
        for found in find(text)
        for part in found.parts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words [@roe20; @lee2021; @Kim_2022].", ["|roe20|", "|lee2021|", "|Kim_2022|"]),
        (
            "[see @roe20, pp. 3-5 and *often*; also @lee2021, chap. 1]",
            ["see |roe20|, pp. 3-5 and *often*", "also |lee2021|, chap. 1"],
        ),
        ("Roe says so [-@roe20, p. 3].", ["|-roe20|, p. 3"]),
        ("@roe20 says so.", ["|roe20|"]),
        ("@roe20 [p. 3] says so.", ["|roe20|p. 3"]),
        ("@roe20 [p. 3; see @lee2021] says so.", ["|roe20|p. 3", "see |lee2021|"]),
        ("As @Roe_lee.kim. says", ["|Roe_lee.kim|"]),
        ("As @{Roe_lee.kim.} says", ["|Roe_lee.kim.|"]),
        ("As @roe--lee says", ["|roe|"]),
        ("[@{https://example.org/a?b=c&d=2000}, p.  3]", ["|https://example.org/a?b=c&d=2000|, p.  3"]),
        ("@DBLP:conf/xy/RoeS17, @BCC+08 and @müller2020", ["|DBLP:conf/xy/RoeS17|", "|BCC+08|", "|müller2020|"]),
        ("roe@example.org, `@roe20`, \\@roe20, <roe@lee.org>, <a title='@roe20'>", []),
        ("https://social.example/@roe20 and [x](https://social.example/@roe20)", ["|roe20|"]),
        ("joe@roe20, joe@x@roe20", ["|roe20|"]),
        ("$x @roe20$, $5 [@roe20] and $6", ["|roe20|"]),
        ("$$\nx @roe20\n$$", []),
        ("\\foo[@roe20], \\foo [@roe20], \\foo{@roe20}, \\b@roe20, \\foo @roe20, \\i[@lee21]", ["|roe20|", "|lee21|"]),
        ("[~~see @roe20~~ @lee21] ~~@ito22~~", ["~~see @roe20~~ |lee21|", "|ito22|"]),
        ("^[see @roe20], x^@lee21^, x~@ito22~", ["|roe20|", "|lee21|", "|ito22|"]),
        ("[@a$b[] x $", ["|a$b|"]),
        ("[@roe20](page.md)", ["|roe20|"]),
        ("[*see @roe20*]", ["|roe20|"]),
        ("[^1] [^@roe20]", []),
        ('[<span class="a">@roe20</span>, p. 3]', ["|roe20|"]),
        ("[see <span>@roe20</span> and @lee21, p. 3]", ["see <span>@roe20</span> and |lee21|, p. 3"]),
        ("[see <b>@roe20</b>, p. 3]", ["see <b>|roe20|</b>, p. 3"]),
    ],
)
def test_what_is_a_citation(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (", pp. 33-35 and *often*", ("page", "33-35", "pp. 33-35", " and *often*")),
        (", chap. 1", ("chapter", "1", "chap. 1", "")),
        (" 33, 35-37", ("page", "33, 35-37", "33, 35-37", "")),
        (", p.3", ("page", "3", "p.3", "")),
        (", §5", ("section", "5", "§5", "")),
        (", s.v. iv", ("sub-verbo", "iv", "s.v. iv", "")),
        (", p. xvii", ("page", "xvii", "p. xvii", "")),
        (", see also", ("", "", "", ", see also")),
        ("{ii, A, D-Z}, with more", ("", "ii, A, D-Z", "ii, A, D-Z", ", with more")),
        (
            ", {pp. iv, vi-xi, (xv)-(xvii)} with more",
            ("page", "iv, vi-xi, (xv)-(xvii)", "pp. iv, vi-xi, (xv)-(xvii)", " with more"),
        ),
        ("{}, 99 years later", ("", "", "", ", 99 years later")),
        (", p. hello", ("", "", "", ", p. hello")),
    ],
)
def test_what_is_a_locator(suffix: str, expected: tuple[str, ...]) -> None:
    assert locate(suffix) == expected


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (", pp. 3 ff.", ("page", "3 ff.", "pp. 3 ff.", "")),
        (", p. 3f., and more", ("page", "3f.", "p. 3f.", ", and more")),
        (", 3\u00a0f", ("page", "3 f", "3 f", "")),
        (", pp. iii ff. and more", ("page", "iii ff.", "pp. iii ff.", " and more")),
        (", § 3, 5 sqq.", ("section", "3, 5 sqq.", "§ 3, 5 sqq.", "")),
        (", p. 3 et seq.", ("page", "3 et seq.", "p. 3 et seq.", "")),
        (", p. 3 y ss. in 7 ff.", ("page", "3 y ss.", "p. 3 y ss.", " in 7 ff.")),
        (", p. 3 foo", ("page", "3", "p. 3", " foo")),
        (", p. 3.", ("page", "3", "p. 3", ".")),
        (", p. 3 s", ("page", "3", "p. 3", " s")),
        (", p. 3 s.t.", ("page", "3", "p. 3", " s.t.")),
    ],
)
def test_following_pages_belong_to_the_locator(suffix: str, expected: tuple[str, ...]) -> None:
    """Pandoc puts them behind what a style shows after the locator: `3, https://doi.org/10.1000/182 ff.`"""
    assert locate(suffix) == expected


def test_labels_are_those_of_the_site() -> None:
    for language in ("de", "DE", "De-AT"):
        assert locate("S. 33", language).label == "page"
    assert locate("S. 33").label == ""
    assert locate("p. 33", "de-AT").label == "page"


def test_in_an_address_that_is_a_link_nothing_is_cited() -> None:
    assert not find("https://social.example/@roe20 x", links_addresses=True)


def test_attributes_without_names_make_no_tag() -> None:
    assert told("<b title'@roe20'>") == ["|roe20|"]
    assert not told("<b title='@roe20'>")


def test_elements_are_units_of_a_suffix() -> None:
    """As in Pandoc: what an element holds is neither parted nor seen as a sign."""
    held = {"\ue000": HeldElement("p. 3"), "\ue001": HeldElement("3", is_math=True), "\ue002": HeldElement("*", is_sign=True)}
    assert locate(", \ue000, x", held=held) == ("page", "p. 3", "p. 3", ", x")
    assert locate(", p. \ue000", held=held) == ("page", "p. 3", "p. p. 3", "")
    assert locate(", p. \ue001", held=held) == ("", "", "", ", p. \ue001")
    assert locate(", p. 3\ue002", held=held) == ("page", "3", "p. 3", "\ue002")


def test_the_mark_of_a_footnote_comes_after_a_locator() -> None:
    held = {"\ue000": HeldElement("", is_note=True)}
    assert locate(", 3\ue000", held=held) == ("page", "3", "3", "\ue000")
    assert locate(", p.\ue000 3, see", held=held) == ("page", "3", "p. 3", "\ue000, see")
    assert locate(", cf.\ue000", held=held) == ("", "", "", ", cf.\ue000")


@pytest.mark.parametrize(
    ("suffix", "label"),
    [("{3}", "page"), ("{3 f.}", "page"), ("{33-35}", ""), ("{Q3}", ""), ("{p.}", "page"), ("{[3]}", ""), ("{[3 4]}", "")],
)
def test_in_braces_a_page_is_one_digit(suffix: str, label: str) -> None:
    """As Pandoc has it: other numbers in braces count nothing that it knows."""
    assert locate(suffix).label == label


def test_a_style_adds_what_it_calls_locators() -> None:
    assert locate(", odst. 3", more={"odst.": "paragraph"}) == ("paragraph", "3", "odst. 3", "")
    assert locate(", odst. 3").label == ""


@pytest.mark.parametrize("key", ["roe20", "DBLP:conf/xy/RoeS17", "BCC+08", "a.", "x--y", "https://example.org/a?b=c"])
def test_a_key_is_written_so_that_it_is_read(key: str) -> None:
    assert told(f"[{written(key)}, p. 3]") == [f"|{key}|, p. 3"]
    assert ("{" in written(key)) == (key in ("a.", "x--y", "https://example.org/a?b=c"))


def test_pandoc_sees_the_same() -> None:
    """400 random texts and some hostile ones with Pandoc's answers, which `pandoc.py` recorded."""
    for text, expected in json.loads(RECORDED.read_text(encoding="utf-8")):
        assert sorted(parts(find(text))) == [tuple(one) for one in expected], text


@pytest.mark.parametrize("name", ["texts", "tangled", "nested", "damaged", "signs", "prose"])
def test_pandoc_sees_the_same_in_thousands(name: str) -> None:
    """By the digests of Pandoc's answers; where ours is another, Pandoc itself is asked for its answers.

    These may differ where Python-Markdown reads another text.
    """
    for seed, digest in enumerate(json.loads(DIGESTS.read_text(encoding="utf-8"))[name], 1):
        some = MADE[name](seed, 1000)
        ours = [sorted(parts(find(text))) for text in some]
        if digest_of(some, ours) != digest:
            for text, mine, theirs in zip(some, ours, seen(some), strict=True):
                assert mine == theirs or is_read_otherwise(text), text


@given(st.text(alphabet="ab.@@[[]];; -*_\"'`(){}<>\\!&\n\x02\x03", max_size=60))
def test_spans_stand_in_order_and_hold_their_keys(text: str) -> None:
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        for part in found.parts:
            assert f"@{part.key}" in text[found.start : end] or f"@{{{part.key}}}" in text[found.start : end]
            assert found.start <= part.prefix[0] <= part.prefix[1] <= part.suffix[0] <= part.suffix[1] <= end


@given(st.text(alphabet="p.pagechx,;:{}[]()19 -–vi§", max_size=30))
def test_a_suffix_is_parted_and_nothing_is_lost(suffix: str) -> None:
    found = locate(suffix)
    letters = [sign for sign in suffix if sign.isalnum()]
    assert [sign for sign in found.at + found.suffix if sign.isalnum()] == letters


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[@a ",
        "*@a ",
        "_@a ",
        '"@a ',
        "<!-- @a " * 6,
        "@a's " * 3,
        "'a'b *'c " * 2,
        "@a [",
        "[[@a]",
        "***@a",
        "@{",
        "[@a; ",
        "`@a",
        "<@a",
        "![@a](",
        "<span>@a ",
        "<span>@a</span",
        "(@a",
        "@a [*",
        ".a",
        "@a$b[",
        "$@a ",
        "$$@a ",
        "^[@a ",
        "~~@a ",
        "^@a",
        "\\foo{@a ",
        "\\foo[@a ",
        "@x@",
        "[@a, {p. ",
        "[@a *p* `3` ",
        "@a [see *x*; ",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    start = time.process_time()
    find(f"[@a]{{{piece * 1500}")
    assert time.process_time() - start < 4
