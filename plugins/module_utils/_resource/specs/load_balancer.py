# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Octavia's load balancers: alone, or with all that is in them; and their flavors."""
from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..api import Api
from ..engine import ensure
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..tree import PURGE, Branch, Tree
from .addresses import FLOATING_IP
from .listener import LISTENER
from .network import PROJECT, plain
from .pool import LB, POOL, TAGS, UP

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource


def _cascading(kind: Any) -> Any:
    """openstacksdk deletes only what has nothing in it."""
    class Cascading(kind):
        """Takes its listeners and pools along."""

        def delete(self, session: Adapter, *_more: Any, **_options: Any) -> None:
            """One request."""
            from openstack.exceptions import raise_from_response
            raise_from_response(session.delete(f"{self.base_path}/{self.id}",
                                               params={"cascade": True}))
    return Cascading


class Outside(Aspect):
    """The floating IP of its address."""

    fields = {
        "assign_floating_ip": Field("bool", option={"aliases": ["auto_public_ip"]}),
        "delete_floating_ip": Field("bool", option={"aliases": ["delete_public_ip"]}),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """True of what is as it is desired."""
        return {name: api.given[name] and not self._change(api, resource, check_mode=True)
                for name in self.fields if name in api.given}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Assigns or deletes it."""
        if any(after for _before, after in changes.values()):
            self._change(api, resource)

    def release(self, api: Api, resource: Resource) -> None:
        """Only if that is asked for."""
        if api.given.get("delete_floating_ip"):
            self._change(api, resource)

    @staticmethod
    def _change(api: Api, resource: Resource, check_mode: bool = False) -> bool:
        state = "absent" if api.given.get("delete_floating_ip") else "present"
        return bool(ensure(replace(api.task, check_mode=check_mode), FLOATING_IP, {
            "port": resource.vip_port_id, "state": state,
            "floating_ip_address": api.given.get("floating_ip_address"),
            "network": api.given.get("floating_ip_network")})["changed"])


PARTS = Tree(
    at_creation=True,
    pools=Branch(POOL, "loadbalancer", outside=("listener",)),
    listeners=Branch(LISTENER, "load_balancer", inner={"default_pool": "default_pool"}))

LOAD_BALANCER = Spec(
    noun="load_balancer", sdk="load_balancer.v2.load_balancer.LoadBalancer", kind=_cascading,
    scope=("project",), create=PARTS.whole, **LB,
    fields={
        "availability_zone": Field(**FORBID),
        "description": Field(),
        "flavor": Field(attr="flavor_id", ref="lb_flavor", **FORBID),
        "is_admin_state_up": UP,
        "project": PROJECT,
        "provider": Field(**FORBID),
        "tags": TAGS,
        "vip_address": Field(send=plain, **FORBID),
        "vip_network": Field(attr="vip_network_id", ref="network", **FORBID),
        "vip_port": Field(attr="vip_port_id", ref="port", **FORBID),
        "vip_subnet": Field(attr="vip_subnet_id", ref="subnet",
                            within={"network_id": "vip_network"}, **FORBID),
    },
    aspects=(PARTS, Outside()),
    needs=(("vip_network", "vip_subnet", "vip_port"),),
    only_prepare={
        **PURGE,
        "floating_ip_address": {"aliases": ["public_ip_address"]},
        "floating_ip_network": {"aliases": ["public_network"]},
    },
    constraints={"mutually_exclusive": [("assign_floating_ip", "delete_floating_ip")]},
)

LB_FLAVOR_PROFILE = Spec(
    noun="lb_flavor_profile", service="load-balancer", role="load-balancer_admin",
    sdk="load_balancer.v2.flavor_profile.FlavorProfile",
    fields={
        "flavor_data": Field("dict", send=lambda given, _resolve: json.dumps(given),
                             compare=lambda before, after: json.loads(before) == json.loads(after)),
        "provider_name": Field(option={"aliases": ["provider"]}),
    },
    needs=(("flavor_data",), ("provider_name",)),
)
LB_FLAVOR = Spec(
    noun="lb_flavor", service="load-balancer", role="load-balancer_admin",
    sdk="load_balancer.v2.flavor.Flavor",
    fields={
        "description": Field(),
        "flavor_profile": Field(attr="flavor_profile_id", ref="lb_flavor_profile", **FORBID),
        "is_enabled": Field("bool", option={"aliases": ["enabled"]}),
    },
    needs=(("flavor_profile",),),
)

LOAD_BALANCERS = Info(LOAD_BALANCER, "load_balancers", filters={
    "project": Field(attr="project_id", ref="project"),
    "vip_address": Field(send=plain),
    "vip_subnet": Field(attr="vip_subnet_id", ref="subnet")})
LB_FLAVORS = Info(LB_FLAVOR, "flavors")
LB_FLAVOR_PROFILES = Info(LB_FLAVOR_PROFILE, "flavor_profiles")

SPECS = (LOAD_BALANCER, LB_FLAVOR, LB_FLAVOR_PROFILE)
