# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run says of itself."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from builders import A, B, C, addresses, fleet, marks, seat, seen, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import report
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Facts,
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)

LOST = CloudError("unreachable", "cannot connect", B)
FULL = CloudError("quota", "Quota exceeded for cores", A, "creating web-3")


def ledger(done=(), unseen=None, closed=None, errors=None, **tallies):
    """An account; tallies: of target A."""
    account = Ledger([A, B], unseen or {})
    account.done, account.closed, account.errors = set(map(seat, done)), closed or {}, errors or {}
    account.tallies[A] = Counter(tallies)
    return account


def test_servers_by_index_with_what_the_run_knows_of_them():
    there = [server(3), server(1, B), server(2, addresses=addresses(floating="192.0.2.2")),
             server(4, status="DELETED"), server(9, metadata={}),
             server(1, metadata=marks(fleet_name="db"))]
    facts = {"b1": Facts(floating_ip="192.0.2.1", times={"active": 2.5}), "a3": Facts(),
             "gone": Facts()}
    rows = report.servers("web", seen(there), facts)
    assert [(row["id"], row["index"], row["address"], row["floating_ip"], row["times"])
            for row in rows] == [
        ("b1", 1, "192.0.2.1", "192.0.2.1", {"active": 2.5}),
        ("a2", 2, "192.0.2.2", "192.0.2.2", {}),
        ("a3", 3, "10.0.0.1", None, {})]
    assert rows[0]["cloud"] == "b"
    json.dumps(rows)


def test_what_a_run_has_made_where_nothing_answers_any_more():
    account = Ledger([A, B], {B: LOST}, 3, "run-1")
    mine, others = server(1, B), server(2, B, metadata={})
    account.learn([Journey(Step("create", seat(1), "web-1", B, "why"), server=one)
                   for one in (mine, others, server(3, A))])
    assert report.lost(fleet(), account, {A: [server(3, A)]}) == {B: [mine]}
    assert report.lost(fleet(), account, {A: [server(1, A)]}) == {B: []}
    assert report.doubled(account, []) == [
        f"b: also created web-1 ({mine.id}), and again elsewhere; the next run that reaches it "
        "deletes the duplicates"]
    assert report.doubled(account, [{"id": mine.id}]) == []
    gone = Journey(Step("delete", seat(1), "web-1", B, "why", mine))
    gone.finish(1.0)
    account.learn([gone])
    assert report.lost(fleet(), account, {}) == {B: []}


@pytest.mark.parametrize("other", [
    {"metadata": marks(fleet_name="db")}, {"metadata": {}}, {"status": "DELETED"}])
def test_what_has_its_number_and_is_not_the_same(other):
    account, mine = Ledger([A, B], {B: LOST}, 3, "run-1"), server(1, B)
    account.learn([Journey(Step("create", seat(1), "web-1", B, "why"), server=mine)])
    assert report.lost(fleet(), account, {A: [server(1, A, **other)]}) == {B: [mine]}


def test_servers_of_one_index_by_age():
    there = [server(1, server_id="y"), server(1, B, "z", created="2025-01-01T00:00:00Z"),
             server(1, server_id="x")]
    assert [row["id"] for row in report.servers("web", seen(there), {})] == ["z", "x", "y"]


def test_servers_by_group_first():
    places = [seat(2, "web"), seat(1, "web"), seat(1, "db"), seat(3)]
    there = [server(place, server_id=str(place)) for place in places]
    rows = report.servers("web", seen(there), {})
    assert [(row["group"], row["index"]) for row in rows] == [
        ("", 3), ("db", 1), ("web", 1), ("web", 2)]


def test_a_row_per_target():
    steps = (Step("keep", seat(1), "web-1", A, "", server(1)),
             Step("create", seat(2), "web-2", A, ""),
             Step("replace", seat(3), "web-3", B, "", server(3)),
             Step("delete", seat(4), "web-4", A, "", server(4)))
    account = ledger(unseen={C: CloudError("auth", "refused", C)}, closed={A: FULL})
    account.ended = {A: 112.34}
    counts = {A: Counter(created=1, kept=1), B: Counter(recreated=1)}
    rows = report.target_rows(Plan(steps, {}), account, counts, [FULL, FULL, LOST], 100.0, {A: 7})
    zero = dict.fromkeys(("created", "recreated", "updated", "kept", "deleted"), 0)
    assert rows == [
        {"cloud": "a", "region_name": "", "planned": 2, **zero, "created": 1, "kept": 1,
         "failed": 2, "requests": 7, "seconds": 12.3, "error": str(FULL)},
        {"cloud": "b", "region_name": "", "planned": 1, **zero, "recreated": 1,
         "failed": 1, "requests": 0, "seconds": 0.0, "error": None},
        {"cloud": "c", "region_name": "north", "planned": 0, **zero, "failed": 0, "requests": 0,
         "seconds": 0.0,
         "error": "c/north: refused; check the user, password or credential of this cloud in "
                  "clouds.yaml and secure.yaml"}]


def rows_of(*servers):
    return report.servers("web", seen(servers), {})


NEW = Step("create", seat(1), "web-1", A, "")
AGAIN = Step("replace", seat(2), "web-2", A, "", server(2))
KEPT = Step("keep", seat(3), "web-3", A, "", server(3))

# the account of target A, the servers that are there at the end, what was done on A
DONE = [
    ("nothing", {}, [], {}),
    ("created-and-counted", {"created": 1}, [server(1)], {"created": 1}),
    ("created-and-never-ready", {}, [server(1)], {"created": 1}),
    ("created-and-gone-again", {}, [], {}),
    ("created-where-nobody-can-look-now", {"created": 1}, [], {"created": 1}),
    ("recreated", {"created": 2, "kept": 1}, [server(1), server(2), server(3)],
     {"created": 1, "recreated": 1, "kept": 1}),
    ("recreated-and-never-ready", {"kept": 1}, [server(2)], {"recreated": 1, "kept": 1}),
    ("kept-with-the-mark-of-this-run", {"updated": 1}, [server(3)], {"updated": 1}),
]


@pytest.mark.parametrize(("tallies", "there", "expected"),
                         [pytest.param(*line[1:], id=line[0]) for line in DONE])
def test_what_was_created_counts_whether_it_is_ready_or_not(tallies, there, expected):
    account = ledger(**tallies)
    account.run = "run-1"
    found = report.done(Plan((NEW, AGAIN, KEPT), {}), account, rows_of(*there), False)
    assert +found[A] == Counter(expected) and not +found[B]


def test_servers_of_other_runs_were_not_created_by_this_one():
    account = ledger()
    account.run = "run-2"
    assert not +report.done(Plan((NEW,), {}), account, rows_of(server(1)), False)[A]


@pytest.mark.parametrize(("begun", "expected"), [
    (True, {"created": 1, "recreated": 1, "kept": 1, "updated": 1}), (False, {})])
def test_check_mode_counts_what_would_be_done(begun, expected):
    account, resized = ledger(), Step("resize", seat(4), "web-4", A, "", server(4))
    account.changed = begun
    found = report.done(Plan((NEW, AGAIN, KEPT, resized), {}), account, [], True)
    assert +found[A] == Counter(expected)


KEEP = Step("keep", seat(1), "web-1", A, "", server(1))

# what: state, check mode, the account, the last plan; whether the run has failed
FAILED = [
    ("all-there", "present", False, ledger([1, 2]), Plan((), {}), False),
    ("one-missing", "present", False, ledger([1]), Plan((), {}), True),
    ("none-there", "present", False, ledger(), Plan((), {}), True),
    ("all-there-with-a-target-unseen", "present", False, ledger([1, 2], {B: LOST}), Plan((), {}),
     False),
    ("all-there-a-deletion-failed", "present", False, ledger([1, 2], errors={"x": LOST}),
     Plan((), {}), False),
    ("beyond-count-does-not-count", "present", False, ledger([2, 3]), Plan((), {}), True),
    ("damaged-index-does-not-count", "present", False, ledger([0, 2]), Plan((), {}), True),
    ("check-mode", "present", True, ledger(), Plan((), {}), False),
    ("check-mode-without-a-place", "present", True, ledger(), Plan((), {seat(2): "full"}), True),
    ("gone", "absent", False, ledger(), Plan((), {}), False),
    ("some-left", "absent", False, ledger(), Plan((KEEP,), {}), True),
    ("a-deletion-failed", "absent", False, ledger(errors={"x": LOST}), Plan((), {}), True),
    ("gone-where-seen", "absent", False, ledger(unseen={B: LOST}), Plan((), {}), True),
    ("absent-check-mode", "absent", True, ledger(), Plan((KEEP,), {}), False),
    ("absent-check-mode-unseen", "absent", True, ledger(unseen={B: LOST}), Plan((), {}), True),
]


@pytest.mark.parametrize(("state", "check_mode", "account", "last", "expected"),
                         [pytest.param(*line[1:], id=line[0]) for line in FAILED])
def test_failed(state, check_mode, account, last, expected):
    assert report.failed(fleet(2), state, account, last, check_mode) is expected


TWO = rows_of(server(1), server(2))
MESSAGES = [
    ("done", "present", {"created": 2, "kept": 1, "deleted": 3, "updated": 4}, {}, TWO, [], False,
     "2 of 2 servers (2 created, 4 updated, 1 kept, 3 deleted)."),
    ("none-wanted", "present", {}, {}, [], [], False, "0 of 2 servers."),
    ("gone", "absent", {"deleted": 1}, {}, [], [], False, "0 servers left (1 deleted)."),
    ("failed", "present", {"created": 2}, {seat(2): LOST}, TWO, ["It broke.", "So."], False,
     "1 of 2 servers are ready (2 created).\nIt broke.\nSo."),
    ("in-error", "present", {}, {}, rows_of(server(1, status="ERROR"), server(2)), ["x"], False,
     "1 of 2 servers are ready.\nx."),
    ("too-many", "present", {}, {}, rows_of(server(3), server(2)), ["x"], False,
     "1 of 2 servers are ready.\nx."),
    ("check-mode", "present", {"created": 2, "kept": 1, "recreated": 1}, {}, [], [], True,
     "would create 2, recreate 1, keep 1."),
    ("check-mode-nothing", "present", {}, {}, TWO, [], True, "would change no server."),
    ("check-mode-without-a-place", "present", {"created": 1}, {}, [], ["full"], True,
     "would create 1.\nfull."),
]


@pytest.mark.parametrize(("state", "counts", "errors", "rows", "reasons", "would", "expected"),
                         [pytest.param(*line[1:], id=line[0]) for line in MESSAGES])
def test_message(state, counts, errors, rows, reasons, would, expected):
    told = report.message(fleet(2), state, ledger(errors=errors), rows, {A: Counter(counts)},
                          reasons, would)
    assert told == f"Fleet web: {expected}"


def test_counts_of_all_targets_are_added_up():
    counts = {A: Counter(created=1), B: Counter(created=2)}
    assert "(3 created)" in report.message(fleet(3), "present", ledger(), [], counts, [], False)


@pytest.mark.parametrize("bad", [True, False])
def test_failures_of_a_run_that_ended_well_are_warnings(bad):
    found = report.warnings(fleet(1), Plan((), {}), [LOST, FULL], bad)
    assert found == ([] if bad else [str(LOST), str(FULL)])


def test_foreign_servers_are_warned_of():
    foreign = server(1, C, metadata={}, server_id="x")
    assert report.warnings(fleet(1), Plan((), {}, (foreign,)), [], True) == [
        "c/north: the server web-1 (x) has a name or metadata of this fleet, but not all of its "
        "ownership metadata: it was not touched"]


@pytest.mark.parametrize(("min_success", "done", "missing", "failed", "in_check_mode"), [
    (None, 4, 0, False, False), (None, 3, 1, True, True), ("3", 3, 1, False, False),
    ("3", 2, 2, True, True), ("50%", 2, 2, False, False), ("50%", 1, 3, True, True),
    ("0", 0, 4, False, False)])
def test_min_success_decides(min_success, done, missing, failed, in_check_mode):
    desired = fleet(4, min_success=min_success)
    account, last = ledger(range(1, done + 1)), Plan((), dict.fromkeys(
        map(seat, range(4, 4 - missing, -1)), "full"))
    assert report.failed(desired, "present", account, last, False) is failed
    assert report.failed(desired, "present", ledger(), last, True) is in_check_mode


@pytest.mark.parametrize(("action", "held", "status", "warned"), [
    ("keep", ("tags",), "ACTIVE", "in_place"),
    ("keep", ("flavor", "tags"), "ACTIVE", "resize"),
    ("keep", ("image", "key_name"), "SHUTOFF", "replace"),
    ("update", ("image",), "ACTIVE", "rebuild"),
    ("replace", ("image",), "ACTIVE", None),
    ("keep", ("image",), "ERROR", None), ("keep", (), "ACTIVE", None)])
def test_what_update_policy_left_alone_is_warned_of(action, held, status, warned):
    values = dict.fromkeys(held, Difference("a", "b"))
    steps = (Step(action, seat(1), "web-1", A, "", server(1, status=status), (), held,
                  values=values), KEEP)
    found = report.warnings(fleet(1), Plan(steps, {}), [], False)
    differs = ", ".join(f"{option} a -> b" for option in held)
    assert found == ([f"web-1 on a has drifted: {differs}; update_policy {warned} would change "
                      "that"] if warned else [])


def held(index, before="a", **more):
    return Step("keep", seat(index), f"web-{index}", A, "", server(index), (), ("network",),
                values={"network": Difference(before, "b", **more)})


def test_no_policy_helps_where_the_definition_means_nothing():
    found = report.warnings(fleet(1), Plan((held(1, error=LOST), held(2, error=LOST)), {}), [],
                            False)
    assert found == ["web-1, web-2 on a have drifted: network a -> b"]


def test_not_every_server_has_a_warning_of_its_own():
    steps = tuple(held(index, f"net-{index}") for index in range(1, 13))
    found = report.warnings(fleet(12), Plan(steps, {}), [], False)
    assert len(found) == 11 and found[-1] == "2 more such warnings: see the result plan"


@pytest.mark.parametrize(("missing", "told"), [({}, 1), ({seat(2): "a has no quota left"}, 0)])
def test_targets_without_room_are_named_where_others_have_it(missing, told):
    plan = Plan((), missing, passed={A: "has no quota left for cores"})
    named = "a: has no quota left for cores; other targets get servers of its share"
    assert report.elsewhere(plan) == [named][:told]


@pytest.mark.parametrize(("steps", "tagless", "told"), [
    ((KEEP, Step("create", seat(2), "web-2", A, "")), {A, B}, 1), ((KEEP,), {A}, 1),
    ((KEEP,), {B}, 0), ((KEEP,), (), 0),
    ((Step("delete", seat(1), "web-1", A, "", server(1)),), {A}, 0),
    ((Step("keep", seat(7), "web-7", A, "", server(7)),), {A}, 0)])
def test_targets_whose_nova_has_no_tags_are_named_once(steps, tagless, told):
    text = "a: tags: Nova is older than 2.26 here, and has none: its servers go without"
    tagged, plan = fleet(2, {A: {"tags": ["own"]}, B: {}}), Plan(steps, {})
    assert report.untagged(tagged, plan, tagless) == [text][:told]
    assert report.untagged(fleet(2), plan, tagless) == []


def test_what_was_made_where_no_server_is():
    rows = report.servers("web", seen([server(1, B)]), {})
    assert report.unused({A: ["keypair me", "server group x"], B: ["keypair me"], C: []}, rows) == [
        "a: created keypair me, server group x, but no server; the next run uses it, and "
        "state=absent deletes it"]
