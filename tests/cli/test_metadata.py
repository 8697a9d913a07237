"""What a page says of itself -> a draft of its entry."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from mkdocs_resource_cards.cli.ingest.identify import identify
from mkdocs_resource_cards.cli.metadata.choose import draft_of
from mkdocs_resource_cards.cli.metadata.content import main_text
from mkdocs_resource_cards.cli.metadata.page import read, text_of
from mkdocs_resource_cards.normalize import author_lists, dates
from mkdocs_resource_cards.normalize.source_urls import clean, source_key
from mkdocs_resource_cards.normalize.titles import site_names, tidy, without_site


def draft(head: str, url: str = "https://example.org/a/page", body: str = "") -> dict:
    return draft_of(read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", url), url).entry


def meta(**fields: str) -> str:
    return "".join(f'<meta name="{name.replace("__", ".")}" content="{value}">' for name, value in fields.items())


def linked(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **thing})}</script>'


CITATION = meta(citation_title="From citation", citation_author="Lee, Ann", citation_publication_date="2017/06/12")
DUBLIN = meta(dc__title="From Dublin", DC__creator="Bo Ek", dc__date="2018-02-03")
LINKED = linked(
    **{"@type": "Article"}, headline="From JSON-LD", author={"name": "Cy Oh"}, datePublished="2019-03-04T10:00:00Z"
)
GRAPH = '<meta property="og:title" content="From OpenGraph"><meta property="article:published_time" content="2020-04-05">'


@pytest.mark.parametrize(
    ("head", "title", "authors", "published"),
    [
        ("<title>From title</title>" + GRAPH + LINKED + DUBLIN + CITATION, "From citation", ["Ann Lee"], "2017-06-12"),
        ("<title>From title</title>" + GRAPH + LINKED + DUBLIN, "From Dublin", ["Bo Ek"], "2018-02-03"),
        ("<title>From title</title>" + GRAPH + LINKED, "From JSON-LD", ["Cy Oh"], "2019-03-04"),
        ("<title>From title</title>" + GRAPH, "From OpenGraph", None, "2020-04-05"),
        ("<title>From title</title>", "From title", None, None),
    ],
)
def test_the_order_of_trust(head: str, title: str, authors: list[str] | None, published: str | None) -> None:
    found = draft(head)
    assert (found["title"], found.get("authors"), found.get("published")) == (title, authors, published)


def test_an_arxiv_page() -> None:
    head = meta(citation_title="Attention Is All You Need", citation_date="2017/06/12", citation_arxiv_id="1706.03762")
    head += (
        meta(citation_author="Vaswani, Ashish")
        + meta(citation_author="Shazeer, Noam")
        + "<title>[1706.03762] Attention</title>"
    )
    assert draft(head, "https://arxiv.org/abs/1706.03762") == {
        "title": "Attention Is All You Need",
        "url": "https://arxiv.org/abs/1706.03762",
        "type": "paper",
        "authors": ["Ashish Vaswani", "Noam Shazeer"],
        "published": "2017-06-12",
    }


def test_a_blog_post_of_one_person() -> None:
    head = '<title>Dario Amodei — The Urgency of Interpretability</title><meta property="og:site_name" content="Dario Amodei">'
    found = draft(
        head,
        "https://www.darioamodei.com/post/the-urgency-of-interpretability?utm_source=x#top",
        "<h1>The Urgency of Interpretability</h1>",
    )
    assert found["title"] == "The Urgency of Interpretability"
    assert found["url"] == "https://www.darioamodei.com/post/the-urgency-of-interpretability#top"


FOO = '<title>Foo (bar) - Wikipedia</title><meta property="og:title" content="Foo (bar) - Wikipedia">'


@pytest.mark.parametrize(
    ("thing", "title", "is_sure"),
    [
        ({"name": "Foo (bar)", "headline": "concept in software testing"}, "Foo (bar)", True),
        ({"headline": "Foo (bar): a study"}, "Foo (bar): a study", True),
        ({"headline": "Another work"}, "Another work", False),
        ({"name": "Another work"}, "Another work", False),
    ],
)
def test_a_title_in_json_is_one_that_the_page_shows(thing: dict, title: str, is_sure: bool) -> None:
    url = "https://en.wikipedia.org/wiki/Foo_(bar)"
    found = draft_of(read(f"{FOO}{linked(**{'@type': 'Article'}, **thing)}<h1><i>Foo</i> (bar)</h1>", url), url)
    assert (found.entry["title"], "title" not in found.doubts) == (title, is_sure)


def test_the_title_of_a_drawing_is_not_that_of_its_page() -> None:
    assert draft("", body="<svg><title>Icon</title><g><title>Part</title></g></svg><h1>The Page</h1>")["title"] == "The Page"
    assert draft("", body="<svg><title>Icon</title></svg><title>The Page</title>")["title"] == "The Page"


def test_marks_for_looks_are_no_part_of_a_title() -> None:
    marked = "On &lt;i&gt;E. &lt;b&gt;coli&lt;/b&gt;&lt;/i&gt; and H&lt;sub&gt;2&lt;/sub&gt;O"
    assert draft(meta(citation_title=marked))["title"] == "On E. coli and H2O"
    assert draft("<title>Water | x</title>", body="<h1>On <i>E. coli</i> and H<sub>2</sub>O</h1>")["title"] == "Water | x"
    assert draft("", body="<h1>On <i>E. coli</i> and H<sub>2</sub>O</h1>")["title"] == "On E. coli and H2O"
    assert draft("<title>&lt;b&gt;: The element, and a &lt; b</title>")["title"] == "<b>: The element, and a < b"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:url" content="https://[x">',
        f'<meta name="citation_title" content="&amp;#{"9" * 5000};">',
        f'<meta name="citation_author" content="&amp;#{"9" * 5000};">',
        '<meta name="citation_doi" content="https://doi.org/10.1000/%ff[">',
        f'<time datetime="{"9" * 5000}"></time><meta name="date" content="{"9" * 5000}/1/1">',
        '<meta property="og:url" content="https://example.org:99999999/">',
    ],
)
@pytest.mark.parametrize("url", ["https://example.org/a/page", ""])
def test_odd_values_never_crash(head: str, url: str) -> None:
    assert draft("<title>T</title>" + head, url).get("url", "") == url


def test_deep_json_never_crashes() -> None:
    deep = '{"name":[' * 400 + '"Ann Lee"' + "]}" * 400
    for author in (deep, f'{{"givenName":{deep}}}'):
        script = f'<script type="application/ld+json">{{"@type":"Article","author":{author}}}</script>'
        assert "authors" not in draft(f"<title>T</title>{script}")


def test_a_canonical_address_counts_within_the_same_site_only() -> None:
    assert draft('<link rel="canonical" href="/b">')["url"] == "https://example.org/b"
    assert draft('<link rel="Canonical nofollow" href="http://www.example.org/b">')["url"] == "https://www.example.org/b"
    for other in ("https://evil.example/", "/", "javascript:alert(1)", "http://[::1", "https://u:p@example.org/b"):
        assert draft(f'<link rel="canonical" href="{other}">')["url"] == "https://example.org/a/page"


@pytest.mark.parametrize(
    ("title", "url", "clean_title"),
    [
        ("A study | Example", "https://example.org/", "A study"),
        ("A study - Wikipedia", "https://en.wikipedia.org/wiki/A", "A study"),
        ("GitHub - a/b: A tool", "https://github.com/a/b", "a/b: A tool"),
        ("A &amp; B &#x27;C&#x27; &amp;quot;D&amp;quot;", "https://x.org/", "A & B 'C' \"D\""),
        ("Safety - a primer", "https://example.org/", "Safety - a primer"),
        ("Example", "https://example.org/", "Example"),
        ("Part 1 | Part 2 | The Example Blog", "https://example.org/", "Part 1 | Part 2"),
        ("Attention: a review", "https://attention.example/", "Attention: a review"),
        ("State-of-the-art", "https://art.org/", "State-of-the-art"),
    ],
)
def test_titles_lose_the_name_of_their_site_and_nothing_else(title: str, url: str, clean_title: str) -> None:
    assert without_site(tidy(title), site_names(url)) == clean_title


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Amodei, Dario", "Olah, Chris"], ["Dario Amodei", "Chris Olah"]),
        (["By Ann Lee, Bo Ek and Cy Oh"], ["Ann Lee", "Bo Ek", "Cy Oh"]),
        (["Ann Lee; Bo Ek & Cy Oh"], ["Ann Lee", "Bo Ek", "Cy Oh"]),
        (["Martin Luther King, Jr.", "Ann Lee, PhD"], ["Martin Luther King, Jr.", "Ann Lee, PhD"]),
        (["King, Martin Luther, Jr."], ["Martin Luther King, Jr."]),
        (["admin", "https://x.org/ann", "ann@x.org", "", "1"], []),
        (["No Author", "Wordpressadmin", "publisher", "Article by", "social.example.com/ann.lee"], []),
        (["AUTO/ZEITUNG", "det/dpa", "jungle.world"], ["AUTO/ZEITUNG", "det/dpa", "jungle.world"]),
        (['<a href="/people/ann" hreflang="pl">Ann Lee</a>', "&lt;b&gt;Bo Ek&lt;/b&gt;"], ["Ann Lee", "Bo Ek"]),
        (["Ann Lee <ann@x.org>"], ["Ann Lee"]),
        (["Ann Lee", "Ann Lee", "Ann&nbsp;Lee"], ["Ann Lee"]),
        (["OpenAI"], ["OpenAI"]),
        (["Ann Lee, Bo Ek, Cy Oh"], ["Ann Lee", "Bo Ek", "Cy Oh"]),
        (["Smith, J., Doe, A."], ["J. Smith", "A. Doe"]),
        (["Smith, J., Doe, A. B., and Ek, JK"], ["J. Smith", "A. B. Doe", "JK Ek"]),
        (["Lee, Ann and Ek, Bo"], ["Ann Lee", "Bo Ek"]),
        (["Lee, Ann; van Dyke, Bo"], ["Ann Lee", "Bo van Dyke"]),
    ],
)
def test_authors_are_split(texts: list[str], found: list[str]) -> None:
    assert author_lists.read(texts) == (tuple(found), True)


ONE = {
    "van der Maaten, Laurens": "Laurens van der Maaten",
    "García Márquez, Gabriel": "Gabriel García Márquez",
    "García Márquez, Gabriel José": "Gabriel José García Márquez",
    "王, 明": "王明",
    "de la Cruz, Juan": "Juan de la Cruz",
    "St. John, Amy": "Amy St. John",
    "Smith Jr., Bob": "Bob Smith Jr.",
    "Doe, J. A. B. C.": "J. A. B. C. Doe",
    "Ortega y Gasset, José": "José Ortega y Gasset",
    "Martin Luther King, Jr.": "Martin Luther King, Jr.",
    "Centers for Disease Control and Prevention": "Centers for Disease Control and Prevention",
    "Department of Health & Human Services": "Department of Health & Human Services",
    "Procter & Gamble": "Procter & Gamble",
    "Alphabet, Inc.": "Alphabet, Inc.",
}


@pytest.mark.parametrize("text", ONE)
def test_one_name_is_not_torn_apart(text: str) -> None:
    assert author_lists.read(["Bo Ek", text], is_tag=True) == (("Bo Ek", ONE[text]), True)
    assert author_lists.read([f"{text}; Bo Ek"]) == ((ONE[text], "Bo Ek"), True)
    alone = draft_of(read(f"<title>T</title>{meta(citation_author=text)}"), "")
    assert alone.entry["authors"] == [ONE[text]] or "authors" in alone.doubts
    byline = draft_of(read(f"<title>T</title>{meta(author=text)}"), "")
    assert byline.entry["authors"] == [ONE[text]] or "authors" in byline.doubts


@pytest.mark.parametrize("text", ["Procter & Gamble", "Alphabet, Inc.", "Smith Jr., Bob", "García Márquez, Gabriel"])
def test_a_tag_for_one_author_holds_one(text: str) -> None:
    found = draft_of(read(meta(citation_author=text)), "")
    assert (found.entry["authors"], "authors" in found.doubts) == ([ONE[text]], False)


@pytest.mark.parametrize(
    "text",
    [
        *("Jane Roe, Guardian", "Ann Lee, Bo Ek", "García Márquez, Gabriel", "Smith, John, Doe, Jane", "Lee and Ek"),
        *("Ann Lee, University of Oxford", "OpenAI, Anthropic", "Ernst & Young", "DUPONT, Jean", "Ann García y Bo Ek"),
    ],
)
def test_a_byline_that_can_be_read_in_two_ways_is_a_doubt(text: str) -> None:
    assert "authors" in draft_of(read(meta(author=text)), "").doubts


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ({"@type": "Organization", "name": "Physics, University of X"}, ["Physics, University of X"]),
        ({"@type": "NewsMediaOrganization", "name": "Ann Lee and Bo Ek"}, ["Ann Lee and Bo Ek"]),
        ([{"@type": "Organization", "name": "Smith and Sons"}, {"name": "Lee, Ann"}], ["Smith and Sons", "Ann Lee"]),
        ({"@type": "Person", "name": "García Márquez, Gabriel"}, ["Gabriel García Márquez"]),
        ("Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),
    ],
)
def test_authors_in_json(author: object, found: list[str]) -> None:
    draft_ = draft_of(read(linked(**{"@type": "Article"}, headline="A", author=author)), "")
    assert (draft_.entry["authors"], "authors" in draft_.doubts) == (found, False)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-04-24T08:00:00+00:00", "2025-04-24"),
        ("2025/4/5", "2025-04-05"),
        ("20250424", "2025-04-24"),
        ("April 24, 2025", "2025-04-24"),
        ("Thursday, 24 April 2025", "2025-04-24"),
        ("Apr. 2025", "2025-04"),
        ("2018", "2018"),
        ("05/04/2025", ""),
        ("2025-02-30", ""),
        ("last week", ""),
        ("", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert dates.parse(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2 de enero de 2020", "2020-01-02"),
        ("2. März 2020", "2020-03-02"),
        ("2020年1月2日", "2020-01-02"),
        ("13/01/2020", "2020-01-13"),
        ("05/04/2025", ""),
        ("Spring 2020", ""),
        ("c. 1890", ""),
        ("1998--2004", ""),
    ],
)
def test_a_page_may_state_its_date_in_any_language(text: str, iso: str) -> None:
    assert dates.first([text]) == iso


def test_authors_that_are_described_elsewhere_in_the_json() -> None:
    graph = [
        {
            "@type": "BlogPosting",
            "headline": "A",
            "author": [{"@id": "#ann"}, {"@id": "#nobody"}],
            "publisher": {"@id": "#lab"},
        },
        {"@type": "Person", "@id": "#ann", "name": "Lee, Ann"},
        {"@type": "Organization", "@id": "#lab", "name": "The Lab"},
    ]
    entry = draft_of(read(linked(**{"@graph": graph})), "").entry
    assert (entry["authors"], entry["publication"]) == (["Ann Lee"], "The Lab")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("https://x.org/a", "url", "https://x.org/a"),
        ("x.org/a", "url", "https://x.org/a"),
        ("10.1000/182", "doi", "10.1000/182"),
        ("doi:10.1000/182", "doi", "10.1000/182"),
        ("https://dx.doi.org/10.1000%2F182", "url", "https://dx.doi.org/10.1000%2F182"),
        ("https://doi.org/10.1000/182", "doi", "10.1000/182"),
        ("arXiv:1706.03762v5", "arxiv", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762v2.pdf", "arxiv", "1706.03762"),
        ("hep-th/9901001", "arxiv", "hep-th/9901001"),
    ],
)
def test_what_a_user_typed(text: str, kind: str, value: str) -> None:
    target = identify(text)
    assert target is not None
    assert (target.kind, target.value) == (kind, value)


def test_a_file_is_a_file_but_a_folder_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.org").mkdir()
    (tmp_path / "10.1000").mkdir()
    (tmp_path / "10.1000/182").touch()
    assert [one and (one.kind, one.value) for one in map(identify, ("x.org", "10.1000/182"))] == [
        ("url", "https://x.org"),
        ("file", "10.1000/182"),
    ]


@pytest.mark.parametrize(
    "text", ["", "two words", "file:///etc/passwd", "javascript:x", "ftp://x.org/", "https://u:p@x.org/", "a/" * 3000, "\0"]
)
def test_what_means_nothing(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    ("given", "stated", "kept"),
    [
        ("https://m.example.org/a", "https://www.example.org/a", "https://www.example.org/a"),
        ("https://amp.bbc.co.uk/a.amp", "https://www.bbc.co.uk/a", "https://www.bbc.co.uk/a"),
        ("https://example.org/a", "http://example.org/a/", "https://example.org/a/"),
        ("http://example.org/a", "https://example.org/a", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/", "https://example.org/a"),
        ("https://alice.github.io/a", "https://bob.github.io/a", "https://alice.github.io/a"),
        ("https://example.org/a?utm_source=x", "https://other.org/a", "https://example.org/a"),
        ("https://example.org/a", "/b?fbclid=1", "https://example.org/b"),
        ("https://example.org/a", "javascript:alert(1)", "https://example.org/a"),
    ],
)
def test_the_address_that_a_page_prefers(given: str, stated: str, kept: str) -> None:
    assert draft_of(read(f'<link rel="canonical" href="{stated}">', given), given).entry["url"] == kept


def test_parameters_that_track_go_and_those_that_choose_stay() -> None:
    from courlan.clean import TRACKERS_RE

    tracking = "utm_id itm_source mtm_campaign pk_kwd mc_cid gclid dclid wbraid srsltid igsh ref_src hsa_acc _hsenc at_medium"
    for name in tracking.split():
        assert clean(f"https://x.org/a?id=7&{name}=1&ref=v2") == "https://x.org/a?id=7&ref=v2", name
    for name in ("ref", "source", "cid", "keyword", "session", "gl", "si", "id", "q", "at_id", "campaign"):
        assert clean(f"https://x.org/a?{name}=1") == f"https://x.org/a?{name}=1"
    assert (
        sum(bool(TRACKERS_RE.search(name)) for name in ("ref", "source", "cid", "keyword")) == 4
    )  # Why its list is not used.
    assert clean("https://youtu.be/abcdefghijk?si=x&t=3") == "https://youtu.be/abcdefghijk?t=3"
    assert clean("https://x.org/a?b=%20c&&d") == "https://x.org/a?b=%20c&&d"


def test_addresses_of_one_source_have_one_key() -> None:
    same = "http://www.Example.org:80/a/index.html?b=2&a=1&utm_source=x#top https://example.org/a?a=1&b=2 https://example.org/%61/?a=1&b=2"
    assert len({source_key(url) for url in same.split()}) == 1
    papers = "https://arxiv.org/abs/1706.03762 http://arxiv.org/pdf/1706.03762v5.pdf https://doi.org/10.48550/arXiv.1706.03762"
    assert {source_key(url) for url in papers.split()} == {"arxiv:1706.03762"}
    different = "https://x.org/a https://x.org/A https://x.org/a?b https://x.org/a?b=1 https://y.org/a https://x.org/#/a https://x.org/"
    assert len({source_key(url) for url in different.split()}) == 7
    assert source_key("") == source_key("http://[::1") == source_key("https://e.org/\udfff?a=\ud800") == ""
    assert clean("https://x.org/?utm_source=a&b=%20c&fbclid=1") == "https://x.org/?b=%20c"


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("latin-1"), "iso-8859-1", "é"),
        ("<meta charset=koi8-r>привет".encode("koi8-r"), "", "<meta charset=koi8-r>привет"),
        ("привет".encode("koi8-r"), "KOI8-R", "привет"),
        ("é".encode(), "no-such-charset", "é"),
        ("é".encode(), "ascii", "é"),
        ("é".encode("utf-16"), "utf-8", "é"),
        (b"\x89PNG\r\n\x1a\n\0\0", "utf-8", None),
        (b"%PDF-1.7\n", "", None),
        (b"a\0b", "latin-1", None),
        (b"abc", "base64", "abc"),
    ],
)
def test_encodings(body: bytes, charset: str, text: str | None) -> None:
    assert text_of(body, charset) == text


ARTICLE = "".join(
    f"<p>Paragraph {n} says something of some length about <a href='/x'>the subject</a> at hand.</p>" for n in range(6)
)


def test_main_text_is_markdown_without_the_frame() -> None:
    frame = "<html><body><nav><a href=/>Home</a><a href=/b>About</a></nav><main><h1>Head</h1>{}</main><footer>Imprint</footer>"
    html = frame.format(ARTICLE)
    text = main_text(html, "https://x.org/")
    assert "Paragraph 3 says something" in text
    assert "Imprint" not in text
    assert main_text("") == main_text("<html></html>") == ""


HOSTILE = {
    "nested": "<div>" * 100_000,
    "unclosed": "<a " * 100_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
    "metas": "<meta name=a content=b>" * 30_000,
    "formatting": "<b><i>" * 50_000,
    "comments": "<!--" * 200_000,
    "json": '<script type="application/ld+json">' + "[" * 200_000 + "</script>",
    "objects": '<script type="application/ld+json">{"@type":"Article","author":'
    + '{"name":' * 900
    + "1"
    + "}" * 901
    + "</script>",
    "authors": meta(citation_author=", and ".join(["A B"] * 5000)) * 20,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_made_to_hurt_takes_no_time(name: str) -> None:
    html = "<html><head><title>T</title></head><body>" + HOSTILE[name]
    started = time.process_time()
    draft_of(read(html, "https://x.org/"), "https://x.org/")
    main_text(html)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": ["Article"], "headline": ["A", 1], "author": [[["x"]], None, 3, {"name": None}], "datePublished": {"a": 1}},
        {"@type": {"a": 1}},
        {"@graph": {"@graph": {"@graph": {"@type": "Article"}}}},
        [1, "x", None],
        "text",
    ],
)
def test_odd_json_never_crashes(thing: object) -> None:
    script = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    assert draft("<title>T</title>" + script)["url"] == "https://example.org/a/page"


@pytest.mark.filterwarnings("error")
def test_a_page_that_begins_as_xml_is_read_without_a_word() -> None:
    page = read(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html><head><title>A title</title></head><body/></html>'
    )
    assert page.title == "A title"
