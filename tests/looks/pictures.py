"""Pictures of the gallery, as a reader's browser shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "browser"))

from chromium import FLAGS, find
from harness import serve

PAGES = ("", "variants/", "stress/", "resource/", "resources/", "publication/")


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()


def use_scheme(page: Page, scheme: str) -> None:
    """Material's colour scheme, `default` or `slate`; other themes follow the browser's."""
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    page.evaluate(
        "dark => document.documentElement.setAttribute('data-bs-theme', dark)", "dark" if scheme == "slate" else "light"
    )


def shoot(site: Path, folder: Path, name: str) -> None:
    """One picture for each page, scheme and width, into `folder`."""
    pages = ("rtl/",) if name == "arabic" else PAGES
    with serve(site) as address, browser() as chromium:
        for width, scheme in ((1280, "default"), (1280, "slate"), (390, "default"), (390, "slate")):
            page = chromium.new_page(viewport={"width": width, "height": 900}, has_touch=width < 500)
            for path in pages:
                page.goto(address + path)
                use_scheme(page, scheme)
                page.wait_for_timeout(200)
                page.screenshot(path=folder / f"{name}-{path.strip('/') or 'index'}-{scheme}-{width}.png", full_page=True)
            page.close()
