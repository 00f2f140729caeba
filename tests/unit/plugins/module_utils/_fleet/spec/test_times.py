# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that are times."""

from __future__ import annotations

import pytest
from builders import NOW

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import times


@pytest.mark.parametrize(("text", "seconds", "number"), [
    (None, None, 0), ("", None, 0), ("90", 90, 0), ("2h", 7200, 0), ("soon", None, 1),
    ("2026-01-01", None, 1)])
def test_seconds(text, seconds, number):
    wrong = []
    assert times.seconds("wait_for_room", {"wait_for_room": text}, wrong) == seconds
    assert len(wrong) == number
    assert all(one.startswith(f"wait_for_room: '{text}' is not a span") for one in wrong)


@pytest.mark.parametrize(("text", "found", "number"), [
    (None, None, 0), ("1h", "2026-01-01T13:00:00Z", 0), ("soon", None, 1)])
def test_expires(text, found, number):
    wrong = []
    expires = times.expires({"expires": text}, NOW, wrong)
    assert (expires and str(expires)) == found
    assert len(wrong) == number
