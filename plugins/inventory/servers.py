# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: servers
short_description: Every server of every OpenStack cloud as a host
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Makes a host of every server on every cloud of C(clouds.yaml), in each of its regions.
  - All clouds are listed at the same time, so that it takes as long as the slowest of them. One
    that is silent for O(api_timeout) is given up.
  - Names, metadata and whatever else comes from a cloud are text that others wrote. They are never
    taken for templates, and names of hosts consist of letters, digits, V(_), V(.) and V(-) only.
notes:
  - A host has the name of its server where no other server has it. Servers with the same name are
    called C(NAME.CLOUD.REGION), as in C(web-1.alpha.RegionOne), and with the first eight letters of
    their id behind it where even that is not enough. So is a server with the name of a group, of a
    target, of V(localhost), or of another host that was made of a server.
  - Characters of a server's name that a host's name may not have are replaced with V(_). The
    server's own name is C(server.name).
  - Each host has the variables C(ansible_host), C(cloud), C(region_name), and C(server). The latter
    is a dictionary with the C(id), C(name), C(cloud), C(region_name), C(status), C(address),
    C(addresses), C(image_id), C(flavor), C(key_name), C(availability_zone), C(created),
    C(security_groups), C(metadata), C(tags) and C(fault) of the server, as
    M(multicloud.openstack.fleet) returns them.
  - C(ansible_host) is the server's floating IP, else its first fixed address, IPv4 before IPv6.
    A server without an address has the C(ansible_host) V(no-address.invalid), for Ansible would
    try to connect to the host's name otherwise; its C(server.address) is V(null).
  - The groups are C(servers) with all of them, C(cloud_CLOUD), C(region_REGION) and C(fleet_FLEET).
    Characters that a group's name may not have are replaced with V(_).
  - C(ansible-inventory --list) shows text that is not to be a template as a dictionary with the key
    C(__ansible_unsafe). On ansible-core 2.18 that is text with one of the characters V({), V(}),
    V(%) and V(#), on later versions all text of this plugin.
extends_documentation_fragment:
  - constructed
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.inventory
options:
  plugin:
    description: Tells that the file is meant for this plugin.
    required: true
    choices: [multicloud.openstack.servers]
  fleet:
    description:
      - The servers of this fleet only, as M(multicloud.openstack.fleet) made them.
    type: str
seealso:
  - plugin: multicloud.openstack.targets
    plugin_type: inventory
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
# servers.yml: all servers of all clouds of the clouds.yaml that openstacksdk finds
---
plugin: multicloud.openstack.servers

---
# One fleet, the user to log in as by image, and groups by status and by a key of the metadata
plugin: multicloud.openstack.servers
fleet: ci
api_timeout: 10
compose:
  ansible_user: "'debian' if server.flavor == 's1-2' else 'cloud-user'"
keyed_groups:
  - prefix: status
    key: server.status | lower
  - prefix: role
    key: server.metadata.role
groups:
  reachable: server.address is not none
"""

from ..module_utils.cloud.errors import CloudError
from ..module_utils.fleet import mark, observe, refuse, spec
from ..module_utils.fleet.hosts import SERVERS, groups, of_servers, of_targets
from ..plugin_utils.inventory import CloudInventory


class InventoryModule(CloudInventory):
    """Every server as a host."""

    NAME, GROUP = "multicloud.openstack.servers", SERVERS

    def hosts(self):
        selection = self.select()
        servers = self._servers(selection)
        taken = self.taken({group for server in servers for group in groups(server)})
        taken.update(host.name for host in of_targets(selection.targets))
        return of_servers(servers, {**self._known(), **dict.fromkeys(taken, "")})

    def _servers(self, selection):
        """Of all targets that answer."""
        fleet, servers = self.get_option("fleet"), []
        if fleet is not None:
            refuse.checked(spec.Fleet(fleet, {}), "absent")     # Refused if none can be called so
        found = selection.ask(lambda connection: observe.servers(connection, fleet))
        for rows in found.values():
            if isinstance(rows, CloudError):
                self.warn(rows)
            else:
                servers += rows
        # a cloud may have ignored the tag, and anybody may have set it
        return [server for server in servers if fleet in (None, mark.fleet_of(server))]

    def _known(self):
        """{name: server id} of the hosts that another file of this plugin made."""
        rows = {name: host.vars.get("server") for name, host in self.inventory.hosts.items()}
        return {name: row["id"] for name, row in rows.items()
                if isinstance(row, dict) and "id" in row}
