from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.excerpt.bound import MAX_DEPTH, bound
from mkdocs_resource_cards.excerpt.decode import decode
from mkdocs_resource_cards.excerpt.digest import digest
from mkdocs_resource_cards.excerpt.front_matter import read
from mkdocs_resource_cards.excerpt.sanitise import sanitise
from mkdocs_resource_cards.excerpt.shorten import clean
from mkdocs_resource_cards.excerpt.source import from_file

from .helpers import digested, faults_of, resource
from .payloads import PAYLOADS

NAMES = (
    "p div b i a ul li table tr td th h1 h2 pre code blockquote svg math style script template nav main br hr sup x-y"
).split()
TAG = st.builds(
    lambda end, name, rest: f"<{end}{name}{rest}>",
    st.sampled_from(["", "", "/"]),
    st.sampled_from(NAMES),
    st.sampled_from(
        ["", "", " href=/x", ' href="https://a.example/?a=b&c={{d}}"', " onclick=x", " id='y' class=z", "/", ' a="'],
    ),
)
WORDS = st.sampled_from(
    ["word ", "Some prose, and more of it. ", "&lt;b&gt; ", "&#123;{ ", "{% x %}", "\n", "  ", "<", "&", "\x02", "\u202e"]
)
MARKS = st.sampled_from(
    ["*", "_", "`", "```\n", "# ", "\n\n", "\n- ", "\n    ", "\n> ", "[", "](x)", "![", "|", "\n|-|-|\n", "\\", "<!--", "1. "]
)
HTML = st.lists(TAG | WORDS | st.sampled_from([one for some in PAYLOADS.values() for one in some]), max_size=40).map("".join)
MARKDOWN = st.lists(MARKS | WORDS | TAG, max_size=60).map("".join)
ANY = HTML | MARKDOWN | st.text(st.characters(), max_size=200)
FORMATS = st.sampled_from(["html", "markdown", "text"])


@settings(max_examples=400, deadline=None)
@given(ANY, FORMATS)
def test_whatever_comes_in_what_comes_out_is_safe(text: str, form: str) -> None:
    found = digested(text, form, limit=100)
    assert faults_of(found.html) == []
    assert sanitise(found.html) == found.html
    assert len(found.text) <= 100
    assert clean(found.text) == found.text


def depth_of(html: str) -> int:
    """How deep the elements of `html` nest; fails where they are not balanced."""
    open_tags, deepest = [], 0
    for end, name in re.findall(r"<(/?)([a-z0-9]+)[^<>]*>", html):
        if end:
            assert open_tags.pop() == name
        elif name not in ("br", "hr"):
            open_tags.append(name)
        deepest = max(deepest, len(open_tags))
    assert open_tags == []
    return deepest


@settings(max_examples=300, deadline=None)
@given(HTML, st.integers(1, 30))
def test_bounded_markup_is_balanced_shallow_and_short(text: str, times: int) -> None:
    bounded = bound(text * times, "https://e.example", 500)
    assert depth_of(bounded.html) <= MAX_DEPTH
    assert len(unescape("".join(re.split(r"<[^<>]*>", bounded.html))).strip()) <= 500 + len(bounded.parts)
    again = bound(bounded.html, "https://e.example", 10_000)
    assert again.html.split() == bounded.html.split()
    assert again.whole


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | ANY.map(lambda text: b"---\nstatus: 200\n---\n" + text.encode("utf-8", "replace")))
def test_any_bytes_are_a_snapshot_or_told(raw: bytes) -> None:
    found = from_file(resource(), raw, len(raw), "snapshots/r1.md")
    assert (decode(raw) is None) == (found.faults[:1] == ((0, "it is not text: a snapshot is Markdown, HTML or plain text"),))
    assert digest(resource(), found.snapshot, 100).bytes is not None


@given(
    st.lists(
        st.sampled_from(
            ["status", "fetched", ": ", "200", "\n", "- ", "[", "{", "&a ", "*a", "!!x ", '"', "'", "#", "|", "\t", "bytes: 1"]
        ),
        max_size=30,
    ).map("".join)
)
def test_front_matter_never_crashes(text: str) -> None:
    front = read(f"---\n{text}\n---\nbody")
    assert front.length <= len(text) + 9
    assert front.status in (None, 200)
