# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: scale_plan
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Decide how many servers a fleet should have for a number
description:
  - Decides how many servers a fleet should have for each number of a series, such as the length of
    a queue over time. It changes nothing.
  - The number of servers that a number needs is the number divided by O(per_server), rounded up,
    and at least O(minimum) and at most O(maximum).
  - One decision adds or removes at most O(step) servers. After a change, O(cooldown) passes before
    the next one. A count that is less than O(minimum) or more than O(maximum) is corrected at once.
options:
  _input:
    description: The numbers, each as C(number), and C(at), a time in UTC such as
      V(2030-01-31T18:00:00Z). They are put in order of time.
    type: list
    elements: dict
    required: true
  minimum:
    description: The least number of servers.
    type: int
    required: true
  maximum:
    description: The greatest number of servers.
    type: int
    required: true
  per_server:
    description: How much of the number one server takes.
    type: float
    default: 1
  step:
    description: The maximum number of servers that one decision adds or removes.
    type: int
    default: 1
  cooldown:
    description: How long nothing changes after a change, such as V(10m) or V(600) (seconds).
    type: str
    default: "0"
  count:
    description: The number of servers at the beginning. Defaults to O(minimum).
    type: int
  changed:
    description: The time when it last changed. If omitted, no cool-down applies at the beginning.
    type: str
seealso:
  - plugin: multicloud.openstack.scale
    plugin_type: role
"""

EXAMPLES = r"""
- name: Show what would have been done last night
  ansible.builtin.debug:
    msg: "{{ queue | multicloud.openstack.scale_plan(minimum=2, maximum=20, per_server=5, step=4,
      cooldown='10m') }}"
  vars:
    queue:
      - {at: "2030-01-31T18:00:00Z", number: 12}
      - {at: "2030-01-31T18:05:00Z", number: 84}
"""

RETURN = r"""
_value:
  description: A row for each number.
  type: list
  elements: dict
  contains:
    at:
      description: The time.
      type: str
    number:
      description: The number.
      type: float
    wanted:
      description: The number of servers that it needs, without any limit.
      type: int
    count:
      description: The number of servers that the fleet should have from then on.
      type: int
    reason:
      description: Why, V(scale out), V(scale in), V(enough), V(cools down), V(is minimum),
        V(is maximum), V(at least minimum) or V(at most maximum).
      type: str
"""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ansible.errors import AnsibleFilterError

from ..module_utils._portable.expiry import moment, span, stamp
from ..plugin_utils.scaling import Rule, replay
from ..plugin_utils.untrusted import plain


def scale_plan(series: Any, minimum: int, maximum: int, per_server: float = 1.0, step: int = 1,
               cooldown: str = "0", count: int | None = None,
               changed: str | None = None) -> list[dict[str, Any]]:
    """See DOCUMENTATION."""
    rule = Rule(_number("minimum", minimum, int), _number("maximum", maximum, int),
                _number("per_server", per_server), _number("step", step, int), _span(cooldown))
    if wrong := rule.wrong():
        raise AnsibleFilterError(f"scale_plan: {wrong}")
    there = rule.minimum if count is None else _number("count", count, int)
    rows = replay(_series(plain(series)), there, _time("changed", changed) if changed else None,
                  rule)
    return [{**row, "at": stamp(row["at"])} for row in rows]


def _series(series: Any) -> list[tuple[datetime, float]]:
    if not isinstance(series, list) or not all(isinstance(row, dict) for row in series):
        raise AnsibleFilterError("scale_plan: this is no list of dictionaries with at and number")
    return sorted((_time("at", row.get("at")), _number("number", row.get("number")))
                  for row in series)


def _number(name: str, value: Any, kind: Callable[[Any], Any] = float) -> Any:
    try:
        found = float(str(value).strip())
    except ValueError:
        found = math.nan
    if isinstance(value, bool) or not 0 <= found < math.inf or kind(found) != found:
        what = "a whole number" if kind is int else "a number"
        raise AnsibleFilterError(f"scale_plan: {name}: {value!r:.100} is not {what} of 0 or more")
    return kind(found)


def _time(name: str, value: Any) -> datetime:
    found = moment(str(value))
    if found is None:
        raise AnsibleFilterError(f"scale_plan: {name}: {value!r:.100} is not a time such as "
                                 '"2030-01-31T18:00:00Z"')
    return found


def _span(value: Any) -> timedelta:
    found = span(str(value))
    if found is None:
        raise AnsibleFilterError(f"scale_plan: cooldown: {value!r:.100} is not a span such as 10m, "
                                 "1h30m or 600 (seconds)")
    return found


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"scale_plan": scale_plan}
