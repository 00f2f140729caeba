# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: ssh_config
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Write a configuration of ssh for servers behind bastions
description:
  - Returns the text of a file for C(ssh -F), with a host for each server of a fleet with
    O(multicloud.openstack.fleet#module:groups[].through) whose bastion works. The host is called as
    in the C(known_hosts) file of the fleet, V(multicloud_) and the id of the server.
  - The host keys of both are checked.
options:
  _input:
    description:
      - All servers of a fleet, as M(multicloud.openstack.fleet) or
        M(multicloud.openstack.fleet_info) returns them.
    type: list
    elements: dict
    required: true
  known_hosts:
    description: The file with the SSH host keys of the fleet.
    type: path
    required: true
  port:
    description: SSH port of bastions.
    type: int
    default: 22
  private_key_file:
    description: Private key to log in with at bastions. Defaults to those that C(ssh) tries.
    type: path
  user:
    description: User to log in as at bastions. Defaults to that of the server behind it.
    type: str
positional: known_hosts
seealso:
  - plugin: multicloud.openstack.through
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Find the servers of a fleet
  multicloud.openstack.fleet_info:
    name: shop
  register: found

- name: Write a configuration of ssh
  ansible.builtin.copy:
    content: "{{ found.servers | multicloud.openstack.ssh_config('~/.ssh/known_hosts.shop') }}"
    dest: ~/.ssh/config.shop
    mode: "0600"
"""

RETURN = r"""
_value:
  description: The text; empty if there is no server behind a bastion.
  type: str
"""

from collections.abc import Callable
from typing import Any

from ..plugin_utils import logins
from ..plugin_utils.bastion_filters import asked
from ..plugin_utils.untrusted import plain, untrusted


def ssh_config(servers: list[dict], known_hosts: str, port: int = 22,
               private_key_file: str | None = None, user: str | None = None) -> Any:
    """See DOCUMENTATION."""
    how = asked("ssh_config", servers, known_hosts, port, private_key_file, user)
    return untrusted(logins.ssh_config([plain(one) for one in servers], how))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"ssh_config": ssh_config}
