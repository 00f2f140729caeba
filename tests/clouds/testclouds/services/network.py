# SPDX-License-Identifier: GPL-3.0-or-later
"""neutron without agents: ports are bound and ACTIVE at once, floating IPs as well."""
from __future__ import annotations

import netaddr
from neutron.db import securitygroups_db
from neutron.plugins.ml2 import ovo_rpc
from neutron.services.l3_router import l3_router_plugin
from neutron.services.trunk.drivers import base as trunk
from neutron_lib import constants
from neutron_lib.api.definitions import portbindings
from neutron_lib.plugins.ml2 import api

from testclouds.guests import records
from testclouds.services import firewall


class TrunkDriver(trunk.DriverBase):
    """Trunks are recorded, and ACTIVE."""

    is_loaded = True


class MechanismDriver(api.MechanismDriver):
    """Binds every port on every host at once, and says that it is ACTIVE."""

    connectivity = portbindings.CONNECTIVITY_L2

    def initialize(self):
        TrunkDriver('testclouds', ('ovs',), ('vlan',), can_trunk_bound_port=True)

    def bind_port(self, context):
        for segment in context.segments_to_bind:
            context.set_binding(segment[api.ID], portbindings.VIF_TYPE_OVS,
                                {portbindings.CAP_PORT_FILTER: True},
                                status=constants.PORT_STATUS_ACTIVE)
            return


def patch():
    """Before the server is booted."""
    allow_loopback()
    if not hasattr(securitygroups_db, 'sg_default_rules_obj'):
        let_in()
    report_floatingips()
    tell_no_agents()
    firewall.subscribe()


def allow_loopback():
    """The servers' addresses are in 127.0.0.0/8, where any process may bind any address.
    neutron finds such subnets not routable, with or without DHCP.
    """
    netaddr.IPNetwork.is_loopback = lambda self: False


def let_in():
    """Before 2023.2 a provider could not say what groups start with, which seed.py does: all TCP
    is let in by the groups called default.
    """
    mixin = securitygroups_db.SecurityGroupDbMixin
    create = mixin.create_security_group

    def create_security_group(self, context, security_group, default_sg=False):
        group = create(self, context, security_group, default_sg)
        if default_sg and not any(rule['protocol'] for rule in group['security_group_rules']):
            for version in ('IPv4', 'IPv6'):
                group['security_group_rules'].append(self.create_security_group_rule(
                    context.elevated(), dict(security_group_rule=dict(
                        security_group_id=group['id'], tenant_id=group['tenant_id'],
                        direction='ingress', ethertype=version, protocol='tcp', description='',
                        port_range_min=None, port_range_max=None, remote_ip_prefix=None,
                        remote_group_id=None, remote_address_group_id=None))))
        return group

    mixin.create_security_group = create_security_group


def tell_no_agents():
    """Every change of every object is loaded again to be pushed to agents; there are none."""
    ovo_rpc.OVOServerRpcInterface._setup_change_handlers = lambda self: setattr(
        self, '_resource_handlers', {})


def report_floatingips():
    """Floating IPs get the status that an L3 agent would report.

    A patch, not a subclass: port_forwarding requires the plugin named "router", and two L3
    plugins in one server subscribe everything twice.
    """
    plugin = l3_router_plugin.L3RouterPlugin
    create, update, delete, disassociate = (
        plugin.create_floatingip, plugin.update_floatingip, plugin.delete_floatingip,
        plugin.disassociate_floatingips)

    def delete_floatingip(self, context, floatingip_id):
        address = self.get_floatingip(context, floatingip_id)['floating_ip_address']
        delete(self, context, floatingip_id)
        records.floating(address, None)

    def disassociate_floatingips(self, context, port_id, **kwargs):     # the port is being deleted
        admin = context.elevated()
        floatingips = self.get_floatingips(admin, filters={'port_id': [port_id]})
        result = disassociate(self, context, port_id, **kwargs)
        for floatingip in floatingips:
            report(self, admin, dict(floatingip, port_id=None))
        return result

    plugin.delete_floatingip = delete_floatingip
    plugin.disassociate_floatingips = disassociate_floatingips
    plugin.create_floatingip = lambda self, context, floatingip: report(
        self, context, create(self, context, floatingip))
    plugin.update_floatingip = lambda self, context, floatingip_id, floatingip: report(
        self, context, update(self, context, floatingip_id, floatingip))


def report(plugin, context, floatingip):
    status = (constants.FLOATINGIP_STATUS_ACTIVE if floatingip['port_id']
              else constants.FLOATINGIP_STATUS_DOWN)
    if floatingip['status'] != status:
        plugin.update_floatingip_status(context.elevated(), floatingip['id'], status)
        floatingip['status'] = status
    records.floating(floatingip['floating_ip_address'], floatingip['port_id'])
    return floatingip
