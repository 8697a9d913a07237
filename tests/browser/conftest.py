"""Chromium, and the guide in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import Reader, Windows, serve


@pytest.fixture(scope="session")
def address(example_site: Path) -> Iterator[str]:
    """Where the guide is served."""
    with serve(example_site) as url:
        yield url


@pytest.fixture
def reader(windows: Windows, address: str) -> Iterator[Reader]:
    """Opens pages of the guide."""
    one = Reader(windows, address)
    yield one
    one.close()
