# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A report as metrics, in the text format of OpenMetrics.  Pure.

The format: https://prometheus.io/docs/specs/om/open_metrics_spec
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..module_utils._portable.expiry import moment

# of a metric: its labels, and its value
Sample = tuple[Mapping[str, Any], float]
Report = dict[str, Any]
MIB = 2**20


def metrics(report: Report) -> str:
    """The whole text: a family for each of FAMILIES that the report knows something of."""
    lines = [line for name, (about, samples) in FAMILIES.items()
             for line in _family(name, about, samples(report))]
    return "".join(f"{line}\n" for line in [*lines, "# EOF"])


def _family(name: str, about: str, samples: Iterable[Sample]) -> list[str]:
    lines = [f"{name}{_labels(labels)} {float(value):.10g}" for labels, value in samples]
    return [f"# TYPE {name} gauge", f"# HELP {name} {about}", *lines] if lines else []


def _labels(labels: Mapping[str, Any]) -> str:
    """Names of servers' fleets, say, are text of clouds."""
    return "{" + ",".join(f'{key}="{_escaped(str(value or ""))}"'
                          for key, value in labels.items()) + "}" if labels else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _target(row: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"cloud": row["cloud"], "region": row["region_name"], **more}


def _counted(rows: Iterable[Mapping[str, Any]], *keys: str) -> Iterator[Sample]:
    """How many rows have the same of these."""
    count = Counter(tuple((key, row[key]) for key in ("cloud", "region_name", *keys))
                    for row in rows)
    for found, number in sorted(count.items(), key=str):
        row = dict(found)
        yield _target(row, **{key: row[key] for key in keys}), number


def _of_clouds(key: str) -> Callable[[Report], Iterator[Sample]]:
    def samples(report: Report) -> Iterator[Sample]:
        return ((_target(row), row[key]) for row in report["clouds"] if row[key] is not None)
    return samples


def _of_quotas(key: str) -> Callable[[Report], Iterator[Sample]]:
    """What has no limit has no sample of it.  Memory is in bytes, as Prometheus has it."""
    def samples(report: Report) -> Iterator[Sample]:
        return ((_target(row, resource=quota["name"]),
                 quota[key] * (MIB if quota["name"] == "ram" else 1))
                for row in report["clouds"] for quota in row["quotas"] if quota[key] is not None)
    return samples


def _servers(report: Report) -> Iterator[Sample]:
    for fleet in report["fleets"]:
        for labels, number in _counted(fleet["servers"], "status"):
            yield {"fleet": fleet["name"], **labels}, number


def _of_fleets(report: Report) -> Iterator[Sample]:
    return (({"fleet": fleet["name"]}, fleet["cost"]["hour"])
            for fleet in report["fleets"] if fleet["cost"])


def _of_rows(key: str) -> Callable[[Report], Iterator[Sample]]:
    return lambda report: _counted(report[key] or (), "kind")


def _waste_cost(report: Report) -> Iterator[Sample]:
    found: Counter[tuple[str, str]] = Counter()
    for row in report["waste"] or ():
        if row["cost"]:
            found[row["cloud"], row["region_name"]] += row["cost"]["hour"]
    return (({"cloud": cloud, "region": region}, cost)
            for (cloud, region), cost in sorted(found.items()))


def _run(key: str) -> Callable[[Report], Iterable[Sample]]:
    """Of the run, if there was one."""
    def samples(report: Report) -> Iterable[Sample]:
        run = report["run"]
        return RUN[key](run, {"fleet": run["fleet"]} if run["fleet"] else {}) if run else ()
    return samples


def _boots(run: Report, fleet: dict[str, Any]) -> Iterator[Sample]:
    return (({**fleet, **_target(row, phase=phase)}, seconds)
            for row in run["targets"] for phase, seconds in row["medians"].items())


def _failures(run: Report, fleet: dict[str, Any]) -> Iterator[Sample]:
    return (({**fleet, **labels}, number) for labels, number in _counted(run["failures"], "kind"))


RUN: dict[str, Callable[[Report, dict[str, Any]], Iterable[Sample]]] = {
    "failed": lambda run, fleet: [(fleet, run["state"] == "failed")],
    "servers": lambda run, fleet: (({**fleet, "state": state}, number) for state, number in sorted(
        Counter(row["state"] for row in run["servers"]).items())),
    "steps": lambda run, fleet: (({**fleet, "step": row["step"]}, row["seconds"])
                                 for row in run["steps"]),
    "boots": _boots,
    "failures": _failures,
}


def _made(report: Report) -> Iterator[Sample]:
    if made := moment(report["made"]):
        yield {}, made.timestamp()


FAMILIES: dict[str, tuple[str, Callable[[Report], Iterable[Sample]]]] = {
    "multicloud_report_timestamp_seconds": ("When the clouds were queried.", _made),
    "multicloud_warnings": ("What could not be queried.",
                            lambda report: [({}, len(report["warnings"]))]),
    "multicloud_target_up": ("Whether the target answers.", _of_clouds("reachable")),
    "multicloud_target_query_seconds": ("How long the query of its quotas took.",
                                        _of_clouds("seconds")),
    "multicloud_quota_limit": ("Quota of the project; no sample if it is unlimited.",
                               _of_quotas("limit")),
    "multicloud_quota_used": ("Usage of the quota by the project.", _of_quotas("used")),
    "multicloud_quota_left": ("Headroom of the quota.", _of_quotas("left")),
    "multicloud_quota_used_by_fleets": ("Usage of the quota by fleets.", _of_quotas("ours")),
    "multicloud_fleet_servers": ("Servers of the fleet by status.", _servers),
    "multicloud_fleet_cost_per_hour": ("Cost of the fleet, by the table of prices.", _of_fleets),
    "multicloud_orphaned_resources": ("Orphaned resources of fleets.", _of_rows("leaks")),
    "multicloud_unused_resources": ("Resources that nothing uses.", _of_rows("waste")),
    "multicloud_unused_cost_per_hour": ("Cost of unused resources, by the table of prices.",
                                        _waste_cost),
    "multicloud_run_failed": ("Whether the run has failed.", _run("failed")),
    "multicloud_run_servers": ("Servers of the run by state.", _run("servers")),
    "multicloud_run_step_seconds": ("How long each step of the run took.", _run("steps")),
    "multicloud_run_boot_seconds": ("Median of each boot phase of the run.", _run("boots")),
    "multicloud_run_failures": ("Failures of the run by kind.", _run("failures")),
}
