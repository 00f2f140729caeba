# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What servers have beside themselves: how it is found, and made, before steps are carried out."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from .._cloud.errors import CloudError
from .._cloud.select import Selection
from .._cloud.target import Target
from .apply.context import RunContext
from .kinds.server import deleted as gone
from .ledger import Ledger
from .observe import offer, servers, status
from .placing import Placing
from .plan.plan import Plan, Step
from .spec.fleet import Fleet

LATELY = timedelta(hours=1)


def floating_ips(selection: Selection, fleet: Fleet, steps: list[Step], ledger: Ledger) -> dict:
    """Of the targets where servers go.  Where they cannot be read, no server goes: it would leave
    its own behind."""
    going = [(step, step.server) for step in steps if step.server and (
        step.action in ("delete", "replace") or "auto_ip" in step.changes) and (
        step.server.floating_ip or status.wants_floating_ip(step.server))]
    found = selection.ask(lambda connection: servers.floating_ips(connection, fleet.name),
                          {server.target for _step, server in going})
    for step, server in going:
        if isinstance(error := found[server.target], CloudError):
            ledger.block(step, error)
    return {target: rows for target, rows in found.items() if not isinstance(rows, CloudError)}


def deleted(selection: Selection, fleet: Fleet, plan: Plan, targets: Iterable[Target],
            ledger: Ledger) -> list[str]:
    """The descriptions of servers that were deleted in the last hour, if that matters.  Where they
    cannot be listed, nothing is begun."""
    if fleet.max_replace_per_hour is None or not (plan.writes or plan.missing):
        return []
    found = selection.ask(lambda connection: gone(connection, connection.now() - LATELY), targets)
    for rows in found.values():
        if isinstance(rows, CloudError):
            ledger.halt("max_replace_per_hour", rows)
    return [text for rows in found.values() if not isinstance(rows, CloudError)
            for text in rows.values()]


def prepare(selection: Selection, fleet: Fleet, placing: Placing, context: RunContext,
            targets: set[Target]) -> dict[Target, CloudError]:
    """Makes what is missing on targets where servers are made; why some are closed then."""
    made = selection.ask(
        lambda connection: offer.prepare(
            connection, fleet, placing.offers[connection.target],
            context.prepared[connection.target]),
        [t for t in targets if offer.missing(fleet, placing.offers[t])])
    failed = {target: error for target, error in made.items() if isinstance(error, CloudError)}
    placing.ledger.changed |= any(context.prepared.values())
    placing.ledger.closed.update(failed)
    return failed
