# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In what the ports of a server with nics differ from those of the definition.  Pure.

Lists of servers show too little of them, so that their target is always asked.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..._cloud.errors import CloudError
from ..._portable.mark import NIC, read
from ..._portable.nic import VLAN, ResolvedNic, differing, elsewhere
from .case import Case, Difference, listed, unless

Ports = Mapping[int, Mapping[str, Any]]
ASKING = Difference("unknown", "as defined")


def numbered(ports: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Those that a run has made, by their numbers."""
    numbers = ((read(port.get("description")).get(NIC, ""), port) for port in ports)
    return {int(number): port for number, port in numbers if number.isdecimal()
            and len(number) < 4}


def nics(case: Case) -> Difference | None:
    """Which there are, and what of them only a new port can have."""
    if not case.spec.nics:
        there = listed({row["network"] for row in case.server.addresses})
        return unless(not (case.server.has_ports and "network" in case.changed),
                      f"ports of its own on {there}", case.spec.network or "the default network")
    found = _asked(case)
    if found is None or isinstance(found, Difference):
        return found
    resolved, ports = found
    index, pairs = case.seat.index, dict(enumerate(resolved, 1))
    wrong = [number for number in sorted({*pairs, *ports}) if number not in pairs
             or number not in ports or elsewhere(pairs[number], ports[number], index)]
    return unless(not wrong, "; ".join(_there(case, ports.get(number)) for number in wrong),
                  "; ".join(pairs[number].called(index) if number in pairs else "none"
                            for number in wrong))


def ports(case: Case) -> Difference | None:
    """What of them is changed in place."""
    found = _asked(case) if case.spec.nics else None
    if found is None or isinstance(found, Difference):
        return found
    resolved, there = found
    words: tuple[list[str], list[str]] = [], []
    for number, one in enumerate(resolved, 1):
        for option, values in (differing(one, there[number], case.takes_all).items()
                               if number in there else ()):
            for texts, value in zip(words, values, strict=True):
                texts.append(f"{one.network_name} {option} {_said(case, value)}")
    return unless(not words[0], "; ".join(words[0]), "; ".join(words[1]))


def _asked(case: Case) -> tuple[tuple[ResolvedNic, ...], Ports] | Difference | None:
    """What the definition means on the target, and the ports that are there; without an answer,
    what is told of that."""
    known = case.known
    if case.adopted:
        return None
    if known is None:
        return ASKING
    resolved = known.error or known.resolutions.get((case.chosen or case.seat.group, "nics"))
    if isinstance(resolved, CloudError):
        return Difference("unknown", f"unknown ({resolved.message})", resolved)
    there = known.ports.get(case.server.id)
    return None if resolved is None or there is None else (resolved, numbered(there))


def _there(case: Case, port: Mapping[str, Any] | None) -> str:
    if port is None:
        return "none"
    kind = port.get("binding:vnic_type") or "normal"
    return " ".join([_named(case, port["network_id"]), *sorted(
        row["ip_address"] for row in port.get("fixed_ips") or ()), *[kind] * (kind != "normal"),
        *([f"VLAN {port[VLAN]}"] if VLAN in port else [])])


def _said(case: Case, value: Any) -> str:
    if isinstance(value, frozenset):
        return listed(" ".join(filter(None, one)) if isinstance(one, tuple) else _named(case, one)
                      for one in value)
    return str(value).lower() if isinstance(value, bool) else _named(case, value or "none")


def _named(case: Case, found: str) -> str:
    return case.known.names.get(found, found) if case.known else found
