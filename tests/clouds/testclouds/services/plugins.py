# SPDX-License-Identifier: GPL-3.0-or-later
"""What neutron has on request: VPNs, firewalls, BGP VPNs and dynamic routing; and, beside
designate, records in it for the ports and floating IPs of networks with a domain.

They have no process of their own, and no agents: their drivers (vpnaas.py, fwaas.py) say what
those would.
"""
from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from testclouds.config import Region


class Plugin(NamedTuple):
    name: str                   # for neutron
    project: str
    tables: str                 # the module that knows them
    driver: str = ''
    router: bool = True         # whether it needs one


PLUGINS = dict(
    vpnaas=Plugin('vpnaas', 'neutron-vpnaas', 'neutron_vpnaas.db.models.head',
                  'VPN:testclouds:testclouds.services.vpnaas.VPNDriver:default'),
    fwaas=Plugin('firewall_v2', 'neutron-fwaas',
                 'neutron_fwaas.db.firewall.v2.firewall_db_v2',     # head has the old ones only
                 'FIREWALL_V2:testclouds:testclouds.services.fwaas.FirewallDriver:default'),
    bgpvpn=Plugin('bgpvpn', 'networking-bgpvpn', 'networking_bgpvpn.neutron.db.head',
                  'BGPVPN:testclouds:networking_bgpvpn.neutron.services.service_drivers.driver_api'
                  '.BGPVPNDriver:default'),
    bgp=Plugin('bgp', 'neutron-dynamic-routing',
               'neutron_dynamic_routing.db.migration.models.head', router=False))


def extend(r: Region, sections: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """neutron.conf of a region, with what was chosen."""
    more, routed = r.region.get('more', ()), r.kind == 'floating'
    chosen = [PLUGINS[name] for name in more if name in PLUGINS
              and (routed or not PLUGINS[name].router)]
    default = dict(sections['DEFAULT'], service_plugins=','.join(
        [sections['DEFAULT']['service_plugins'], *(plugin.name for plugin in chosen)]))
    result = dict(sections, DEFAULT=default)
    drivers = [plugin.driver for plugin in chosen if plugin.driver]
    if drivers:         # an option that may be there several times
        result['service_providers'] = dict(
            service_provider='\nservice_provider = '.join(drivers))
    if 'designate' in more and routed:
        default['external_dns_driver'] = 'designate'
        result['designate'] = r.client('neutron', url=r.url('designate') + '/v2',
                                       allow_reverse_dns_lookup=False)
    return result


def migrate(root: str) -> None:
    """neutron's tables, and those of the plugin after which root is called."""
    from neutron.db.migration.models import head

    from testclouds import migrate
    plugin = PLUGINS[os.path.basename(root)]
    importlib.import_module(plugin.tables)
    migrate.of_models(root, 'neutron', head.get_metadata())
    migrate.tool('neutron-db-manage', '--subproject', plugin.project, '--config-file',
                 f'{root}/etc/neutron.conf', 'stamp', 'heads')
