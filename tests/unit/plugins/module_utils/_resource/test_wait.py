# SPDX-License-Identifier: GPL-3.0-or-later
"""Until when a resource is waited for, and what is said of one that never comes."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from clock import Clock

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import wait
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Spec

SPEC = Spec("thing", "network", "x.y.Z", {}, ready=("ACTIVE",), failed=("ERROR", "killed"))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(wait, "time", found)
    return found


class Api:
    """looks: what each further look at the thing shows; None: it is gone."""

    spec, connection = SPEC, SimpleNamespace(target=None)

    def __init__(self, *looks):
        self.looks = list(looks)

    def call(self, _action, function):
        function()

    def again(self, resource):
        look = self.looks.pop(0) if len(self.looks) > 1 else self.looks[0]
        return None if look is None else thing(**look)


def thing(status="BUILD", **more):
    return SimpleNamespace(**{"id": "i", "name": "t", "status": status, **more})


def ready(first, *looks, timeout=60, **more):
    """The status that it ends with."""
    left = list(looks)
    found = thing(**first)
    found.fetch = lambda: found.__dict__.update(left.pop(0))
    return wait.until_ready(Api(), found, timeout, **more).status


BUILD, ACTIVE, ERROR = {"status": "BUILD"}, {"status": "Active"}, {"status": "error"}
BUSY, SNAPSHOT = {"task_state": "resizing"}, {"task_state": "image_uploading"}


@pytest.mark.parametrize(("looks", "more"), [
    ([ACTIVE], {}), ([BUILD, BUILD, ACTIVE], {}),
    ([{**ACTIVE, **BUSY}, {**ACTIVE, "task_state": None}], {}),
    # a snapshot may take long, and is nothing to wait for
    ([{**ACTIVE, **SNAPSHOT}], {}),
    # an error while something is under way may pass
    ([{**ERROR, **BUSY}, {**ACTIVE, "task_state": None}], {}),
    ([ACTIVE, {"status": "SHUTOFF"}], {"ready": ("shutoff",)}),
    ([ERROR], {"ready": ("ERROR",)}), ([ERROR, ACTIVE], {"failed": ("lost",)}),
    ([BUILD, {"status": "DOWN"}], {"ready": lambda status: status != "build"}),
    ([{**ACTIVE, "free": 0}, {"free": 1}], {"busy": lambda found: not found.free}),
])
def test_until_it_is_ready(looks, more, clock):
    assert ready(*looks, **more).lower() == [
        look["status"] for look in looks if "status" in look][-1].lower()
    assert len(clock.slept) == len(looks) - 1


def test_one_that_is_not_there_yet(clock):
    looks, found = [CloudError("not_found", "no"), CloudError("not_found", "no")], thing(None)

    def fetch():
        if looks:
            raise looks.pop()
        found.status = "ACTIVE"
    found.fetch = fetch
    assert wait.until_ready(Api(), found, 60).status == "ACTIVE"
    assert len(clock.slept) == 3


@pytest.mark.parametrize(("status", "kind"), [("BUILD", "not_found"), (None, "forbidden")])
def test_one_that_is_no_longer_there(status, kind):
    def fetch():
        raise CloudError(kind, "no")
    found = thing(status, fetch=fetch)
    with pytest.raises(CloudError) as error:
        wait.until_ready(Api(), found, 60)
    assert error.value.kind == kind


@pytest.mark.parametrize(("looks", "more"), [
    ([ERROR], {}), ([BUILD, {"status": "Killed"}], {}), ([{"status": "LOST"}],
                                                         {"failed": ("lost",)})])
def test_one_that_has_failed(looks, more):
    with pytest.raises(CloudError, match=r"^thing t \(i\) is in status (error|Killed|LOST)$"):
        ready(*looks, **more)


def _refuse(*_what):
    raise CloudError("forbidden", "no")


@pytest.mark.parametrize(("reason", "more", "said"), [
    (lambda api, one: f"{api.spec.noun} {one.id}: no valid host", {},
     "ERROR: thing i: no valid host"),
    (lambda *_what: None, {}, "ERROR"), (_refuse, {}, "ERROR"),
    # nobody is asked for what is known
    (_refuse, {"fail_reason": "broken"}, "ERROR: broken")])
def test_another_request_may_say_why(reason, more, said):
    api = Api()
    api.spec = replace(SPEC, reason=reason)
    error = wait.broken(api, thing("ERROR", **more))
    assert error.message == f"thing t (i) is in status {said}"
    assert error.kind == ("no_host" if "host" in said else "build_failed")


def test_one_that_takes_too_long(clock):
    late = r"^thing t \(i\) still has the status BUILD after 7 s"
    with pytest.raises(CloudError, match=late) as error:
        ready(*[BUILD] * 99, timeout=7)
    assert error.value.kind == "timeout"
    assert clock.slept == [0.5, 0.75, 1.125, 1.6875, pytest.approx(2.53125), pytest.approx(0.40625)]
    with pytest.raises(CloudError, match="after 0 s"):
        ready(BUILD, timeout=0)


def test_pauses_grow_no_further(clock):
    ready(*[BUILD] * 12, ACTIVE, timeout=600)
    assert max(clock.slept) == clock.slept[-1] == wait.LONGEST


@pytest.mark.parametrize(("look", "said"), [
    ({"status": "ACTIVE"}, None), (None, r"thing t \(i\) has vanished: somebody has deleted it"),
    ({"status": "Error"}, r"thing t \(i\) is in status Error")])
def test_whether_it_is_alive(look, said):
    if said is None:
        assert wait.alive(Api(look), thing()) is None
    else:
        with pytest.raises(CloudError, match=said) as error:
            wait.alive(Api(look), thing())
        assert error.value.kind == "build_failed"


@pytest.mark.parametrize(("first", "looks"), [
    ({}, [None]), ({}, [{}, {}, None]), ({}, [{"status": "DELETED"}]),
    ({}, [{"status": "SOFT_DELETED"}]),
    # what was in an error may stay so, and an error may pass while something is under way
    ({"status": "ERROR"}, [{"status": "ERROR"}, None]),
    ({}, [{"status": "ERROR", **BUSY}, None]),
    # Nova gives up a build, and deletes the server then
    ({"status": "BUILD"}, [{"status": "ERROR"}, None])])
def test_until_it_is_gone(first, looks):
    wait.until_gone(Api(*looks), thing(**first), 60)


def test_a_deletion_may_fail_in_words_of_its_own():
    api = Api({"status": "DELETE_FAILED"})
    api.spec = replace(api.spec, failed=("delete_failed",))
    with pytest.raises(CloudError, match="is in status DELETE_FAILED"):
        wait.until_gone(api, thing(status="DELETE_IN_PROGRESS"), 60)


@pytest.mark.parametrize(("look", "kind", "said"), [
    ({"status": "error_deleting"}, "build_failed", "is in status error_deleting"),
    ({"status": "ERROR"}, "build_failed", "is in status ERROR"),
    ({}, "timeout", "still exists after 3 s")])
def test_one_that_does_not_go(look, kind, said):
    with pytest.raises(CloudError, match=said) as error:
        wait.until_gone(Api(look), thing(status="ACTIVE"), 3)
    assert error.value.kind == kind


@pytest.mark.parametrize(("more", "kind", "fault"), [
    ({}, "build_failed", None), ({"fault": None}, "build_failed", None),
    ({"fault": "text"}, "build_failed", None),
    ({"fault": {"message": "Quota exceeded"}}, "quota", "Quota exceeded"),
    ({"fault": {"message": "oh"}, "fail_reason": "no"}, "build_failed", "oh"),
    ({"fail_reason": "no room"}, "build_failed", "no room"),
    ({"last_error": None, "status_reason": "No valid host"}, "no_host", "No valid host"),
    ({"last_error": "no power"}, "build_failed", "no power")])
def test_what_has_gone_wrong(more, kind, fault):
    error = wait.broken(Api(), thing("ERROR", **more))
    assert (error.more.get("fault"), error.more["id"]) == (fault, "i")
    assert error.message == "thing t (i) is in status ERROR" + (f": {fault}" if fault else "")
    assert error.kind == kind
