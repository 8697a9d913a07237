"""A page that cites 200 sources beside the same page with plain links: what it weighs, and what a reader mode makes of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import readability
import twins
from harness import serve
from playwright.sync_api import Browser, Page, expect

READ = """() => {
    const {title, byline, textContent} = new Readability(document.cloneNode(true)).parse()
    return [title, byline, textContent.split(/\\s+/).join(" ").trim()]
}"""


@pytest.fixture(scope="session")
def folder(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    return once("twins", twins.build) / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def html(folder: Path, name: str) -> bytes:
    return (folder / name / "index.html").read_bytes()


def test_it_has_at_most_three_times_the_bytes_and_a_reference_has_150(folder: Path) -> None:
    cited, plain = html(folder, "cited"), html(folder, "plain")
    assert len(cited) <= 3 * len(plain)
    packed = len(gzip.compress(cited, 9)) - len(gzip.compress(plain, 9))
    assert packed <= 60 * twins.SOURCES, "beside the plain link, of which 90 bytes would be left"
    assert b"rc-pop" not in cited


def test_it_has_at_most_three_times_the_elements_and_makes_as_much_work(browser: Browser, folder: Path) -> None:
    """In seconds of the page's own thread: what else the machine does takes little part in them."""
    times: dict[str, list[float]] = {"plain": [], "cited": []}
    counts: dict[str, int] = {}
    with serve(folder) as address:
        for _ in range(4):
            for name, found in times.items():
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                session = page.context.new_cdp_session(page)
                session.send("Performance.enable", {"timeDomain": "threadTicks"})
                page.goto(f"{address}{name}/", wait_until="load")
                counts[name] = page.evaluate("document.querySelectorAll('*').length")
                metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
                found.append(metrics["RecalcStyleDuration"] + metrics["LayoutDuration"])
                page.close()
    assert counts["cited"] <= 3 * counts["plain"]
    assert min(times["cited"]) <= 1.3 * min(times["plain"]) + 0.002


def test_previews_open_on_a_page_from_the_disk(page: Page, folder: Path) -> None:
    page.goto((folder / "cited" / "index.html").as_uri())
    link = page.locator(".rc-ref a").nth(7)
    link.hover()
    preview = page.locator(".rc-pop")
    expect(preview).to_be_visible()
    expect(preview.locator(".rc-title")).to_have_text(link.inner_text())
    page.mouse.move(1, 1)
    expect(preview).to_have_count(0)


def test_a_reader_mode_sees_the_same_text_and_no_author(page: Page, folder: Path) -> None:
    script, found = readability.find(), {}
    assert script is not None, readability.HELP
    with serve(folder) as address:
        for name in ("plain", "cited", "views"):
            page.goto(f"{address}{name}/", wait_until="load")
            page.add_script_tag(content=script.read_text(encoding="utf-8"))
            found[name] = page.evaluate(READ)
        titles = page.locator(".rc-refs__item cite, .rc-card--compact .rc-title").all_inner_texts()
    assert found["cited"] == found["plain"]
    assert found["views"][1] is None
    assert [title for title in titles if title.strip() not in found["views"][2]] == []
