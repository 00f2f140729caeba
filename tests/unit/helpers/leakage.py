# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of clouds' lists for the tests of leaks: one by one, and any that a cloud may have."""

from __future__ import annotations

from builders import A, row
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.registry import (
    BY_NAME,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._leaks import search
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    Server,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import Volume

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIVJ0ZkQ3cB4mR9u"
LONG_AGO, JUST_NOW = "2025-12-01T00:00:00Z", "2026-01-01T11:59:00Z"


def look(target, **found):
    """rows: {kind: rows}, as far as they matter."""
    lists = {**dict.fromkeys(BY_NAME, ()), **found}
    lists["server"] = [Server.of(row(one["id"], one.get("name", "web-1"), one["metadata"]), target)
                       for one in lists["server"]]
    lists["volume"] = [Volume.of({"id": "v", "name": "web-1-data", "size": 1,
                                  "status": "available", **one}) for one in lists["volume"]]
    return search.look(target, lists)


def known(kind, row, expected):
    """Whether these fields are what is known of a row; None if it is not ours."""
    found = look(A, **{kind: [row]}).owned
    return [expected] == [{name: getattr(one, name) for name in expected or ()} for one in found
                          if one.key.kind == kind] if expected is not None else found == []


NAMES = st.sampled_from(["web-1", "web", "ci", "multicloud", "fleet=web"])
IDS = st.sampled_from(["s1", "s2", "s3"])
TIMES = st.sampled_from([LONG_AGO, JUST_NOW, None])
# what looks like a mark and is none
NO_MARKS = st.sampled_from(["", "web", "fleet=web", "server=s1", "multicloud fleet=web",
                            "multicloud_zone=web", "Multicloud_fleet=web", "xmulticloud_server=s1"])
MARKS = st.builds("multicloud_{}={}".format, st.just("fleet"), st.sampled_from(["web", "db"])) | (
    st.builds("multicloud_server={}".format, IDS))
EXPIRES = st.sampled_from(["2026-01-01T11:00:00Z", "2026-01-01T13:00:00Z", "soon"])


FLEET = {"multicloud_fleet": st.sampled_from(["web", "db"])}
MARKED = {**FLEET, "multicloud_expires": EXPIRES,
          "multicloud_run": st.sampled_from(["run-1", "run-2"]),
          "multicloud_keep": st.sampled_from(["true", "false"])}


def rows(ours):
    """What a target may have of all kinds; ours: "none" of it, "some" or "all"."""
    texts = {"none": NO_MARKS, "some": NO_MARKS | MARKS, "all": MARKS}[ours]
    needed = FLEET if ours == "all" else {}
    metadata = st.fixed_dictionaries(needed, optional={"role": NAMES, "fleet": NAMES, **{
        key: found for key, found in MARKED.items() if ours != "none" and key not in needed}})
    kinds = {
        "server": {"id": IDS, "name": NAMES, "metadata": metadata},
        "floating_ip": {"floating_ip_address": st.just("192.0.2.1"), "description": texts,
                        "port_id": st.sampled_from([None, "port-1", "port-2"]),
                        "created_at": TIMES},
        "port": {"name": NAMES, "description": texts, "status": st.sampled_from(["DOWN", "ACTIVE"]),
                 "device_id": IDS | st.just(""), "created_at": TIMES,
                 "device_owner": st.sampled_from(["compute:nova", "network:dhcp", ""])},
        "volume": {"name": NAMES, "metadata": metadata, "created_at": TIMES,
                   "status": st.sampled_from(["available", "in-use", "creating", "error"]),
                   "attachments": st.lists(st.builds(lambda one: {"server_id": one}, IDS),
                                           max_size=1)},
        "keypair": {"public_key": st.builds("{} {}".format, st.just(KEY), texts)},
        "server_group": {"name": texts},
        "security_group": {"name": NAMES, "description": texts, "created_at": TIMES},
    }
    assert kinds.keys() == BY_NAME.keys()
    return st.fixed_dictionaries({kind: _several(kind, fields) for kind, fields in kinds.items()})


def _several(kind, fields):
    """Up to three rows, each with an id (of a keypair, a name) of its own."""
    def numbered(found):
        key = "name" if kind == "keypair" else "id"
        return [{key: f"{kind}-{number}", **one} for number, one in enumerate(found)]
    lists = st.lists(st.fixed_dictionaries(fields), max_size=3, unique_by=lambda one: one.get("id"),
                     ) if kind == "server" else st.lists(st.fixed_dictionaries(fields), max_size=3)
    return lists.map(numbered)
