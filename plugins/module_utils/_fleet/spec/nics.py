# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can be refused of the nics of servers before a cloud is asked.  Pure."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from ipaddress import ip_network

from ..._cloud.errors import CloudError
from ..._portable.nic import Nic, ends
from ..._resource.server.model import ServerSpec
from .fleet import Fleet, Share
from .groups import highest
from .mark import NICS

MAC = re.compile(r"[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")


def mistakes(fleet: Fleet, share: Share) -> Iterator[str]:
    """Of the servers on one target, a sentence for each."""
    for group, spec in share.taken.items():
        where = f"{share.target}{f' in group {group}' if group else ''}"
        if spec.nics and spec.network:
            yield f"nics: {where} has network as well: use one of the two."
        if len(spec.nics) > NICS:
            yield f"nics: {where} has {len(spec.nics)}, and a server has up to {NICS}."
        for nic in spec.nics:
            yield from (f"nics: {where}: {text}." for text in _nic(
                nic, highest(group, fleet, share), fleet.create_first))
        yield from _facing(spec, where)
        yield from (f"nics: {where}: {text}." for text in _trunks(spec.nics))
    yield from _twice(fleet, share)


def _nic(nic: Nic, needs: int, twice: bool) -> Iterator[str]:
    """needs: how many servers have one.  twice: whether a server is there with its successor."""
    if nic.fixed_ip is not None:
        try:
            yield from _fixed_ip(nic.fixed_ip, needs, twice)
        except CloudError as error:
            yield error.message
    if nic.port_security_enabled is False:
        for option in ("security_groups", "allowed_address_pairs"):
            if getattr(nic, option):
                yield (f"a nic on {nic.network} has {option}, which need port_security_enabled: "
                       "remove one of the two")
    yield from _pairs(nic)


def _pairs(nic: Nic) -> Iterator[str]:
    for address, mac in nic.allowed_address_pairs:
        try:
            ip_network(address, strict=False)
        except ValueError:
            yield f"allowed_address_pairs: {address!r} is neither an address nor a network in CIDR"
        if mac is not None and not MAC.fullmatch(mac):
            yield f"allowed_address_pairs: {mac!r} is not a MAC address such as fa:16:3e:00:00:01"


def _fixed_ip(fixed_ip: str, needs: int, twice: bool) -> Iterator[str]:
    """Raises CloudError if it is none."""
    low, high = ends(fixed_ip)
    has = int(high) - int(low) + 1
    if has < needs:
        yield (f"fixed_ip {fixed_ip} has {has} address{'es' if has > 1 else ''} for {needs} "
               "servers: use a range with one for each")
    if twice:
        yield (f"fixed_ip {fixed_ip} cannot be on two servers at once: remove create_first")


def _trunks(nics: Sequence[Nic]) -> Iterator[str]:
    """Of subports, each on the trunk of the closest nic before it that is none itself."""
    taken: dict[int, str] | None = None
    for nic in nics:
        vlan = nic.segmentation_id
        if vlan is None:
            taken = {}
        elif taken is None:
            yield (f"the nic on {nic.network} has segmentation_id, and there is none before it "
                   "that could have a trunk: the first one cannot be a subport")
        elif not 1 <= vlan <= 4094:
            yield f"segmentation_id {vlan} of the nic on {nic.network} is not between 1 and 4094"
        elif vlan in taken:
            yield (f"the nics on {taken[vlan]} and {nic.network} have segmentation_id {vlan} on "
                   "one trunk: each needs its own")
        else:
            taken[vlan] = nic.network


def _facing(spec: ServerSpec, where: str) -> Iterator[str]:
    fixed_ip = spec.nics[0].fixed_ip if spec.nics else None
    try:
        version = fixed_ip and str(ends(fixed_ip)[0].version)
    except CloudError:      # which is said already
        return
    if version and spec.ip_version not in ("any", version):
        yield (f"nics: {where}: fixed_ip {fixed_ip} of the first nic is IPv{version}, and "
               f"ip_version is {spec.ip_version}.")


def _twice(fleet: Fleet, share: Share) -> Iterator[str]:
    """Addresses that two servers, or two nics of one, would get on a network."""
    spans = defaultdict(list)
    for group, spec in share.taken.items():
        for nic in spec.nics:
            try:
                low = int(ends(nic.fixed_ip)[0]) if nic.fixed_ip else None
            except CloudError:
                continue
            if low is not None and (count := highest(group, fleet, share)) > 0:
                spans[nic.network, ends(str(nic.fixed_ip))[0].version].append(
                    (low, low + count - 1, nic.fixed_ip))
    for (network, _version), found in spans.items():
        found.sort()
        for (_low, high, one), (low, _high, other) in zip(found, found[1:], strict=False):
            if low <= high:
                yield (f"nics: {share.target}: fixed_ip {one} and {other} would give two nics on "
                       f"{network} the same address.")
