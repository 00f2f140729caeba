# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is there of fleets, by mark, without a spec to hold it against."""
from __future__ import annotations

from .._cloud.errors import CloudError
from .._cloud.select import select
from .._cloud.target import Target
from . import report
from .observe import backups, volumes
from .observe import servers as observe_servers
from .spec import mark


def info(options: dict, check_mode: bool) -> dict:
    """The servers of one fleet, or of every fleet, on all targets; the module's result.

    check_mode makes no difference: nothing is ever changed.
    """
    selection = select(options)
    fleet = options.get("name")
    found = selection.look(lambda connection: (
        observe_servers.servers(connection, fleet),
        *(observe_servers.storage(connection, fleet) if options.get("volumes") else ())))
    failures = [*selection.failures,
                *(rows for rows in found.values() if isinstance(rows, CloudError))]
    seen = {target: rows for target, rows in found.items() if not isinstance(rows, CloudError)}
    servers = {target: rows[0] for target, rows in seen.items()}
    names = {name for rows in servers.values() for server in rows
             if mark.made_of(server) and (name := mark.fleet_of(server)) is not None}
    fleets = {name: report.servers(name, servers, {}) for name in sorted(names)
              if fleet in (None, name)}
    storage = _storage(fleets, fleet, seen) if options.get("volumes") else {}
    return {
        "changed": False, "fleets": fleets,
        "servers": [row for rows in fleets.values() for row in rows], **storage,
        "failures": [error.report() for error in failures],
        "warnings": [str(error) for error in failures],
    }


def _storage(fleets: dict[str, list[dict]], fleet: str | None, seen: dict[Target, tuple]) -> dict:
    """What the result has of volumes; adds each server's own to the rows of fleets."""
    attached = volumes.of_servers(volume for _servers, found, _copies in seen.values()
                                  for volume in found)
    for row in (row for rows in fleets.values() for row in rows):
        row["volumes"] = attached.get(row["id"], [])
    return {
        "kept_volumes": [row for target, (_servers, found, _copies) in sorted(seen.items())
                         for row in volumes.placed(target, (
                             volume for volume in _own(found, fleet) if not volume.servers))],
        "backups": [row for target, (_servers, _volumes, found) in sorted(seen.items())
                    for row in backups.report(target, _own(found, fleet))]}


def _own(found: list, fleet: str | None) -> list:
    """Those of a fleet, or of any."""
    return [one for one in found
            if (name := mark.fleet_of(one)) is not None and fleet in (None, name)]
