# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each target offers: services, zones, limits, networks; and why not, where it does not."""
from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from .._cloud import allowance, capabilities
from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._cloud.select import select
from . import limits, network
from .catalog import Catalog
from .requirement import parsed


def info(options: dict, check_mode: bool) -> dict:
    """A row for every target; the module's result.

    check_mode makes no difference: nothing is ever changed.  Raises CloudError where no cloud can
    be read at all, or a spec makes no sense.
    """
    spec = parsed(options)
    selection = select(options)
    rows = each(selection.targets, lambda target: row(selection.connections[target], spec))
    return {"changed": False, "clouds": [
        _unusable(one) if isinstance(one, CloudError) else one
        for one in (*rows.values(), *selection.failures)]}


def row(connection: Connection, spec: dict) -> dict:
    """One target.  Its parts are asked for at the same time, and each may fail alone.

    spec: what Catalog.answer() takes; nothing is asked for an empty one.
    """
    began = time.monotonic()
    services = ask(connection, {"login": connection.catalog})["login"]
    unusable = isinstance(services, CloudError)
    found = _unusable(services) if unusable else _usable(connection, services, spec)
    return {**found, "seconds": round(time.monotonic() - began, 2),
            "requests": connection.requests}


def _unusable(error: CloudError) -> dict:
    place = error.target.report()      # type: ignore[union-attr]   # select() and each() name it
    return {**place, "reachable": False, "error": str(error),
            "failures": [error.report()],
            "services": [], "regions": [], "availability_zones": [],
            "limits": {"compute": {}, "network": {}, "volume": {}}, "networks": [],
            "answer": None, "answer_error": None, "seconds": 0.0, "requests": 0}


def _usable(connection: Connection, services: dict[str, list[dict]], spec: dict) -> dict:
    target, region, catalog = connection.target, connection.region, Catalog(connection)
    urls = capabilities.endpoints(services, target.region, region.get_interface() or "public")
    parts: dict[str, Callable[[], Any]] = {
        name: partial(part, connection) for name, part in PARTS.items()}
    parts["networks"] = lambda: network.overview(
        catalog.networks(), catalog.hints(), catalog.routed)
    parts.update({url: partial(connection.versions, kind) for kind, url in urls.items()})
    resolutions = ask(connection, parts)
    failures = [error for error in resolutions.values() if isinstance(error, CloudError)]
    known = {name: resolved for name, resolved in resolutions.items() if resolved not in failures}
    return {
        **target.report(), "reachable": True, "error": None,
        # a service that is not there is no failure
        "failures": [error.report() for error in failures if error.kind != "not_found"],
        "services": [capabilities.service(kind, url, known.get(url, []))
                     for kind, url in urls.items()],
        "regions": capabilities.regions(services),
        "availability_zones": known.get("availability zones", []),
        "limits": {kind: known.get(f"{kind} limits", {}) for kind in LIMITS},
        "networks": known.get("networks", []),
        **_resolved(connection, catalog, spec),
    }


def _resolved(connection: Connection, catalog: Catalog, spec: dict) -> dict:
    """What the spec means here, or why it means nothing; the networks are listed already."""
    found = ask(connection, {"answer": lambda: catalog.resolve(**spec)})["answer"] if spec else None
    if isinstance(found, CloudError):
        return {"answer": None, "answer_error": str(found)}
    return {"answer": found and found.report(), "answer_error": None}


def ask(connection: Connection, parts: dict[str, Callable[[], Any]]) -> dict[str, Any]:
    """{name: answer or CloudError} of all parts, {name: function}, at the same time; the cloud may
    be silent for its api_timeout, and go on answering for as long as an action may take."""
    asked = time.monotonic()
    found = each(parts, lambda name: parts[name](), patience=lambda _name: min(
        connection.patience(asked), asked + allowance.LONGEST - time.monotonic()))
    return {name: resolved.at(connection.target, name) if isinstance(resolved, CloudError)
            else resolved
            for name, resolved in found.items()}


def _zones(connection: Connection) -> list[str]:
    rows = connection.get("compute", "/os-availability-zone", "listing availability zones")
    return sorted(zone["zoneName"] for zone in rows["availabilityZoneInfo"]
                  if zone["zoneState"]["available"])


def _compute_limits(connection: Connection, project: str | None) -> dict[str, dict]:
    found = connection.get("compute", "/limits", "reading compute limits", tenant_id=project)
    return limits.absolute(found["limits"]["absolute"], limits.COMPUTE)


def _volume_limits(connection: Connection, project: str | None) -> dict[str, dict]:
    found = connection.get("block-storage", "/limits", "reading volume limits", project_id=project)
    return limits.absolute(found["limits"]["absolute"], limits.VOLUME)


def _network_limits(connection: Connection, project: str | None) -> dict[str, dict]:
    path = f"/quotas/{project or connection.project_id()}/details.json"
    return limits.network(connection.get("network", path, "reading network limits")["quota"])


# functions of a connection and the id of a project; that of the login where it is None
LIMITS = {"compute": _compute_limits, "network": _network_limits, "volume": _volume_limits}
PARTS: dict[str, Callable[[Connection], Any]] = {
    "availability zones": _zones,
    **{f"{kind} limits": partial(limit, project=None) for kind, limit in LIMITS.items()},
}
