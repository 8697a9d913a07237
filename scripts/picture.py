"""The README's picture: the card of the seed case, from the built guide, light, two pixels to one.

    python scripts/picture.py [FILE]     (default: pictures/card.png)

Needs the extra `test` and a Chromium; `make picture` sees to both.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))  # which Chromium, and how a folder is served, is told there

import chromium  # noqa: E402
from harness import serve  # noqa: E402

PAGE = "handbook/interpretability/"
CARD = 'article.rc-card--full[data-rc-id="f19373dc25a8a96f"]'
MARGIN = 12
"""Pixels of the page around the card."""
LIMIT = 150_000
"""Bytes: a README should open at once."""


def build(folder: Path) -> None:
    """The guide, strictly, into `folder`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT / "example-site", check=True)


def around(page: Page) -> FloatRect:
    """The card's place on the page, with its margin."""
    box = page.locator(CARD).bounding_box()
    assert box is not None, f"{PAGE} shows no card"
    return {
        "x": box["x"] - MARGIN,
        "y": box["y"] - MARGIN,
        "width": box["width"] + 2 * MARGIN,
        "height": box["height"] + 2 * MARGIN,
    }


def take(browser: Browser, address: str, target: Path) -> None:
    """Opens the page and keeps the picture."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600}, device_scale_factor=2, color_scheme="light")
    page = context.new_page()
    page.goto(address + PAGE, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=target, clip=around(page), animations="disabled")
    context.close()


def main(arguments: list[str]) -> int:
    """Writes the picture; 1 when there is no Chromium, or the picture is too large."""
    target = Path(arguments[0]) if arguments else ROOT / "pictures" / "card.png"
    path = chromium.find()
    if not path:
        print(chromium.HELP, file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Path(folder))
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        with serve(Path(folder)) as address:
            take(browser, address, target)
        browser.close()
    size = target.stat().st_size
    print(f"{target}: {size // 1000} KB")
    return 0 if size < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
