# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer that drips ends when its time is over, wherever it drips."""

from __future__ import annotations

import itertools
import socket
import threading
import time

import pytest
from fakeservice import servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import allowance
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    LATE,
    CloudError,
)

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = HEAD + b'Content-Length: 15\r\n\r\n{"servers": []}'
DRIPS = {
    "status": (b"", b"H"), "header": (HEAD + b"X: ", b"a"), "headers": (HEAD, b"X: a\r\n" * 9),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "size": (CHUNKED, b"0"),
    "extension": (CHUNKED + b"2;x=", b"a"), "chunks": (CHUNKED, b"1\r\n \r\n"),
    "body": (HEAD + b"Content-Length: 99999\r\n\r\n", b" "),
    "trailers": (CHUNKED + b"2\r\n{}\r\n0\r\n", b"X: a\r\n")}


class Drip:
    """Answers with a beginning, and then, every `pause` seconds, with more, for ever."""

    def __init__(self, first, more, pause=0.05):
        self.first, self.more, self.pause = first, more, pause
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        for _each in itertools.count():
            found, _address = self._listener.accept()
            threading.Thread(target=self._answer, args=(found,), daemon=True).start()

    def _answer(self, found):
        try:
            found.recv(65536)
            found.sendall(self.first)
            while self.more:
                found.sendall(self.more)
                time.sleep(self.pause)
        except OSError:
            found.close()


@pytest.fixture
def ended(connect):
    """How it ended, and after how many seconds; what hangs is left alone after ten."""
    def run(url, **more):
        found = []

        def ask():
            try:
                found.append(servers(connect(timeout=0.5, auth={"endpoint": url}, **{
                    "api_timeout": 0.5, **more})))
            except CloudError as error:
                found.append(error)
        began = time.monotonic()
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(10)
        assert found, "it hangs"
        return found[0], time.monotonic() - began
    return run


@pytest.mark.parametrize("name", DRIPS)
def test_whatever_drips(ended, name):
    error, seconds = ended(Drip(*DRIPS[name]).url)
    assert (error.kind, error.advice) == ("timeout", LATE["answer"])
    assert "is not complete after" in str(error) and 0.4 < seconds < 5


def test_a_flood(ended):
    error, _seconds = ended(Drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, 0).url)
    assert error.kind == "timeout"


def test_by_a_proxy(ended, monkeypatch):
    monkeypatch.setenv("http_proxy", Drip(*DRIPS["header"]).url)
    error, _seconds = ended("http://cloud.invalid")
    assert "is not complete after" in str(error)


def test_a_slow_answer_has_its_api_timeout(ended):
    """Also where the action has no time left."""
    class Slow(Drip):
        def _answer(self, found):
            found.recv(65536)
            for part in (WHOLE[:20], WHOLE[20:70], WHOLE[70:]):
                time.sleep(0.5)
                found.sendall(part)
    found, seconds = ended(Slow(b"", b"").url, api_timeout=3)
    assert found == [] and seconds > 1.4


def test_each_redirect_is_a_request_of_its_own(service, connect, monkeypatch):
    service.answers += [(302, {}, {"Location": f"{service.url}/v2.1/servers?x={number}"})
                        for number in range(30)]
    monkeypatch.setattr(allowance.Allowance, "check", _twice())
    with pytest.raises(CloudError, match="enough"):
        servers(connect())
    assert len(service.asked) == 1


def _twice():
    calls = []

    def check(_self, until=None):
        if until is None:
            calls.append(1)
            if len(calls) == 2:
                raise CloudError("timeout", "enough")
    return check
