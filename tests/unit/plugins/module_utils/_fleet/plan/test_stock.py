# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fleet has before and after a plan."""

from __future__ import annotations

import pytest
from builders import A, addresses, fleet, resolved, seat, server
from drifts import disk

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import stock
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.stock import Machine

SMALL = Machine(A, "small", 2, 1024, False)
LARGE = resolved(flavor_name="large", vcpus=4, ram=4096, floating="net-2")
MADE = Machine(A, "large", 4, 4096, True)


def there(**more):
    return server(1, flavor={"original_name": "small", "vcpus": 2, "ram": 1024}, **more)


def after(action, *changes, made=LARGE, one=None, volumes=(), **options):
    step = Step(action, seat(1), "web-1", A, "", one, changes, resolved=made)
    before, found = stock.of(fleet(1, **options), Plan((step,), {}), {A: volumes},
                             lambda step: step.resolved)
    assert before.machines == ((SMALL._replace(floating=bool(one.floating_ip)),) if one else ())
    assert [disk.size for disk in before.disks] == [row.size for row in volumes]
    return found


@pytest.mark.parametrize(("action", "changes", "machines"), [
    ("keep", (), [SMALL]), ("update", ("tags",), [SMALL]), ("delete", (), []),
    ("replace", (), [MADE]), ("resize", ("flavor",), [MADE._replace(floating=False)]),
    ("update", ("auto_ip",), [SMALL._replace(floating=True)]),
    ("update", ("floating_ip",), [SMALL._replace(floating=True)]),
])
def test_servers_that_are_there(action, changes, machines):
    assert [*after(action, *changes, one=there()).machines] == machines


def test_servers_that_are_not():
    assert after("create").machines == (MADE,)
    assert after("create", made=None).machines == ()


def test_a_floating_ip_that_goes():
    one = there(addresses=addresses(floating="192.0.2.1"))
    assert after("keep", one=one).machines[0].floating
    assert not after("update", "auto_ip", made=resolved(), one=one).machines[0].floating


DATA = {"data_volumes": [{"name": "data", "size": 10}]}


@pytest.mark.parametrize(("action", "one", "volumes", "options", "sizes"), [
    ("keep", there(), [disk("data")], DATA, [10]),
    ("delete", there(), [disk("data")], DATA, []),
    ("create", None, [], DATA, [10]),
    ("create", None, [disk("data", servers=())], DATA, [10]),
    ("create", None, [], {"boot_from_volume": True, "volume_size": 5}, [5]),
])
def test_volumes(action, one, volumes, options, sizes):
    assert [row.size for row in after(action, one=one, volumes=volumes, **options).disks] == sizes
