# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What secrets and their containers have in common: the access list."""
from __future__ import annotations


class ModuleDocFragment:
    """Who may read one."""

    DOCUMENTATION = r"""
options:
  acl_users:
    description:
      - Names or ids of users who may read it, in addition to those in O(project_access). Others are
        removed.
      - Names require an administrator account, as others cannot list users.
    type: list
    elements: str
  project_access:
    description:
      - Whether everyone in the project may read it whose role allows that. If V(false), only its
        creator, the users in O(acl_users) and administrators may.
      - By default, a new one can be read in the project, and an existing one is not changed.
    type: bool
"""
