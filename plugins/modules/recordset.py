#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: recordset
short_description: Manage DNS records
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes sets of DNS records. A set has all values of a name for one type.
  - The task waits until the name servers have them.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description:
      - Name of the records, which ends with that of the zone, or id of an existing set. A missing
        dot at its end is added.
    type: str
    required: true
  description:
    description: Description of the records.
    type: str
  records:
    description: All values, in any order. Others are removed. Required with O(state=present).
    type: list
    elements: str
  recordset_type:
    description:
      - Type of the records. Required with O(state=present).
      - With O(state=absent), it is required only if the name has records of several types.
    type: str
    choices: [a, aaaa, caa, cert, cname, mx, naptr, ns, ptr, spf, srv, sshfp, txt]
  ttl:
    description: TTL of the records, in seconds. Defaults to 300 for new ones.
    type: int
  zone:
    description: Name or id of the zone. A missing dot at its end is added.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.recordset_info
  - module: multicloud.openstack.dns_zone
"""

EXAMPLES = r"""
- name: Create a zone
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: web.example.org.
    email: hostmaster@example.org

- name: Create records
  multicloud.openstack.recordset:
    cloud: alpha
    zone: web.example.org.
    name: www.web.example.org.
    recordset_type: a
    records: [192.0.2.1, 192.0.2.2]
    ttl: 60

- name: Delete the records
  multicloud.openstack.recordset:
    cloud: alpha
    zone: web.example.org.
    name: www.web.example.org.
    recordset_type: a
    state: absent

- name: Delete the zone
  multicloud.openstack.dns_zone:
    cloud: alpha
    name: web.example.org.
    state: absent
"""

RETURN = r"""
id:
  description: The id of the set of records.
  returned: success, if it exists
  type: str
recordset:
  description: The set of records, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    action:
      description: The action that is in progress.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    id:
      description: The id of the set of records.
      type: str
    links:
      description: Its URLs.
      type: dict
    name:
      description: The name of the records.
      type: str
    project_id:
      description: The id of its project.
      type: str
    records:
      description: The values.
      type: list
      elements: str
    status:
      description: The status of the records.
      type: str
    ttl:
      description: The TTL in seconds.
      type: int
    type:
      description: The type, in capital letters.
      type: str
    updated_at:
      description: When it was last changed.
      type: str
    zone_id:
      description: The id of the zone.
      type: str
    zone_name:
      description: The name of the zone.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.dns import RECORDSET


def main() -> None:
    state_module(RECORDSET)


if __name__ == "__main__":
    main()
