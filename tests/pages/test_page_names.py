"""Whatever ids a registry holds, each has a page and downloads of its own, inside the folder, on every file system."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import rispy
from builds.built import Built, Site, broken_links
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.formats.catalog import EXPORT_FORMATS
from mkdocs_resource_cards.generated_pages import CATALOGUE, download_path, file_name, page_path, publication_path
from mkdocs_resource_cards.keys import ID

IDS = [
    *("index", "README", "publications", "resources", "resources.csl", "..", ".", "...", "x.", ".hidden", "-", "~x", "x~"),
    *("con", "NUL", "nul.txt", "com1", "LPT9.x", "console", "a", "a.bib", "A.RIS", "a.csl.json", "a.csl", "a.html", "a.md"),
    *("0123", "1e10", "..a", "a..b", "search", "404", "sitemap.xml", "x" * 128),
]
REGISTRY = "publications:\n" + "".join(f"  - {{id: '{id}', name: 'Venue {id}'}}\n" for id in IDS)
REGISTRY += "resources:\n" + "".join(
    f"  - {{id: '{id}', title: 'Title {id}', url: 'https://ex.org/{n}', publication: '{id}'}}\n" for n, id in enumerate(IDS)
)
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)

keys = st.one_of(
    st.text("ab.~-_IiNnOoCcUuLl1", min_size=1, max_size=8),
    st.sampled_from(IDS),
    st.tuples(st.sampled_from(IDS), st.sampled_from([".bib", ".json", ".csl", "."])).map("".join),
).filter(lambda key: ID.fullmatch(key) is not None)


def built_paths(id: str) -> list[str]:
    """Everything that a resource and a publication of this id put into the site, with folders for addresses."""
    downloads = [download_path("r", format, id) for format in EXPORT_FORMATS]
    return [page_path("r", id)[:-3] + "/index.html", publication_path("r", id)[:-3] + "/index.html", *downloads]


@settings(deadline=None)
@given(st.lists(keys, min_size=2, max_size=4, unique_by=str.lower))
def test_no_two_share_a_place(ids: list[str]) -> None:
    general = ["r/index.html", f"r/{CATALOGUE}", *(download_path("r", format) for format in EXPORT_FORMATS)]
    locations = [path.lower() for id in ids for path in built_paths(id)] + general
    folders = {"/".join(path.split("/")[:depth]) for path in locations for depth in range(1, path.count("/") + 1)}
    assert len(set(locations)) == len(locations)
    assert not folders & set(locations), "a folder and a file of one name"


@settings(deadline=None)
@given(keys)
def test_every_name_can_be_written_everywhere(id: str) -> None:
    for path in built_paths(id):
        for part in path.split("/"):
            assert part not in ("", ".", "..")
            assert not part.endswith((".", " "))
            assert not part.startswith(".")
            assert not DEVICE.fullmatch(part)
            assert re.fullmatch(r"[A-Za-z0-9._~=-]{1,138}", part)


def test_an_ordinary_id_is_its_own_name() -> None:
    ordinary = ("f19373dc25a8a96f", "sid_TVXgUb5wXg", "wei-2022.v2", "~x", "console")
    assert [file_name(id) for id in ordinary] == list(ordinary)
    assert (page_path("r", "index"), publication_path("r", "index")) == ("r/=index=.md", "r/publications/=index=.md")


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    config = f"use_directory_urls: {str(request.param).lower()}"
    site = Site(
        tmp_path_factory.mktemp("names"),
        {"index.md": "# Home\n\n<< resource:a >>\n"},
        REGISTRY,
        "pages: all",
        config,
        "material",
    )
    return site.build(strict=True)


def test_each_resource_has_its_own_page(built: Built) -> None:
    rows = built.soup("resources/index.html").select("tr[data-rc-id]")
    assert sorted(row["data-rc-id"] for row in rows) == sorted(IDS)
    titles = {}
    for name in built.files:
        if name.startswith("resources/") and name.endswith(".html"):
            heading = built.soup(name).h1
            assert heading is not None
            titles[heading.get_text()] = name
    assert {f"Title {id}" for id in IDS} | {f"Venue {id}" for id in IDS} <= set(titles)


def test_nothing_leaves_its_folder(built: Built) -> None:
    outside = {name for name in built.files if not name.startswith(("resources/", "assets/", "search/"))}
    assert outside == {"index.html", "404.html", "sitemap.xml", "sitemap.xml.gz"}
    assert not list(built.folder.parent.glob("*.html"))


def test_each_resource_has_its_own_downloads(built: Built) -> None:
    for id in IDS:
        records = rispy.loads((built.folder / download_path("resources", "ris", id)).read_text(encoding="utf-8"))
        assert [record["id"] for record in records] == [id]
        items = json.loads(built.html(download_path("resources", "csl", id)))
        assert [item["id"] for item in items] == [id]
        assert built.html(download_path("resources", "bibtex", id)).count("\n@") == 0


def test_every_link_leads_somewhere(built: Built) -> None:
    assert broken_links(built) == []


def test_files_and_folders_differ_by_more_than_case(built: Built) -> None:
    locations = [name.lower() for name in built.files]
    assert len(set(locations)) == len(locations)


def test_the_catalogue_names_the_pages(built: Built) -> None:
    data = json.loads(built.html(f"resources/{CATALOGUE}"))
    assert sorted(one["id"] for one in data["resources"]) == sorted(IDS)
    for one in data["resources"]:
        path = built.folder / "resources" / one["page"].replace("%3D", "=")
        assert (path / "index.html" if path.is_dir() else path).is_file()
    assert Path(built.folder / "resources" / data["resources"][0]["page"].replace("%3D", "=")).exists()
