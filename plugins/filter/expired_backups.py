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
  - Says which of the snapshots and backups that M(multicloud.openstack.fleet_info) shows have had
    their time. It deletes nothing.
  - What counts is the fleet, the number of the server and the name of the volume. So those of a
    volume that is gone make room for those of the one in its place. Snapshots and backups are
    counted apart.
  - Those that were not completed, for the run was killed, say, do not count. They have had their
    time as soon as a later one was completed.
  - What is being created or deleted is left alone.
positional: keep, days
options:
  _input:
    description: RV(multicloud.openstack.fleet_info#module:backups).
    type: list
    elements: dict
    required: true
  keep:
    description: How many of each volume stay on each target, the newest ones; V(0) for none.
      Without it, as many as there are.
    type: int
  days:
    description: How many days old they may become. The newest one of each volume on each
      target stays all the same. Without it, any number.
    type: float
"""

EXAMPLES = r"""
- name: See what there is
  multicloud.openstack.fleet_info:
    name: shop
    volumes: true
  register: found

- name: Show what a week's backups are not needed for
  ansible.builtin.debug:
    msg: "{{ found.backups | multicloud.openstack.expired_backups(keep=7, days=30) }}"
"""

RETURN = r"""
_value:
  description: The rows that may go, each with C(reason).
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
