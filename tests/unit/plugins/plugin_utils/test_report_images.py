# SPDX-License-Identifier: GPL-3.0-or-later
"""Which build is promoted on which target."""

from __future__ import annotations

import reports

from ansible_collections.multicloud.openstack.plugins.plugin_utils.report_images import (
    images,
    unread,
)


def result(number, *rows, name="web"):
    return {"item": [{**reports.at(number), "reachable": True}, name], "images": list(rows)}


def test_the_last_one_that_was_promoted_serves():
    rows = [reports.version("b1", "01"), reports.version("b2", "03"), reports.version("b3", None)]
    gone = {**reports.version("b4", "09"), "status": "killed"}
    other = reports.version("b3", None, "db")
    assert images([result(0, *rows, gone), result(2), result(2, other, name="db")]) == [
        {"name": "web", "targets": [
            {**reports.at(0), "build": "b2", "promoted": "2026-01-03T00:00:00Z", "versions": 4},
            {**reports.at(2), "build": None, "promoted": None, "versions": 0}]},
        {"name": "db", "targets": [
            {**reports.at(2), "build": None, "promoted": None, "versions": 1}]}]


def test_what_could_not_be_listed():
    results = [result(0), {"item": [reports.at(1), "web"], "msg": "beta: no answer"},
               {"item": [], "skipped": True, "msg": "skipped"}]
    assert images(results)[0]["targets"][0]["cloud"] == "alpha"
    assert unread(results) == ["beta: no answer"]
