"""What comes out of the templates: whole, escaped, inert, within its budget, replaceable."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import gallery
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError
from markupsafe import escape

from mkdocs_resource_cards.cards.card import Card, CitedItem, Reference, StyledItem
from mkdocs_resource_cards.cards.compose import CardContext, citation, compose
from mkdocs_resource_cards.citation_styles.runs import Run
from mkdocs_resource_cards.i18n import LANGUAGES, Translations
from mkdocs_resource_cards.model import CitingPage, Name, Publication, Resource, Snapshot, SnapshotSource
from mkdocs_resource_cards.normalize.names import names_of
from mkdocs_resource_cards.render import Note, RenderedElement, Renderer, item_view, preview_data
from mkdocs_resource_cards.render.styled import StyledRenderer

VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "col"))
EVIL = "\"><script>alert(1)</script>{{ config }}{% raw %}{# x #}<![CDATA[&amp;'`</p></article>"
HOSTILE = Resource(
    id="evil",
    title=EVIL,
    url="https://example.org/?q=%22%3E&a={{b}}",
    type=EVIL,
    stable_id="sid_evil",
    aliases=("evil-too",),
    authors=tuple(Name(literal=EVIL + str(n)) for n in range(21)),
    published="2020-01-02",
    publication=Publication("", EVIL, credibility=3),
    doi='10.1/"><b>',
    tags=(EVIL, "a/b?c&d", *(f"tag{n}" for n in range(9))),
    credibility_reason=EVIL,
    archive_url="https://archive.org/{{x}}",
)


class Outline(HTMLParser):
    """The tree of elements; fails on one that is not closed where it must be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self.text += data

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="module")
def made() -> gallery.Gallery:
    words = Translations()
    return gallery.Gallery(words, Renderer([], words))


def hostile(view: str) -> Card:
    context = CardContext(
        Translations(),
        view,
        [CitingPage(EVIL, "x.md", type=EVIL, quality=50, section=EVIL, count=2)] * 9,
        link=lambda page: "../x/?a=1&b={{2}}",
        page_href='../r/"x',
        index_href="../",
        excerpt=EVIL,
        snapshot=Snapshot(status=404, fetched="2026-05-17", bytes=5),
    )
    return compose(HOSTILE, context)


def everything(renderer: Renderer) -> dict[str, str]:
    """Every view of the hostile resource."""
    reference = Reference("evil", EVIL, HOSTILE.url, "web", "rc-ref-evil")
    numbered = Reference("evil", EVIL, "#rc-cite-evil", "web", "rc-ref-evil", 1)
    return {
        **{view: renderer.card(hostile(view)).html() for view in ("full", "compact", "tile")},
        "reference": renderer.reference(reference).html(),
        "number": renderer.reference(numbered).html(),
        "missing": renderer.missing("evil", label=EVIL, closest=("evil2", EVIL)).html(),
        "missing-inline": renderer.missing("evil", label=EVIL, inline=True).html(),
        "preview": renderer.preview(hostile("preview")),
        "page": renderer.page(hostile("page")),
        "references": renderer.references([CitedItem(hostile("number"), ("#a", "#b"))]).html(),
        "index": renderer.index([hostile("row")]),
        **{view: renderer.listing([hostile(item_view(view))], view).html() for view in ("list", "grid", "table")},
        "publication": renderer.publication(
            Publication("p", EVIL, "https://example.org", (EVIL,), EVIL, 2, False, EVIL), [hostile("compact")]
        ),
    }


@pytest.mark.parametrize("view", everything(Renderer([], Translations())))
def test_data_never_becomes_markup_or_template(view: str) -> None:
    html = everything(Renderer([], Translations()))[view]
    outline = Outline(html)
    assert not any(mark in html for mark in ("{{", "{%", "{#"))
    assert "<!" not in html
    assert "<script" not in html
    assert "alert(1)" in outline.text or view == "number"
    assert not any(name.startswith("on") or name == "style" for _, attributes in outline.tags for name in attributes)


def test_every_part_of_the_gallery_is_balanced_and_loads_nothing(made: gallery.Gallery) -> None:
    for name, html in made.parts().items():
        outline = Outline(html)
        assert len(outline.ids()) == len(set(outline.ids())), name
        assert not {"img", "script", "link", "iframe", "style", "h1"} & {tag for tag, _ in outline.tags}, name
        assert "None" not in outline.text, name


def test_the_card_this_project_was_born_from(made: gallery.Gallery) -> None:
    text = " ".join(Outline(made.html(samples.URGENCY, "full")).text.split())
    assert text.startswith("Web · darioamodei.com The Urgency of Interpretability Dario Amodei · April 2025 In the decade")
    assert "HTTP 200 · Fetched May 17, 2026 · 40 KB Credibility High (4/5) Tags interpretability ai-safety governance" in text
    assert text.endswith(
        "Cited by 3 pages Page Type Quality Interpretability Research Area 66 Safety-Capability Tradeoff Model Analysis 64 "
        "Mechanistic Interpretability Research Area 59 Details Copy citation"
    )


def test_nothing_known_means_a_head_only(made: gallery.Gallery) -> None:
    outline = Outline(made.html(samples.MEMO, "full"))
    assert outline.text.split() == ["Resource", "Untitled", "memo"]
    assert not {"table", "dl", "time", "svg", "a"} & {tag for tag, _ in outline.tags}


@pytest.mark.parametrize(
    ("told", "text"),
    [({}, ""), ({"status": 200}, "HTTP 200 · 27 bytes"), ({"bytes": 27}, "27 bytes"), ({"text": ""}, "27 bytes")],
)
def test_the_size_of_the_registrys_own_text_is_no_line_of_its_own(told: dict[str, object], text: str) -> None:
    source = SnapshotSource(**{"text": "x" * 27, **told})  # type: ignore[arg-type]
    snapshot = Snapshot(status=source.status, bytes=27)
    card = compose(Resource("r", "T", snapshot=source), CardContext(Translations(), "full", snapshot=snapshot))
    html = Renderer([], Translations()).card(card).html()
    assert (text in html, "rc-excerpt" in html) == (True, bool(text))


def test_columns_that_say_nothing_are_left_out(made: gallery.Gallery) -> None:
    text = Outline(made.html(samples.PAYWALL, "full")).text
    assert "Plain page" in text
    assert "Type" not in text.split()
    assert "Quality" not in text


def test_many_citing_pages_stand_behind_a_summary(made: gallery.Gallery) -> None:
    outline = Outline(made.html(samples.LONG, "full"))
    assert [tag for tag, _ in outline.tags].count("tr") == 500 + 2
    assert "Show all 500 pages" in outline.text
    assert "and 237 more" in outline.text
    assert "+9" in outline.text


def test_citing_pages_without_end_stand_on_the_resources_own_page_or_nowhere() -> None:
    renderer = Renderer([], Translations())
    citing = tuple(CitingPage(f"P{number}") for number in range(6000))
    for view, page_href, most in (("full", "r/", 500), ("full", "", 500), ("page", "r/", 5000)):
        card = compose(Resource("r", "T"), CardContext(Translations(), view, citing, page_href=page_href))
        outline = Outline(renderer.page(card) if view == "page" else renderer.card(card).html())
        assert [tag for tag, _ in outline.tags].count("tr") == most + 2
        assert "Cited by 6000 pages" in outline.text
        assert f"Show {most - 5} more" in outline.text
        assert f"and {6000 - most} more" in outline.text
        assert [attributes["href"] for tag, attributes in outline.tags if tag == "a"] == (
            ["r/"] * 3 if view == "full" and page_href else []
        )


def test_a_full_card_keeps_its_budget(made: gallery.Gallery) -> None:
    html = made.html(samples.URGENCY, "full")
    start, end = html.index("<tbody>"), html.index("</tbody>")
    assert len(html.encode()) - len(samples.URGENCY_TEXT.encode()) - (end - start) <= 4096


def test_an_inline_reference_is_one_small_line(made: gallery.Gallery) -> None:
    html = made.link(samples.URGENCY)
    assert "\n" not in html
    assert len(html) < 520
    assert "button" not in Renderer([], Translations()).reference(Reference("a", "b", "https://c")).html()


def test_a_reference_without_an_address_is_no_link() -> None:
    html = Renderer([], Translations()).reference(Reference("a", "b", "")).html()
    assert html == '<span class="rc-ref" data-rc-id="a"><span class="rc-ref__link">b</span></span>'


def test_a_card_without_ids_is_named_all_the_same(made: gallery.Gallery) -> None:
    card = compose(samples.URGENCY, CardContext(Translations(), "compact", suffix=None))
    outline = Outline(made.renderer.card(card).html())
    assert outline.ids() == []
    assert outline.tags[0][1]["aria-label"] == samples.URGENCY.title


def test_jump_back_links_have_letters_when_there_are_several(made: gallery.Gallery) -> None:
    item = CitedItem(made.card(samples.URGENCY, "number"), tuple(f"#{n}" for n in range(28)))
    text = Outline(made.renderer.references([item]).html()).text
    assert text.split()[-3:] == ["z", "aa", "ab"]
    single = CitedItem(made.card(samples.URGENCY, "number"), ("#a",))
    assert Outline(made.renderer.references([single]).html()).text.split()[-1] == "Details"


@pytest.mark.parametrize(
    ("authors", "title", "date", "shown"),
    [
        (("Ann Roe",), "On Gardens", "2020", "Ann Roe (2020). On Gardens. Web"),
        (("Ann Roe",), "On Gardens", "", "Ann Roe. On Gardens. Web"),
        ((), "On Gardens", "2020-05", "On Gardens (May 2020). Web"),
        ((), "Gardens?", "2020", "Gardens? (2020). Web"),
        ((), "Gardens?", "", "Gardens? Web"),
    ],
)
def test_a_reference_without_authors_begins_with_its_title(
    authors: tuple[str, ...], title: str, date: str, shown: str
) -> None:
    resource = Resource("a", title, type="web", authors=names_of(authors), published=date, archive_url="https://example.org/")
    card = compose(resource, CardContext(Translations(), "number"))
    assert " ".join(Outline(Renderer([], Translations()).references([CitedItem(card, ())]).html()).text.split()) == shown
    assert citation(resource, Translations()) == shown.removesuffix("Web") + "https://example.org/"


@given(st.lists(st.lists(st.text("abcdé界", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join), max_size=20))
def test_an_excerpt_opens_where_a_sentence_or_a_word_ends_and_nothing_is_lost(sentences: list[str]) -> None:
    text = " ".join(f"{one}." for one in sentences)
    card = compose(samples.URGENCY, CardContext(Translations(), "full", excerpt=text))
    shown, rest = card.excerpt, card.more_excerpt
    assert (shown.removesuffix("…").split() + rest.removeprefix("…").split()) == text.split()
    assert len(shown) <= (450 if not rest else 361)
    assert not rest or shown.endswith((".", "…"))


def test_a_card_has_ways_on(made: gallery.Gallery) -> None:
    archived = samples.URGENCY._replace(archive_url="https://web.archive.example/1")
    html = made.renderer.card(made.card(archived, "full")).html()
    foot = html[html.index("rc-card__foot") :]
    for way in (
        'aria-label="Details: The Urgency',
        '<a href="https://web.archive.example/1">Archived copy</a>',
        ">Copy citation<",
    ):
        assert way in foot
    assert archived.id not in Outline(html).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_its_rating_means_unless_the_registry_does(language: str) -> None:
    words = Translations(language)
    made = gallery.Gallery(words, Renderer([], words))
    said = set()
    for level in range(1, 6):
        rated = made.card(samples.URGENCY._replace(credibility=level), "page")
        meaning = words.text(f"credibility_{level}_means")
        assert f'<span class="rc-meta__reason">{escape(meaning)}</span>' in made.renderer.page(rated, None)
        said.add(meaning)
        reasoned = made.card(samples.URGENCY._replace(credibility=level, credibility_reason="Because."), "page")
        html = made.renderer.page(reasoned, None)
        assert '<span class="rc-meta__reason">Because.</span>' in html
        assert escape(meaning) not in html
    assert len(said) == 5


def test_notes_stand_under_headings_of_their_own(made: gallery.Gallery) -> None:
    from markupsafe import Markup

    html = made.renderer.page(
        made.card(samples.URGENCY, "page"), None, [Note("summary", "Summary & more", Markup("<p>Yes</p>"))]
    )
    assert '<h2 id="summary">Summary &amp; more</h2>\n<div class="rc-note" dir="ltr"><p>Yes</p></div>' in html
    assert "cached-content-preview" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_renders_in_every_language(language: str) -> None:
    words = Translations(language)
    parts = gallery.Gallery(words, Renderer([], words)).parts()
    left = [name for name, html in parts.items() if any(f"{{{key}}}" in html for key in ("n", "date", "more", "size", "id"))]
    assert left == []


def test_a_site_replaces_one_template_and_keeps_the_rest(tmp_path: Path, made: gallery.Gallery) -> None:
    (tmp_path / "resource-cards").mkdir()
    template = tmp_path / "resource-cards" / "compact.html"
    template.write_text('{% import "resource-cards/parts.html" as parts %}<b>{{ parts.title(card) }}</b>', encoding="utf-8")
    renderer = Renderer([tmp_path, Path("/nowhere")], Translations())
    assert renderer.card(made.card(samples.URGENCY, "compact")).inner.startswith('<b><p class="rc-title"')
    assert renderer.card(made.card(samples.URGENCY, "tile")).inner.startswith('<p class="rc-kind">')


def test_a_site_s_own_template_of_a_reference_may_do_anything_with_each(tmp_path: Path) -> None:
    (tmp_path / "resource-cards").mkdir()
    (tmp_path / "resource-cards" / "reference.html").write_text("<b>{{ ref.label|upper }}</b>", encoding="utf-8")
    renderer = Renderer([tmp_path], Translations())
    for label, shown in (("one", "ONE"), ("another", "ANOTHER")):
        assert f"<b>{shown}</b>" in renderer.reference(Reference("a", label, "https://example.org/")).inner


def test_references_are_rendered_each_with_its_own_values() -> None:
    renderer = Renderer([], Translations())
    for title in ("%s & %(a)s", "\x021\x03", "{{ x }}", '"quoted"', "plain"):
        inner = renderer.reference(Reference("some-id", title, "https://example.org/?a=%20&b", title=title)).inner
        outline = Outline(inner)
        assert outline.text == title
        assert outline.tags[0][1]["href"] == "https://example.org/?a=%20&b"
        assert "{{" not in inner
    assert renderer.reference(Reference("a", "no address", "")).inner.startswith('<span class="rc-ref__link"')


def test_our_templates_are_compiled_once_for_all_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    first, german = everything(Renderer([], Translations())), everything(Renderer([], Translations("de")))
    assert not list(tmp_path.iterdir())  # As with modules.
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert everything(Renderer([], Translations())) == first
    with monkeypatch.context() as nothing:
        nothing.delattr(Environment, "compile")
        assert everything(Renderer([], Translations())) == first
        assert everything(Renderer([], Translations("de"))) == german
    for change in (lambda data: data[:-1], lambda data: data[:32] + b"N", lambda data: data[::-1], lambda data: b""):
        for kept in filter(Path.is_file, tmp_path.rglob("*")):
            kept.write_bytes(change(kept.read_bytes()))
        assert everything(Renderer([], Translations())) == first


def test_a_site_s_own_templates_are_read_in_each_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "resource-cards").mkdir()
    for text in ("<b>", "<i>"):
        (tmp_path / "resource-cards" / "missing.html").write_text(text, encoding="utf-8")
        assert Renderer([tmp_path], Translations()).missing("a").inner == text
    assert not (tmp_path / "kept").exists()


def test_a_broken_template_of_a_site_is_one_kind_of_error(tmp_path: Path, made: gallery.Gallery) -> None:
    (tmp_path / "resource-cards").mkdir()
    for text in ("{% if %}", "{{ card.nothing }}"):
        (tmp_path / "resource-cards" / "tile.html").write_text(text, encoding="utf-8")
        with pytest.raises(TemplateError):
            Renderer([tmp_path], Translations()).card(made.card(samples.URGENCY, "tile"))


def test_elements_escape_their_attributes() -> None:
    assert RenderedElement("p", {"title": '"{{', "hidden": ""}, "<b>").html() == '<p title="&#34;&#123;{" hidden><b></p>'


@pytest.mark.parametrize(("previews", "files"), [(1, 1), (24, 1), (25, 2), (60, 4), (2182, 128)])
def test_a_site_s_previews_stand_in_a_few_files(previews: int, files: int) -> None:
    assert preview_data.file_count(previews) == files


@given(st.text("abcXYZ019._~-", min_size=1, max_size=128), st.integers(0, 9))
def test_the_file_of_a_preview_is_one_of_them(resource_id: str, exponent: int) -> None:
    assert 0 <= preview_data.file_number(resource_id, 2**exponent) < 2**exponent


def test_a_file_of_previews_is_one_line_of_script_and_tells_what_went_in() -> None:
    pairs = [("__proto__", "<p>\u2028 </script> \n</p>"), ("b", "é")]
    text = preview_data.file_text(pairs)
    assert text.startswith("rcPreviews=[[")
    assert not {"\n", "\u2028"} & set(text)
    assert [tuple(pair) for pair in json.loads(text.partition("=")[2])] == pairs


def test_every_row_of_the_index_has_a_type_that_can_be_chosen() -> None:
    resources = (Resource("a", "A", type="Board Game"), Resource("b", "B", type="web"), Resource("c", "C"))
    words = Translations()
    parser = Outline(Renderer([], words).index([compose(one, CardContext(words, "row")) for one in resources]))
    rows = [attributes["data-type"] for tag, attributes in parser.tags if tag == "tr" and "data-type" in attributes]
    assert rows == ["board game", "web", "resource"]
    assert set(rows) <= {attributes.get("value") for tag, attributes in parser.tags if tag == "option"}


def test_the_number_of_a_styled_reference_is_no_link(made: gallery.Gallery) -> None:
    runs = [(Run(address, link=address),) for address in ("https://number.example", "https://text.example")]
    html = StyledRenderer(made.renderer).references([StyledItem("a", "ltr", "", *runs)]).html()
    assert "https://number.example" in html
    assert 'href="https://number.example' not in html
    assert 'href="https://text.example' in html
