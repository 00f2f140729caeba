# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run says of itself: plain data and sentences.  Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.escape import one_line
from .._cloud.sentences import sentences, told
from .._cloud.target import Target
from .._portable.expiry import stamp
from .version import Version, state

Rows = list[dict[str, Any]]
WORDS = {"upload": "uploaded", "wait": "imported", "copy": "copied", "update": "updated",
         "promote": "promoted", "withdraw": "withdrawn", "share": "shared", "delete": "deleted"}


def result(rollout: str, build: str | None, done: Rows, versions: Mapping[Target, list[Version]],
           targets: Rows, failures: list[CloudError]) -> dict[str, Any]:
    """The module's.  versions: by target, as they are now.  targets: a row for each."""
    count = Counter(WORDS[row["action"]] for row in done)
    line = ", ".join(f"{count[word]} {word}" for word in WORDS.values() if count[word])
    return {
        "changed": bool(done), "failed": bool(failures),
        "msg": told(f"Image {rollout}: {line or 'nothing to do'}", sentences(failures)),
        "build": build, "actions": done,
        "versions": [row(one, found, target) for target, found in versions.items()
                     for one in found],
        "targets": [{**one, "error": next((str(error) for error in failures if (
            error.target and error.target.report() == {
                key: one[key] for key in ("cloud", "region_name")})), None)} for one in targets],
        "failures": [error.report() for error in failures],
        "diff": {"before": "", "after": "".join(map(_line, done))}}


def row(version: Version, there: Iterable[Version], target: Target) -> dict[str, Any]:
    """Of one version."""
    return {"id": version.id or None, "name": version.name, "build": version.build,
            "state": state(version, there), "status": version.status,
            "disk_format": version.row.get("disk_format"), "size": version.row.get("size"),
            "checksums": sorted(version.checksums), "made": _time(version.made),
            "promoted": _time(version.promoted), **target.report()}


def _time(time: datetime | None) -> str | None:
    return stamp(time) if time else None


def _line(done: Mapping[str, Any]) -> str:
    where = "/".join(filter(None, (done["cloud"], done["region_name"])))
    return one_line(f"{where}: {done['action']} {done['name']}: {done['reason']}") + "\n"
