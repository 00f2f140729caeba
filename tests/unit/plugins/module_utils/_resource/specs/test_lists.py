# SPDX-License-Identifier: GPL-3.0-or-later
"""What info modules list of what has no name, or is in something else, from a service's answers."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace

import pytest
from keystoneauth1.adapter import Adapter

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    access,
    accounts,
    bgp,
    dns,
    listener,
    load_balancer,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

USER = {"id": "u-1", "name": "kim"}
NAMED = {"id": "north:1", "address": "192.0.2.1", "ptrdname": "web.example.org."}
OFFER = {"id": "t-1", "zone_id": "z-1", "key": "secret", "status": "ACTIVE"}


class Service(Adapter):
    """Answers each path with the body that is given."""

    def __init__(self, bodies):
        super().__init__(None)
        self.bodies = bodies

    def get(self, url, **_more):
        body = self.bodies.get(url)
        return SimpleNamespace(
            status_code=200 if body is not None else 404, headers={}, links={}, url=url,
            reason="Not Found", content=b"", json=lambda: deepcopy(body) or {})

    def _get_connection(self):
        return None


class Known(Task):
    """Each name is an id."""

    def resolve(self, noun, desired, *, attribute="id", **query):
        return desired


def task(path, body):
    service = Service({path: body})
    return Known(SimpleNamespace(
        target=None, adapter=lambda *_what: service, project_id=lambda: "p-1",
        get=lambda _service, where, _action: {f"/{path}": body}[where],
        guarded=lambda _action, call, *_more: call()), SPECS)


def listed(info, path, body, **options):
    return listing(task(path, body), info, options)[info.plural]


@pytest.mark.parametrize(("info", "options", "path", "body", "expected"), [
    (accounts.MEMBERS, {"group": "g"}, "/groups/g/users", {"users": [USER]}, [USER]),
    (access.FLAVOR_ACCESSES, {"name": "f"}, "/flavors/f/os-flavor-access",
     {"flavor_access": [{"flavor_id": "f", "tenant_id": "p-1"}]}, [{"project_id": "p-1"}]),
    # a public one
    (access.FLAVOR_ACCESSES, {"name": "f"}, "/", {}, []),
    (bgp.NETWORK_ASSOCIATIONS, {"bgpvpn": "v", "network": "n-1"},
     "/bgpvpn/bgpvpns/v/network_associations",
     {"network_associations": [{"id": "a", "network_id": "n-1"}, {"id": "b", "network_id": "n"}]},
     [{"id": "a", "network_id": "n-1"}]),
    (bgp.ROUTER_ASSOCIATIONS, {"bgpvpn": "v"}, "/bgpvpn/bgpvpns/v/router_associations",
     {"router_associations": [{"id": "a", "router_id": "r-1"}]}, [{"router_id": "r-1"}]),
    (dns.PTRS, {}, "/reverse/floatingips", {"floatingips": [
        NAMED, {**NAMED, "id": "north:2", "ptrdname": None}]}, [NAMED]),
    (dns.PTRS, {"floating_ip": "192.0.2.2"}, "/reverse/floatingips", {"floatingips": [NAMED]}, []),
    (dns.ZONE_TRANSFERS, {"zone": "z-1"}, "/zones/tasks/transfer_requests",
     {"transfer_requests": [OFFER, {**OFFER, "zone_id": "z-2"}]}, [{"id": "t-1"}]),
    (listener.L7_RULES, {"l7policy": "l"}, "/lbaas/l7policies/l/rules",
     {"rules": [{"id": "r", "type": "PATH", "value": "/a"}]},
     [{"id": "r", "type": "PATH", "rule_value": "/a"}]),
    (load_balancer.LB_FLAVOR_PROFILES, {}, "/lbaas/flavorprofiles",
     {"flavorprofiles": [{"id": "f", "provider_name": "amphora"}]},
     [{"id": "f", "provider_name": "amphora"}])])
def test_a_list(info, options, path, body, expected):
    rows = listed(info, path, body, **options)
    assert [one.items() <= row.items() for row, one in zip(rows, expected, strict=True)] == [
        True] * len(expected)


def test_no_list_shows_a_secret():
    [row] = listed(dns.ZONE_TRANSFERS, "/zones/tasks/transfer_requests",
                   {"transfer_requests": [OFFER]})
    assert "secret" not in str(row)
    [row] = listed(accounts.MEMBERS, "/groups/g/users", {"users": [USER]}, group="g")
    assert "password" not in row


@pytest.mark.parametrize(("options", "project"), [({}, "p-1"), ({"project": "shop"}, "shop")])
def test_the_quota_of_a_project(options, project):
    found = dns.dns_quota(task(f"quotas/{project}", {"zones": 10}), options)
    assert (found["changed"], found["dns_quota"]["zones"]) == (False, 10)
