# SPDX-License-Identifier: GPL-3.0-or-later
"""A landing zone on one target: nothing is begun that cannot be, nor touched without its mark."""

from __future__ import annotations

import pytest
import zones
from fakeapi import Shelf
from zones import MARK, SPECS, ZONE, row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.apply import Application
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import ordered

NET, SUB = {"name": "net"}, {"name": "sub", "network": "net"}
BOTH = {"network": [NET], "subnet": [SUB]}
THERE = {"network": [row("n", "net", mtu=1400)], "subnet": [row("s", "sub", network_id="n")]}


def applied(document=None, rows=None, **more):
    """What was done, and the run."""
    run = zones.run(rows, **more)
    site = Application(run, ZONE, ordered(ZONE, document or BOTH, SPECS))
    site.begin()
    return site.outcome, run


def done(outcome):
    return [(found["name"], found["id"], found["action"], found["owned"]) for found in outcome.rows]


def said(outcome):
    return [str(error) for error in outcome.errors]


def test_a_new_zone():
    outcome, run = applied()
    assert done(outcome) == [("net", "network-1", "created", True),
                             ("sub", "subnet-1", "created", True)]
    assert [what for _action, _noun, what in run.connection.writes] == [
        {"name": "net", "description": MARK},
        {"name": "sub", "network_id": "network-1", "description": MARK}]
    assert outcome.diff == {"before": {}, "after": {
        "network 'net'": {"name": "net", "description": MARK},
        "subnet 'sub'": {"name": "sub", "network": "net", "description": MARK}}}
    assert said(outcome) == []


def test_one_that_is_there():
    outcome, run = applied(rows=THERE)
    assert done(outcome) == [("net", "n", "unchanged", True), ("sub", "s", "unchanged", True)]
    assert run.connection.writes == [] and outcome.diff == {"before": {}, "after": {}}


@pytest.mark.parametrize("check", [False, True])
def test_one_that_differs(check):
    outcome, run = applied({"network": [{**NET, "mtu": 1500}]}, THERE, check=check)
    assert done(outcome) == [("net", "n", "changed", True)]
    assert run.connection.writes == ([] if check else [("changing", "network", {"mtu": 1500})])
    assert outcome.diff == {"before": {"network 'net'": {"mtu": 1400}},
                            "after": {"network 'net'": {"mtu": 1500}}}


def test_a_description_keeps_the_mark():
    _outcome, run = applied({"network": [{**NET, "description": "mine"}]}, THERE)
    assert run.connection.writes == [("changing", "network", {"description": f"mine {MARK}"})]


def test_check_mode():
    outcome, run = applied(check=True)
    assert done(outcome) == [("net", "would-be-created:network:net", "created", True),
                             ("sub", "would-be-created:subnet:sub", "created", True)]
    assert run.connection.writes == [] and run.warnings == []


def test_each_kind_is_listed_once():
    _outcome, run = applied({"network": [NET, {"name": "other"}], "subnet": [SUB]}, THERE)
    assert sorted(noun for action, noun, _what in run.connection.log if action == "listing") == [
        "network", "subnet"]


# What has not the mark

BARE = {"network": [row("n", "net", None, mtu=1400)]}


def test_what_is_up_to_date_is_used():
    outcome, run = applied({"network": [{**NET, "mtu": 1400}]}, BARE)
    assert done(outcome) == [("net", "n", "unchanged", False)] and run.connection.writes == []


def test_what_is_not_up_to_date_is_left_alone_and_nothing_is_begun():
    outcome, run = applied({"network": [{**NET, "mtu": 1500}, {"name": "new"}]}, BARE)
    assert said(outcome) == [
        "a: network 'net' (n) exists without the ownership metadata of this zone, and is not as "
        "defined (mtu is 1400 and not 1500): omit that, or use another name"]
    assert outcome.errors[0].kind == "conflict" and outcome.errors[0].more["name"] == "net"
    assert outcome.rows == [] and run.connection.writes == []


def test_ours_is_meant_where_another_has_the_same_name():
    outcome, _run = applied({"network": [NET]}, {"network": [row("x", "net", None),
                                                             row("n", "net")]})
    assert done(outcome) == [("net", "n", "unchanged", True)]


# What cannot be begun

@pytest.mark.parametrize("check", [False, True])
def test_a_reference_to_nothing(check):
    outcome, run = applied({"subnet": [SUB], "network": [{"name": "new"}]}, check=check)
    assert run.connection.writes == []
    if check:       # a task before may make it
        assert [found[2] for found in done(outcome)] == ["created", "created"]
        assert "check mode assumes that it exists" in run.warnings[0]
    else:
        assert said(outcome) == ["a: there is no network 'net' here; the zone has none either, "
                                 "and subnet 'sub' needs it"]


@pytest.mark.parametrize(("fault", "error", "words"), [
    ("login", CloudError("auth", "refused"), "a: refused"),
    ("listing network", CloudError("timeout", "silent"), "a: silent"),
    ("listing network", CloudError("not_found", "no such service"),
     "a: there are no networks on this cloud: omit them, or the target")])
def test_a_target_that_does_not_answer(fault, error, words):
    outcome, run = applied(faults={fault: error})
    assert [text.partition(";")[0] for text in said(outcome)] == [words.partition(";")[0]]
    assert outcome.rows == [] and run.connection.writes == []


# What fails on the way

REFUSED = CloudError("quota", "no more")


def test_what_needs_what_has_failed_is_not_tried():
    outcome, run = applied({**BOTH, "router": [{"name": "alone"}]},
                           faults={"creating network": REFUSED})
    assert done(outcome) == [("alone", "router-1", "created", True)]
    assert [error.more["name"] for error in outcome.errors] == ["net", "sub"]
    assert "network 'net', which it needs, is not as defined" in said(outcome)[1]
    assert "subnet" not in {noun for _action, noun, _what in run.connection.writes}


def test_a_change_that_fails():
    outcome, _run = applied({"network": [{**NET, "mtu": 1}]}, THERE,
                            faults={"changing network": REFUSED})
    assert done(outcome) == [("net", "n", "failed", True)] and len(outcome.errors) == 1


@pytest.mark.parametrize("kind", ["timeout", "unreachable", "api"])
def test_a_lost_answer_is_no_second_network(kind):
    outcome, run = applied(faults={"creating network": CloudError(kind, "lost")}, lost=True)
    assert done(outcome) == [("net", "network-1", "created", True),
                             ("sub", "subnet-1", "created", True)]
    assert len(run.connection.rows["network"]) == 1 and said(outcome) == []


@pytest.mark.parametrize(("kind", "lost"), [("timeout", False), ("quota", True)])
def test_an_answer_that_is_an_error(kind, lost):
    outcome, _run = applied({"network": [NET]}, lost=lost,
                            faults={"creating network": CloudError(kind, "lost")})
    assert outcome.rows == [] and [error.kind for error in outcome.errors] == [kind]


def test_what_somebody_else_has_made_meanwhile(monkeypatch):
    def create(shelf, _attributes):
        shelf.rows["x"] = row("x", "net", None)
        raise CloudError("timeout", "lost")
    monkeypatch.setattr(Shelf, "create", create)
    outcome, _run = applied({"network": [NET]})
    assert outcome.rows == [] and [error.kind for error in outcome.errors] == ["timeout"]


@pytest.mark.parametrize("there", [True, False])
def test_what_a_creation_that_has_failed_has_left(there):
    left = CloudError("build_failed", "broken", id="n" if there else "x")
    rows = {"network": [row("n", "other")]}
    outcome, _run = applied({"network": [NET]}, rows, faults={"creating network": left})
    assert done(outcome) == ([("net", "n", "created", True)] if there else [])
    assert len(outcome.errors) == 1
