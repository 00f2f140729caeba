# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole of a task about a rollout."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from builders import A, B
from fakeglance import FakeGlance
from rollouts import row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import each
from ansible_collections.multicloud.openstack.plugins.module_utils._images import run as runs
from ansible_collections.multicloud.openstack.plugins.module_utils._images.run import roll_out


@pytest.fixture
def clouds(monkeypatch):
    """({target: FakeGlance}, failures) -> what select() finds."""
    def clouds(found, failures=()):
        def look(function):
            return each(found, lambda target: function(found[target]))
        selection = SimpleNamespace(
            connections=found, entries=[(target, {"cloud": target.cloud}) for target in found],
            targets=list(found), failures=list(failures), look=look)
        monkeypatch.setattr(runs, "select", lambda options: selection)
        return found
    return clouds


def test_all_targets_side_by_side(clouds, options, build, checksum, tmp_path, qemu):
    qemu('for last; do :; done; echo converted >"$last"')
    found = clouds({A: FakeGlance(target=A), B: FakeGlance(target=B, image_format="qcow2")})
    result = roll_out(options(filename=build, work_dir=str(tmp_path), min_disk=1,
                              properties={"os_distro": "debian", "gone": None}), False)
    name = checksum().partition(":")[2][:12]
    assert (result["changed"], result["failed"], result["build"]) == (True, False, name)
    assert [one["action"] for one in result["actions"]] == ["upload"] * 2
    assert [one["sent"] for one in result["targets"]] == [10_000, 10]
    rows = [next(iter(cloud.images.values())) for cloud in found.values()]
    assert [one["disk_format"] for one in rows] == ["raw", "qcow2"]
    assert rows[0]["multicloud_checksum"] == checksum()
    assert (rows[0]["os_distro"], rows[0]["min_disk"], "gone" in rows[0]) == ("debian", 1, False)
    assert sorted(os.listdir(tmp_path)) == ["bin", "web.raw"]

    again = roll_out(options(filename=build, work_dir=str(tmp_path)), False)
    assert (again["changed"], [one["sent"] for one in again["targets"]]) == (False, [0, 0])


def test_a_build_is_called_alike_everywhere(clouds, options, build, checksum):
    cloud = FakeGlance([row("monday", 1, 1, multicloud_checksum=checksum())], target=A)
    clouds({A: cloud, B: FakeGlance(target=B)})
    result = roll_out(options(filename=build), False)
    assert result["build"] == "monday"
    assert [one["name"] for one in result["actions"]] == ["web-monday"]


def test_others_go_on(clouds, options, build):
    broken, gone = FakeGlance(target=A), CloudError("config", "no such cloud")
    broken.faults["PUT /images/.*/file"] = 413
    clouds({A: broken, B: FakeGlance(target=B)}, [gone])
    result = roll_out(options(filename=build), False)
    assert result["failed"]
    assert [one["kind"] for one in result["failures"]] == ["config", "quota"]
    assert [one["cloud"] for one in result["actions"]] == [B.cloud]
    assert [bool(one["error"]) for one in result["targets"]] == [True, False]


def test_a_target_that_cannot_be_listed(clouds, options, build):
    class Silent(FakeGlance):
        def pages(self, *_arguments, **_more):
            raise CloudError("unreachable", "nobody", self.target)
    clouds({A: Silent(target=A), B: FakeGlance(target=B)})
    result = roll_out(options(filename=build), False)
    assert [one["kind"] for one in result["failures"]] == ["unreachable"]
    assert [one["cloud"] for one in result["versions"]] == [B.cloud]


def test_check_mode(clouds, options, build):
    cloud = FakeGlance(target=A)
    clouds({A: cloud})
    result = roll_out(options(filename=build), True)
    assert (result["changed"], cloud.writes) == (True, [])
    assert [one["id"] for one in result["versions"]] == [None]


def test_promote_needs_no_source(clouds, options):
    cloud = FakeGlance([row("a", 1)], target=A)
    clouds({A: cloud})
    result = roll_out(options(state="promoted"), False)
    assert [one["state"] for one in result["versions"]] == ["promoted"]
    assert cloud.writes == ["PATCH /images/a"]


@pytest.mark.parametrize(("there", "build", "said"), [
    ([row("a", 1, 1), row("b", 2, 2)], "b", []),
    ([row("a", 1, 1), row("b", 2, 2)], "x", [
        "build: no target has 'x' of web, so nothing was withdrawn; it has a, b"]),
    ([], "x", ["build: no target has 'x' of web, so nothing was withdrawn; it has no build"])])
def test_a_build_that_nobody_has_is_not_withdrawn(clouds, options, there, build, said):
    clouds({A: FakeGlance(there, target=A)})
    result = roll_out(options(state="withdrawn", build=build), False)
    assert (result["warnings"], result["failed"]) == (said, False)


def test_a_folder_for_the_data_that_is_not_there(clouds, options, build, tmp_path):
    clouds({A: FakeGlance(target=A)})
    with pytest.raises(CloudError, match=f"cannot write to {tmp_path}/gone .No such file or"):
        roll_out(options(filename=build, work_dir=f"{tmp_path}/gone"), False)


def test_nobody_is_asked_with_bad_options(clouds, options):
    with pytest.raises(CloudError, match="keep: "):
        roll_out(options(keep=0), False)
