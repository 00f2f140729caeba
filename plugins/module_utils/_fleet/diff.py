# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ansible's before and after of a plan: servers, and what of them costs money or is exposed.
Pure."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .._cloud.escape import one_line
from .._cloud.target import Target
from .._portable.resolved import Resolved
from .._resource.server.body import boot_size
from .._resource.server.model import Server, ServerSpec
from .plan.change import kind_of
from .plan.plan import Plan, Step
from .spec.fleet import Fleet

if TYPE_CHECKING:
    from .observe.offer import Offer


def diff(fleet: Fleet, plan: Plan, prepared: list[str],
         offers: Mapping[Target, Offer]) -> dict[str, Any]:
    """Before and after: the servers, each with where it is and what becomes of it.

    prepared: what has to be made for them, in words.  offers: {Target: observe.offer.Offer}.
    """
    before = {_line(step.server): f"{step.server.status} on {step.server.target}"
              for step in plan.steps if step.server}
    started = {_line(step.server): f"ACTIVE on {step.target}" for step in plan.writes
               if step.server and "status" in step.changes}
    after = {**before, **started, **dict.fromkeys(prepared, "new")}
    for step in plan.writes:
        line = _line(step.server) if step.server else ""
        # each line begins with the status
        values = [(option, step.values[option]) for option in step.changes if option != "status"]
        if values:
            before[line] += "".join(f", {option} {one.before}" for option, one in values)
        if step.server and step.action in ("delete", "replace"):
            before[line] += "".join(f", {what}" for what in _lost(step.server, step.action))
            del after[line]
        elif step.server:
            after[line] += "".join(f", {text}" for text in (
                *_disrupted(step), *(f"{option} {one.after}" for option, one in values)))
        if step.action in ("create", "replace"):
            made_of = _made_of(fleet, step, offers.get(step.target))
            # what cannot be seen of a new one is all that may differ from the old one
            unseen = [f"{option} {one.after}" for option, one in values if option not in SHOWN]
            after[_new(fleet, step)] = ", ".join([
                f"ACTIVE on {step.target}", *_disrupted(step), *made_of, *unseen])
    return {"before": _text(before), "after": _text(after),
            "before_header": f"fleet {fleet.name}", "after_header": f"fleet {fleet.name}"}


SHOWN = {"image", "boot_volume", "flavor", "network", "nics", "auto_ip", "security_groups",
         "volumes", "attachments"}


DISRUPTED = {"resize": "resize", "rebuild": "rebuild, its disk is lost",
             "replace": "recreated, its disk is lost"}


def _disrupted(step: Step) -> list[str]:
    """What a step does to a server beside what it is for."""
    kinds = {"replace"} if step.action == "replace" else {*map(kind_of, step.changes)}
    return [what for kind, what in DISRUPTED.items() if kind in kinds]


def _made_of(fleet: Fleet, step: Step, offer: Offer | None) -> Iterator[str]:
    spec, found = step.desired(fleet), offer.choice(step.seat.group, step.spec) if offer else None
    resolved = step.resolved or (found.resolved if found else None)
    if not resolved:
        return
    yield f"{resolved.image_name} on {resolved.flavor_name}"
    if resolved.image_reason:
        yield f"its image is {resolved.image_reason}"
    yield from _on(step.seat.index, spec, resolved)
    if spec.boot_from_volume:
        yield f"boot volume of {boot_size(spec, resolved)} GiB"
    for disk in spec.data_volumes:
        yield f"data volume {disk.name} of {disk.size} GiB{', kept' if disk.keep else ''}"


def _on(index: int, spec: ServerSpec, resolved: Resolved) -> Iterator[str]:
    """Its networks, and who is let in there."""
    for one in resolved.nics:
        yield f"nic on {one.called(index)}"
        yield f"its {_groups(one.nic.security_groups) if one.secured else 'port security is off'}"
    if not resolved.nics:
        yield f"network {resolved.network_name}"
    if resolved.floating:
        yield f"floating IP from {resolved.floating_from}"
    if spec.through:
        yield f"through {spec.through}"
    if not resolved.nics:
        yield _groups(spec.security_groups)


def _groups(names: Iterable[str]) -> str:
    return f"security groups {', '.join(sorted(names)) or 'default'}"


def _lost(server: Server, action: str) -> Iterator[str]:
    """What is deleted with a server."""
    if action == "delete" and server.floating_ip:
        yield f"floating IP {server.floating_ip}"
    for volume, goes in server.attached or ():
        if goes:
            yield f"volume {volume}"


def _new(fleet: Fleet, step: Step) -> str:
    return f"{step.seat.told(fleet.server_name(step.seat, step.target))} (new)"


def _line(server: Server) -> str:
    return f"{server.name} {server.id}"


def _text(lines: dict[str, Any]) -> str:
    return "".join(f"{one_line(f'{name}: {value}')}\n" for name, value in sorted(lines.items()))
