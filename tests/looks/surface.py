"""One reader's window in either browser: what a hand does, and what an eye sees. A test moves the clock."""

from __future__ import annotations

import time
from typing import Any, Protocol

from firefox import Firefox
from playwright.sync_api import Browser

FREEZE = """() => {
    let now = 0, next = 1000000
    const timers = new Map()
    window.setTimeout = (action, delay = 0, ...values) => {
        timers.set(++next, [now + delay, () => action(...values)])
        return next
    }
    window.clearTimeout = id => timers.delete(id)
    window.runFor = async ms => {
        const end = now + ms, due = () => [...timers].filter(([, [at]]) => at <= end).sort(([, [a]], [, [b]]) => a - b)[0]
        for (let one = due(); one; one = due()) {
            timers.delete(one[0])
            now = one[1][0]
            one[1][1]()
            await pause()
        }
        now = end
        await pause()
    }
    const channel = new MessageChannel()
    const pause = () => new Promise(done => { channel.port1.onmessage = done; channel.port2.postMessage(0) })
}"""
"""Takes the clock away from all scripts of a page."""


class Driver(Protocol):
    """What Firefox's and Chromium's have in common."""

    def goto(self, address: str) -> None: ...
    def evaluate(self, function: str, *arguments: Any) -> Any: ...
    def move(self, x: float, y: float) -> None: ...
    def click(self, x: float, y: float, kind: str = "mouse") -> None: ...
    def press(self, key: str) -> None: ...
    def resize(self, width: int, height: int) -> None: ...
    def hover_none(self, none: bool) -> None: ...
    def zoom(self, times: int) -> None: ...


class Chromium:
    """A page of Playwright's, seen as Firefox's window is."""

    def __init__(self, browser: Browser) -> None:
        contexts = {none: browser.new_context(has_touch=none, is_mobile=none) for none in (False, True)}
        self._pages = {none: context.new_page() for none, context in contexts.items()}
        self.hover_none(False)

    def goto(self, address: str) -> None:
        self._page.goto(address)

    def evaluate(self, function: str, *arguments: Any) -> Any:
        return self._page.evaluate(f"values => ({function})(...values)", list(arguments))

    def move(self, x: float, y: float) -> None:
        self._page.mouse.move(x, y)

    def click(self, x: float, y: float, kind: str = "mouse") -> None:
        (self._page.touchscreen.tap if kind == "touch" else self._page.mouse.click)(x, y)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def hover_none(self, none: bool) -> None:
        self._page = self._pages[none]

    def zoom(self, times: int) -> None:
        """To a page, zoom is a window of fewer pixels."""
        size = self._page.viewport_size or {}
        self._page.set_viewport_size({"width": size["width"] // times, "height": size["height"] // times})

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()


class Surface:
    """The window: a driver, and what tests ask of it."""

    def __init__(self, driver: Driver | Firefox) -> None:
        self.driver = driver
        self.evaluate = driver.evaluate
        self.press = driver.press

    def visit(self, address: str, width: int = 1280, height: int = 900, *, touch: bool = False) -> None:
        self.driver.hover_none(touch)
        self.driver.zoom(1)
        self.driver.resize(width, height)
        self.driver.goto(address)
        self.until("() => window.rcStart")
        self.evaluate(FREEZE)
        if not touch:
            self.driver.move(1, 1)

    def until(self, function: str, *arguments: Any) -> None:
        """Waits until a function of the page says yes."""
        end = time.monotonic() + 20
        while not self.evaluate(f"(...values) => Boolean(({function})(...values))", *arguments):
            assert time.monotonic() < end, function
            time.sleep(0.05)

    def box(self, selector: str) -> dict[str, float]:
        """Its place in the window, that of its first line: x, y, width, height."""
        found = self.evaluate("one => document.querySelector(one).getClientRects()[0].toJSON()", selector)
        return dict(found)

    def middle(self, selector: str) -> tuple[float, float]:
        one = self.box(selector)
        return one["x"] + one["width"] / 2, one["y"] + one["height"] / 2

    def hover(self, selector: str) -> None:
        self.driver.move(*self.middle(selector))

    def click(self, selector: str, kind: str = "mouse") -> None:
        self.driver.click(*self.middle(selector), kind)

    def wait(self, ms: int) -> None:
        self.evaluate("ms => runFor(ms)", ms)

    def opened(self) -> list[str]:
        """The ids of resources whose preview is open."""
        script = "() => [...document.querySelectorAll(':popover-open')].map(one => one.id.replace('rc-pop-', ''))"
        return list(self.evaluate(script))

    def focused(self) -> str:
        """The text, or the name, of what has the focus."""
        return str(self.evaluate("() => document.activeElement.ariaLabel || document.activeElement.textContent.trim()"))
