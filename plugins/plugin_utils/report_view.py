# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where things of a report are on its page, in per cent, and how its numbers are written.  Pure."""
from __future__ import annotations

import math
from typing import Any

TICKS = 6           # at most, on an axis
THIN = "\N{NARROW NO-BREAK SPACE}"
NEARLY = 0.9        # of a quota: as good as full
TITLES = {
    "accepted": "accepted", "active": "active", "port": "port", "host_keys": "host keys",
    "login": "login", "cloud_init": "cloud-init", "instances": "servers", "cores": "cores",
    "ram": "memory, GiB", "floating_ips": "floating IPs", "volumes": "volumes",
    "gigabytes": "volumes, GiB"}


def title(name: str) -> str:
    """A phase, or a quota."""
    return TITLES.get(name, name)


def where(row: dict[str, Any]) -> str:
    """The target of a row."""
    return "/".join(filter(None, (row["cloud"], row["region_name"])))


def number(value: float | None) -> str:
    """With thin spaces between thousands; a dash for what is not known."""
    return "–" if value is None else f"{round(value, 1):,.10g}".replace(",", THIN)


def seconds(value: float | None) -> str:
    """Always with two digits after the point, so that columns are aligned."""
    return "–" if value is None else f"{value:.2f}"


def quota(row: dict[str, Any]) -> dict[str, Any]:
    """The parts of its bar, and its numbers in the unit of its title."""
    unit = 1024 if row["name"] == "ram" else 1
    limit, used, ours = row["limit"], row["used"] or 0, min(row["ours"] or 0, row["used"] or 0)
    whole = max(limit or 0, used) or 1
    known = limit is not None
    return {"ours_width": percent(ours, whole) if known else 0.0,
            "others_width": percent(used - ours, whole) if known else 0.0,
            "full": known and used >= NEARLY * limit,
            **{key: row[key] if row[key] is None else row[key] / unit
               for key in ("limit", "used", "left", "ours")}}


def timeline(run: dict[str, Any]) -> dict[str, Any]:
    """ticks: of the axis, {at, text}.  step: between them.  groups: [{target, failed, rows}],
    where a row is {server, spans, end, seconds}; a span is {phase, left, width, seconds}."""
    whole = max((_end(row["spans"]) for row in run["servers"]), default=0.0)
    step = tick(whole)
    whole = max(whole * 1.02, step)         # a mark has room after the last one
    groups: dict[str, Any] = {}
    for server in run["servers"]:
        groups.setdefault(where(server), []).append(_row(server, whole))
    return {
        "step": percent(step, whole),
        "ticks": [{"at": percent(count * step, whole), "text": f"{count * step:g}"}
                  for count in range(math.floor(whole / step) + 1)],
        "groups": [{"target": target, "rows": rows,
                    "failed": sum(row["server"]["state"] != "ready" for row in rows)}
                   for target, rows in sorted(groups.items())]}


def until(claim: dict[str, Any], now: str) -> str:
    """When a claim ends, in UTC; both are times in results, which sort as texts."""
    expires = claim.get("expires") or ""
    return "ended" if expires <= now else expires.replace("T", " ").replace("Z", "")


def series(history: list[dict[str, Any]], key: str) -> dict[str, Any]:
    """bars: one for each report that has the value, {left, width, height, made, value}.  last: the
    newest value; None if there is none."""
    values = [row[key] for row in history if row[key] is not None]
    whole, count = max(values, default=0) or 1, len(history)
    return {"last": history[-1][key] if history else None, "most": max(values, default=None),
            "bars": [{"left": percent(at, count), "width": percent(0.8, count),
                      "height": percent(row[key], whole), "made": row["made"], "value": row[key]}
                     for at, row in enumerate(history) if row[key] is not None]}


def tick(whole: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten with at most TICKS of it in the whole."""
    if whole <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(whole / TICKS))
    return next(power * factor for factor in (1, 2, 5, 10) if whole <= TICKS * power * factor)


def percent(part: float, whole: float) -> float:
    """Of a length."""
    return round(100 * part / whole, 3)


def _end(spans: list[dict[str, Any]]) -> float:
    return max((span["start"] + span["seconds"] for span in spans), default=0.0)


def _row(server: dict[str, Any], whole: float) -> dict[str, Any]:
    spans = server["spans"]
    return {"server": server, "end": percent(_end(spans), whole),
            "seconds": sum(server["phases"].values()) if spans else None,
            "spans": [{"phase": span["phase"], "seconds": span["seconds"],
                       "left": percent(span["start"], whole),
                       "width": percent(span["seconds"], whole)}
                      for span in spans if span["seconds"]]}
