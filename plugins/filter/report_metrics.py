# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: report_metrics
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Render a report as metrics for Prometheus
description:
  - Renders the data of a report as text in the format of OpenMetrics, which Prometheus reads
    through the textfile collector of its C(node_exporter).
  - The guide C(docs/metrics.md) lists the metrics.
options:
  _input:
    description: A report of P(multicloud.openstack.report_data#filter), or its JSON.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Write the metrics of a report
  ansible.builtin.copy:
    content: "{{ lookup('ansible.builtin.file', 'report.json') | from_json
      | multicloud.openstack.report_metrics }}"
    dest: /var/lib/node_exporter/multicloud.prom
    mode: "0644"
"""

RETURN = r"""
_value:
  description: The metrics.
  type: str
"""

from collections.abc import Callable
from typing import Any

from ..plugin_utils.report_metrics import metrics
from ..plugin_utils.report_read import read
from ..plugin_utils.untrusted import untrusted


def report_metrics(data: Any) -> str:
    """See DOCUMENTATION."""
    return untrusted(metrics(read("report_metrics", data)))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"report_metrics": report_metrics}
