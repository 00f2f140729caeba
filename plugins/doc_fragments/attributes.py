# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """What every module says of itself; `attributes.info` beside it for those that only read."""

    # a module adds `support` to check_mode and diff_mode
    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and predict the result without changing anything.
  diff_mode:
    description: Shows in C(--diff) mode what is changed, or would be in C(check_mode).
  action_group:
    description:
      - Use C(group/multicloud.openstack.openstack) in C(module_defaults) to set options for this
        module and all others of the collection.
    support: full
    membership:
      - multicloud.openstack.openstack
  platform:
    description: The platform of the host that runs the module and connects to the clouds.
    support: full
    platforms: posix
"""

    INFO = r"""
options: {}
attributes:
  check_mode:
    support: full
    details:
      - This module only reads.
  diff_mode:
    support: N/A
    details:
      - This module only reads.
"""
