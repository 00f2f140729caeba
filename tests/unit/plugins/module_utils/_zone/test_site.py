# SPDX-License-Identifier: GPL-3.0-or-later
"""What applying a landing zone and removing it have in common."""

from __future__ import annotations

import pytest
import zones
from builders import A
from zones import SPECS, ZONE, row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import specs
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import ordered
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.site import (
    Site,
    ZoneOutcome,
)

KEY = ("security_group", "web")


class Went(Site):
    went = False

    def go(self):
        self.went = True


# The run

def having(document, **more):
    """A run of a zone with these entries."""
    run = zones.run(**more)
    for entry in ordered(ZONE, document, run.specs):
        run.own.setdefault((entry.noun, entry.name), []).append(entry)
    return run


def test_the_zones_own_comes_first():
    run = having({"network": [{"name": "net"}]},
                 rows={"network": [row("n", "net"), row("o", "other")]})
    assert run.resolve("network", "net") == "n"
    run = having({"network": [{"name": "net"}]}, rows={"network": [row("o", "other")]})
    run.ids["network", "net"] = "mine"
    assert run.resolve("network", "net") == "mine" and run.resolve("network", "other") == "o"
    assert run.resolve("network", "net", attribute="name") == "net"


def test_of_several_the_one_that_is_meant():
    run = having({"network": [{"name": "a"}, {"name": "b"}],
                  "subnet": [{"name": "s", "network": "a"}, {"name": "s", "network": "b"}]})
    run.ids.update({("network", "a"): "na", ("network", "b"): "nb",
                    ("subnet", "s (network a)"): "sa", ("subnet", "s (network b)"): "sb"})
    assert [run.resolve("subnet", "s", network_id=key) for key in ("na", "nb")] == ["sa", "sb"]
    with pytest.raises(CloudError, match="there is no subnet 's' here"):
        run.resolve("subnet", "s", network_id="elsewhere")


def test_the_zones_own_of_several_kinds():
    run = having({"network": [{"name": "a"}, {"name": "b"}], "keypair": [{"name": "b"}]},
                 rows={"keypair": [{"id": "ka", "name": "a"}]})
    run.ids.update({("network", "a"): "na", ("network", "b"): "nb", ("keypair", "b"): "kb"})
    assert run.resolve(("keypair", "network"), "a") == "na"
    with pytest.raises(CloudError, match=r"a keypair \(kb\) and a network \(nb\) are named 'b'"):
        run.resolve(("keypair", "network"), "b")


def test_a_row_of_the_zones_own():
    run = having({"network": [{"name": "net"}]}, rows={"network": [row("n", "net")]})
    run.shelf(SPECS["network"]).held = []       # it was made since the list
    run.ids["network", "net"] = "net"
    assert run.row("network", "net") is None


def test_each_has_an_api_for_himself_and_all_share_the_lists():
    run = zones.run()
    run.shelf(SPECS["network"]).held = held = []
    one, other = run.api(SPECS["network"]), run.api(SPECS["network"])
    assert one is not other and one.held is other.held is held
    assert one.timeout == 5.0 and zones.run(wait=False).api(SPECS["network"]).timeout == 0.0


@pytest.mark.parametrize(("limited", "noun", "timeout"), [
    (False, "stack", 3600.0), (False, "network", 180.0), (True, "stack", 5.0)])
def test_how_long_a_kind_is_waited_for(limited, noun, timeout):
    assert zones.run(limited=limited).patient(specs.SPECS[noun]).timeout == timeout


@pytest.mark.parametrize(("check", "strict"), [(True, False), (False, True)])
def test_a_rehearsal_writes_nothing(check, strict):
    run = zones.run(check=check)
    run.ids["network", "net"] = "n"
    copy = run.rehearsal()
    assert (copy.check_mode, copy.strict) == (True, strict)
    copy.ids["network", "other"] = "o"
    copy.know("network", "x", None)
    assert run.ids == {("network", "net"): "n"} and run._ids == {}
    if strict:          # what is not there is an error, as it will be
        with pytest.raises(CloudError, match="there is no network 'y'"):
            copy.resolve("network", "y")
    else:
        assert copy.resolve("network", "y") == "y" and len(copy.warnings) == 1


# What is said

def test_outcome():
    outcome = ZoneOutcome()
    outcome.add(KEY, "g", "created", owned=False)
    outcome.show(KEY, {"before": {}, "after": {"name": "web"}})
    assert outcome.rows == [{"type": "security_group", "name": "web", "id": "g",
                             "action": "created", "owned": False}]
    assert outcome.diff == {"before": {}, "after": {"security group 'web'": {"name": "web"}}}


@pytest.mark.parametrize(("error", "key", "text"), [
    (CloudError("api", "oh", None, "listing"), None, "a: listing: oh"),
    (CloudError("api", "oh", None, "listing"), KEY, "a: security group 'web': listing: oh"),
    (CloudError("api", "oh"), KEY, "a: security group 'web': oh"),
    (CloudError("api", "no security group 'web'"), KEY, "a: no security group 'web'")])
def test_errors(error, key, text):
    site = Site(zones.run(), ZONE)
    site.failed(error, key)
    [found] = site.outcome.errors
    assert str(found).startswith(text) and found.target == A
    assert found.more == ({"type": KEY[0], "name": KEY[1]} if key else {})


def test_what_has_failed_is_left_out():
    site = Site(zones.run(), ZONE)

    def half(number):
        if number % 2:
            raise CloudError("api", f"odd {number}")
        return number // 2
    assert site.ask(half, [1, 2, 3, 4], lambda number: ("network", str(number))) == {2: 1, 4: 2}
    assert [error.more["name"] for error in site.outcome.errors] == ["1", "3"]


@pytest.mark.parametrize(("faults", "went"), [
    ({}, True), ({"login": CloudError("auth", "refused")}, False)])
def test_the_login_is_first(faults, went):
    site = Went(zones.run(faults=faults), ZONE)
    site.begin()
    assert site.went is went and len(site.outcome.errors) == (not went)


def test_warnings_are_those_of_the_run():
    run = zones.run()
    site = Site(run, ZONE)
    run.warnings.append("x")
    assert site.outcome.warnings == ["x"]
