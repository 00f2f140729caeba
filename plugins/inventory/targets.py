# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: targets
short_description: Every cloud of clouds.yaml in each of its regions as a host
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Makes a host of every target, that is of every cloud of C(clouds.yaml) in each of its regions,
    and puts them into the group C(targets).
  - A play over C(targets) works on all providers at once. Where one of them fails, Ansible goes on
    with the others.
  - Tasks run on the machine that Ansible runs on, with the same Python. Modules of this collection
    find their cloud by C(cloud) and C(region_name) of the host, as the example below shows.
  - What is different with one provider belongs in C(host_vars) under the name of its host.
  - No request is sent to any cloud. Only C(clouds.yaml) and its like are read, and vendor profiles
    that C(clouds.yaml) names by their URLs.
notes:
  - A host is called C(CLOUD-REGION), as in C(alpha-RegionOne), or C(CLOUD) where C(clouds.yaml)
    names no region for it. Characters other than letters, digits, V(_), V(.) and V(-) are replaced
    with V(_). Where that is the name of two targets, or of a group, eight more letters follow,
    always the same for the same target.
  - Each host has the variables C(cloud), C(region_name) (empty where C(clouds.yaml) names none),
    C(ansible_connection) and C(ansible_python_interpreter).
extends_documentation_fragment:
  - constructed
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.inventory
options:
  plugin:
    description: Tells that the file is meant for this plugin.
    required: true
    choices: [multicloud.openstack.targets]
seealso:
  - plugin: multicloud.openstack.servers
    plugin_type: inventory
"""

EXAMPLES = r"""
# targets.yml: all clouds of the clouds.yaml that openstacksdk finds
---
plugin: multicloud.openstack.targets

---
# Two clouds of another file, and a group for each cloud: at_alpha, at_beta
plugin: multicloud.openstack.targets
clouds_yaml: ~/production/clouds.yaml
clouds: [alpha, beta]
keyed_groups:
  - prefix: at
    key: cloud

---
# What is different with one provider: host_vars/alpha-RegionOne.yml
web_image: debian-12
web_flavor: m1.small

---
# A playbook for all providers at once
- hosts: targets
  gather_facts: false
  module_defaults:
    group/multicloud.openstack.openstack:
      cloud: "{{ cloud }}"
      region_name: "{{ region_name }}"
  tasks:
    - name: See what this provider has
      multicloud.openstack.cloud_info:
"""

import sys

from ..module_utils.fleet.hosts import TARGETS, of_targets
from ..plugin_utils.inventory import CloudInventory


class InventoryModule(CloudInventory):
    """Every target as a host."""

    NAME, GROUP = "multicloud.openstack.targets", TARGETS

    def hosts(self):
        hosts = of_targets(self.select().targets, self.taken({TARGETS}))
        for host in hosts:
            host.variables.update(ansible_connection="local",
                                  ansible_python_interpreter=sys.executable)
        return hosts
