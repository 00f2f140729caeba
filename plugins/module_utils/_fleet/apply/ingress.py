# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the port of servers will answer, as far as that can be told beforehand: by the rules of
the security groups that new ones will have, and by asking those that are there."""
from __future__ import annotations

import contextlib
from typing import Any

from ..._cloud.connection import Connection, Connections
from ..._cloud.errors import CloudError
from ..._cloud.pool import each
from ..._cloud.select import Selection
from ..._cloud.target import Target
from ..._portable.catalog import Catalog
from ..._portable.choose import by_name
from ..._portable.reachable import PATIENCE, answers, shut
from ..._resource.server.calls import unanswered
from ..._resource.server.model import Server, ServerSpec, about
from ..observe.offer import Offer
from ..observe.status import AT_WORK
from ..plan.plan import Plan
from ..spec import mark
from ..spec.fleet import Fleet, Seat, Share
from .calls import broken

Groups = list[dict[str, Any]]       # security groups with their rules


def chosen(rows: Groups, spec: ServerSpec) -> Groups:
    """Those of a spec.  Raises CloudError where one is not there."""
    return [by_name(rows, name, "security group") for name in spec.facing[1] or ("default",)]


def closed(connection: Connection, offer: Offer, share: Share, port: int) -> dict[str, str]:
    """{group: why} of the groups of a fleet whose new servers nobody will reach.  One request, if
    the offer has not made it.

    What is not there is no matter here: the offer has said so, if it could.
    """
    rows, why_closed = offer.security_groups, {}
    if rows is None:
        rows = Catalog(connection).security_groups()
    for group, spec in offer.guarded(share).items():
        if spec.through:
            continue        # somebody else reaches them
        with contextlib.suppress(CloudError):
            why_closed[group] = shut(chosen(rows, spec), spec.ip_version, port)
    return {group: why for group, why in why_closed.items() if why}


def foreseen(selection: Selection, fleet: Fleet, plan: Plan, offers: dict[Target, Offer],
             port: int) -> dict[Seat | str, CloudError]:
    """What of a plan that is not carried out would fail: by seat, the servers that stay and do not
    answer, and by target and group, those to come that nobody will reach."""
    staying = [(step.seat, step.server) for step in plan.steps
               if step.action == "keep" and step.server and not mark.through(step.server.metadata)]
    coming = {step.target for step in plan.steps if step.action in ("create", "replace")}
    why_closed = selection.ask(lambda connection: closed(
        connection, offers[connection.target], fleet.share(connection.target), port),
        coming & offers.keys())
    return {**silent(selection.connections, staying, port), **{
        f"{target} {group}": CloudError("timeout", f"{why}: new servers will not be reachable",
                                        target, waited_for="rule", rule=why)
        for target, reasons in why_closed.items() if not isinstance(reasons, CloudError)
        for group, why in reasons.items()}}


def silent(connections: Connections, servers: list[tuple[Seat, Server]], port: int
           ) -> dict[Seat | str, CloudError]:
    """Why servers do not answer on a port; all are asked in parallel.  One seat may have several
    of them."""
    def ask(number: int) -> None:
        _seat, server = servers[number]
        if server.status not in AT_WORK:
            raise about(server, broken(server))
        if not answers(server.address, port):
            raise unanswered(connections[server.target], server, server.address, port,
                             f"{PATIENCE:.0f} s")
    return {servers[number][0]: error
            for number, error in each(range(len(servers)), ask).items() if error}
