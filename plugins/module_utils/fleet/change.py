# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a change of the wish means for a living server, and how far we may go.  Pure.

The classes are Nova's: what it changes while the server works, what it needs a resize or a
rebuild for, and what is fixed when a server is created.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..cloud.errors import CloudError
from ..cloud.target import Target
from ..portable.mark import EXPIRES
from ..resource.server import Server, Wish
from . import mark
from .phase import CHANGING
from .spec import Fleet, Seat

KINDS = {"name": "update", "metadata": "update", "tags": "update", "security_groups": "update",
         "auto_ip": "update", "floating_ip": "update", "adopt": "update", "expires": "update",
         "flavor": "resize", "image": "rebuild"}
ACTIONS = ("keep", "update", "resize", "rebuild", "replace")        # the strongest last
ALLOWED = {"none": 0, "in_place": 1, "rebuild": 3, "replace": 4}    # up to which action
ANSWERED = {"flavor", "image", "auto_ip", "adopt"}
DISRUPTIVE = ("resize", "rebuild", "replace")


def kind_of(change: str) -> str:
    """update | resize | rebuild | replace: what it takes to change an option."""
    return KINDS.get(change, "replace")


def differences(fleet: Fleet, seat: Seat, server: Server) -> list[str]:
    """The options in which a server is not what its seat is wished to be."""
    wish = fleet.wish(seat, server.target)
    name = [] if server.name == fleet.server_name(seat, server.target) else ["name"]
    found = mark.differences(server, wish, fleet.purge)
    if server.image is None and "image" in found:       # Nova's way to say that it is on a volume
        found[found.index("image")] = "boot_volume"
    return found + name + ([] if _expires_as_wished(fleet, server) else ["expires"])


def _expires_as_wished(fleet, server):
    marked = server.metadata.get(EXPIRES)
    return fleet.expires.fits(marked) if fleet.expires else marked is None


def decide(fleet: Fleet, seat: Seat, server: Server) -> tuple[str, list[str], list[str]]:
    """The action on a server that works, the changes that it makes, and those that are held
    back by update_policy."""
    found = differences(fleet, seat, server)
    if server.status in CHANGING:
        return "keep", [], found        # until it is there: the next look decides
    limit = ALLOWED[fleet.update_policy]
    changes = [c for c in found if ACTIONS.index(kind_of(c)) <= limit]
    held = [c for c in found if c not in changes]
    if mark.wants_floating_ip(server) and "auto_ip" not in changes:
        changes.append("floating_ip")       # it was made to have one: healing, not changing
    action = max((kind_of(c) for c in changes), key=ACTIONS.index, default="keep")
    return action, changes, held


def settled(step, answer):
    """A plan.Step, once it is known what the target has for the wish: what a server has already
    under another word needs no more than a mark.  answer: None where the target has nothing."""
    actual = {"flavor": answer and answer.flavor_name, "image": answer and answer.image}
    same = [c for c in (*step.changes, *step.held)
            if actual.get(c) and getattr(step.server, c) == actual[c]]
    if not same:
        return step
    changes = tuple(dict.fromkeys((*step.changes, *same)))
    action = max(("update" if c in same else kind_of(c) for c in changes), key=ACTIONS.index)
    return replace(step, action=action, changes=changes, reason=reason(changes),
                   held=tuple(c for c in step.held if c not in same))


def reason(changes: list[str]) -> str:
    """Why, for the plan."""
    if changes == ["floating_ip"]:
        return "has no floating IP"
    return f"has another {', '.join(c for c in changes if c != 'floating_ip')}"


def adopting(fleet: Fleet, seen: dict[Target, list[Server]]) -> Fleet:
    """The fleet with the ids of what it shall adopt, instead of names: of the servers that are
    not its own yet.  Later looks may show them under another name, or no more.

    Raises CloudError: not_found, ambiguous, conflict.
    """
    servers = [server for rows in seen.values() for server in rows]
    found = [_named(wished, servers) for wished in fleet.adopt]
    for server in found:
        if mark.fleet_of(server) not in (None, fleet.name):
            raise CloudError("conflict", f"adopt: {server.name} ({server.id}) belongs to the fleet "
                             f"{mark.fleet_of(server)}", server.target)
    ids = dict.fromkeys(server.id for server in found if not mark.fleet_of(server))
    return replace(fleet, adopt=tuple(ids))


def _named(wished, servers):
    found = ([s for s in servers if s.id == wished]
             or [s for s in servers if s.metadata.get(mark.PREFIX + "adopted") == wished]
             or [s for s in servers if s.name == wished])
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{s.id} on {s.target}" for s in found)
        raise CloudError("ambiguous", f"adopt: several servers are named {wished!r}: name one by "
                                      f"its id ({ids})")
    raise CloudError("not_found", f"adopt: no target of the fleet shows a server {wished!r}")


def adopted(server: Server, wish: Wish) -> dict[str, str]:
    """The marks that tell what an adopted server was made of: as wished, whatever it is; and the
    name that it had, as it gets another."""
    return {mark.PREFIX + "spec": mark.spec(wish.digests()), mark.PREFIX + "adopted": server.name,
            **{mark.PREFIX + field: getattr(server, field) for field in ("image", "flavor")
               if getattr(server, field)}}


def policy_for(changes: Iterable[str]) -> str:
    """The least update_policy that would make all these changes."""
    strongest = max((kind_of(change) for change in changes), key=ACTIONS.index)
    return {"update": "in_place", "resize": "rebuild"}.get(strongest, strongest)


def needs_answer(step) -> bool:
    """Whether a plan.Step changes a server to what the target has for the wish, or may do so."""
    return (step.action in ("keep", "update", "resize", "rebuild") and bool(step.server)
            and step.server.status not in CHANGING
            and not ANSWERED.isdisjoint((*step.changes, *step.held)))


def values(fleet: Fleet, step, answer) -> list[tuple[str, str, str]]:
    """(option, before, after) of the changes of a plan.Step, for people.

    answer: what the target has for the wish, or None.  User data is not shown.
    """
    if not step.changes:
        return []
    server, target = step.server, step.server.target
    wish = fleet.wish(step.seat, target)
    found = {
        "name": (server.name, fleet.server_name(step.seat, target)),
        "flavor": (server.flavor, answer and answer.flavor_name),
        "image": (server.image, answer and (answer.image_name or answer.image)),
        "metadata": (_pairs(server.metadata), _pairs({
            **{k: v for k, v in server.metadata.items()
               if not (fleet.purge and k in mark.metadata_to_remove(server, wish))},
            **dict(wish.metadata)})),
        "tags": (_tags(server.tags), _tags({*wish.tags, *(() if fleet.purge else server.tags)})),
        "security_groups": (", ".join(server.security_groups),
                            ", ".join(wish.security_groups) or "default"),
        "key_name": (server.key_name, wish.key_name),
        "floating_ip": ("none", "a new one"),
        "adopt": ("no", "yes"),
        "expires": (server.metadata.get(EXPIRES, "never"), fleet.expires or "never"),
    }
    return [(option, *(str(text or "another") for text in found.get(option, ("as it was", None))))
            for option in step.changes]


def _pairs(metadata):
    return ", ".join(f"{key}={value}" for key, value in sorted(metadata.items())
                     if not key.startswith(mark.PREFIX)) or "none"


def _tags(tags):
    return ", ".join(sorted(tag for tag in tags if not tag.startswith(mark.PREFIX))) or "none"
