# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What hosts are called, and which groups they are in, by the variable `server` that they have.
Pure."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..module_utils._cloud.errors import CloudError
from ..module_utils._portable.mark import PREFIX
from .hosts import free, safe, unique

# what a form may be made of, with dots between: the keys of `server`
Render = Callable[[str, dict[str, Any]], object]

WORDS = {"name": "name", "id": "id", "cloud": "cloud", "region": "region_name", "fleet": "fleet",
         "zone": "availability_zone", "hostname": "hostname"}
GROUPED = ("cloud", "region", "availability_zone", "fleet", "group", "status", "image", "flavor",
           "metadata", "tags")


def identity(server: object) -> tuple[Any, ...] | None:
    """Which server it is: an id alone could be that of another cloud's; None if it is none."""
    keys = ("cloud", "region_name", "id")
    if not isinstance(server, Mapping) or not all(key in server for key in keys):
        return None
    return tuple(server[key] for key in keys)


def names(servers: Sequence[Mapping[str, Any]], forms: list[str],
          taken: Mapping[str, tuple[Any, ...] | None],
          render: Render) -> list[str]:
    """Of each server the first of the forms that no other one has, of any of its forms; where there
    is none, its name with its cloud, its region and as much of its id as is needed.

    forms: words with dots between them, or templates.  taken: {name: identity of the server that it
    means already, None if it means something else}.  render(template, variables): its text, None
    where it is about what there is not.  Raises CloudError (invalid).
    """
    makers = [_maker(form, render) for form in forms]
    own = [[*(_safe(make(server)) for make in makers), *_always(server)] for server in servers]
    return unique(own, [identity(server) for server in servers], taken)


def as_hosts(servers: Sequence[Mapping[str, Any]], groups: Mapping[str, list[str]],
             hosts: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same, each with `host`, the name of its host, `listed`, whether the inventory has that,
    and `host_group`, a name for the group of its fleet, '' if it is in none.

    groups, hosts: those of the inventory, as the variables groups and hostvars have them.
    """
    meant = {name: identity(hosts[name].get("server")) for name in groups["all"]}
    there: dict[tuple[Any, ...] | None, str] = {
        thing: name for name, thing in meant.items() if thing}
    made = names(servers, ["name"], {**meant, **dict.fromkeys(groups)}, lambda *_none: None)
    called = [there.get(identity(server), name) for server, name in zip(servers, made, strict=True)]
    used = {*meant, *called}
    return [{**server, "host": name, "listed": identity(server) in there,
             "host_group": free(safe(server.get("group") or ""), used)}
            for server, name in zip(servers, called, strict=True)]


def groups(server: Mapping[str, Any], by: list[str]) -> list[str]:
    """By what of it; prefixes keep them from meaning anything else.  Our own marks make none."""
    found = [f"{prefix}_{value}" for kind in by for prefix, value in _values(server, kind) if value]
    return [*found, "stale"] if server["stale"] else found


def _values(server: Mapping[str, Any], kind: str) -> list[tuple[str, Any]]:
    if kind == "metadata":
        return [("metadata", f"{key}_{value}") for key, value in server["metadata"].items()
                if not key.startswith(PREFIX)]
    if kind == "tags":
        return [("tag", tag) for tag in server["tags"] if not tag.startswith(PREFIX)]
    if kind == "group":
        group = server["metadata"].get(f"{PREFIX}group")
        return [("fleet", f"{server['fleet']}_{group}")] if group and server["fleet"] else []
    if kind == "image":
        return [(kind, server.get("image") or server["image_id"])]
    return [(kind, server[WORDS.get(kind, kind)])]


def _maker(form: str, render: Render) -> Callable[[Mapping[str, Any]], object]:
    if "{" in form:
        return lambda server: render(form, {"server": server, **{
            word: server[key] for word, key in WORDS.items() if server[key] is not None}})
    parts = form.split(".")
    if not set(parts) <= WORDS.keys():
        raise CloudError("invalid", f"hostnames: {form!r} is neither a template nor "
                                    f"{', '.join(WORDS)} joined by dots")
    return lambda server: _joined(server[WORDS[part]] for part in parts)


def _joined(values: Iterable[Any]) -> str | None:
    """None where a part is missing, but that a cloud need not have regions."""
    found = list(values)
    return None if None in found else ".".join(safe(value) for value in found if value)


def _safe(value: object) -> str:
    return safe(str(value)) if value is not None else ""


def _always(server: Mapping[str, Any]) -> list[str]:
    where = _joined((server["cloud"], server["region_name"]))
    name, key = safe(server["name"]), safe(server["id"])
    return [safe(f"{name or key}.{where}{more}") for more in ("", f".{key[:8]}", f".{key}")]
