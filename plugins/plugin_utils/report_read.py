# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A report that somebody hands to a filter."""
from __future__ import annotations

from typing import Any

from ansible.errors import AnsibleFilterError

from .report import FORMAT
from .untrusted import plain


def read(caller: str, data: Any) -> dict[str, Any]:
    """Its plain data.  Raises AnsibleFilterError where it is something else; caller: the filter."""
    report = plain(data)
    if not isinstance(report, dict) or report.get("format") != FORMAT:
        raise AnsibleFilterError(f"{caller}: this is no report of format {FORMAT}: give it what "
                                 "report_data has made, or its JSON by from_json")
    return report
