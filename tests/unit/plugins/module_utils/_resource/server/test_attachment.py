# SPDX-License-Identifier: GPL-3.0-or-later
"""When a volume is attached, and what is said if it cannot be."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.attachment import (  # noqa: E501
    volume,
)


class Disk(SimpleNamespace):
    id, name, is_multiattach = "d1", "data", False

    def to_dict(self, computed=True):
        return {"id": self.id, "status": self.status}


class Task:
    """One server and one volume; writes are noted, and `then` is what the volume is afterwards."""

    check_mode, wait, timeout = False, True, 1.0

    def __init__(self, disk, *attached, then=None):
        self.disk, self.then, self.asked = disk, then, []
        self.server = SimpleNamespace(id="s1", name="web", attached_volumes=[
            SimpleNamespace(id=one) for one in attached])
        self.connection = self
        self.target = None
        self.spec = SimpleNamespace(noun="volume", status="status", ready=(), failed=("error",))
        self.specs = {"server": None, "volume": self.spec}

    def api(self, spec):
        return self

    def shown(self, resource):
        return resource.to_dict()

    def row(self, noun, desired):
        return {"server": self.server, "volume": self.disk}[noun]

    def find(self, desired):
        return {"web": self.server, "data": self.disk}.get(desired)

    def fetch(self, key):
        return self.then

    def post(self, *arguments, **more):
        self.asked.append("POST")

    def delete(self, *arguments):
        self.asked.append("DELETE")


def options(state, server="web"):
    return {"server": server, "volume": "data", "device": None, "state": state}


HERE, THERE = [{"server_id": "s1"}], [{"server_id": "s2"}]
FREE, USED = Disk(status="available", attachments=[]), Disk(status="in-use", attachments=HERE)


@pytest.mark.parametrize(("disk", "attached", "state", "then", "asked"), [
    (FREE, (), "present", USED, ["POST"]),
    (USED, ("d1",), "present", None, []),
    (USED, ("d1",), "absent", FREE, ["DELETE"]),
    (FREE, (), "absent", None, []),
    # Nova has not forgotten it yet
    (FREE, ("d1",), "present", USED, ["POST"]),
    (FREE, ("d1",), "absent", None, []),
])
def test_what_is_asked(disk, attached, state, then, asked):
    task = Task(disk, *attached, then=then)
    result = volume(task, options(state))
    assert task.asked == asked
    assert result["changed"] is bool(asked)
    assert ("volume" in result) is (state == "present")


def test_nothing_is_attached_to_what_is_not_there():
    nothing = {"changed": False, "diff": {"before": {}, "after": {}}}
    assert volume(Task(FREE), options("absent", server="other")) == nothing


def test_a_volume_of_another_server_is_not_taken():
    task = Task(Disk(status="in-use", attachments=THERE))
    with pytest.raises(CloudError, match=r"^volume data \(d1\) is attached to another server "
                       r"already \(s2\): detach it there first$"):
        volume(task, options("present"))
    assert task.asked == []


@pytest.mark.parametrize(("disk", "attached", "state", "said"), [
    (FREE, (), "present", "is not attached"), (USED, ("d1",), "absent", "is still attached")])
def test_what_was_tried_in_vain_is_said(disk, attached, state, said):
    with pytest.raises(CloudError, match=said) as caught:
        volume(Task(disk, *attached, then=disk), options(state))
    assert caught.value.kind == "build_failed"
