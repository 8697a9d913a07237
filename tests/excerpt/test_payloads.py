from __future__ import annotations

from html.parser import HTMLParser

import pytest

from .helpers import digested, faults_of
from .payloads import PAYLOADS

CASES = [
    pytest.param(payload, id=f"{kind} {number}") for kind, some in PAYLOADS.items() for number, payload in enumerate(some)
]
BEFORE = "Prose of a page that says something, at some length, before it."
BEHIND = "And prose behind it, as long, to end with."
CONTEXTS = {
    "html": f"<p>{BEFORE}</p>{{}}<p>{BEHIND}</p>",
    "markdown": f"{BEFORE}\n\n{{}}\n\n{BEHIND}\n",
    "text": f"{BEFORE}\n\n{{}}\n\n{BEHIND}\n",
}


def test_there_are_many_payloads() -> None:
    assert len(CASES) >= 90


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x>",
        "<p id=x>x</p>",
        "<a href=https://a.example>x</a>",
        '<a href="ftp://a.example" rel="nofollow noopener">x</a>',
        "</div>x",
        "</section>",
        "<p>{{ x }}",
        "<!-- x",
        "<script>x</script>",
        "<h2>x</h2>",
    ],
)
def test_the_judge_of_these_tests_finds_what_is_wrong(html: str) -> None:
    assert faults_of(html) != []


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
@pytest.mark.parametrize("payload", CASES)
def test_a_payload_is_harmless(payload: str, form: str) -> None:
    for text in (payload, CONTEXTS[form].replace("{}", payload)):
        found = digested(text, form)
        assert faults_of(found.html) == []
        HTMLParser().feed(found.html)
        found.html.encode("utf-8")
        assert not [character for character in found.text if ord(character) < 32 or character in "\u202e\u2066\x7f\x9b\ud800"]


@pytest.mark.parametrize("payload", CASES)
def test_a_payload_between_tags_hides_nothing_before_it(payload: str) -> None:
    found = digested(CONTEXTS["html"].replace("{}", payload))
    assert BEFORE in found.text
    assert BEFORE in found.html


def test_text_in_attributes_and_scripts_does_not_show() -> None:
    found = digested("<p title='secret one'>Shown, and long enough to be prose of a page.</p><script>secret two</script>")
    assert "secret" not in found.html + found.text


def test_relative_links_lead_to_the_source() -> None:
    found = digested("<p>Read <a href='../c?x=1&amp;y=2#z'>the other page</a>, which is long enough to be prose.</p>")
    assert '<a href="https://example.org/c?x=1&amp;y=2#z" rel="nofollow noopener">the other page</a>' in found.html


def test_relative_links_without_a_source_are_text() -> None:
    found = digested("<p>Read <a href='../c'>the other page</a>, which is long enough to be prose of a page.</p>", url="")
    assert "<a" not in found.html
    assert "the other page" in found.html
