"""One built gallery and one browser for all tests of how things look and behave."""

from __future__ import annotations

from collections.abc import Iterator

import firefox
import gallery
import pytest
from harness import Windows
from playwright.sync_api import Browser, Page
from surface import Chromium, Surface

import pictures


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the gallery in Material."""
    folder = tmp_path_factory.mktemp("gallery") / "material"
    # Material navigates instantly only where the site's address is the one it was built for.
    with pictures.serve(folder / "site") as address:
        gallery.build(folder, address=address)
        yield address


@pytest.fixture
def page(windows: Windows, site: str) -> Iterator[Page]:
    """A page of 1280 by 900 pixels with a mouse, that fails on errors of the script."""
    window = windows.open()
    yield window.page
    errors = list(window.errors)
    window.give_back()
    assert errors == []


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def surface(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Surface]:
    """A window of each browser."""
    if request.param == "firefox":
        with firefox.launched() as driver:
            yield Surface(driver)
    else:
        chromium = Chromium(browser)
        yield Surface(chromium)
        chromium.close()
