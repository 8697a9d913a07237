"""What we write as BibTeX: entries that bibtexparser tells apart, and that our own reader takes for the same."""

from __future__ import annotations

import bibtexparser
import pytest
from bibtexparser.library import Library
from examples import BARE, EACH_KIND, HOSTILE, PAPER, anything, often, resources
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_resource_cards.cli.exchange.drafts import names_in
from mkdocs_resource_cards.formats.bibtex.escape import escaped
from mkdocs_resource_cards.formats.bibtex.latex import decoded
from mkdocs_resource_cards.formats.bibtex.writer import cite_key
from mkdocs_resource_cards.formats.catalog import write
from mkdocs_resource_cards.formats.reading import read as read_file
from mkdocs_resource_cards.formats.values import citation_keys, line
from mkdocs_resource_cards.model import Name, Resource


def read(*written: Resource) -> Library:
    library = bibtexparser.parse_string(write(written, "bibtex"))
    assert library.failed_blocks == []
    assert [type(block).__name__ for block in library.blocks] == ["Entry"] * len(written)
    return library


def fields_of(resource: Resource) -> dict[str, str]:
    return {field.key: field.value for field in read(resource).entries[0].fields}


def test_a_paper() -> None:
    entry = read(PAPER).entries[0]
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", PAPER.id)
    assert fields["title"].startswith(
        r"{Emergent Abilities of \{Large\} Language Models: 50\% \& more\_or\_less $x^2$ \textbackslash"
    )
    assert fields["author"] == (
        "Wei, Jason and van Beethoven, Ludwig and King, Jr., Martin Luther and {World Health Organization} and {王小明} "
        "and {Smith \\& Sons}"
    )
    assert (fields["year"], fields["month"], fields["date"]) == ("2022", "jun", "2022-06-15")
    assert decoded(fields["journal"]) == "Transactions on Machine Learning & Research"
    assert (fields["doi"], fields["url"], fields["urldate"]) == (PAPER.doi, PAPER.url, "2026-05-17")
    assert decoded(fields["abstract"]) == "Scaling up\nlanguage models.\n\nA second paragraph, 100%.".replace("up\n", "up ")
    assert fields["keywords"] == "emergence, large models"


def test_little_is_known() -> None:
    assert write([BARE], "bibtex") == "@misc{0123,\n  title = {{Just a title}},\n}\n"


def test_many_entries_stay_apart() -> None:
    assert [entry.key for entry in read(*EACH_KIND, HOSTILE, PAPER).entries][-2:] == ["+x..", PAPER.id]


@pytest.mark.parametrize("resource", EACH_KIND, ids=lambda resource: f"{resource.type or 'none'}-{bool(resource.publication)}")
def test_each_kind_says_where_it_appeared(resource: Resource) -> None:
    assert ("A Venue" in fields_of(resource).values()) == (resource.publication is not None)


def test_the_key_is_what_people_cite_by() -> None:
    named = Resource("a" * 16, "A", citation_key="DBLP:conf/x/Roe17")
    aliased = Resource("b" * 16, "B", aliases=("0123456789abcdef", "roe2020"))
    odd = Resource("c" * 16, "C", citation_key="a,b{c}")
    twin = Resource("d" * 16, "D", citation_key="roe2020")
    assert [entry.key for entry in read(named, aliased, odd, twin, BARE).entries] == [
        *("DBLP:conf/x/Roe17", "roe2020", "a+b+c+", "d" * 16, "0123")
    ]


def test_it_is_as_rich_as_what_was_read() -> None:
    text = r"""@inproceedings{roe:2020,
  title = {{Growth of TGF-$\beta$ in H$_{2}$O}},
  author = {de la Cruz, Jr., Cy and {The X Group} and others},
  editor = {Doe, Bob},
  year = {2020},
  month = may,
  booktitle = {Proceedings of Nothing},
  publisher = {House},
  address = {Town},
  number = {12},
  pages = {10--20},
  volume = {4},
  series = {Lecture Notes},
  eventtitle = {A Conference},
  doi = {10.1000/182},
  eprint = {2001.00001},
  eprinttype = {arxiv},
  url = {https://arxiv.org/abs/2001.00001},
  isbn = {978-3-16-148410-0},
  langid = {ngerman},
  keywords = {one, two},
}
"""
    (entry,) = read_file(text.encode(), "a.bib").entries
    people = {name: names_in(entry.values[name]) for name in ("authors", "editor")}
    own = ("title", "type", "authors", "published", "url", "doi", "tags", "language", "aliases")
    csl = {name: value for name, value in entry.values.items() if name not in own and isinstance(value, str)}
    resource = Resource(
        "x",
        entry.values["title"],
        entry.values["url"],
        "conference",
        citation_key=entry.key,
        authors=tuple(people["authors"]),
        published="2020-05",
        language="de",
        doi="10.1000/182",
        tags=("one", "two"),
        csl={**csl, "editor": tuple(people["editor"])},
    )
    assert write([resource], "bibtex") == text


@often
@given(resources)
def test_what_is_written_is_read(resource: Resource) -> None:
    fields = fields_of(resource)
    (entry,) = read_file(write([resource], "bibtex").encode(), "a.bib").entries
    assert fields["title"].count("{") == fields["title"].count("}")
    assert " ".join(entry.values["title"].split()) == line(resource.title)
    assert entry.values.get("url", "") == resource.url
    assert entry.values.get("doi", "") == resource.doi
    assert entry.values.get("published", "") == resource.published
    assert len(entry.values.get("authors", ())) == len(resource.authors)


@often
@given(st.text("-`',<>!?{}x", max_size=8))
@example("a -- b --- c")
@example("``x''")
@example("-{}-")
def test_no_two_signs_become_one(text: str) -> None:
    assert decoded(escaped(text)) == text


@often
@given(st.text("aβ₂⁻³∈→é∞ℝ漢\\^_~&{}%#$-", max_size=12))
@example("H₂O, TGF-β, 10⁻³ ∈ ℝ")
@example("$5 and $6")
def test_what_is_escaped_is_text_again(text: str) -> None:
    text = line(text)
    written = escaped(text)
    if "$" not in text:
        assert decoded(written) == text
    assert "β" not in written


def test_mathematics_is_mathematics_again() -> None:
    assert escaped("Growth of TGF-β in H₂O at 10⁻³") == r"Growth of TGF-$\beta$ in H$_{2}$O at 10$^{-3}$"
    assert escaped(r"On $\omega$ sorting for $5") == r"On $\omega$ sorting for \$5"


@often
@given(anything)
def test_whatever_comes_is_one_entry(resource: Resource) -> None:
    entry = read(resource).entries[0]
    assert entry.key == citation_keys([resource], cite_key)[0]
    assert not any(field.key not in FIELDS for field in entry.fields)


FIELDS = {
    *"title author year month date journal journaltitle publisher institution organization doi url urldate abstract".split(),
    *("keywords", "eprint", "eprinttype", "ids", "langid", "language"),
}


@pytest.mark.parametrize("part", ["suffix", "dropping_particle", "non_dropping_particle", "family", "given"])
def test_a_comma_within_a_part_of_a_name_ends_none(part: str) -> None:
    name = Name(family="Roe", given="Jane", suffix="Jr.")._replace(**{part: "a, b,"})
    found = read_file(write([Resource("x", "A", authors=(name,))], "bibtex").encode(), "a.bib")
    assert len(found.entries[0].values["authors"]) == 1
    assert found.problems == ()
