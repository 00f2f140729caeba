# SPDX-License-Identifier: GPL-3.0-or-later
"""What results show of what was resolved."""

from __future__ import annotations

from builders import resolved

FLOATING = {"address": "floating", "floating": "net-2", "floating_from": "public"}


def test_a_report_calls_ids_so():
    assert resolved(**FLOATING).report() == {
        "image_id": "image-1", "image_name": "debian-12", "flavor_id": "flavor-1",
        "flavor_name": "small", "vcpus": 1, "ram": 512, "disk": 1, "network_id": "net-1",
        "network_name": "private", "address": "floating", "floating_from": "public",
        "image_reason": None}
