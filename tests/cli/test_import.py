"""`resource-cards import`: nothing is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from sites import Site, site

from mkdocs_resource_cards.keys import KEY_FORM


def entries(run: Site) -> list[dict]:
    return yaml.load(run.read("resources.yml"), Loader=yaml.BaseLoader)


def test_two_works_of_one_title_are_two(tmp_path: Path) -> None:
    run = site(tmp_path)
    works = [("Ann", "2001"), ("Bo", "2002"), ("Ann", "2003")]
    text = "".join(f"@misc{{, title={{Editorial}}, author={{{author}}}, year={{{year}}}}}\n" for author, year in works)
    run.write("a.bib", text + "@misc{, title={Editorial}}\n")
    ran = run("import", "a.bib")
    assert (ran.code, "4 new, 0 already there, 0 left out" in ran.err) == (0, True), ran.err
    assert [(one["authors"], one["published"]) for one in entries(run)[:3]] == [([author], year) for author, year in works]
    assert "0 new, 4 already there" in run("import", "a.bib").err


def test_an_id_that_differs_in_case_alone_is_taken_and_said(tmp_path: Path) -> None:
    run = site(tmp_path)
    run.write("a.json", json.dumps([{"id": key, "title": f"T {key}", "url": f"https://x.org/{key}"} for key in ("n1", "N1")]))
    for location in ("", " at resources.yml:1:3"):
        ran = run("import", "a.json")
        assert f"`T N1` is left out: the id `N1` is taken by `T n1`{location} (case makes no difference)" in ran.err
    assert [one["id"] for one in entries(run)] == ["n1"]


def told(run: Site, name: str, text: str) -> list[str]:
    run.write(name, text)
    ran = run("import", name)
    assert ran.code == 0, ran.err
    return ran.err.splitlines()


def test_nul_characters_are_told_with_the_line_of_the_first(tmp_path: Path) -> None:
    lines = told(site(tmp_path), "a.bib", "@misc{k,\n title={A\0}}\n")
    assert lines == [
        "a.bib: line 2: the file contains NUL characters, which are left out",
        "1 new, 0 already there, 0 left out",
    ]


def test_values_that_are_not_kept_are_named(tmp_path: Path) -> None:
    run = site(tmp_path)
    text = "@misc{my:key, title={A}, url={javascript:x}}\n@misc{k, title={B}, url={n/a}, doi={none}}\n"
    lines = told(run, "a.bib", text + "@misc{k, title={C}, url={n/a}}\n@misc{Key With Space, title={D}}\n")
    left = "is left out: an entry has one URL, and it must be a web address"
    key = f"`aliases`: expected {KEY_FORM}, found"
    assert lines == [
        f"a.bib: line 1, `my:key`: `url`: `javascript:x` {left}",
        f"a.bib: line 2, `k`: `url`: `n/a` {left}",
        f"a.bib: line 3, `k`: `url`: `n/a` {left}",
        "a.bib: line 2, `k`: `B`: `doi`: expected a DOI such as 10.1000/182, found `none`; it is left out",
        "a.bib: line 3, `k`: `C`: the key `k` is left out, because `B` has it",
        f"a.bib: line 4, `Key With Space`: `D`: {key} `Key With Space`; it is left out",
        "4 new, 0 already there, 0 left out",
    ]
    assert [one["title"] for one in entries(run)] == ["A", "B", "C", "D"]
    many = told(run, "b.bib", "".join(f"@misc{{b{n}, title={{B{n}}}, url={{n/a}}}}\n" for n in range(25)))
    assert len(many) == 26  # All of it, never "the first 20".


def test_of_a_list_only_what_is_no_use_is_left_out(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: x\n  title: X\n  aliases: [taken]\n")
    lines = told(run, "a.json", json.dumps([{"id": "y", "title": "Y", "aliases": ["good", "no good", "taken"], "colour": 1}]))
    assert lines[:-1] == [
        "a.json: line 1, `y`: `Y`: the key `taken` is left out, because `X` has it",
        f"a.json: line 1, `y`: `Y`: `aliases`: expected {KEY_FORM}, found `no good`; it is left out",
        "a.json: line 1, `y`: `Y`: a resource has no field `colour`; it is left out",
    ]
    assert entries(run)[1] == {"id": "y", "title": "Y", "aliases": ["good"]}


def test_a_record_without_a_title_gets_a_stand_in_and_is_named(tmp_path: Path) -> None:
    run = site(tmp_path)
    for name, text, location in (
        ("a.bib", "@misc{a, title={A}}\n@misc{b, year={2001}}\n", "line 2, `b`: `title` is missing; `b` is used instead"),
        (
            "a.ris",
            "TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nT2  - J\nER  - \n",
            "line 4: `TI` is missing; `J` is used instead",
        ),
        (
            "a.json",
            '[{"title": "A", "DOI": "10.1/x", "id": 7}, {"DOI": "10.1/y", "id": "u"}]',
            "line 1, `u`: `title` is missing",
        ),
        (
            "z.json",
            '[{"itemType": "book", "title": "A"},\n{"itemType": "book"}]',
            "line 2: `title` is missing; `book` is used instead",
        ),
        ("o.json", '[{"id": "q"}]', "line 1, `q` is left out: a resource needs `title`; the entry is left out"),
    ):
        assert any(f"{name}: {location}" in line for line in told(run, name, text)), name


def test_ris_records_without_an_end_are_all_read(tmp_path: Path) -> None:
    run = site(tmp_path)
    lines = told(run, "a.ris", "TY  - JOUR\nTI  - One\nTY  - BOOK\nTI  - Two\nER  - \nTY  - JOUR\nTI  - Three\n")
    assert lines == ["3 new, 0 already there, 0 left out"]
    assert [(one["title"], one["type"]) for one in entries(run)] == [("One", "paper"), ("Two", "book"), ("Three", "paper")]


def dated(run: Site, name: str, text: str) -> tuple[str, str]:
    """The date that a record brings into the registry, and what is said."""
    said = told(run, name, text)
    return entries(run)[-1].get("published", ""), "\n".join(said[:-1])


@pytest.mark.parametrize(
    ("written", "date"),
    [("May 2001", "2001-05"), ("2001-00-00", "2001"), ("2001-05-00", "2001-05"), ("n.d. 5", ""), ("Spring 1999", "1999-21")],
)
def test_dates_are_read_or_named(tmp_path: Path, written: str, date: str) -> None:
    run = site(tmp_path)
    files = {
        "z.json": json.dumps([{"itemType": "book", "title": "Z", "date": written}]),
        "c.json": json.dumps([{"title": "C", "issued": {"raw": written}}]),
        "r.ris": f"TY  - BOOK\nTI  - R\nDA  - {written}\nER  - \n",
        "b.bib": f"@book{{b, title={{B}}, date={{{written}}}}}\n",
    }
    for name, text in files.items():
        found, said = dated(run, name, text)
        assert (found, f"`{written}` is not a date" in said) == (date, not date), name


def test_words_that_latex_has_commands_for_stay(tmp_path: Path) -> None:
    run = site(tmp_path)
    titles = [r"A {\LaTeX} primer", r"{\TeX}: {The} book", r"\LaTeX{} and \BibTeX", r"\XeLaTeX\ fonts"]
    told(run, "a.bib", "".join(f"@book{{k{n}, title={{{title}}}}}\n" for n, title in enumerate(titles)))
    assert [one["title"] for one in entries(run)] == ["A LaTeX primer", "TeX: The book", "LaTeX and BibTeX", "XeLaTeX fonts"]


def test_titles_keep_the_tags_of_csl(tmp_path: Path) -> None:
    run = site(tmp_path)
    title = 'H<sub>2</sub>O in <i>E. coli</i>, <span class="nocase">a < b</span>'
    told(run, "c.json", json.dumps([{"title": title, "DOI": "10.1000/1", "container-title": "<i>Nature</i>"}]))
    told(run, "z.json", json.dumps([{"itemType": "book", "title": title, "date": "2001"}]))
    assert [one["title"] for one in entries(run)] == ['H₂O in <i>E. coli</i>, <span class="nocase">a < b</span>'] * 2
    assert entries(run)[0]["publication"] == "Nature"


SEVERAL = {
    "a.bib": """\
@article{a1, title={A}, author={Jo Doe and others}, journal={The Journal}, publisher={Press}, url={https://x.org/a},
  howpublished={\\url{https://x.org/another}}, year=2020, month={Spring}, urldate={2021-01-01}, eprint={2301.00001}}
@misc{a2, title={B}, date={2020-01/2021-02}, url={https://arxiv.org/abs/2301.00002}, eprint={2301.00002}, month=jan,
  howpublished={Some blog \\url{https://arxiv.org/abs/2301.00002}}}
""",
    "a.json": json.dumps(
        [
            {
                "id": "doe2020",
                "type": "article-journal",
                "title": ["A", "B"],
                "note": "A note",
                "language": "en",
                "container-title": ["The Journal"],
                "publisher": "Press",
                "custom": {"q": 1},
                "URL": "https://x.org/z",
                "accessed": {"date-parts": [[2021, 2, 3]]},
                "issued": {"date-parts": [[2020], [2021, 3]], "season": 1},
            },
            4,
        ]
    ),
    "a.ris": """\
TY  - JOUR
ID  - doe2020
TI  - A
T2  - The Journal
PB  - Press
UR  - https://x.org/1
UR  - https://x.org/2
N1  - private
BT  - A book
QQ  - odd
Y2  - 2021/02/03/
PY  - 2020
ER  -
""",
    "zotero.json": json.dumps(
        [
            {
                "itemType": "book",
                "title": "T",
                "websiteTitle": "The Site",
                "publisher": "Press",
                "notes": [{"note": "x"}],
                "creators": [{"creatorType": "author", "name": "A"}, {"creatorType": "editor", "name": "E"}],
            }
        ]
    ),
}


@pytest.mark.parametrize(
    ("name", "said"),
    {
        "a.bib": ["`howpublished`: `https://x.org/another` is left out"],
        "a.json": [
            "notes are private and not imported: note (1 entry)",
            "fields that the registry has no place for, not imported: title (all but the first) (1 entry)",
            "an item is not a mapping; it is left out",
        ],
        "a.ris": [
            "notes are private and not imported: N1 (1 entry)",
            "fields that the registry has no place for, not imported: QQ (1 entry), UR (all but the first) (1 entry)",
        ],
        "zotero.json": ["notes are private and not imported: notes (1 entry)"],
    }.items(),
)
def test_what_is_not_taken_is_named(tmp_path: Path, name: str, said: list[str]) -> None:
    run = site(tmp_path)
    lines = told(run, name, SEVERAL[name])
    for text in said:
        assert any(text.replace("container-title, ", "") in line for line in lines), lines


@pytest.mark.parametrize("name", ["a.json", "a.ris"])
def test_what_documents_cite_a_work_by_becomes_an_alias(tmp_path: Path, name: str) -> None:
    run = site(tmp_path)
    told(run, name, SEVERAL[name])
    assert [one["aliases"] for one in entries(run)] == [["doe2020"]]
    assert "summary" not in entries(run)[0]  # Notes are private, a summary is shown.


RECORDS = r"""
@inproceedings{one, title={One}, author={Davis, Jr., Sammy and van der Berg, Jan and {Smith, Jones, Co}},
  booktitle={Proceedings of
                  Things}, url={https://x.org/one http://dx.doi.org/10.1000/xyz}}
@misc{two, title={Two}, eprint={2301.00001}, archivePrefix={arXiv}}
@article{three, title={Three}, journal={\apj}, url={https://x.org/three}}
"""


def test_records_of_other_programs(tmp_path: Path) -> None:
    run = site(tmp_path)
    lines = told(run, "a.bib", RECORDS)
    assert any("`url`: `http://dx.doi.org/10.1000/xyz` is left out" in line for line in lines)
    one, two, three = entries(run)
    assert one["authors"] == ["Sammy Davis, Jr.", "Jan van der Berg", "Smith, Jones, Co"]
    assert (one["publication"], one["url"], one["type"]) == ("Proceedings of Things", "https://x.org/one", "conference")
    assert two["type"] == "paper"
    assert three["publication"] == "The Astrophysical Journal"
    again = told(run, "a.bib", RECORDS)
    assert any("`one`: `One` is already in the registry: << resource:one >> at resources.yml:" in line for line in again)


def test_abstracts_come_without_markup(tmp_path: Path) -> None:
    run = site(tmp_path)
    abstract = (
        "<jats:title>Abstract</jats:title><jats:p>On H<jats:sub>2</jats:sub>O &amp; a < b.</jats:p><jats:p>More.</jats:p>"
    )
    told(run, "a.json", json.dumps([{"id": "x", "type": "book", "title": "T", "URL": "https://x.org", "abstract": abstract}]))
    assert entries(run)[0]["abstract"] == "On H2O & a < b.\n\nMore."


def test_what_stops_a_parser_costs_one_value(tmp_path: Path) -> None:
    run = site(tmp_path)
    told(run, "a.ris", "TY  - JOUR\nTI  - One\nDA  - ////\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n")
    abstract = f"</p>&#{'9' * 4301};"
    told(run, "a.json", json.dumps([{"title": "Three", "URL": "https://x.org", "abstract": abstract}]))
    assert [one["title"] for one in entries(run)] == ["One", "Two", "Three"]


def test_a_title_with_references_goes_out_and_in_as_it_is(tmp_path: Path) -> None:
    registry = "- id: a\n  title: '&amp;lt;b&amp;gt;'\n- id: b\n  title: '&amp;#32;'\n"
    run = site(tmp_path, registry)
    for name in ("json", "bibtex", "csl-json", "ris"):
        assert run("export", "--format", name, "-o", f"out-{name}").code == 0
    other = site(tmp_path / "other")
    other.write("out.json", run.read("out-json"))
    assert other("import", "out.json", "-y").code == 0
    assert [one["title"] for one in entries(other)] == ["&amp;lt;b&amp;gt;", "&amp;#32;"]


FIRST = """\
@book{roe2001, title={Rivers of the North}, author={Roe, Ann}, year=2001, doi={10.1000/1}, publisher={House}}
@book{doe2002, title={Another Book}, author={Doe, Bob}, year=2002, isbn={978-3-16-148410-0}, url={https://x.org/a}}
"""


def test_a_second_key_of_a_work_becomes_a_further_alias(tmp_path: Path) -> None:
    run = site(tmp_path)
    run.write("a.bib", FIRST + "@book{rivers, title={Rivers of the North}, year=2001, doi={https://doi.org/10.1000/1}}\n")
    ran = run("import", "a.bib", "-y")
    assert "its key `rivers` becomes an alias" in ran.err
    assert entries(run)[0]["aliases"] == ["roe2001", "rivers"]
    run.write("b.bib", "@book{n1, title={Rivers of the North: A Study}, doi={10.1000/1}}\n")
    run("import", "b.bib", "-y")
    assert entries(run)[0]["aliases"] == ["roe2001", "rivers", "n1"]


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("@incollection{c, title={A Chapter of Its Own}, doi={10.1000/1}}", "the DOI of `Rivers of the North`"),
        ("@incollection{c, title={One More Chapter}, isbn={3161484100}}", "the ISBN of `Another Book`"),
        ("@misc{c, title={Quite Another Thing}, url={http://x.org/a/}}", "the address of `Another Book`"),
        (
            "@book{c, title={Rivers of the North}, author={Roe, Ann}, year=2001}",
            "title, authors and year of `Rivers of the North`",
        ),
    ],
)
def test_works_that_are_alike_are_two_and_that_is_said(tmp_path: Path, text: str, shared: str) -> None:
    run = site(tmp_path)
    run.write("a.bib", FIRST)
    run("import", "a.bib", "-y")
    run.write("b.bib", text)
    ran = run("import", "b.bib", "-y")
    assert f"added, although it has {shared}" in ran.err, ran.err
    assert [one["aliases"] for one in entries(run)] == [["roe2001"], ["doe2002"], ["c"]]


def test_keys_that_differ_in_capitals_are_two(tmp_path: Path) -> None:
    run = site(tmp_path)
    run.write("a.bib", "@book{Chen_2017, title={One Thing}}\n@book{chen_2017, title={Another}}\n")
    assert run("import", "a.bib", "-y").code == 0
    assert [one["aliases"] for one in entries(run)] == [["Chen_2017"], ["chen_2017"]]
    assert "0 new, 2 already there" in run("import", "a.bib", "-y").err


def test_a_later_import_tells_and_takes_over_what_is_nobodys_own(tmp_path: Path) -> None:
    run = site(tmp_path)
    run.write("a.bib", FIRST)
    run("import", "a.bib", "-y")
    assert "0 new, 2 already there, 0 left out" in run("import", "a.bib", "-y").err
    run.write("resources.yml", run.read("resources.yml").replace("published: 2001", "published: 1999  # mine"))
    later = (
        FIRST.replace("2001, doi", "2003, doi")
        .replace("{House}", "{House \\& Sons}")
        .replace("year=2002", "year=2002, volume=3")
    )
    run.write("a.bib", later)
    before = run.read("resources.yml")
    ran = run("import", "a.bib", "-y")
    assert "says publisher `House & Sons`, the registry `House`; the file's would be taken over with --update" in ran.err
    assert "says published `2003`, the registry `1999`; the registry's stays, because it is yours" in ran.err
    assert "says volume `3`, the registry nothing; the file's would be taken over with --update" in ran.err
    assert run.read("resources.yml") == before
    assert "2 updated" in run("import", "a.bib", "-y", "--update").err
    first, second = entries(run)
    assert (first["published"], first["publisher"], second["volume"]) == ("1999", "House & Sons", "3")
    assert "published: 1999  # mine" in run.read("resources.yml")
    run.write("a.bib", later.replace("volume=3", "volume=4"))
    run("import", "a.bib", "-y", "--update")
    assert entries(run)[1]["volume"] == "4"
