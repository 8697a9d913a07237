"""`add --image`: the page's picture, beside the registry; never an address, never what runs."""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from server import Server, answer
from sites import page, site

from mkdocs_resource_cards.cli.ingest.page_pictures import NoPictureError, ending_of


def png(width: int = 8, height: int = 8, size: int = 0) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + bytes(4 + size)


PICTURES = {
    ".png": png(),
    ".gif": b"GIF89a" + struct.pack("<HH", 8, 8) + bytes(9),
    ".jpg": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">HBHHB", 11, 8, 8, 8, 1) + bytes(9),
    ".webp": b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x07\0\0\x07\0\0",
    ".avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", 8, 8),
}
WIDE, HIGH = 7_000, 6_001
BOMBS = {
    "png": png(WIDE, HIGH),
    "gif": b"GIF87a" + struct.pack("<HH", WIDE, HIGH),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2" + struct.pack(">HBHHB", 11, 8, HIGH, WIDE, 1),
    "webp-extended": b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (WIDE - 1).to_bytes(3, "little") + (HIGH - 1).to_bytes(3, "little"),
    "webp-lossless": b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + ((WIDE - 1) | (HIGH - 1) << 14).to_bytes(4, "little"),
    "webp": b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", WIDE, HIGH),
    "avif": b"\0\0\0\x1cftypavif"
    + bytes(12)
    + b"ispe\0\0\0\0"
    + struct.pack(">II", 8, 8)
    + b"ispe\0\0\0\0"
    + struct.pack(">II", WIDE, HIGH),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_pixels_are_counted_in_every_form(kind: str) -> None:
    with pytest.raises(NoPictureError, match=f"it has {WIDE} x {HIGH} pixels"):
        ending_of(BOMBS[kind])


@pytest.mark.parametrize(
    "body", [b"RIFF\0\0\0\0WAVEfmt " + bytes(40), b"\0\0\0\x1cftypisom" + bytes(60), b"\0\0\0\0avifavif" + bytes(60)]
)
def test_sounds_and_films_are_no_pictures(body: bytes) -> None:
    with pytest.raises(NoPictureError, match="it is not a PNG"):
        ending_of(body)


NONE = {
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "it is not a PNG"),
    "html": (b"<!doctype html><title>404", "it is not a PNG"),
    "ico": (b"\0\0\1\0\1\0", "it is not a PNG"),
    "large": (png(size=1_000_000), "it is larger than 1 MB"),
    "bomb": (png(60_000, 60_000), "it has 60000 x 60000 pixels"),
    "empty": (png(0, 9), "it has 0 x 9 pixels"),
    "cut": (png()[:18], "it is not a PNG"),
    "pdf": (b"%PDF-1.7", "it is not a PNG"),
}


@pytest.mark.parametrize("ending", PICTURES)
@pytest.mark.parametrize("where", ["og", "icon"])
def test_the_picture_of_a_page_is_kept_beside_the_registry(tmp_path: Path, server: Server, ending: str, where: str) -> None:
    head = {"og": '<meta property="og:image" content="/p">', "icon": '<link rel="apple-touch-icon" href="/p">'}[where]
    server.pages["/a"], server.pages["/p"] = (
        answer(page("A work", head)),
        answer(PICTURES[ending], Content_Type="image/svg+xml"),
    )
    run = site(tmp_path, server=server)
    assert run("add", server.url("/a"), "--image", "--id", "a-work").code == 0
    (entry,) = yaml.load(run.read("resources.yml"), Loader=yaml.BaseLoader)
    assert entry["image"] == f"images/a-work{ending}"
    assert (tmp_path / entry["image"]).read_bytes() == PICTURES[ending]
    assert run("check").code == 0


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_picture_is_not_kept(tmp_path: Path, server: Server, kind: str) -> None:
    body, why = NONE[kind]
    server.pages["/a"] = answer(page("A work", '<meta property="og:image" content="/p.png">'))
    server.pages["/p.png"] = answer(body, Content_Type="image/png")
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"), "--image")
    assert (ran.code, f"no picture saved: {server.url('/p.png')}: {why}" in ran.err) == (0, True)
    assert "image" not in yaml.load(run.read("resources.yml"), Loader=yaml.BaseLoader)[0]
    assert not (tmp_path / "images").exists()


def test_pictures_are_asked_for_only_where_they_may_be(tmp_path: Path, server: Server) -> None:
    links = ("http://127.0.0.1:9/x.png", "http://169.254.169.254/x", "file:///etc/passwd", "data:image/png;base64,AA", "//")
    head = "".join(f'<meta property="og:image" content="{link}">' for link in links)
    server.pages["/a"] = answer(page("A work", head))
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a"), "--image")
    assert (ran.code, "no picture saved: http://127.0.0.1:9/x.png: 127.0.0.1 has the address" in ran.err) == (0, True)
    assert server.paths() == ["/a"]
    server.pages["/b"] = answer(page("Another", "".join(f'<link rel=icon href="/i{number}">' for number in range(99))))
    assert run("add", server.url("/b"), "--image").code == 0
    assert len(server.paths()) == 6


def test_no_file_of_somebody_elses_is_touched(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A work", '<meta property="og:image" content="/p">'))
    server.pages["/p"] = answer(png())
    run = site(tmp_path, server=server)
    run.write("images/mine.png", "Mine.")
    ran = run("add", server.url("/a"), "--image", "--id", "mine")
    assert (ran.code, "no picture saved: `images/mine.png` exists already" in ran.err) == (0, True)
    assert run.read("images/mine.png") == "Mine."
    out = tmp_path.parent / f"{tmp_path.name}-out"
    out.mkdir()
    other = site(tmp_path / "other", server=server)
    (tmp_path / "other/images").symlink_to(out)
    assert "leads outside the registry's folder" in other("add", server.url("/a"), "--image").err
    assert list(out.iterdir()) == []
    assert run("add", server.url("/a?x"), "--image", "--dry-run", "--title", "T").code == 2
    assert [path.name for path in (tmp_path / "images").iterdir()] == ["mine.png"]


@given(st.binary(max_size=80), st.sampled_from([b"", *(body[:30] for body in PICTURES.values())]))
def test_any_bytes_are_a_picture_or_none(body: bytes, start: bytes) -> None:
    with suppress(NoPictureError):
        assert ending_of(start + body) in PICTURES
