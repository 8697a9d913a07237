"""Bibliographies of other programs as part of a registry: read as they are, with entries in YAML that add to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry_helpers import said

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.normalize.identifiers import id_of
from mkdocs_resource_cards.registry import Registry, load

BIB = """@article{roe2020,
  title = {Gardens},
  author = {Roe, Ann},
  journal = {Nature},
  volume = 5,
  year = 2020,
  doi = {10.1000/ABC},
}
"""
CSL = [{"id": "DBLP:conf/xy/RoeS17", "type": "paper-conference", "title": "Rivers", "issued": {"date-parts": [[2017]]}}]
ZOTERO = [{"itemType": "book", "title": "Hills", "citationKey": "moss1999", "date": "1999", "creators": []}]
RIS = "TY  - JOUR\nID  - lee01\nTI  - Lakes\nPY  - 2001\nER  - \n"


def registry(folder: Path, *, cache: Cache | None = None, **files: object) -> Registry:
    """The registry of these files, in their order; `_` stands for the dot of a name."""
    names = [name.replace("__", "/").replace("_", ".") for name in files]
    for name, content in zip(names, files.values(), strict=True):
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load([Path(name) for name in names], folder, cache or Cache(None))


def test_each_format_is_read(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib=BIB, b_json=CSL, c_json=ZOTERO, d_ris=RIS, e_yml="- {id: own, title: Own}\n")
    assert said(found) == []
    assert [one.title for one in found.resources()] == ["Gardens", "Rivers", "Hills", "Lakes", "Own"]
    assert [key in found for key in ("roe2020", "DBLP:conf/xy/RoeS17", "moss1999", "lee01", "own")] == [True] * 5
    roe = found["roe2020"]
    assert (str(roe.authors[0]), roe.published, roe.csl["volume"], str(roe.location)) == ("Ann Roe", "2020", "5", "a.bib:1:1")


def test_a_suggestion_shows_a_title_without_its_tags(tmp_path: Path) -> None:
    found = registry(
        tmp_path, a_bib=BIB.replace("Gardens", r"\emph{Rosa} Gardens"), b_yml="- {id: x1abc, title: On <i>Rosa</i>}"
    )
    assert found.suggest("roe2021") == "did you mean roe2020 (Rosa Gardens)?"
    assert found.suggest("x2abc") == "did you mean x1abc (On Rosa)?"


def test_the_id_is_the_key_where_that_is_an_id(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib=BIB, b_json=CSL)
    assert (found["roe2020"].id, found["roe2020"].citation_key) == ("roe2020", "")
    rivers = found["DBLP:conf/xy/RoeS17"]
    assert (rivers.id, rivers.citation_key) == (id_of("DBLP:conf/xy/RoeS17"), "DBLP:conf/xy/RoeS17")
    assert found[rivers.id] == rivers


def test_a_registry_may_be_a_bibliography_alone(tmp_path: Path) -> None:
    assert list(registry(tmp_path, a_bib=BIB)) == ["roe2020"]


def test_beside_bibliographies_alone_stands_a_file_for_own_entries(tmp_path: Path) -> None:
    (tmp_path / "resources.yml").write_text("- {id: own, title: Own}\n")
    assert list(registry(tmp_path, a_bib=BIB)) == ["roe2020", "own"]
    assert list(registry(tmp_path, a_bib=BIB, b_yml="- {id: b, title: B}\n")) == ["roe2020", "b"]


def test_of_a_folder_only_yaml_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.bib").write_text(BIB)
    (tmp_path / "data/b.yml").write_text("- {id: b, title: B}\n")
    assert list(load([Path("data")], tmp_path, Cache(None))) == ["b"]


def test_a_registry_of_ours_in_json_is_one(tmp_path: Path) -> None:
    found = registry(tmp_path, a_json={"resources": [{"id": "a", "title": "A", "credibility": 4}]})
    assert (said(found), found["a"].credibility) == ([], 4)


@pytest.mark.parametrize(
    "entry",
    [
        "- {id: roe2020, credibility: 4, tags: [x]}",
        "- {id: mine, citation_key: roe2020, credibility: 4, tags: [x]}",
        "- {id: mine, aliases: [roe2020], credibility: 4, tags: [x]}",
        "- {doi: 'https://doi.org/10.1000/abc', credibility: 4, tags: [x]}",
        "- {id: mine, doi: 10.1000/ABC, credibility: 4, tags: [x]}",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_an_entry_with_its_key_or_doi_adds(entry: str, is_first: bool, tmp_path: Path) -> None:
    files = {"a_yml": entry, "b_bib": BIB} if is_first else {"b_bib": BIB, "a_yml": entry}
    found = registry(tmp_path, **files)
    assert said(found) == []
    (one,) = found.resources()
    assert (one.title, one.credibility, one.tags, one.csl["volume"]) == ("Gardens", 4, ("x",), "5")
    assert found["roe2020"] == one
    assert ("mine" in found) == ("mine" in entry) == (one.id == "mine")
    assert one.location.path == "a.yml"


def test_what_yaml_says_wins(tmp_path: Path) -> None:
    own = "- {id: roe2020, title: Gardens of mine, published: 2021, volume: 6, issue: 2, authors: [Moss, Lee]}\n"
    one = registry(tmp_path, a_bib=BIB, b_yml=own)["roe2020"]
    assert (one.title, one.published, one.doi) == ("Gardens of mine", "2021", "10.1000/ABC")
    assert (dict(one.csl)["volume"], one.csl["issue"], one.author_names) == ("6", "2", ("Moss", "Lee"))


def test_a_key_goes_before_a_doi(tmp_path: Path) -> None:
    bib = BIB + "@article{lee2001, title={Lakes}}\n"
    found = registry(tmp_path, a_bib=bib, b_yml="- {id: lee2001, doi: 10.1000/ABC, credibility: 2}\n")
    assert (found["lee2001"].title, found["lee2001"].credibility, found["roe2020"].credibility) == ("Lakes", 2, None)


def test_two_entries_cannot_add_to_one(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib=BIB, b_yml="- {id: roe2020, credibility: 4}\n- {id: x, doi: 10.1000/abc, tags: [x]}\n")
    assert said(found) == ["b.yml:2:3: duplicate_id the entry at b.yml:1:3 already adds to `roe2020`; this one is left out"]
    assert found["roe2020"].credibility == 4


def test_an_entry_that_adds_to_nothing_needs_its_title(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib=BIB, b_yml="- {id: roe2021, credibility: 4}\n")
    message = "no bibliography has the key `roe2021`, and a new entry needs a `title`; the entry is left out"
    assert said(found) == [f"b.yml:1:3: invalid_entry {message}; did you mean roe2020 (Gardens)?"]


def test_keys_that_differ_in_capitals_are_two(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib="@book{Roe, title={One}}\n@book{roe, title={Two}}\n")
    assert said(found) == []
    assert (found["Roe"].title, found["roe"].title) == ("One", "Two")
    assert found["Roe"].id.lower() != found["roe"].id.lower()


def test_of_equal_keys_the_first_counts(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib=BIB, b_bib="\n" + BIB)
    assert said(found) == [
        "b.bib:2:1: duplicate_id `roe2020` is already the key of the entry at a.bib:1:1; "
        "this one is left out; keep one of them, or give one another key"
    ]
    assert len(found) == 1


def test_an_entry_of_ones_own_with_other_capitals_is_told(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib=BIB, b_yml="- {id: ROE2020, title: T}\n")
    assert said(found)[0].startswith("b.yml:1:8: duplicate_id `ROE2020` is already a key of the entry at a.bib:1")


def test_entries_without_a_key_have_an_id(tmp_path: Path) -> None:
    found = registry(tmp_path, a_ris="TY  - JOUR\nTI  - A\nER  -\nTY  - JOUR\nTI  - A\nER  -\n")
    assert len(set(found)) == 2
    assert next(iter(found)) == id_of("A")


def test_a_key_that_no_page_can_hold_is_told(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib="@misc{o'brien, title={T}}\n")
    id = id_of("o'brien")
    key = "the key `o'brien` cannot be used in a page"
    assert said(found) == [f"a.bib:1:1: invalid_bibliography {key}; cite the entry as `{id}`"]
    assert found[id].citation_key == "o'brien"


def test_keys_are_compared_in_nfc(tmp_path: Path) -> None:
    found = registry(
        tmp_path, a_bib="@misc{mu\u0308ller2020, title={T}}\n", b_yml="- {citation_key: müller2020, credibility: 3}\n"
    )
    assert said(found) == []
    assert found["müller2020"] == found["mu\u0308ller2020"]
    assert found["müller2020"].credibility == 3


def test_what_is_wrong_has_its_place(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib="@book{a, title={A}}\n\n@book{b,\n  title={B},\n  year={no year}}\n@book{c, title={C")
    assert {one.split(": ", 1)[0] for one in said(found)} == {"a.bib:5:3", "a.bib:6:10"}
    assert {"a", "b"} <= set(found)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.bib", "@book{a, title={A},\n  langid={no such tongue}}", "2:3"),
        ("a.ris", "TY  - BOOK\nTI  - A\nLA  - no such tongue\nER  - ", "3:1"),
        ("a.json", '[{"id": "a", "type": "book", "title": "A",\n "language": "no such tongue"}]', "2:2"),
    ],
)
def test_a_bad_value_is_told_at_its_field(tmp_path: Path, name: str, content: str, place: str) -> None:
    (tmp_path / name).write_text(content)
    (problem,) = load([Path(name)], tmp_path, Cache(None)).problems
    assert str(problem).startswith(f"{name}:{place}: invalid_field `language`: expected a language tag")


def test_fields_without_a_place_are_counted(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib="@book{a, title={A}, glottolog={x}, owner={me}}\n@book{b, title={B}, glottolog={y}}\n")
    assert said(found) == ["a.bib:1:1: unplaced_field fields without a place in the registry are not read: `glottolog` (2)"]


def test_a_set_is_no_work_and_said_so(tmp_path: Path) -> None:
    found = registry(tmp_path, a_bib="@book{a, title={A}}\n@set{both, entryset={a}}\n")
    assert list(found) == ["a"]
    assert said(found) == ["a.bib:2:1: invalid_bibliography `both` is a set of entries, which is left out; cite its members"]


def test_notes_are_named_and_never_read(tmp_path: Path) -> None:
    found = registry(
        tmp_path, a_bib="@book{a, title={A}, note={secret}, annote={secret}}\n@book{b, title={B}, note={secret}}\n"
    )
    assert said(found) == ["a.bib:1:1: private_field notes are private and not read: `note` (2), `annote` (1)"]
    assert "secret" not in repr(found.resources())


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.json"])
def test_half_a_file_has_no_more_entries_than_records(name: str, tmp_path: Path) -> None:
    whole = {"a.bib": BIB * 3, "a.ris": RIS * 3, "a.json": json.dumps(CSL * 3)}[name].encode()
    counts = []
    for end in (*range(0, len(whole), 3), len(whole)):
        (tmp_path / name).write_bytes(whole[:end])
        counts.append(len(load([Path(name)], tmp_path, Cache(None))))
    assert max(counts) <= 3
    assert counts[-1] == 1


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([".bib", ".ris", ".json"]),
    st.text('@{}(),=#"\\%$&\n ab1[]:TY  -ER', max_size=120) | st.binary(max_size=80),
)
def test_anything_is_survived(suffix: str, content: str | bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / f"a{suffix}").write_bytes(content.encode() if isinstance(content, str) else content)
        found = load([Path(f"a{suffix}")], Path(name), Cache(None))
        assert len({key.lower() for key in found}) == len(found)
        assert all(found[key] == one for one in found.resources() for key in one.keys)


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs_resource_cards.formats import reading

    seen = list[str]()
    read_entry = reading.read_entry
    monkeypatch.setattr(reading, "read_entry", lambda format, raw: (seen.append(raw.key), read_entry(format, raw))[1])
    entries = [f"@book{{k{number}, title={{T{number}}}, year={{x}}}}\n" for number in range(20)]
    for expected in (20, 0, 1, 1):
        seen.clear()
        cache = Cache(tmp_path / "cache")
        found = registry(tmp_path, cache=cache, a_bib="".join(entries))
        assert len(seen) == expected
        assert [problem.location.line for problem in found.problems] == list(range(1, 21))[: len(entries)] or len(entries) > 20
        found.close()
        cache.close()
        if expected == 0:
            entries[3] = "@book{k3, title={Other}, year={x}}\n"
        elif expected == 1 and len(entries) == 20:
            entries.insert(0, "@book{new, title={New}, year={x}}\n")
    assert found["k3"].title == "Other"
    assert found["k19"].location.line == 21


def test_a_cache_of_another_shape_is_not_believed(tmp_path: Path) -> None:
    from mkdocs_resource_cards.registry.lookup import _code

    code = _code(has_bibliographies=True)
    for kept in (
        "nonsense",
        "",
        "[1]",
        '["x",[],[],[]]\tnull',
        '["x",[],[],[]]',
        '["x",[],[]]\t{"title":"A"}',
        '["x",0,[],[]]\t{}',
    ):
        cache = Cache(tmp_path / "cache")
        cache.put("bibliography", "a.bib", f"{code}\n{kept}")
        cache.flush()
        assert list(registry(tmp_path, cache=cache, a_bib=BIB)) == ["roe2020"]
        cache.close()


def test_entries_that_did_not_change_are_what_they_were(tmp_path: Path) -> None:
    """What was kept goes into the registry as it was put into words; an id, a key and a place are worked out anew."""
    texts = [
        BIB,
        "@book{a/b, title = {Ä}}\n",
        "@book{c, title = {C}, ids = {d, e}}\n",
        "@misc{title = {No key}}\n",
        "@book{f, title = {F}}",
    ]
    own = "- {citation_key: f, credibility: 3}\n"
    seen = list[list[object]]()
    for first in ("", "% moved\n"):
        cache = Cache(tmp_path / "cache")
        found = registry(tmp_path, cache=cache, a_bib=first + "".join(texts), b_yml=own)
        seen.append([one._replace(location=one.location._replace(line=0)) for one in found.resources()])
        lines = [one.location.line for one in found.resources()]
        found.close()
        cache.close()
    assert seen[0] == seen[1]
    assert lines == [2, 10, 11, 12, 1]
    fresh = registry(tmp_path, a_bib="% moved\n" + "".join(texts), b_yml=own)
    assert [one._replace(location=one.location._replace(line=0)) for one in fresh.resources()] == seen[1]


REFERENCES = """
---
references:
- type: article-journal
  id: WatsonCrick1953
  author:
  - {family: Watson, given: J. D.}
  - family: Crick
    given: F. H. C.
  issued:
    date-parts:
    - - 1953
      - 4
      - 25
  title: 'A structure for <i>deoxyribose</i> H<sub>2</sub>O'
  container-title: Nature
  page: 737-738
  DOI: 10.1038/171737a0
  ISSN: 0028-0836
- id: "doe:2006"
  title: Colon
  issued: {year: 2006}
  note: private
...
"""


def test_references_of_pandoc_and_quarto_are_a_registry(tmp_path: Path) -> None:
    found = registry(tmp_path, a_yaml=REFERENCES)
    assert said(found) == []
    one = found["WatsonCrick1953"]
    assert (one.title, one.type, one.published) == ("A structure for deoxyribose H₂O", "paper", "1953-04-25")
    assert one.author_names == ("J. D. Watson", "F. H. C. Crick")
    assert (one.doi, one.csl["page"], one.csl["ISSN"], one.publication and one.publication.name) == (
        "10.1038/171737a0",
        "737-738",
        "0028-0836",
        "Nature",
    )
    assert (found["doe:2006"].id, found["doe:2006"].published) == (id_of("doe:2006"), "2006")
    assert "private" not in repr(found.resources())


def test_unknown_keys_get_the_one_that_people_type(tmp_path: Path) -> None:
    assert registry(tmp_path, b_json=CSL).suggest("DBLP:conf/xy/RoeS18") == "did you mean DBLP:conf/xy/RoeS17 (Rivers)?"


HOSTILE = {
    "deep.json": "[" * 100_000,
    "deeper.json": '[{"id": "a", "title": "T", "author": ' + '{"family":' * 900 + '"x"' + "}" * 900 + "}]",
    "braces.bib": "@book{a, title={" + "{" * 100_000,
    "strings.bib": '@string{s0="x"}\n'
    + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
    + "@book{a,title=s59}",
    "circle.bib": "".join(f"@book{{k{n},crossref={{k{(n + 1) % 500}}},title={{T}}}}\n" for n in range(500)),
    "latex.bib": "@book{a,title={" + "\\textbf{" * 10_000 + "x" + "}" * 10_000 + "}}",
    "equal.bib": "".join(f"@book{{k,title={{T{n}}}}}\n" for n in range(3000)),
    "records.ris": "TY  - JOUR\n" * 20_000,
    "key.bib": "@book{" + "k" * 300_000 + ",title={T}}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_made_to_be_slow_are_not(name: str, tmp_path: Path) -> None:
    import time

    (tmp_path / name).write_text(HOSTILE[name])
    start = time.process_time()
    found = load([Path(name)], tmp_path, Cache(None))
    assert time.process_time() - start < 10
    assert len(found.problems) <= 10_001


def test_a_key_that_another_entry_has_becomes_no_alias(tmp_path: Path) -> None:
    found = registry(
        tmp_path, a_bib="@book{a, title = {A}}\n@book{b, title = {B}, ids = {a, c}}\n@book{d, title = {D}, ids = {c, e}}\n"
    )
    assert [(one.title, one.aliases) for one in found.resources()] == [("A", ()), ("B", ("c",)), ("D", ("e",))]
    assert [found[key].title for key in ("a", "b", "c", "d", "e")] == ["A", "B", "B", "D", "D"]


def test_words_that_yaml_takes_for_nothing_are_words_in_other_formats(tmp_path: Path) -> None:
    csl = [{"id": "a", "type": "book", "title": "null", "publisher": "~", "keyword": "null, b"}]
    found = registry(tmp_path, a_json=csl)
    assert (found["a"].title, found["a"].csl["publisher"], found["a"].tags) == ("null", "~", ("null", "b"))


def test_a_key_with_spaces_and_a_misspelt_field_are_told_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{my key, title={A}}\n@book{b,\n  title={B}, autor={C}}\n", encoding="utf-8")
    assert [str(one) for one in load([Path("refs.bib")], tmp_path, Cache(None)).problems] == [
        "refs.bib:1:1: invalid_bibliography the key `my key` contains spaces, so that no page can cite it; write `my-key`",
        "refs.bib:3:14: invalid_bibliography `autor` is not a field; did you mean `author`?",
    ]


def test_a_key_that_is_too_long_is_told(tmp_path: Path) -> None:
    (told,) = registry(tmp_path, a_bib=f"@book{{{'k' * 257}, title={{A}}}}\n@book{{{'m' * 256}, title={{B}}}}\n").problems
    assert (told.location.line, "has more than 256 characters, so that no page can cite it" in told.message) == (1, True)
