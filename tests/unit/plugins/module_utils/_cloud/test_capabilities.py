# SPDX-License-Identifier: GPL-3.0-or-later
"""What a catalog and the services in it say of themselves."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import capabilities


def endpoint(url, region="north", interface="public"):
    return {"id": "1", "interface": interface, "region": region, "region_id": region, "url": url}


CATALOG = {
    "network": [endpoint("http://n", "south"), endpoint("http://in", interface="internal"),
                endpoint("http://nn")],
    "compute": [endpoint("http://c"), endpoint("http://second")],
    "metric": [endpoint("http://m", "east")],
}


@pytest.mark.parametrize(("region", "interface", "expected"), [
    ("north", "public", {"compute": "http://c", "network": "http://nn"}),
    ("north", "internal", {"network": "http://in"}),
    ("north", "internalURL", {"network": "http://in"}),
    ("north", ["internal", "public"], {"compute": "http://c", "network": "http://in"}),
    ("", "public", {"compute": "http://c", "metric": "http://m", "network": "http://n"}),
    ("nowhere", "public", {}),
])
def test_endpoints(region, interface, expected):
    found = capabilities.endpoints(CATALOG, region, interface)
    assert found == expected and list(found) == sorted(found)


def test_regions():
    assert capabilities.regions(CATALOG) == ["east", "north", "south"]
    assert capabilities.regions({"x": [{"region": "old", "interface": "public", "url": "u"}]}) == [
        "old"]


def version(number, status="SUPPORTED", low=None, high=None, raw="x", url="http://c/v9"):
    return {"version": number, "status": status, "min_microversion": low,
            "max_microversion": high, "raw_status": raw, "url": url}


@pytest.mark.parametrize(("versions", "expected"), [
    ([version("2.0", "DEPRECATED"), version("2.1", "CURRENT", "2.1", "2.96")],
     {"answers": True, "version": "2.1", "min_microversion": "2.1", "max_microversion": "2.96",
      "versions": ["2.0", "2.1"]}),
    ([version("2.9"), version("2.17", "CURRENT"), version("2.16", "CURRENT")],
     {"answers": True, "version": "2.17", "versions": ["2.9", "2.17", "2.16"]}),
    ([version("2.9"), version("2.10")], {"version": "2.10"}),
    ([version("3", "CURRENT", raw=None)], {"answers": False, "version": "3", "versions": ["3"]}),
    ([version(None, "CURRENT", raw=None)], {"answers": False, "version": None, "versions": []}),
    ([], {"answers": False, "version": None, "min_microversion": None, "max_microversion": None,
          "versions": []}),
])
def test_versions_of_a_service(versions, expected):
    found = capabilities.service("compute", "http://c", versions)
    assert found == {**found, **expected, "type": "compute", "url": "http://c"}
    assert set(found) == {"type", "url", "answers", "version", "min_microversion",
                          "max_microversion", "versions"}


@pytest.mark.parametrize(("url", "expected"), [
    ("http://c/v2", ("2.0", None)), ("http://c/v2/", ("2.0", None)),
    ("http://c/v2.1", ("2.1", "2.96")), ("http://c", ("2.1", "2.96")),
    ("http://c/v2.1/project", ("2.1", "2.96"))])
def test_the_version_that_is_asked_is_the_one_of_the_endpoint(url, expected):
    versions = [version("2.0", "DEPRECATED", url="http://c/v2/"),
                version("2.1", "CURRENT", "2.1", "2.96", url="http://c/v2.1/")]
    found = capabilities.service("compute", url, versions)
    assert (found["version"], found["max_microversion"]) == expected
    assert found["versions"] == ["2.0", "2.1"]
