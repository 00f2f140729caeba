# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: one_line
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Make text from a cloud safe to print on one line
description:
  - Converts untrusted text, such as the name of a volume, to one line, for labels and messages.
  - Unprintable characters are shown as escape sequences, such as C(\x1b) or C(\n). Text of more
    than 4000 characters is truncated.
options:
  _input:
    description: The text.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: List the volumes
  multicloud.openstack.volume_info:
    cloud: alpha
  register: found

- name: Show their sizes
  ansible.builtin.debug:
    var: item.size
  loop: "{{ found.volumes }}"
  loop_control:
    label: "{{ item.name | multicloud.openstack.one_line }}"
"""

RETURN = r"""
_value:
  description: The line.
  type: str
"""

from collections.abc import Callable

from ..module_utils._cloud.escape import one_line


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"one_line": one_line}
