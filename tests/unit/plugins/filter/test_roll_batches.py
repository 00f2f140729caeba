# SPDX-License-Identifier: GPL-3.0-or-later
"""Batches of a roll, as a table."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.multicloud.openstack.plugins.filter.roll_batches import (
    FilterModule,
    roll_batches,
)


def row(name, group="", cloud="alpha", status="ACTIVE"):
    return {"id": name, "name": name, "group": group, "index": int(name[1:]), "cloud": cloud,
            "region_name": "", "status": status}


def step(name, action="replace", cloud="alpha"):
    """The target of a step is where the new server will be."""
    return {"id": name, "action": action, "reason": "because", "cloud": cloud, "region_name": ""}


@pytest.mark.parametrize(("servers", "size", "batches"), [
    ([], 1, []),
    ([row("s2"), row("s1"), row("s10")], 2, [["s1", "s2"], ["s10"]]),
    ([row("s1"), row("s2")], "2", [["s1", "s2"]]),
    ([row("s1"), row("s2")], 1, [["s1"], ["s2"]]),
    # neither groups nor targets are mixed
    ([row("s1", "web"), row("s2", "db"), row("s3", "web", "beta"), row("s4", "web")], 9,
     [["s2"], ["s1", "s4"], ["s3"]]),
    # what does not work comes first
    ([row("s1"), row("s2"), row("s3", status="ERROR")], 2, [["s3", "s1"], ["s2"]]),
    ([row("s1"), row("s2", cloud="beta", status="SHUTOFF")], 1, [["s2"], ["s1"]]),
])
def test_batches(servers, size, batches):
    plan = [step(one["id"], cloud="gamma") for one in servers]
    found = roll_batches(plan, servers, size)
    assert [[one["name"] for one in batch] for batch in found] == batches
    assert all(one["cloud"] != "gamma" and one["reason"] == "because"
               for batch in found for one in batch)


def test_only_what_changes():
    plan = [step("s1", "keep"), step("s2", "resize"), {**step("s3", "create"), "id": None}]
    assert [[one["action"] for one in batch]
            for batch in roll_batches(plan, [row("s1"), row("s2")])] == [["resize"]]


@pytest.mark.parametrize("size", [0, -1])
def test_a_batch_of_none(size):
    with pytest.raises(AnsibleFilterError, match="use 1 or more"):
        FilterModule().filters()["roll_batches"]([], [], size)
