"""Pages in a citation style, as the Markdown extension makes them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import markdown
import pytest
from bs4 import BeautifulSoup, Tag

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import Cite
from mkdocs_resource_cards.citation_styles.site_style import SiteStyle
from mkdocs_resource_cards.options import OptionError, Options
from mkdocs_resource_cards.site import PageContext
from mkdocs_resource_cards.source_site import SourceSite

DRAFT = "- {id: draft, title: A draft of <i>Homo</i>, authors: [Jane Roe], published: 2020, type: manuscript}\n"
REGISTRY = """
- {id: roe1, title: First words, authors: [Jane Roe], published: 2020-03, publication: Annals, doi: 10.1000/a, type: paper}
- {id: roe2, title: Second words, authors: [Jane Roe], published: 2020-05, publication: Annals, doi: 10.1000/b, type: paper}
- {id: ito, title: Third words, authors: [Ken Ito], published: 2019, type: book}
- {id: web, title: A page, url: "https://example.org/page", type: web, authors: [Ann Harbour], published: 2021}
- {id: wild, title: "<script>alert(1)</script> {{ x }} \\"so\\"", authors: ["<b>Bad</b> Name"], published: 2018, type: book}
"""


def soup(text: str, root: Path, further: str = DRAFT, **options: Any) -> BeautifulSoup:
    (root / "resources.yml").write_text(REGISTRY + further, encoding="utf-8")
    configs = {"resource_cards": {"root": str(root), "cache_dir": "", "previews": False, **options}}
    html = markdown.markdown(text, extensions=["resource_cards"], extension_configs=configs)
    return BeautifulSoup(html, "html.parser")


def said(found: Tag | None) -> str:
    assert found is not None
    for one in found.select(".rc-refs__jumps"):
        one.extract()
    return " ".join(found.get_text().replace("\u2060", "").split())


TEXT = """
Words << resource:roe2 >> and words << resource:roe1 at="p. 33" >>; all << resources ito roe1 roe2 view=number >>.
A label << resource:ito "of one's own" >>, a link << resource:web view=link >>.
"""


def test_author_and_date(tmp_path: Path) -> None:
    page = soup(TEXT, tmp_path, citation_style="apa")
    assert said(page.p) == (
        "Words (Roe, 2020b) and words (Roe, 2020a, p. 33); all (Ito, 2019; Roe, 2020a, 2020b). "
        "A label of one's own (Ito, 2019), a link A page."
    )
    assert [said(one) for one in page.select("ol.rc-refs--styled > li")] == [
        "Harbour, A. (2021). A page. https://example.org/page",
        "Ito, K. (2019). Third words.",
        "Roe, J. (2020a). First words. Annals. https://doi.org/10.1000/a",
        "Roe, J. (2020b). Second words. Annals. https://doi.org/10.1000/b",
    ]
    assert page.select_one("#rc-cite-roe1 a[href='https://doi.org/10.1000/a']").text == "https://doi.org/10.1000/a"


def test_each_source_keeps_its_element_its_id_and_its_way_to_the_list(tmp_path: Path) -> None:
    page = soup(TEXT, tmp_path, citation_style="apa")
    group = page.select(".rc-cites")[2]
    assert [one["data-rc-id"] for one in group.select(".rc-ref")] == ["ito", "roe1", "roe2"]
    assert [one["id"] for one in group.select(".rc-ref")] == ["rc-ref-ito", "rc-ref-roe1:2", "rc-ref-roe2:2"]
    assert [one["href"] for one in group.select("a")] == ["#rc-cite-ito", "#rc-cite-roe1", "#rc-cite-roe2"]
    assert [one["href"] for one in page.select("#rc-cite-roe1 .rc-jump")] == ["#rc-ref-roe1", "#rc-ref-roe1:2"]


def test_numbers(tmp_path: Path) -> None:
    page = soup(TEXT, tmp_path, citation_style="ieee")
    assert said(page.p).startswith("Words [1] and words [2, p. 33]; all [1], [2], [3]. A label of one's own [3],")
    assert said(page.select_one("#rc-cite-roe1")).startswith("[2] J. Roe, “First words,” Annals, Mar. 2020")


def test_numbers_above_the_line_and_the_middle_of_a_range(tmp_path: Path) -> None:
    page = soup("A << resource:ito >>. All << resources ito roe1 roe2 view=number >>.", tmp_path, citation_style="nature")
    first, second = page.select("sup.rc-cites")
    assert said(first) == "1"
    assert first.a["aria-label"] == "1 Third words"
    assert [one["id"] for one in second.select(".rc-ref")] == ["rc-ref-ito:2", "rc-ref-roe1", "rc-ref-roe2"]
    assert second.select_one(".rc-range__numbers a")["href"] == "#rc-cite-roe1"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("so [@ito] and *x* [@ito, p. 3], y", "so<1> and x,<2> y"),
        ("so [@ito] [@roe1].", "so.<1> <2>"),
        ("@ito, and *@roe1*.", "Ken Ito,<1> and Jane Roe<2>."),
        ("etc. [@ito]. `c` [@ito]; (b [@ito]).", "etc.<1> c;<2> (b<3>)."),
        ("[@ito]. A<br>[@ito].", "<1>. A<2>."),
        ('a << resource:ito "b" view=number >>?', "a b?<1>"),
    ],
)
def test_the_number_of_a_note_stands_behind_the_punctuation(tmp_path: Path, text: str, shown: str) -> None:
    def marked(**options: Any) -> str:
        page = soup(text, tmp_path, pandoc_citations=True, citation_style="chicago-notes-bibliography", **options)
        for one in page.select("sup"):
            one.insert(0, "<")
            one.append(">")
        return said(page.p).replace("\n", "")

    assert marked() == shown


def test_above_the_line_a_number_follows_the_word(tmp_path: Path) -> None:
    assert said(soup("A [@ito], *b* [@ito].", tmp_path, pandoc_citations=True, citation_style="nature").p) == "A1, b1."


def test_in_french_the_punctuation_follows_the_number_of_a_note(tmp_path: Path) -> None:
    options = {"pandoc_citations": True, "citation_style": "chicago-notes-bibliography", "language": "fr"}
    assert said(soup("A [@ito], b [@ito].", tmp_path, **options).p) == "A1, b2."


def test_a_note_ends_in_one_full_stop(tmp_path: Path) -> None:
    options = {"pandoc_citations": True, "citation_style": "chicago-notes-bibliography"}
    notes = soup("A [@ito, p. 3, *etc.*]. B [@ito, p. 4, and so on].", tmp_path, **options).select(".rc-footnotes > li")
    assert [said(one) for one in notes] == ["Ken Ito, Third Words (2019), 3, etc.", "Ito, Third Words, 4, and so on."]


def test_notes(tmp_path: Path) -> None:
    text = 'A << resource:ito >>. B << resource:ito at="p. 3" >>, C << resources roe1 roe2 view=number >>.'
    page = soup(text, tmp_path, citation_style="chicago-notes-bibliography")
    assert said(page.p) == "A.1 B,2 C.3"
    notes = page.select("ol.rc-footnotes > li")
    assert [one["id"] for one in notes] == ["rc-note-1", "rc-note-2", "rc-note-3"]
    assert notes[1].select_one(".rc-jump")["href"] == "#rc-ref-ito:2"
    assert [said(one) for one in notes[:2]] == ["Ken Ito, Third Words (2019).", "Ito, Third Words, 3."]
    assert page.select("ol.rc-refs--styled") == [], "a list of all sources stands where the author wants one"
    assert [one["href"] for one in page.select("sup a")] == ["#rc-note-1", "#rc-note-2", "#rc-note-3", "#rc-note-3"]
    group = page.select("sup .rc-ref")[2:]
    assert [(one["id"], one["data-rc-id"]) for one in group] == [("rc-ref-roe1", "roe1"), ("rc-ref-roe2", "roe2")]
    assert group[1].a["aria-label"] == "Roe 2020: Second words", "each source of a note has a link that previews it"


def test_the_words_around_a_citation_stand_in_its_note(tmp_path: Path) -> None:
    text = "A [see *also* `x` \\* & [l](https://a.b) @roe1, p. 3, among *others*; but cf. @ito]. B [@ito, in words [@roe2] t]."
    page = soup(text, tmp_path, citation_style="chicago-notes-bibliography", pandoc_citations=True)
    notes = page.select("ol.rc-footnotes > li")
    assert [one.get_text() for one in notes[0].select("em, code, a[href='https://a.b']")] == ["also", "x", "l", "others"]
    assert notes[1].select_one("sup a")["href"] == "#rc-note-3"
    assert [said(one) for one in notes[:2]] == [
        "See also x * & l Jane Roe, “First Words,” Annals, ahead of print, March 2020, 3, https://doi.org/10.1000/a, "
        "among others; but cf. Ken Ito, Third Words (2019).",
        "Ito, Third Words, in words 3 t.",
    ]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("see", "See Ken Ito"),
        ("*see*", "See Ken Ito"),
        ("“see” in", "“See” in Ken Ito"),
        ("1 see", "1 see Ken Ito"),
        ("éa", "Éa Ken Ito"),
    ],
)
def test_a_note_begins_with_a_capital_which_may_be_the_authors(words: str, note: str, tmp_path: Path) -> None:
    page = soup(f"A [{words} @ito].", tmp_path, citation_style="mhra-notes", pandoc_citations=True)
    assert said(page.select_one("ol.rc-footnotes > li")).startswith(note)


def test_notes_and_a_list(tmp_path: Path) -> None:
    page = soup("A << resource:ito >>.\n\n<< references >>\n\nEnd.", tmp_path, citation_style="chicago-notes-bibliography")
    assert [said(one) for one in page.select("ol")] == ["Ito, Ken. Third Words. 2019.", "Ken Ito, Third Words (2019)."]


def test_what_a_style_leaves_out_of_its_list_is_in_no_item_of_it(tmp_path: Path) -> None:
    page = soup(
        "A << resource:draft view=number >> and << resource:ito view=number >>.\n\n<< references >>",
        tmp_path,
        citation_style="chicago-notes-bibliography",
    )
    notes, entries = page.select(".rc-footnotes > li"), page.select(".rc-refs--styled > li")
    assert said(notes[0]) == "Jane Roe, “A Draft of Homo,” unpublished manuscript, 2020."
    assert [said(one) for one in entries] == ["Ito, Ken. Third Words. 2019."]
    card = soup("<< resource:draft >>", tmp_path, citation_style="chicago-notes-bibliography")
    assert card.select_one(".rc-copy")["data-rc-copy"] == "Jane Roe (2020). A draft of Homo."


ARCHIVES = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<citation><layout><names variable="author"/></layout></citation>
<bibliography><layout><text variable="archive"/></layout></bibliography></style>
"""


@pytest.mark.parametrize(("url", "href"), [("", None), ("https://example.org/a", "https://example.org/a")])
def test_a_citation_whose_entry_the_style_leaves_out_leads_to_the_source(tmp_path: Path, url: str, href: str | None) -> None:
    (tmp_path / "house.csl").write_text(ARCHIVES, encoding="utf-8")
    further = (
        f"- {{id: left, title: A, authors: [Ann Roe], url: '{url}'}}\n- {{id: kept, title: B, authors: [B], archive: C}}\n"
    )
    page = soup(
        "A << resource:left view=number >>, << resource:kept view=number >>.", tmp_path, further, citation_style="house.csl"
    )
    assert [one["id"] for one in page.select(".rc-refs > li")] == ["rc-cite-kept"]
    cited = page.select_one("#rc-ref-left")
    assert cited.get_text() == "Ann Roe"
    assert [one["href"] for one in cited.select("a")] == ([href] if href else [])


@pytest.mark.parametrize(("type", "quoted"), [("", False), ("zine", False), ("document", True)])
def test_what_has_no_type_is_no_document_that_nobody_can_get_at(tmp_path: Path, type: str, quoted: bool) -> None:
    thing = f"- {{id: thing, title: A thing, authors: [Jane Roe], published: 2020, type: '{type}'}}\n"
    page = soup(
        "A << resource:thing view=number >>.\n\n<< references >>", tmp_path, thing, citation_style="chicago-notes-bibliography"
    )
    assert (said(page.select_one(".rc-footnotes > li")) == "Jane Roe, “A Thing,” 2020.") == quoted
    assert len(page.select(".rc-refs--styled > li")) == (not quoted)


def test_a_style_without_a_list_puts_its_notes_there(tmp_path: Path) -> None:
    page = soup("A << resource:ito >>.\n\n<< references >>\n\nEnd.", tmp_path, citation_style="bluebook-law-review")
    assert len(page.select("ol")) == 1
    assert page.select_one("ol + p").text == "End."


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("pp. 3-5, note 4", "(Ito, 2019, pp. 3–5, note 4)"),
        ("the preface", "(Ito, 2019, the preface)"),
        ("12", "(Ito, 2019, p. 12)"),
    ],
)
def test_what_is_no_locator_stays_as_written(tmp_path: Path, at: str, text: str) -> None:
    assert said(soup(f'A << resource:ito at="{at}" >>.', tmp_path, citation_style="apa").p) == f"A {text}."


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("[@roe1]", "(Roe, 2020a)"),
        ("[see *also* @roe1, pp. 3-5, and passim; @ito]", "(see also Roe, 2020a, pp. 3–5, and passim; Ito, 2019)"),
        ("@roe1", "Roe (2020a)"),
        ("@roe1 [p. 3]", "Roe (2020a, p. 3)"),
        ("[-@roe1]", "(2020a)"),
        ("[@ito; @roe1]", "(Ito, 2019; Roe, 2020a)"),
    ],
)
def test_citations_in_pandoc_s_syntax(tmp_path: Path, written: str, text: str) -> None:
    page = soup(f"A {written} b; << resource:roe2 >>.", tmp_path, citation_style="apa", pandoc_citations=True)
    assert said(page.p) == f"A {text} b; (Roe, 2020b)."
    assert page.em is None or page.em.text == "also"


ANNALS = "“First Words,” Annals, ahead of print, March 2020"


@pytest.mark.parametrize(
    ("written", "note"),
    [
        (
            "[@roe1, p. 3 ff.]",
            "Jane Roe, “First Words,” Annals, ahead of print, March 2020, 3 ff., https://doi.org/10.1000/a.",
        ),
        ("@roe1 [p. 3 ff.]", "“First Words,” Annals, ahead of print, March 2020, 3 ff., https://doi.org/10.1000/a."),
        (
            '<< resource:roe1 view=number at="3f." >>',
            "Jane Roe, “First Words,” Annals, ahead of print, March 2020, 3f., https://doi.org/10.1000/a.",
        ),
        ("[@ito, p. 3f.]", "Ken Ito, Third Words (2019), 3f."),
    ],
)
def test_following_pages_stay_with_the_page_in_a_note(tmp_path: Path, written: str, note: str) -> None:
    page = soup(f"A {written}", tmp_path, citation_style="chicago-notes", pandoc_citations=True)
    assert said(page.select_one(".rc-footnotes li")) == note


def test_a_page_or_a_site_may_keep_links(tmp_path: Path) -> None:
    page = soup("A << resource:ito >>, << resource:ito view=number >>.", tmp_path, citation_style="apa", references="linked")
    assert said(page.p) == "A Third words, (Ito, 2019)."


def test_what_no_resource_has_stays_a_problem(tmp_path: Path) -> None:
    with pytest.warns(match="no resource has the key `nobody`"):
        page = soup("A << resources ito nobody view=number >>.", tmp_path, citation_style="apa")
    assert said(page.p) == "A (Ito, 2019) nobody."


def test_in_a_heading_it_is_no_entry_of_the_table_of_contents(tmp_path: Path) -> None:
    (tmp_path / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    configs = {"resource_cards": {"root": str(tmp_path), "cache_dir": "", "citation_style": "apa"}}
    md = markdown.Markdown(extensions=["toc", "resource_cards"], extension_configs=configs)
    page = BeautifulSoup(md.convert("# Words << resource:ito >>"), "html.parser")
    assert said(page.h1) == "Words (Ito, 2019)"
    assert md.toc_tokens[0]["name"] == "Words"  # type: ignore[attr-defined]


def test_strangers_data_stay_text(tmp_path: Path) -> None:
    page = soup("A << resource:wild >>.", tmp_path, citation_style="mla")
    assert page.script is None
    assert page.b is None
    assert "<script>alert(1)</script> {{ x }} “so.”" in said(page.select_one("#rc-cite-wild")).lower()
    assert "{{" not in str(page)


def test_the_words_are_the_site_s_unless_the_style_is_for_one_language(tmp_path: Path) -> None:
    text = 'A << resources roe1 web view=number >> << resource:ito at="p. 3" >>.'
    assert "S. 3" in said(soup(text, tmp_path, citation_style="apa", language="de").p)
    page = soup(text, tmp_path, citation_style="din-1505-2", language="en")
    assert page.ol["lang"] == "de-DE"


@pytest.mark.parametrize(
    ("name", "message"), [("appa", "there is no citation style `appa`; did you mean `apa`?"), ("no.csl", "no such file")]
)
def test_a_style_that_is_none_is_told_at_once(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(OptionError, match=message) as told:
        soup("A << resource:ito >>", tmp_path, citation_style=name)
    assert told.value.option == "citation_style"


OWN = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title>{}</info>
{}<citation><layout><text {}/></layout></citation></style>"""
MACROS = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'

DOUBLING = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40))
DOUBLING += '<macro name="m40"><text variable="title"/></macro>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (OWN.format("", "", 'macro="nope"'), "own.csl calls the macro `nope`, which it does not define: line 2"),
        (OWN.format("", MACROS, 'macro="a"'), "own.csl has macros that call themselves: `a`, `b`: line 2"),
        (
            OWN.format("", "", ""),
            "own.csl holds a `text` without `variable`, `macro`, `term` or `value`: line 2",
        ),
        (
            OWN.format("<!-- -->\n", "\n", 'term="x"/><txt/><text'),
            "own.csl holds `txt`, which CSL does not allow there (`text`?): line 4",
        ),
        (
            OWN.format("", DOUBLING, 'macro="m0"'),
            "own.csl has a macro that calls others more often than can be followed: `m0`: line 2",
        ),
        (OWN.format("", "", 'variable="title"').replace("1.0", "0.8"), "own.csl is not a CSL 1.0 style"),
        (
            OWN.format("", "", 'variable="title"').replace("</layout>", ""),
            "own.csl is not XML: mismatched tag: line 2",
        ),
        (
            OWN.format('<link rel="independent-parent" href="http://www.zotero.org/styles/appa"/>', "", 'term="x"'),
            "own.csl depends on `appa`: there is no citation style `appa`; did you mean `apa`?",
        ),
        (
            OWN.format('<link rel="independent-parent" href="http://x.example/own"/>', "", 'term="x"'),
            "own.csl depends on `own`: that is a dependent style itself, and a parent must not be one",
        ),
    ],
)
def test_what_is_wrong_in_a_style_of_one_s_own_is_told_with_its_name(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "own.csl").write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=re.escape(message)):
        soup("A << resource:ito >>", tmp_path, citation_style="own.csl")


def test_a_style_may_point_to_one_beside_it_and_lack_words_of_the_language(tmp_path: Path) -> None:
    link = '<link rel="independent-parent" href="http://x.example/house"/>'
    (tmp_path / "own.csl").write_text(OWN.format(link, "", 'term="x"'), encoding="utf-8")
    house = OWN.format("", "", 'variable="title" suffix="!"').replace("<text", '<text term="nobody-knows"/><text')
    (tmp_path / "house.csl").write_text(house.replace("version=", 'default-locale="xx-XX" version='), encoding="utf-8")
    assert said(soup("A << resource:ito >>.", tmp_path, citation_style="own.csl").p) == "A Third words!."


def test_who_asks_for_a_style_wants_citations() -> None:
    assert Options.read({"citation_style": "apa"}).references == "numbered"
    assert Options.read({"citation_style": "apa", "references": "linked"}).references == "linked"
    assert Options.read({}).references == "linked"


def test_what_a_style_made_is_kept_and_damage_only_empties_it(tmp_path: Path) -> None:
    item = item_of({"id": "a", "type": "book", "title": "T", "author": [{"family": "Roe", "given": "J"}]})
    made_of, items = (
        [("T by Roe", lambda: item)],
        [("T by Roe", lambda: pytest.fail("the item is needed"))],
    )
    cache = Cache(tmp_path)
    made = SiteStyle("apa", tmp_path, "en", cache).process(made_of, [(Cite("a"),)])
    cache.close()
    again = SiteStyle("apa", tmp_path, "en", Cache(tmp_path))
    assert again.process(items, [(Cite("a"),)]) == made
    assert again._style is None, "a style that made all of it before is not read again"

    class Damaged(Cache):
        def get(self, bucket: str, key: str) -> str | None:
            return json.dumps([1])

    assert SiteStyle("apa", tmp_path, "en", Damaged(None)).process(made_of, [(Cite("a"),)]) == made


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("apa", "Roe, J. (2020). First words. Annals. https://doi.org/10.1000/a"),
        ("ieee", "J. Roe, “First words,” Annals, Mar. 2020, doi: 10.1000/a."),
        ("bluebook-law-review", "Jane Roe, First Words, Annals (2020)"),
        ("", "Jane Roe (March 2020). First words. Annals. https://doi.org/10.1000/a"),
    ],
)
def test_a_citation_to_copy_is_in_the_style_of_the_site(tmp_path: Path, style: str, text: str) -> None:
    copied = soup("<< resource:roe1 >>", tmp_path, citation_style=style).select_one(".rc-copy")["data-rc-copy"]
    assert copied.rstrip(".") == text.rstrip(".")


def test_references_without_a_style_show_their_address_and_end_in_one_full_stop(tmp_path: Path) -> None:
    entries = """
- {id: a, title: Is it?, authors: ["Martin King, Jr."], publication: Deep Ink Inc., doi: 10.1000/a, type: paper}
- {id: b, title: "He said “no.”", url: "https://example.org/b", authors: [Ann Roe], published: 2020, type: web}
- {id: c, title: Plain, type: book}
- {id: d, title: Words, container: Annals, volume: 12, issue: 3, pages: 101-107, type: paper}
"""
    (tmp_path / "resources.yml").write_text(entries, encoding="utf-8")
    configs = {"resource_cards": {"root": str(tmp_path), "cache_dir": ""}}
    text = "<< resource:a >> << resource:b >> << resource:c >> << resource:d >>\n\n<< references >>"
    page = BeautifulSoup(markdown.markdown(text, extensions=["resource_cards"], extension_configs=configs), "html.parser")
    assert [said(one) for one in page.select("ol.rc-refs > li")] == [
        "Martin King, Jr. Is it? Deep Ink Inc. https://doi.org/10.1000/a · Paper",
        "Ann Roe (2020). He said “no.” https://example.org/b · Web",
        "Plain. Book",
        "Words. Annals, 12(3), 101–107. Paper",
    ]


def test_a_title_in_a_note_leads_to_the_source_where_no_address_stands(tmp_path: Path) -> None:
    page = soup("A << resources roe1 web ito view=number >>.", tmp_path, citation_style="chicago-notes-bibliography")
    links = [one["href"] for one in page.select("ol.rc-footnotes a:not(.rc-jump)")]
    assert links == ["https://doi.org/10.1000/a", "https://example.org/page"]


WORDS = "Words [see @roe1; also @ito, p. 3, and on], [@web]."


@pytest.mark.parametrize(
    ("language", "style", "units"),
    [
        ("he", "apa", ["see Roe, 2020", "also Ito, 2019, עמ’ 3, and on"]),
        ("ar", "apa", ["see Roe, 2020", "also Ito, 2019, ص 3, and on"]),
        ("en", "apa", []),
        ("he", "", ["see 1", "also 2, p. 3, and on"]),
        ("en", "", []),
    ],
)
def test_words_of_another_direction_stand_with_their_source(
    language: str, style: str, units: list[str], tmp_path: Path
) -> None:
    page = soup(WORDS, tmp_path, language=language, pandoc_citations=True, citation_style=style)
    cites = page.select_one("p .rc-cites")
    assert cites is not None
    assert [said(one) for one in cites.select(":scope > bdi")] == units
    assert len(cites.select(".rc-ref a > bdi")) == (2 if style and units else 0)


@pytest.mark.parametrize(("words", "text"), [("ראו", "(ראו Roe, 2020)"), ("see", "(see Roe, 2020)")])
def test_the_text_is_the_same_in_any_direction(words: str, text: str, tmp_path: Path) -> None:
    page = soup(f"A [{words} @roe1].", tmp_path, language="he", pandoc_citations=True, citation_style="apa")
    assert said(page.select_one("p .rc-cites")) == text
    assert bool(page.select(".rc-cites > bdi")) == (words == "see")


RIGHT_TO_LEFT = "- {id: kh, title: الجبر والمقابلة, authors: [الخوارزمي, Jane Roe], published: 1831, type: book, url: 'https://x.example/'}\n"


@pytest.mark.parametrize(
    ("language", "style", "units"),
    [
        ("en", "apa", ["الخوارزمي", "الخوارزمي"]),
        ("en", "", ["الخوارزمي"]),
        ("ar", "apa", ["Roe", "Roe"]),
        ("ar", "", ["Roe"]),
        ("de", "chicago-notes", ["الخوارزمي"]),
    ],
)
def test_names_of_another_direction_are_units_and_the_citation_is_none(
    tmp_path: Path, language: str, style: str, units: list[str]
) -> None:
    """As a reader meets it: the name, then the year, in the direction of the page."""
    text = "As @kh says, and others [@kh]."
    page = soup(text, tmp_path, RIGHT_TO_LEFT, language=language, citation_style=style, pandoc_citations=True)
    assert [said(one) for one in page.select("p bdi")] == units


def test_within_a_link_names_are_units_too(tmp_path: Path) -> None:
    page = soup("A [text by @kh](x.md), [@ito].", tmp_path, RIGHT_TO_LEFT, pandoc_citations=True)
    assert said(page.p) == "A text by الخوارزمي & Roe (1831), [2]."
    assert [said(one) for one in page.select("p a bdi")] == ["الخوارزمي"]


def test_an_entry_has_names_of_another_direction_as_units_and_addresses_as_they_are(tmp_path: Path) -> None:
    page = soup("A [@kh].", tmp_path, RIGHT_TO_LEFT, citation_style="apa", pandoc_citations=True)
    entry = page.select_one("#rc-cite-kh > span")
    assert entry is not None
    assert entry["dir"] == "rtl"
    assert [said(one) for one in entry.select("bdi")] == ["Roe", "J."]
    assert entry.select_one("a[dir=ltr]").text == "https://x.example/"


@pytest.mark.parametrize(
    ("style", "hidden"),
    [("", ["[1]"]), ("ieee", ["[1]"]), ("nature", ["1", "1"]), ("chicago-notes", ["1", "2"]), ("apa", [])],
)
def test_where_search_reads_the_page_numbers_say_that_they_are_none_of_its_words(
    tmp_path: Path, style: str, hidden: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Zensical."""
    original = SourceSite.page_context

    def marked(*given: Any, **named: Any) -> PageContext:
        context = original(*given, **named)
        context.marks_numbers = True
        return context

    monkeypatch.setattr(SourceSite, "page_context", marked)
    page = soup("A [@ito] and [@ito, p. 3].", tmp_path, citation_style=style, pandoc_citations=True)
    assert [said(one) for one in page.select("p [data-search-exclude]")] == hidden
    for one in page.select("[data-search-exclude]"):
        one.decompose()
    assert "  " not in page.p.get_text().replace("\u00a0", " ")
