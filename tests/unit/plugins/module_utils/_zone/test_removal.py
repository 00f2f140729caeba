# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes before what when a landing zone is removed, by the kinds that there are."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import named
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import references
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.removal import removal


def row(key, **more):
    return SimpleNamespace(id=key, **more)


def order(*rows):
    """(id, ids of those that it waits for) of each."""
    found = removal(list(rows), SPECS)
    done: set = set()
    for place, holders in found.items():
        assert holders <= done      # what waits for itself would wait for ever
        done.add(place)
    return [(rows[place][1].id, {rows[one][1].id for one in holders})
            for place, holders in found.items()]


@pytest.mark.parametrize(("before", "after"), [
    ("router", "subnet"), ("router", "network"), ("subnet", "network"),
    ("load_balancer", "subnet"), ("listener", "load_balancer"), ("pool", "load_balancer"),
    ("member", "pool"), ("health_monitor", "pool"), ("l7_policy", "pool"), ("recordset", "zone"),
    ("user", "project"), ("user", "domain"), ("project", "domain"), ("port", "network"),
    ("port", "security_group"), ("server", "network"), ("server", "keypair"),
    ("server", "volume"), ("server", "security_group"), ("stack", "stack"),
    ("ptr", "floating_ip"), ("share", "share_type"), ("volume", "volume_type"),
    ("subnet", "subnet_pool"), ("lb_flavor", "lb_flavor_profile"), ("network", "qos_policy"),
    ("network", "project"), ("object", "object_container"), ("application_credential", "role"),
])
@pytest.mark.parametrize("turn", [1, -1])
def test_what_can_refer_to_something_goes_first(before, after, turn):
    if before == after:
        assert order((before, row("a")), (after, row("b")))[1][1] == set()
        return
    rows = [(before, row("a")), (after, row("b"))]
    assert order(*rows[::turn]) == [("a", set()), ("b", {"a"})]


def test_by_others():
    assert order(("network", row("n")), ("router", row("r")), ("subnet", row("s"))) == [
        ("r", set()), ("s", {"r"}), ("n", {"r", "s"})]


@pytest.mark.parametrize("turn", [1, -1])
def test_what_a_network_is_of_use_with_goes_after_what_is_on_it(turn):
    """Neutron keeps a router that floating IPs need."""
    inside = [("network", row("n")), ("subnet", row("s")), ("router", row("r"))]
    for noun in ("server", "port", "floating_ip", "load_balancer"):
        assert order(*[*inside, (noun, row("x"))][::turn]) == [
            ("x", set()), ("r", {"x"}), ("s", {"x", "r"}), ("n", {"x", "r", "s"})]


@pytest.mark.parametrize("turn", [1, -1])
def test_where_each_can_refer_to_the_other_it_counts_what_does(turn):
    source = row("source", snapshot_id=None, source_volume_id=None)
    snapshot = row("snapshot", volume_id="source")
    copy = row("copy", snapshot_id="snapshot", source_volume_id=None)
    rows = [("volume", source), ("volume_snapshot", snapshot), ("volume", copy)]
    assert [key for key, _before in order(*rows[::turn])] == ["copy", "snapshot", "source"]


@pytest.mark.parametrize(("noun", "made"), [
    ("volume", {"volume_image_metadata": {"image_id": "i"}}), ("server", {"image": {"id": "i"}})])
def test_an_image_stays_as_long_as_what_is_made_of_it(noun, made):
    rows = [("image", row("i")), (noun, row("x", **made))]
    assert order(*rows) == order(*rows[::-1]) == [("x", set()), ("i", {"x"})]


def test_those_that_hold_on_to_each_other_are_all_removed():
    rows = [("pool", row("p", listeners=[{"id": "l"}], loadbalancers=[])),
            ("listener", row("l", default_pool_id="p", load_balancers=[]))]
    assert sorted(key for key, _before in order(*rows)) == ["l", "p"]


def test_nothing():
    assert removal([], SPECS) == {}


def _samples():
    """Options of all kinds, as the contract test has them."""
    folder = next(parent for parent in Path(__file__).parents if (parent / "contract").is_dir())
    sys.path.insert(0, str(folder / "contract"))
    try:
        from samples import SAMPLES
    finally:
        sys.path.pop(0)
    return SAMPLES


@pytest.mark.parametrize(("noun", "sample"), _samples().items())
def test_a_kind_says_all_that_its_options_refer_to(noun, sample):
    spec = SPECS[noun]
    own = {name: value for name, value in sample.create.items()
           if not re.search("filename|template", name)}
    named_by = {name: value for name, value in own.items()
                if spec.lookup or name in (spec.key, *spec.scope)}
    found = {other for options in (own, {**named_by, **sample.update})
             for other, _name in references(spec, options)}
    assert found <= named(spec.all_fields.values())
