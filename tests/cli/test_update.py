"""`resource-cards update`: what entries lack comes from their sources; every other byte stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from server import Server, answer, redirect
from sites import page, site

HEAD = (
    '<meta name="author" content="Lee, Ann"><meta property="article:published_time" content="2025-04-24">'
    '<meta property="og:type" content="book"><meta property="og:site_name" content="Example Press">'
)


def registry(server: Server) -> str:
    return (
        "# Ours.\nresources:\n"
        f"  - id: one   # the first\n    title: 'Mine'\n    url: {server.url('/one')}\n    tags: [x]\n\n"
        f"  - id: two\n    title: Two\n    url: {server.url('/two')}\n    authors: [Bo Ek]\n"
        "    published: 2001\n    type: web\n"
        f"  - id: link\n    title: here\n    url: {server.url('/three')}\n    authors: [Bo Ek]\n    published: 2001\n"
        "  - id: none\n    title: No address\n"
    )


def test_what_is_lacking_is_filled_in(tmp_path: Path, server: Server) -> None:
    for path, title in (("/one", "One"), ("/two", "Two, really"), ("/three", "A third work")):
        server.pages[path] = answer(page(title, HEAD))
    run, before = site(tmp_path, registry(server), server), registry(server)
    ran = run("update", "--write")
    assert ran.code == 0
    assert "2 asked, 2 with something new, 0 failed" in ran.err
    assert "+    authors: [Ann Lee]\n" in ran.out
    assert "-    title: here\n" in ran.out
    filled = before.replace(
        "    tags: [x]\n",
        "    type: book\n    authors: [Ann Lee]\n    published: 2025-04-24\n    publication: Example Press\n    tags: [x]\n",
    )
    filled = filled.replace("title: here\n", "title: A third work\n").replace(
        "    authors: [Bo Ek]\n    published: 2001\n  - id: none",
        "    type: book\n    authors: [Bo Ek]\n    published: 2001\n    publication: Example Press\n  - id: none",
    )
    assert run.read("resources.yml") == filled
    assert "/two" not in server.paths()
    assert run("update", "--write").out == ""
    assert run.read("resources.yml") == filled


def test_what_an_entry_says_stays_unless_it_is_to_be_overwritten(tmp_path: Path, server: Server) -> None:
    server.pages["/two"] = answer(page("Two, really", HEAD))
    run, before = site(tmp_path, registry(server), server), registry(server)
    assert run("update", "two", "-y").code == 0
    assert run.read("resources.yml") == before.replace("    type: web\n", "    type: web\n    publication: Example Press\n")
    assert run("update", "two", "-y", "--overwrite").code == 0
    after = run.read("resources.yml")
    assert "    title: Two, really\n" in after
    assert "    authors: [Ann Lee]\n    published: 2025-04-24\n    type: book\n    publication: Example Press\n" in after
    assert after.startswith(before[: before.index("  - id: two")])


def test_nothing_is_written_unless_somebody_says_so(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.pages["/one"] = answer(page("One", HEAD))
    run, before = site(tmp_path, registry(server), server), registry(server)
    ran = run("update", "one")
    assert (ran.code, "nothing was written; use --write" in ran.err) == (0, True)
    assert run("update", "one", "--dry-run", "-y").code == 0
    monkeypatch.setattr("mkdocs_resource_cards.cli.console.has_person", lambda: True)
    monkeypatch.setattr("mkdocs_resource_cards.cli.console.ask", lambda question: False)
    assert run("update", "one").code == 0
    assert run.read("resources.yml") == before
    monkeypatch.setattr("mkdocs_resource_cards.cli.console.ask", lambda question: True)
    assert run("update", "one").code == 0
    assert "authors: [Ann Lee]" in run.read("resources.yml")


def test_a_doi_says_what_a_page_cannot(tmp_path: Path, server: Server) -> None:
    csl = {"type": "article-journal", "title": "On", "author": [{"given": "Ann", "family": "Lee"}], "container-title": "J"}
    body = json.dumps(csl | {"issued": {"date-parts": [[2020, 5]]}}).encode()
    server.pages["/doi/10.1000/182"] = answer(body, Content_Type="application/vnd.citationstyles.csl+json")
    server.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /\n")
    run = site(tmp_path, "- id: a\n  title: A\n  doi: 10.1000/182\n", server)
    assert run("update", "-y").code == 0
    after = run.read("resources.yml")
    assert after.startswith("- id: a\n  title: A\n  type: paper\n  authors: [Ann Lee]\n  published: 2020-05\n")
    assert len(server.paths()) == 1


def test_a_source_that_is_none_fills_nothing(tmp_path: Path, server: Server) -> None:
    server.pages["/one"], server.pages["/"] = redirect("/"), answer(page("Home", HEAD))
    server.pages["/three"] = answer(b"<title>Just a moment...</title>")
    run, before = site(tmp_path, registry(server), server), registry(server)
    ran = run("update", "-y")
    assert ran.code == 1
    assert "the home page of a site" in ran.err
    assert "link (here): " in ran.err
    assert "looks like an error page or a bot check" in ran.err
    assert "nothing was added" not in ran.err
    assert run.read("resources.yml") == before


def test_what_is_not_sure_is_said_and_not_written(tmp_path: Path, server: Server) -> None:
    server.pages["/one"] = answer(page("One").replace(b"<p>", b"<time datetime=2020-01-02></time><p>", 1))
    run, before = site(tmp_path, registry(server), server), registry(server)
    ran = run("update", "one", "-y")
    assert "not sure about published `2020-01-02`; if it is right, add it by hand" in ran.err
    assert run.read("resources.yml") == before


def test_a_registry_that_changes_meanwhile_is_left_alone(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["/one"] = answer(page("One", HEAD))
    run = site(tmp_path, registry(server), server)
    other = "# Another's.\n" + registry(server)

    def edit(question: str) -> bool:
        run.write("resources.yml", other)
        return True

    monkeypatch.setattr("mkdocs_resource_cards.cli.console.has_person", lambda: True)
    monkeypatch.setattr("mkdocs_resource_cards.cli.console.ask", edit)
    ran = run("update", "one")
    assert (ran.code, "it has changed in the meantime" in ran.err) == (2, True)
    assert run.read("resources.yml") == other


@pytest.mark.parametrize(
    ("key", "told"), [("nosuch", "no resource has the key `nosuch`"), ("none", "has neither URL nor DOI")]
)
def test_keys_that_cannot_be_asked(tmp_path: Path, server: Server, key: str, told: str) -> None:
    ran = site(tmp_path, registry(server), server)("update", key)
    assert (ran.code, told in ran.err) == (2, True)


def test_entries_of_a_bibliography_are_filled_in_where_yaml_adds_to_them(tmp_path: Path, server: Server) -> None:
    for path in ("/b", "/c"):
        server.pages[path] = answer(page("A work", HEAD))
    run = site(tmp_path, "- citation_key: roe  # ours\n  credibility: 4\n", server)
    library = (
        f"@misc{{roe, title={{A work}}, url={{{server.url('/b')}}}}}\n@misc{{ek, title={{Two}}, url={{{server.url('/c')}}}}}\n"
    )
    run.write("library.bib", library)
    run.write("mkdocs.yml", "site_name: X\nplugins: [{resource-cards: {registry: [resources.yml, library.bib]}}]\n")
    ran = run("update", "-y")
    assert (ran.code, "skipped 1 entry of library.bib, which commands do not change" in ran.err) == (0, True)
    assert run.read("library.bib") == library
    after = run.read("resources.yml")
    assert after.startswith("- citation_key: roe  # ours\n")
    assert "  authors: [Ann Lee]\n  published: 2025-04-24\n" in after
    assert after.endswith("  credibility: 4\n")
    assert run("check").code == 0
