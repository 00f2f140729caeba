# SPDX-License-Identifier: GPL-3.0-or-later
"""What neutron's plugins for VPNs and firewalls do here: they say what an agent would report."""
from __future__ import annotations

from typing import Any

from neutron_fwaas.services.firewall.service_drivers import driver_api
from neutron_lib import constants
from neutron_vpnaas.services.vpn.service_drivers import ipsec


class VPNDriver(ipsec.IPsecVPNDriver):
    """Services and connections are ACTIVE as soon as they are made or changed."""

    def create_vpnservice(self, context: Any, vpnservice: dict) -> None:
        super().create_vpnservice(context, vpnservice)
        self.report(context, vpnservice['id'])

    def update_vpnservice(self, context: Any, old: dict, vpnservice: dict) -> None:
        super().update_vpnservice(context, old, vpnservice)
        self.report(context, vpnservice['id'])

    def create_ipsec_site_connection(self, context: Any, connection: dict) -> None:
        super().create_ipsec_site_connection(context, connection)
        self.report(context, connection['vpnservice_id'])

    def update_ipsec_site_connection(self, context: Any, old: dict, connection: dict) -> None:
        super().update_ipsec_site_connection(context, old, connection)
        self.report(context, connection['vpnservice_id'])

    def report(self, context: Any, service_id: str) -> None:
        plugin = self.service_plugin
        service = plugin.get_vpnservice(context, service_id)
        connections = plugin.get_ipsec_site_connections(
            context, filters=dict(vpnservice_id=[service_id]))
        plugin.update_status_by_agent(context, [dict(
            said(service), id=service_id,
            ipsec_site_connections={entry['id']: said(entry) for entry in connections})])


def said(entry: dict) -> dict:
    return dict(status=constants.ACTIVE if entry['admin_state_up'] else constants.DOWN,
                updated_pending_status=True)


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
