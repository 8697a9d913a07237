from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.excerpt import Snapshots
from mkdocs_resource_cards.model import Location, Resource, SnapshotSource

from .helpers import resource

BODY = "The sea is wide, and this paragraph is long enough to be taken for what the page really says."


def write(path: Path, content: str | bytes = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def entry(file: str = "", **fields: object) -> Resource:
    return resource(snapshot=SnapshotSource(file=file), **fields)


def seen(root: Path, one: Resource, folders: tuple[Path, ...] = ()) -> tuple[str, list[str]]:
    """The excerpt, and the problems as a person reads them."""
    snapshots = Snapshots(root, Cache(None), 600, folders)
    text = snapshots.excerpt(one).text
    snapshots.preview(one)
    return text, [str(problem) for problem in snapshots.problems]


@pytest.mark.parametrize("ending", [".md", ".html", ".txt"])
def test_the_default_file_stands_beside_the_registry(tmp_path: Path, ending: str) -> None:
    write(tmp_path / "data" / "snapshots" / f"r1{ending}")
    assert seen(tmp_path, entry(location=Location("data/resources.yml", 1, 1))) == (BODY, [])


def test_markdown_comes_before_html_before_text(tmp_path: Path) -> None:
    for ending in (".txt", ".html", ".md"):
        write(tmp_path / "snapshots" / f"r1{ending}", f"{BODY} {ending[1:]}.")
        assert seen(tmp_path, entry())[0] == f"{BODY} {ending[1:]}."


def test_a_registry_folder_holds_snapshots_for_the_files_below(tmp_path: Path) -> None:
    write(tmp_path / "registry" / "snapshots" / "r1.md")
    one = entry(location=Location("registry/papers/2017.yml", 1, 1))
    assert seen(tmp_path, one, (tmp_path / "registry",)) == (BODY, [])
    assert seen(tmp_path, one)[0] == ""


def test_a_named_file(tmp_path: Path) -> None:
    write(tmp_path / "data" / "texts" / "other.md")
    assert seen(tmp_path, entry("texts/other.md", location=Location("data/resources.yml", 1, 1))) == (BODY, [])


def test_what_is_to_be_watched(tmp_path: Path) -> None:
    write(tmp_path / "snapshots" / "r1.md")
    write(tmp_path / "snapshots" / "r2.md")
    write(tmp_path / "texts" / "other.md")
    snapshots = Snapshots(tmp_path, Cache(None), 600, (tmp_path / "no registry",))
    for one in (entry(), entry("texts/other.md", id="a"), entry("snapshots/r2.md", id="b"), entry("missing.md", id="c")):
        snapshots.excerpt(one)
    assert snapshots.watched == (tmp_path / "snapshots", tmp_path / "texts" / "other.md")


def test_names_are_matched_with_case(tmp_path: Path) -> None:
    write(tmp_path / "snapshots" / "R1.md")
    assert seen(tmp_path, entry()) == ("", [])


def test_a_missing_named_file_is_one_problem(tmp_path: Path) -> None:
    message = "resources.yml:3:5: missing_snapshot there is no snapshot `texts/other.md`"
    assert seen(tmp_path, entry("texts/other.md")) == ("", [message])
    assert seen(tmp_path, entry("a" * 300 + ".md"))[1][0].startswith("resources.yml:3:5: missing_snapshot")


@pytest.mark.parametrize(
    "name",
    [
        "../outside.md",
        "x/../../outside.md",
        "/etc/hostname.md",
        "link.md",
        "linked/outside.md",
        "snapshots/../../outside.md",
        "a\0.md",
    ],
)
def test_nothing_outside_the_registrys_folder_is_read(tmp_path: Path, name: str) -> None:
    outside = write(tmp_path / "outside.md", "A secret outside, as long as any other paragraph of prose would be.")
    (tmp_path / "site" / "x").mkdir(parents=True)
    (tmp_path / "site" / "link.md").symlink_to(outside)
    (tmp_path / "site" / "linked").symlink_to(tmp_path)
    text, problems = seen(tmp_path / "site", entry(name))
    assert text == ""
    assert [problem.split(" ")[1] for problem in problems] == ["invalid_snapshot"]
    assert "secret" not in problems[0]


def test_a_default_file_may_not_lead_outside_either(tmp_path: Path) -> None:
    (tmp_path / "site" / "snapshots").mkdir(parents=True)
    (tmp_path / "site" / "snapshots" / "r1.md").symlink_to(write(tmp_path / "outside.md"))
    text, problems = seen(tmp_path / "site", entry())
    assert text == ""
    assert "outside the registry's folder" in problems[0]


def test_a_folder_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    write(tmp_path / "site-secret" / "a.md")
    (tmp_path / "site").mkdir()
    assert "outside" in seen(tmp_path / "site", entry("../site-secret/a.md"))[1][0]


@pytest.mark.parametrize("name", [".git/config", ".env", "notes.py", "id_rsa", ".hidden/a.md", ".a.md", "mkdocs.yml"])
def test_only_snapshots_are_read(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, "token = a secret that is long enough to be prose, and that nobody must see.")
    text, problems = seen(tmp_path, entry(name))
    assert text == ""
    assert "is not a .md, .html or .txt file" in problems[0]


def test_a_link_to_another_kind_of_file_is_judged_by_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(write(tmp_path / ".env", "SECRET=x"))
    assert "is not a .md, .html or .txt file" in seen(tmp_path, entry("a.md"))[1][0]


@pytest.mark.posix
def test_a_pipe_does_not_stop_the_build(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert "is not a regular file" in seen(tmp_path, entry("pipe.md"))[1][0]


def test_a_folder_is_no_snapshot(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    assert "invalid_snapshot" in seen(tmp_path, entry("folder.md"))[1][0]


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(write(tmp_path / "b.md"))
    assert seen(tmp_path, entry("a.md")) == (BODY, [])


def test_a_large_file_is_counted_whole_and_read_in_part(tmp_path: Path) -> None:
    write(tmp_path / "snapshots" / "r1.md", (BODY + "\n\n") * 600_000)
    snapshots = Snapshots(tmp_path, Cache(None), 600)
    preview = snapshots.preview(entry())
    assert preview.snapshot is not None
    assert preview.snapshot.bytes == 600_000 * (len(BODY) + 2)
    assert preview.truncated
    assert 2500 < preview.shown_bytes <= 3100


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ümlaut, ".encode() + BODY.encode(), "Ümlaut, " + BODY),
        (b"\xef\xbb\xbf" + BODY.encode(), BODY),
        (("Ümlaut, " + BODY).encode("utf-16"), "Ümlaut, " + BODY),
        (b"\xfe\xff" + ("Ümlaut, " + BODY).encode("utf-16-be"), "Ümlaut, " + BODY),
        ("Ümlaut “so”, ".encode("cp1252") + BODY.encode(), "Ümlaut “so”, " + BODY),
        (
            b"<meta charset=koi8-r><p>" + "Море широкое, и на нём много кораблей, которые идут на свет.".encode("koi8-r"),
            "Море широкое, и на нём много кораблей, которые идут на свет.",
        ),
        (b"<meta charset=utf-7><p>\xfc+ADw-script+AD4- " + BODY.encode(), "ü+ADw-script+AD4- " + BODY),
        (b"<meta charset=punycode><p>\xfc " + BODY.encode(), "ü " + BODY),
        (BODY.encode() + b" \xe2\x82", BODY),
    ],
)
def test_encodings(tmp_path: Path, raw: bytes, expected: str) -> None:
    write(tmp_path / "snapshots" / "r1.html", raw)
    assert seen(tmp_path, entry()) == (expected, [])


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7\n" + BODY.encode(), BODY.encode() + b"\0", b"\x89PNG\r\n" + bytes(99), bytes(range(1, 9)) * 20]
)
def test_what_is_no_text_is_reported(tmp_path: Path, raw: bytes) -> None:
    write(tmp_path / "snapshots" / "r1.md", raw)
    text, problems = seen(tmp_path, entry())
    assert text == ""
    assert problems == [
        "snapshots/r1.md: invalid_snapshot the snapshot of `r1` has a problem: "
        "it is not text: a snapshot is Markdown, HTML or plain text"
    ]
