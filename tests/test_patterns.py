"""Regular expressions take linear time: 200 KB of whatever makes one try again cost no more than a moment."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mkdocs_resource_cards.normalize.names import split_name

SIZE = 200_000
SECONDS = 15
"""The promise is a tenth of it; what was wrong took minutes."""
CALLS = {
    "heading": "from mkdocs_resource_cards.markdown_scan.headings import without_attributes as call",
    "title": "from mkdocs_resource_cards.markdown_scan.headings import plain_title as call",
    "named": "from functools import partial; from mkdocs_resource_cards.markdown_scan.headings import named; "
    "call = partial(named, title_of=str)",
    "scan": "from functools import partial; from mkdocs_resource_cards.markdown_scan.scanner import scan; "
    "call = partial(scan, math=True)",
    "author": "from mkdocs_resource_cards.normalize.names import split_name as call",
    "bibtex": "from mkdocs_resource_cards.formats.bibtex.writer import escaped as call",
    "names": "from mkdocs_resource_cards.formats.bibtex.names import names_of as call",
    "entry": "from mkdocs_resource_cards.formats.bibtex.values import entry_values; "
    "names = 'title pages keywords isbn language abstract month doi eprint journal note howpublished'.split(); "
    "call = lambda text: entry_values('article', 'k', dict.fromkeys(names, text))",
    "host": "from mkdocs_resource_cards.normalize.source_urls import host_of as call",
    "snapshot": "from mkdocs_resource_cards.excerpt.source import from_file; "
    "from mkdocs_resource_cards.model import Resource; "
    "call = lambda text: from_file(Resource('r', 'T'), text.encode(), len(text), 'r.md')",
}
PIECES = {
    "heading": (" ", "\t", "{", "{}", "{ } ", "} ", "{: "),
    "title": (" \n", "# a ", " a", "a *"),
    "named": ("\x02", "\x02a", "\x02\x03"),
    "scan": (
        " ",
        "```\n",
        "- ",
        "> ",
        "<code ",
        "<code>",
        '<a ="',
        "<!--",
        "<div>\n",
        "<div ",
        "![",
        "[a](",
        "`",
        "`` ",
        "\\",
        "*a ",
    ),
    "author": (" ", "a, Jr., ", ", ", "Aa", "A ", "a-", "and "),
    "bibtex": ("{", "}", "!`", "\\", "ab "),
    "names": (" ", ";", "and ", "A, ", "&", "{", "\\v "),
    "entry": (" ", "\n", "1 - ", "http://", "jan ", "$", "\\url{", "<i"),
    "host": ("https://[", "[", "www."),
    "snapshot": ("<!---->", "<!---->\n", "<!---->\t", "<!---->\r", "<!---->\f", "<?xml?>", "<!--", "<p", " ", "---\n"),
}
RUN = """
import json, sys
{call}
for text in json.load(sys.stdin):
    call(text)
"""


def texts(name: str) -> list[str]:
    """Repetitions of each piece, between what makes the pattern begin and what makes it fail at the end."""
    around = {"scan": ("```\n<< resource:a >>\n\n", "x\n\n<< resource:b >>"), "snapshot": ("", "x")}
    begin, end = around.get(name, ("x", "x"))
    return [begin + piece * (SIZE // len(piece)) + end for piece in PIECES[name]]


@pytest.mark.parametrize("name", CALLS)
def test_a_repetition_costs_a_moment(name: str) -> None:
    code = RUN.format(call=CALLS[name])
    subprocess.run([sys.executable, "-c", code], input=json.dumps(texts(name)), text=True, timeout=SECONDS, check=True)


def test_names_with_suffixes_are_still_taken_apart() -> None:
    assert split_name("King, Martin Luther, Jr.").sorted == "King, Martin Luther, Jr."
    assert split_name("King, Martin, Jr., Jr.").literal == "King, Martin, Jr., Jr."
