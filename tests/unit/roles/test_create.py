# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role create says of servers that it has made."""

from __future__ import annotations

import pytest
import templating

SERVERS = [{"id": name, "status": status, "address": f"192.0.2.{number}"} for number, (name, status)
           in enumerate([("off", "SHUTOFF"), ("a", "ACTIVE"), ("b", "ACTIVE")])]
LATE = {"server_id": "a", "waited_for": "port"}
UNLOCKED = {"id": "b", "ready": True}


@pytest.mark.parametrize(("failures", "ready", "address"), [
    ([], [], "192.0.2.1"),
    ([LATE], [], "192.0.2.2"),
    ([{"server_id": "a"}, {"waited_for": "answer"}], [], "192.0.2.1"),
    ([], [{"id": "a", "ready": False}, UNLOCKED], "192.0.2.2"),
    ([LATE], [{"id": "b", "ready": False}], ""),
])
def test_nobody_is_told_to_log_in_where_nobody_could(failures, ready, address):
    said = templating.variable(
        "create", "__create_summary['log in with']", create_fleet={"name": "shop"},
        create_servers=SERVERS, create_targets=[],
        __create_result={"failures": failures, "kept_volumes": []},
        __create_ready={"servers": ready}, ansible_check_mode=False, ansible_user="debian")
    assert said.endswith(f"debian@{address}") if address else said == ""


@pytest.mark.parametrize(("dry", "diff", "found", "said"), [
    (True, False, {"cost": {"before": {"hour": 0.0, "month": 0.0},
                            "after": {"hour": 0.032, "month": 23.36}}},
     {"before": "0.0000 per hour, 0.00 per month", "after": "0.0320 per hour, 23.36 per month"}),
    (True, False, {}, {}),                              # no table of prices
    (True, True, {"cost": {}}, {}), (False, False, {"cost": {}}, {}),
])
def test_a_dry_run_says_what_it_costs(dry, diff, found, said):
    assert templating.variable("create", "__create_summary.cost", __create_result=found,
                               ansible_check_mode=dry, ansible_diff_mode=diff) == said
