# SPDX-License-Identifier: GPL-3.0-or-later
"""The console of a server: what it shows, and where it is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.console import (
    TYPES,
    console,
)

ACTION, REMOTE = "/servers/s-1/action", "/servers/s-1/remote-consoles"


class Task:
    """Knows one server."""

    specs = {"server": None}

    def __init__(self):
        self.connection = Canned({f"POST {ACTION}": {"output": "boot"},
                                  f"POST {REMOTE}": {"remote_console": {"url": "http://c"}}})

    def api(self, _spec):
        return SimpleNamespace(get=lambda name: SimpleNamespace(id="s-1", name=name))


@pytest.mark.parametrize(("length", "kind", "asked", "output", "url"), [
    (None, None, [(ACTION, {"os-getConsoleOutput": {}})], "boot", None),
    (5, None, [(ACTION, {"os-getConsoleOutput": {"length": 5}})], "boot", None),
    (0, "novnc", [(REMOTE, {"remote_console": {"type": "novnc", "protocol": "vnc"}})], None,
     "http://c"),
    (None, "serial", [(ACTION, {"os-getConsoleOutput": {}}),
                      (REMOTE, {"remote_console": {"type": "serial", "protocol": "serial"}})],
     "boot", "http://c"),
    (0, None, [], None, None)])
def test_console(length, kind, asked, output, url):
    task = Task()
    assert console(task, {"name": "web", "length": length, "type": kind}) == {
        "changed": False, "console": {"server_id": "s-1", "server_name": "web", "output": output,
                                      "type": kind, "url": url}}
    assert [(path, body) for _method, path, body in task.connection.writes] == asked
    assert task.connection.microversions == [
        "2.8" if path == REMOTE else None for path, _body in asked]


def test_an_output_that_is_no_text():
    task = Task()
    task.connection = Canned({f"POST {ACTION}": {"output": ["boot"]}})
    with pytest.raises(CloudError, match="is not a string"):
        console(task, {"name": "web", "length": None, "type": None})


def test_each_type_has_a_protocol_of_nova():
    assert set(TYPES.values()) == {"vnc", "rdp", "serial", "spice", "mks"}
