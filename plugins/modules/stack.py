#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: stack
short_description: Manage stacks of Heat
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes stacks of Heat.
  - A stack is updated only if its template, tags or, according to Heat's preview, any of its
    resources would change. The preview is in the diff, also in check mode.
  - If Heat fails, the error has the resources that failed, and why.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  abandon:
    description:
      - With O(state=absent), deletes the stack and leaves its resources as they are.
        RV(adopt_data) has what O(adopt_data) of a later task needs to take them over.
      - Requires C(no_log) on the task, and a Heat that allows it.
    type: bool
    default: false
  adopt_data:
    description:
      - Creates the stack from existing resources. It is the RV(adopt_data) of a task with
        O(abandon), with its template. If the stack exists, the option has no effect.
      - Requires C(no_log) on the task, as it may have secrets, and a Heat that allows it.
    type: dict
  name:
    description: Name of the stack.
    type: str
    required: true
  environment:
    description:
      - Environments, each as the path of a file or as a dictionary. Later ones override earlier
        ones.
      - Secrets in dictionaries are masked as those in O(parameters).
    type: list
    elements: raw
  parameters:
    description:
      - Parameters of the template. Others stay, or have the default of the template.
      - A new value that changes no resource does not count as a change.
      - Ansible masks values with names that sound like secrets, such as C(db_password), if they
        have at least four characters.
    type: dict
  rollback:
    description: Whether Heat undoes a creation or an update that fails. The error is reported all
      the same. New stacks get V(false) if it is not set.
    type: bool
  tags:
    description: Tags of the stack, separated by commas.
    type: str
    aliases: [tag]
  template:
    description:
      - Template of the stack, as the path of a file, as text, or as a dictionary. A new stack needs
        one, or O(adopt_data).
      - Files that it refers to are sent with it, if it is a file itself.
    type: raw
  timeout:
    description: How many seconds to wait, and after how many Heat gives up.
    type: float
    default: 3600.0
seealso:
  - module: multicloud.openstack.stack_info
"""

EXAMPLES = r"""
- name: Create a stack
  multicloud.openstack.stack:
    cloud: alpha
    name: random
    template:
      heat_template_version: "2021-04-16"
      parameters:
        length:
          type: number
          default: 8
      resources:
        word:
          type: OS::Heat::RandomString
          properties:
            length: {get_param: length}
    tags: web,test

- name: Change a parameter
  multicloud.openstack.stack:
    cloud: alpha
    name: random
    parameters:
      length: 12

- name: Delete the stack, and leave its resources
  multicloud.openstack.stack:
    cloud: alpha
    name: random
    abandon: true
    state: absent
  register: abandoned
  no_log: true

- name: Take over the resources with another stack
  multicloud.openstack.stack:
    cloud: alpha
    name: random-words
    adopt_data: "{{ abandoned.adopt_data }}"
  no_log: true

- name: Delete the other stack, and its resources
  multicloud.openstack.stack:
    cloud: alpha
    name: random-words
    state: absent

- name: Delete a stack
  multicloud.openstack.stack:
    cloud: alpha
    name: random
    state: absent
"""

RETURN = r"""
adopt_data:
  description: What O(adopt_data) takes, with all parameters of the stack; in check mode as well.
  returned: success, with O(abandon), if the stack exists
  type: dict
id:
  description: The id of the stack.
  returned: success, if it exists
  type: str
stack:
  description: The stack, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    created_at:
      description: When it was created.
      type: str
    id:
      description: Its id.
      type: str
    is_rollback_disabled:
      description: Whether Heat leaves what has failed.
      type: bool
    name:
      description: Its name.
      type: str
    outputs:
      description: Its outputs, with C(output_key), C(output_value) and C(description).
      type: list
      elements: dict
    parameters:
      description: Its parameters. Heat hides those that the template declares as hidden.
      type: dict
    status:
      description: Its status, for example V(CREATE_COMPLETE).
      type: str
    status_reason:
      description: Why it has this status.
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    updated_at:
      description: When it was updated last.
      type: str
"""

from ..module_utils._resource.module import STATE, run_module, waiting
from ..module_utils._resource.specs.stacks import STACK, stack


def main() -> None:
    run_module({**waiting(STACK), **STATE, **STACK.arguments()}, stack,
               secret=("abandon", "adopt_data"), **STACK.constraints)


if __name__ == "__main__":
    main()
