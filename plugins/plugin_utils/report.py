# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A report as plain data, of what modules and roles have returned.  Pure.

Only what is named here gets into a report: no metadata but the owners of claims, no tags, no
consoles, and of endpoints only what an error quotes, the URL that did not answer.  Results may be
missing, and those of tasks that have failed may have a message only.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from . import report_history, report_images, report_run
from .report_cost import of_fleet
from .report_run import place

FORMAT = 1          # of the data: another number where a reader would have to know
QUOTAS = (("compute", "instances"), ("compute", "cores"), ("compute", "ram"),
          ("network", "floating_ips"), ("volume", "volumes"), ("volume", "gigabytes"))
SERVER = ("name", "id", "group", "index", "cloud", "region_name", "status", "address",
          "floating_ip", "flavor", "availability_zone", "created", "fault", "claim")
LEAK = ("kind", "name", "id", "cloud", "region_name", "fleet", "created", "reason")
WASTE = (*LEAK, "size", "cost")


def report(found: dict[str, Any], run: dict[str, Any], made: str) -> dict[str, Any]:
    """The whole report.

    found: results of cloud_info as `clouds`, fleet_info as `fleets`, leaks_info as `leaks`,
    waste_info as `waste`, and of loops over clouds of compute_flavor_info as `flavors`, and of
    image_info as `images`; `prices` is a table, `before` the JSON of the report before.  run: see
    report_run.  made: when, in UTC.
    """
    fleets = _result(found, "fleets")
    told = report_run.run(run, _is_there(fleets))
    data = {
        "clouds": _clouds(found),
        "fleets": [{"name": name, "servers": [pick(row, SERVER) for row in rows],
                    "cost": of_fleet(rows, found.get("prices") or [])}
                   for name, rows in fleets.get("fleets", {}).items()],
        "run": told,
        "leaks": _rows(found, "leaks", LEAK),
        "waste": _rows(found, "waste", WASTE),
        "images": report_images.images(found.get("images") or ()),
        "warnings": _warnings(found)}
    whole = {"format": FORMAT, "made": made, "state": _state(data), "headline": _headline(
        data, bool(fleets) and "servers" not in fleets), **data}
    return {**whole, "history": report_history.history(
        found.get("before") or "", whole, "servers" in fleets and not _unseen(fleets))}


def pick(row: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Only these keys of it, and all of them."""
    return {key: row.get(key) for key in keys}


def _rows(found: dict[str, Any], name: str, keys: Iterable[str]) -> list[dict[str, Any]] | None:
    """Of the list that is called as its result is; None if there is none."""
    rows = _result(found, name).get(name)
    return None if rows is None else [pick(row, keys) for row in rows]


def _result(found: dict[str, Any], name: str) -> dict[str, Any]:
    return found.get(name) or {}


def _clouds(found: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each target, with its quotas."""
    ours, seen = _ours(found), _seen(found)
    return [{**pick(row, ("cloud", "region_name", "reachable", "error", "requests", "seconds")),
             "servers": ours(place(row), "instances") if seen(row) else None,
             "quotas": [_quota(row, service, name, ours(place(row), name) if seen(row) else None)
                        for service, name in QUOTAS
                        if name in (row.get("limits") or {}).get(service, {})]}
            for row in _result(found, "clouds").get("clouds", [])]


def _quota(row: dict[str, Any], service: str, name: str, ours: int | None) -> dict[str, Any]:
    limit, used = (row["limits"][service][name].get(key) for key in ("limit", "used"))
    left = None if limit is None or used is None else max(0, limit - used)
    return {"name": name, "limit": limit, "used": used, "left": left, "ours": ours}


def _unseen(fleets: dict[str, Any]) -> set[tuple[str, str]]:
    return {place(error) for error in fleets.get("failures", [])}


def _seen(found: dict[str, Any]) -> Callable[[dict[str, Any]], object]:
    """Whether a target was asked for servers of fleets, and has answered."""
    fleets = _result(found, "fleets")
    unseen = _unseen(fleets)
    return lambda row: "servers" in fleets and row.get("reachable") and place(row) not in unseen


def _ours(found: dict[str, Any]) -> Callable[[tuple[str, str], str], int | None]:
    """A function of a target and the name of a quota: how much of it the servers and volumes of
    fleets take; None where a flavor is not known, as it was deleted, say."""
    sizes = {(place(row["item"]), flavor["name"]): flavor
             for row in found.get("flavors") or () for flavor in row.get("flavors") or ()}
    count: Counter[tuple[tuple[str, str], str]] = Counter()
    unknown: set[tuple[tuple[str, str], str]] = set()

    def take(row: dict[str, Any], **taken: int) -> None:
        count.update({(place(row), name): number for name, number in taken.items()})
    for row in _result(found, "fleets").get("servers", []):
        take(row, instances=1, floating_ips=bool(row.get("floating_ip")))
        flavor = sizes.get((place(row), row.get("flavor")))
        if flavor:
            take(row, cores=flavor["vcpus"], ram=flavor["ram"])
        else:
            unknown.update({(place(row), "cores"), (place(row), "ram")})
        for volume in row.get("volumes") or ():
            take(row, volumes=1, gigabytes=volume.get("size") or 0)
    for volume in _result(found, "fleets").get("kept_volumes", []):
        take(volume, volumes=1, gigabytes=volume.get("size") or 0)
    return lambda where, name: None if (where, name) in unknown else count[where, name]


def _is_there(fleets: dict[str, Any]) -> Callable[[str | None, tuple[str, str]], bool | None]:
    """A function that says whether a server is there now, by its id and target; None where that
    is not known."""
    unseen = _unseen(fleets)
    ids = {row["id"] for row in fleets.get("servers", [])}

    def there(own_id: str | None, where: tuple[str, str]) -> bool | None:
        if "servers" not in fleets or where in unseen or not own_id:
            return None
        return own_id in ids
    return there


def _warnings(found: dict[str, Any]) -> list[str]:
    """What could not be queried: of a target, each kind of trouble once."""
    texts: dict[object, str | None] = {}
    for name, key in (("clouds", "clouds"), ("fleets", "servers"), ("leaks", "leaks"),
                      ("waste", "waste")):
        result = _result(found, name)
        troubles = [trouble for row in result.get("clouds", []) for trouble in row["failures"]]
        for trouble in [*troubles, *result.get("failures", [])]:
            texts.setdefault((place(trouble), trouble.get("kind")), trouble.get("msg"))
        if result and key not in result:
            texts[name] = result.get("msg") or f"{name} could not be queried"
    return [text for text in texts.values() if text] + report_images.unread(
        found.get("images") or ())


def _state(data: dict[str, Any]) -> str:
    """failed, if the run has; warning, if there is something to look at; else ok."""
    run = data["run"] or {}
    if run.get("state") == "failed":
        return "failed"
    return "warning" if data["warnings"] or data["leaks"] or run.get("failures") else "ok"


def _headline(data: dict[str, Any], unknown: bool) -> str:
    """All of it in one sentence.  unknown: whether the fleets could not be queried."""
    run = data["run"]
    if run and run["fleet"] and run["count"]:
        failed = sum(row["state"] != "ready" for row in run["servers"])
        there = len(run["servers"]) - failed
        text = f"Fleet {run['fleet']}: {there} of {run['count']} servers are ready"
        return text + (f", {failed} failed" if failed else "")
    if run and run["state"] == "failed":
        return "The run has failed"
    answer = sum(bool(row["reachable"]) for row in data["clouds"])
    servers = sum(len(fleet["servers"]) for fleet in data["fleets"])
    there = f"{_several(servers, 'server')} in {_several(len(data['fleets']), 'fleet')}"
    return (f"{answer} of {len(data['clouds'])} targets answer, "
            f"{'their servers are unknown' if unknown else there}")


def _several(number: int, what: str) -> str:
    return f"{number} {what}" + ("s" if number != 1 else "")
