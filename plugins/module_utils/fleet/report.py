# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run says of itself: plain data and sentences.  Pure."""
from __future__ import annotations

from collections import Counter

from ..cloud.target import Target
from ..resource.server import Server
from . import mark
from .plan import Plan
from .spec import Fleet


def servers(fleet: str, seen: dict[Target, list[Server]], facts: dict) -> list[dict]:
    """The fleet's servers, by index: Server.report(), index, floating IP, host keys, times."""
    rows = []
    for found in seen.values():
        for server in found:
            if mark.fleet_of(server) != fleet or server.status in mark.GONE:
                continue
            known = facts.get(server.id)
            made = known.floating_ip if known else None
            rows.append({**server.report(), "index": mark.index_of(server),
                         "address": made or server.address,
                         "floating_ip": made or server.floating_ip,
                         "times": dict(known.times) if known else {}})
    return sorted(rows, key=lambda row: (row["index"], row["created"], row["id"]))


def target_rows(tallies: dict[Target, Counter], asked: dict[Target, int],
                seconds: dict[Target, float], errors: dict) -> list[dict]:
    """One row per target: what was planned and done there, requests sent, seconds, and its
    error if it could not be used."""
    return [{**target.report(), "error": str(errors[target]) if target in errors else None,
             **{key: tallies[target][key] for key in
                ("planned", "created", "kept", "deleted", "failed")},
             "requests": asked.get(target, 0), "seconds": round(seconds.get(target, 0.0), 1)}
            for target in sorted(tallies)]


def diff(fleet: Fleet, plan: Plan) -> dict:
    """Ansible's before and after: the servers, each with where it is and what becomes of it."""
    before = {step.server.name + " " + step.server.id: f"{step.server.status} on "
              f"{step.server.target}" for step in plan.steps if step.server}
    after = dict(before)
    for step in plan.writes:
        if step.action in ("delete", "replace"):
            after.pop(f"{step.server.name} {step.server.id}")
        if step.action == "update":
            after[f"{step.server.name} {step.server.id}"] += f" with {', '.join(step.changes)}"
        if step.action in ("create", "replace"):
            after[f"{fleet.server_name(step.index)} (new)"] = f"ACTIVE on {step.target}"
    return {"before": _text(before), "after": _text(after),
            "before_header": f"fleet {fleet.name}", "after_header": f"fleet {fleet.name}"}


def _text(lines: dict) -> str:
    return "".join(f"{name}: {value}\n" for name, value in sorted(lines.items()))


def sentence(fleet: Fleet, tallies: dict[Target, Counter], state: str, there: int) -> str:
    """The whole run in one line."""
    total = sum(tallies.values(), Counter())
    done = ", ".join(f"{total[key]} {key}" for key in ("created", "updated", "kept", "deleted",
                                                       "failed") if total[key])
    wanted = f"{there} of {fleet.count} servers" if state == "present" else f"{there} left"
    return f"fleet {fleet.name}: {wanted}" + (f" ({done})" if done else "")
