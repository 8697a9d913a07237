"""Chromium, and the guide in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import Reader, serve
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def address(example_site: Path) -> Iterator[str]:
    """Where the guide is served."""
    with serve(example_site) as url:
        yield url


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Opens pages of the guide."""
    one = Reader(browser, address)
    yield one
    one.close()
