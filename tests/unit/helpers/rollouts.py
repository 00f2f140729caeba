# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of Glance's list that are versions of a rollout."""

from __future__ import annotations

from fakeglance import PROJECT

from ansible_collections.multicloud.openstack.plugins.module_utils._images.version import (
    BUILD,
    CHECKSUM,
    FORMAT,
    MADE,
    WITHDRAWN,
    Version,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.image import (
    OWN_ID,
    PROMOTED,
    ROLLOUT,
)


def day(number):
    """As a mark has it."""
    return f"2026-11-{number:02}T00:00:00.000000Z"


def row(build, number, promoted=None, withdrawn=None, **more):
    """A version of that build, made, promoted and withdrawn on these days of November."""
    marks = {PROMOTED: promoted and day(promoted), WITHDRAWN: withdrawn and day(withdrawn)}
    return {"id": build, "name": f"web-{build}", "status": "active", "owner": PROJECT,
            "disk_format": "raw", "visibility": "private",
            ROLLOUT: "web", BUILD: build, OWN_ID: build,
            CHECKSUM: f"sha256:{build}", FORMAT: "raw", MADE: day(number),
            **{key: value for key, value in marks.items() if value}, **more}


def version(*arguments, **more):
    """Of such a row."""
    return Version.of(row(*arguments, **more))
