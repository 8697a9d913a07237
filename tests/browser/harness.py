"""A reader's browser, and what can be asked of a page in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""WCAG 2.2 AA and axe's own advice."""
PICTURES = os.environ.get("PICTURES", "")
"""The folder for pictures; `""` takes none: no test looks at them."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a local server with that handler, `http://127.0.0.1:PORT/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a local server of `folder`."""
    with running(partial(_Quiet, directory=str(folder))) as address:
        yield address


class Windows:
    """Pages of one browser. A page that is given back is handed out again, as new: that halves what loading a page costs."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._all: list[Window] = []

    def open(self, width: int = 1280, height: int = 900, **options: Any) -> Window:
        """A window at nothing, in a context of its own. `options` are those of Playwright's `new_context`."""
        size: ViewportSize = {"width": width, "height": height}
        free = (one for one in self._all if one.is_free and one.options == options and not one.page.is_closed())
        window = next(free, None) or self._new(options)
        window.is_free = False
        window.page.set_viewport_size(size)
        return window

    def page(self, width: int = 1280, height: int = 900, **options: Any) -> Page:
        """The page of such a window, for one who closes it."""
        return self.open(width, height, **options).page

    def _new(self, options: dict[str, Any]) -> Window:
        window = Window(self.browser.new_context(**options).new_page(), options)
        self._all.append(window)
        return window

    def close(self) -> None:
        """Closes all."""
        for window in self._all:
            window.page.context.close()


@dataclass
class Window:
    """A page, and what it asked for and threw since it was handed out."""

    page: Page
    options: dict[str, Any]
    requests: list[str] = field(default_factory=list)
    """Addresses."""
    errors: list[str] = field(default_factory=list)
    """What scripts threw."""
    is_free: bool = True

    def __post_init__(self) -> None:
        self.page.context.set_default_timeout(20_000)
        self.page.add_init_script(WATCH)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def give_back(self) -> None:
        """Makes the page as new. Scripts of a test that run at the start of each page, and clocks, cannot be taken from it."""
        for other in self.page.context.pages:
            if other is not self.page:
                other.close()
        self.page.unroute_all()
        self.page.emulate_media(media="null", **{name: self.options.get(name, default) for name, default in DEFAULTS.items()})
        self.page.evaluate(FORGET)
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self.requests.clear()
        self.errors.clear()
        self.is_free = True


DEFAULTS = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none", "contrast": "no-preference"}
FORGET = (
    "() => { try { localStorage.clear(); sessionStorage.clear() } catch { /* There is no store where there is no site. */ } }"
)


@dataclass
class Reader:
    """Opens pages of one site, and closes them all."""

    windows: Windows
    address: str
    opened: list[Window] = field(default_factory=list)

    def open(self, path: str, width: int = 1280, scheme: str = "light", **context: Any) -> Page:
        """A page of the site, loaded and at rest. `scheme` is light or dark; more goes to Playwright's `new_context`."""
        options = {"color_scheme": scheme, "reduced_motion": "reduce", "has_touch": width < 500, **context}
        window = self.windows.open(width, **options)
        self.opened.append(window)
        window.page.goto(self.address + path, wait_until="load")
        window.page.evaluate("document.fonts.ready")
        return window.page

    def close(self) -> None:
        for window in self.opened:
            window.give_back()


WATCH = """
window.moving = () => document.getAnimations().filter(one => one.effect.target.closest('[class^="rc-"]'))
window.previews = async () => {
    const [folder, count] = document.querySelector("[data-rc-files]")?.dataset.rcFiles.split(" ") ?? ["", 0]
    const found = []
    for (let number = 0; number < count; number++) await new Promise(done => {
        const script = document.createElement("script")
        script.src = `${folder}${number}.js`
        script.onload = () => done(found.push(...rcPreviews))
        script.onerror = done
        document.head.append(script)
    })
    return found
}
window.shifts = []
new PerformanceObserver(list => {
    for (const entry of list.getEntries())
        for (const source of entry.sources)
            if (source.node?.parentElement?.closest('[class^="rc-"], [class*=" rc-"]'))
                window.shifts.push(source.node.outerHTML)
}).observe({type: "layout-shift", buffered: true})
"""


def use_scheme(page: Page, scheme: str) -> None:
    """Waits until Material shows the scheme: `default` or `slate`."""
    page.wait_for_function("scheme => document.body.dataset.mdColorScheme === scheme", arg=scheme)


def open_all(page: Page) -> None:
    """Opens every preview and every `details` of ours."""
    page.evaluate(OPEN_ALL)


OPEN_ALL = """async () => {
    for (const one of document.querySelectorAll("details[class^=rc-]")) one.open = true
    const cited = new Set([...document.querySelectorAll(".rc-ref")].map(one => one.dataset.rcId))
    for (const [id, html] of await previews()) {
        if (!cited.has(id) || document.getElementById(`rc-pop-${id}`)) continue
        document.querySelector("main").insertAdjacentHTML("beforeend", html)
        const one = document.getElementById(`rc-pop-${id}`)
        one.popover = "manual"
        one.style = `position: absolute; inset: auto; top: ${document.querySelectorAll(".rc-pop").length * 500}px`
        one.showPopover()
    }
    await Promise.all(moving().map(one => one.finished))
}"""


def moving(page: Page) -> list[str]:
    """Elements of ours that move or fade just now."""
    return list(page.evaluate("moving().map(one => one.effect.target.className)"))


def violations(page: Page, *, contrast_only: bool = False) -> list[str]:
    """What axe finds wrong with markup of ours: `rule: help: element`, one for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    asked: list[list[str]] = [[]] if contrast_only else [RULES, []]
    mark_for_contrast(page)
    return [told for tags in asked for told in page.evaluate(AXE, tags)]


def mark_for_contrast(page: Page) -> int:
    """Marks one element of ours of each kind that could have another contrast, with `data-looked-at`; how many there are."""
    return int(page.evaluate(MARK))


MARK = """() => {
    const seen = new Set(), grounds = new Map([[null, ""]])
    const groundOf = one => {
        if (!grounds.has(one)) {
            const {backgroundColor, backgroundImage, opacity} = getComputedStyle(one)
            const own = `${backgroundColor} ${backgroundImage} ${opacity}`
            grounds.set(one, (own === "rgba(0, 0, 0, 0) none 1" ? "" : own) + groundOf(one.parentElement))
        }
        return grounds.get(one)
    }
    document.querySelectorAll("[data-looked-at]").forEach(one => one.removeAttribute("data-looked-at"))
    const ours = '[class^="rc-"], [class*=" rc-"]'
    for (const one of document.querySelectorAll(`:is(${ours}), :is(${ours}) *`)) {
        const says = one.matches("input, select, textarea") || [...one.childNodes].some(({data}) => data?.trim())
        if (!says || !one.checkVisibility() || !one.getClientRects().length) continue
        const {color, fontSize, fontWeight, clipPath, textShadow} = getComputedStyle(one)
        const looks = [color, fontSize, fontWeight, clipPath, textShadow, groundOf(one)]
        const kind = [one.tagName, one.className, one.parentElement.className, ...looks].join()
        if (!seen.has(kind)) one.dataset.lookedAt = ""
        seen.add(kind)
    }
    return seen.size
}"""


AXE = """async tags => {
    const ours = node => document.querySelector(node.target[0])?.closest('[class^="rc-"], [class*=" rc-"]')
    const contrast = [{include: [["[data-looked-at]"]]}, {runOnly: ["color-contrast"]}]
    const others = [document, {runOnly: tags, rules: {"color-contrast": {enabled: false}}}]
    const [where, what] = tags.length ? others : contrast
    const found = await axe.run(where, {...what, resultTypes: ["violations"]})
    const told = (rule, node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`
    return found.violations.flatMap(rule => rule.nodes.filter(ours).map(node => told(rule, node)))
}"""


def overflow(page: Page) -> list[str]:
    """Elements of ours that reach over the side of the window, and pixels that the page can be scrolled sideways."""
    return list(page.evaluate(OVERFLOW))


OVERFLOW = """() => {
    const root = document.scrollingElement
    const wide = root.scrollWidth - root.clientWidth
    const ours = [...document.querySelectorAll('.md-content [class^="rc-"]')].filter(one => {
        const box = one.getBoundingClientRect()
        const scrolls = one.closest('.rc-cache__body pre, .md-typeset__scrollwrap, .md-typeset__table')
        return box.width && !scrolls && (box.right > root.clientWidth + 1 || box.left < -1)
    })
    return [...ours.map(one => one.outerHTML.slice(0, 200)), ...(wide > 0 ? [`${wide} px`] : [])]
}"""


def leaks(page: Page) -> list[str]:
    """Lines of ours in which a value that is absent, or a template, shows."""
    return list(page.evaluate(LEAKS))


LEAKS = r"""() => {
    const wrong = /\b(None|null|undefined|NaN|Infinity)\b|\{\{|\{%|<Undefined|\[object /
    const shown = [...document.querySelectorAll('.md-content [class^="rc-"]:not(.rc-excerpt *):not(.rc-cache *)')]
    const lines = shown.flatMap(one => one.innerText?.split("\n") ?? [])
    return [...new Set(lines.filter(line => wrong.test(line)))]
}"""


def picture(page: Page, name: str, **options: Any) -> None:
    """Keeps a picture of the page for human eyes, where somebody asks for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES, f"{name}.png"), **options)  # Playwright makes the folder.
