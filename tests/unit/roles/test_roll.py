# SPDX-License-Identifier: GPL-3.0-or-later
"""Which servers the role roll takes out of service, and which ones it puts into service."""

from __future__ import annotations

import datetime

import house
import pytest
import templating
import yaml


def row(key, out=None, **more):
    metadata = {} if out is None else {"multicloud_out": out}
    return {"id": key, "name": f"web-{key}", "status": "ACTIVE", "metadata": metadata, **more}


def ids(rows):
    return [one["id"] for one in rows]


def task(file, name):
    """The task of this name, wherever it is in this file."""
    def inside(tasks):
        for one in tasks:
            yield one
            yield from inside(one.get("block", []) + one.get("rescue", []) + one.get("always", []))
    found = yaml.safe_load(house.read(*house.files(f"roles/roll/tasks/{file}.yml")))
    return next(one for one in inside(found) if one["name"].startswith(name))


def value(text, **given):
    """A template of a task."""
    return templating.variable("roll", text.strip().removeprefix("{{").removesuffix("}}"), **given)


THREE = [row("mine", "roll"), row("theirs", "maintenance"), row("serves")]


def test_only_its_own_mark_is_deleted():
    loop = task("check", "Delete ")["loop"]
    assert ids(value(loop, __roll_servers=THREE)) == ["mine"]


def test_no_mark_of_others_is_overwritten():
    loop = task("main", "Leave the servers")["loop"]
    assert ids(value(loop, roll_out=THREE)) == ["mine", "serves"]
    loop = task("batch", "Take the servers out")["loop"]
    assert ids(value(loop, __roll_batch=THREE)) == ["serves"]


@pytest.mark.parametrize(("failed", "out"), [
    ([], ["mine", "theirs", "1", "2"]), (["2"], ["mine", "theirs", "1"]),
    (["1", "2"], ["mine", "theirs"]),
])
def test_who_has_the_mark_is_out_of_service(failed, out):
    """Whatever becomes of the others of the batch."""
    keep = task("batch", "Keep which servers are out of service")
    results = [{"item": row(key), **({"failed": key in failed} if failed else {})}
               for key in ("1", "2")]
    found = value(keep["ansible.builtin.set_fact"]["roll_out"], __roll_taken={"results": results},
                  __roll_batch=[*THREE[:2], row("1"), row("2")],
                  __roll_refused=keep["vars"]["__roll_refused"])
    assert ids(found) == out


@pytest.mark.parametrize(("changed", "out", "left_out"), [
    ({}, ["old"], ["old"]),                                 # the module was not run yet
    ({"msg": "no such cloud"}, ["old"], ["old"]),           # it asked nobody
    ({"servers": [row("other"), row("accepted"), row("new")]}, ["old"], ["old", "new"]),
    ({"servers": [row("new")]}, ["new"], ["new"]),          # it succeeded, and a check failed
    ({"servers": [row("accepted")]}, ["old"], ["old"]),     # of the batch before
])
def test_new_servers_of_a_batch_that_failed_stay_out(changed, out, left_out):
    keep = task("main", "Keep the error")["ansible.builtin.set_fact"]["roll_out"]
    given = {"__roll_changed": changed} if changed else {}
    assert ids(value(keep, __roll_look={"servers": [row("old"), row("other")]}, **given,
                     roll_new=[row("accepted")], roll_out=[row(key) for key in out])) == left_out


QUOTA = {"kind": "quota", "msg": "no quota left"}


@pytest.mark.parametrize(("result", "text", "failures"), [
    ({"msg": "Timed out after 3 second(s).", "timedout": {"period": 3}},
     "Timed out after 3 second(s).", "timeout"),
    ({"msg": ["one", "two "]}, "one; two", "not_ready"),
    ({"msg": "One or more items failed", "results": [
        {"failed": False}, {"failed": True, "msg": "Status code was 404"}]},
     "One or more items failed; Status code was 404", "not_ready"),
    ({"msg": "Fleet shop: ...", "failures": [QUOTA]}, "Fleet shop: ...", [QUOTA]),
    ({"msg": "One or more items failed", "results": [
        {"failed": True, "msg": "no quota left", "failures": [QUOTA]}]},
     "One or more items failed; no quota left", [QUOTA]),
])
def test_why_it_stopped(result, text, failures):
    facts = task("main", "Keep the error")["ansible.builtin.set_fact"]
    given = {"ansible_failed_task": {"name": "Drain"},
             "ansible_failed_result": {"failed": True, **result}}
    text = f"Drain: {text}"
    assert value(facts["roll_error"], **given) == text
    assert value(facts["roll_failures"], **given) == (
        [{"kind": failures, "msg": text}] if isinstance(failures, str) else failures)


@pytest.mark.parametrize(("batch", "out", "lost"), [
    ([], [], 0), ([row("1"), row("2")], [row("1"), row("3")], 0),
    ([row("1"), row("2")], [row("3")], 1), ([row("1")], [row("2", status="ERROR")], 1),
    ([row("1", action="delete"), row("2")], [row("2")], 0),
    ([row("1", status="ERROR")], [], 0),                # it did not work before
    ([row("1", status="SHUTOFF")], [row("1")], -1), ([], [row("1")], -1),
])
def test_servers_that_are_lost_stop_it(batch, out, lost):
    that = task("batch", "Fail if servers")["ansible.builtin.assert"]["that"]
    given = {"__roll_batch": [{"action": "replace", **one} for one in batch], "roll_out": out}
    assert templating.variable("roll", "__roll_lost | int", **given) == lost
    assert templating.variable("roll", that, **given) is (lost <= 0)


@pytest.mark.parametrize(("done", "out", "left"), [
    (0, [], ["1", "2", "1", "2"]),      # the same names on two targets
    (0, ["1"], ["2", "1", "2"]), (1, ["1"], ["2"]), (1, ["1", "2"], []), (2, [], []),
])
def test_which_servers_were_not_changed(done, out, left):
    batch = [row("1"), row("2")]
    assert ids(templating.variable(
        "roll", "__roll_left", roll_batches=[batch, batch], roll_done=[batch] * done,
        roll_out=[row(key) for key in out])) == left


@pytest.mark.parametrize(("address", "url"), [
    ("192.0.2.7", "http://192.0.2.7/web-1"), ("2001:db8::7", "http://[2001:db8::7]/web-1"),
    (None, "http://no-address.invalid/web-1")])
def test_the_url_of_a_server(address, url):
    assert templating.variable("roll", "__roll_url", item=row("1", address=address),
                               roll_check_url="http://@{address}/@{name}") == url


@pytest.mark.parametrize(("server", "action", "held", "checked"), [
    (row("1"), "keep", [], True),
    (row("1"), "keep", ["image"], False),
    (row("1"), "replace", [], False),
    (row("1", status="SHUTOFF"), "keep", [], False),
    # what a run has left out of service goes back, even with drift that is held
    (row("1", "roll"), "keep", [], True),
    (row("1", "roll"), "keep", ["image"], True),
    (row("1", "roll"), "replace", ["image"], False),
    (row("1", "roll", status="SHUTOFF"), "keep", ["image"], False),
    (row("1", "maintenance"), "keep", [], False),
    (row("1", "maintenance"), "keep", ["image"], False),
])
def test_which_servers_are_checked_first(server, action, held, checked):
    plan = [{"action": action, "id": "1", "held": held}]
    found = templating.variable("roll", "__roll_current", __roll_look={"servers": [server]},
                                __roll_plan=plan)
    assert ids(found) == ["1"] * checked


@pytest.mark.parametrize(("time", "fits"), [
    ("", True), ("2030-01-31T18:00:00Z", True),
    ("2030-01-31", False), ("2030-01-31 18:00:00", False), ("2030-01-31T18:00:00+00:00", False),
    ("2030-01-31T18:00:00Z and more", False), ("now", False),
    # of YAML, where it has no quotes
    (datetime.datetime(2030, 1, 31, 18, tzinfo=datetime.UTC), False),
    (datetime.date(2030, 1, 31), False),
])
def test_a_time_is_a_text(time, fits):
    that = task("main", "Fail if the time")["ansible.builtin.assert"]["that"]
    assert templating.variable("roll", that, roll_created_before=time) is fits


def test_all_of_the_fleet_is_compared():
    defaults = task("main", "Compare the fleet")["module_defaults"]["multicloud.openstack.fleet"]
    assert value(defaults, roll_fleet={"name": "web", "only": ["web-1"], "count": 2}) == {
        "name": "web", "count": 2}
