# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a catalog and the services in it say of themselves.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any
from urllib.parse import urlsplit


def endpoints(catalog: dict[str, list[dict[str, Any]]], region: str,
              interface: str | list[str]) -> dict[str, str]:
    """{service type: url} of one region, through one interface.

    catalog: as Connection.catalog() gives it.  A target without a region uses what comes first,
    as keystoneauth does.  interface: also by its name of old, publicURL; of several the first that
    a service has.
    """
    names = [interface] if isinstance(interface, str) else interface
    found: dict[str, str] = {}
    for service_type, rows in sorted(catalog.items()):
        for name, row in product(names, rows):
            if row["interface"] == name.removesuffix("URL") and region in ("", _region(row)):
                found.setdefault(service_type, row["url"])
    return found


def regions(catalog: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Every region that has an endpoint."""
    return sorted({region for rows in catalog.values() for row in rows
                   if (region := _region(row)) is not None})


def service(service_type: str, url: str, versions: list[dict[str, Any]]) -> dict[str, Any]:
    """One service as results show it.

    versions: as Connection.versions() gives them; the one at the URL counts, if one is there.
    Where a service does not answer, keystoneauth makes a version of its URL, which then has no
    status of the service's own.
    """
    path = _path(url)
    at = [version for version in versions if _path(version.get("url") or "") == path]
    current = max(at or versions, key=_rank, default={})
    return {"type": service_type, "url": url,
            "answers": any(version.get("raw_status") for version in versions),
            "version": current.get("version"),
            "min_microversion": current.get("min_microversion"),
            "max_microversion": current.get("max_microversion"),
            "versions": [version["version"] for version in versions if version["version"]]}


def _region(row: Mapping[str, Any]) -> str | None:
    return row.get("region_id") or row.get("region")


def _path(url: str) -> str:
    return urlsplit(url).path.strip("/")


def _rank(version: Mapping[str, Any]) -> tuple[bool, list[int]]:
    parts = (version["version"] or "0").split(".")
    return version["status"] == "CURRENT", [int(part) for part in parts if part.isdecimal()]
