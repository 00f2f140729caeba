# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a target, from what it answered.  Pure."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .._cloud.errors import ADVICE, CloudError
from .._cloud.lint.finding import ERROR, HINT, WARNING, Finding
from .._cloud.target import Target
from .._fleet.observe import quota
from .._resource.server.model import ServerSpec

KINDS = ("compute", "network", "volume")
LEAST = {"instances": 1, "cores": 1, "ram": 1}      # of a server of which nothing else is known
UNTOLD = ("forbidden", "not_found")         # not every cloud tells everybody its limits
UNNOTICED = ("nothing; a fleet notices only when the cloud refuses a server that this quota is "
             "used up")


@dataclass(frozen=True)
class Chart:
    """What a target answered; in place of what it refused is the CloudError.

    login: why there was none.  regions: of its catalog.  missing: services that are not in it.
    parts: `compute limits`, `network limits`, `volume limits`, `networks` (network.overview()) and
    `images`.  specs: of each group.  answers: {group: {option: what the target has for it}}, and
    under 'all' for the spec as a whole.  closed: security groups that let nobody in.
    """

    target: Target
    login: CloudError | None = None
    regions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    parts: dict[str, Any] = field(default_factory=dict)
    specs: dict[str, ServerSpec] = field(default_factory=dict)
    resolutions: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: tuple[Finding, ...] = ()
    seconds: float = 0.0
    requests: int = 0

    @property
    def left(self) -> dict[str, int]:
        """What quotas still allow."""
        return quota.remaining({name: row for kind in KINDS for name, row in
                                (_told(self.parts, f"{kind} limits") or {}).items()})

    @property
    def paths(self) -> set[str]:
        """How servers are reached, 'direct', 'floating' or 'none': on the networks of the specs,
        or on any."""
        desired = [where.address for found in self.resolutions.values()
                   if (where := _told(found, "network"))]
        return set(desired) or {row["address"] for row in _told(self.parts, "networks") or ()}


def findings(chart: Chart) -> list[Finding]:
    """Everything; what several groups have in common once."""
    place: dict[str, Any] = {
        name: value or None for name, value in chart.target.report().items()}
    found = [Finding.of(chart.login)] if chart.login else [*_answered(chart), *chart.closed]
    return list(dict.fromkeys(replace(one, **place) for one in found))


def row(chart: Chart, found: list[Finding]) -> dict[str, Any]:
    """The target on one line: what is left of its quotas, and how many findings there are."""
    left = {name.replace(" ", "_"): chart.left.get(name) for name in (*LEAST, "floating ips")}
    return {**chart.target.report(), "reachable": not chart.login, **left,
            "address": ", ".join(sorted(chart.paths)) or None,
            **{f"{severity}s": sum(one.severity == severity for one in found)
               for severity in (ERROR, WARNING, HINT)},
            "seconds": round(chart.seconds, 2), "requests": chart.requests}


def _answered(chart: Chart) -> Iterator[Finding]:
    if chart.missing:
        yield _missing(chart)
    for part, resolved in chart.parts.items():
        if isinstance(resolved, CloudError):
            untold = part.endswith(" limits") and resolved.kind in UNTOLD
            yield replace(Finding.of(resolved, HINT), mend=UNNOTICED) if untold else (
                Finding.of(resolved))
    for group, spec in chart.specs.items():
        yield from _spec(chart, spec, chart.resolutions.get(group, {}))
    if not chart.specs:
        yield from _room(chart.left, LEAST)
        if _told(chart.parts, "networks") is not None and chart.paths <= {"none"}:
            yield _unreached("on any network here", chart)


def _missing(chart: Chart) -> Finding:
    what = f"the catalog has no {', no '.join(chart.missing)} service in this region"
    if chart.target.region in ("", *chart.regions):
        return Finding(ERROR, what, "ask the provider for it, or remove this target")
    return Finding(ERROR, what, f"set region_name to {' or '.join(chart.regions)}",
                   key="region_name")


def _spec(chart: Chart, spec: ServerSpec, resolutions: Mapping[str, Any]) -> Iterator[Finding]:
    for option, resolved in resolutions.items():
        if isinstance(resolved, CloudError):
            yield Finding.of(resolved, key=resolved.action if option == "all" else option)
    where, whole = _told(resolutions, "network"), _told(resolutions, "all")
    if where and where.address == "none" and spec.auto_ip:
        yield _unreached(f"on the network {where.network_name}", chart)
    if whole:
        yield from _room(chart.left, quota.needs(whole, spec))


def _unreached(where: str, chart: Chart) -> Finding:
    others = [row["name"] for row in _told(chart.parts, "networks") or ()
              if row["address"] != "none"]
    return Finding(WARNING, f"a server {where} has no address that is reachable from outside",
                   f"set network to {' or '.join(others)}" if others else
                   "if a network is reachable from outside, set routes_externally for it in "
                   "networks of this cloud; otherwise ask the provider for floating IPs",
                   key="network")


def _room(left: Mapping[str, int], needs: Mapping[str, int]) -> Iterator[Finding]:
    short = [f"{name} ({left[name]} left, {need} needed)" for name, need in needs.items()
             if need > left.get(name, need)]
    if short:
        yield Finding(WARNING, f"the quota has no headroom for a server: {', '.join(short)}",
                      ADVICE["quota"], key="quota")


def _told(found: Mapping[str, Any], name: str) -> Any:
    """None if it was not told, or not asked for."""
    resolved = found.get(name)
    return None if isinstance(resolved, CloudError) else resolved
