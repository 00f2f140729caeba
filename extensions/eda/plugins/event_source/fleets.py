# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An event source for Event-Driven Ansible: what happens to fleets and clouds."""

from __future__ import annotations

DOCUMENTATION = r"""
short_description: Watch fleets and clouds
description:
  - Queries all targets at an interval, each on its own, and sends an event when a condition begins,
    and another one when it ends. A target that does not respond does not delay the others.
  - Each event has C(type), C(state) (V(began), V(lasts) or V(ended)), C(message), C(at), C(since),
    C(away), the targets that do not respond at the time, and C(all_up), whether there are none.
  - The types are C(server_missing), C(server_error), C(server_expired), C(server_drifted),
    C(claim_ended), C(pool_low), C(quota_nearly_used), C(image_promoted) and C(target_down). The
    guide C(docs/events.md) lists their keys.
  - Conditions are found from the clouds alone. After a restart, those that still hold are sent
    again. While it runs, each is sent once, and again after O(remind) as V(lasts).
  - Each look takes four requests to a target, and one for each of O(rollouts).
options:
  fleets:
    description:
      - The fleets, as for M(multicloud.openstack.fleet). Only C(name), C(count), C(min_ready),
        C(cloud), C(region_name), C(targets) and C(groups) with C(name), C(count), C(each) and
        C(min_ready) are used, unless O(drift) is set. They tell how many servers there should be,
        or in a pool, how many should be ready.
      - In other fleets, a server is only missing if there is one with a higher number.
    type: list
    elements: dict
    default: []
  drift:
    description:
      - Whether to compare servers with O(fleets), which must then be whole definitions, and to send
        an event when one has drifted.
      - Only what a list of servers shows is compared, without further requests. The guide
        C(docs/events.md) lists it.
      - Definitions must not contain templates, except for C(public_key), as they are not filled in.
    type: bool
    default: false
  rollouts:
    description: Names of rollouts of images, as for M(multicloud.openstack.image_rollout), to send
      an event when another build is promoted.
    type: list
    elements: str
    default: []
  interval:
    description: Seconds between two looks at a target.
    type: float
    default: 60
  settle:
    description: Seconds that a condition must last before it is sent. A server that is being
      created or replaced is missing for some time.
    type: float
    default: 120
  remind:
    description: Seconds after which a condition that still holds is sent again; V(0) for never.
    type: float
    default: 3600
  quota:
    description: The part of a quota from which on it is nearly used.
    type: float
    default: 0.9
  clouds_yaml:
    description: Path of the C(clouds.yaml) to read. Defaults to the rules of openstacksdk.
    type: str
  secure_yaml:
    description: Path of the C(secure.yaml) to read. Defaults to the one next to C(clouds.yaml).
    type: str
  targets:
    description: The targets, each as C(cloud) and C(region_name), or as a name such as V(alpha) or
      V(alpha/RegionOne). Defaults to all of C(clouds.yaml). All targets of O(fleets) must be among
      them, as servers elsewhere are missing.
    type: list
    elements: raw
  api_timeout:
    description: Timeout in seconds for a cloud's response to a request.
    type: float
    default: 30
requirements:
  - openstacksdk >= 4.5
  - ansible-core, in the environment of ansible-rulebook
"""

EXAMPLES = r"""
- name: Heal fleets
  hosts: localhost
  sources:
    - multicloud.openstack.fleets:
        interval: 60
        fleets:
          - name: ci
            count: 12
  rules:
    - name: A server is missing
      condition: event.type == "server_missing" and event.state == "began"
      action:
        debug:
          msg: "{{ event.message }}"
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

ROOT = str(Path(__file__).resolve().parents[6].parent)


async def main(queue: asyncio.Queue, args: dict[str, Any]) -> None:
    """What ansible-rulebook calls, by the path of this file: it knows nothing of the collection."""
    if ROOT not in sys.path:
        sys.path.append(ROOT)
    from ansible_collections.multicloud.openstack.plugins.module_utils._watch.follow import follow
    await follow(queue, args)
