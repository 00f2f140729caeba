#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: quota
short_description: Set the quotas of a project
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Sets the quotas of a project. V(-1) is unlimited.
  - Quotas that you do not set are left as they are. Without any, the module returns them all.
  - If a cloud lacks a service, it has no quotas of it. That is an error only if you set one of
    them.
  - Setting quotas requires an administrator's account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The project, by name or id.
    type: str
    required: true
  backup_gigabytes:
    description: The size of all backups, in GiB.
    type: int
  backups:
    description: The number of backups.
    type: int
  cores:
    description: The number of vCPUs of all servers.
    type: int
  fixed_ips:
    description: The number of fixed IP addresses. Only a Nova of before 2016 has this.
    type: int
  floating_ips:
    description: The number of floating IPs.
    type: int
    aliases: [compute_floating_ips, floatingip, network_floating_ips]
  gigabytes:
    description: The size of all volumes and snapshots, in GiB.
    type: int
  groups:
    description: The number of groups of volumes.
    type: int
  health_monitors:
    description: The number of health monitors of load balancers.
    type: int
  injected_file_content_bytes:
    description: The size of a file given to a server, in bytes.
    type: int
    aliases: [injected_file_size]
  injected_file_path_bytes:
    description: The length of the path of a file given to a server, in bytes.
    type: int
    aliases: [injected_path_size]
  injected_files:
    description: The number of files given to a server.
    type: int
  instances:
    description: The number of servers.
    type: int
  key_pairs:
    description: The number of key pairs of a user.
    type: int
  l7_policies:
    description: The number of L7 policies of load balancers.
    type: int
  l7_rules:
    description: The number of L7 rules of load balancers.
    type: int
  listeners:
    description: The number of listeners of load balancers.
    type: int
  load_balancers:
    description: The number of load balancers.
    type: int
    aliases: [loadbalancer]
  members:
    description: The number of members of load balancers.
    type: int
  metadata_items:
    description: The number of metadata items of a server.
    type: int
  networks:
    description: The number of networks.
    type: int
    aliases: [network]
  per_volume_gigabytes:
    description: The size of one volume, in GiB.
    type: int
  pools:
    description: The number of pools of load balancers.
    type: int
    aliases: [pool]
  ports:
    description: The number of ports.
    type: int
    aliases: [port]
  ram:
    description: The memory of all servers, in MiB.
    type: int
  rbac_policies:
    description: The number of RBAC policies.
    type: int
    aliases: [rbac_policy]
  routers:
    description: The number of routers.
    type: int
    aliases: [router]
  security_group_rules:
    description: The number of rules of security groups.
    type: int
    aliases: [security_group_rule]
  security_groups:
    description: The number of security groups.
    type: int
    aliases: [security_group]
  server_group_members:
    description: The number of servers of a server group.
    type: int
  server_groups:
    description: The number of server groups.
    type: int
  snapshots:
    description: The number of snapshots of volumes.
    type: int
  subnet_pools:
    description: The number of subnet pools.
    type: int
    aliases: [subnetpool]
  subnets:
    description: The number of subnets.
    type: int
    aliases: [subnet]
  volumes:
    description: The number of volumes.
    type: int
  state:
    description:
      - Whether the quotas that are given are set, or all quotas of the project are those of a new
        project again.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.quota_info
  - module: multicloud.openstack.project
"""

EXAMPLES = r"""
- name: Look at the quotas
  multicloud.openstack.quota:
    cloud: alpha-admin
    name: shop

- name: Change some of them
  multicloud.openstack.quota:
    cloud: alpha-admin
    name: shop
    cores: 100
    floating_ips: 5
    volumes: -1

- name: Take it all back
  multicloud.openstack.quota:
    cloud: alpha-admin
    name: shop
    state: absent
"""

RETURN = r"""
quotas:
  description: The quotas of each service that is there; in check mode what they would be.
  returned: success
  type: dict
  contains:
    compute:
      description: Those of Nova.
      type: dict
      contains:
        cores:
          description: The number of vCPUs of all servers.
          type: int
        injected_file_content_bytes:
          description: The size of a file given to a server, in bytes.
          type: int
        injected_file_path_bytes:
          description: The length of the path of a file given to a server, in bytes.
          type: int
        injected_files:
          description: The number of files given to a server.
          type: int
        instances:
          description: The number of servers.
          type: int
        key_pairs:
          description: The number of key pairs of a user.
          type: int
        metadata_items:
          description: The number of metadata items of a server.
          type: int
        ram:
          description: The memory of all servers, in MiB.
          type: int
        server_group_members:
          description: The number of servers of a server group.
          type: int
        server_groups:
          description: The number of server groups.
          type: int
    load_balancer:
      description: Those of Octavia.
      type: dict
      contains:
        health_monitors:
          description: The number of health monitors of load balancers.
          type: int
        l7_policies:
          description: The number of L7 policies of load balancers.
          type: int
        l7_rules:
          description: The number of L7 rules of load balancers.
          type: int
        listeners:
          description: The number of listeners of load balancers.
          type: int
        load_balancers:
          description: The number of load balancers.
          type: int
        members:
          description: The number of members of load balancers.
          type: int
        pools:
          description: The number of pools of load balancers.
          type: int
    network:
      description: Those of Neutron.
      type: dict
      contains:
        floating_ips:
          description: The number of floating IPs.
          type: int
        networks:
          description: The number of networks.
          type: int
        ports:
          description: The number of ports.
          type: int
        rbac_policies:
          description: The number of RBAC policies.
          type: int
        routers:
          description: The number of routers.
          type: int
        security_group_rules:
          description: The number of rules of security groups.
          type: int
        security_groups:
          description: The number of security groups.
          type: int
        subnet_pools:
          description: The number of subnet pools.
          type: int
        subnets:
          description: The number of subnets.
          type: int
    volume:
      description: Those of Cinder.
      type: dict
      contains:
        backup_gigabytes:
          description: The size of all backups, in GiB.
          type: int
        backups:
          description: The number of backups.
          type: int
        gigabytes:
          description: The size of all volumes and snapshots, in GiB.
          type: int
        groups:
          description: The number of groups of volumes.
          type: int
        per_volume_gigabytes:
          description: The size of one volume, in GiB.
          type: int
        snapshots:
          description: The number of snapshots of volumes.
          type: int
        volumes:
          description: The number of volumes.
          type: int
"""

from ..module_utils._resource.module import STATE, WAIT, run_module
from ..module_utils._resource.specs.quotas import QUOTA, quota


def main() -> None:
    run_module({**WAIT, **STATE, **QUOTA.arguments()}, quota)


if __name__ == "__main__":
    main()
