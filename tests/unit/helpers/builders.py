# SPDX-License-Identifier: GPL-3.0-or-later
"""Small builders of what the tests talk about: targets, fleets, servers, rows of Nova's list."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.choice import (
    Choice,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    fleet as fleet_spec,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark, validate
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Seat
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.resolved import (
    Resolved,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    Server,
    ServerSpec,
)

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
A, B, C = Target("a"), Target("b"), Target("c", "north")
NAME = "web"
SPEC = {"image": "debian-12", "flavor": "small"}
ANOTHER_SPEC = {**SPEC, "image": "debian-13"}


def fleet(count=1, targets=(A, B), **options):
    """A fleet; targets as a dict gives each its own options: {A: {"max": 0}}."""
    entries = targets.items() if isinstance(targets, dict) else [(t, {}) for t in targets]
    return validate.checked(fleet_spec.of({"name": NAME, "count": count, **SPEC, **options},
                                          list(entries), NOW))


def seat(index, group=""):
    """A place in the fleet."""
    return Seat(group, index)


def resolved(**more):
    """What a target has for SPEC; floating: the network of its floating IPs."""
    return Resolved(**{
        "image": "image-1", "image_name": "debian-12", "flavor": "flavor-1",
        "flavor_name": "small", "vcpus": 1, "ram": 512, "disk": 1, "network": "net-1",
        "network_name": "private", "address": "none", "floating": None, "floating_from": None,
        **more})


def ways(needs, **more):
    """How a target can make a server of each group, where there is but one way; needs: {group: how
    much of each quota it takes}."""
    spec = ServerSpec.of(SPEC)
    return {group: (Choice(spec, resolved(**more), dict(taken)),)
            for group, taken in needs.items()}


def marks(index=1, spec=None, fleet_name=NAME, **more):
    """The metadata of a server of the fleet; its spec is SPEC unless it is given."""
    place = index if isinstance(index, Seat) else Seat("", index)
    return mark.metadata(fleet_name, place, "run-1", ServerSpec.of(spec or SPEC), resolved(**more))


def host_key(number=1, kind="ssh-ed25519"):
    """A public key, of which ssh would say that it is one."""
    parts = kind.encode(), bytes([number]) * 32
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return f"{kind} {base64.b64encode(blob).decode()}"


def console(*keys, name="web-1"):
    """What cloud-init prints about host keys."""
    block = "".join(f"{key} root@{name}\n" for key in keys)
    return f"-----BEGIN SSH HOST KEY KEYS-----\n{block}-----END SSH HOST KEY KEYS-----\n"


def addresses(fixed="10.0.0.1", floating=None, network="private"):
    """Of a row: a fixed address, and a floating IP if there is one."""
    entries = [{"addr": fixed, "version": 4, "OS-EXT-IPS:type": "fixed"}]
    if floating:
        entries.append({"addr": floating, "version": 4, "OS-EXT-IPS:type": "floating"})
    return {network: entries}


def row(server_id, name, metadata, status="ACTIVE", task=None, created="2026-01-01T00:00:00Z",
        **more):
    """A row of Nova's detailed list, as of microversion 2.52."""
    return {"id": server_id, "name": name, "status": status, "OS-EXT-STS:task_state": task,
            "created": created, "image": {"id": "image-1"}, "flavor": {"original_name": "small"},
            "key_name": None, "OS-EXT-AZ:availability_zone": "nova", "addresses": addresses(),
            "metadata": metadata, "tags": [], "security_groups": [{"name": "default"}], **more}


def server(index=1, target=A, server_id=None, metadata=None, spec=None, **more):
    """A server of the fleet; its id is the target's letter and the index, unless it is given."""
    found = marks(index, spec) if metadata is None else metadata
    name = more.pop("name", f"{NAME}-{index}")
    return Server.of(row(server_id or f"{target.cloud}{index}", name, found, **more), target)


def seen(servers, targets=(A, B)):
    """{target: its servers}, for these targets and wherever there are servers."""
    found = {target: [] for target in targets}
    for one in servers:
        found.setdefault(one.target, []).append(one)
    return found
