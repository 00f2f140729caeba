# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking for what nothing uses, on all targets side by side."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import quote

from .._cloud.connection import Connection, own_project
from .._cloud.errors import CloudError
from .._cloud.module import CLOUD_OPTIONS, TARGETS
from .._cloud.select import select
from .._fleet.kinds.keypair import created
from .._fleet.kinds.kind import of_neutron
from .._fleet.kinds.registry import BY_NAME
from .._fleet.options import PRICES
from .._fleet.spec import prices
from .._portable import floating
from .._portable import volume as cinder
from .._portable.expiry import moment, span
from .unused import COPIES, JUDGES, Rows, Unused, unused

WASTE_OPTIONS = {
    **CLOUD_OPTIONS,
    "targets": TARGETS,
    "older_than": {"default": "1d"},
    "copies_older_than": {"default": "30d"},
    "prices": PRICES,
}


def info(options: dict, check_mode: bool) -> dict:
    """What nothing uses; the module's result.

    check_mode makes no difference: nothing is ever changed.
    """
    table = options["prices"] or []
    if wrong := prices.mistakes(table):
        raise CloudError("invalid", " ".join(wrong))
    ages = _ages(options)
    selection = select(options)
    found = selection.look(partial(_look, table))
    failures = [*selection.failures,
                *(rows for rows in found.values() if isinstance(rows, CloudError))]
    everything = [one for rows in found.values() if not isinstance(rows, CloudError)
                  for one in rows]
    now = datetime.now(UTC)
    waste = [one for one in everything
             if one.created is None or now - one.created >= ages[one.kind]]
    return {
        "changed": False, "younger": len(everything) - len(waste),
        "waste": [one.report() for one in sorted(waste, key=lambda one: one.order)],
        "cost": prices.report(sum(one.price or 0.0 for one in waste)) if table else None,
        "failures": [error.report() for error in failures],
        "warnings": [str(error) for error in failures]}


def _ages(options: dict) -> dict[str, timedelta]:
    """How old what is of each kind has to be.  Raises CloudError (invalid)."""
    return {kind: _age(options, "copies_older_than" if kind in COPIES else "older_than")
            for kind in JUDGES}


def _age(options: dict, name: str) -> timedelta:
    found = span(options[name])
    if found is None:
        raise CloudError("invalid", f"{name}: {options[name]!r} is not a span of time such as 2h, "
                                    "1d12h or 3600 (seconds)")
    return found


def _look(table: list[dict], connection: Connection) -> list[Unused]:
    rows = _listed(connection)
    found = unused(connection.target, rows, prices.of(table, connection.target))
    shared = {row["id"] for row in rows["image"] if row["visibility"] == "shared"}
    return [_completed(connection, one) for one in found
            if one.id not in shared or not _members(connection, one.id)]


def _completed(connection: Connection, one: Unused) -> Unused:
    """With its age, where no list tells it."""
    if one.kind != "keypair":
        return one
    return replace(one, created=moment(created(connection, one.id)))


def _listed(connection: Connection) -> Rows:
    project = own_project(connection)
    images = connection.pages("image", "/images", "images", "listing images", owner=project,
                              status="active", limit="1000")
    return {
        "server": BY_NAME["server"].rows(connection),
        "keypair": BY_NAME["keypair"].rows(connection),
        "floating_ip": floating.listed(connection, project_id=project),
        "port": of_neutron(connection, "/ports", "status", "device_id", "device_owner",
                           "network_id", "fixed_ips", "allowed_address_pairs", "security_groups"),
        "security_group": of_neutron(connection, "/security-groups", "shared",
                                     "security_group_rules"),
        "volume": cinder.listed(connection, {}),
        "volume_snapshot": cinder.listed(connection, {}, "snapshots"),
        "image": [row for row in images if row.get("owner") == project],
    }


def _members(connection: Connection, image_id: str) -> list[dict]:
    return connection.get("image", f"/images/{quote(image_id, safe='')}/members",
                          "listing the members of an image").rows("members")
