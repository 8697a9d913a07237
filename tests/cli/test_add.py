"""`resource-cards add`: web pages, DOIs, arXiv ids, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from server import Server, answer, redirect
from sites import page, site

from mkdocs_resource_cards.registry.plain_entries import id_of


def entries(root: Path) -> list[dict]:
    data = yaml.load((root / "resources.yml").read_text(), Loader=yaml.BaseLoader)
    return data["resources"] if isinstance(data, dict) else data


def test_a_page_becomes_an_entry_a_snapshot_and_a_shortcode(tmp_path: Path, server: Server) -> None:
    head = '<meta property="og:site_name" content="Example"><meta name="author" content="Lee, Ann">'
    head += '<meta property="article:published_time" content="2025-04-24T10:00:00Z">'
    server.pages["/robots.txt"] = answer(b"", "404 Not Found")
    server.pages["/a?utm_source=mail"] = answer(page("A study | Example", head), ETag='"v1"')
    run = site(tmp_path, "# Ours.\n- id: x\n  title: X\n", server)
    ran = run("add", server.url("/a?utm_source=mail"), "--tag", "one", "--type", "paper")
    key = id_of(server.url("/a"))
    assert (ran.code, ran.out) == (0, f"<< resource:{key} >>\n")
    assert run.read("resources.yml") == (
        "# Ours.\n- id: x\n  title: X\n"
        f'- id: "{key}"\n  title: A study\n  url: {server.url("/a")}\n  type: paper\n  authors: [Ann Lee]\n'
        "  published: 2025-04-24\n  publication: Example\n  tags: [one]\n"
    )
    snapshot = run.read(f"snapshots/{key}.md")
    assert "Paragraph 3 of this page" in snapshot
    assert "status: 200\n" in snapshot
    assert "etag:" in snapshot


def test_what_is_known_is_not_added_again(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A"))
    server.pages["/moved"] = redirect("/a")
    run = site(tmp_path, f"- id: mine\n  title: Mine\n  url: {server.url('/a/')}\n", server)
    before = run.read("resources.yml")
    for url in ("/a", "/a?utm_source=x", "/moved"):
        ran = run("add", server.url(url))
        assert (ran.code, ran.out) == (0, "<< resource:mine >>\n")
        assert "already in the registry: Mine at resources.yml:1" in ran.err
    assert run.read("resources.yml") == before
    assert server.paths() == ["/moved", "/a"]


def test_an_id_of_another_work_is_taken(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A"))
    run = site(tmp_path, "- id: n1\n  title: Mine\n  url: https://x.org/\n  aliases: [other]\n", server)
    for key in ("n1", "N1", "other"):
        ran = run("add", server.url("/a"), "--id", key)
        assert (ran.code, ran.out) == (2, "")
        assert f"the id `{key}` is taken by `Mine` at resources.yml:1:3" in ran.err
    assert len(entries(tmp_path)) == 1


def test_a_doi(tmp_path: Path, server: Server) -> None:
    csl = {
        "type": "journal-article",
        "title": "On &amp; on",
        "author": [{"given": "Ann", "family": "Lee"}],
        "container-title": "Nature",
    }
    server.pages["/doi/10.1000/182"] = answer(
        json.dumps(csl | {"issued": {"date-parts": [[2020, 5]]}}).encode(), Content_Type="application/json"
    )
    run = site(tmp_path, server=server)
    ran = run("add", "doi:10.1000/182")
    assert ran.code == 0
    assert entries(tmp_path) == [
        {
            "id": id_of("https://doi.org/10.1000/182"),
            "title": "On & on",
            "url": "https://doi.org/10.1000/182",
            "type": "paper",
            "authors": ["Ann Lee"],
            "published": "2020-05",
            "publication": "Nature",
            "doi": "10.1000/182",
        }
    ]
    assert server.requests[0][1]["accept"] == "application/vnd.citationstyles.csl+json"
    assert run("add", "https://doi.org/10.1000/182").out == ran.out


def test_an_arxiv_id(tmp_path: Path, server: Server) -> None:
    head = '<meta name="citation_title" content="Attention"><meta name="citation_author" content="Vaswani, Ashish">'
    server.pages["/abs/1706.03762"] = answer(page("[1706.03762] Attention", head))
    run = site(tmp_path, server=server)
    assert run("add", "arXiv:1706.03762v7", "--no-snapshot").code == 0
    assert entries(tmp_path)[0]["authors"] == ["Ashish Vaswani"]
    assert not (tmp_path / "snapshots").exists()


def test_a_file(tmp_path: Path) -> None:
    run = site(tmp_path)
    saved = run.write(
        "saved.html", page("Saved | example.org", '<link rel="canonical" href="https://example.org/s">').decode()
    )
    ran = run("add", str(saved), "--alias", "s")
    assert ran.code == 0
    assert (entries(tmp_path)[0]["url"], entries(tmp_path)[0]["aliases"]) == ("https://example.org/s", ["s"])
    note = run.write("notes.md", "---\n# My notes\n\n" + "Some words that make a paragraph of a fair length here.\n" * 3)
    assert run("add", str(note), "--url", "https://example.org/notes", "--type", "web").code == 0
    assert entries(tmp_path)[1]["title"] == "My notes"


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden", "429 Too Many", "500 Oops", "302 Found"])
def test_an_error_adds_nothing(tmp_path: Path, server: Server, status: str) -> None:
    server.pages["/a"] = answer(page("Error"), status)
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"))
    assert (ran.code, ran.out) == (2, "")
    assert f"HTTP {status[:3]}; nothing was added" in ran.err
    assert not (tmp_path / "resources.yml").exists()


def test_a_refusal_or_a_check_for_robots_is_no_snapshot(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(
        b"<title>A study</title><main><h1>Just a moment...</h1><p>Checking your browser before you go on.</p></main>"
    )
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"), "--title", "A study")
    assert ran.code == 0
    assert "no snapshot saved:" in ran.err
    assert not (tmp_path / "snapshots").exists()


NO_SOURCE = {
    "robots": b"<title>Just a moment...</title><p>Checking your browser before accessing the site.",
    "missing": b"<title>Page not found | Duck Site</title><meta property=og:title content=Duck><h1>Page not found</h1>"
    + b"<nav><ul><li><a href=/>A page that is there</a></ul></nav>" * 200,
    "words": b"<title>Duck</title><p>Please wait while we are checking your browser.",
}


@pytest.mark.parametrize("kind", NO_SOURCE)
def test_what_looks_like_no_source_is_not_added(tmp_path: Path, server: Server, person: list[str], kind: str) -> None:
    server.pages["/a"] = answer(NO_SOURCE[kind])
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"), "-y")
    assert (ran.code, ran.out) == (2, "")
    assert f"Error: {server.url('/a')} looks like an error page or a bot check" in ran.err
    assert "nothing was added; give --title to add it anyway" in ran.err
    assert not (tmp_path / "resources.yml").exists()
    assert run("add", server.url("/a"), stdin="Mine\n\n\n\n").code == 0
    assert (person, entries(tmp_path)[0]["title"]) == (["Add it anyway?", "Add it?"], "Mine")
    assert run("add", server.url("/a?b"), "-y", "--title", "Yours").code == 2
    server.pages["/a?b"] = server.pages["/a"]
    assert run("add", server.url("/a?b"), "-y", "--title", "Yours").code == 0


def test_a_work_about_errors_is_a_source(tmp_path: Path, server: Server) -> None:
    server.pages["/long"] = answer(
        page("404 Not Found: a history").replace(
            b"</main>", b"<p>And so it went on for many years, in one way or another." * 60 + b"</main>"
        )
    )
    dated = '<meta property="article:published_time" content="2025-04-24">'
    server.pages["/dated"] = answer(page("Just a moment in time", dated))
    server.pages["/app"] = answer(b"<title>App</title><meta property=og:title content=App><p>Please enable JavaScript.")
    run = site(tmp_path, server=server)
    for path in ("/long", "/dated", "/app"):
        assert run("add", server.url(path), "-y").code == 0


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("/", "the home page of a site"),
        ("/users/sign_in?next=a", "which looks like a sign-in page"),
        ("/wp-login.php", "which looks like a sign-in page"),
    ],
)
def test_a_page_that_stands_in_for_another_is_not_added(tmp_path: Path, server: Server, target: str, told: str) -> None:
    server.pages["/a"] = redirect(target)
    server.pages[target] = answer(page("Welcome"))
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"))
    assert (ran.code, ran.out) == (2, "")
    assert f"{server.url('/a')} redirects to {server.url(target)}, {told}; nothing was added; give --title" in ran.err
    ran = run("add", server.url("/a"), "--title", "A")
    assert (ran.code, entries(tmp_path)[0]["url"]) == (0, server.url("/a"))
    assert f"no snapshot saved: it redirects to {server.url(target)}" in ran.err


def test_where_an_address_leads_to_is_said(tmp_path: Path, server: Server) -> None:
    server.pages["/a"], server.pages["/A-sign-in-the-sky"] = redirect("/A-sign-in-the-sky"), answer(page("A sign"))
    ran = site(tmp_path, server=server)("add", server.url("/a"))
    assert ran.code == 0
    assert f"{server.url('/a')} leads to {server.url('/A-sign-in-the-sky')}\n" in ran.err


def test_a_check_for_robots_says_nothing_of_a_doi(tmp_path: Path, server: Server) -> None:
    server.pages["/doi/10.1000/182"] = answer(NO_SOURCE["robots"])
    assert "give --title" in site(tmp_path, server=server)("add", "10.1000/182").err


def test_a_file_with_an_address_is_read_as_from_there(tmp_path: Path) -> None:
    run = site(tmp_path)
    saved = run.write("gh.html", "<title>GitHub - a/b: A tool</title><h1>b</h1>")
    ran = run("add", str(saved), "--url", "https://github.com/a/b", "-y")
    assert ran.code == 0
    assert (entries(tmp_path)[0]["title"], entries(tmp_path)[0]["type"]) == ("a/b: A tool", "software")
    assert "type" not in ran.err.partition("not sure about")[2].partition("\n")[0]
    assert "status:" not in (tmp_path / "snapshots" / f"{entries(tmp_path)[0]['id']}.md").read_text()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: My Note\nauthor: Jane Roe\ndate: 2020-01-02\n", ["My Note", ["Jane Roe"], "2020-01-02"]),
        ("Title: 'On: it'\nauthors: [Roe, Ann Lee and Bo]\n", ["On: it", ["Roe", "Ann Lee and Bo"], None]),
        ("authors:\n- name: Lee, Ann\n- name: Bo Ek\n  at: X\n", ["A heading", ["Ann Lee", "Bo Ek"], None]),
        ("url: http://x.org/a\nstatus: 200\nfetched: 2020-01-01\n", ["A heading", None, None]),
        ("title: [\n", ["A heading", None, None]),
        ("title: " + "[" * 5000 + "\n", ["A heading", None, None]),
    ],
)
def test_the_front_matter_of_a_note_is_read(tmp_path: Path, head: str, expected: list) -> None:
    run = site(tmp_path)
    note = run.write("note.md", f"---\n{head}---\n\n# A heading\n\n" + "Some words that make a paragraph of their own.\n" * 3)
    assert run("add", str(note), "-y").code == 0
    entry = entries(tmp_path)[0]
    assert [entry.get(name) for name in ("title", "authors", "published")] == expected
    assert entry["type"] == "web"
    (kept,) = (tmp_path / "snapshots").iterdir()
    assert kept.read_text().count("---") == 2


def test_each_doubt_is_named_once(tmp_path: Path) -> None:
    run = site(tmp_path)
    assert "not sure about: title, authors, published, type\n" in run("add", str(run.write("a.html", "<p>Words.")), "-y").err


def test_what_a_page_does_not_say_is_guessed_and_asked_about(tmp_path: Path, server: Server) -> None:
    words = b"<div class='byline'>By <span class=author>Ann Lee</span></div><p>Published: 24 April 2019</p><p>"
    server.pages["/2019/04/24/a"] = answer(page("A study").replace(b"<p>", words, 1))
    server.pages["/b"] = answer(page("Another study"))
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/2019/04/24/a"))
    assert (ran.code, "not sure about: authors, published, type" in ran.err) == (0, True)
    assert run("add", server.url("/b")).code == 0
    first, second = entries(tmp_path)
    assert (first["published"], first["authors"]) == ("2019-04-24", ["Ann Lee"])
    assert not {"published", "authors"} & second.keys()
    told = run("update", first["id"], "--overwrite").err
    assert "not sure about" not in told  # It says what the entry says.


def test_a_snapshot_that_a_person_wrote_before_stays(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A study"))
    run = site(tmp_path, server=server)
    run.write("snapshots/mine.html", "Mine.")
    ran = run("add", server.url("/a"), "--id", "mine")
    assert (ran.code, "no snapshot saved: its snapshot `mine.html` is not one" in ran.err) == (0, True)
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["mine.html"]


def test_what_is_no_page_needs_a_title(tmp_path: Path, server: Server) -> None:
    server.pages["/a.pdf"] = answer(b"%PDF-1.7 \0\0", Content_Type="application/pdf")
    run = site(tmp_path, server=server)
    assert "give --title" in run("add", server.url("/a.pdf")).err
    assert run("add", server.url("/a.pdf"), "--title", "A paper").code == 0
    assert entries(tmp_path)[0]["title"] == "A paper"


def test_private_addresses_are_refused(tmp_path: Path) -> None:
    ran = site(tmp_path)("add", "http://127.0.0.1:9/")
    assert ran.code == 2
    assert "not public" in ran.err
    assert "save the page and add the file (add FILE --url http://127.0.0.1:9/)" in ran.err
    assert "or allow the host (--allow-private 127.0.0.1)" in ran.err


def test_a_private_host_may_be_allowed(tmp_path: Path, server: Server) -> None:
    server.pages["/a"], server.pages["/b"] = answer(page("Ours")), answer(page("Ours, too"))
    run = site(tmp_path)
    assert run("add", server.url("/a"), "--allow-private", "127.0.0.1").code == 0
    assert run("snapshot", entries(tmp_path)[0]["id"], "--allow-private", "127.0.0.1").code == 0
    assert "not public" in run("check", "--links").err
    assert "not public" not in run("check", "--links", "--allow-private", "127.0.0.1").err
    assert run("update", "--allow-private", "127.0.0.1").code == 0
    assert run("update").code == 1


@pytest.mark.parametrize("what", ["", "no such thing", "ftp://x.org/", "javascript:alert(1)"])
def test_what_cannot_be_added(tmp_path: Path, what: str) -> None:
    ran = site(tmp_path)("add", what)
    assert ran.code == 2
    assert "is not an http(s) URL, DOI, arXiv id or file" in ran.err


@pytest.mark.parametrize("name", ["more.bib", "more.RIS"])
def test_a_bibliography_is_imported_and_not_added_as_a_page(tmp_path: Path, name: str) -> None:
    run = site(tmp_path)
    run.write(name, "TY  - JOUR\n")
    ran = run("add", name, "-y")
    assert ran.code == 2
    assert f"resource-cards import {name}" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--published", "5/6/2001", "--published: expected a date such as 2018, 2025-04, 2025-04-24, 1998/2004 or 1890~"),
        ("--published", "soon", "found `soon`"),
        ("--title", "  ", "--title: a resource needs `title`"),
        ("--alias", "my key", "--alias: expected 1 to 256 visible characters, but no spaces"),
        ("--alias", "U", "--alias: the key `U` is taken by `X` at resources.yml:1:3"),
        ("--id", "a b", "--id: expected 1 to 128 of A-Z a-z 0-9 . _ ~ -, found `a b`"),
        ("--url", "example.org/w", "--url: expected an http or https URL without user name and password"),
        ("--url", "javascript:alert(1)", "found `javascript:alert(1)`"),
    ],
)
def test_a_value_that_the_registry_would_not_take_is_refused(tmp_path: Path, option: str, value: str, message: str) -> None:
    run = site(tmp_path, "- id: x\n  title: X\n  aliases: [u]\n")
    saved = run.write("saved.html", page("Saved").decode())
    ran = run("add", str(saved), option, value)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert len(entries(tmp_path)) == 1


def test_a_date_in_words_is_read(tmp_path: Path) -> None:
    run = site(tmp_path)
    saved = run.write("saved.html", page("Saved").decode())
    assert run("add", str(saved), "--published", "March 2020").code == 0
    assert entries(tmp_path)[0]["published"] == "2020-03"


def test_known_dois_and_arxiv_numbers_need_no_network(tmp_path: Path, server: Server) -> None:
    registry = "- id: d\n  title: D\n  url: https://www.nature.com/x\n  doi: 10.1038/nature14539\n"
    run = site(tmp_path, registry + "- id: a\n  title: A\n  url: https://arxiv.org/abs/1706.03762\n", server)
    dois = ("10.1038/nature14539", "doi:10.1038/NATURE14539", "https://doi.org/10.1038/nature14539")
    papers = ("arXiv:1706.03762", "1706.03762v3", "https://arxiv.org/pdf/1706.03762v2", "10.48550/arXiv.1706.03762")
    for what in (*dois, *papers):
        ran = run("add", what, "--alias", "more")
        assert (ran.code, ran.out) == (0, f"<< resource:{'d' if what in dois else 'a'} >>\n"), what
        assert "already in the registry" in ran.err
    assert server.paths() == []


@pytest.mark.parametrize("name", ["savd.html", "savd.HTM", "my.savd.pdf", "notes.txt", "notes.md"])
def test_a_file_that_is_not_there_is_no_host(tmp_path: Path, server: Server, name: str) -> None:
    ran = site(tmp_path, server=server)("add", name)
    assert (ran.code, server.paths()) == (2, [])
    assert ran.err == f"Error: there is no file `{name}`; if you mean the site, write https://{name}\n"


def test_an_author_that_is_given_is_one(tmp_path: Path) -> None:
    run = site(tmp_path)
    saved = run.write("saved.html", page("Saved").decode())
    given = ("Lee, Ann", "García Márquez, Gabriel", "Procter & Gamble", "Ann Lee, Bo Ek", "Alphabet, Inc.")
    ran = run("add", str(saved), *(word for name in given for word in ("--author", name)))
    assert ran.code == 0
    assert entries(tmp_path)[0]["authors"] == ["Ann Lee", "Gabriel García Márquez", *given[2:]]


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody at a terminal who says yes; what was asked."""
    asked: list[str] = []
    monkeypatch.setattr("mkdocs_resource_cards.cli.commands.add.has_person", lambda: True)
    monkeypatch.setattr("mkdocs_resource_cards.cli.commands.add.ask", lambda text, default=True: not asked.append(text))
    return asked


def test_authors_that_were_typed(tmp_path: Path, person: list[str]) -> None:
    run = site(tmp_path)
    one = run.write("one.html", page("One", '<meta name="author" content="Jane Roe, Guardian">').decode())
    assert run("add", str(one), "--type", "web", stdin="Lee, Ann; van Dyke, Bo\n\n").code == 0
    assert run("add", str(one), "--type", "web", "--url", "https://x.org/", stdin="\n\n").code == 0
    assert [entry["authors"] for entry in entries(tmp_path)] == [["Ann Lee", "Bo van Dyke"], ["Jane Roe", "Guardian"]]


def test_a_dry_run_writes_nothing(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A"))
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"), "--dry-run")
    assert ran.out == ""
    assert "title: A" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != ".cache") == ["docs", "mkdocs.yml"]


def test_a_hostile_title_stays_one_value(tmp_path: Path, server: Server) -> None:
    title = "x&quot;\n- id: evil\u202e &#x1b;[31m {{ config }} &lt;script&gt; !!python/object: #"
    server.pages["/a"] = answer(f"<title>{title}</title><p>{'word ' * 50}</p>".encode())
    run = site(tmp_path, "- id: a\n  title: A\n", server)
    ran = run("add", server.url("/a"))
    assert ran.code == 0
    assert "\x1b" not in ran.err + run.read("resources.yml")
    assert len(entries(tmp_path)) == 2
    assert run("check", "--ignore", "title_is_label").code == 0


def test_emoji_stay(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("\U0001f680 Launch: \U0001d538"))
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"), "--tag", "\U0001f600", "--alias", "launch")
    assert ran.code == 0, ran.err
    assert (entries(tmp_path)[0]["title"], entries(tmp_path)[0]["tags"]) == ("\U0001f680 Launch: \U0001d538", ["\U0001f600"])


def test_a_publication_is_recognised(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A", '<meta property="og:site_name" content="The Journal">'))
    registry = "publications:\n  - id: j\n    name: The Journal\nresources:\n"
    run = site(tmp_path, registry, server)
    assert run("add", server.url("/a")).code == 0
    assert "publication: j\n" in run.read("resources.yml")


def test_a_folder_gets_the_entry_beside_its_like(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A"))
    run = site(tmp_path, server=server)
    run.write("mkdocs.yml", "plugins:\n  - resource-cards:\n      registry: data\n")
    run.write("data/papers.yml", "- id: p\n  title: P\n  type: paper\n- id: q\n  title: Q\n  type: paper\n")
    run.write("data/web.yml", "- id: w\n  title: W\n  type: web\n")
    run.write("data/publications.yml", "- id: pub\n  name: Pub\n")
    assert run("add", server.url("/a"), "--type", "web").code == 0
    assert "title: A\n" in run.read("data/web.yml")
    assert (tmp_path / "data" / "snapshots").is_dir()
    server.pages["/b"] = answer(page("B"))
    assert run("add", server.url("/b"), "--into", "papers.yml").code == 0
    assert "title: B\n" in run.read("data/papers.yml")
    server.pages["/c"] = answer(page("C"))
    assert "has no file `../x.yml`" in run("add", server.url("/c"), "--into", "../x.yml").err
