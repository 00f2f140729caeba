#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_metadata
short_description: Manage the metadata of a server
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Sets or deletes keys of a server's metadata. Other keys are kept.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
    details:
      - A missing server is a warning instead of an error, as an earlier task may create it.
  diff_mode:
    support: full
options:
  name:
    description: Name or id of the server, which must exist.
    type: str
    required: true
    aliases: [server]
  metadata:
    description:
      - Keys and their values. Nova converts values to strings, such as V(5) or V(True).
      - With O(state=absent), only the keys are used.
    type: dict
    required: true
    aliases: [meta]
  state:
    description:
      - V(present) sets the keys of O(metadata). V(absent) deletes them.
      - The server itself is never deleted.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: multicloud.openstack.server
"""

EXAMPLES = r"""
- name: Set two keys
  multicloud.openstack.server_metadata:
    cloud: alpha
    name: web1
    metadata:
      role: web
      stage: test

- name: Delete one of them
  multicloud.openstack.server_metadata:
    cloud: alpha
    name: web1
    metadata:
      stage:
    state: absent
"""

RETURN = r"""
id:
  description: The id of the server.
  returned: success
  type: str
server:
  description: The server, as RV(multicloud.openstack.server#module:server). In check mode, with the
    metadata that it would have.
  returned: success
  type: dict
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.attachments import SERVER_METADATA


def main() -> None:
    state_module(SERVER_METADATA)


if __name__ == "__main__":
    main()
