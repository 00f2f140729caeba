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
  - For the project of the login, any account will do.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description:
      - The project, by name or id. That takes the account of an administrator.
      - Without it, the project of the login.
    type: str
seealso:
  - module: multicloud.openstack.quota
  - module: multicloud.openstack.cloud_info
"""

EXAMPLES = r"""
- name: What is left of our own project
  multicloud.openstack.quota_info:
    cloud: alpha
  register: ours

- name: Stop where there is no room for three more servers
  ansible.builtin.assert:
    that: servers.limit is none or servers.limit - servers.used >= 3
  vars:
    servers: "{{ ours.quotas.compute.instances }}"

- name: What another project uses
  multicloud.openstack.quota_info:
    cloud: alpha-admin
    name: shop
"""

RETURN = r"""
quotas:
  description:
    - The limits of each service, which has none if it is not there.
    - Each is a dictionary of C(limit), which is none where there is no limit, or the cloud tells
      none, and C(used).
  returned: success
  type: dict
  contains:
    compute:
      description: Those of Nova, C(instances), C(cores), C(ram) in MiB and C(server_groups).
      type: dict
      sample: {cores: {limit: 20, used: 4}, instances: {limit: 10, used: 2}}
    network:
      description: Those of Neutron, C(networks), C(subnets), C(ports), C(routers), C(floating_ips),
        C(security_groups) and C(security_group_rules).
      type: dict
      sample: {floating_ips: {limit: 50, used: 1}}
    volume:
      description: Those of Cinder, C(volumes), C(gigabytes), C(snapshots), C(backups) and
        C(backup_gigabytes).
      type: dict
      sample: {volumes: {limit: null, used: 3}}
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.quotas import usage


def main() -> None:
    run_module({**WAIT, "name": {}}, usage)


if __name__ == "__main__":
    main()
