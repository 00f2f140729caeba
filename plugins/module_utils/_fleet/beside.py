# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What servers have beside themselves: how it is found, and made, before steps are carried out."""
from __future__ import annotations

from .._cloud.errors import CloudError
from .._cloud.select import Selection
from .._cloud.target import Target
from .apply.context import RunContext
from .ledger import Ledger
from .observe import offer, servers, status
from .placing import Placing
from .plan.plan import Step
from .spec.fleet import Fleet


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
