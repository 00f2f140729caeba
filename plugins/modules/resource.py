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
  - Use it for types without a module of their own. A specific module takes names where this one
    takes ids, and can change more.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  service:
    description: The service, by the name of openstacksdk's package, as V(network),
      V(block_storage) or V(load_balancer).
    type: str
    required: true
  type:
    description: The kind of the resource, by the name of openstacksdk's class in small letters, as
      V(security_group_rule). V(ip) is a floating IP.
    type: str
    required: true
  attributes:
    description:
      - The desired attributes of the resource, as openstacksdk names them. Others are left as they
        are.
      - It is found by its C(id) or C(name). Without them it is the one that has all of these
        attributes but those of O(updateable_attributes); lists, dictionaries and null do
        not count for that.
      - Keys of a dictionary that are not named are left as they are, too. A list is compared as a
        whole, but dictionaries in it may have more keys.
      - Null removes a value.
      - A resource whose address has the id of another one, as C(floatingip_id), needs that as well.
    type: dict
    required: true
  updateable_attributes:
    description: The attributes that are compared with what is there, and changed. Without it, all.
      The others count when it is made.
    type: list
    elements: str
  non_updateable_attributes:
    description: Attributes that are not compared with what is there, as many of a server. They
      count when it is made.
    type: list
    elements: str
notes:
  - Waiting means that the status does not speak of work under way any more. What has no status is
    there at once.
  - Attributes that sound like a secret are not in the difference, but the cloud may show them in
    the result.
  - Unlike openstack.cloud's module of this name, it waits unless O(wait) is set to V(false).
seealso:
  - module: multicloud.openstack.resources_info
"""

EXAMPLES = r"""
- name: A network
  multicloud.openstack.resource:
    cloud: alpha
    service: network
    type: network
    attributes:
      name: front
      mtu: 1400
  register: front

- name: An address group, which has no module of its own
  multicloud.openstack.resource:
    cloud: alpha
    service: network
    type: address_group
    attributes:
      name: offices
      addresses: [192.0.2.0/25, 198.51.100.7/32]

- name: A port that keeps the addresses that it has
  multicloud.openstack.resource:
    cloud: alpha
    service: network
    type: port
    attributes:
      name: front
      network_id: "{{ front.resource.id }}"
      fixed_ips: []
    non_updateable_attributes: [fixed_ips]

- name: Delete them
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
  returned: success, if it is there
  type: str
resource:
  description: The resource, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
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
