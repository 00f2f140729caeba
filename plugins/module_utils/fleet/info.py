# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is there of fleets, by mark, without a wish to hold it against."""
from __future__ import annotations

from ..cloud.errors import CloudError
from ..cloud.select import select
from . import mark, observe, report


def info(options: dict, check_mode: bool) -> dict:
    """The servers of one fleet, or of every fleet, on all targets; the module's result.

    check_mode makes no difference: nothing is ever changed.
    """
    selection = select(options)
    fleet = options.get("name")
    found = selection.ask(lambda connection: observe.servers(connection, fleet))
    failures = [*selection.failures,
                *(rows for rows in found.values() if isinstance(rows, CloudError))]
    seen = {target: rows for target, rows in found.items() if not isinstance(rows, CloudError)}
    names = {mark.fleet_of(server) for rows in seen.values() for server in rows} - {None}
    fleets = {name: report.servers(name, seen, {}) for name in sorted(names)
              if fleet in (None, name)}
    return {
        "changed": False, "fleets": fleets,
        "servers": [row for rows in fleets.values() for row in rows],
        "failures": [error.report() for error in failures],
        "warnings": [str(error) for error in failures],
    }
