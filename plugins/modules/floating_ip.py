#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: floating_ip
short_description: Manage floating IPs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, attaches, detaches and deletes floating IPs of servers and ports, and creates
    unattached ones.
  - A new floating IP is created on its port in one call. A server that already has one, from
    the network if that is given, is left as it is.
  - A floating IP on another server or port is never moved from there.
  - The module returns as soon as Neutron has it. Nova lists the new address a little later.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  server:
    description:
      - The server that the floating IP is on, by name or id.
      - If several of its ports have IPv4 addresses, the one in the network which C(networks) in
        C(clouds.yaml) calls C(nat_destination) is taken, or the one from which a router leads to
        the external network; else O(nat_destination) or O(fixed_address) has to say which.
    type: str
  port:
    description: The port that the floating IP is on, by name or id, instead of O(server).
    type: str
  nat_destination:
    description: The network, by name or id, in which the port of O(server) or with
      O(fixed_address) is.
    type: str
    aliases: [fixed_network, internal_network]
  fixed_address:
    description: The address of the server or port that the floating IP stands for. Without it,
      Neutron takes the first one of the port.
    type: str
    aliases: [fixed_ip_address]
  network:
    description:
      - The external network that the floating IP comes from, by name or id. It cannot be changed.
      - Without it, a new one comes from the network which C(networks) in C(clouds.yaml) calls
        C(nat_source), else from the only external network, or of several from that which a router
        leads to from the network of the port.
    type: str
  floating_ip_address:
    description:
      - The floating IP itself. It is looked for in the project of the login alone, also with the
        account of an administrator.
      - If it is on no port, it is put where the other options say; if it is on another port, that
        is an error.
      - If the project does not have it, it is made with this address, which most clouds let only
        administrators do.
    type: str
  reuse:
    description:
      - Whether a free floating IP of the project may be taken, before a new one is made.
      - Free is one that is on no port, that no port forwarding uses, and that has neither a
        description nor tags, by which others mark theirs.
      - Two tasks at the same time do not end up with the same one; one of them fails, and can be
        run again.
    type: bool
    default: false
  purge:
    description:
      - Whether O(state=absent) deletes the floating IP. Otherwise it is taken off its port, and the
        project keeps it.
    type: bool
    default: false
  state:
    description:
      - With V(present), and none of O(server), O(port), O(fixed_address) and
        O(floating_ip_address), the project has a free floating IP from O(network), as O(reuse) says
        what is free.
      - With V(absent), O(floating_ip_address) says which one, or O(server) or O(port), if there is
        only one. An address that is not on the server or port which is named is left alone, and an
        error if it were to be deleted.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.floating_ip_info
  - module: multicloud.openstack.port_forwarding
"""

EXAMPLES = r"""
- name: A floating IP for a server
  multicloud.openstack.floating_ip:
    cloud: alpha
    server: web1
  register: made

- name: From this network, for one of its addresses
  multicloud.openstack.floating_ip:
    cloud: alpha
    server: web1
    network: public
    nat_destination: private

- name: An address for later
  multicloud.openstack.floating_ip:
    cloud: alpha
    network: public
  register: later

- name: One that the project has, if there is one, for a port
  multicloud.openstack.floating_ip:
    cloud: alpha
    port: virtual-address
    network: public
    reuse: true

- name: Take an address off its server
  multicloud.openstack.floating_ip:
    cloud: alpha
    floating_ip_address: "{{ made.floating_ip.floating_ip_address }}"
    state: absent

- name: Delete both
  multicloud.openstack.floating_ip:
    cloud: alpha
    floating_ip_address: "{{ item }}"
    state: absent
    purge: true
  loop:
    - "{{ made.floating_ip.floating_ip_address }}"
    - "{{ later.floating_ip.floating_ip_address }}"
"""

RETURN = r"""
id:
  description: The id of the floating IP.
  returned: success, if it is there
  type: str
floating_ip:
  description: The floating IP, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    id:
      description: The id of the floating IP.
      type: str
    created_at:
      description: When it was made.
      type: str
    description:
      description: A text about it.
      type: str
    dns_domain:
      description: The DNS domain of its name.
      type: str
    dns_name:
      description: Its DNS name.
      type: str
    fixed_ip_address:
      description: The address that it stands for.
      type: str
    floating_ip_address:
      description: The address itself.
      type: str
      sample: 203.0.113.7
    floating_network_id:
      description: The network that it comes from.
      type: str
    name:
      description: The address itself.
      type: str
    port_details:
      description: The port that it is on, where the cloud has C(fip-port-details).
      type: dict
    port_id:
      description: The id of the port that it is on.
      type: str
    project_id:
      description: The project that it belongs to.
      type: str
    qos_policy_id:
      description: Its QoS policy.
      type: str
    revision_number:
      description: How often it was changed.
      type: int
    router_id:
      description: The router that translates the address.
      type: str
    status:
      description: The status of the floating IP.
      type: str
      sample: ACTIVE
    subnet_id:
      description: The subnet that it comes from.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was changed.
      type: str
"""

from ..module_utils._resource.module import STATE, WAIT, run_module
from ..module_utils._resource.specs.addresses import FLOATING_IP, floating_ip


def main() -> None:
    run_module({**WAIT, **STATE, **FLOATING_IP.arguments()}, floating_ip,
               **FLOATING_IP.constraints)


if __name__ == "__main__":
    main()
