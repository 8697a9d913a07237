"""Regular expressions take linear time, on whatever makes one try again."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mkdocs_resource_cards.normalize.names import split_name

SIZES = 15_000, 60_000
SECONDS = 120
"""What was wrong took minutes, where it ended at all."""
CALLS = {
    "heading": "from mkdocs_resource_cards.markdown_scan.headings import without_attributes as call",
    "title": "from mkdocs_resource_cards.markdown_scan.headings import plain_title as call",
    "named": "from functools import partial; from mkdocs_resource_cards.markdown_scan.headings import SourceNames, named; "
    "call = partial(named, names=SourceNames())",
    "scan": "from functools import partial; from mkdocs_resource_cards.markdown_scan.scanner import scan; "
    "call = partial(scan, math=True)",
    "author": "from mkdocs_resource_cards.normalize.names import split_name as call",
    "bibtex": "from mkdocs_resource_cards.formats.bibtex.writer import escaped as call",
    "names": "from mkdocs_resource_cards.formats.bibtex.names import names_of as call",
    "entry": "from mkdocs_resource_cards.formats.bibtex.entry_values import entry_values; "
    "names = 'title pages keywords isbn language abstract month doi eprint journal note howpublished'.split(); "
    "call = lambda text: entry_values('article', 'k', dict.fromkeys(names, text))",
    "host": "from mkdocs_resource_cards.normalize.urls import host_of as call",
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
import json, sys, time
{call}

def seconds(text):
    begun = time.process_time()
    call(text)
    return time.process_time() - begun

call("x")
for short, long in zip(*json.load(sys.stdin)):
    few, many = seconds(short), seconds(long)
    if many > 0.3 and many > 8 * min(few, seconds(short)):  # 4 where time grows with the length, 16 with its square
        print(repr(long[:60]), few, many)
"""


def texts(name: str, size: int) -> list[str]:
    """Repetitions of each piece, between what makes the pattern begin and what makes it fail at the end."""
    around = {"scan": ("```\n<< resource:a >>\n\n", "x\n\n<< resource:b >>"), "snapshot": ("", "x")}
    begin, end = around.get(name, ("x", "x"))
    return [begin + piece * (size // len(piece)) + end for piece in PIECES[name]]


@pytest.mark.parametrize("name", CALLS)
def test_a_repetition_costs_its_length(name: str) -> None:
    """In a process of its own, which can be ended."""
    given = json.dumps([texts(name, size) for size in SIZES])
    code = RUN.format(call=CALLS[name])
    done = subprocess.run(
        [sys.executable, "-c", code], input=given, text=True, timeout=SECONDS, check=True, stdout=subprocess.PIPE
    )
    assert done.stdout == ""


def test_names_with_suffixes_are_still_taken_apart() -> None:
    assert split_name("King, Martin Luther, Jr.").sorted == "King, Martin Luther, Jr."
    assert split_name("King, Martin, Jr., Jr.").literal == "King, Martin, Jr., Jr."
