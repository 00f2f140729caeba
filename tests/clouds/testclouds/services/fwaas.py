# SPDX-License-Identifier: GPL-3.0-or-later
"""Firewalls without agents: neutron hears at once what one would report."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neutron_fwaas.objects import firewall_v2
from neutron_fwaas.services.firewall import fwaas_plugin_v2
from neutron_fwaas.services.firewall.service_drivers import driver_api
from neutron_lib import constants

COUNTED = dict(groups='FirewallGroup', policies='FirewallPolicy', rules='FirewallRuleV2')


class FirewallDriver(driver_api.FirewallDriverDB):
    """Groups are ACTIVE if they have ports and a policy, else INACTIVE."""

    def is_supported_l2_port(self, port: Any) -> bool:
        return bool(port)

    def is_supported_l3_port(self, port: Any) -> bool:
        return True

    def create_firewall_group_precommit(self, context: Any, group: dict) -> None:
        settle(group)

    def update_firewall_group_precommit(self, context: Any, old: dict, new: dict) -> None:
        settle(new)


def settle(group: dict) -> None:
    policies = group.get('ingress_firewall_policy_id') or group.get('egress_firewall_policy_id')
    group['status'] = (constants.DOWN if not group.get('admin_state_up', True)
                       else constants.ACTIVE if group.get('ports') and policies
                       else constants.INACTIVE)


# A project's default group is made, in a transaction of its own, by whoever lists first.  If that
# is quota's or a create's transaction, sqlite waits for itself.

def counter(kind: Any) -> Callable[..., int]:
    """Counts for quotas; without it they list."""
    def count(self: Any, context: Any, filters: Any = None) -> int:
        return kind.count(context, project_id=filters['project_id'])
    return count


def listing_first(create: Callable[..., dict]) -> Callable[..., dict]:
    def create_firewall_group(self: Any, context: Any, firewall_group: dict) -> dict:
        self.get_firewall_groups(context, filters=dict(
            project_id=[firewall_group['firewall_group']['project_id']]))
        return create(self, context, firewall_group)
    return create_firewall_group


PLUGIN = fwaas_plugin_v2.FirewallPluginV2
PLUGIN.create_firewall_group = listing_first(PLUGIN.create_firewall_group)
for plural, name in COUNTED.items():
    setattr(PLUGIN, f'get_firewall_{plural}_count', counter(getattr(firewall_v2, name)))
