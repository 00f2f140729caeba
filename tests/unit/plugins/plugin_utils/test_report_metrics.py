# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics of a report, as Prometheus' own parser reads them, and the dashboard that shows them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import reports
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from ansible_collections.multicloud.openstack.plugins.plugin_utils.report import report
from ansible_collections.multicloud.openstack.plugins.plugin_utils.report_metrics import (
    FAMILIES,
    metrics,
)

ROOT = Path(__file__).resolve().parents[4]
MADE = "2026-01-01T12:00:00Z"
PRICES = [{"cloud": "alpha", "flavors": {"m1.small": 0.1}, "volume_types": {"default": 0.001},
           "floating_ip": 0.01}]


def parsed(found=None, run=None):
    """{metric: [(labels, value)]}"""
    text = metrics(report({**(found or reports.found()), "prices": PRICES}, run or {}, MADE))
    return {family.name: [(sample.labels, sample.value) for sample in family.samples]
            for family in text_string_to_metric_families(text)}


@pytest.fixture(scope="module")
def read():
    return parsed(run=reports.run())


def test_each_family_is_there(read):
    assert read.keys() == FAMILIES.keys()


@pytest.mark.parametrize(("name", "labels", "value"), [
    ("multicloud_report_timestamp_seconds", {}, 1767268800),
    ("multicloud_warnings", {}, 2),
    ("multicloud_target_up", {"cloud": "beta", "region": "RegionOne"}, 0),
    ("multicloud_target_up", {"cloud": "alpha", "region": "RegionOne"}, 1),
    ("multicloud_quota_left", {"cloud": "alpha", "region": "RegionOne", "resource": "instances"},
     4),
    ("multicloud_quota_limit", {"cloud": "alpha", "region": "RegionOne", "resource": "ram"},
     51200 * 2**20),
    ("multicloud_quota_used_by_fleets", {"cloud": "alpha", "region": "RegionOne",
                                         "resource": "cores"}, 4),
    ("multicloud_unused_resources", {"cloud": "gamma", "region": "RegionOne", "kind": "volume"}, 1),
    ("multicloud_unused_cost_per_hour", {"cloud": "gamma", "region": "RegionOne"}, 0.1),
    ("multicloud_orphaned_resources", {"cloud": "alpha", "region": "RegionOne",
                                       "kind": "floating_ip"}, 1),
])
def test_values(read, name, labels, value):
    assert (labels, value) in read[name]


def test_what_is_not_limited_has_no_limit(read):
    unlimited = {"cloud": "alpha", "region": "RegionOne", "resource": "cores"}
    assert not [1 for labels, _value in read["multicloud_quota_limit"] if labels == unlimited]
    assert [1 for labels, _value in read["multicloud_quota_used"] if labels == unlimited]


def test_without_a_run_and_clouds():
    assert parsed({"clouds": {"clouds": []}}).keys() == {
        "multicloud_report_timestamp_seconds", "multicloud_warnings"}


@pytest.mark.parametrize("name", ['"} 1', "a\\", "a\nb", reports.SCRIPT, "{{ 7 }}"])
def test_names_are_text(name):
    found = reports.found()
    found["fleets"]["fleets"] = {name: found["fleets"]["servers"]}
    assert {labels["fleet"] for labels, _value in parsed(found)["multicloud_fleet_servers"]} == {
        name}


def dashboard():
    """[(expression, legend)]"""
    board = json.loads((ROOT / "docs/grafana.json").read_text())
    return [(target["expr"], target["legendFormat"])
            for panel in board["panels"] for target in panel["targets"]]


def test_the_dashboard_shows_all_metrics_and_no_others():
    shown = {name for expr, _legend in dashboard() for name in re.findall(r"multicloud_\w+", expr)}
    assert shown == FAMILIES.keys()


@pytest.mark.parametrize(("expr", "legend"), dashboard())
def test_the_dashboard_uses_labels_that_exist(read, expr, legend):
    known = {label for name in re.findall(r"multicloud_\w+", expr)
             for labels, _value in read[name] for label in labels}
    asked = {*re.findall(r"{{(\w+)}}", legend), *re.findall(r"(\w+)=", expr),
             *(word for found in re.findall(r"by \((.*?)\)", expr) for word in found.split(", "))}
    assert asked <= known


def test_the_guide_lists_all_metrics():
    guide = (ROOT / "docs/metrics.md").read_text()
    assert FAMILIES.keys() <= set(re.findall(r"`(multicloud_\w+)`", guide))
