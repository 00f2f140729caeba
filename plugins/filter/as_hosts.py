# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: as_hosts
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Give servers safe host names for add_host
description:
  - Adds a safe host name to each server, for M(ansible.builtin.add_host). A server's own name is
    untrusted text from the cloud. As a host name, it could be C(localhost), a host that has your
    password in its variables, or a path to variable files.
  - A server that is a host of the inventory keeps the name of that host. Such a host has a variable
    C(server) with the same C(id), C(cloud) and C(region_name), as
    P(multicloud.openstack.servers#inventory) sets it.
  - Any other server keeps its own name, with characters other than letters, digits, V(_), V(.) and
    V(-) replaced with V(_). If that is the name of another server, of a host, of a group, of this
    machine, C(all) or C(ungrouped), it is called C(NAME.CLOUD.REGION), followed by its id if even
    that is not unique.
options:
  _input:
    description:
      - The servers, as M(multicloud.openstack.fleet) or M(multicloud.openstack.fleet_info) returns
        them.
    type: list
    elements: dict
    required: true
  groups:
    description: Ansible's variable C(groups).
    type: dict
    required: true
  hostvars:
    description: Ansible's variable C(hostvars).
    type: dict
    required: true
positional: groups, hostvars
seealso:
  - plugin: multicloud.openstack.servers
    plugin_type: inventory
"""

EXAMPLES = r"""
- name: Find the servers of a fleet
  multicloud.openstack.fleet_info:
    name: web
  register: found

- name: Add them to the inventory
  ansible.builtin.add_host:
    name: "{{ item.host }}"
    groups: [web]
    ansible_host: "{{ item.address }}"
    server: "{{ item }}"
  loop: "{{ reached | multicloud.openstack.as_hosts(groups, hostvars) }}"
  loop_control:
    label: "{{ item.host }}"
  vars:
    reached: "{{ found.servers | selectattr('address') }}"
"""

RETURN = r"""
_value:
  description:
    - The servers, each with three more keys.
    - C(host) is the name of its host.
    - C(listed) is whether the inventory already has that host.
    - C(host_group) is a safe name for its group in the fleet; empty if it is in none. It is never
      the name of a host.
  type: list
  elements: dict
"""

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils import names

KEYS = ("id", "name", "cloud", "region_name")


def as_hosts(servers: list[dict], groups: dict[str, list[str]], hostvars: Any) -> Any:
    """See DOCUMENTATION."""
    for server in servers:
        missing = [key for key in KEYS if key not in server]
        if missing:
            raise AnsibleFilterError(f"as_hosts: a server has no {missing[0]}: give it what the "
                                     "modules fleet or fleet_info return as servers")
    return names.as_hosts(servers, groups, hostvars)


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"as_hosts": as_hosts}
