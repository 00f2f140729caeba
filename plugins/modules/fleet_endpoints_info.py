#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_endpoints_info
short_description: List the servers of a fleet that are ready to serve
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the servers of a fleet with their addresses, and whether each is ready, on all targets in
    parallel. M(multicloud.openstack.fleet_members) and M(multicloud.openstack.fleet_records) use
    the same data. This module is for other load balancers and DNS servers.
  - A target that cannot be queried is reported in RV(failures) and in a warning. The others are
    still listed.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.follow
seealso:
  - module: multicloud.openstack.fleet_info
  - module: multicloud.openstack.fleet_members
  - module: multicloud.openstack.fleet_records
"""

EXAMPLES = r"""
- name: List the servers of a fleet that are ready
  multicloud.openstack.fleet_endpoints_info:
    name: shop
    port: 22
  register: shop

- name: Show their addresses
  ansible.builtin.debug:
    msg: "{{ shop.endpoints | selectattr('ready') | map(attribute='address') }}"
"""

RETURN = r"""
endpoints:
  description: The servers, by group and number.
  returned: success
  type: list
  elements: dict
  sample:
    - id: 0427811d-67b1-4014-b6bf-f3678c05eaad
      name: shop-web-1
      label: shop-web-1
      group: web
      index: 1
      cloud: alpha
      region_name: RegionOne
      address: 203.0.113.5
      addresses: [203.0.113.5, 10.0.0.5]
      ready: true
      reason: ''
  contains:
    id:
      description: The id of the server.
      type: str
    name:
      description: Its name, which is text of the cloud.
      type: str
    label:
      description: Its name as a part of a domain or the name of a backend, with lower-case letters,
        digits and dashes. It can be empty, and two servers can have the same.
      type: str
    group:
      description: Its group; empty if the fleet has none.
      type: str
    index:
      description: Its number.
      type: int
    cloud:
      description: Its cloud.
      type: str
    region_name:
      description: Its region; empty if the cloud has none.
      type: str
    address:
      description: The preferred address; V(null) if there is none.
      type: str
    addresses:
      description: All addresses that match O(addresses), by preference.
      type: list
      elements: str
    ready:
      description: Whether its status is C(ACTIVE), it has a matching address, its O(port) responds,
        and C(multicloud_out) is not in its metadata.
      type: bool
    reason:
      description: Why it is not ready; empty if it is.
      type: str
complete:
  description: Whether all targets were queried.
  returned: success
  type: bool
failures:
  description: The targets that could not be queried, with C(kind), C(msg), C(cloud) and
    C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import EXCLUSIVE, CloudModule
from ..module_utils._follow.look import FOLLOWING, info


def main() -> None:
    module = CloudModule(argument_spec=FOLLOWING, supports_check_mode=True,
                         mutually_exclusive=EXCLUSIVE)
    module.run(info)


if __name__ == "__main__":
    main()
