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
    description: Name of the keypair.
    type: str
    required: true
  public_key:
    description:
      - Public key. Cannot be changed unless O(state=replace).
      - Without this and O(public_key_file), any existing keypair of this name is accepted.
    type: str
  public_key_file:
    description: Path of a file with the public key, on the host that runs the module.
    type: path
  state:
    description:
      - V(present) creates or updates the keypair, V(absent) deletes it.
      - V(replace) is like V(present), but deletes and recreates a keypair with another public key.
        Servers that were created with it keep the old key.
    type: str
    choices: [present, absent, replace]
    default: present
seealso:
  - module: multicloud.openstack.keypair_info
"""

EXAMPLES = r"""
- name: Create a keypair from an existing public key
  multicloud.openstack.keypair:
    cloud: alpha
    name: deploy
    public_key_file: ~/.ssh/id_ed25519.pub

- name: Replace the keypair if it has another public key
  multicloud.openstack.keypair:
    cloud: alpha
    name: deploy
    public_key: "{{ lookup('ansible.builtin.file', '~/.ssh/id_ed25519.pub') }}"
    state: replace

- name: Generate a keypair
  multicloud.openstack.keypair:
    cloud: alpha
    name: generated
  register: generated
  no_log: true

- name: Save the private key
  ansible.builtin.copy:
    content: "{{ generated.keypair.private_key }}"
    dest: ~/.ssh/generated
    mode: "0600"
  when: generated is changed
  no_log: true

- name: Delete both keypairs
  multicloud.openstack.keypair:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [deploy, generated]
"""

RETURN = r"""
id:
  description: The id of the keypair, which is its name.
  returned: success, if it exists
  type: str
keypair:
  description: The keypair, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The name of the keypair.
      type: str
    name:
      description: The name of the keypair.
      type: str
    created_at:
      description: When it was created.
      type: str
    fingerprint:
      description: The fingerprint of the public key.
      type: str
    is_deleted:
      description: Whether it has been deleted.
      type: bool
    private_key:
      description: The private key, if Nova has just generated it.
      type: str
    public_key:
      description: The public key.
      type: str
    type:
      description: The type of the keypair.
      type: str
      sample: ssh
    user_id:
      description: The id of its user.
      type: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.compute import KEYPAIR, keypair


def main() -> None:
    run_module({**WAIT, **KEYPAIR.arguments()}, keypair, **KEYPAIR.constraints)


if __name__ == "__main__":
    main()
