# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """What modules have in common that follow a fleet; `follow.state` for those that change
    something."""

    DOCUMENTATION = r"""
options:
  name:
    description: Name of the fleet, see M(multicloud.openstack.fleet).
    type: str
    required: true
  group:
    description:
      - Only servers of this group of the fleet.
      - Defaults to all servers.
    type: str
  addresses:
    description:
      - Addresses of a server in order of preference. A server without a match is not ready.
      - Each entry is a dictionary with some of the keys C(network) (a name, or a pattern as in
        V(mgmt-*)), C(type) (V(floating), V(fixed), V(public) or V(private)) and C(ip_version) (V(4)
        or V(6)). A floating IP is public, and so is a fixed address that is public on the Internet.
        An entry without a key matches any address.
      - Among the addresses that match an entry, floating IPs come before fixed addresses, and IPv4
        before IPv6.
      - Defaults to fixed addresses for members of a load balancer, and to any address otherwise.
    type: list
    elements: dict
  port:
    description:
      - A TCP port, V(1) to V(65535), that must respond to this host. A server whose port does not
        respond in three attempts is not ready.
      - It is tried at the C(address) that M(multicloud.openstack.fleet) returns for the server,
        whatever O(addresses) prefers. This is its floating IP, or else a fixed address, which this
        host may not reach if the server is behind a bastion.
      - By default, no connection to a server is opened.
    type: int
"""

    STATE = r"""
options:
  timeout:
    description:
      - Timeout in seconds for each change, including the time that the cloud is busy with others.
      - It also limits the time for all responses of a target.
    type: float
    default: 300.0
notes:
  - A server is ready if its status is C(ACTIVE), it has a matching address, its O(port) responds,
    and it was not taken out of service.
  - What a task without O(group) has created for the servers of a group is taken over by the first
    task for this group. What it has created for servers of other groups is removed.
  - To take a server out of service, set C(multicloud_out) in its metadata, to any value, for
    example with M(multicloud.openstack.server_metadata), and run the module again. To put it back,
    delete this key.
seealso:
  - module: multicloud.openstack.fleet
  - module: multicloud.openstack.fleet_endpoints_info
"""
