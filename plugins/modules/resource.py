#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: resource
short_description: Manage resources of any type that openstacksdk supports
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes resources of any type.
  - Use it for types without a dedicated module. A dedicated module takes names where this one takes
    ids, and can change more.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  service:
    description: Service, by the name of its package in openstacksdk, such as V(network),
      V(block_storage) or V(load_balancer).
    type: str
    required: true
  type:
    description: Type of the resource, by the name of its class in openstacksdk, in snake case, such
      as V(security_group_rule). V(ip) is a floating IP.
    type: str
    required: true
  attributes:
    description:
      - Desired attributes of the resource, with openstacksdk's names. Others are left unchanged.
      - The resource is found by its C(id) or C(name). Without them, it is the one that matches all
        attributes except O(updateable_attributes), lists, dictionaries and null.
      - Keys of a dictionary that you do not set are also left unchanged. A list is compared as a
        whole, but dictionaries in it may have more keys.
      - Null removes a value.
      - If the URL of a resource contains the id of another one, such as C(floatingip_id), that id
        is required as well.
    type: dict
    required: true
  updateable_attributes:
    description: Attributes to compare and update. Defaults to all. Others are only used when the
      resource is created.
    type: list
    elements: str
  non_updateable_attributes:
    description: Attributes not to compare or update, such as many of a server. They are only used
      when the resource is created.
    type: list
    elements: str
notes:
  - The module waits until the status of the resource no longer shows work in progress. A resource
    without a status is ready at once.
  - Attributes whose names suggest a secret are not in the diff, but the cloud may return them in
    the result.
  - Unlike the module of the same name in openstack.cloud, it waits unless O(wait=false).
seealso:
  - module: multicloud.openstack.resources_info
"""

EXAMPLES = r"""
- name: Create a network
  multicloud.openstack.resource:
    cloud: alpha
    service: network
    type: network
    attributes:
      name: front
      mtu: 1400
  register: front

- name: Create an address group, which has no dedicated module
  multicloud.openstack.resource:
    cloud: alpha
    service: network
    type: address_group
    attributes:
      name: offices
      addresses: [192.0.2.0/25, 198.51.100.7/32]

- name: Create a port, and keep the addresses of an existing one
  multicloud.openstack.resource:
    cloud: alpha
    service: network
    type: port
    attributes:
      name: front
      network_id: "{{ front.resource.id }}"
      fixed_ips: []
    non_updateable_attributes: [fixed_ips]

- name: Delete all of them
  multicloud.openstack.resource:
    cloud: alpha
    service: network
    type: "{{ item.type }}"
    attributes:
      name: "{{ item.name }}"
    state: absent
  loop:
    - {type: port, name: front}
    - {type: address_group, name: offices}
    - {type: network, name: front}
"""

RETURN = r"""
id:
  description: The id of the resource.
  returned: success, if it exists
  type: str
resource:
  description: The resource, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
"""

from ..module_utils._resource.generic import resource, without_service
from ..module_utils._resource.module import STATE, WAIT, run_module


def main() -> None:
    names = {"type": "list", "elements": "str"}
    run_module({**WAIT, **STATE, "service": {"required": True}, "type": {"required": True},
                "attributes": {"type": "dict", "required": True},
                "updateable_attributes": names, "non_updateable_attributes": names}, resource,
               checks=without_service)


if __name__ == "__main__":
    main()
