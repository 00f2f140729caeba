# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody needs, and why; and that nothing else is ever in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, A, B
from hypothesis import given, settings
from hypothesis import strategies as st
from leakage import JUST_NOW, KEY, LONG_AGO, look, rows

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._leaks.verdict import (
    LeakFilter,
    judge,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.mark import read
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import Copy

PAST, FUTURE = "2026-01-01T11:00:00Z", "2026-01-01T13:00:00Z"
HOUR = timedelta(hours=1)


def server(server_id="s1", expires=None, fleet="web", run="run-1"):
    found = {"multicloud_fleet": fleet, "multicloud_run": run, "multicloud_expires": expires}
    return {"id": server_id, "metadata": {key: text for key, text in found.items() if text}}


def address(server_id="s1", created=LONG_AGO, **more):
    return {"id": "f1", "floating_ip_address": "192.0.2.1", "created_at": created, "port_id": None,
            "description": f"multicloud_fleet=web multicloud_server={server_id}", **more}


def port(server_id="s1", status="DOWN"):
    return {"id": "p1", "name": "", "status": status, "device_id": server_id,
            "description": "multicloud_fleet=web"}


def volume(server_id=None, keep="false", created=LONG_AGO, **more):
    return {"metadata": {"multicloud_fleet": "web", "multicloud_keep": keep},
            "created_at": created, "attachments": [{"server_id": server_id}] if server_id else [],
            **more}


KEYPAIR = {"name": "k", "public_key": f"{KEY} multicloud_fleet=web"}
GROUP = {"id": "g", "name": "multicloud_fleet=web"}
SECURITY = {"id": "sg", "name": "web", "description": "multicloud_fleet=web"}

# what is there, and the reason for the last of it (None: it is needed)
REASONS = [
    ("server", {"server": [server()]}, None),
    ("server-in-time", {"server": [server(expires=FUTURE)]}, None),
    ("server-past", {"server": [server(expires=PAST)]}, "expired at 2026-01-01T11:00:00Z"),
    ("server-of-no-fleet-past", {"server": [server(expires=PAST, fleet=None)]},
     "expired at 2026-01-01T11:00:00Z"),
    ("server-damaged", {"server": [server(expires="soon")]}, None),
    ("address", {"server": [server()], "floating_ip": [address()]}, None),
    ("address-of-an-unmarked-server", {"server": [server(fleet=None, run=None)],
                                       "floating_ip": [address()]}, None),
    ("address-lost", {"floating_ip": [address()]}, "its server no longer exists"),
    ("address-lost-just-now", {"floating_ip": [address(created=JUST_NOW)]}, None),
    ("address-on-another's-port", {"floating_ip": [address(port_id="other")]}, None),
    ("address-going", {"server": [server(expires=PAST)],
                       "floating_ip": [address(created=JUST_NOW)]},
     "its server is deleted as well"),
    ("port-lost", {"port": [port()]}, "its server no longer exists"),
    ("port-lost-and-active", {"port": [port(status="ACTIVE")]}, None),
    ("port", {"server": [server()], "port": [port()]}, None),
    ("volume-on-its-server", {"server": [server()], "volume": [volume("s1")]}, None),
    ("volume-on-none", {"server": [server()], "volume": [volume()]}, "no server uses it"),
    ("volume-on-none-yet", {"volume": [volume(created=JUST_NOW)]}, None),
    ("volume-in-the-making", {"volume": [volume(status="creating")]}, None),
    ("volume-going", {"server": [server(expires=PAST)], "volume": [volume("s1")]},
     "its server is deleted as well"),
    ("volume-kept", {"volume": [volume(keep="true")]}, None),
    ("keypair", {"server": [server()], "keypair": [KEYPAIR]}, None),
    ("keypair-of-another-fleet's", {"server": [server(fleet="db")], "keypair": [KEYPAIR]},
     "fleet web has no servers left"),
    ("keypair-going", {"server": [server(expires=PAST)], "keypair": [KEYPAIR]},
     "fleet web has no servers left"),
    ("keypair-going-with-what-is-young", {
        "server": [server(expires=PAST)], "floating_ip": [address(created=JUST_NOW)],
        "keypair": [KEYPAIR]}, "fleet web has no servers left"),
    ("keypair-going-though-young", {
        "server": [server(expires=PAST)], "keypair": [{**KEYPAIR, "created_at": JUST_NOW}]},
     "fleet web has no servers left"),
    ("keypair-of-a-fleet-that-goes-in-part", {
        "server": [server(expires=PAST), server("s2")], "keypair": [KEYPAIR]}, None),
    ("keypair-made-just-now", {"keypair": [{**KEYPAIR, "created_at": JUST_NOW}]}, None),
    ("server-group-made-with-it", {"keypair": [{**KEYPAIR, "created_at": JUST_NOW}],
                                   "server_group": [GROUP]}, None),
    ("keypair-of-what-is-in-the-making", {"volume": [volume(created=JUST_NOW)],
                                          "keypair": [KEYPAIR]}, None),
    ("server-group", {"server": [server()], "server_group": [GROUP]}, None),
    ("server-group-lost", {"server_group": [GROUP]}, "fleet web has no servers left"),
    ("security-group-lost", {"security_group": [SECURITY]}, "fleet web has no servers left"),
]


def reasons(verdict):
    return {leak.key.kind: leak.reason for leak in verdict.leaks}


@pytest.mark.parametrize(("found", "reason"), [pytest.param(*line[1:], id=line[0])
                                               for line in REASONS])
def test_reasons(found, reason):
    verdict = judge({A: look(A, **found)}, (), LeakFilter(older_than=HOUR), NOW)
    assert reasons(verdict).get(list(found)[-1]) == reason
    assert verdict.held == []


def test_what_is_for_a_fleet_stays_while_it_lives_on_another_target():
    here = look(A, keypair=[KEYPAIR], volume=[volume(keep="true")])
    leak_filter = LeakFilter(kept_volumes=True)
    assert judge({A: here, B: look(B, server=[server()])}, (), leak_filter, NOW).leaks == []
    assert set(reasons(judge({A: here, B: look(B)}, (), leak_filter, NOW))) == {"keypair", "volume"}


def test_what_another_cloud_calls_by_the_same_id_is_another_thing():
    has = {"server": [server()], "floating_ip": [address()], "volume": [volume("s1")]}
    claims = look(B, server=[server(expires=PAST)])
    leaks = judge({A: look(A, **has), B: claims}, (), LeakFilter(), NOW).leaks
    assert [leak.key.target for leak in leaks] == [B]
    assert len(judge({A: look(A, floating_ip=[address()]), B: look(B, server=[server()])}, (),
                     LeakFilter(), NOW).leaks) == 1


def test_what_may_be_needed_where_nobody_could_look_is_held():
    here = look(A, keypair=[KEYPAIR], volume=[volume(keep="true")], floating_ip=[address()],
                server=[server("s2", PAST)])
    found = judge({A: here}, {B}, LeakFilter(kept_volumes=True), NOW)
    assert set(reasons(found)) == {"floating_ip", "server"}
    assert {leak.key.kind for leak in found.held} == {"keypair", "volume"}
    assert {leak.reason for leak in found.held} == {
        "fleet web may have servers on b, which could not be queried"}


SELECTED = [
    ("all", LeakFilter(), {"server", "floating_ip", "keypair"}),
    ("fleet", LeakFilter(fleet="web"), {"server", "floating_ip", "keypair"}),
    ("another-fleet", LeakFilter(fleet="db"), set()),
    ("run", LeakFilter(run="run-1"), {"server", "floating_ip", "keypair"}),
    ("another-run", LeakFilter(run="run-2"), set()),
]


@pytest.mark.parametrize(("leak_filter", "kinds"), [pytest.param(*line[1:], id=line[0])
                                                    for line in SELECTED])
def test_selected(leak_filter, kinds):
    here = look(A, server=[server(expires=PAST)], floating_ip=[address()], keypair=[KEYPAIR])
    assert set(reasons(judge({A: here}, (), leak_filter, NOW))) == kinds


@pytest.mark.parametrize(("found", "younger"), [
    ({"floating_ip": [address(), address(created=JUST_NOW, id="f2")]}, 1),
    ({"floating_ip": [address(created=JUST_NOW)], "keypair": [KEYPAIR]}, 2),
    ({"server": [server()], "floating_ip": [address(created=JUST_NOW)]}, 0),
    ({"server": [server(expires=PAST)], "floating_ip": [address(created=JUST_NOW)]}, 0),
    ({"volume": [volume(created=JUST_NOW, keep="true")]}, 0)])
def test_what_is_only_too_young_is_counted(found, younger):
    verdict = judge({A: look(A, **found)}, (), LeakFilter(older_than=HOUR), NOW)
    assert verdict.younger == verdict.again(verdict).younger == younger


@pytest.mark.parametrize(("created", "kept_volumes", "leaks"), [
    (LONG_AGO, True, 1), (LONG_AGO, False, 0), (JUST_NOW, True, 0)])
def test_kept_volumes(created, kept_volumes, leaks):
    here = look(A, volume=[volume(keep="true", created=created)])
    found = judge({A: here}, (), LeakFilter(older_than=HOUR, kept_volumes=kept_volumes), NOW)
    assert len(found.leaks) == leaks
    assert [leak.report()["size"] for leak in found.kept] == (
        [] if kept_volumes else [here.owned[0].size])


@pytest.mark.parametrize(("fleet", "leak_filter", "told"), [
    ("web", LeakFilter(), 0), ("db", LeakFilter(), 1), ("db", LeakFilter(fleet="db"), 1),
    ("db", LeakFilter(fleet="web"), 0), (None, LeakFilter(), 0)])
def test_snapshots_of_fleets_without_servers_are_told(fleet, leak_filter, told):
    metadata = {"multicloud_fleet": fleet} if fleet else {}
    copy = Copy("snapshot", "c1", "x", 1, "available", "", "v1", metadata)
    here = replace(look(A, server=[server(expires=None)]), copies=[copy])
    assert len(judge({A: here}, (), leak_filter, NOW).copies[A]) == told


def test_only_what_is_a_leak_in_two_looks_is_one():
    def at(status):
        return judge({A: look(A, port=[port(status=status)])}, (), LeakFilter(), NOW)
    assert len(at("DOWN").again(at("DOWN")).leaks) == 1
    assert at("ACTIVE").again(at("DOWN")).leaks == at("DOWN").again(at("ACTIVE")).leaks == []


def test_wanted():
    assert LeakFilter.of({"older_than": "1h", "fleet": "web"}) == LeakFilter("web", older_than=HOUR)
    with pytest.raises(CloudError, match="older_than: 'soon' is not a span such as 2h"):
        LeakFilter.of({"older_than": "soon"})


def test_as_reported():
    here = look(A, server=[server(expires=PAST)])
    leak, = judge({A: here}, (), LeakFilter(), NOW).leaks
    assert leak.line() == "server web-1 on a: expired at 2026-01-01T11:00:00Z"
    assert leak.report() == {
        "kind": "server", "id": "s1", "name": "web-1", "cloud": "a", "region_name": "",
        "fleet": "web", "run": "run-1", "servers": ["s1"], "created": "2026-01-01T00:00:00Z",
        "expires": PAST, "size": None, "reason": "expired at 2026-01-01T11:00:00Z"}


def texts(kind, one):
    """All that may mark a row."""
    metadata = one.get("metadata", {})
    words = {"keypair": one.get("public_key"), "server_group": one.get("name")}.get(
        kind, one.get("description"))
    return {key for key in metadata if key in ("multicloud_fleet", "multicloud_expires")} | (
        read(words).keys() & {"fleet", "server"})


WANTED = st.builds(LeakFilter, fleet=st.sampled_from([None, "web"]),
                   run=st.sampled_from([None, "run-1"]),
                   older_than=st.sampled_from([timedelta(), HOUR]), kept_volumes=st.booleans())


@settings(max_examples=300, derandomize=True, database=None)
@given(rows("some"), WANTED, st.booleans())
def test_nothing_unmarked_is_ever_in_the_plan(found, leak_filter, unseen):
    verdict = judge({A: look(A, **found)}, {B} if unseen else (), leak_filter, NOW)
    addresses = {read(one["description"]).get("server") for one in found["floating_ip"]}
    for leak in (*verdict.leaks, *verdict.held):
        kind, own_id = leak.key.kind, leak.key.id
        row, = [one for one in found[kind] if own_id == one.get("id", one.get("name"))]
        assert texts(kind, row) or kind == "port" and row["device_id"] in addresses


@settings(max_examples=300, derandomize=True, database=None)
@given(rows("some"), WANTED)
def test_what_a_staying_server_has_is_never_in_the_plan(found, leak_filter):
    leaks = judge({A: look(A, **found)}, (), leak_filter, NOW).leaks
    going = {leak.key.id for leak in leaks if leak.key.kind == "server"}
    staying = {one["id"] for one in found["server"]} - going
    fleets = {one["metadata"].get("multicloud_fleet") for one in found["server"]
              if one["id"] in staying}
    for leak in leaks:
        assert staying.isdisjoint(leak.owned.servers)
        assert not leak.owned.shared or leak.owned.fleet not in fleets
        assert leak_filter.kept_volumes or not leak.owned.kept


@settings(max_examples=300, derandomize=True, database=None)
@given(rows("all"), WANTED)
def test_once_is_enough(found, leak_filter):
    gone = {leak.key[1:] for leak in judge({A: look(A, **found)}, (), leak_filter, NOW).leaks}
    left = {kind: [one for one in several if (kind, one.get("id", one.get("name"))) not in gone]
            for kind, several in found.items()}
    assert judge({A: look(A, **left)}, (), leak_filter, NOW).leaks == []


@settings(max_examples=300, derandomize=True, database=None)
@given(rows("all"), rows("all"), WANTED)
def test_a_target_that_could_not_be_looked_at_only_holds_back(here, there, leak_filter):
    seen = judge({A: look(A, **here), B: look(B, **there)}, (), leak_filter, NOW)
    half = judge({A: look(A, **here)}, {B}, leak_filter, NOW)
    known = {leak.key for leak in seen.leaks}
    assert {leak.key for leak in half.leaks if not leak.owned.servers} <= known
