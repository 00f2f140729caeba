# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Snapshots and backups of a fleet's volumes: whose they are, and which have had their time.  Pure.

Each has the marks of its server's place, and of the volume's name, from the request that makes it.
The mark `taken` says how (frozen, say), and comes when nothing can go wrong any more: what lacks it
may hold half of a change.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from ..._cloud.target import Target
from ..._portable.expiry import moment
from ..._resource.volume import Copy
from ..spec import mark

WHOLE = ("available", "backing-up", "restoring")
MOVING = ("creating", "deleting")
# what tells one volume's from another's; what one cloud says costs nothing on another
OF = ("kind", "cloud", "region_name", "fleet", "group", "index", "volume")


def report(target: Target, copies: Iterable[Copy]) -> list[dict[str, Any]]:
    """As results show them, the newest first."""
    return [{"kind": copy.kind, "id": copy.id, "name": copy.name, "status": copy.status,
             "size": copy.size, "created": copy.created, "volume_id": copy.volume,
             **{key: copy.metadata.get(mark.PREFIX + key)
                for key in ("fleet", "volume", "run", "taken")},
             **mark.seat_of(copy).report(), **target.report()}
            for copy in sorted(copies, key=lambda copy: copy.created, reverse=True)]


def expired(rows: Iterable[dict[str, Any]], keep: int | None, days: float | None, now: datetime
            ) -> list[dict[str, Any]]:
    """Those of report() that may go, each with its reason.

    keep: how many whole ones of each volume stay on each target.  days: how old they may be, but
    for the last one of each, which stays for its age.  Those that were never completed stay until a
    later one was.
    """
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["created"], reverse=True):
        found[tuple(row[key] for key in OF)].append(row)
    return [{**row, "reason": reason} for own in found.values()
            for row, reason in _judged(own, keep, days, now) if reason]


def _judged(own: list[dict[str, Any]], keep: int | None, days: float | None,
            now: datetime) -> Iterator[tuple[dict[str, Any], str | None]]:
    later = 0       # whole ones that are newer
    for row in own:
        whole = bool(row["taken"]) and row["status"] in WHOLE
        if row["status"] not in MOVING:
            yield row, _reason(row, whole, later, keep, days, now)
        later += whole


def _reason(row: dict[str, Any], whole: bool, later: int, keep: int | None, days: float | None,
            now: datetime) -> str | None:
    if keep is not None and later >= keep:
        return f"{later} newer ones exist" if keep else "none is kept"
    if not whole:
        return "it was not completed" if later else None
    born = moment(row["created"])
    if later and days is not None and born and now - born > timedelta(days=days):
        return f"it is more than {days:g} days old"
    return None
