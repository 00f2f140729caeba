# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls that change a living server; each is run in its target's pool.

What was changed is marked in the same leg, so that a run that is killed in between only repeats
what it did.
"""
from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable import floating
from ..._portable import volume as cinder
from ..._portable.mark import EXPIRES
from ..._portable.resolved import Resolved
from ..._resource.server import actions, calls
from ..._resource.server.model import FLOATING, Server, ServerSpec
from ..._resource.volume import Volume
from ..drift.case import Case, Known
from ..drift.rows import OPTIONS, Put
from ..drift.volumes import MOVING, lost, unable
from ..observe import servers, volumes
from ..plan import change
from ..plan.plan import Step
from ..spec import mark
from ..spec.fleet import Fleet
from . import nics

DIGESTED = {"boot_volume": "image", "nics": "network", "ports": "network"}
AGAIN = 1.0         # seconds between two looks at a volume that is being attached
PATIENCE = 60.0     # seconds for that


@dataclass(frozen=True)
class Update:
    """A server that is changed in place.

    resolved: _portable.resolved.Resolved, where a change needs it.  floating_ips: the server's own,
    as servers.floating_ips() has them.  goes_on: whether the run does.  metadata: what is set at
    the end.  removed: the addresses that were given back.
    """

    connection: Connection
    case: Case
    resolved: Any
    floating_ips: list[dict]
    run: str
    goes_on: Callable[[], bool]
    metadata: dict[str, str]
    removed: list[str] = field(default_factory=list)


def update(connection: Connection, fleet: Fleet, step: Step, server: Server,
           resolved: Resolved | None, floating_ips: list[dict], run: str,
           goes_on: Callable[[], bool]) -> list[str]:
    """Makes all changes in place; the addresses that were given back.  resolved, floating_ips,
    goes_on: as an Update has them."""
    case = Case(fleet, step.seat, server, chosen=step.spec)
    # the definition's own, and the marks: in all that is not held, it is as defined now
    one = Update(connection, case, resolved, floating_ips, run, goes_on, {
        **mark.metadata_to_set(server, case.spec),
        **_spec(server, case.spec, case.changed - _held(step))})
    _put(one, [put for option in step.changes if (put := OPTIONS[option].put)])
    for option, carry_out in CALLS.items():
        if option in step.changes:
            carry_out(one)
    calls.set_metadata(connection, server, one.metadata)
    return one.removed


def _put(one: Update, parts: list[Put]) -> None:
    server = one.case.server
    if parts:
        body = {key: value for part in parts for key, value in part.body(one.case).items()}
        doing = " and ".join(part.doing for part in parts)
        one.connection.put("compute", f"/servers/{server.id}", {"server": body},
                           f"{doing} {server.name}")


def _tags(one: Update) -> None:
    connection, server, spec = one.connection, one.case.server, one.case.spec
    _put_tags(connection, server, sorted(set(spec.tags) - set(server.tags)))
    for tag in mark.tags_to_remove(server, spec) if one.case.fleet.purge else ():
        connection.delete("compute", f"/servers/{server.id}/tags/{quote(tag, safe='')}",
                          f"removing a tag from {server.name}")


def _put_tags(connection: Connection, server: Server, tags: list[str]) -> None:
    if connection.microversion != "2.1":
        for tag in tags:
            connection.put("compute", f"/servers/{server.id}/tags/{quote(tag, safe='')}", None,
                           f"tagging {server.name}")


def _security_groups(one: Update) -> None:
    server, desired = one.case.server, one.case.spec.security_groups or ("default",)
    others = () if one.case.takes_groups_away else server.security_groups
    calls.set_security_groups(one.connection, server, set(server.security_groups),
                              (*desired, *others))


def _auto_ip(one: Update) -> None:
    """A new one is made where the mark says so, when its server is up."""
    if one.resolved.floating:
        one.metadata[FLOATING] = one.resolved.floating
        return
    for row in one.floating_ips:
        floating.delete(one.connection, row["id"])
        one.removed.append(row["address"])
    calls.remove_metadata(one.connection, one.case.server, FLOATING)


def _metadata(one: Update) -> None:
    """What goes; the rest is set with the marks."""
    server = one.case.server
    for key in mark.metadata_to_remove(server, one.case.spec) if one.case.fleet.purge else ():
        calls.remove_metadata(one.connection, server, key)


def _attachments(one: Update) -> None:
    """Volumes that were detached; others may have taken one since, and what becomes of it without
    the server, its mark says."""
    connection, case = one.connection, one.case
    own = volumes.by_seat(case.fleet, connection.target,
                          servers.volumes(connection, case.fleet.name))
    found = lost(replace(case, known=Known(own=own)))
    for volume in [volume for _disk, volume in found if volume]:
        if not one.goes_on():
            raise CloudError("conflict", "the run ended before its volumes were attached")
        if error := unable(volume, connection.target):
            raise error
        calls.attach_volume(connection, case.server, volume.id, not mark.kept(volume))
        _settled(one, volume)


def _settled(one: Update, volume: Volume) -> None:
    """Nova says yes at once, and may find later that it cannot."""
    server, until = one.case.server, time.monotonic() + PATIENCE
    while True:
        time.sleep(AGAIN)
        now = Volume.of(cinder.get(one.connection, volume.id))
        if server.id in now.servers:
            return
        if now.status not in MOVING or time.monotonic() > until or not one.goes_on():
            raise CloudError("build_failed", f"its volume {volumes.name_of(volume)} ({volume.id}) "
                             f"was not attached, and is {now.status}")


def _expires(one: Update) -> None:
    if one.case.fleet.expires:
        one.metadata[EXPIRES] = str(one.case.fleet.expires)
    else:
        calls.remove_metadata(one.connection, one.case.server, EXPIRES)


def _through(one: Update) -> None:
    if one.case.spec.through:
        one.metadata[mark.THROUGH] = one.case.spec.through
    else:
        calls.remove_metadata(one.connection, one.case.server, mark.THROUGH)


def _adopt(one: Update) -> None:
    fleet, server, spec = one.case.fleet, one.case.server, one.case.spec
    _put_tags(one.connection, server, [mark.tag(fleet.name)])
    one.metadata.update(mark.metadata(fleet.name, one.case.seat, one.run, spec, one.resolved,
                                      fleet.expires))
    one.metadata.update(change.adopted(server, spec, one.case.seat.index))


def _ports(one: Update) -> None:
    nics.update(one.connection, one.case, one.resolved.nics)


# updates by other calls than PUT /servers/ID, in this order; but for floating_ip, which the leg
# that waits makes
CALLS: dict[str, Callable[[Update], None]] = {
    "tags": _tags, "security_groups": _security_groups, "ports": _ports,
    "attachments": _attachments, "auto_ip": _auto_ip, "metadata": _metadata, "expires": _expires,
    "through": _through, "adopt": _adopt}


def stale(fleet: Fleet, step: Step, server: Server) -> dict[str, str]:
    """The marks of a server that is as it is now defined, and was made of another definition that
    comes to the same, or that has lost a mark; but of what is held.

    Marked again, it stays as it is when a newer image or another flavor answers the definition, and
    its target is not asked again.
    """
    spec = step.desired(fleet)
    found = {mark.PREFIX + option: actual for option in ("image", "flavor")
             if (actual := getattr(server, option)) and option not in step.held
             and server.metadata.get(mark.PREFIX + option) != actual}
    options = mark.changed(server, spec) - _held(step)
    return {**found, **(_spec(server, spec, options) if options else {})}


def _held(step: Step) -> set[str]:
    """By the names of digests."""
    return {DIGESTED.get(option, option) for option in step.held}


def start(connection: Connection, server: Server) -> None:
    """Asks for what makes a stopped server run again: that depends on how it was stopped."""
    wakes = actions.wakes(server.status) or "start"
    calls.act(connection, server, actions.request(wakes, {}), "starting")


def resize(connection: Connection, server: Server, resolved: Resolved) -> None:
    """Asks for the flavor; `confirm` has to follow when it is there."""
    calls.act(connection, server, {"resize": {"flavorRef": resolved.flavor}}, "resizing")


def confirm(connection: Connection, server: Server) -> None:
    """Ends a resize; that takes a moment."""
    calls.act(connection, server, {"confirmResize": None}, "confirming the resize of")


def rebuild(connection: Connection, server: Server, resolved: Resolved) -> None:
    """Asks for the image; what was on the server's disk is lost."""
    calls.act(connection, server, {"rebuild": {"imageRef": resolved.image}}, "rebuilding")


def marked(connection: Connection, server: Server, spec: ServerSpec, resolved: Resolved,
           option: str) -> None:
    """Marks that a server has its flavor or image (option) up to date."""
    made_of = resolved.flavor_name if option == "flavor" else resolved.image
    calls.set_metadata(connection, server, {mark.PREFIX + option: made_of or "",
                                            **_spec(server, spec, [option])})


def _spec(server: Server, spec: ServerSpec, options: Collection[str]) -> dict[str, str]:
    """The mark with the digests of these options as they are defined now."""
    made, desired = mark.made_of(server), spec.digests(mark.seat_of(server).index)
    others = {key: value for key, value in made.items() if key not in options}
    now = {key: value for key, value in desired.items() if key in options}
    return {mark.PREFIX + "spec": mark.built_from({**others, **now})}


def not_started(server: Server) -> CloudError:
    """Of a start that Nova has given up."""
    return CloudError("build_failed", f"is {server.status} again: Nova has not started it "
                      f"({server.fault or 'it gives no reason'})")


def not_changed(server: Server, option: str) -> CloudError:
    """Of a resize or rebuild that Nova has given up."""
    return CloudError("build_failed", f"still has its old {option}: Nova has not carried out the "
                      f"change ({server.fault or 'it gives no reason'})")
