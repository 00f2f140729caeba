# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One target, tried: its login, its services, its limits, and what it has for the specs."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from .._cloud import capabilities
from .._cloud.connection import Connection, own_project
from .._cloud.errors import LATE, CloudError
from .._cloud.lint.finding import WARNING, Finding
from .._fleet.observe import offer
from .._portable import keypair, network
from .._portable.catalog import Catalog
from .._portable.choose import by_name
from .._portable.info import LIMITS, ask
from .._portable.reachable import shut
from .._resource.server.model import ServerSpec
from .diagnose import Chart

SERVICES = {"compute": "compute", "image": "image", "network": "network",
            "volume": "block-storage"}
# of an option of the spec
ASKED_OF = {"image": "image", "flavor": "compute", "network": "network", "key_name": "compute"}


def examine(connection: Connection, choices: dict[str, tuple[ServerSpec, ...]],
            port: int) -> Chart:
    """choices: what a server of each group may be, in order of preference.  Nothing is changed, and
    what fails alone hides nothing else."""
    began, specs = time.monotonic(), {group: found[0] for group, found in choices.items()}
    catalog = ask(connection, {"login": partial(_login, connection)})["login"]
    if isinstance(catalog, CloudError):
        return Chart(connection.target, catalog, seconds=time.monotonic() - began)
    kinds = [kind for kind in SERVICES if kind != "volume" or any(
        spec.boot_from_volume or spec.data_volumes for spec in specs.values())]
    services = ask(connection, {kind: partial(connection.adapter, SERVICES[kind])
                                for kind in kinds})
    missing = [kind for kind, found in services.items() if isinstance(found, CloudError)]
    parts = ask(connection, dict(_parts(connection, choices, set(kinds) - set(missing))))
    groups = parts.pop("security groups", None)
    closed = [] if groups is None else _closed(groups, specs, port)
    # of a cloud that was silent for too long it is one of the parts that failed
    resolutions = {} if isinstance(parts["definition"], CloudError) else parts.pop("definition")
    return Chart(
        connection.target, regions=tuple(capabilities.regions(catalog)), missing=tuple(missing),
        parts=parts, specs=specs, resolutions=resolutions, closed=tuple(closed),
        seconds=time.monotonic() - began, requests=connection.requests)


def _login(connection: Connection) -> dict[str, list[dict]]:
    """The catalog of a login that is for a project: servers are nowhere else."""
    catalog = connection.catalog()
    own_project(connection)
    return catalog


def _parts(connection: Connection, choices: dict[str, tuple[ServerSpec, ...]],
           there: set[str]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is asked at the same time, of services that are there."""
    catalog = Catalog(connection)
    for kind in sorted(there & LIMITS.keys()):
        yield f"{kind} limits", partial(LIMITS[kind], connection, None)
    if "network" in there:
        yield "networks", lambda: network.overview(
            catalog.networks(), catalog.hints(), catalog.routed)
    if "network" in there and choices:
        yield "security groups", catalog.security_groups
    if "image" in there and not choices:
        yield "images", lambda: connection.get("image", "/images", "listing images", limit=1)
    yield "definition", lambda: {
        group: _first(connection, catalog, specs, there) for group, specs in choices.items()}


def _first(connection: Connection, catalog: Catalog, specs: tuple[ServerSpec, ...],
           there: set[str]) -> dict:
    """Of the first choice that is to be had, or else of the first."""
    found = []
    for spec in specs:
        found.append(_resolutions(connection, catalog, spec, there))
        if not any(isinstance(resolved, CloudError) for resolved in found[-1].values()):
            return found[-1]
    return found[0]


def _resolutions(connection: Connection, catalog: Catalog, spec: ServerSpec,
                 there: set[str]) -> dict:
    """{option: answer or CloudError}: each by itself, and if all are there, of the whole spec."""
    asked = {
        "image": lambda: catalog.resolve(image=spec.image, placed=True),
        "flavor": lambda: catalog.resolve(flavor=spec.flavor, placed=True),
        "network": lambda: catalog.resolve(network=spec.network, ip_version=spec.ip_version,
                                           auto_ip=spec.auto_ip),
        "key_name": lambda: spec.key_name and keypair.missing(connection, spec.key_name,
                                                              spec.public_key)}
    found = {option: _tried(call) for option, call in asked.items() if ASKED_OF[option] in there}
    whole = len(found) == len(asked) and spec.image and spec.flavor
    if whole and not any(isinstance(resolved, CloudError) for resolved in found.values()):
        found["all"] = _tried(lambda: offer.resolve(catalog, spec))
    return found


def _tried(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except CloudError as error:
        return error


def _closed(rows: Any, specs: dict[str, ServerSpec], port: int) -> Iterator[Finding]:
    """The security groups of specs that are not there, or that let nobody reach the port.

    rows: of Neutron's list, or the CloudError.
    """
    if isinstance(rows, CloudError):
        yield Finding.of(rows)
        return
    for spec in specs.values():
        names = spec.security_groups or ("default",)
        found = [_tried(partial(by_name, rows, name, "security group")) for name in names]
        errors = [resolved for resolved in found if isinstance(resolved, CloudError)]
        yield from (Finding.of(error, key="security_groups") for error in errors)
        if not errors and (closed := shut(found, spec.ip_version, port)):
            yield Finding(WARNING, closed, LATE["rule"], key="security_groups")
