# SPDX-License-Identifier: GPL-3.0-or-later
"""A rollout on one target, carried out."""

from __future__ import annotations

import pytest
from builders import A
from fakeglance import FakeGlance
from rollouts import row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images.glance import Glance
from ansible_collections.multicloud.openstack.plugins.module_utils._images.plan import Desired
from ansible_collections.multicloud.openstack.plugins.module_utils._images.share import Members
from ansible_collections.multicloud.openstack.plugins.module_utils._images.target import Rollout
from ansible_collections.multicloud.openstack.plugins.module_utils._images.version import (
    Version,
    own,
)

ROWS = [row("a", 1, 1), row("b", 2, 2), row("c", 3)]


class Sent:
    """Uploads without bytes."""

    @staticmethod
    def carry_out(glance, desired, attributes):
        made = glance.create({**attributes, "status": "active"})
        return Version.of(dict(made))


@pytest.fixture
def run():
    """(cloud, state, build, more of Desired) -> what was done, and the rollout."""
    def run(cloud, state, build=None, check_mode=False, source=None, members=(), **more):
        desired = Desired("web", state, build, frozenset({f"sha256:{source or build}"}), "raw",
                          **more)
        there = own(cloud.images.values(), "web", cloud.project)
        rollout = Rollout(Glance(cloud, 9), there, desired, Sent(), Members({}, members, A),
                          check_mode)
        rollout.go()
        return " ".join(f"{one['action']}:{one['build']}" for one in rollout.done), rollout
    return run


@pytest.mark.parametrize(("state", "build", "expected", "serves"), [
    ("present", "d", "upload:d delete:c", "b"), ("present", "c", "", "b"),
    ("promoted", "c", "promote:c delete:a", "c"), ("promoted", "b", "", "b"),
    ("withdrawn", "b", "withdraw:b", "a"),
    ("absent", None, "delete:c delete:b delete:a", None)])
@pytest.mark.parametrize("check_mode", [False, True])
def test_states(run, state, build, expected, serves, check_mode):
    cloud = FakeGlance(ROWS)
    before = dict(cloud.images)
    done, rollout = run(cloud, state, build, check_mode)
    assert done == expected
    states = {one["state"]: one["build"] for one in _rows(rollout)}
    assert states.get("promoted") == serves
    if check_mode:
        assert (cloud.images, cloud.writes) == (before, [])
    else:
        again, _rollout = run(cloud, state, build)
        assert again == ""


def _rows(rollout):
    from ansible_collections.multicloud.openstack.plugins.module_utils._images.report import row
    return [row(one, rollout.versions, A) for one in rollout.versions]


def test_what_is_used_stays_and_why(run):
    server = {"id": "s", "name": "s", "status": "ACTIVE", "created": "", "addresses": {},
              "metadata": {}, "image": {"id": "a"}, "flavor": {}}
    cloud = FakeGlance(ROWS, uses={"servers": [server]})
    done, rollout = run(cloud, "promoted", "c")
    assert done == "promote:c"
    assert rollout.warnings == [f"{A}: web-a it stays: 1 server"]


def test_nobody_is_asked_about_use_where_nothing_is_deleted(run):
    cloud = FakeGlance(ROWS[:2])
    run(cloud, "present", "b")
    assert cloud.log == []


def test_what_was_done_before_an_error(run):
    cloud = FakeGlance(ROWS)
    cloud.faults["DELETE /images/a"] = 409
    with pytest.raises(CloudError) as error:
        run(cloud, "promoted", "c")
    assert (error.value.kind, error.value.target) == ("conflict", A)
    assert "multicloud_promoted" in cloud.images["c"]


def test_a_promoted_version_that_was_deleted_by_hand(run):
    cloud = FakeGlance(ROWS[:1])
    done, rollout = run(cloud, "present", "b")
    assert done == "upload:b"
    assert [(one["build"], one["state"]) for one in _rows(rollout)] == [
        ("b", "candidate"), ("a", "promoted")]


@pytest.mark.parametrize("status", ["queued", "saving", "uploading", "killed"])
def test_what_a_killed_run_has_left(run, status):
    cloud = FakeGlance([*ROWS[:2], row("c", 3, status=status)])
    done, _rollout = run(cloud, "present", "c")
    assert done == "delete:c upload:c"


@pytest.mark.parametrize(("methods", "expected"), [(["copy-image"], "copy:c"), ([], None)])
def test_another_store(run, methods, expected):
    cloud = FakeGlance([row("c", 3, 3, stores="file")], methods=methods)
    if expected:
        assert run(cloud, "present", "c", stores=frozenset({"ceph"}))[0] == expected
    else:
        with pytest.raises(CloudError, match="stores: this Glance has no import method copy-image"):
            run(cloud, "present", "c", stores=frozenset({"ceph"}))


@pytest.mark.parametrize(("state", "build", "expected"), [
    ("present", "c", "share:b"), ("promoted", "b", "share:b"), ("promoted", "c", "share:c"),
    ("withdrawn", "b", "share:a"), ("absent", "c", None)])
def test_what_serves_is_shared_whatever_else_there_is_to_do(run, state, build, expected):
    done, _rollout = run(FakeGlance(ROWS), state, build, members=["9" * 32])
    assert [one for one in done.split() if one.startswith("share:")] == (
        [expected] if expected else [])
