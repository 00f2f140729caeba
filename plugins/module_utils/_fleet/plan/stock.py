# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet has before and after a plan: its servers and volumes, as quotas and prices count
them.  Pure."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..._cloud.target import Target
from ..._portable.resolved import Resolved
from ..._resource.server.model import Server
from ..._resource.volume import Volume
from ..observe.volumes import BOOT, disks, name_of
from ..spec import mark
from ..spec.fleet import Fleet
from .plan import Plan, Step

Made = Callable[[Step], "Resolved | None"]      # what a server is made of, or changed to


class Machine(NamedTuple):
    """A server; 0 cores and ram where an old Nova does not tell its size."""

    target: Target
    flavor: str | None
    cores: int
    ram: int
    floating: bool


class Disk(NamedTuple):
    """A volume; type: as it is defined, None for the default one."""

    target: Target
    type: str | None
    size: int


@dataclass(frozen=True)
class Stock:
    """All of them."""

    machines: tuple[Machine, ...]
    disks: tuple[Disk, ...]


def of(fleet: Fleet, plan: Plan, volumes: Mapping[Target, Iterable[Volume]],
       made: Made) -> tuple[Stock, Stock]:
    """Before and after.  volumes: the fleet's that are there."""
    there = [(target, row) for target, rows in volumes.items() for row in rows]
    going = {step.server.id for step in plan.steps
             if step.server and step.action in ("delete", "replace")}
    before = tuple(Disk(target, row.type, row.size) for target, row in there)
    stays = tuple(Disk(target, row.type, row.size) for target, row in there
                  if mark.kept(row) or going.isdisjoint(row.servers))
    return (Stock(tuple(_machine(step.server) for step in plan.steps if step.server), before),
            Stock(tuple(one for step in plan.steps for one in _after(step, made(step))),
                  (*stays, *_new_disks(fleet, plan, there, made))))


def _machine(server: Server) -> Machine:
    return Machine(server.target, mark.flavor_of(server), *server.size,
                   server.floating_ip is not None)


def _after(step: Step, made: Resolved | None) -> Iterator[Machine]:
    server = step.server
    if step.action in ("create", "replace"):
        if made:
            yield Machine(step.target, made.flavor_name, made.vcpus or 0, made.ram or 0,
                          made.floating is not None)
    elif server and step.action != "delete":
        one = _machine(server)
        if made and "flavor" in step.changes:
            one = one._replace(flavor=made.flavor_name, cores=made.vcpus or 0, ram=made.ram or 0)
        if made and "auto_ip" in step.changes:
            one = one._replace(floating=made.floating is not None)
        yield one._replace(floating=one.floating or "floating_ip" in step.changes)


def _new_disks(fleet: Fleet, plan: Plan, there: list[tuple[Target, Volume]],
               made: Made) -> Iterator[Disk]:
    """Those that new servers need, and that are not there already."""
    free = {(target, fleet.seat_of(row, target), name_of(row)) for target, row in there
            if mark.kept(row) or not row.servers}
    for step in plan.steps:
        resolved = made(step) if step.action in ("create", "replace") else None
        if resolved:
            yield from (Disk(step.target, disk.type, disk.size)
                        for disk in disks(step.desired(fleet), resolved)
                        if disk.name == BOOT or (step.target, step.seat, disk.name) not in free)
