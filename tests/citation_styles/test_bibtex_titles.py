"""Titles of .bib files are in title case: in a citation style they are put into sentence case, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.cards.style_source import style_source
from mkdocs_resource_cards.citation_styles.data import Item
from mkdocs_resource_cards.citation_styles.files import find_style
from mkdocs_resource_cards.citation_styles.processor import reference
from mkdocs_resource_cards.citation_styles.runs import text_of
from mkdocs_resource_cards.citation_styles.sentence_titles import sentence_case
from mkdocs_resource_cards.citation_styles.site_style import SiteStyle
from mkdocs_resource_cards.formats import write
from mkdocs_resource_cards.formats.bibtex.escape import escaped
from mkdocs_resource_cards.formats.csl_json.writer import csl_item
from mkdocs_resource_cards.model import Resource
from mkdocs_resource_cards.registry import load

HERE = Path(__file__).parent


def read(root: Path, entry: str, yaml: str = "") -> Resource:
    (root / "a.bib").write_text(entry, encoding="utf-8")
    (root / "resources.yml").write_text(yaml, encoding="utf-8")
    return load([root / "a.bib", root / "resources.yml"], root, Cache(None))["k"]


def item(resource: Resource, language: str = "en") -> Item:
    return style_source(resource, language)[1]()


def bare(text: object) -> str:
    return str(text).replace('<span class="nocase">', "").replace("</span>", "")


@pytest.mark.parametrize(
    ("written", "cased"),
    [
        ("Big Steps of {DNA} in Small Cells", "Big steps of DNA in small cells"),
        ("Big Steps: A {Bayes} Way. And More? {Yes} Or No", "Big steps: A Bayes way. And more? Yes or no"),
        ("{{All of It Stays}}", "All of It Stays"),
        (r"Self-{Driving} Cars with {\"U}bungen, \emph{Big Bugs} and {\em Small Bugs}", None),
        ("On iPhone, LaTeX and RNA by A Pen", "On iPhone, LaTeX and RNA by a pen"),
        (r"The $E = M$ Case and the \texttt{Foo Bar} Call", "The E = M case and the Foo Bar call"),
        ("Of {{Nested} Braces Here} Only", "Of Nested Braces Here only"),
        ("An { Open} Way {}Out", "An Open way out"),
        ("{BERT}: Pre-Training of Self-Made Nets", "BERT: Pre-training of self-made nets"),
        ("Deep Nets: Self-Attention Works", "Deep nets: Self-attention works"),
        ("Is It So? Well-Known Facts", "Is it so? Well-known facts"),
        ("Big Nets! ``Self-Attention'' Now", "Big nets! “Self-attention” now"),
        ("Big Nets: Words", "Big nets: Words"),
        ("Big Nets. X-Rays", "Big nets. X-rays"),
    ],
)
def test_sentence_case_but_for_what_stands_in_braces(tmp_path: Path, written: str, cased: str | None) -> None:
    resource = read(tmp_path, f"@misc{{k, title = {{{written}}}}}")
    expected = cased or "Self-Driving cars with Übungen, <i>big bugs</i> and <i>Small Bugs</i>"
    assert " ".join(bare(item(resource).variables["title"]).split()) == expected


@pytest.mark.parametrize(
    ("fields", "variable", "cased"),
    [
        ("booktitle = {Proceedings of the {AI} Days}", "container-title", "Proceedings of the AI days"),
        ("maintitle = {The Main Part}, booktitle = {The Book Part}", "volume-title", "The book part"),
        ("series = {Lecture Notes on Ink}", "collection-title", "Lecture notes on ink"),
        ("eventtitle = {The Great {ACM} Days}", "event-title", "The great ACM days"),
        ("origtitle = {First Words Here}", "original-title", "First words here"),
        ("shorttitle = {First Words}", "title-short", "First words"),
        ("journal = {Annals of Deep Ink}", "container-title", "Annals of Deep Ink"),
        ("publisher = {Deep Ink}", "publisher", "Deep Ink"),
    ],
)
def test_all_titles_but_those_of_journals(tmp_path: Path, fields: str, variable: str, cased: str) -> None:
    resource = read(tmp_path, f"@inproceedings{{k, title = {{A Title}}, {fields}}}")
    assert bare(item(resource).variables[variable]) == cased


@pytest.mark.parametrize(
    ("language", "cased"),
    [
        ("", "Of big words"),
        ("langid = {american}", "Of big words"),
        ("language = {en-GB}", "Of big words"),
        ("langid = {ngerman}", "Of Big Words"),
        ("language = {French}", "Of Big Words"),
    ],
)
def test_other_languages_keep_their_capitals(tmp_path: Path, language: str, cased: str) -> None:
    assert item(read(tmp_path, f"@misc{{k, title = {{Of Big Words}}, {language}}}")).variables["title"] == cased


@pytest.mark.parametrize(
    ("site", "own", "apa", "chicago"),
    [
        ("de", "", "Kritik der reinen Vernunft", "Kritik der reinen Vernunft"),
        ("pt_BR", "", "Kritik der reinen Vernunft", "Kritik der reinen Vernunft"),
        ("de", "english", "Kritik der reinen vernunft", "Kritik Der Reinen Vernunft"),
        ("en", "", "Kritik der reinen vernunft", "Kritik Der Reinen Vernunft"),
        ("en_US", "", "Kritik der reinen vernunft", "Kritik Der Reinen Vernunft"),
        ("", "", "Kritik der reinen vernunft", "Kritik Der Reinen Vernunft"),
        ("en", "german", "Kritik der reinen Vernunft", "Kritik der reinen Vernunft"),
    ],
)
@pytest.mark.parametrize("fixed", ["", ' default-locale="en-US"'])
def test_who_does_not_say_its_language_is_in_the_site_s(
    tmp_path: Path, site: str, own: str, apa: str, chicago: str, fixed: str
) -> None:
    """Whatever the language of the style's terms is."""
    resource = read(tmp_path, f"@book{{k, title = {{Kritik der reinen Vernunft}}, langid = {{{own}}}}}")
    for case, expected in (("", apa), (' text-case="title"', chicago)):
        (tmp_path / "a.csl").write_text(
            f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"{fixed}>'
            f'<citation><layout><text variable="title"{case}/></layout></citation>'
            f'<bibliography><layout><text variable="title"{case}/></layout></bibliography></style>'
        )
        style = SiteStyle("a.csl", tmp_path, site, Cache(tmp_path))
        assert style.reference(style_source(resource, site)) == expected


def test_what_was_made_for_one_language_is_no_other_one_s(tmp_path: Path) -> None:
    resource = read(tmp_path, "@book{k, title = {Of Big Words}}")
    digests = set()
    for site, title in (("en", "Of big words"), ("sv", "Of Big Words"), ("en", "Of big words")):
        style = SiteStyle("chicago-author-date-de", tmp_path, site, Cache(tmp_path))
        assert title in style.reference(style_source(resource, site))
        digests.add(style.digest)
    assert len(digests) == 2
    assert style_source(resource, "en")[0] != style_source(resource, "de")[0]
    said = resource._replace(language="fr")
    assert style_source(said, "en")[0] == style_source(said, "de")[0]


@pytest.mark.parametrize("kind", ["jurisdiction", "book"])
def test_the_name_of_a_legal_case_keeps_its_capitals(tmp_path: Path, kind: str) -> None:
    found = item(
        read(
            tmp_path,
            f"@{kind}{{k, title = {{Brown v. Board: A Case}}, shorttitle = {{Brown v. Board}}, series = {{Big Cases}}}}",
        )
    )
    names = [bare(found.variables[name]) for name in ("title", "title-short", "collection-title")]
    cased = (
        ["Brown v. Board: A Case", "Brown v. Board"]
        if kind == "jurisdiction"
        else ["Brown v. board: A case", "Brown v. board"]
    )
    assert names == [*cased, "Big cases"]


@pytest.mark.parametrize(
    ("yaml", "cased"),
    [
        ("- {id: k, tags: [ink]}", "Of big DNA words"),
        ("- {id: k, title: My Own Big Title}", "My Own Big Title"),
        ("- {id: k, language: de}", "Of Big DNA Words"),
    ],
)
def test_what_yaml_says_wins(tmp_path: Path, yaml: str, cased: str) -> None:
    assert bare(item(read(tmp_path, "@misc{k, title = {Of Big {DNA} Words}}", yaml)).variables["title"]) == cased


def test_elsewhere_the_title_stays_as_it_is_written(tmp_path: Path) -> None:
    resource = read(tmp_path, "@inproceedings{k, title = {Of Big {DNA} Words}, booktitle = {Days of Ink}}")
    assert (resource.title, resource.written_title) == ("Of Big DNA Words", "Of Big DNA Words")
    assert csl_item(resource)["title"] == "Of Big DNA Words"
    for format in ("ris", "csl"):
        text = write([resource], format)
        assert [words in text for words in ("Of Big DNA Words", "Days of Ink", "nocase")] == [True, True, False]


TITLES = (
    "Of Big Words",
    "Of Big {DNA} Words",
    "{All of It Stays}",
    "Of {{Nested} Braces Here} Only",
    r"Growth of H$_{2}$O in {E. coli} at {50\%}",
    r"Big \textit{Bugs} and {\textit{Small Bugs}}",
)


@pytest.mark.parametrize("title", TITLES)
def test_an_export_protects_what_the_file_does(tmp_path: Path, title: str) -> None:
    """And nothing else: styles of BibTeX put the rest into the case that they want."""
    resource = read(tmp_path, f"@book{{k, title = {{{title}}}}}")
    assert f"  title = {{{title}}},\n" in write([resource], "bibtex")


def test_titles_of_books_and_series_keep_their_braces(tmp_path: Path) -> None:
    fields = "booktitle = {The {AI} Days},\n  series = {Notes on {Ink}},\n  eventtitle = {The {ACM} Days},\n"
    assert fields in write([read(tmp_path, f"@inproceedings{{k, title = {{A}}, {fields}}}")], "bibtex")


@pytest.mark.parametrize(
    ("yaml", "written"),
    [
        ("- {id: k, tags: [ink]}", "Of {DNA}"),
        ("- {id: k, title: My Own DNA}", "{My Own DNA}"),
        ("- {id: k, title: Of <i>DNA</i>}", r"{Of \textit{DNA}}"),
    ],
)
def test_a_title_of_a_registry_is_exported_as_it_is_written(tmp_path: Path, yaml: str, written: str) -> None:
    text = write([read(tmp_path, "@misc{k, title = {Of {DNA}}}", yaml)], "bibtex")
    assert f"  title = {{{written}}},\n" in text


words_in_tex = st.recursive(
    st.text("aB -',<>$\"", min_size=1, max_size=6).map(escaped)
    | st.sampled_from([r"$\omega$", "$_{2}$", r"\{", r"\}", "<i>I</i>"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        .map("".join)
        .flatmap(lambda text: st.sampled_from([text, f"{{{text}}}", rf"\textit{{{text}}}", rf"\textbf{{{text}}}"]))
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(words_in_tex)
def test_title_and_protection_survive_the_way_out_and_back(title: str) -> None:
    with TemporaryDirectory() as folder:
        once = read(Path(folder), f"@book{{k, title = {{X{title}}}}}")
        again = read(Path(folder), write([once], "bibtex"))
    assert (again.title, again.title_markup, again.bibtex_titles) == (once.title, once.title_markup, once.bibtex_titles)


def test_styles_with_sentence_and_with_title_case(tmp_path: Path) -> None:
    resource = read(tmp_path, "@book{k, title = {Of Big {DNA} and the Small {pH} Words}, author = {Roe, Jane}, year = 2020}")
    texts = [
        text_of(reference(find_style(style, HERE, "en").read(), item(resource))) for style in ("apa", "chicago-author-date")
    ]
    assert "Of big DNA and the small pH words" in texts[0]
    assert "Of Big DNA and the Small pH Words" in texts[1]


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ("title = {Sleep: A Study: Of Nights}", "Sleep"),
        ("title = {Sleep}, subtitle = {A Study}", "Sleep"),
        ("title = {Schlaf: Eine Studie}, language = {german}", "Schlaf"),
        ("title = {{Python}: The Language}", "Python"),
        (r"title = {On \emph{Homo}: A Study}", "On <i>homo</i>"),
        ("title = {Sleep: A Study}, shorttitle = {On sleep}", "On sleep"),
        ("title = {Is It So? {Yes: It Is}}", None),
        ("title = {``Sleep: Much'' of It}", None),
        (r"title = {\emph{Sleep: Much} of It}", None),
        ("title = {At 3:1 or Less}", None),
    ],
)
def test_a_short_title_ends_before_the_colon(tmp_path: Path, fields: str, short: str | None) -> None:
    """For notes that cite a source once more, as in Pandoc."""
    resource = read(tmp_path, f"@book{{k, {fields}}}")
    found = item(resource).variables.get("title-short")
    assert (None if found is None else bare(found)) == short
    assert csl_item(resource).get("title-short") == ("On sleep" if "shorttitle" in fields else None)


@given(st.text(alphabet='abAB <>/ispn"=:-. ', max_size=40))
def test_nothing_but_case_changes(text: str) -> None:
    assert sentence_case(text).lower() == text.lower()
    marked = f'<span class="nocase">{text}</span>'
    assert sentence_case(marked).lower() == marked.lower()


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("Конституция Российской Федерации", "Конституция Российской Федерации"),
        ("Ἡ Ἱστορία τῆς Ἑλλάδος", "Ἡ Ἱστορία τῆς Ἑλλάδος"),
        ("GB/T 12450 图书书名页", "GB/T 12450 图书书名页"),
        ("The Role of α-Synuclein", "The role of α-synuclein"),
    ],
)
def test_a_title_in_other_letters_is_not_in_english(tmp_path: Path, title: str, cased: str) -> None:
    resource = read(tmp_path, f"@book{{k, title = {{{title}}}, year = 2020}}")
    assert item(resource).variables["title"] == cased


def test_a_style_with_capitals_gives_none_to_other_letters(tmp_path: Path) -> None:
    resource = read(tmp_path, "@book{k, title = {Конституция и право}, publisher = {Наука}, year = 2020}")
    style = find_style("chicago-author-date", HERE, "en").read()
    assert "Конституция и право" in text_of(reference(style, item(resource)))


@pytest.mark.parametrize(
    ("kind", "fields", "archive"),
    [
        ("article", "journal = {J}, doi = {10.1000/182}, url = {https://example.org/a}", None),
        ("inproceedings", "booktitle = {B}, url = {https://example.org/a}", None),
        ("book", "publisher = {P}, url = {https://example.org/a}", "arXiv"),
    ],
)
def test_what_has_appeared_is_not_cited_by_its_copy(tmp_path: Path, kind: str, fields: str, archive: str | None) -> None:
    eprint = "eprint = {1312.7182}, archiveprefix = {arXiv}"
    resource = read(tmp_path, f"@{kind}{{k, title = {{T}}, year = 2020, {fields}, {eprint}}}")
    assert item(resource).variables.get("archive") == archive
    assert "eprint = {1312.7182}" in write([resource], "bibtex")


def test_an_archive_without_a_number_is_what_somebody_says(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '[{"id": "k", "type": "article-journal", "title": "T", "container-title": "J", "archive": "JSTOR"}]'
    )
    assert item(load([tmp_path / "a.json"], tmp_path, Cache(None))["k"]).variables["archive"] == "JSTOR"
