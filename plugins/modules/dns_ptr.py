#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_ptr
short_description: Manage the PTR records of floating IPs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Sets, changes and removes the name that a floating IP resolves to.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  floating_ip:
    description: Address or id of the floating IP.
    type: str
    required: true
  description:
    description: Description of the record.
    type: str
  ptrdname:
    description: The name. Required for a new record. A missing dot at its end is added.
    type: str
    aliases: [name]
  ttl:
    description: TTL of the record, in seconds.
    type: int
seealso:
  - module: multicloud.openstack.dns_ptr_info
  - module: multicloud.openstack.floating_ip
  - module: multicloud.openstack.recordset
"""

EXAMPLES = r"""
- name: Set the name of a floating IP
  multicloud.openstack.dns_ptr:
    cloud: alpha
    floating_ip: "{{ address }}"
    ptrdname: mail.example.org.

- name: Remove the name
  multicloud.openstack.dns_ptr:
    cloud: alpha
    floating_ip: "{{ address }}"
    state: absent
"""

RETURN = r"""
id:
  description: The id of the PTR record.
  returned: success, if it exists
  type: str
ptr:
  description: The PTR record, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    action:
      description: The action that is in progress.
      type: str
    address:
      description: The address of the floating IP.
      type: str
    description:
      description: Its description.
      type: str
    id:
      description: Its region, and the id of the floating IP.
      type: str
    ptrdname:
      description: The name.
      type: str
    status:
      description: The status of the record.
      type: str
    ttl:
      description: The TTL in seconds.
      type: int
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.dns import PTR


def main() -> None:
    state_module(PTR)


if __name__ == "__main__":
    main()
