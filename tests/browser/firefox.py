"""Finds a Firefox for the tests of interaction, and drives it; run as a program, it installs one where none is found.

    python tests/browser/firefox.py [--install]

Playwright drives a Firefox of its own making only. This one is driven as it comes, by Marionette, which is built in: commands
of WebDriver as JSON over a socket (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chromium import run

NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
HELP = """no Firefox was found, and none could be installed. Any one of these helps:
    FIREFOX=/path/to/firefox make test
    apt-get update && apt-get install -y firefox-esr    (Debian, as root)"""
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    # One window needs no processes kept ready, nor one for each site: a sixth less work for each page.
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "fission.autostart": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "remote.prefs.recommended": True,
    "ui.allPointerCapabilities": 6,
    "ui.primaryPointerCapabilities": 6,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


def find() -> str:
    """The path of a Firefox, `""` when there is none."""
    return next((path for name in (os.environ.get("FIREFOX", ""), *NAMES) if name and (path := shutil.which(name))), "")


def install() -> str:
    """Installs Debian's Firefox; returns its path, `""` when that did not work."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return ""
    commands = [["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", "firefox-esr"]]
    return find() if all(run(command, 900, sys.stderr) for command in commands) else ""


class Firefox:
    """One window without a screen. Methods raise RuntimeError with what Firefox tells."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._read()  # its greeting
        self._number = 0
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})

    def call(self, command: str, **parameters: Any) -> Any:
        """Sends a command of WebDriver; returns its result."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return result

    def _read(self) -> Any:
        length = b""
        while (byte := self._stream.read(1)) != b":":
            length += byte
        return json.loads(self._stream.read(int(length)))

    def goto(self, address: str) -> None:
        self.call("WebDriver:Navigate", url=address)

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Calls a function of JavaScript in the page; waits for a promise."""
        script = f"const [done] = [...arguments].slice(-1); Promise.resolve(({function})(...arguments)).then(done)"
        return self.call("WebDriver:ExecuteAsyncScript", script=script, args=list(arguments))["value"]

    def resize(self, width: int, height: int) -> None:
        """Makes the page, not the window, so large: 450 pixels wide at least."""
        wide, high = self.evaluate("() => [outerWidth - innerWidth, outerHeight - innerHeight]")
        self.call("WebDriver:SetWindowRect", width=width + wide, height=height + high)

    def move(self, x: float, y: float, kind: str = "mouse") -> None:
        self._act("pointer", [{"type": "pointerMove", "x": round(x), "y": round(y)}], parameters={"pointerType": kind})

    def click(self, x: float, y: float, kind: str = "mouse") -> None:
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act("pointer", [move, *press], parameters={"pointerType": kind}, id=kind)

    def press(self, key: str) -> None:
        """Presses Tab, Escape or Enter; `Shift+Tab`."""
        codes = {"Tab": "\ue004", "Escape": "\ue00c", "Enter": "\ue007", "Shift": "\ue008"}
        keys = [codes[one] for one in key.split("+")]
        down, up = ([{"type": f"key{way}", "value": one} for one in keys] for way in ("Down", "Up"))
        self._act("key", [*down, *reversed(up)])

    def _act(self, kind: str, actions: list[dict[str, Any]], **more: Any) -> None:
        self.call("WebDriver:PerformActions", actions=[{"type": kind, "id": kind, "actions": actions, **more}])

    def hover_none(self, none: bool) -> None:
        """Whether media queries say that nothing can hover, as on a touch screen."""
        for name in ("ui.primaryPointerCapabilities", "ui.allPointerCapabilities"):
            self._in_chrome(f"Services.prefs.setIntPref('{name}', {1 if none else 6})")

    def zoom(self, times: int) -> None:
        """Shows the page so many times as large, as a reader does."""
        window = "Services.wm.getMostRecentWindow('navigator:browser')"
        self._in_chrome(f"{window}.gBrowser.selectedBrowser.fullZoom = {times}")

    def _in_chrome(self, script: str) -> None:
        self.call("Marionette:SetContext", value="chrome")
        self.call("WebDriver:ExecuteScript", script=script, args=[])
        self.call("Marionette:SetContext", value="content")

    def picture(self, path: Path) -> None:
        import base64

        path.write_bytes(base64.b64decode(self.call("WebDriver:TakeScreenshot", full=False)["value"]))


@contextmanager
def launched() -> Iterator[Firefox]:
    """Firefox with an empty profile."""
    path = find()
    assert path, HELP
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        options = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        command = [path, *options, "--profile", profile, "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with socket.create_connection(("127.0.0.1", _port(Path(profile), process)), timeout=60) as connection:
                yield Firefox(connection)
        finally:
            process.kill()
            process.wait()


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """Where Firefox listens, once it has written that down."""
    file, end = profile / "MarionetteActivePort", time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if file.exists() and (text := file.read_text(encoding="ascii").strip()):
            return int(text)
        time.sleep(0.05)
    raise RuntimeError("Firefox did not start")


def main(arguments: list[str]) -> int:
    path = find() or (install() if "--install" in arguments else "")
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
