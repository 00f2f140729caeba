# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is held against a definition: how both are put together, and what comes of it."""

from __future__ import annotations

from builders import SPEC, fleet, marks, resolved, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Case,
    Known,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.drift import (
    differences,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import Volume

NAMES = {"net-1": "private", "net-2": "other", "image-1": "debian-12", "image-2": "debian-13",
         "id-web": "web"}


def known(**more):
    """What target a has told of server a1; found: what is another in what it resolves to."""
    found = more.pop("found", {})
    parts = ("", "image"), ("", "flavor"), ("", "network")
    return Known(**{"resolutions": dict.fromkeys(parts, resolved(**found)), "secured": {"a1"},
                    "networks": {"a1": {"net-1"}}, "names": NAMES, **more})


def case(row=None, told=None, **desired):
    """Server a1 with this row, and what is defined beside SPEC; told: a Known."""
    return Case(fleet(1, **desired), seat(1), server(1, **(row or {})), told)


def differing(row, desired, told=None):
    """All in which server a1 differs, in words, when its target has told."""
    found = differences(fleet(1, **desired), seat(1), server(1, **row), known(**(told or {})))
    assert not any(one.error for one in found.values())
    return {option: str(one) for option, one in found.items()}


def disk(name, size=10, servers=("a1",), status="in-use", seat=1, **more):
    """A volume of server a1; without a name, the one that it boots from."""
    metadata = {"multicloud_volume": name, "multicloud_index": str(seat)} if name else {}
    return Volume(f"v-{name}", name, size, status, "nova", "", servers, metadata, not name,
                  **more)


def idle(name, **more):
    """One that is attached to no server."""
    return disk(name, servers=(), status="available", **more)


def made_of(**more):
    """A row's metadata, of a server that was made of SPEC and more."""
    return {"metadata": marks(1, {**SPEC, **more})}


def adopted(**more):
    """The same, of one that was adopted."""
    return {"metadata": {**marks(1, {**SPEC, **more}), "multicloud_adopted": "x"}}
