# SPDX-License-Identifier: GPL-3.0-or-later
"""The account of a run: what is done, what failed, what is worth another try."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from builders import A, B, C, fleet, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    KINDS,
    CloudError,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Facts,
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import (
    BREAK,
    Ledger,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)

CLOSING = {"quota", "no_address", "no_host", "auth", "forbidden", "invalid", "not_found", "config"}


def step(action, index=1, target=A, **more):
    """A step; all but a creation are about a server, which is on A."""
    there = None if action == "create" else server(index, A, **more)
    return Step(action, seat(index), f"web-{index}", target, "why", there)


def done(action, index=1, target=A, at=1.0, **more):
    """A step that was carried out."""
    journey = Journey(step(action, index, target, **more),
                      legs=["delete" if action == "delete" else "wait"])
    journey.finish(at)
    return journey


def failed(kind, action="create", index=1, target=A, message="no", deleting=False, made=None,
           give_up=False, zone=None, **more):
    """A step that was not; made: the server that it had made by then."""
    there = step(action, index, target)
    journey = Journey(replace(there, zone=zone), server=made, give_up=give_up,
                      legs=["delete" if deleting or action == "delete" else "wait"])
    journey.fail(CloudError(kind, message, **more), 1.0)
    return journey


def ledger(*unseen, retries=3):
    return Ledger([A, B], {target: CloudError("timeout", "no answer", target)
                           for target in unseen}, retries)


@pytest.mark.parametrize(("action", "word"), [
    ("keep", "kept"), ("update", "updated"), ("resize", "updated"), ("rebuild", "updated"),
    ("create", "created"), ("replace", "created"),
    ("delete", "deleted")])
def test_what_was_done_is_tallied_once_where_it_was_done(action, word):
    account = ledger()
    target = B if action in ("create", "replace") else A
    assert not account.learn([done(action, 1, target)])
    there = target
    assert account.tallies == {A: Counter(), B: Counter(), there: Counter({word: 1})}
    assert account.done == (set() if action == "delete" else {seat(1)})


def test_what_a_look_made_is_not_tallied_again_as_kept_by_the_next():
    account = ledger()
    account.learn([done("create"), done("keep", 2)])
    account.learn([done("keep"), done("keep", 2)])
    assert account.tallies[A] == Counter(created=1, kept=1)


def test_the_deletion_of_a_double_is_tallied_beside_the_one_that_is_kept():
    account = ledger()
    account.learn([done("keep"), done("delete", server_id="x"), done("delete", server_id="y")])
    assert account.tallies[A] == Counter(kept=1, deleted=2)


def test_what_this_run_has_made_and_deleted_again_was_created():
    account = Ledger([A, B], {}, 3, "run-1")
    account.learn([done("delete", server_id="x")])
    assert account.tallies[A] == Counter(created=1, deleted=1)


def test_the_last_event_of_each_target_is_noted():
    account = ledger()
    account.learn([done("create", 1, at=7.0), done("create", 2, at=5.0),
                   done("create", 3, B, at=2.0)])
    assert account.ended == {A: 7.0, B: 2.0}


def test_what_went_beside_a_server_is_named():
    account = ledger()
    journey = done("delete")
    journey.removed = ["192.0.2.1", "192.0.2.2"]
    account.learn([journey])
    assert account.removed == ["floating IP 192.0.2.1 on a", "floating IP 192.0.2.2 on a"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("action", "deleting"), [
    ("create", False), ("replace", False), ("replace", True), ("keep", False), ("delete", True)])
def test_what_a_failure_means(kind, action, deleting):
    account = ledger()
    journey = failed(kind, action, deleting=deleting)
    assert account.learn([journey]) is (kind != "conflict")
    assert account.errors == {
        "a1" if action == "delete" else seat(1): journey.failure}
    closes = kind in CLOSING and action in ("create", "replace") and not deleting
    assert account.closed == ({A: journey.failure} if closes else {})
    assert not account.done


@pytest.mark.parametrize("journey", [done("create"), failed("conflict"), done("delete")])
def test_what_was_written_asks_for_another_look(journey):
    assert not ledger().learn([journey])
    journey.wrote = True
    assert ledger().learn([journey])


@pytest.mark.parametrize("kind", KINDS)
def test_a_creation_is_tried_twice_on_a_target_and_after_a_conflict_once(kind):
    account = ledger()
    for _try in range(1 if kind == "conflict" else 2):
        assert account.avoid() == {}
        account.learn([failed(kind)])
    assert account.avoid() == {seat(1): {A}}
    account.learn([failed(kind, index=2, target=B), failed(kind, index=2, target=B)])
    assert account.avoid() == {seat(1): {A}, seat(2): {B}}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("action", "deleting"), [
    ("replace", True), ("delete", True), ("keep", False), ("update", False)])
def test_so_is_whatever_is_about_a_server(kind, action, deleting):
    account = ledger()
    for _try in range(1 if kind == "conflict" else 2):
        assert account.worth(step(action))
        account.learn([failed(kind, action, deleting=deleting)])
    assert not account.worth(step(action))
    assert account.worth(step(action, 2))
    assert account.worth(step("create"))
    assert account.avoid() == ({} if deleting else {seat(1): {A}})


def test_a_server_that_was_found_after_its_answer_was_lost_is_worth_a_try():
    account = ledger()
    account.learn([failed("timeout"), failed("timeout")])
    assert account.worth(step("keep"))


def test_a_deletion_that_must_not_be_tried():
    account, error = ledger(), CloudError("forbidden", "no")
    account.block(step("delete"), error)
    assert not account.worth(step("delete"))
    assert account.errors == {"a1": error}
    assert account.worth(step("delete", 2))


@pytest.mark.parametrize(("row", "worth"), [
    ({}, True), ({"status": "SHUTOFF"}, True), ({"status": "ERROR"}, False),
    ({"task": "deleting"}, False)])
def test_a_broken_server_that_is_kept_is_left_alone(row, worth):
    assert ledger().worth(step("keep", **row)) is worth


def test_an_error_is_forgotten_when_it_was_mended():
    account = ledger()
    account.learn([failed("api"), failed("api", index=2), failed("api", "delete", 3)])
    account.learn([done("create", 1, B), done("delete", 3)])
    assert set(account.errors) == {seat(2)}
    assert account.done == {seat(1)}


def test_what_was_mended_is_still_told():
    account = ledger()
    account.learn([failed("timeout", message="no answer")])
    account.learn([done("keep")])
    assert [error.message for error in account.failures(Plan((), {}))] == ["no answer"]


@pytest.mark.parametrize(("journey", "changed"), [
    (done("keep"), False), (failed("quota"), False), (failed("timeout"), True),
    (failed("unreachable"), True), (failed("unreachable", "delete"), True),
    (failed("timeout", "keep"), False)])
def test_changed_is_what_was_written_or_may_have_been(journey, changed):
    account = ledger()
    account.learn([journey])
    assert account.changed is changed
    journey.wrote = True
    account.learn([journey])
    assert account.changed is True


def test_what_was_done_may_break_again():
    account = ledger()
    account.learn([done("create"), done("create", 2)])
    account.learn([failed("build_failed", "replace")])
    assert account.done == {seat(2)}


def test_what_is_still_open_asks_for_another_look():
    journeys = [done("create"), Journey(step("create", 2))]
    account = ledger()
    assert account.learn(journeys)
    assert account.done == {seat(1)}


def test_all_journeys_are_learnt_of_even_when_the_first_says_enough():
    account = ledger()
    account.learn([failed("api"), failed("api", index=2), done("keep", 3)])
    assert (set(account.errors), account.done) == ({seat(1), seat(2)}, {seat(3)})


def test_failures_in_their_order_and_each_once():
    account = ledger(C)
    account.learn([failed("quota", message="no more"), failed("api", "delete", 3, message="x"),
                   failed("no_host", index=2, target=B, message="none")])
    full = "b takes at most 1"
    plan = Plan((), {seat(1): "a has no quota left", seat(4): full, seat(5): full})
    assert [(error.kind, error.message) for error in account.failures(plan)] == [
        ("timeout", "no answer"), ("quota", "no more"), ("no_host", "none"), ("api", "x"),
        ("not_found", "no place for 2 of the servers (number 4, 5): b takes at most 1")]


def test_a_place_that_quota_denied_is_a_matter_of_quota():
    plan = Plan((), dict.fromkeys(map(seat, range(1, 8)), "a has no quota left for cores"))
    error, = ledger().failures(plan)
    assert error.kind == "quota"
    assert error.message == ("no place for 7 of the servers (number 1, 2, 3, 4, 5 ...): a has no "
                             "quota left for cores")


def test_without_any_target_there_is_no_reason_beside_what_they_say_themselves():
    found = ledger(C).failures(Plan((), {seat(1): "", seat(2): ""}))
    assert [error.kind for error in found] == ["timeout"]


@pytest.mark.parametrize(("missing", "min_success", "account", "hopeless"), [
    (0, None, ledger(), False), (1, None, ledger(), True), (1, None, ledger(C), False),
    (1, "3", ledger(), False), (2, "3", ledger(), True), (2, "50%", ledger(), False),
    (0, "9", ledger(), False)])
def test_hopeless_is_what_the_bounds_alone_deny(missing, min_success, account, hopeless):
    plan = Plan((), dict.fromkeys(map(seat, range(missing)), "full"))
    assert account.hopeless(plan, fleet(4, min_success=min_success)) is hopeless


def test_not_hopeless_where_something_failed():
    account = ledger()
    account.learn([failed("api")])
    assert not account.hopeless(Plan((), {seat(1): "x"}), fleet(1))


# Retries

@pytest.mark.parametrize("retries", [0, 1, 5])
@pytest.mark.parametrize("kind", ["build_failed", "timeout", "api"])
def test_a_server_is_tried_again_as_often_as_asked(retries, kind):
    account, tries = ledger(retries=retries), 0
    while account.worth(step("create")):
        account.learn([failed(kind, target=[A, B][tries % 2]), done("create", 100 + tries),
                       done("create", 200 + tries, B)])
        tries += 1
    assert tries == retries + 1
    assert not account.worth(step("replace"))
    assert account.worth(step("create", 2)) and account.worth(step("keep"))
    assert account.worth(step("delete"))


@pytest.mark.parametrize("kind", sorted(CLOSING))
def test_a_target_that_is_full_costs_no_retry(kind):
    account = ledger(retries=0)
    account.learn([failed(kind), failed(kind, target=B)])
    assert account.worth(step("create"))
    assert set(account.closed) == {A, B}


def test_what_fails_beside_the_making_costs_no_retry_of_it():
    account = ledger(retries=0)
    account.learn([failed("api", "replace", deleting=True), failed("api", "update"),
                   failed("api", "delete")])
    assert account.worth(step("create"))


def test_an_old_server_stays_worth_a_replacement_made_first_elsewhere():
    """It is the new one that failed, twice on this target."""
    account = ledger()
    account.learn([failed("build_failed", "replace"), failed("build_failed", "replace")])
    assert account.avoid() == {seat(1): {A}}
    assert account.worth(step("replace", target=B))


# The circuit breaker

def outcomes(pattern, target=B, first=1):
    """A pass on a target: x is a build that failed, o one that did not, ~ one under way."""
    journeys = {"x": lambda n: failed("build_failed", index=n, target=target, message=f"<{n}>"),
                "o": lambda n: done("create", n, target),
                "~": lambda n: Journey(step("create", n, target)),
                "k": lambda n: done("keep", n, target),
                "c": lambda n: failed("conflict", index=n, target=target),
                "d": lambda n: failed("api", "replace", n, target, deleting=True)}
    return [journeys[letter](number) for number, letter in enumerate(pattern, first)]


@pytest.mark.parametrize(("passes", "alone"), [
    (["x" * (BREAK - 1)], False), (["x" * BREAK], True), (["x"] * BREAK, True),
    (["x", "x", "ox"], False), (["x", "x", "oxx"], True),
    (["xxxooo"], False), (["oooxxx"], False), (["xoo" * 9], False), (["oxxxxx"], True),
    (["xxxkkk"], True), (["ccccc"], False), (["ddddd"], False), (["xx~~~"], False)])
def test_a_target_that_keeps_failing_is_left_alone(passes, alone):
    account = ledger()
    for number, pattern in enumerate(passes):
        account.learn(outcomes(pattern, first=1 + 10 * number))
    assert set(account.closed) == ({B} if alone else set())


def test_why_a_target_is_left_alone_is_said():
    account = ledger()
    account.learn(outcomes("xxxx"))
    error = account.closed[B]
    assert (error.kind, error.target) == ("build_failed", B)
    assert error.message == "gets no more servers after 4 failures, the last one: <4>"


def test_a_server_that_one_pass_made_and_the_next_saw_ready_was_created():
    account, journey = ledger(), Journey(step("create"), facts=Facts(began=1.0))
    account.learn([journey])
    account.learn([Journey(step("keep"), facts=journey.facts, done=True)])
    assert account.tallies[A] == Counter(created=1)


# Zones

def test_a_zone_without_a_host_is_left_alone_and_the_target_is_not():
    account = ledger()
    account.learn([failed("no_host", zone="z1")])
    assert (account.spent.zones, account.closed) == ({(A, "z1")}, {})
    account.learn([failed("quota", zone="z2")])
    assert (account.spent.zones, set(account.closed)) == ({(A, "z1")}, {A})


# Given up

@pytest.mark.parametrize(("more", "given_up"), [
    ({"kind": "timeout", "give_up": True, "made": server(1, server_id="new")}, {"new": "no"}),
    ({"kind": "timeout", "give_up": True}, {}),
    ({"kind": "timeout", "made": server(1, server_id="new")}, {}),
    ({"kind": "build_failed", "made": server(1, server_id="new")}, {}),
    # as for a floating IP: another target may have one
    ({"kind": "quota", "made": server(1, server_id="new")}, {"new": "no"}),
    # another server would be let in no more than this one
    ({"kind": "timeout", "give_up": True, "made": server(1, server_id="new"),
      "waited_for": "rule"}, {}),
    ({"kind": "timeout", "give_up": True, "made": server(1), "action": "keep"}, {}),
    ({"kind": "timeout", "give_up": True, "action": "replace", "deleting": True}, {}),
])
def test_which_servers_are_given_up(more, given_up):
    account = ledger()
    account.learn([failed(**more)])
    assert account.given_up == given_up


def test_a_server_that_was_given_up_is_not_kept():
    account = ledger()
    account.given_up = {"a1": "still BUILD"}
    assert not account.worth(step("keep"))
    assert account.worth(step("delete")) and account.worth(step("replace"))


# What a look takes back

@pytest.mark.parametrize(("seen", "mended"), [
    ({A: []}, True), ({A: [server(2)]}, True), ({A: [server(1)]}, False), ({B: []}, False),
    ({}, False)])
def test_a_deletion_that_failed_was_one_if_the_server_is_gone(seen, mended):
    account = ledger()
    account.learn([failed("timeout", "delete"), failed("api", "create", 2)])
    account.look(seen)
    assert ("a1" in account.errors) is not mended
    assert account.tallies[A]["deleted"] == mended
    assert seat(2) in account.errors


@pytest.mark.parametrize(("status", "held", "again"), [
    ("RESIZE", True, True), ("BUILD", True, True), ("RESIZE", False, False),
    ("ACTIVE", True, False), ("VERIFY_RESIZE", True, False)])
def test_what_was_under_way_is_judged_when_it_has_arrived(status, held, again):
    journey = done("keep", status=status)
    journey.step = replace(journey.step, held=("flavor",) if held else ())
    assert ledger().learn([journey]) is again
