# SPDX-License-Identifier: GPL-3.0-or-later
"""VPNs without agents: neutron hears at once what one would report."""
from __future__ import annotations

from typing import Any

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
