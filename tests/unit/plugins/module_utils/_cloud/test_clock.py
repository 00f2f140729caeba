# SPDX-License-Identifier: GPL-3.0-or-later
"""What time it is for a cloud, as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import clock


def test_moved_on():
    found = clock.moved_on("Tue, 01 Dec 2026 00:00:21 GMT", 9.5)
    assert found == datetime(2026, 12, 1, 0, 0, 30, 500000, tzinfo=UTC)


@pytest.mark.parametrize("date", [
    "", "soon", "Tue, 99 Dec 2026 00:00:21 GMT", "Tue, 01 Dec 2026" + " " * 500 + "00:00:21",
    "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_ours_where_it_tells_none(date):
    assert abs(clock.moved_on(date, 5.0) - clock.ours()) < timedelta(minutes=1)
