#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: quota_info
short_description: Show the quotas and the usage of a project
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Returns the quotas of a project, and its usage.
  - Any account can query the project of its own login.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description:
      - Name or id of the project. Requires an administrator account.
      - Defaults to the project of the login.
    type: str
seealso:
  - module: multicloud.openstack.quota
  - module: multicloud.openstack.cloud_info
"""

EXAMPLES = r"""
- name: Query the quotas of our own project
  multicloud.openstack.quota_info:
    cloud: alpha
  register: ours

- name: Fail if there is no room for three more servers
  ansible.builtin.assert:
    that: servers.limit is none or servers.limit - servers.used >= 3
  vars:
    servers: "{{ ours.quotas.compute.instances }}"

- name: Query the quotas of another project
  multicloud.openstack.quota_info:
    cloud: alpha-admin
    name: shop
"""

RETURN = r"""
quotas:
  description:
    - The limits of each service. A service that the cloud lacks has none.
    - Each is a dictionary of C(limit), which is null if it is unlimited or unknown, and C(used).
  returned: success
  type: dict
  contains:
    compute:
      description: The limits of Nova, which are C(instances), C(cores), C(ram) in MiB and
        C(server_groups).
      type: dict
      sample: {cores: {limit: 20, used: 4}, instances: {limit: 10, used: 2}}
    network:
      description: The limits of Neutron, which are C(networks), C(subnets), C(ports), C(routers),
        C(floating_ips), C(security_groups) and C(security_group_rules).
      type: dict
      sample: {floating_ips: {limit: 50, used: 1}}
    volume:
      description: The limits of Cinder, which are C(volumes), C(gigabytes), C(snapshots),
        C(backups) and C(backup_gigabytes).
      type: dict
      sample: {volumes: {limit: null, used: 3}}
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.quotas import usage


def main() -> None:
    run_module({**WAIT, "name": {}}, usage)


if __name__ == "__main__":
    main()
