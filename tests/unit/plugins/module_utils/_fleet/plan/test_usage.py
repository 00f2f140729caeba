# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fleet takes of quotas before and after a plan."""

from __future__ import annotations

from builders import A, C

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import usage
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.stock import (
    Disk,
    Machine,
    Stock,
)

BEFORE = Stock((Machine(A, "small", 1, 512, True),), (Disk(A, None, 10),))
AFTER = Stock((Machine(A, "small", 1, 512, False), Machine(C, "large", 4, 4096, False)), ())
TOLD = {A: {"instances": {"limit": 10, "used": 4}, "cores": {"limit": None, "used": 9}}}


def test_rows():
    found = usage.rows(BEFORE, AFTER, TOLD)
    assert [(row["cloud"], row["quota"], row["before"], row["after"], row["limit"], row["used"])
            for row in found] == [
        ("a", "instances", 1, 1, 10, 4), ("a", "cores", 1, 1, None, 9),
        ("a", "ram", 512, 512, None, None), ("a", "floating_ips", 1, 0, None, None),
        ("a", "volumes", 1, 0, None, None), ("a", "gigabytes", 10, 0, None, None),
        ("c", "instances", 0, 1, None, None), ("c", "cores", 0, 4, None, None),
        ("c", "ram", 0, 4096, None, None)]
    assert found[-1]["region_name"] == "north"


def test_lines():
    found = usage.rows(BEFORE, AFTER, {})
    assert usage.lines(found, "after") == (
        "quotas of a: instances 1, cores 1, ram 512\n"
        "quotas of c/north: instances 1, cores 4, ram 4096\n")
    assert usage.lines(found, "before") == (
        "quotas of a: instances 1, cores 1, ram 512, floating_ips 1, volumes 1, gigabytes 10\n")
    assert usage.lines([], "before") == ""
