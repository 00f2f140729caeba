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
  - Lists the servers of the project, or those that match, with one request for each page of Nova's
    list.
  - The inventory plugin P(multicloud.openstack.servers#inventory) lists those of several clouds at
    the same time.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  name:
    description:
      - The name or id of the servers to show, or a shell pattern of their names such as V(web*).
      - If there is none, the list is empty. Without it, all are shown.
    type: str
    aliases: [server]
  detailed:
    description:
      - Whether images are shown with their names, and volumes with all that Cinder knows of them.
      - That takes a list of images and a list of volumes, however many servers there are.
    type: bool
    default: false
  filters:
    description:
      - What else to narrow the list by, all of it.
      - Nova does it for C(status), C(image) and C(flavor), each a name or id, C(tags),
        C(any_tags), C(not_tags), C(not_any_tags), C(ipv4_address), C(ipv6_address),
        C(changes_since), C(changes_before), C(reservation_id) and, for administrators,
        C(deleted_only). C(sort_key) and C(sort_dir) order the list.
      - All other keys are those of a server in the result. Of mappings and lists, such as
        C(metadata), servers must have at least what is given.
    type: dict
  all_projects:
    description: Whether servers of all projects are shown, which only administrators may see.
    type: bool
    default: false
seealso:
  - module: multicloud.openstack.server
  - plugin: multicloud.openstack.servers
    plugin_type: inventory
"""

EXAMPLES = r"""
- name: All servers
  multicloud.openstack.server_info:
    cloud: alpha

- name: Those of the web that work
  multicloud.openstack.server_info:
    cloud: alpha
    name: web*
    filters:
      status: ACTIVE
      metadata:
        stage: test
  register: web

- name: Where they are
  ansible.builtin.debug:
    msg: "{{ web.servers | map(attribute='address') }}"
"""

RETURN = r"""
servers:
  description:
    - The servers, each as RV(multicloud.openstack.server#module:server).
    - With O(detailed), C(image) has a C(name), and C(volumes) has what
      M(multicloud.openstack.volume_info) shows, and C(device).
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
