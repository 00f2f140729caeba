# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits and usage, in the same words for all services."""

from __future__ import annotations

from ansible_collections.multicloud.openstack.plugins.module_utils._portable import limits


def test_compute():
    assert limits.absolute(
        {"maxTotalInstances": 10, "totalInstancesUsed": 3, "maxTotalCores": -1,
         "totalCoresUsed": 4, "maxServerGroups": 5, "maxServerMeta": 128}, limits.COMPUTE) == {
        "instances": {"limit": 10, "used": 3}, "cores": {"limit": None, "used": 4},
        "server_groups": {"limit": 5, "used": None}}


def test_volume():
    assert limits.absolute({"maxTotalVolumeGigabytes": 1000, "totalGigabytesUsed": 20},
                           limits.VOLUME) == {"gigabytes": {"limit": 1000, "used": 20}}


def test_network():
    assert limits.network({
        "floatingip": {"limit": 5, "used": 1, "reserved": 2}, "port": {"limit": -1, "used": 7},
        "trunk": {"limit": 1, "used": 1}}) == {
        "ports": {"limit": None, "used": 7}, "floating_ips": {"limit": 5, "used": 3}}
