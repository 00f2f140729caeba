# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of what clouds are asked: what is in it at which level, over HTTP, and what never is."""

from __future__ import annotations

import http.server
import json
import logging
import os
import re
import threading

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import log
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
    Connection,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

PASSWORD, TOKEN, USERDATA = "hunter2-Zq8x", "opaque-token-1", "IyEvYmluL3NoCg"


class Handler(http.server.BaseHTTPRequestHandler):
    """keystone, and a Nova that refuses by quoting what it was sent."""

    def do_GET(self):
        self._say(200, {"servers": [{"id": "1", "adminPass": PASSWORD, "name": "web"}]})

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("/auth/tokens"):
            url = f"http://127.0.0.1:{self.server.server_port}/v2.1"
            self._say(201, {"token": {"methods": ["password"], "expires_at": "2099-01-01T00:00:00Z",
                                      "catalog": [{"type": "compute", "endpoints": [
                                          {"interface": "public", "url": url, "id": "1"}]}]}})
        else:
            self._say(400, {"badRequest": {"message": f"who wants {json.loads(sent)}?"}})

    def _say(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Subject-Token", TOKEN)
        self.send_header("X-Openstack-Request-Id", "req-1")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args):
        pass


@pytest.fixture
def url():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(autouse=True)
def libraries():
    """Their loggers are everybody's."""
    loggers = [logging.getLogger(name) for name in log.LIBRARIES]
    before = [(logger.level, list(logger.handlers)) for logger in loggers]
    yield loggers
    for logger, (level, handlers) in zip(loggers, before, strict=True):
        logger.level, logger.handlers = level, handlers
    log._handler.cache_clear()


@pytest.fixture
def play(url, place, tmp_path):
    """A run's talk with a cloud; what is in the file then."""
    def connection(level, **auth):
        place.clouds(a={"auth_type": "v3password", "region_name": "", "auth": {
            "auth_url": f"{url}/v3", "username": "demo", "password": PASSWORD,
            "user_domain_id": "default", "project_id": "p", **auth}})
        settings = Settings(sdk_log_path=str(tmp_path / "sdk.log"), sdk_log_level=level)
        (target, region), = Config(settings).regions("a").items()
        return Connection(target, region)

    def run(level):
        cloud = connection(level)
        cloud.get("compute", "/servers", "listing servers", name="web")
        with pytest.raises(CloudError):
            cloud.post("compute", "/servers", {"server": {"user_data": USERDATA}}, "creating web")
        return (tmp_path / "sdk.log").read_text()
    run.connection = connection
    return run


def lines(text):
    """Without the time, and without how long it took."""
    return [re.sub(r"[\d.]+ s\b", "TIME", line.partition("openstack: ")[2])
            for line in text.splitlines() if "openstack: " in line]


@pytest.mark.parametrize("level", ["DEBUG", "HTTP"])
def test_a_line_for_each_request(play, level):
    assert lines(play(level)) == [
        "a POST /v3/auth/tokens 201 TIME req-1", "a GET /v2.1/servers 200 TIME req-1",
        "a POST /v2.1/servers 400 TIME req-1"]


def test_the_whole_of_it(play):
    text = play("HTTP")
    assert text.count("> X-Auth-Token: ***") == 2
    assert text.count("< X-Subject-Token: ***") == 3
    assert '"password": {"user": {"password": "***"' in text
    assert '< {"servers": [{"id": "1", "adminPass": "***", "name": "web"}]}' in text
    assert '> {"server": {"user_data": "***"}}' in text
    assert "{'server': {'user_data': '***'}}?" in text
    assert "/v2.1/servers?name=web\n" in text


def test_little_is_said_by_the_libraries(play, libraries):
    for logger in libraries:
        logger.setLevel(logging.DEBUG)          # their own talk of HTTP is not ours
    assert play("INFO") == ""


@pytest.mark.parametrize("level", log.LEVELS)
def test_no_secret_is_in_it(play, libraries, tmp_path, level):
    for logger in libraries:
        logger.setLevel(logging.DEBUG)
    play(level)
    libraries[0].getChild("session").warning("to http://u:%s@192.0.2.1", PASSWORD)
    text = (tmp_path / "sdk.log").read_text()
    assert "keystoneauth.session: to http://***@192.0.2.1" in text
    for secret in (PASSWORD, TOKEN, USERDATA):
        assert secret not in text


def test_a_request_without_an_answer(play, tmp_path):
    cloud = play.connection("DEBUG", auth_url="http://127.0.0.1:1/v3")
    with pytest.raises(CloudError):
        cloud.get("compute", "/servers", "listing servers")
    text = (tmp_path / "sdk.log").read_text()
    assert "a POST /v3/auth/tokens ConnectFailure" in lines(text)


def test_nobody_else_reads_the_file_and_nothing_in_it_is_lost(play, tmp_path):
    path = tmp_path / "sdk.log"
    play("DEBUG")
    assert path.stat().st_mode & 0o777 == 0o600
    log._handler.cache_clear()
    assert len(lines(play("DEBUG"))) == 6


def test_a_process_opens_it_once(play):
    play("DEBUG")
    assert len(lines(play("DEBUG"))) == 6


def test_a_file_that_cannot_be_written(play, tmp_path):
    os.mkdir(tmp_path / "sdk.log")
    with pytest.raises(CloudError) as error:
        play("INFO")
    assert (error.value.kind, error.value.message) == (
        "config", f"cannot write to sdk_log_path, {tmp_path}/sdk.log: Is a directory")
