# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The part of a report that is about a run: what it did, how long it took, what failed.  Pure.

A run is what roles have kept of it: `create` (the `name` of the fleet, and the results of the
modules fleet and server_ready as `fleet` and `ready`), `verify` (`servers`, `targets`), `destroy`
(the result of fleet), and `failed`, sentences for what none of these tells.  Each may be missing.
Seconds are counted from its first create call.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from ..module_utils._portable.expiry import moment
from ..module_utils._ready.outcome import PHASES, medians

# of a server's id and its target; None where that is not known
IsThere = Callable[[str | None, tuple[str, str]], bool | None]

SLOWEST = 10        # steps that are shown
COUNTS = ("planned", "created", "recreated", "updated", "kept", "verified", "deleted", "failed",
          "requests")
SERVER = ("name", "id", "group", "index", "cloud", "region_name", "status", "address")
STEPS = {"fleet": "create", "ready": "boot", "verify": "verify", "destroy": "destroy"}


def run(told: dict[str, Any], is_there: IsThere) -> dict[str, Any] | None:
    """The run as plain data; None if there was none.  is_there: a function of id and target."""
    if not any(told.get(name) for name in ("create", "verify", "destroy", "failed")):
        return None
    results = _results(told)
    failures = _failures(results, told.get("failed") or [], is_there)
    servers = _servers(results, failures)
    usual = medians([row["phases"] for row in servers])
    fleet, bad = results["fleet"], any(result.get("failed") for result in results.values())
    return {
        "fleet": (told.get("create") or {}).get("name"), "id": fleet.get("run"),
        "count": fleet.get("count", 0),
        "state": "failed" if bad or told.get("failed") else "ok",
        "steps": _steps(results), "servers": servers, "targets": _targets(results, servers),
        "medians": usual, "slowest": _slowest(servers, usual), "failures": failures}


def place(row: dict[str, Any]) -> tuple[str, str]:
    """The target of a row of any result."""
    return row.get("cloud") or "", row.get("region_name") or ""


def _results(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The result of each step, in their order; empty where there was none."""
    create, verify = told.get("create") or {}, told.get("verify") or {}
    wrong = [{"kind": "not_ready", "msg": text, "server_id": row["id"], "server_name": row["name"],
              "cloud": row["cloud"], "region_name": row["region_name"]}
             for row in verify.get("servers") or () for text in row.get("wrong") or ()]
    return {"fleet": create.get("fleet") or {}, "ready": create.get("ready") or {},
            "verify": {**verify, "failures": wrong, "failed": bool(wrong)},
            "destroy": told.get("destroy") or {}}


# What failed


def _failures(results: dict[str, dict[str, Any]], said: list[str],
              is_there: IsThere) -> list[dict[str, Any]]:
    """One for each server, or for what is about none, with all that was said of it."""
    found: dict[object, dict[str, Any]] = {}
    for name, result in results.items():
        troubles = result.get("failures") or []
        if result.get("failed") and not troubles:
            troubles = [{"kind": "failed", "msg": result.get("msg") or "it does not say why"}]
        for trouble in troubles:
            key = (trouble.get("server_id") or trouble.get("server_name")
                   or (trouble.get("msg"), *place(trouble)))
            row = found.setdefault(key, _failure(STEPS[name], trouble, is_there))
            text = trouble.get("msg") or ""
            if not any(text in before for before in row["said"]):
                row["said"].append(text)
    if said and not found:
        return [{**_failure("run", {"kind": "failed"}, is_there), "said": said}]
    return list(found.values())


def _failure(step: str, trouble: dict[str, Any], is_there: IsThere) -> dict[str, Any]:
    cloud, region = place(trouble)
    own_id = trouble.get("server_id")
    return {"step": step, "kind": trouble.get("kind"), "name": trouble.get("server_name"),
            "id": own_id, "cloud": cloud, "region_name": region,
            "exists": is_there(own_id, (cloud, region)), "said": []}


# Servers, and how long they took


def _servers(results: dict[str, dict[str, Any]],
             failures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that the run has seen, and those that it has missed, by number."""
    fleet = results["fleet"]
    rows, plan = list(fleet.get("servers") or ()), fleet.get("plan") or ()
    seats = Counter(_seat(step) for step in plan if step["action"] != "delete")

    def seat(row: dict[str, Any]) -> tuple[Any, ...]:
        """With its target, where each target has servers of the same numbers."""
        return (*_seat(row), *(place(row) if seats[_seat(row)] > 1 else ()))
    there = set(map(seat, rows))
    rows += [{**step, "id": None} for step in plan
             if step["action"] in ("create", "replace") and seat(step) not in there]
    bad = {key for failure in failures for key in (failure["id"], failure["name"]) if key}
    spans = _spans(rows, results)
    return [{**{key: row.get(key) for key in SERVER}, "state": _state(row, bad),
             "spans": spans[row["id"]], "phases": _phases(spans[row["id"]])}
            for row in sorted(rows, key=_seat)]


def _seat(row: dict[str, Any]) -> tuple[str, int]:
    return row.get("group") or "", row.get("index") or 0


def _state(row: dict[str, Any], bad: set[str]) -> str:
    if not row["id"]:
        return "missing"
    wrong = row["id"] in bad or row.get("name") in bad or row.get("status") == "ERROR"
    return "failed" if wrong else "ready"


def _spans(rows: list[dict[str, Any]],
           results: dict[str, dict[str, Any]]) -> dict[str | None, list[dict[str, Any]]]:
    """{server id: what it went through, one after the other}."""
    fleet = results["fleet"]
    starts = _starts(rows, fleet)
    ended = max((row["seconds"] for row in fleet.get("targets") or ()), default=0.0)
    booted = {row["id"]: row["seconds"] for row in results["ready"].get("servers") or ()}
    return {row["id"]: [*_made(_times(row), starts.get(row["id"], 0.0)),
                        *_booted(booted.get(row["id"], {}), ended)] for row in rows}


def _times(row: dict[str, Any]) -> dict[str, float]:
    """A second look at a fleet may find a server ACTIVE that was not noted to be so."""
    times = row.get("times") or {}
    late = row.get("status") == "ACTIVE" and "done" in times
    return {"active": times["done"], **times} if late else times


def _starts(rows: list[dict[str, Any]], fleet: dict[str, Any]) -> dict[str, float]:
    """{server id: when its create call was}, in seconds after the first one.

    Clouds tell whole seconds, of their own clocks; the run knows when it was done with each
    target, and no server of it began too late for that.
    """
    made = {row["id"]: when for row in rows
            if row.get("times") and (when := moment(row.get("created")))}
    ends = {place(row): row["seconds"] for row in fleet.get("targets") or ()}
    latest = {row["id"]: ends.get(place(row), 0.0) - max(row["times"].values())
              for row in rows if row["id"] in made}
    return {own_id: max(0.0, min((when - min(made.values())).total_seconds(), latest[own_id]))
            for own_id, when in made.items()}


def _made(times: dict[str, float], start: float) -> list[dict[str, Any]]:
    """What the module fleet has timed, in seconds from the create call: after Nova says ACTIVE, or
    the port has answered, it waits until the console shows the host keys."""
    events = [(phase, times[event]) for event, phase in (
        ("accepted", "accepted"), ("active", "active"), ("port", "port"), ("done", "host_keys"))
        if event in times and (phase != "host_keys" or "active" in times)]
    before = [0.0, *(at for _phase, at in events)]
    return _following(start, [(phase, max(0.0, at - last))
                              for (phase, at), last in zip(events, before, strict=False)])


def _booted(seconds: dict[str, float], start: float) -> list[dict[str, Any]]:
    """What the module server_ready has timed, once the fleet was made."""
    return _following(start, [(phase, seconds[phase]) for phase in PHASES[2:] if phase in seconds])


def _following(start: float, lengths: list[tuple[str, float]]) -> list[dict[str, Any]]:
    spans = []
    for phase, seconds in lengths:
        spans.append({"phase": phase, "start": round(start, 2), "seconds": round(seconds, 2)})
        start += seconds
    return spans


def _phases(spans: list[dict[str, Any]]) -> dict[str, float]:
    """{phase: seconds}, in the order of PHASES; waiting for host keys may be in two parts."""
    found: dict[str, float] = defaultdict(float)
    for span in spans:
        found[span["phase"]] += span["seconds"]
    return {phase: round(found[phase], 2) for phase in PHASES if phase in found}


def _slowest(servers: list[dict[str, Any]], usual: dict[str, float]) -> list[dict[str, Any]]:
    """The phases that took longest, each beside the median of its kind."""
    steps = [{**{key: row[key] for key in ("name", "id", "cloud", "region_name")},
              "phase": phase, "seconds": seconds, "median": usual[phase]}
             for row in servers for phase, seconds in row["phases"].items() if seconds]
    return sorted(steps, key=lambda step: -step["seconds"])[:SLOWEST]


# Steps and targets


def _steps(results: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What was done, in this order, and how long the slowest target took for it."""
    return [{"step": STEPS[name], "seconds": _lasted(name, result),
             "failed": bool(result.get("failed"))}
            for name, result in results.items() if result.get("targets")]


def _lasted(name: str, result: dict[str, Any]) -> float:
    if name == "ready":
        times = [sum(span["seconds"] for span in _booted(row["seconds"], 0.0))
                 for row in result.get("servers") or ()]
    else:
        times = [row["seconds"] for row in result["targets"]]
    return round(max(times, default=0.0), 2)


def _targets(results: dict[str, dict[str, Any]],
             servers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each target: all that was done there, and the median of each phase."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for result in results.values():
        for row in result.get("targets") or ():
            mine = found.setdefault(place(row), {"error": None})
            mine.update({key: mine.get(key, 0) + row[key] for key in COUNTS if key in row})
            mine["error"] = mine["error"] or row.get("error")
    return [{"cloud": where[0], "region_name": where[1],
             **{key: row.get(key) for key in COUNTS}, "error": row["error"],
             "medians": medians([server["phases"] for server in servers if place(server) == where])}
            for where, row in sorted(found.items())]
