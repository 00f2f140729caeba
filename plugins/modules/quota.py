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
  - Sets the quotas of a project. V(-1) means unlimited.
  - Quotas that you do not set are left unchanged. If you set none, the module only returns all
    quotas.
  - A cloud without a service has no quotas of it. The module fails only if you set one of them.
  - Setting quotas requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name or id of the project.
    type: str
    required: true
  backup_gigabytes:
    description: Size of all backups, in GiB.
    type: int
  backups:
    description: Number of backups.
    type: int
  cores:
    description: Number of vCPUs of all servers.
    type: int
  fixed_ips:
    description: Number of fixed IP addresses. Only supported by Nova before 2016.
    type: int
  floating_ips:
    description: Number of floating IPs.
    type: int
    aliases: [compute_floating_ips, floatingip, network_floating_ips]
  gigabytes:
    description: Size of all volumes and snapshots, in GiB.
    type: int
  groups:
    description: Number of volume groups.
    type: int
  health_monitors:
    description: Number of load balancer health monitors.
    type: int
  injected_file_content_bytes:
    description: Size of a file injected into a server, in bytes.
    type: int
    aliases: [injected_file_size]
  injected_file_path_bytes:
    description: Length of the path of a file injected into a server, in bytes.
    type: int
    aliases: [injected_path_size]
  injected_files:
    description: Number of files injected into a server.
    type: int
  instances:
    description: Number of servers.
    type: int
  key_pairs:
    description: Number of keypairs of a user.
    type: int
  l7_policies:
    description: Number of load balancer L7 policies.
    type: int
  l7_rules:
    description: Number of load balancer L7 rules.
    type: int
  listeners:
    description: Number of load balancer listeners.
    type: int
  load_balancers:
    description: Number of load balancers.
    type: int
    aliases: [loadbalancer]
  members:
    description: Number of load balancer members.
    type: int
  metadata_items:
    description: Number of metadata items of a server.
    type: int
  networks:
    description: Number of networks.
    type: int
    aliases: [network]
  per_volume_gigabytes:
    description: Size of one volume, in GiB.
    type: int
  pools:
    description: Number of load balancer pools.
    type: int
    aliases: [pool]
  ports:
    description: Number of ports.
    type: int
    aliases: [port]
  ram:
    description: Memory of all servers, in MiB.
    type: int
  rbac_policies:
    description: Number of RBAC policies.
    type: int
    aliases: [rbac_policy]
  routers:
    description: Number of routers.
    type: int
    aliases: [router]
  security_group_rules:
    description: Number of security group rules.
    type: int
    aliases: [security_group_rule]
  security_groups:
    description: Number of security groups.
    type: int
    aliases: [security_group]
  server_group_members:
    description: Number of servers in a server group.
    type: int
  server_groups:
    description: Number of server groups.
    type: int
  snapshots:
    description: Number of volume snapshots.
    type: int
  subnet_pools:
    description: Number of subnet pools.
    type: int
    aliases: [subnetpool]
  subnets:
    description: Number of subnets.
    type: int
    aliases: [subnet]
  volumes:
    description: Number of volumes.
    type: int
  state:
    description:
      - V(present) sets the given quotas. V(absent) resets all quotas of the project to the defaults
        for new projects.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.quota_info
  - module: multicloud.openstack.project
"""

EXAMPLES = r"""
- name: Show the quotas
  multicloud.openstack.quota:
    cloud: alpha-admin
    name: shop

- name: Change some quotas
  multicloud.openstack.quota:
    cloud: alpha-admin
    name: shop
    cores: 100
    floating_ips: 5
    volumes: -1

- name: Reset all quotas
  multicloud.openstack.quota:
    cloud: alpha-admin
    name: shop
    state: absent
"""

RETURN = r"""
quotas:
  description: The quotas of each available service. In check mode, what they would be.
  returned: success
  type: dict
  contains:
    compute:
      description: The quotas of Nova.
      type: dict
      contains:
        cores:
          description: The number of vCPUs of all servers.
          type: int
        injected_file_content_bytes:
          description: The size of a file injected into a server, in bytes.
          type: int
        injected_file_path_bytes:
          description: The length of the path of a file injected into a server, in bytes.
          type: int
        injected_files:
          description: The number of files injected into a server.
          type: int
        instances:
          description: The number of servers.
          type: int
        key_pairs:
          description: The number of keypairs of a user.
          type: int
        metadata_items:
          description: The number of metadata items of a server.
          type: int
        ram:
          description: The memory of all servers, in MiB.
          type: int
        server_group_members:
          description: The number of servers in a server group.
          type: int
        server_groups:
          description: The number of server groups.
          type: int
    load_balancer:
      description: The quotas of Octavia.
      type: dict
      contains:
        health_monitors:
          description: The number of load balancer health monitors.
          type: int
        l7_policies:
          description: The number of load balancer L7 policies.
          type: int
        l7_rules:
          description: The number of load balancer L7 rules.
          type: int
        listeners:
          description: The number of load balancer listeners.
          type: int
        load_balancers:
          description: The number of load balancers.
          type: int
        members:
          description: The number of load balancer members.
          type: int
        pools:
          description: The number of load balancer pools.
          type: int
    network:
      description: The quotas of Neutron.
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
          description: The number of security group rules.
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
      description: The quotas of Cinder.
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
          description: The number of volume groups.
          type: int
        per_volume_gigabytes:
          description: The size of one volume, in GiB.
          type: int
        snapshots:
          description: The number of volume snapshots.
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
