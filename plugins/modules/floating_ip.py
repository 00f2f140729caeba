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
  - A new floating IP is created and attached in one request. A server that already has one, from
    O(network) if set, keeps it.
  - A floating IP that is attached to another server or port is never moved.
  - The module returns as soon as Neutron has the floating IP. Nova lists the new address a little
    later.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  description:
    description: Description of the floating IP. One that has a description is never a free one that
      is used for another server or port.
    type: str
  server:
    description:
      - Name or id of the server that the floating IP is attached to. Mutually exclusive with
        O(port).
      - If several of its ports have IPv4 addresses, the port on the network with C(nat_destination)
        in C(networks) of C(clouds.yaml) is used, or the port that a router connects to the external
        network. Otherwise, set O(nat_destination) or O(fixed_address).
    type: str
  port:
    description: Name or id of the port that the floating IP is attached to. Mutually exclusive with
      O(server).
    type: str
  nat_destination:
    description: Name or id of the internal network, to select the port of O(server) or the one with
      O(fixed_address).
    type: str
    aliases: [fixed_network, internal_network]
  fixed_address:
    description: Address of the server or port that the floating IP maps to. By default, Neutron
      takes the first address of the port.
    type: str
    aliases: [fixed_ip_address]
  network:
    description:
      - Name or id of the external network of the floating IP. Cannot be changed.
      - For a new floating IP, defaults to the network with C(nat_source) in C(networks) of
        C(clouds.yaml), otherwise to the only external network, or, if there are several, to the one
        that a router connects to the network of the port.
    type: str
  dns_domain:
    description: Domain of O(dns_name), with a dot at its end. Cannot be changed.
    type: str
  dns_name:
    description:
      - Host name of the floating IP. With O(dns_domain), Neutron publishes it in Designate, where
        it is set up for that. Cannot be changed.
      - A free floating IP is used only if it has the same name and domain, or none if you set
        none.
    type: str
  floating_ip_address:
    description:
      - Address of the floating IP. It is looked up in the project of the login only, also with an
        administrator account.
      - If the floating IP is unattached, it is attached as the other options say. The module fails
        if it is attached to another port.
      - If the project does not have the floating IP, it is created with this address, which most
        clouds allow only to administrators.
    type: str
  reuse:
    description:
      - Whether to use a free floating IP of the project before creating a new one.
      - A floating IP is free if it is unattached, has no port forwardings, and has neither a
        description nor tags, which others may use to mark theirs.
      - Concurrent tasks never get the same floating IP. One of them fails, and can be run again.
    type: bool
    default: false
  purge:
    description:
      - Whether O(state=absent) deletes the floating IP. Otherwise it is only detached, and the
        project keeps it.
    type: bool
    default: false
  state:
    description:
      - V(present) creates or attaches the floating IP. Without O(server), O(port),
        O(fixed_address) and O(floating_ip_address), it only creates one from O(network), unless
        the project has one that is free in the sense of O(reuse).
      - V(absent) detaches or deletes the floating IP with O(floating_ip_address), or the only one
        of O(server) or O(port). An address that is attached to another server or port than these
        is not changed, and with O(purge=true) the module fails.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.floating_ip_info
  - module: multicloud.openstack.port_forwarding
"""

EXAMPLES = r"""
- name: Attach a floating IP to a server
  multicloud.openstack.floating_ip:
    cloud: alpha
    server: web1
  register: made

- name: Choose the external and the internal network
  multicloud.openstack.floating_ip:
    cloud: alpha
    server: web1
    network: public
    nat_destination: private

- name: Create an unattached floating IP
  multicloud.openstack.floating_ip:
    cloud: alpha
    network: public
  register: later

- name: Attach a free floating IP of the project, or a new one, to a port
  multicloud.openstack.floating_ip:
    cloud: alpha
    port: virtual-address
    network: public
    reuse: true

- name: Detach a floating IP from its server
  multicloud.openstack.floating_ip:
    cloud: alpha
    floating_ip_address: "{{ made.floating_ip.floating_ip_address }}"
    state: absent

- name: Delete both floating IPs
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
  returned: success, if it exists
  type: str
floating_ip:
  description: The floating IP, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the floating IP.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    dns_domain:
      description: The DNS domain of its name.
      type: str
    dns_name:
      description: Its DNS name.
      type: str
    fixed_ip_address:
      description: The address that it maps to.
      type: str
    floating_ip_address:
      description: Its address.
      type: str
      sample: 203.0.113.7
    floating_network_id:
      description: The id of its external network.
      type: str
    name:
      description: Its address.
      type: str
    port_details:
      description: The port that it is attached to, if the cloud has C(fip-port-details).
      type: dict
    port_id:
      description: The id of the port that it is attached to.
      type: str
    project_id:
      description: The id of the project that it belongs to.
      type: str
    qos_policy_id:
      description: The id of its QoS policy.
      type: str
    revision_number:
      description: Its revision, which increases with each change.
      type: int
    router_id:
      description: The id of the router that translates the address.
      type: str
    status:
      description: The status of the floating IP.
      type: str
      sample: ACTIVE
    subnet_id:
      description: The id of its subnet.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was last changed.
      type: str
"""

from ..module_utils._resource.module import STATE, WAIT, run_module
from ..module_utils._resource.specs.addresses import FLOATING_IP, floating_ip


def main() -> None:
    run_module({**WAIT, **STATE, **FLOATING_IP.arguments()}, floating_ip,
               **FLOATING_IP.constraints)


if __name__ == "__main__":
    main()
