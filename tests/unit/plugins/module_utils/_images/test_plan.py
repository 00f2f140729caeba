# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there of a rollout, held against what is to be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rollouts import version

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images import plan as plans
from ansible_collections.multicloud.openstack.plugins.module_utils._images.plan import Desired, Step
from ansible_collections.multicloud.openstack.plugins.module_utils._images.version import current

NOW = datetime(2026, 11, 30, tzinfo=UTC)
A, B, C = version("a", 1, 1), version("b", 2, 2), version("c", 3)
BAD = version("d", 4, withdrawn=4)


def desired(state, build=None, source=None, **more):
    return Desired("web", state, build, frozenset({f"sha256:{source}"} if source else ()), "raw",
                   **more)


@pytest.mark.parametrize(("wanted", "there", "expected"), [
    pytest.param(desired("present", "c", "c"), [], [("upload", None, "build c is missing")],
                 id="nothing-there"),
    pytest.param(desired("present", "c", "c"), [C, B], [], id="there"),
    pytest.param(desired("present", "d", "d"), [BAD, B], [], id="withdrawn-stays-so"),
    pytest.param(desired("present", "new", "c"), [C], [("update", "c", "multicloud_build changed")],
                 id="same-data-by-another-name"),
    pytest.param(desired("present", "c", "c", properties={"os_distro": "debian", "min_disk": 1}),
                 [C], [("update", "c", "min_disk, os_distro changed")], id="properties"),
    pytest.param(desired("present", "c", "c"), [version("c", 3, multicloud_format="qcow2")],
                 [("upload", None, "build c is missing")], id="of-another-format"),
    pytest.param(desired("present", "c", "c"), [version("c", 3, disk_format="qcow2")], [],
                 id="converted-by-glance"),
    pytest.param(desired("present", "c", "c"), [version("c", 3, status="saving"), B],
                 [("delete", "c", "it is incomplete: saving"),
                  ("upload", None, "build c is missing")], id="killed-while-sending"),
    pytest.param(desired("present", "c", "c"), [version("x", 3, status="queued"), C],
                 [("delete", "x", "it is incomplete: queued")], id="killed-before"),
    pytest.param(desired("present", "c", "c"), [version("c", 3, status="importing")],
                 [("wait", "c", "Glance is importing it")], id="killed-while-importing"),
    pytest.param(desired("present", "c", "c"), [version("b", 3, status="importing")],
                 [("delete", "b", "it is incomplete: importing"),
                  ("upload", None, "build c is missing")], id="importing-another"),
    pytest.param(desired("present", "c", "c", stores=frozenset({"ceph", "file"})),
                 [version("c", 3, stores="file")], [("copy", "c", "it is not in ceph")],
                 id="another-store"),
    pytest.param(desired("present", "c", "c"), [version("c", 3, status="deactivated")], [],
                 id="deactivated"),
    pytest.param(desired("promoted", "c"), [C, B, A], [("promote", "c", "instead of build b")],
                 id="promote"),
    pytest.param(desired("promoted", "a"), [C, B, A], [("promote", "a", "instead of build b")],
                 id="promote-again"),
    pytest.param(desired("promoted", "b"), [C, B, A], [], id="is-promoted"),
    pytest.param(desired("promoted"), [BAD, C, B], [("promote", "c", "instead of build b")],
                 id="the-newest-that-is-not-withdrawn"),
    pytest.param(desired("promoted", "c"), [C], [("promote", "c", "none was promoted")],
                 id="the-first"),
    pytest.param(desired("promoted", only=frozenset({"c", "x"})), [BAD, C, B],
                 [("promote", "c", "instead of build b")], id="only-this"),
    pytest.param(desired("promoted", only=frozenset({"x"})), [C, B], [], id="none-of-these"),
    pytest.param(desired("withdrawn", "b"), [C, B, A], [("withdraw", "b", "a serves again")],
                 id="roll-back"),
    pytest.param(desired("withdrawn", "a"), [B, A], [("withdraw", "a", "it is not to be promoted")],
                 id="withdraw-a-former"),
    pytest.param(desired("withdrawn", "c"), [C, B], [("withdraw", "c", "it is not to be promoted")],
                 id="withdraw-a-candidate"),
    pytest.param(desired("withdrawn", "d"), [BAD, B], [], id="is-withdrawn"),
    pytest.param(desired("withdrawn", "x"), [B], [], id="not-there"),
    pytest.param(desired("absent"), [C, version("x", 3, status="queued")],
                 [("delete", "c", "it is to be absent"),
                  ("delete", "x", "it is incomplete: queued")], id="absent"),
    pytest.param(desired("absent", "b"), [C, B], [("delete", "b", "it is to be absent")],
                 id="one-build-absent"),
])
def test_steps(wanted, there, expected):
    assert [(step.action, step.version and step.version.id, step.reason)
            for step in plans.plan(wanted, there, NOW)] == expected


@pytest.mark.parametrize(("wanted", "there", "kind", "message"), [
    (desired("present", "c", "new"), [C], "conflict", "build 'c' of web exists with other data"),
    (desired("promoted", "x"), [C], "not_found", "web has no build x here: upload it"),
    (desired("promoted"), [BAD], "not_found", "web has no version that can be promoted here"),
    (desired("promoted", "c"), [version("c", 3, status="saving")], "not_found", "has no build c"),
    (desired("withdrawn", "a"), [C, A], "conflict", "build a of web is the only one that was ever"),
])
def test_what_cannot_be(wanted, there, kind, message):
    with pytest.raises(CloudError, match=message) as error:
        plans.plan(wanted, there, NOW)
    assert error.value.kind == kind


@pytest.mark.parametrize(("wanted", "there", "expected"), [
    pytest.param(desired("promoted", keep=2), [B, A], "", id="as-many"),
    pytest.param(desired("promoted", keep=1), [B, A], "a", id="the-last-alone"),
    pytest.param(desired("promoted", keep=2), [version("c", 3, 3), B, A], "a", id="two"),
    pytest.param(desired("promoted", keep=2), [BAD, C, B, A], "c", id="failed-builds"),
    pytest.param(desired("present", source="c"), [BAD, C, B], "", id="the-desired-one-stays"),
    pytest.param(desired("promoted", keep=1), [A, B], "a", id="by-promotion-and-not-by-age"),
    pytest.param(desired("promoted"), [version("x", 9, status="saving"), C, B], "",
                 id="incomplete-ones-are-no-surplus"),
    pytest.param(desired("absent"), [C, BAD, B, A], "", id="absent-has-its-own"),
    pytest.param(desired("present", source="new"), [version("n", 5), C, B], "c",
                 id="a-newer-candidate"),
])
def test_surplus(wanted, there, expected):
    assert "".join(one.id for one in plans.surplus(wanted, there)) == expected


def test_the_one_before_serves_after_a_roll_back():
    there = [C, B, A]
    for step in plans.plan(desired("withdrawn", "b"), there, NOW):
        there = plans.after(step, there)
    assert current(there).id == "a"
    assert [one.id for one in there if one.withdrawn] == ["b"]


@pytest.mark.parametrize(("step", "expected"), [
    (Step("delete", B, ""), "ca"), (Step("wait", C, ""), "cba"), (Step("upload", None, ""), "cba")])
def test_what_is_there_after_a_step(step, expected):
    assert "".join(one.id for one in plans.after(step, [C, B, A])) == expected


def test_a_new_one_is_the_first():
    new = version("n", 9)
    assert plans.after(Step("upload", new, ""), [C, B], new) == [new, C, B]
