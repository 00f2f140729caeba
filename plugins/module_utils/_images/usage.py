# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who needs a version that is too many: servers, volumes, snapshots, and other projects."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from .._cloud.connection import Connection
from .._cloud.sentences import some
from .._fleet.kinds.server import listed
from .._fleet.spec import mark
from .._portable import volume as cinder
from .glance import PAGE, Glance
from .version import Version

OPEN = ("public", "community")      # whose use of an image nobody can see


def needed(glance: Glance, versions: Collection[Version], logins: Mapping[str, Connection]
           ) -> dict[str, list[str]]:
    """{id: by what, in words} of versions.

    logins: to projects that they may be shared with, by their ids: what those have can be seen.
    """
    found: dict[str, list[str]] = defaultdict(list)
    asked = {}
    for version in versions:
        members = set(glance.members(version))
        asked.update({project: logins[project] for project in members & logins.keys()})
        if strangers := sorted(members - logins.keys()):
            found[version.id].append(f"it is shared with project {some(strangers)}")
        if (visibility := version.row.get("visibility")) in OPEN:
            found[version.id].append(f"it is {visibility}")
    ids = [version.id for version in versions]
    for connection in (glance.connection, *asked.values()):
        for image_id, words in _used(connection, ids).items():
            found[image_id] += words
    return dict(found)


def _used(connection: Connection, ids: Collection[str]) -> dict[str, list[str]]:
    """By what a project has: three lists, or a few more."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for server in listed(connection):
        found[str(mark.image_of(server))]["server"] += 1
    for row in cinder.listed(connection, {}):
        image = row.get("volume_image_metadata")
        found[str(image.get("image_id") if isinstance(image, dict) else "")]["volume"] += 1
    for image_id in ids:
        rows = connection.pages("image", "/images", "images", "listing images",
                                base_image_ref=image_id, limit=PAGE)
        found[image_id]["snapshot"] += len(rows)
    return {image_id: [f"{number} {what}{'s' * (number > 1)}" for what, number
                       in found[image_id].items() if number] for image_id in ids}
