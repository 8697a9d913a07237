"""Commands beside bibliographies of other programs: they are read, and never written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import Site, page, site

BIB = "@article{roe2020,\n  title = {Gardens},\n  year = {2020},\n  url = {https://example.org/g},\n  bad = {x}\n}\n"
CONFIG = "site_name: T\nplugins:\n  - resource-cards:\n      registry: {}\n"


def with_bibliography(folder: Path, registry: str = "[library.bib]", index: str = "See << resource:roe2020 >>.\n") -> Site:
    run = site(folder, "", index=index)
    (folder / "resources.yml").unlink(missing_ok=True)
    run.write("mkdocs.yml", CONFIG.format(registry))
    run.write("library.bib", BIB)
    return run


def test_new_entries_go_into_yaml(tmp_path: Path) -> None:
    run = with_bibliography(tmp_path)
    run.write("a.html", page("A page").decode())
    ran = run("add", "a.html", "--url", "https://example.org/a", "-y")
    assert (ran.code, "resources.yml" in ran.out + ran.err) == (0, True), ran.err
    assert "A page" in run.read("resources.yml")
    assert run.read("library.bib") == BIB
    found = json.loads(run("export", "--format", "json", "--output", "-").out)
    assert [one["title"] for one in found["resources"]] == ["Gardens", "A page"]


def test_what_a_bibliography_has_is_known(tmp_path: Path) -> None:
    run = with_bibliography(tmp_path)
    run.write("a.html", page("A page").decode())
    ran = run("add", "a.html", "--url", "https://example.org/g", "-y")
    assert "roe2020" in ran.out + ran.err
    assert not (tmp_path / "resources.yml").exists()


@pytest.mark.parametrize("arguments", [("--registry", "library.bib", "check"), ("check",), ("check", "library.bib")])
def test_it_is_checked(arguments: tuple[str, ...], tmp_path: Path) -> None:
    run = with_bibliography(tmp_path)
    run.write("library.bib", BIB.replace("{2020}", "{no year}"))
    assert "library.bib:3:3: invalid_bibliography" in run(*arguments).out


def test_it_is_found(tmp_path: Path) -> None:
    assert "<< resource:roe2020 >>" in with_bibliography(tmp_path)("find", "gardens").out


@pytest.mark.parametrize("file", ["library.bib", "own.yml"])
def test_what_is_part_of_the_registry_is_not_imported(file: str, tmp_path: Path) -> None:
    run = with_bibliography(tmp_path, "[own.yml, library.bib]")
    run.write("own.yml", "- {id: own, title: Own}\n")
    ran = run("import", file, "-y")
    assert (ran.code, f"{file} is part of the registry, so its entries are there already" in ran.err) == (2, True)
    assert run.read("own.yml") == "- {id: own, title: Own}\n"


def test_no_command_writes_it(tmp_path: Path) -> None:
    run = with_bibliography(tmp_path, "[own.yml, library.bib]")
    run.write("own.yml", "- {id: own, title: Own}\n")
    run("import", "library.bib", "-y")
    run("update", "roe2020", "-y")
    run("export", "--format", "bibtex", "--output", "library.bib")
    assert run.read("library.bib") == BIB


def test_a_list_of_authors_that_goes_on_is_no_odd_name(tmp_path: Path) -> None:
    run = with_bibliography(tmp_path, "[own.yml, library.bib]")
    run.write(
        "own.yml", "- {id: own, title: Own, authors: [Ann Roe, et al.]}\n- {id: odd, title: Odd, authors: [et al., Bo Ek]}\n"
    )
    run.write("library.bib", BIB.replace("bad = {x}", "author = {Roe, Ann and others}"))
    told = [line for line in run("check").out.splitlines() if "author_form" in line]
    assert ["`odd`" in line for line in told] == [True], told


@pytest.mark.parametrize(
    ("authors", "is_odd"),
    [
        ("Ann Lee, Bo Ek", True),
        ("Natera Orozco, Luis Guillermo and Roe, Jane", False),
        ("Ter Braak, Cajo J.F.", False),
        ("Van Rijn, Jan N", False),
        ("De Luca, Giacomo Bruno", False),
        ("Muñoz Méndez, Jesús Eduardo and others", False),
    ],
)
def test_a_name_that_was_turned_around_is_no_list_of_names(authors: str, is_odd: bool, tmp_path: Path) -> None:
    run = with_bibliography(tmp_path)
    run.write("library.bib", BIB.replace("bad = {x}", f"author = {{{authors}}}"))
    assert ("author_form" in run("check").out) == is_odd


def test_check_names_entries_as_their_file_does(tmp_path: Path) -> None:
    run = with_bibliography(tmp_path, "[own.yml, library.bib]")
    run.write("own.yml", "".join(f"- {{id: own{n}, title: Own {n}}}\n" for n in range(2)))
    twins = "".join(f"@book{{shen:{n}, title = {{Sea}}, doi = {{10.1000/182}}}}\n" for n in (1, 2))
    run.write("library.bib", f"{twins}@book{{bare, year = 2020}}\n")
    told = run("check").out
    assert "`shen:2` leads to the same source as shen:1 (Sea)" in told
    assert "keep one, with `ids = {shen:2}`" in told
    assert "title_is_label" not in told
    assert "id_not_hash" not in told


@pytest.mark.parametrize(
    "arguments",
    [("rename", "roe2020", "new"), ("remove", "roe2020"), ("merge", "roe2020", "own"), ("merge", "own", "roe2020")],
)
def test_what_yaml_adds_to_an_entry_does_not_go_without_it(arguments: tuple[str, ...], tmp_path: Path) -> None:
    run = with_bibliography(tmp_path, "[own.yml, library.bib]")
    own = "- {id: own, title: Own}\n- id: roe2020\n  credibility: 4\n  aliases: [gardens]\n"
    run.write("own.yml", own)
    ran = run(*arguments, "--write")
    assert (ran.code, "`roe2020` is an entry of library.bib, which commands do not change" in ran.err) == (2, True), ran.err
    assert (run.read("own.yml"), run.read("docs/index.md")) == (own, "See << resource:roe2020 >>.\n")
    assert run("rename", "gardens", "green", "--write").code == 0
    assert "aliases: [green]" in run.read("own.yml").replace('"', "")


def test_a_registry_is_begun_beside_bibliographies(tmp_path: Path) -> None:
    run = with_bibliography(tmp_path, "[library.bib, missing.ris]")
    ran = run("init")
    assert not (tmp_path / "missing.ris").exists()
    assert "missing.ris is missing" in ran.out + ran.err
    assert "library.bib/" not in ran.out
    assert "missing.ris/" not in ran.out
