#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_info
short_description: List servers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the servers of the project, or only those that match, with one request for each page of
    the list.
  - To list the servers of several clouds in parallel, use the inventory plugin
    P(multicloud.openstack.servers#inventory).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description:
      - Name or id of the servers to list, or a shell pattern of their names such as V(web*).
      - If none matches, the list is empty. Defaults to all.
    type: str
    aliases: [server]
  detailed:
    description:
      - Whether to return the names of images, and the details of volumes from Cinder.
      - This takes one list of images and one list of volumes, for any number of servers.
    type: bool
    default: false
  filters:
    description:
      - Further filters, all of which must match.
      - Nova applies C(status), C(image) and C(flavor) (each a name or id), C(tags), C(any_tags),
        C(not_tags), C(not_any_tags), C(ipv4_address), C(ipv6_address), C(changes_since),
        C(changes_before), C(reservation_id) and, for administrators, C(deleted_only). C(sort_key)
        and C(sort_dir) order the list.
      - All other keys are those of a server in the result. Mappings and lists, such as C(metadata),
        match if the server has at least the given items.
    type: dict
  all_projects:
    description: Whether to list the servers of all projects. Requires an administrator account.
    type: bool
    default: false
seealso:
  - module: multicloud.openstack.server
  - plugin: multicloud.openstack.servers
    plugin_type: inventory
"""

EXAMPLES = r"""
- name: List all servers
  multicloud.openstack.server_info:
    cloud: alpha

- name: List active web servers of the test stage
  multicloud.openstack.server_info:
    cloud: alpha
    name: web*
    filters:
      status: ACTIVE
      metadata:
        stage: test
  register: web

- name: Show their addresses
  ansible.builtin.debug:
    msg: "{{ web.servers | map(attribute='address') }}"
"""

RETURN = r"""
servers:
  description:
    - The servers, each as RV(multicloud.openstack.server#module:server).
    - With O(detailed), C(image) has a C(name), and each of C(volumes) has the attributes that
      M(multicloud.openstack.volume_info) returns, and C(device).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.server.listing import ARGUMENTS, servers


def main() -> None:
    run_module({**WAIT, **ARGUMENTS}, servers)


if __name__ == "__main__":
    main()
