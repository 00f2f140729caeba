# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: report_page
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Render a report as one HTML page
description:
  - Renders the data of P(multicloud.openstack.report_data#filter) as a page, which needs no other
    files, network access or scripts.
  - Values from clouds are shown as plain text.
options:
  _input:
    description: The data of the report.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Render the page again from its JSON
  ansible.builtin.copy:
    content: "{{ lookup('ansible.builtin.file', 'report.json') | from_json
      | multicloud.openstack.report_page }}"
    dest: report.html
    mode: "0644"
"""

RETURN = r"""
_value:
  description: The page.
  type: str
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..plugin_utils import report_view
from ..plugin_utils.report_read import read
from ..plugin_utils.untrusted import untrusted

TEMPLATES = Path(report_view.__file__).parent


def report_page(data: Any) -> str:
    """See DOCUMENTATION."""
    report = read("report_page", data)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals["view"] = report_view
    return untrusted(environment.get_template("report.html.j2").render(data=report))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"report_page": report_page}
