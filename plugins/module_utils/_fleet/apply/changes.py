# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls that change a living server; each is run in its target's pool.

What was changed is marked in the same leg, so that a run that is killed in between only repeats
what it did.
"""
from __future__ import annotations

from urllib.parse import quote

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable import floating
from ..._portable.mark import EXPIRES
from ..._resource.server import actions, calls
from ..._resource.server.model import FLOATING, Server, ServerSpec
from ..drift.case import Case
from ..drift.drift import takes_groups_away
from ..plan import change
from ..plan.plan import Step
from ..spec import mark
from ..spec.fleet import Fleet


def update(connection: Connection, fleet: Fleet, step: Step, server: Server, resolved,
           floating_ips: list[dict], run: str) -> list[str]:
    """All changes in place; the addresses that were given back.

    floating_ips: the server's own, as servers.floating_ips() has them.
    """
    spec, changes = fleet.spec(step.seat, server.target), step.changes
    removed = []
    if "name" in changes:
        name = fleet.server_name(step.seat, server.target)
        connection.put("compute", f"/servers/{server.id}", {"server": {"name": name}},
                       f"renaming {server.name}")
    if "tags" in changes:
        _tags(connection, server, spec, fleet.purge)
    if "security_groups" in changes:
        others = () if takes_groups_away(Case(fleet, step.seat, server)) else server.security_groups
        calls.set_security_groups(connection, server, set(server.security_groups),
                                  (*(spec.security_groups or ("default",)), *others))
    if "auto_ip" in changes and not resolved.floating:
        removed = _without_floating_ip(connection, server, floating_ips)
    for key in _surplus(fleet, changes, server, spec):
        calls.remove_metadata(connection, server, key)
    if "adopt" in changes:
        _put_tags(connection, server, [mark.tag(fleet.name)])
    calls.set_metadata(connection, server, _metadata(fleet, step, server, resolved, run))
    return removed


def _surplus(fleet, changes, server, spec):
    """The keys of its metadata that go."""
    others = mark.metadata_to_remove(server, spec) if fleet.purge and "metadata" in changes else []
    return others + ([EXPIRES] if "expires" in changes and not fleet.expires else [])


def _metadata(fleet, step, server, resolved, run):
    """The spec's own, and the marks: in all that is not held, the server is as defined now."""
    spec = fleet.spec(step.seat, server.target)
    found = {**mark.metadata_to_set(server, spec),
             **_spec(server, spec, mark.changed(server, spec) - _held(step))}
    if "expires" in step.changes and fleet.expires:
        found[EXPIRES] = str(fleet.expires)
    if "adopt" in step.changes:
        found.update(mark.metadata(fleet.name, step.seat, run, spec, resolved, fleet.expires))
        found.update(change.adopted(server, spec))
    elif "auto_ip" in step.changes and resolved.floating:
        found[FLOATING] = resolved.floating
    return found


def stale(fleet: Fleet, step: Step) -> dict[str, str]:
    """The marks of a server that is as it is now defined, and was made of another definition that
    comes to the same; but of what is held.

    Marked again, it stays as it is when a newer image or another flavor answers the definition.
    """
    server, spec = step.server, fleet.spec(step.seat, step.server.target)
    found = {mark.PREFIX + option: actual for option in ("image", "flavor")
             if (actual := getattr(server, option)) and option not in step.held
             and server.metadata.get(mark.PREFIX + option, actual) != actual}
    options = mark.changed(server, spec) - _held(step)
    return {**found, **(_spec(server, spec, options) if options else {})}


def _held(step):
    return {"image" if option == "boot_volume" else option for option in step.held}


def _put_tags(connection, server, tags):
    if connection.microversion != "2.1":
        for tag in tags:
            connection.put("compute", f"/servers/{server.id}/tags/{quote(tag)}", None,
                           f"tagging {server.name}")


def _tags(connection, server, spec, purge):
    _put_tags(connection, server, sorted(set(spec.tags) - set(server.tags)))
    for tag in mark.tags_to_remove(server, spec) if purge else ():
        connection.delete("compute", f"/servers/{server.id}/tags/{quote(tag)}",
                          f"removing a tag from {server.name}")


def _without_floating_ip(connection, server, floating_ips):
    for row in floating_ips:
        floating.delete(connection, row["id"])
    calls.remove_metadata(connection, server, FLOATING)
    return [row["address"] for row in floating_ips]


def start(connection: Connection, server: Server) -> None:
    """Asks for what makes a stopped server run again: that depends on how it was stopped."""
    calls.act(connection, server, actions.request(actions.wakes(server.status), {}), "starting")


def resize(connection: Connection, server: Server, resolved) -> None:
    """Asks for the flavor; `confirm` has to follow when it is there."""
    calls.act(connection, server, {"resize": {"flavorRef": resolved.flavor}}, "resizing")


def confirm(connection: Connection, server: Server) -> None:
    """Ends a resize; that takes a moment."""
    calls.act(connection, server, {"confirmResize": None}, "confirming the resize of")


def rebuild(connection: Connection, server: Server, resolved) -> None:
    """Asks for the image; what was on the server's disk is lost."""
    calls.act(connection, server, {"rebuild": {"imageRef": resolved.image}}, "rebuilding")


def marked(connection: Connection, server: Server, spec: ServerSpec, resolved, option: str) -> None:
    """Marks that a server has its flavor or image (option) up to date."""
    made_of = resolved.flavor_name if option == "flavor" else resolved.image
    calls.set_metadata(connection, server, {mark.PREFIX + option: made_of,
                                            **_spec(server, spec, [option])})


def _spec(server, spec, options):
    """The mark with the digests of these options as they are defined now."""
    made, desired = mark.made_of(server), spec.digests()
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
