from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.excerpt import Snapshots, inert
from mkdocs_resource_cards.model import Name, SnapshotSource

from .helpers import resource

BODY = "The sea is wide, and this paragraph is long enough to be taken for what the page really says."


def site(root: Path, content: str, name: str = "r1.md") -> Path:
    (root / "snapshots").mkdir(exist_ok=True)
    (root / "snapshots" / name).write_bytes(content.encode())
    return root


class MemoryRows(Cache):
    """A cache that can be looked into."""

    def __init__(self) -> None:
        super().__init__(None)
        self.kept: dict[tuple[str, str], str] = {}

    def get(self, bucket: str, key: str) -> str | None:
        return self.kept.get((bucket, key))

    def put(self, bucket: str, key: str, value: str) -> None:
        self.kept[bucket, key] = value


def test_front_matter_tells_status_date_and_size(tmp_path: Path) -> None:
    front = '---\nurl: https://example.org\nstatus: 200\nfetched_at: "2026-05-17T10:00:00Z"\nbytes: 40960\nsha256: 00\n---\n'
    found = Snapshots(site(tmp_path, front + BODY), Cache(None), 600).excerpt(resource())
    assert found.text == BODY
    assert found.snapshot is not None
    assert (found.snapshot.status, found.snapshot.fetched, found.snapshot.bytes) == (200, "2026-05-17", 40960)
    assert found.snapshot.path == "snapshots/r1.md"


@pytest.mark.parametrize(
    "written",
    ["2026-05-17", "2026-05-17T10:00Z", "2026-05-17t10:00:00.123456+00:00", "2026-05-17 10:00:00 UTC", "'2026-05-17'"],
)
def test_a_day_may_have_a_time(tmp_path: Path, written: str) -> None:
    snapshots = Snapshots(site(tmp_path, f"---\nfetched: {written}\n---\n{BODY}"), Cache(None), 600)
    found = snapshots.excerpt(resource())
    assert found.snapshot is not None
    assert (found.snapshot.fetched, snapshots.problems) == ("2026-05-17", ())


def test_the_registry_wins_over_front_matter(tmp_path: Path) -> None:
    one = resource(snapshot=SnapshotSource(status=203, fetched="2026-06-01", bytes=5))
    site(tmp_path, f"---\nstatus: 404\nfetched: 2026-05-17\nbytes: 40960\n---\n{BODY}")
    found = Snapshots(tmp_path, Cache(None), 600).excerpt(one)
    assert found.text == BODY
    assert found.snapshot is not None
    assert (found.snapshot.status, found.snapshot.fetched, found.snapshot.bytes) == (203, "2026-06-01", 5)


def test_without_front_matter_the_size_is_the_contents(tmp_path: Path) -> None:
    found = Snapshots(site(tmp_path, f"---\nstatus: 200\r\n---\r\n{BODY}ü"), Cache(None), 600).excerpt(resource())
    assert found.snapshot is not None
    assert found.snapshot.bytes == len(BODY) + 2


def test_a_rule_at_the_start_is_no_front_matter(tmp_path: Path) -> None:
    found = Snapshots(site(tmp_path, f"---\n\n{BODY}\n\n---\n"), Cache(None), 600).excerpt(resource())
    assert found.text == BODY


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("status: 99", 2, "its `status` is not a number from 100 to 599"),
        ("url: x\nstatus: two", 3, "its `status` is not a number from 100 to 599"),
        ("bytes: -1", 2, "its `bytes` is not a number from 0 to 1000000000000000"),
        ("fetched: yesterday", 2, "its `fetched` is not a date such as `2026-05-17`"),
        ("fetched: 2026-02-30", 2, "its `fetched` is not a date such as `2026-05-17`"),
        *(
            (f"fetched: {written}", 2, "its `fetched` is not a date such as `2026-05-17`")
            for written in ("2020-W01-1", "2020-W53-7", "2020W01100", "20200101", "2020-01-01T99", "2020-01-01 or so")
        ),
        ("status: 'x", 1, "its front matter is not YAML of the form `key: value`"),
        ("status: " + "[" * 15_000, 1, "its front matter is not YAML of the form `key: value`"),
        ("status: 200\nx: " + "- " * 7_000, 1, "its front matter is not YAML of the form `key: value`"),
        ("url: x\n" * 1_500, 1, "its front matter is not YAML of the form `key: value`"),
    ],
)
def test_faults_of_front_matter_are_told(tmp_path: Path, front: str, line: int, message: str) -> None:
    snapshots = Snapshots(site(tmp_path, f"---\n{front}\n---\n{BODY}"), Cache(None), 600)
    assert snapshots.excerpt(resource()).text == BODY
    told = f"snapshots/r1.md:{line}: invalid_snapshot the snapshot of `r1` has a problem: {message}"
    assert [str(problem) for problem in snapshots.problems] == [told]


def test_no_tag_of_front_matter_builds_anything(tmp_path: Path) -> None:
    front = f"---\nstatus: !!python/object/apply:os.mkdir ['{tmp_path}/made']\nfetched: !ENV HOME\nbytes: &a 7\nx: *a\n---\n"
    found = Snapshots(site(tmp_path, front + BODY), Cache(None), 600).excerpt(resource())
    assert not (tmp_path / "made").exists()
    assert found.snapshot is not None
    assert (found.text, found.snapshot.fetched, found.snapshot.bytes) == (BODY, "", 7)


def test_the_registry_may_hold_the_text_itself(tmp_path: Path) -> None:
    one = resource(snapshot=SnapshotSource(text=f"# A title\n\n**{BODY}**", status=200))
    snapshots = Snapshots(tmp_path, Cache(None), 600)
    assert snapshots.excerpt(one).text == BODY
    preview = snapshots.preview(one)
    assert preview.html == f"<p><strong>A title</strong></p>\n<p><strong>{BODY}</strong></p>"
    assert preview.snapshot is not None
    assert preview.snapshot.bytes == len(BODY) + 15


def test_without_a_snapshot_the_abstract_then_the_summary(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path, Cache(None), 40)
    assert (
        snapshots.excerpt(resource(id="a", abstract="An *abstract* &amp; more.", summary="No.")).text == "An abstract & more."
    )
    assert snapshots.excerpt(
        resource(id="b", summary="A summary with [a link](https://x.example) in it, and so on.")
    ).text == ("A summary with a link in it, and so on.")
    assert snapshots.excerpt(resource(id="d")).text == ""
    assert snapshots.problems == ()


def test_an_error_page_falls_back_and_keeps_its_status(tmp_path: Path) -> None:
    site(tmp_path, f"---\nstatus: 404\n---\n{BODY}")
    snapshots = Snapshots(tmp_path, Cache(None), 600)
    found = snapshots.excerpt(resource(summary="What it was."))
    assert found.text == "What it was."
    assert found.snapshot is not None
    assert found.snapshot.status == 404
    assert snapshots.preview(resource()).html == ""


def test_what_only_the_registry_tells_is_a_snapshot_too(tmp_path: Path) -> None:
    found = Snapshots(tmp_path, Cache(None), 600).excerpt(resource(snapshot=SnapshotSource(fetched="2026-05-17")))
    assert found.snapshot is not None
    assert found.snapshot.fetched == "2026-05-17"
    assert Snapshots(tmp_path, Cache(None), 600).excerpt(resource()).snapshot is None


@pytest.mark.parametrize(
    ("name", "front", "body", "html"),
    [
        ("r1.md", "", f"<!DOCTYPE html>\n<p>*{BODY}*", f"<p>*{BODY}*</p>"),
        ("r1.txt", "", f"<html><body><p>{BODY}", f"<p>{BODY}</p>"),
        ("r1.txt", "content_type: text/markdown; charset=utf-8", f"*{BODY}*", f"<p><em>{BODY}</em></p>"),
        ("r1.txt", "", f"*{BODY}*", f"<p>*{BODY}*</p>"),
        ("r1.md", "", f"<b>{BODY}</b>", f"<p>{BODY}</p>"),
    ],
)
def test_formats(tmp_path: Path, name: str, front: str, body: str, html: str) -> None:
    text = f"---\n{front}\n---\n{body}" if front else body
    assert Snapshots(site(tmp_path, text, name), Cache(None), 600).preview(resource()).html == html


def test_a_warm_cache_gives_the_same_and_parses_nothing(tmp_path: Path) -> None:
    site(tmp_path, f"---\nstatus: 99\n---\n# A title\n\n**{BODY}** {{{{ x }}}}")
    cache = MemoryRows()
    cold, warm = (Snapshots(tmp_path, cache, 600) for _ in range(2))
    one = resource(abstract="An *abstract*.")
    seen = [(some.excerpt(one), some.preview(one), some.problems) for some in (cold, warm)]
    assert seen[0] == seen[1]
    assert len(cache.kept) == 1


def test_the_key_holds_all_that_matters(tmp_path: Path) -> None:
    cache = MemoryRows()
    site(tmp_path, BODY)
    for limit, one in (
        (600, resource()),
        (50, resource()),
        (50, resource(title="Other")),
        (50, resource(url="https://other.example")),
        (50, resource(authors=(Name("B.", "A."),))),
        (50, resource(snapshot=SnapshotSource(status=500))),
    ):
        Snapshots(tmp_path, cache, limit).excerpt(one)
    site(tmp_path, BODY + " More.")
    Snapshots(tmp_path, cache, 600).excerpt(resource())
    assert len(cache.kept) == 7


@pytest.mark.parametrize(
    "stored", ["", "null", "[]", "{}", "[1,2,3,4,5,6,7,8]", "[" * 9999, '["a","b",1,1,"x","y","z",[]]', "\ud800"]
)
def test_a_damaged_entry_of_the_cache_is_made_again(tmp_path: Path, stored: str) -> None:
    site(tmp_path, BODY)
    cache = MemoryRows()
    Snapshots(tmp_path, cache, 600).excerpt(resource())
    cache.kept = dict.fromkeys(cache.kept, stored)
    assert Snapshots(tmp_path, cache, 600).excerpt(resource()).text == BODY
    assert json.loads(next(iter(cache.kept.values())))[0] == BODY


def test_what_a_cache_holds_is_sanitised_again(tmp_path: Path) -> None:
    site(tmp_path, BODY)
    cache = MemoryRows()
    Snapshots(tmp_path, cache, 600).excerpt(resource())
    bad = json.dumps(["te\u202ext " * 200, "</div><script>steal()</script><p>x {{ y }}", True, 1, 200, "2026-05-17", 1, []])
    cache.kept = dict.fromkeys(cache.kept, bad)
    snapshots = Snapshots(tmp_path, cache, 600)
    assert snapshots.preview(resource()).html == "<p>x &#123;{ y }}</p>"
    assert "\u202e" not in snapshots.excerpt(resource()).text
    assert len(snapshots.excerpt(resource()).text) <= 600


def test_a_real_cache_spares_a_second_build_the_parsers(tmp_path: Path) -> None:
    site(tmp_path, f"*{BODY}*")
    program = """
import sys
import warnings
from pathlib import Path
from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.excerpt import Snapshots
from mkdocs_resource_cards.model import Location, Resource
root = Path(sys.argv[1])
cache = Cache(root / "cache")
place = Location("resources.yml")
found = Snapshots(root, cache, 600).excerpt(Resource("r1", "A title", summary="A *summary*.", location=place))
other = Snapshots(root, cache, 600).excerpt(Resource("r2", "A title", summary="A *summary*.", location=place))
cache.close()
print(found.text, other.text, sorted({"bs4", "markdown_it", "nh3"} & set(sys.modules)))
"""
    runs = [
        subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True) for _ in range(2)
    ]
    assert [run.stdout.strip() for run in runs] == [
        f"{BODY} A summary. ['bs4', 'markdown_it', 'nh3']",
        f"{BODY} A summary. []",
    ]


def test_no_parser_complains_of_a_short_text(tmp_path: Path) -> None:
    site(tmp_path, "readme.md")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Snapshots(tmp_path, Cache(None), 600).excerpt(resource()).text == "readme.md"


def test_inert() -> None:
    assert inert("{{ a }} {% b %} {# c #} {{{ d }}} { e } {f}") == (
        "&#123;{ a }} &#123;% b %} &#123;# c #} &#123;&#123;{ d }}} { e } {f}"
    )
