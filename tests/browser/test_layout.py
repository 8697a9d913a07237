"""Nothing of ours hangs over; what moves, or comes from elsewhere, is seen (`test_accessibility` looks at each page)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from harness import Reader, Windows, leaks, open_all, overflow
from pages import PAGES
from playwright.sync_api import Page

each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.strip("/") or "index")


@pytest.fixture(scope="module")
def phone(windows: Windows, address: str) -> Iterator[Page]:
    """One page for all of the guide: what it has loaded once, it keeps."""
    one = Reader(windows, address)
    yield one.open("", 320)
    one.close()


@each_page
def test_no_sideways_scroll_at_320_pixels(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path, wait_until="load")
    phone.evaluate("document.fonts.ready")
    assert overflow(phone) == []
    open_all(phone)
    assert overflow(phone) == []


def test_what_hangs_over_is_seen(reader: Reader) -> None:
    page = reader.open("", 320)
    page.add_style_tag(content=".rc-card .rc-title { min-width: 400px }")
    assert any("rc-title" in one for one in overflow(page))
    assert any(one.endswith(" px") for one in overflow(page))


def test_a_shift_and_a_stranger_are_seen(reader: Reader) -> None:
    page = reader.open("")
    page.evaluate(
        """() => new Promise(done => {
            const card = document.querySelector(".rc-card")
            card.scrollIntoView({block: "center"})
            setTimeout(() => {
                card.querySelector(".rc-title").insertAdjacentHTML("beforebegin", "<div style='height: 200px'></div>")
                card.insertAdjacentHTML("beforeend", "<img src='http://127.0.0.1:9/x.png' alt=''>")
                setTimeout(done, 500)
            }, 1000)
        })"""
    )
    assert page.evaluate("window.shifts.length") > 0
    assert "127.0.0.1:9" in {urlsplit(url).netloc for url in reader.opened[0].requests}


def test_what_reads_like_a_program_is_seen(reader: Reader) -> None:
    page = reader.open("")
    page.evaluate("document.querySelector('.rc-credit').append(' · None')")
    page.evaluate("document.querySelector('.rc-kind').append(' {{ type }}')")
    assert len(leaks(page)) == 2
