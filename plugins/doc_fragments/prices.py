# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The table of prices."""

    DOCUMENTATION = r"""
options:
  prices:
    description: A table of prices per hour, in any currency, for example from a file of variables.
      Results, also of a dry run, then say what resources cost, in RV(cost).
    type: list
    elements: dict
    suboptions:
      cloud:
        description: The cloud that these prices are of.
        type: str
        required: true
      region_name:
        description: Its region. Prices of a region override those of all its regions.
        type: str
      flavors:
        description: The price of each flavor, by name.
        type: dict
      volume_types:
        description: The price of each volume type per GiB, by name; V(default) for volumes without
          a type, and for types that are not listed.
        type: dict
      floating_ip:
        description: The price of a floating IP.
        type: float
"""
