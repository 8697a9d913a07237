"""`resource-cards snapshot`: refreshing, politely; what is good stays."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest
from server import Server, answer, cut
from sites import Site, page, site


@pytest.fixture
def run(tmp_path: Path, server: Server) -> Site:
    server.pages["/a"] = answer(page("A"), ETag='"1"')
    server.pages["/b"] = answer(page("B"))
    registry = "".join(f"- id: {name}\n  title: {name.upper()}\n  url: {server.url('/' + name)}\n" for name in "ab")
    return site(tmp_path, registry + "- id: c\n  title: C\n", server)


def fetched(server: Server) -> list[str]:
    return [path for path in server.paths() if path != "/robots.txt"]


def backdate(run: Site, name: str) -> None:
    path = run.root / "snapshots" / f"{name}.md"
    path.write_text(re.sub(r"fetched: \S+", "fetched: 2020-01-01T00:00:00Z", path.read_text()))


def test_what_is_missing_is_fetched_once(run: Site, server: Server) -> None:
    ran = run("snapshot")
    assert (ran.code, fetched(server)) == (0, ["/a", "/b"])
    assert "2 kept, 0 failed" in ran.err
    assert "Paragraph 2 of this page" in run.read("snapshots/a.md")
    assert (run("snapshot").code, fetched(server)) == (0, ["/a", "/b"])
    assert (run("snapshot", "--all").code, fetched(server)) == (0, ["/a", "/b"])
    assert (run("snapshot", "--older-than", "90d").code, len(fetched(server))) == (0, 2)
    backdate(run, "b")
    assert (run("snapshot", "--older-than", "90d").code, fetched(server)) == (0, ["/a", "/b", "/b"])


def test_a_page_that_has_not_changed_is_only_confirmed(run: Site, server: Server) -> None:
    run("snapshot", "a")
    text = run.read("snapshots/a.md").partition("\n---\n")[2]
    backdate(run, "a")
    server.pages["/a"] = answer(b"", "304 Not Modified")
    assert "not changed" in run("snapshot", "a").out
    assert server.requests[-1][1]["if-none-match"] == '"1"'
    assert run.read("snapshots/a.md").partition("\n---\n")[2] == text
    assert "2020-01-01" not in run.read("snapshots/a.md")


BAD = {
    "404": answer(page("Gone"), "404 Not Found"),
    "410": answer(page("Gone"), "410 Gone"),
    "403": answer(page("No"), "403 Forbidden"),
    "429": answer(page("Slow"), "429 Too Many Requests"),
    "500": answer(page("Oops"), "500 Internal Server Error"),
    "cut": cut(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<p>Only the start"),
    "robot": answer(b"<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>"),
    "refusal": answer(b"<p>I apologize, but I cannot access the content of this page.</p>"),
    "empty": answer(b""),
    "binary": answer(b"\x89PNG\r\n\x1a\n\0\0", Content_Type="text/html"),
    "type": answer(b"{}", Content_Type="application/json"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_page_that_became_an_error_keeps_the_good_snapshot(run: Site, server: Server, kind: str) -> None:
    run("snapshot", "a")
    good = run.read("snapshots/a.md")
    server.pages["/a"] = BAD[kind]
    ran = run("snapshot", "a")
    now = run.read("snapshots/a.md")
    assert ran.code == 1
    assert "0 kept, 1 failed" in ran.err
    assert re.sub(r"failed: [^\n]+\n", "", now) == good
    assert "failed: " in now
    assert run("check", "--ignore", "unused_entry").code == 0
    server.pages["/a"] = answer(page("A"))
    run("snapshot", "a")
    assert "failed" not in run.read("snapshots/a.md")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_person_wrote_above_a_snapshot_stays(run: Site, server: Server, end: str) -> None:
    head = "---\n# Read twice.\nlicence: CC BY 4.0\nfetched: '2020-01-01'\nreviewed_by:\n- Ann\n  \n- Bo\nurl: http://x.org/\n"
    run.write("snapshots/a.md", f"{head}---\nOld text.\n\nMore.\n".replace("\n", end))
    server.pages["/a"] = BAD["404"]
    assert run("snapshot", "a").code == 1
    now = run.read("snapshots/a.md")
    assert re.sub(r"failed: [^\n]+\n", "", now) == f"{head}---\nOld text.\n\nMore.\n".replace("\n", end)
    assert now.count("\n") == now.count(end)
    server.pages["/a"] = answer(page("A"))
    assert run("snapshot", "a").code == 0
    now = run.read("snapshots/a.md")
    assert f"licence: CC BY 4.0{end}fetched: 20" in now
    assert f"reviewed_by:{end}- Ann{end}  {end}- Bo{end}url: {server.url('/a')}{end}" in now
    assert (now.count("fetched: "), now.count("\n"), "failed" in now) == (1, now.count(end), False)
    assert "Paragraph 2 of this page" in now


def test_an_error_without_a_good_snapshot_leaves_none(run: Site, server: Server) -> None:
    server.pages["/a"] = BAD["404"]
    assert run("snapshot", "a").code == 1
    assert not (run.root / "snapshots").exists()


def test_robots_txt_is_kept(run: Site, server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a", Content_Type="text/plain")
    ran = run("snapshot")
    assert fetched(server) == ["/b"]
    assert "robots.txt does not allow it" in ran.err


def test_an_entry_may_name_its_file_within_the_folder_only(run: Site, server: Server) -> None:
    url = server.url("/a")
    run.write(
        "resources.yml",
        f"- id: a\n  title: A\n  url: {url}\n  snapshot: kept/own.md\n"
        f"- id: x\n  title: X\n  url: {url}?\n  snapshot: ../out.md\n",
    )
    assert run("snapshot").code == 0
    assert "Paragraph" in run.read("kept/own.md")
    assert not (run.root.parent / "out.md").exists()
    ran = run("snapshot", "x")
    assert (ran.code, "is outside the registry's folder" in ran.err) == (1, True)


PERSONS = {
    "plain": ("snapshots/a.md", "A person's text.\n"),
    "listed": ("snapshots/a.md", "---\nurl: http://x.org/\ntags:\n- one\n---\nA person's text.\n"),
    "html": ("snapshots/a.html", "<p>A person's text.</p>\n"),
    "txt": ("snapshots/a.txt", "A person's text.\n"),
    "latin": ("snapshots/a.md", "Caf\xe9.\n"),
}


@pytest.mark.parametrize("arguments", [(), ("--all",), ("--older-than", "1d"), ("a",)])
@pytest.mark.parametrize("kind", PERSONS)
def test_a_snapshot_that_a_person_wrote_is_never_replaced(
    run: Site, server: Server, kind: str, arguments: tuple[str, ...]
) -> None:
    name, text = PERSONS[kind]
    raw = text.encode("latin-1" if kind == "latin" else "utf-8")
    run.write(name, "").write_bytes(raw)
    ran = run("snapshot", *arguments)
    assert ((run.root / name).read_bytes(), "/a" in fetched(server)) == (raw, False)
    assert {path.stem: path.suffix for path in (run.root / "snapshots").iterdir()}["a"] == Path(name).suffix
    assert ran.code == (1 if "a" in arguments else 0)
    assert ("is not one that this command wrote" in ran.err) == ("a" in arguments)
    assert ("this command did not write their snapshots: 1 entry" in ran.err) == (ran.code == 0 and bool(arguments))


def test_a_date_in_the_registry_makes_no_file_ours(run: Site, server: Server) -> None:
    told = "snapshot: {file: snapshots/own.md, fetched: 2026-05-17, status: 200}"
    run.write("resources.yml", f"- id: a\n  title: A\n  url: {server.url('/a')}\n  {told}\n")
    run.write("snapshots/own.md", "A person's text.\n")
    assert run("snapshot").code == 0
    assert run.read("snapshots/own.md") == "A person's text.\n"


def test_a_snapshot_at_the_top_of_the_registrys_folder_is_one(run: Site, server: Server) -> None:
    run.write("mkdocs.yml", "plugins:\n  - resource-cards:\n      registry: reg\n")
    run.write("reg/sub/a.yml", f"- id: a\n  title: A\n  url: {server.url('/a')}\n")
    run.write("reg/snapshots/a.md", "---\nfetched: 2020-01-01\n---\nOld.\n")
    assert run("snapshot").code == 0
    assert (fetched(server), (run.root / "reg/sub/snapshots").exists()) == ([], False)
    assert run("snapshot", "--all").code == 0
    assert "Paragraph" in run.read("reg/snapshots/a.md")
    assert not (run.root / "reg/sub/snapshots").exists()


def test_unknown_ids(run: Site) -> None:
    ran = run("snapshot", "aa")
    assert ran.code == 2
    assert "no resource has the key `aa`" in ran.err
    assert "has no URL" in run("snapshot", "c").err


@pytest.mark.posix
def test_killed_on_the_way_the_next_run_goes_on(run: Site, server: Server) -> None:
    run.write("resources.yml", "".join(f"- id: r{n}\n  title: R{n}\n  url: {server.url(f'/r{n}')}\n" for n in range(6)))
    server.pages.update({f"/r{n}": answer(page(f"R{n}")) for n in range(6)})
    child = os.fork()
    if child == 0:
        run("snapshot", "--all")
        os._exit(0)
    folder = run.root / "snapshots"
    deadline = time.monotonic() + 10
    while len(list(folder.glob("*.md"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    before = {path.name: path.read_text() for path in folder.glob("*.md")}
    server.requests.clear()
    assert run("snapshot", "--all").code == 0
    assert not {f"/{name[:-3]}" for name in before} & set(fetched(server))
    assert sorted(path.name for path in folder.iterdir()) == [f"r{n}.md" for n in range(6)]
    assert all("Paragraph 4" in (folder / name).read_text() for name in [f"r{n}.md" for n in range(6)])


LONG = "<p>" + "A sentence of the page that says what it is about. " * 20 + "</p>"
STRAYED = {
    "sign in": ("/login?next=/a", "<h1>Sign in</h1><form></form>", "which looks like a sign-in page"),
    "start": ("/", LONG, "the home page of a site"),
    "maintenance": ("", "<p>Down for maintenance</p><p>We'll be back soon.</p>", "looks like an error page"),
    "foreign": ("", "<h1>Seite nicht gefunden</h1>", "looks like an error page"),
    "shrunk": ("", "<p>This is a very short page of a few words alone.</p>", "has only"),
}


def bare(body: str) -> bytes:
    return f"<!doctype html><html><head><title>A</title></head><body><main>{body}</main></body></html>".encode()


@pytest.mark.parametrize("kind", STRAYED)
def test_another_page_in_its_place_keeps_the_good_snapshot(run: Site, server: Server, kind: str) -> None:
    server.pages["/a"] = answer(bare(LONG))
    run("snapshot", "a")
    good = run.read("snapshots/a.md").partition("\n---\n")[2]
    assert len(good) > 900
    target, body, reason = STRAYED[kind]
    if target:
        server.pages["/a"] = answer(b"", "302 Found", Location=target)
    server.pages[target or "/a"] = answer(bare(body))
    ran = run("snapshot", "a")
    assert (ran.code, run.read("snapshots/a.md").partition("\n---\n")[2]) == (1, good)
    assert reason in " ".join(ran.err.split())
    assert "failed: " in run.read("snapshots/a.md")


def test_a_folder_that_leads_away_and_odd_front_matter_are_left_alone(run: Site, server: Server, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (run.root / "snapshots").symlink_to(outside)
    ran = run("snapshot", "a")
    assert (ran.code, list(outside.iterdir())) == (1, [])
    assert "leads outside the registry's folder" in " ".join(ran.err.split())
    (run.root / "snapshots").unlink()
    run.write("snapshots/a.md", '---\nurl: "a": 2001-13-45\nfetched: 2026-01-01\n---\nText.\n')
    assert run("snapshot", "b").code == 0
    assert run("snapshot", "--all").code == 0


def test_an_encoding_that_is_none_of_the_web_is_not_believed(run: Site, server: Server) -> None:
    body = b"<p>" + b"a" * 1000 + b"-" + b"bcde" * 100_000
    for name in ("punycode", "unicode_escape"):
        server.pages["/a"] = answer(body + b"<title>\\ud800</title>", Content_Type=f"text/html; charset={name}")
        begun = time.process_time()
        run("snapshot", "a")
        assert time.process_time() - begun < 5
