# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fleet may take of a target, below the provider's quota."""

from __future__ import annotations

import pytest
from builders import A, addresses, fleet, server
from drifts import disk

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import validate
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.limits import Limits

SMALL = {"flavor": {"original_name": "small", "vcpus": 2, "ram": 512}}
NEEDS = {"instances": 1, "cores": 2, "ram": 512, "floating ips": 1, "ports": 1}


@pytest.mark.parametrize(("most", "servers", "volumes", "left"), [
    ({}, [server(1, **SMALL)], [], {}),
    ({"instances": 3, "cores": 5, "ram": 600}, [server(1, **SMALL)], [],
     {"limit of instances": 2, "limit of cores": 3, "limit of ram": 88}),
    ({"cores": 1}, [server(1, **SMALL)], [], {"limit of cores": -1}),
    ({"floating_ips": 2}, [server(1), server(2, addresses=addresses(floating="192.0.2.1"))], [],
     {"limit of floating ips": 1}),
    ({"volumes": 2, "gigabytes": 15}, [], [disk("data", 10)],
     {"limit of volumes": 1, "limit of gigabytes": 5}),
    ({"cores": 4}, [server(1)], [], {"limit of cores": 4}),
], ids=["none", "of-servers", "beyond", "of-floating-ips", "of-volumes", "an-old-nova"])
def test_what_is_left(most, servers, volumes, left):
    assert Limits.of({**most, "fleets": None}).left(servers, volumes) == left


def test_what_a_server_needs_of_them():
    assert Limits({"cores": 9, "floating_ips": 9, "volumes": 9}).needs(NEEDS) == {
        "limit of cores": 2, "limit of floating ips": 1, "limit of volumes": 0}


@pytest.mark.parametrize(("patterns", "name", "counts"), [
    ((), "web", True), ((), "ci-1", False), ((), None, False), (("ci-*",), "ci-1", True),
    (("ci-*",), "web", True), (("ci-*", "db"), "shop", False), (("*",), None, False)])
def test_which_fleets_count(patterns, name, counts):
    assert Limits({"cores": 1}, patterns).counts("web", name) is counts


@pytest.mark.parametrize(("limits", "sentence"), [
    ({"cores": -1}, "limits: a has cores of -1, less than 0."),
    ({"fleets": ["ci"]}, "limits: a has fleets, but no limit: set some of instances, cores, ram, "
                         "floating_ips, volumes, gigabytes.")])
def test_what_is_refused(limits, sentence):
    with pytest.raises(validate.Refused) as error:
        fleet(1, {A: {"limits": limits}})
    assert error.value.sentences == [sentence]
