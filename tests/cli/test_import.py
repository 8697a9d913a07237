"""`resource-cards import`: nothing is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from sites import Site, site


def entries(run: Site) -> list[dict]:
    return yaml.load(run.read("resources.yml"), Loader=yaml.BaseLoader)


def test_two_works_of_one_title_are_two(tmp_path: Path) -> None:
    run = site(tmp_path)
    works = [("Ann", "2001"), ("Bo", "2002"), ("Ann", "2003")]
    text = "".join(f"@misc{{, title={{Editorial}}, author={{{author}}}, year={{{year}}}}}\n" for author, year in works)
    run.write("a.bib", text + "@misc{, title={Editorial}}\n")
    ran = run("import", "a.bib")
    assert (ran.code, "3 new, 1 known already, 0 left out" in ran.err) == (0, True), ran.err
    assert [(one["authors"], one["published"]) for one in entries(run)] == [([author], year) for author, year in works]
    assert "0 new, 4 known already" in run("import", "a.bib").err


def test_an_id_that_differs_in_case_alone_is_taken_and_said(tmp_path: Path) -> None:
    run = site(tmp_path)
    run.write("a.json", json.dumps([{"id": key, "title": f"T {key}", "url": f"https://x.org/{key}"} for key in ("n1", "N1")]))
    for place in ("", " at resources.yml:1:3"):
        ran = run("import", "a.json")
        assert f"`T N1` is left out: the id `N1` is taken by `T n1`{place} (case makes no difference)" in ran.err
    assert [one["id"] for one in entries(run)] == ["n1"]
