# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: through
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Return the variables to reach a server through its bastion
description:
  - Returns the variables with which C(ssh) reaches a server of a fleet with
    O(multicloud.openstack.fleet#module:groups[].through) through the bastion of its target, as
    P(multicloud.openstack.servers#inventory) sets them. For any other server, there
    are none, but see O(user).
  - The host keys of both are checked.
options:
  _input:
    description:
      - A server, as M(multicloud.openstack.fleet) or M(multicloud.openstack.fleet_info) returns it.
    type: dict
    required: true
  servers:
    description: All servers of the fleet.
    type: list
    elements: dict
    required: true
  known_hosts:
    description: The file with the SSH host keys of the fleet.
    type: path
    required: true
  port:
    description: SSH port of the bastion.
    type: int
    default: 22
  private_key_file:
    description: Private key to log in with at the bastion. Defaults to those that C(ssh) tries.
    type: path
  user:
    description:
      - User to log in as at the bastion. Defaults to that of the server.
      - Bastions themselves have it as C(ansible_user).
    type: str
positional: servers, known_hosts
seealso:
  - plugin: multicloud.openstack.as_hosts
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Find the servers of a fleet
  multicloud.openstack.fleet_info:
    name: shop
  register: found

- name: Add them to the inventory
  ansible.builtin.add_host: >-
    {{ {'name': item.host, 'ansible_host': item.address, 'server': item}
       | combine(item | multicloud.openstack.through(found.servers, '~/.ssh/known_hosts.shop')) }}
  loop: "{{ found.servers | multicloud.openstack.as_hosts(groups, hostvars) }}"
  loop_control:
    label: "{{ item.host }}"
"""

RETURN = r"""
_value:
  description:
    - C(ansible_ssh_common_args) and C(ansible_control_path); with O(user), C(ansible_user) for a
      bastion; empty for any other server.
    - If the bastion is missing or does not work, C(ansible_host) is V(no-address.invalid).
  type: dict
"""

from collections.abc import Callable
from typing import Any

from ..plugin_utils import logins
from ..plugin_utils.bastion_filters import asked
from ..plugin_utils.untrusted import plain, untrusted


def through(server: dict, servers: list[dict], known_hosts: str, port: int = 22,
            private_key_file: str | None = None, user: str | None = None) -> Any:
    """See DOCUMENTATION."""
    how = asked("through", [server, *servers], known_hosts, port, private_key_file, user)
    return untrusted(logins.of_row(plain(server), map(plain, servers), how))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"through": through}
