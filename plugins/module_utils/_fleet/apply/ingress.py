# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the port of servers will answer, as far as that can be told beforehand: by the rules of
the security groups that new ones will have, and by asking those that are there."""
from __future__ import annotations

import contextlib

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._cloud.pool import each
from ..._cloud.select import Selection
from ..._portable.choose import by_name
from ..._portable.reachable import PATIENCE, answers, shut
from ..._resource.server.calls import unanswered
from ..._resource.server.model import ServerSpec, about
from ..observe.status import AT_WORK
from ..plan.plan import Plan
from ..spec.fleet import Fleet
from .calls import broken


def groups(connection: Connection) -> list[dict]:
    """The project's own, with their rules.  One request."""
    return connection.pages("network", "/security-groups", "security_groups",
                            "listing security groups", project_id=connection.project_id())


def chosen(rows: list[dict], spec: ServerSpec) -> list[dict]:
    """Those of a spec.  Raises CloudError where one is not there."""
    return [by_name(rows, name, "security group") for name in spec.security_groups or ("default",)]


def closed(connection: Connection, specs: dict[str, ServerSpec], port: int) -> dict[str, str]:
    """{group: why} of the groups of a fleet whose new servers nobody will reach.

    What is not there is no matter here: the creation fails, and says so.
    """
    rows, found = groups(connection), {}
    for group, spec in specs.items():
        with contextlib.suppress(CloudError):
            found[group] = shut(chosen(rows, spec), spec.ip_version, port)
    return {group: why for group, why in found.items() if why}


def foreseen(selection: Selection, fleet: Fleet, plan: Plan, offers: dict, port: int) -> dict:
    """{seat, or target and group: CloudError} of a plan that is not carried out: the servers that
    stay and do not answer, and those to come that nobody will reach.

    offers: {Target: observe.offer.Offer}.
    """
    staying = [step for step in plan.steps if step.action == "keep" and step.server.address]
    coming = {step.target for step in plan.steps if step.action in ("create", "replace")}
    found = selection.ask(lambda connection: closed(
        connection, offers[connection.target].guarded(fleet.share(connection.target)), port),
        coming & offers.keys())
    return {**silent(selection.connections, staying, port), **{
        f"{target} {group}": CloudError("timeout", f"{why}: new servers will not be reachable",
                                        target, waited_for="rule", rule=why)
        for target, reasons in found.items() if not isinstance(reasons, CloudError)
        for group, why in reasons.items()}}


def silent(connections, steps: list, port: int) -> dict:
    """{seat: why} of the steps whose servers do not answer on a port; all asked in parallel."""
    def ask(number):
        step = steps[number]
        if step.server.status not in AT_WORK:
            raise about(step.server, broken(step.server))
        if not answers(step.server.address, port):
            raise unanswered(connections[step.target], step.server, step.server.address, port,
                             f"{PATIENCE:.0f} s")
    return {steps[number].seat: error
            for number, error in each(range(len(steps)), ask).items() if error}
