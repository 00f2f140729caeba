# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: roll_batches
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Split the servers that a plan changes into batches
description:
  - Selects the servers that a plan of a fleet changes, and splits them into batches. All servers of
    a batch are in the same group and on the same target.
  - Batches with servers that do not work come first, because their change hurts nobody.
options:
  _input:
    description: The plan, as M(multicloud.openstack.fleet) returns it.
    type: list
    elements: dict
    required: true
  servers:
    description: The servers, as M(multicloud.openstack.fleet) returns them.
    type: list
    elements: dict
    required: true
  size:
    description: The maximum number of servers in a batch.
    type: int
    default: 1
positional: servers, size
seealso:
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
- name: Plan to recreate the servers that have drifted
  multicloud.openstack.fleet:
    name: shop
    count: 4
    image: debian-12
    flavor: m1.small
    update_policy: replace
  check_mode: true
  register: shop

- name: Show the batches
  ansible.builtin.debug:
    msg: "{{ item | map(attribute='name') | join(', ') }}"
  loop: "{{ shop.plan | multicloud.openstack.roll_batches(shop.servers, 2) }}"
"""

RETURN = r"""
_value:
  description: The batches. Each is a list of the servers, with C(action) and C(reason) of the plan.
  type: list
  elements: list
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from ansible.errors import AnsibleFilterError

WORKING = "ACTIVE"


def roll_batches(plan: list[dict], servers: Iterable[dict], size: int = 1) -> list[list[dict]]:
    """See DOCUMENTATION."""
    if int(size) < 1:
        raise AnsibleFilterError(f"roll_batches: a batch of {size} servers is none: use 1 or more")
    by_id = {row["id"]: row for row in servers}
    changed = [{**by_id[step["id"]], "action": step["action"], "reason": step["reason"]}
               for step in plan if step["action"] != "keep" and step["id"] in by_id]
    places = [list(rows) for _key, rows in groupby(sorted(changed, key=_order), _place)]
    found = [rows[first:first + int(size)] for rows in places
             for first in range(0, len(rows), int(size))]
    return sorted(found, key=lambda batch: all(_works(row) for row in batch))


def _works(row: dict[str, Any]) -> bool:
    return row["status"] == WORKING


def _place(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["group"], row["cloud"], row["region_name"]


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    return *_place(row), _works(row), row["index"]


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"roll_batches": roll_batches}
