# SPDX-License-Identifier: GPL-3.0-or-later
"""A real browser for tests: Debian's chromium without a window, by its DevTools protocol.

It talks over two pipes, so that nothing but Python is needed.  As a command, it takes pictures of a
page, light, dark, narrow and as it is printed:

    chromium.py PAGE.html FOLDER
"""
from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
           "--no-first-run", "--disable-background-networking", "--disable-component-update",
           "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe")
WIDE, NARROW = 1280, 360
VIEWS = {"light": (WIDE, "light", ""), "dark": (WIDE, "dark", ""),
         "narrow": (NARROW, "light", ""), "narrow-dark": (NARROW, "dark", ""),
         "print": (794, "light", "print")}      # the latter is as wide as A4


class Chromium:
    """One browser with one page.  said: what the console got.  asked: URLs that were fetched."""

    def __init__(self):
        if not shutil.which(COMMAND[0]):
            raise SystemExit("chromium is needed: apt-get install chromium")
        self.home = tempfile.mkdtemp()
        read, write = os.pipe()
        self._in, out = os.pipe()
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{read} 4>&{out}', "bash", *COMMAND,
             f"--user-data-dir={self.home}"],
            pass_fds=(read, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read)
        os.close(out)
        self._out, self._rest, self._number, self.session = write, b"", 0, None
        self.said, self.asked, self._events = [], [], []
        page = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.process.kill()
        self.process.wait()
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self.home, ignore_errors=True)

    def call(self, method: str, **params) -> dict:
        """One command, and its answer."""
        self._number += 1
        session = {"sessionId": self.session} if self.session else {}
        text = json.dumps({"id": self._number, "method": method, "params": params, **session})
        os.write(self._out, text.encode() + b"\0")
        while (message := self._message()).get("id") != self._number:
            self._note(message)
        assert "error" not in message, (method, message)
        return message["result"]

    def _message(self):
        while b"\0" not in self._rest:
            more = os.read(self._in, 1 << 16)
            assert more, "chromium has ended"
            self._rest += more
        text, _zero, self._rest = self._rest.partition(b"\0")
        return json.loads(text)

    def _note(self, message):
        method, params = message["method"], message["params"]
        self._events.append(method)
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.said.append(params)
        elif method == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])

    def open(self, page: Path, width: int = WIDE, scheme: str = "light", media: str = "") -> None:
        """Opens a file, and waits until it is there."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.said, self.asked, self._events = [], [], []
        self.call("Page.navigate", url=page.resolve().as_uri())
        while "Page.loadEventFired" not in self._events:
            self._note(self._message())

    def value(self, expression: str):
        """What JavaScript says of the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def shot(self, file: Path) -> None:
        """A picture of the whole page."""
        found = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(found["data"]))


def shots(browser: Chromium, page: Path, folder: Path) -> None:
    """A picture of each of VIEWS."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, view in VIEWS.items():
        browser.open(page, *view)
        browser.shot(folder / f"{page.stem}-{name}.png")


if __name__ == "__main__":
    with Chromium() as chromium:
        shots(chromium, Path(sys.argv[1]), Path(sys.argv[2]))
