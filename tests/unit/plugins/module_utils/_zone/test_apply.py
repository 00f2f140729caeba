# SPDX-License-Identifier: GPL-3.0-or-later
"""A landing zone on one target: nothing is begun that cannot be, nor touched without its mark."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zones
from fakeapi import Memory, Shelf
from zones import MARK, SPECS, ZONE, row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import specs
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.related import Relation
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.apply import Application
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import ordered
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.site import ZoneRun

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


def test_of_a_secret_that_differs_the_name_is_said():
    kept = {"secret": Spec("secret", "network", "network.v2.network.Network", {
        "name": Field(), "mtu": Field("int", option={"no_log": True})})}
    run = ZoneRun(Memory({"secret": [{"id": "n", "name": "key", "mtu": 1400}]}), kept)
    site = Application(run, ZONE, ordered(ZONE, {"secret": [{"name": "key", "mtu": 1}]}, kept))
    site.begin()
    assert said(site.outcome) == [
        "a: secret 'key' (n) exists without the ownership metadata of this zone, and is not as "
        "defined (mtu): a landing zone does not change what cannot carry it; use the module for "
        "this type"]


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


# What is between resources, and what is a part of one

class Members:
    """Who is in what, and what was asked."""

    def __init__(self, *there):
        self.there, self.asked = set(there), []

    def exists(self, _connection, ends):
        self.asked.append(tuple(ends.values()))
        return tuple(ends.values()) in self.there

    def change(self, _connection, ends, desired):
        assert desired
        self.there.add(tuple(ends.values()))


def between(members):
    return Relation("link", {"subnet": Field(ref="subnet"), "network": Field(ref="network")},
                    members.exists, members.change)


def linked(members, rows=None, **more):
    document = {**BOTH, "link": [{"subnet": "sub", "network": "net"}]}
    run = zones.run(rows, **more)
    site = Application(run, ZONE, ordered(ZONE, document, {**SPECS, "link": between(members)}))
    site.begin()
    assert said(site.outcome) == []
    return next(found for found in site.outcome.rows if found["type"] == "link"), site.outcome


@pytest.mark.parametrize("check", [False, True])
def test_a_relation_of_what_is_new(check):
    members = Members()
    found, outcome = linked(members, check=check)
    assert (found["action"], found["owned"]) == ("created", False)
    assert found["name"] == "network net, subnet sub"
    link = outcome.diff["after"]["link 'network net, subnet sub'"]
    assert link == {"subnet": "sub", "network": "net"}
    assert members.there == (set() if check else {("subnet-1", "network-1")})
    # nobody is asked for what cannot be there
    assert members.asked == ([] if check else [("subnet-1", "network-1")])


@pytest.mark.parametrize(("there", "action"), [((), "created"), ((("s", "n"),), "unchanged")])
def test_a_relation_of_what_is_there(there, action):
    members = Members(*there)
    found, _outcome = linked(members, THERE)
    assert found["action"] == action and members.there == {("s", "n")}


RECORDS = {"zone": [{"name": "z.", "email": "a@b.c"}], "recordset": [
    {"name": "w.z.", "zone": "z.", "recordset_type": kind, "records": ["192.0.2.1"]}
    for kind in ("a", "txt")]}


@pytest.mark.parametrize("there", [False, True])
def test_what_is_a_part_of_something(there):
    rows = {"zone": [{"id": "z", "name": "z.", "email": "a@b.c", "description": MARK,
                      "status": "active", "project_id": "project"}]} if there else {}
    run = ZoneRun(Memory(rows), specs.SPECS, False, 5.0, True)
    site = Application(run, ZONE, ordered(ZONE, RECORDS, specs.SPECS))
    site.begin()
    assert said(site.outcome) == []
    assert [found[0] for found in done(site.outcome)] == [
        "z.", "w.z. (recordset_type a, zone z.)", "w.z. (recordset_type txt, zone z.)"]
    listed = [what for action, noun, what in run.connection.log
              if (action, noun) == ("listing", "recordset")]
    # nothing is in a zone that is yet to be made
    assert bool(listed) is there
    assert {row["zone_id"] for row in run.connection.rows["recordset"].values()} == {
        "z" if there else "zone-1"}
    assert {row["description"] for row in run.connection.rows["recordset"].values()} == {MARK}


def test_marks_of_what_all_projects_have_have_the_project():
    run = ZoneRun(Memory(), specs.SPECS, False, 5.0, True)
    site = Application(run, ZONE, ordered(ZONE, {"group": [{"name": "g"}]}, specs.SPECS))
    site.begin()
    [made] = run.connection.rows["group"].values()
    assert made["description"] == f"{MARK}@project"


def test_what_cannot_carry_a_mark_is_made_and_never_changed():
    document = {"address_scope": [{"name": "a", "ip_version": 6}]}
    there = {"address_scope": [{"id": "s", "name": "a", "ip_version": 4, "project_id": "project"}]}
    for rows, action, words in (({}, [("a", "address_scope-1", "created", False)], []),
                                (there, [], ["does not change what cannot carry it"])):
        run = ZoneRun(Memory(rows), specs.SPECS, False, 5.0, True)
        site = Application(run, ZONE, ordered(ZONE, document, specs.SPECS))
        site.begin()
        assert done(site.outcome) == action and len(said(site.outcome)) == len(words)


@pytest.mark.parametrize("there", [False, True])
def test_what_refers_to_itself(there):
    spec = Spec("network", "network", "network.v2.network.Network", {
        "description": Field(), "twin": Field(attr="dns_domain", ref="network")})
    rows = {"network": [row("n", "net", dns_domain="n")]} if there else {}
    run = ZoneRun(Memory(rows), {"network": spec}, False, 5.0, True)
    site = Application(run, ZONE, ordered(
        ZONE, {"network": [{"name": "net", "twin": "net"}]}, run.specs))
    site.begin()
    assert said(site.outcome) == []
    # of what is not there yet the name is sent, which an aspect may replace later
    assert run.connection.writes == ([] if there else [
        ("creating", "network", {"name": "net", "dns_domain": "net", "description": MARK})])


def test_each_kind_has_the_time_of_its_module():
    """As Heat gives a stack up after that."""
    waited = []

    def attributes(task, desired):
        waited.append((task.check_mode, task.timeout))
        return desired
    slow = replace(SPECS["network"], attributes=attributes, patience=7.0)
    for limited in (False, True):
        run = ZoneRun(Memory(), {"network": slow}, False, 5.0, True, limited=limited)
        Application(run, ZONE, ordered(ZONE, {"network": [NET]}, run.specs)).begin()
    assert waited == [(True, 7.0), (False, 7.0), (True, 5.0), (False, 5.0)]
