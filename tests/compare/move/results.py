# SPDX-License-Identifier: GPL-3.0-or-later
"""The results of modules that openstack.cloud has as well: their keys, at any depth, and types.

Most are what openstacksdk knows of a resource, in both collections, and ours documents only a part
of it.  So a key is there if ours documents it, or if openstacksdk has it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import SimpleNamespace

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    module_of,
)

# what is documented elsewhere, in the same module or in another one
REFERENCE = re.compile(r"RV\((?:multicloud\.openstack\.(\w+)#module:)?(\w+)\)")
# {what the guide says: all that it is about}
KNOWN = {
    "`password` of a user": r"identity_user(_info\.users|\.user): returns no password",
    "`openstack.cloud` documents a few keys that it does not return":
        r"(baremetal_(port\.port|port_info\.ports|deploy_template\.template): returns no location"
        r"|(compute|volume)_service(_info)?\.\w+: returns no update_at"
        r"|identity_user_info\.users: returns no username"
        r"|image(\.image|_info\.images): returns no filters"
        r"|share_type\.share_type: returns no driver_handles_share_servers"
        r"|volume_retype\.volume: returns no"
        r" (bootable|consistencygroup_id|encrypted|source_volid))",
    "gives many values another type than they have":
        r"[\w.]+: the type 'str' is '(bool|dict|int|list)'"
        r"|compute_flavor(_access)?\.flavor\.rxtx_factor: the type 'int' is 'float'"
        r"|(dns_zone\.zone|dns_zone_info\.zones)\.id: the type 'int' is 'str'"
        r"|identity_[\w.]+\.links: the type 'list' is 'dict'"
        r"|identity_group_info\.groups\.domain_id: the type 'bool' is 'str'"
        r"|object\.object\.content_type: the type 'int' is 'str'"
        r"|port(\.port|_info\.ports)\.binding_vif_type: the type 'dict' is 'str'"
        r"|port_forwarding\.port_forwarding: the type 'list' is 'dict'",
}


class _Connection:
    """As much of one as it takes to show a resource that is nowhere."""

    target = Target("alpha")

    @staticmethod
    def project_id() -> str:
        """None of any cloud."""
        return ""

    guarded = staticmethod(lambda *_what: "")
    region = SimpleNamespace(config={})


@cache
def attributes(module: str) -> frozenset[str]:
    """What the result of one of our modules has of openstacksdk's class, if it is about one."""
    noun = next((one for one in SPECS if module_of(one) == module), None)
    if noun is None:
        return frozenset()
    api = Api(_Connection(), SPECS[noun])
    return frozenset(api.shown(api.kind.new(id="1", name="a")))


def differences(module: str, theirs: Mapping[str, dict], name: str,
                documented: Mapping[str, dict]) -> Iterator[str]:
    """What their documentation has and ours has not.

    theirs: what a module returns; name: of ours in its place; documented: {module: what it
    returns}, of all of ours.
    """
    for key in sorted(theirs.keys() - {"changed"}):
        same = documented[name].get(key)
        if same is None:
            yield f"{module}: returns no {key}"
            continue
        owner, contains = _contains(name, same, documented)
        known = attributes(owner)
        if theirs[key].get("contains") and not contains and not known:
            yield f"{module}.{key}: our documentation does not say what it has"
        yield from _nested(f"{module}.{key}", theirs[key], {**same, "contains": contains}, known)


def _nested(path: str, theirs: dict, ours: dict, known: frozenset[str] = frozenset()
            ) -> Iterator[str]:
    """known: what is there as well, whether or not it is documented."""
    if theirs["type"] != ours["type"]:
        yield f"{path}: the type {theirs['type']!r} is {ours['type']!r}"
    contains = ours.get("contains") or {}
    for key, one in sorted((theirs.get("contains") or {}).items()):
        if key in contains:
            yield from _nested(f"{path}.{key}", one, contains[key])
        elif (contains or known) and key not in known:       # else it is whatever the cloud says
            yield f"{path}: returns no {key}"


def _contains(module: str, one: dict, documented: Mapping[str, dict]) -> tuple[str, dict]:
    """Where what a result has is documented: the module, and its keys."""
    own = one.get("contains") or {}
    found = REFERENCE.search("".join(one["description"]))
    if not found:
        return module, own
    owner, contains = _contains(found[1] or module,
                                documented[found[1] or module][found[2]], documented)
    return owner, {**contains, **own}
