from __future__ import annotations

import pytest

from mkdocs_resource_cards.excerpt.phrases import BYLINE, ERROR, NOTICE
from mkdocs_resource_cards.model import Name
from mkdocs_resource_cards.normalize.refusals import refused

from .helpers import digested

BODY = "The sea is wide, and this paragraph is long enough to be taken for what the page really says."


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Zum Hauptinhalt springen",
        "We use cookies to give you a better experience",
        "Accept all cookies",
        "Share this article on Mastodon",
        "Facebook | Twitter | LinkedIn",
        "Subscribe to our weekly letter",
        "Get our newsletter in your inbox",
        "Sign in",
        "Menu",
        "Search",
        "Advertisement",
        "© 2024 Coast Office",
        "All rights reserved",
        "Photo: A. Nonymous",
        "Next: how fog works",
        "URL Source: https://example.org",
        "From Wikipedia, the free encyclopedia",
    ],
)
def test_notices_are_passed_over(line: str) -> None:
    assert NOTICE.fullmatch(line)
    assert digested(f"<p>{line}</p><p>{BODY}</p><p>{line}.</p>").text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Lovelace",
        "Written by Ada Lovelace and Charles Babbage",
        "Von Ada Lovelace",
        "Authors: A. Lovelace, C. Babbage",
        "April 2025",
        "May 17, 2026",
        "17 May 2026",
        "17. Mai 2026",
        "2026-05-17",
        "17.05.2026",
        "Published on May 17, 2026",
        "Last updated: 2026-05-17",
        "5 min read",
        "12-minute read",
        "Reading time: 5 minutes",
        "[Submitted on 12 Jun 2017 (v1), last revised 2 Aug 2023 (this version, v7)]",
        "A title",
        "A title | Coast Office",
        "A Title!",
        "Ada Lovelace",
    ],
)
def test_what_the_card_says_already_is_passed_over(line: str) -> None:
    assert digested(f"<p>{line}</p><p>{BODY}</p>", authors=(Name("Lovelace", "Ada"),)).text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the war the lighthouse had been lit and put out again more often than anybody had cared to count, and "
        "its keeper had written down every time that it was, with the hour, the weather and the cost of the oil, so that "
        "today we know more about that one light than about the whole of the fleet that steered by it.",
        "Cookies were baked on Sundays, and eaten on the days that followed, by whoever came first.",
        "In April 2025 a storm took the roof, and the light went out for the first time in eighty years.",
        "Sharing a light is an old custom of the coast, which nobody has written about until now.",
        "Search engines have found many lighthouses, but not one keeper, which is what we ask here.",
        "Home is where the light is, as the keepers of this coast have said for longer than anyone knows.",
        "404 ships passed the light that year, which is more than in any year before it.",
    ],
)
def test_prose_that_begins_alike_is_kept(line: str) -> None:
    assert digested(f"<p>{line}</p>").text == line


@pytest.mark.parametrize(
    "line",
    [
        "404",
        "404 - Page not found",
        "Error 403: Forbidden",
        "HTTP 500 Internal Server Error",
        "Page not found",
        "Sorry, this page could not be found.",
        "The article you asked for no longer exists.",
        "Access denied",
        "Access to this page has been denied.",
        "Just a moment...",
        "Attention Required! | Cloudflare",
        "Please enable JavaScript to continue",
        "You need to enable JavaScript to run this app.",
        "JavaScript is disabled in your browser",
        "Please verify you are human",
        "Are you a robot?",
        "We have detected unusual traffic from your network",
        "Sorry, you have been blocked",
        "502 Bad Gateway",
        "Too many requests. Slow down.",
        "This domain is for sale",
        "Warning: Target URL returned error 404: Not Found",
        "Oops! Something went wrong.",
    ],
)
def test_error_pages_show_nothing(line: str) -> None:
    found = digested(f"<title>{line}</title><p>{BODY}</p>")
    assert (found.text, found.html) == ("", "")
    assert digested(f"<h1>example.org</h1><h2>{line}</h2><p>{BODY}</p>").text == ""


def test_a_long_article_may_begin_like_an_error_page() -> None:
    assert digested(f"<h1>404 - Page not found</h1><p>{BODY}</p>" + f"<p>{BODY}</p>" * 30).text.startswith(BODY)


@pytest.mark.parametrize(
    "text",
    [
        "I apologize, but I cannot access the page.",
        "I'm sorry, but I can't help with that.",
        "I’m unable to browse the web.",
        "I cannot provide a summary of this document.",
        "I don't have access to external links.",
        "As an AI language model, I have no opinion.",
        "I'm an AI assistant and cannot open links.",
        "Sorry, I couldn't retrieve the page.",
        "Unfortunately, the provided text is cut off.",
        "My apologies, but the text is missing.",
        "The provided content appears to be a navigation menu.",
        "**I apologize**, but the document could not be read.".replace("**", "", 1),
    ],
)
def test_refusals(text: str) -> None:
    assert refused(text)
    assert digested(text, "markdown").text == ""


@pytest.mark.parametrize(
    "text",
    [
        "I cannot remember a time when the light was out.",
        "I am a keeper of lights.",
        "As an airport, it was a failure; as a lighthouse it was good.",
        "Sorry is the hardest word at sea.",
        "The content industry grew in those years.",
        "I can access the tower only at low tide.",
    ],
)
def test_no_refusals(text: str) -> None:
    assert not refused(text)


def test_menus_and_contents_are_passed_over() -> None:
    menu = "<ul><li><a href=/a>Lights</a><li><a href=/b>Bells</a> | </ul><p><a href=/a>Lights</a> · <a href=/b>Bells</a></p>"
    contents = "<h2>Table of contents</h2><ul><li>The tower, and how it was built<li>The lamp</ul>"
    found = digested(f"{menu}{contents}<p>{BODY}</p>")
    assert found.text == BODY
    assert found.html == f"<p>{BODY}</p>"


def test_a_long_menu_does_not_use_up_what_is_parsed_of_markdown() -> None:
    menu = "".join(f"* [Entry {number} of the menu](https://example.org/{number})\n" for number in range(600))
    found = digested(f"# A title\n\n{menu}\n{BODY}\n\n{menu}", "markdown")
    assert found.text == BODY
    assert found.html.startswith(f"<p><strong>A title</strong></p>\n<p>{BODY}</p>\n<ul><li><a ")


def test_bylines_are_recognised_by_the_whole_line() -> None:
    assert not BYLINE.fullmatch("Bystanders saw the light go out")
    assert not ERROR.fullmatch("The light was found by a robot")
