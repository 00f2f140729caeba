# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds, and a web server that has them."""

from __future__ import annotations

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

OPTIONS = {
    "name": "web", "state": "present", "build": None, "only": None, "filename": None, "uri": None,
    "source_cloud": None, "source_region_name": None, "source_image": None, "checksum": None,
    "import_method": None, "properties": None, "min_disk": None, "min_ram": None, "keep": 2,
    "work_dir": None, "timeout": 9.0, "api_timeout": 9.0}
DATA = b"a raw disk" * 1000


@pytest.fixture
def options():
    """(more) -> the module's options."""
    return lambda **more: {**OPTIONS, **more}


@pytest.fixture
def build(tmp_path):
    """The path of a build."""
    (tmp_path / "web.raw").write_bytes(DATA)
    return str(tmp_path / "web.raw")


@pytest.fixture
def checksum():
    """(algorithm) -> the checksum of the build."""
    return lambda name="sha256": f"{name}:{hashlib.new(name, DATA).hexdigest()}"


class Web(BaseHTTPRequestHandler):
    """files: {path: bytes}; of what ends with /cut, the half is sent."""

    def do_GET(self):
        self.server.asked.append(self.path)
        found = self.server.files.get(self.path.removesuffix("/cut"))
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Length", str(len(found or b"")))
        self.end_headers()
        found = found or b""
        self.wfile.write(found[:len(found) // 2] if self.path.endswith("/cut") else found)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def web():
    """A server: url, files, and the paths that were asked for."""
    server = HTTPServer(("127.0.0.1", 0), Web)
    server.files, server.asked = {"/web.raw": DATA}, []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def qemu(tmp_path, monkeypatch):
    """(a shell script) -> a qemu-img that does this, alone in PATH."""
    def qemu(script):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        if script:
            (folder / "qemu-img").write_text(f"#!/bin/sh\n{script}\n")
            (folder / "qemu-img").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
    return qemu
