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
  - Makes one line of a text that others have written, such as the name of a volume, for labels and
    messages.
  - What cannot be printed is shown as an escape sequence, such as C(\x1b) or C(\n). A text of more
    than 4000 characters is cut.
options:
  _input:
    description: The text.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: Find the volumes
  multicloud.openstack.volume_info:
    cloud: alpha
  register: found

- name: Show one after the other
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
