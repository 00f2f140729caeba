# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever failed, the next run converges."""

from __future__ import annotations

from builders import A, B
from fakes import FakeCloud
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from runs import counts


@settings(max_examples=12, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["spread", "fill", "cheapest"]),
       st.integers(-1, 4), st.booleans(), st.sampled_from(["ACTIVE", "ERROR"]))
def test_after_whatever_failed_a_normal_run_converges_and_moves_nobody(
        go, web, db, placement, quota, floating, builds):
    a, b = FakeCloud(A, quota=quota, floating=floating), FakeCloud(B, floating=floating)
    a.builds = builds
    options = {**counts(web or 1, db), "placement": placement,
               "shares": {A: {"price": 1}, B: {"price": 2}}}
    go(a, b, **options)
    a.builds, a.quota = "ACTIVE", -1
    kept = {(row["name"], row["id"]) for cloud in (a, b) for row in cloud.servers.values()
            if row["status"] == "ACTIVE"}
    result = go(a, b, **options)
    assert not result["failed"]
    rows = [row for cloud in (a, b) for row in cloud.servers.values()]
    assert len(rows) == (web or 1) + db and {row["status"] for row in rows} == {"ACTIVE"}
    assert kept <= {(row["name"], row["id"]) for row in rows}
    del a.log[:], b.log[:]
    assert not go(a, b, **options)["changed"] and a.writes == b.writes == []
    go(a, b, state="absent", count=None)
    assert a.names == b.names == a.addresses == b.addresses == []
