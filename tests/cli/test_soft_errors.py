"""Pages that answer, and are not the source: they lead on, ask for something first, or need scripts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from server import Server, answer, redirect
from sites import page, site

REDIRECTS = {
    "refresh": '<title>Redirecting</title><meta http-equiv="refresh" content="0; url={}">',
    "refresh-quoted": "<meta HTTP-EQUIV=REFRESH content=\"2; URL='{}'\"><title>Redirecting</title>",
    "refresh-bare": '<title>Moved</title><meta http-equiv="Refresh" content="1;{}"><p>This page has a new home.',
    "script": "<title>Redirecting</title><script>location='{}'</script>",
    "script-href": '<title>x</title><script>window.location.href = "{}" + window.location.hash;</script>',
    "script-replace": "<title>x</title><script>var h = location.hash; window.location.replace(`{}`)</script>",
    "script-name": '<title>x</title><script>const to = "{}"; top.location = to;</script>',
    "both": "<title>Redirecting...</title><noscript><meta http-equiv=refresh content='1; url={0}'></noscript>"
    '<script>var anchor=window.location.hash.substr(1);location.href="{0}"+(anchor?"#"+anchor:"")</script>Redirecting...',
    "text": "<title>Article</title><meta http-equiv=refresh content='0;url={}'>"
    + "<p>Words and words and words again.</p>" * 99,
}


def entries(root: Path) -> list[dict]:
    return yaml.load((root / "resources.yml").read_text(), Loader=yaml.BaseLoader) if (root / "resources.yml").exists() else []


@pytest.mark.parametrize("kind", REDIRECTS)
def test_a_page_that_leads_on_is_followed(tmp_path: Path, server: Server, kind: str) -> None:
    server.pages["/old/page"] = answer(REDIRECTS[kind].format("../new").encode())
    server.pages["/new"] = answer(page("The work itself"))
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/old/page"), "-y")
    assert ran.code == 0
    assert f"leads to {server.url('/new')}\n" in ran.err
    assert [(one["title"], one["url"]) for one in entries(tmp_path)] == [("The work itself", server.url("/new"))]
    assert f"url: {server.url('/new')}\n" in next((tmp_path / "snapshots").iterdir()).read_text()


@pytest.mark.parametrize("kind", [kind for kind in REDIRECTS if kind != "text"])
def test_a_file_that_leads_on_names_the_address(tmp_path: Path, kind: str) -> None:
    run = site(tmp_path)
    run.write("a.html", REDIRECTS[kind].format("https://example.org/new"))
    ran = run("add", "a.html", "--url", "https://example.org/old", "-y")
    assert (ran.code, entries(tmp_path)) == (2, [])
    assert "a.html is a page that redirects to https://example.org/new; nothing was added" in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "<title>Redirecting</title><p>You are being redirected to <a href=/new>the new page</a>.",
        "<title>302 Found</title><h1>Found</h1><p>The document has moved <a href=/new>here</a>.",
        "<title>Weiterleitung</title><p>Sie werden weitergeleitet. <a href=/new>Weiter</a>",
    ],
)
def test_a_page_that_says_it_moved_is_asked_about(tmp_path: Path, server: Server, text: str) -> None:
    server.pages["/a"] = answer(text.encode())
    ran = site(tmp_path, server=server)("add", server.url("/a"), "-y")
    assert (ran.code, entries(tmp_path)) == (2, [])
    assert f"is a page that redirects to {server.url('/new')}; nothing was added" in ran.err


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="300">',
        '<meta http-equiv="refresh" content="300; url=/new">',
        '<meta http-equiv="refresh" content="0; url=/a#top">',
        '<noscript><meta http-equiv="refresh" content="0; url=/a?noscript=1"></noscript>',
        "<script>function go() { location = '/new' }</script>",
        "<script>if (x) { window.location.href = '/new' }</script>",
    ],
)
def test_a_page_with_a_text_stays_where_it_is(tmp_path: Path, server: Server, head: str) -> None:
    server.pages["/a"] = answer(page("A study", head))
    server.pages["/new"] = answer(page("Another"))
    assert site(tmp_path, server=server)("add", server.url("/a"), "-y").code == 0
    assert entries(tmp_path)[0]["title"] == "A study"


@pytest.mark.parametrize(
    "head",
    [
        '<noscript><meta http-equiv="refresh" content="0; URL=/app?nojs=1"></noscript>',
        '<noscript><meta http-equiv="refresh" content="0; url=/without-scripts"></noscript>',
        '<meta http-equiv="refresh" content="0; URL=">',
        '<meta http-equiv="refresh" content="0; url=/app#top">',
        '<meta http-equiv="refresh" content="soon; url=/other">',
        '<meta http-equiv="refresh" content="11; url=/other">',
    ],
)
def test_an_app_that_looks_for_scripts_is_not_followed(tmp_path: Path, server: Server, head: str) -> None:
    server.pages["/app"] = answer(f"<title>App</title>{head}<div id=app></div><script src=a.js></script>".encode())
    ran = site(tmp_path, server=server)("add", server.url("/app"), "-y")
    assert (ran.code, "shows nothing without JavaScript" in ran.err) == (2, True)
    assert server.paths() == ["/app"]


def leading(target: str) -> bytes:
    return f"<title>x</title><meta http-equiv=refresh content='0;url={target}'>".encode()


def test_pages_that_lead_on_without_end_stop(tmp_path: Path, server: Server) -> None:
    for number in range(30):
        server.pages[f"/{number}"] = answer(leading(f"/{number + 1}"))
    server.pages["/ring"], server.pages["/ring2"] = answer(leading("/ring2")), answer(leading("/ring"))
    run = site(tmp_path, server=server)
    for path in ("/0", "/ring"):
        ran = run("add", server.url(path), "-y")
        assert (ran.code, "is a page that redirects to" in ran.err) == (2, True)
    assert len(server.requests) <= 8
    assert entries(tmp_path) == []


def test_where_a_page_leads_is_looked_at_first(tmp_path: Path, server: Server) -> None:
    run = site(tmp_path, server=server)
    for target in ("http://127.0.0.1:9/", "http://169.254.169.254/latest", "file:///etc/passwd", "javascript:alert(1)"):
        server.pages["/a"] = answer(leading(target))
        ran = run("add", server.url("/a"), "-y", "--title", "A")
        is_web = target.startswith("http")
        assert ("is not public" in ran.err, ran.code) == (is_web, 2 if is_web else 0)


def test_a_page_made_to_hurt_costs_little(tmp_path: Path, server: Server) -> None:
    bodies = (
        b"<script>" + b"location=" * 100_000 + b"</script>",
        b"<script>" + b"a='" * 100_000 + b"</script>",
        b"<meta http-equiv=refresh content='0;" + b" url=" * 100_000 + b"'>",
        b"<title>" + b"sign in " * 100_000 + b"</title><a href=x>" * 1000,
    )
    run = site(tmp_path, server=server)
    for body in bodies:
        server.pages["/a"] = answer(body)
        start = time.process_time()
        run("add", server.url("/a"), "-y")
        assert time.process_time() - start < 10


GATES = {
    "consent": (
        "<title>Your choice</title><h1>We value your privacy</h1><p>We and our partners store cookies on your device and use "
        "personal data for advertising, with your consent.<p>With your consent our 812 partners may use tracking and "
        "cookies.<button>Accept all cookies</button><button>Manage consent</button>",
        "asks for cookie consent first",
    ),
    "consent-title": (
        "<title>Before you continue to Tube</title><p>Sign in or choose.<button>Accept all</button>",
        "asks for cookie consent first",
    ),
    "password": (
        "<title>Portal</title><form><p>User name<input name=u><p>Password<input type=password name=p></form>",
        "looks like a sign-in page",
    ),
    "sign-in": ("<title>Log in - Example</title><p>Use your account.", "looks like a sign-in page"),
    "app": ("<title>App</title><div id=root></div><script src=/app.js></script>", "shows nothing without JavaScript"),
    "app-noscript": (
        "<title>Example</title><noscript>Use another browser.</noscript><div id=app></div><script>start()</script>",
        "shows nothing without JavaScript",
    ),
    "bot": ("<title>Making sure you&#39;re not a bot!</title><p>Loading...", "looks like an error page or a bot check"),
    "interruption": ("<title>Pardon Our Interruption</title><p>Wait.", "looks like an error page or a bot check"),
    "bucket": ("<html><head><title>AccessDenied</title></head><p>Access Denied", "looks like an error page"),
    "nginx": ("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>", "looks like an error page"),
}


@pytest.mark.parametrize("kind", GATES)
def test_what_stands_before_a_source_is_not_added(tmp_path: Path, server: Server, kind: str) -> None:
    text, told = GATES[kind]
    server.pages["/a"] = answer(text.encode())
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"), "-y")
    assert (ran.code, entries(tmp_path)) == (2, [])
    assert told in ran.err
    ran = run("add", server.url("/a"), "-y", "--title", "A")
    assert (ran.code, "no snapshot saved: it " in ran.err) == (0, True)


@pytest.mark.parametrize("target", ["/collectConsent?x=1", "/cookie-wall/", "/privacy-gate?u=/a", "/zustimmung/"])
def test_an_address_for_consent_is_none_of_the_source(tmp_path: Path, server: Server, target: str) -> None:
    server.pages["/a"], server.pages[target] = redirect(target), answer(page("Welcome"))
    ran = site(tmp_path, server=server)("add", server.url("/a"), "-y")
    assert (ran.code, "which asks for cookie consent first" in ran.err) == (2, True)


def test_pages_about_consent_passwords_and_scripts_are_sources(tmp_path: Path, server: Server) -> None:
    run = site(tmp_path, server=server)
    words = "<p>A consent to cookies is a strange thing, and much was written about it in the years that followed.</p>" * 40
    bodies = {
        "/cookies": page("How consent works").replace(b"</main>", words.encode() + b"</main>"),
        "/login": page("A history of the log in").replace(b"</main>", b"<input type=password></main>" + words.encode()),
        "/members": page("A short story").replace(b"</main>", b"<input type=password></main>"),
        "/privacy-policy": b"<title>Privacy policy</title>"
        + b"<p>We use cookies with your consent, and so do our partners." * 9,
    }
    for path, body in bodies.items():
        server.pages[path] = answer(body)
        assert run("add", server.url(path), "-y").code == 0, path


def test_an_app_that_describes_itself_is_a_source_with_that_text(tmp_path: Path, server: Server) -> None:
    head = '<meta property="og:title" content="A film"><meta property="og:description" content="What it is &amp; why.">'
    server.pages["/watch"] = answer(f"<title>Tube</title>{head}<div id=app></div><script src=/a.js></script>".encode())
    server.pages["/text"] = answer(page("A text", head.replace("A film", "A text")))
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/watch"), "-y")
    assert (ran.code, "no snapshot saved: it shows nothing without JavaScript" in ran.err) == (0, True)
    assert run("add", server.url("/text"), "-y").code == 0
    assert run("add", server.url("/text?2"), "-y", "--no-snapshot").code == 2
    server.pages["/text?2"] = server.pages["/text"]
    assert run("add", server.url("/text?2"), "-y", "--no-snapshot").code == 0
    assert [one.get("abstract") for one in entries(tmp_path)] == ["What it is & why.", None, "What it is & why."]


def test_a_snapshot_follows_too_and_gates_do_not_replace_it(tmp_path: Path, server: Server) -> None:
    run = site(tmp_path, f"- id: a\n  title: A work\n  url: {server.url('/a')}\n", server)
    server.pages["/a"], server.pages["/b"] = answer(leading("/b")), answer(page("A work"))
    assert run("snapshot", "a").code == 0
    kept = run.read("snapshots/a.md")
    assert f"url: {server.url('/b')}\n" in kept
    assert f"bytes: {len(page('A work'))}\n" in kept  # the size of the whole source
    for text, _ in GATES.values():
        server.pages["/b"] = answer(text.encode())
        assert run("snapshot", "a").code == 1
        assert run.read("snapshots/a.md").partition("# A work")[2] == kept.partition("# A work")[2]
