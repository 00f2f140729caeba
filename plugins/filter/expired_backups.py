# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: expired_backups
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Select the expired snapshots and backups of a fleet
description:
  - Returns which of the snapshots and backups that M(multicloud.openstack.fleet_info) lists have
    expired. It deletes nothing.
  - They are counted by fleet, server number and volume name, so those of a deleted volume make room
    for those of its replacement. Snapshots and backups are counted separately.
  - Incomplete ones, for example of a run that was killed, do not count. They expire as soon as a
    later one is complete.
  - Those that are being created or deleted are ignored.
positional: keep, days
options:
  _input:
    description: RV(multicloud.openstack.fleet_info#module:backups).
    type: list
    elements: dict
    required: true
  keep:
    description: How many of each volume to keep on each target, starting with the newest; V(0) for
      none. Defaults to all.
    type: int
  days:
    description: The maximum age in days. The newest one of each volume on each target is kept
      regardless. Defaults to no limit.
    type: float
"""

EXAMPLES = r"""
- name: List the backups of a fleet
  multicloud.openstack.fleet_info:
    name: shop
    volumes: true
  register: found

- name: Show which backups have expired
  ansible.builtin.debug:
    msg: "{{ found.backups | multicloud.openstack.expired_backups(keep=7, days=30) }}"
"""

RETURN = r"""
_value:
  description: The expired rows, each with C(reason).
  type: list
  elements: dict
"""

from collections.abc import Callable
from datetime import UTC, datetime

from ..module_utils._fleet.observe.backups import expired


def expired_backups(rows: list[dict], keep: int | None = None,
                    days: float | None = None) -> list[dict]:
    """See DOCUMENTATION."""
    return expired(rows, keep, days, datetime.now(UTC))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"expired_backups": expired_backups}
