# SPDX-License-Identifier: GPL-3.0-or-later
"""What the applying of a landing zone says of itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A, B, C

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.report import result


def outcome(*actions, errors=(), warnings=(), before=None, after=None):
    rows = [{"type": "network", "name": str(number), "id": "i", "action": action, "owned": True}
            for number, action in enumerate(actions)]
    return SimpleNamespace(rows=rows, errors=list(errors), warnings=list(warnings), requests=3,
                           seconds=1.26, diff={"before": before or {}, "after": after or {}})


ERROR = CloudError("quota", "no more networks", A, "creating network")
DEAD = CloudError("config", "there is no such cloud", C)


@pytest.mark.parametrize(("outcomes", "failures", "changed", "failed", "msg"), [
    ({}, [], False, False, "Landing zone shop: nothing on 0 targets."),
    ({A: outcome("unchanged", "unchanged")}, [], False, False,
     "Landing zone shop: 2 unchanged on 1 target."),
    ({A: outcome("created", "unchanged"), B: outcome("changed", "created")}, [], True, False,
     "Landing zone shop: 2 created, 1 changed, 1 unchanged on 2 targets."),
    ({A: outcome("deleted", "failed", errors=[ERROR])}, [DEAD], True, True,
     f"Landing zone shop: 1 deleted on 1 target.\n{DEAD}.\n{ERROR}."),
    ({A: outcome(errors=[DEAD] * 12)}, [], False, True,
     "Landing zone shop: nothing on 1 target." + f"\n{DEAD}." * 10 + "\nAnd 2 more failures."),
])
def test_result(outcomes, failures, changed, failed, msg):
    found = result("shop", outcomes, failures)
    assert (found["changed"], found["failed"], found["msg"]) == (changed, failed, msg)


def test_rows():
    found = result("shop", {
        A: outcome("created", "failed", errors=[ERROR], warnings=["x", "x"], after={"n": {"m": 1}}),
        C: outcome("unchanged", warnings=["x"])}, [])
    assert [(row["cloud"], row["region_name"], row["name"], row["action"])
            for row in found["resources"]] == [
        ("a", "", "0", "created"), ("a", "", "1", "failed"), ("c", "north", "0", "unchanged")]
    assert found["targets"] == [
        {"cloud": "a", "region_name": "", "created": 1, "changed": 0, "unchanged": 0, "deleted": 0,
         "failed": 1, "requests": 3, "seconds": 1.3},
        {"cloud": "c", "region_name": "north", "created": 0, "changed": 0, "unchanged": 1,
         "deleted": 0, "failed": 0, "requests": 3, "seconds": 1.3}]
    assert found["failures"] == [ERROR.report()]
    assert found["warnings"] == ["x", "x"]
    assert found["diff"] == {"before": {}, "after": {"a": {"n": {"m": 1}}}}
