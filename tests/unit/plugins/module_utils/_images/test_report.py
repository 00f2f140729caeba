# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run says of itself."""

from __future__ import annotations

from builders import A, B
from rollouts import version

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images import report

DONE = [{"action": "upload", "id": "c", "name": "web-c", "build": "c", "reason": "it is missing",
         **A.report()}]


def targets(*found):
    return [{**target.report(), "requests": 3, "sent": 9} for target in found]


def test_a_run():
    there = [version("c", 3), version("b", 2, 2)]
    found = report.result("web", "c", DONE, {A: there}, targets(A), [])
    assert (found["changed"], found["failed"]) == (True, False)
    assert found["msg"] == "Image web: 1 uploaded."
    assert [row["state"] for row in found["versions"]] == ["candidate", "promoted"]
    assert found["versions"][1]["promoted"] == "2026-11-02T00:00:00Z"
    assert found["diff"]["after"] == f"{A}: upload web-c: it is missing\n"
    assert found["targets"][0]["error"] is None


def test_nothing_to_do_and_an_error():
    error = CloudError("quota", "the storage is full", B, "sending image")
    found = report.result("web", "c", [], {A: []}, targets(A, B), [error])
    assert (found["changed"], found["failed"]) == (False, True)
    assert found["msg"].splitlines()[0] == "Image web: nothing to do."
    assert [bool(one["error"]) for one in found["targets"]] == [False, True]
    assert found["failures"][0]["kind"] == "quota"


def test_a_name_cannot_make_lines():
    done = [{**DONE[0], "name": "web\nbeta: delete all"}]
    assert report.result("web", "c", done, {}, [], [])["diff"]["after"].count("\n") == 1
