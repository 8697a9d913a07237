"""PDFs: title, authors and DOI from what they say of themselves; strangers' files stay bounded."""

from __future__ import annotations

import os
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from pdfs import pdf, stream, xmp
from server import Server, answer
from sites import site

from mkdocs_resource_cards.cli.metadata import pdf as reader
from mkdocs_resource_cards.cli.metadata.choose import draft_of


def drafted(body: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
    draft = draft_of(reader.read(body), "https://example.org/a.pdf")
    return {name: value for name, value in draft.entry.items() if name not in ("url", "type")}, draft.doubts


def test_what_a_pdf_says_of_itself_becomes_an_entry(tmp_path: Path, server: Server) -> None:
    info = {"Title": "On Gardens", "Author": "Ann Lee and Bo Ek", "CreationDate": "D:20200506120000Z"}
    server.pages["/a.pdf"] = answer(pdf(info), Content_Type="application/pdf")
    run = site(tmp_path, server=server)
    ran = run("add", server.url("/a.pdf"), "-y")
    assert (ran.code, "not sure about: authors, published, type" in ran.err) == (0, True)
    (entry,) = yaml.load(run.read("resources.yml"), Loader=yaml.BaseLoader)
    assert (entry["title"], entry["authors"], entry["published"]) == ("On Gardens", ["Ann Lee", "Bo Ek"], "2020-05-06")
    run.write("b.pdf", "").write_bytes(pdf(lines=[(10, "A journal"), (20, "A Large"), (20, "Title"), (10, "Words and words")]))
    assert run("add", "b.pdf", "-y").code == 0
    assert yaml.load(run.read("resources.yml"), Loader=yaml.BaseLoader)[1]["title"] == "A Large Title"


PAPER = xmp(
    "<dc:title><rdf:Alt><rdf:li>On Rivers</rdf:li></rdf:Alt></dc:title>"
    "<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Bo Ek</rdf:li></rdf:Seq></dc:creator>"
    "<prism:doi>10.1000/182</prism:doi><prism:publicationName>Nature</prism:publicationName>"
    "<prism:coverDate>2021-02</prism:coverDate>"
)


def test_what_a_publisher_says_is_sure() -> None:
    entry, doubts = drafted(pdf({"Title": "x.indd", "Author": "cheng"}, xmp=PAPER))
    assert entry == {
        "title": "On Rivers",
        "authors": ["Ann Lee", "Bo Ek"],
        "published": "2021-02",
        "publication": "Nature",
        "doi": "10.1000/182",
    }
    assert doubts == ()


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - draft.doc",
        "untitled",
        "paper.dvi",
        "Binder1.pdf",
        "Slide 1",
        "Document1",
        "final_2",
        "PowerPoint Presentation",
        "  ",
    ],
)
def test_what_a_program_put_in_the_place_of_a_title_is_none(title: str) -> None:
    entry, doubts = drafted(pdf({"Title": title}, [(24, "The Real Title"), (10, "A long paragraph of text, and more")]))
    assert (entry["title"], "title" in doubts) == ("The Real Title", True)


@pytest.mark.parametrize("name", ["cheng", "1671251", "user 7"])
def test_an_account_is_no_author(name: str) -> None:
    assert "authors" not in drafted(pdf({"Author": name}))[0]


def test_dois_come_from_what_names_this_work_alone() -> None:
    said = "Gardens 12, doi:10.1000/abc"
    assert drafted(pdf({"Subject": said}))[0]["doi"] == "10.1000/abc"
    assert "doi" not in drafted(pdf(lines=[(10, "See doi:10.1000/other for more")]))[0]
    stamped, doubts = drafted(
        pdf(lines=[(20, "Some Title"), (12, "arXiv:2301.00001v2  [cs.SE]  3 Jan 2023"), (10, "Text of it")])
    )
    assert (stamped["doi"], stamped["published"]) == ("10.48550/arXiv.2301.00001", "2023-01-03")
    assert "published" not in doubts


def bomb() -> bytes:
    """XMP of 400 megabytes."""
    return pdf(xmp="x", extra=stream(_zeros(400), b"/Type /Metadata /Subtype /XML /Filter /FlateDecode "))


def _zeros(megabytes: int) -> bytes:
    packer, piece = zlib.compressobj(9), bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


def entities() -> bytes:
    """XMP whose entities would become a gigabyte."""
    parts = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    return pdf(xmp=f'<!DOCTYPE x [<!ENTITY a0 "a">{parts}]>' + xmp("<dc:title>&a9;</dc:title>"))


HOSTILE = {
    "no-pdf": lambda: b"%PDF-1.7 \0\0",
    "cut": lambda: pdf({"Title": "A"})[:300],
    "ring": lambda: pdf().replace(b"/Parent 2 0 R", b"/Parent 3 0 R").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "deep": lambda: pdf({"Title": "A"}).replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 100_000),
    "bomb": bomb,
    "entities": entities,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_pdf_made_to_hurt_costs_little(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 3.0)
    body, start = HOSTILE[kind](), time.monotonic()
    assert isinstance(drafted(body)[0], dict)
    assert time.monotonic() - start < 10


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0.5)
    monkeypatch.setattr(reader, "_CODE", "while True: pass")
    start = time.monotonic()
    assert drafted(pdf({"Title": "A"}))[0] == {}
    assert time.monotonic() - start < 10


def test_files_beside_the_registry_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pypdf.py", "json.py", "sitecustomize.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    assert drafted(pdf({"Title": "On Gardens"}))[0]["title"] == "On Gardens"
    assert not (tmp_path / "ran").exists()
