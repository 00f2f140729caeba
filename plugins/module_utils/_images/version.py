# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A version of a rollout, as a row of Glance's list shows it.  Pure.

Its marks are properties of the image: they come with the create call, and are the only state.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from .._portable.expiry import moment
from .._portable.image import BUILD, OWN_ID, PROMOTED, ROLLOUT, is_version, promoted_at
from .._portable.mark import PREFIX

CHECKSUM, MADE = PREFIX + "checksum", PREFIX + "made"
FORMAT, WITHDRAWN = PREFIX + "format", PREFIX + "withdrawn"
TASK = "os_glance_import_task"      # a property, while Glance imports
USABLE = ("active", "deactivated")
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Version:
    """checksums: of the source, each as algorithm:hex.  promoted: when; None if it is not.
    withdrawn: whether somebody has done that.  disk_format: that it was sent in, Glance may have
    converted it since.  row: what else the list has."""

    id: str
    name: str
    status: str
    build: str
    checksums: frozenset[str]
    made: datetime
    promoted: datetime | None
    withdrawn: bool
    disk_format: str
    row: dict[str, Any]

    @classmethod
    def of(cls, row: dict[str, Any]) -> Version:
        """Anybody in the project may have written other marks."""
        return cls(
            row["id"], str(row.get("name") or row["id"]), str(row.get("status")),
            str(row.get(BUILD) or ""), frozenset(str(row.get(CHECKSUM) or "").split()),
            moment(str(row.get(MADE) or "")) or moment(str(row.get("created_at") or "")) or NEVER,
            promoted_at(row), WITHDRAWN in row,
            str(row.get(FORMAT) or row.get("disk_format")), row)

    @property
    def usable(self) -> bool:
        """Whether its data are there."""
        return self.status in USABLE

    @property
    def coming(self) -> bool:
        """Whether Glance itself brings its data."""
        return self.status == "importing" or (self.status == "queued" and TASK in self.row)

    @property
    def stores(self) -> frozenset[str]:
        """Of those of Glance, where its data are."""
        return frozenset(filter(None, str(self.row.get("stores") or "").split(",")))

    def has(self, checksums: Iterable[str]) -> bool:
        """Whether it was made of that source."""
        return bool(self.checksums & frozenset(checksums))


def own(rows: Iterable[dict[str, Any]], rollout: str, project: str | None) -> list[Version]:
    """Those of a rollout that the project owns, the newest first."""
    found = [Version.of(row) for row in rows if is_version(row, rollout)
             and row.get("owner") in (None, project)]
    return sorted(found, key=lambda one: (one.made, one.id), reverse=True)


def history(versions: Iterable[Version]) -> list[Version]:
    """Those that serve or have served, and still could, the current one first."""
    found = [one for one in versions if one.promoted and one.status == "active"]
    return sorted(found, key=lambda one: (one.promoted or NEVER, one.made, one.id), reverse=True)


def current(versions: Iterable[Version]) -> Version | None:
    """The one that is promoted: what a fleet gets."""
    return next(iter(history(versions)), None)


def state(version: Version, versions: Iterable[Version]) -> str:
    """In a word, for results."""
    if not version.usable:
        return "incomplete"
    if version.withdrawn:
        return "withdrawn"
    if version.promoted is None:
        return "candidate"
    return "promoted" if version == current(versions) else "former"


def marks(rollout: str, build: str, checksums: Iterable[str], disk_format: str, now: datetime,
          image_id: str) -> dict[str, str]:
    """Of a new one."""
    return {ROLLOUT: rollout, BUILD: build, OWN_ID: image_id, CHECKSUM: " ".join(sorted(checksums)),
            FORMAT: disk_format, MADE: text(now)}


def promoting(version: Version, serving: Version | None, now: datetime) -> dict[str, Any]:
    """The marks to set, and None for those to remove; later than that of the one which serves,
    whatever the clocks of those who promote."""
    least = (serving.promoted + timedelta(microseconds=1) if serving and serving.promoted
             else now)
    return {PROMOTED: text(max(now, least)),
            **({WITHDRAWN: None} if version.withdrawn else {})}


def withdrawing(version: Version, now: datetime) -> dict[str, Any]:
    """As promoting()."""
    return {WITHDRAWN: text(now), **({PROMOTED: None} if PROMOTED in version.row else {})}


def text(time: datetime) -> str:
    """In a mark: of equal length, so that texts sort as times do."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
