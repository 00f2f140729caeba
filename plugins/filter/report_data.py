# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: report_data
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Collect the data of a report on clouds, fleets and a run
description:
  - Combines the results of modules and roles into one dictionary. The role
    P(multicloud.openstack.report#role) collects these results, and writes the dictionary as JSON
    and, with P(multicloud.openstack.report_page#filter), as an HTML page.
  - It contains no metadata except the owners of claims, and no tags, console output or list of
    endpoints. Warnings and failure messages quote URLs that did not answer.
positional: run
options:
  _input:
    description:
      - The results of M(multicloud.openstack.cloud_info) as C(clouds), of
        M(multicloud.openstack.fleet_info) as C(fleets), of M(multicloud.openstack.leaks_info) as
        C(leaks), and of M(multicloud.openstack.waste_info) as C(waste).
      - As C(flavors), the results of a loop of M(multicloud.openstack.compute_flavor_info) over
        these clouds, which tell how much servers use of the quotas for cores and memory.
      - As C(images), the results of a loop of M(multicloud.openstack.image_info) over pairs of one
        of these clouds and the name of a rollout.
      - As C(before), the JSON of the report before, whose C(history) is continued.
      - As C(prices), a table of prices, as O(multicloud.openstack.fleet#module:prices).
      - Each is optional. Results of failed tasks become warnings.
    type: dict
    required: true
  run:
    description:
      - The results of a run, as for the role P(multicloud.openstack.report#role).
    type: dict
    default: {}
"""

EXAMPLES = r"""
- name: Query all clouds
  multicloud.openstack.cloud_info:
  register: found

- name: Show the quotas of each cloud
  ansible.builtin.debug:
    msg: "{{ report.clouds | map(attribute='quotas') }}"
  vars:
    report: "{{ {'clouds': found} | multicloud.openstack.report_data }}"
"""

RETURN = r"""
_value:
  description: The report. The guide C(docs/report.md) describes its format.
  type: dict
"""

from collections.abc import Callable
from datetime import UTC, datetime

from ..module_utils._portable.expiry import stamp
from ..plugin_utils.report import report
from ..plugin_utils.untrusted import plain, untrusted


def report_data(found: dict, run: dict | None = None) -> dict:
    """See DOCUMENTATION."""
    return untrusted(report(plain(found), plain(run or {}), stamp(datetime.now(UTC))))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"report_data": report_data}
