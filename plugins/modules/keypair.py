#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keypair
short_description: Manage keypairs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, replaces and deletes keypairs.
  - Without a public key, Nova generates a new keypair. The task that creates it returns the
    private key, which cannot be read again. Set C(no_log) for that task, and store the key in a
    safe place.
  - Public keys are compared without their comments.
  - A keypair belongs to a user and not to a project.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the keypair.
    type: str
    required: true
  public_key:
    description:
      - The public key. It cannot be changed, unless O(state=replace).
      - Without it and O(public_key_file), any keypair of this name will do.
    type: str
  public_key_file:
    description: The path of a file with the public key, where the module runs.
    type: path
  state:
    description:
      - V(present) creates or updates it, V(absent) deletes it.
      - V(replace) is V(present), and a keypair with another public key is deleted and recreated.
        Servers that were made with it keep the old key.
    type: str
    choices: [present, absent, replace]
    default: present
seealso:
  - module: multicloud.openstack.keypair_info
"""

EXAMPLES = r"""
- name: A keypair of a key that is there
  multicloud.openstack.keypair:
    cloud: alpha
    name: deploy
    public_key_file: ~/.ssh/id_ed25519.pub

- name: It has to have this key
  multicloud.openstack.keypair:
    cloud: alpha
    name: deploy
    public_key: "{{ lookup('ansible.builtin.file', '~/.ssh/id_ed25519.pub') }}"
    state: replace

- name: A new pair of keys
  multicloud.openstack.keypair:
    cloud: alpha
    name: generated
  register: generated
  no_log: true

- name: Keep the private key
  ansible.builtin.copy:
    content: "{{ generated.keypair.private_key }}"
    dest: ~/.ssh/generated
    mode: "0600"
  when: generated is changed
  no_log: true

- name: Delete both
  multicloud.openstack.keypair:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [deploy, generated]
"""

RETURN = r"""
id:
  description: The name of the keypair, which is its id.
  returned: success, if it is there
  type: str
keypair:
  description: The keypair, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
  type: dict
  contains:
    id:
      description: The name of the keypair.
      type: str
    name:
      description: The name of the keypair.
      type: str
    created_at:
      description: When it was made.
      type: str
    fingerprint:
      description: The fingerprint of the public key.
      type: str
    is_deleted:
      description: Whether it is deleted.
      type: bool
    private_key:
      description: The private key, if Nova has just made it.
      type: str
    public_key:
      description: The public key.
      type: str
    type:
      description: The type of the keypair.
      type: str
      sample: ssh
    user_id:
      description: The user that it belongs to.
      type: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.compute import KEYPAIR, keypair


def main() -> None:
    run_module({**WAIT, **KEYPAIR.arguments()}, keypair, **KEYPAIR.constraints)


if __name__ == "__main__":
    main()
