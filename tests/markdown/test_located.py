"""Problems of a rendered text get the places of their shortcodes in its source."""

from __future__ import annotations

import time

import pytest
from rendering import OnePage, convert

from mkdocs_resource_cards.markdown_scan.scanner import scan
from mkdocs_resource_cards.source_locations import located


@pytest.mark.parametrize(
    ("extensions", "text", "locations"),
    [
        ([], 'A << resource:zz "the `x` label" >>\n', ["p.md:1:3"]),
        ([], 'A\n\n`<< resource:zz >>` << resource:zz "![i](x.png)" >> << resource:zz >>\n', ["p.md:3:21", "p.md:3:53"]),
        (
            ["pymdownx.arithmatex"],
            '$<< resource:zz >>$\n\n<< resource:zz "a $x$ b" >> or << resource:zz >>\n',
            ["p.md:3:1", "p.md:3:32"],
        ),
    ],
)
def test_places(extensions: list[str], text: str, locations: list[str]) -> None:
    host = OnePage()
    convert(text, extensions, host)
    found = located(host.page.reports, text, "p.md", math=bool(extensions))
    assert [(problem.code, str(problem.location)) for problem in found] == [
        ("unknown_resource", location) for location in locations
    ]


def test_what_was_meant_for_a_shortcode_has_its_place() -> None:
    host, text = OnePage(), "# A\n\n`<resource:fog>` <resource:fog>\n\n- << keeper1822 >>, {{ resource:fog }} <resource:fog>\n"
    convert(text, [], host)
    found = located(host.page.reports, text, "p.md")
    assert [(str(one.location), one.message.split("`")[1]) for one in found] == [
        ("p.md:3:18", "<resource:fog>"),
        ("p.md:5:3", "<< keeper1822 >>"),
        ("p.md:5:21", "{{ resource:fog }}"),
        ("p.md:5:40", "<resource:fog>"),
    ]


@pytest.mark.parametrize(
    ("extensions", "text", "places"),
    [
        (["pandoc"], "# On [@roe20]\n\n<div>\n[@roe20]\n</div>\n\n<p>[@roe20]</p>\n", ["4:1", "7:4"]),
        (["pandoc"], "# On @roe20\n\n@roe20 [p. 3]\n\n<div>\nsee @roe20 there\n</div>\n", ["6:5"]),
        ([], "# On << resource:fog >> <br>\n\n<div>\n<< resource:fog >>\n</div>\n", ["4:1"]),
        (
            ["fenced_code"],
            "# `<< resource:fog >>`\n\n```\n<< resource:fog >>\n```\n\n<div>\n<< resource:fog >>\n</div>\n",
            ["8:1"],
        ),
        (
            ["md_in_html"],
            "## << resource:fog >>\n\n<figure markdown>\n<figcaption>\n<< resource:fog >>\n</figcaption>\n</figure>\n",
            ["5:1"],
        ),
        ([], "<pre>\n<< resource:fog >>\n</pre>\n\n<div>\n<< resource:fog >>\n</div>\n", ["6:1"]),
    ],
)
def test_what_is_in_raw_html_has_its_place_there(extensions: list[str], text: str, places: list[str]) -> None:
    host = OnePage()
    convert(text, extensions, host)
    found = located(host.page.reports, text, "p.md", pandoc="pandoc" in extensions)
    assert [(one.code, f"{one.location.line}:{one.location.column}") for one in found] == [
        ("shortcode_in_html", place) for place in places
    ]


@pytest.mark.parametrize(
    "text",
    ["<!-- " * 20_000, "` " + "<!-- x -->" * 8_000, '<a x="' * 20_000, "](" * 50_000, "[a]:\n\n" * 20_000, "- - " * 30_000],
)
def test_a_scan_is_linear_in_what_begins_and_does_not_end(text: str) -> None:
    start = time.process_time()
    assert len(scan(f"{text}\n\n<< resource:fog >>").occurrences) == 1
    assert time.process_time() - start < 5


def test_a_paragraph_of_tags_and_shortcodes_is_converted_in_time() -> None:
    start = time.process_time()
    convert("<< resource:fog >><br>" * 1500, [], OnePage())
    assert time.process_time() - start < 5


def test_raw_html_beside_an_unread_element_is_told_too() -> None:
    text = (
        "<div>[@roe20]</div>\n\n<div markdown>\n<figcaption>See [@roe20].</figcaption>\n</div>\n\n"
        "<p>[@roe20] and [@roe20]</p>\n\nText [@roe20].\n"
    )
    host = OnePage()
    convert(text, ["md_in_html", "pandoc"], host)
    found = located(host.page.reports, text, "p.md", pandoc=True)
    assert [(str(one.location), "figcaption" in one.message) for one in found] == [
        ("p.md:1:6", False),
        ("p.md:4:17", True),
        ("p.md:7:4", False),
        ("p.md:7:17", False),
    ]
