# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter knows what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ansible_collections.multicloud.openstack.plugins.filter.expired_backups import FilterModule


def test_its_age_is_that_of_today():
    expired = FilterModule().filters()["expired_backups"]
    rows = [{"id": days, "kind": "snapshot", "cloud": "a", "region_name": "",
             "fleet": "web", "group": "", "index": 1, "volume": "data", "status": "available",
             "taken": "frozen",
             "created": (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%f")}
            for days in range(4)]
    assert expired(rows) == []
    assert [row["id"] for row in expired(rows, 3)] == [3]
    assert [row["id"] for row in expired(rows, days=1.5)] == [2, 3]
