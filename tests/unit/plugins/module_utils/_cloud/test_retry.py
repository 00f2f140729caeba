# SPDX-License-Identifier: GPL-3.0-or-later
"""When a call that was refused for now is repeated."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.retry import (
    pause,
    retry_after,
)

NOON = "Fri, 20 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(("text", "date", "seconds"), [
    ("7", NOON, 7), (" 7 ", NOON, 7), ("0", NOON, 0), (None, NOON, None), ("", NOON, None),
    ("Fri, 20 Nov 2026 12:01:30 GMT", NOON, 90), ("Fri, 20 Nov 2026 11:00:00 GMT", NOON, 0),
    ("Fri, 20 Nov 2026 13:01:30 +0100", NOON, 90),
    ("Fri, 20 Nov 2026 12:01:30 GMT", None, None), ("Fri, 20 Nov 2026 12:01:30 -0000", NOON, None),
    ("-5", NOON, None), ("soon", NOON, None), ("1.5", NOON, None), ("nan", NOON, None),
])
def test_retry_after(text, date, seconds):
    headers = {"Retry-After": text, "Date": date}
    assert retry_after({name: value for name, value in headers.items() if value is not None}) \
        == seconds


def refused(kind, status=None, rest=None):
    return CloudError(kind, "no", status=status, retry_after=rest)


LIMITED, BUSY = refused("rate_limited", 429), refused("unreachable", 503)


@pytest.mark.parametrize(("error", "tries", "left", "creates", "seconds"), [
    (LIMITED, 0, 60, False, 0.5), (LIMITED, 1, 60, False, 1), (LIMITED, 4, 60, False, 8),
    (LIMITED, 0, 60, True, 0.5), (BUSY, 0, 60, False, 0.5), (BUSY, 0, 60, True, 0.5),
    (refused("rate_limited", 503, 5), 0, 60, True, 5),
    (refused("rate_limited", 429, 5), 0, 60, False, 5),
    (refused("rate_limited", 429, 5), 4, 60, False, 8),
    (refused("rate_limited", 429, 5), 0, 5, False, 5),
    (refused("rate_limited", 429, 5), 0, 4.9, False, None),
    (refused("rate_limited", 429, 3600), 0, 600, False, None),
    (LIMITED, 0, -1, False, None),
    (refused("quota", 413, 0), 0, 60, False, None), (refused("quota", 403), 0, 60, False, None),
    (refused("unreachable", 502), 0, 60, False, None),
    (refused("unreachable", 504), 0, 60, True, None), (refused("unreachable"), 0, 60, False, 0.5),
    (refused("unreachable"), 0, 60, True, None),
    (refused("api", 500), 0, 60, False, None), (refused("timeout"), 0, 60, False, None),
    (refused("auth", 401), 0, 60, False, None),
])
def test_pause(error, tries, left, creates, seconds):
    assert pause(error, tries, left, 0.0, creates) == seconds


def test_those_who_were_refused_together_come_back_apart_and_never_early():
    limited = refused("rate_limited", 429, 10)
    assert [pause(limited, 0, 60, luck) for luck in (0, 0.5, 1)] == [10, 12.5, 15]
    assert pause(limited, 0, 11, 1) == 11
