# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The images of a report: which build is promoted on which target.  Pure."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..module_utils._images import version
from ..module_utils._portable.expiry import stamp
from ..module_utils._portable.image import is_version


def images(results: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """[{name, targets: [{cloud, region_name, build, promoted, versions}]}]; build is None where
    none serves.

    results: of a loop of image_info over pairs of a target and the name of a rollout.
    """
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for result in results:
        if "images" in result:
            place, name = result["item"]
            found[name].append({"cloud": place["cloud"], "region_name": place["region_name"],
                                **_serving(result["images"], name)})
    return [{"name": name, "targets": targets} for name, targets in found.items()]


def unread(results: Iterable[dict[str, Any]]) -> list[str]:
    """Why some could not be listed."""
    return [str(result["msg"]) for result in results
            if "images" not in result and result.get("msg") and not result.get("skipped")]


def _serving(rows: Iterable[dict[str, Any]], rollout: str) -> dict[str, Any]:
    flat = [{**row, **(row.get("properties") or {})} for row in rows]
    versions = [version.Version.of(row) for row in flat if is_version(row, rollout)]
    current = version.current(versions)
    return {"build": current.build if current else None,
            "promoted": stamp(current.promoted) if current and current.promoted else None,
            "versions": len(versions)}
