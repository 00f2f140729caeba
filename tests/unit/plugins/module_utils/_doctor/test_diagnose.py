# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a target, from what it answered."""

from __future__ import annotations

import pytest
from builders import SPEC, C, resolved

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.finding import (
    Finding,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._doctor.diagnose import (
    Chart,
    findings,
    row,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

LIMITS = {
    "compute limits": {"instances": {"limit": 10, "used": 4}, "cores": {"limit": 20, "used": 4},
                       "ram": {"limit": 4096, "used": 1024}},
    "network limits": {"floating_ips": {"limit": 5, "used": 5},
                       "ports": {"limit": None, "used": 9}},
}
NETWORKS = [{"name": "private", "address": "floating"}, {"name": "dark", "address": "none"}]
PARTS = {**LIMITS, "networks": NETWORKS}
REACHED = {"address": "floating", "floating": "public"}
SILENT = CloudError("timeout", "no answer in time", C, "listing images", waited_for="answer")


def chart(parts=None, **more):
    """Of a healthy target, but for what is given."""
    return Chart(**{"target": C, "regions": ("north",), "parts": {**PARTS, **(parts or {})},
                    **more})


def desired(resolutions, spec=None, **parts):
    """Of a target that was asked about a spec."""
    return chart(parts, specs={"": ServerSpec.of({**SPEC, **(spec or {})})},
                 resolutions={"": resolutions})


def used_up(**more):
    return {"compute limits": {**LIMITS["compute limits"], **{
        name: {"limit": limit, "used": limit} for name, limit in more.items()}}}


CASES = {
    "healthy": (chart(),),
    "a healthy spec": (desired({"image": resolved(), "network": resolved(), "all": resolved()},
                               {"auto_ip": False}),),
    "login": (chart(login=CloudError("auth", "the login was refused (401)", C, "login")),
              ("error", None, "login: the login was refused (401)", "check the user, password")),
    "service": (chart(missing=("compute",)),
                ("error", None, "no compute service in this region", "ask the provider")),
    "wrong region": (chart(missing=("compute", "image"), regions=("RegionOne", "RegionTwo")),
                     ("error", "region_name", "has no compute, no image service",
                      "RegionOne or RegionTwo")),
    "a part": (chart({"images": SILENT}),
               ("error", None, "listing images: no answer in time", "api_timeout")),
    "no limits for us": (chart({"network limits": CloudError("forbidden", "no", C, "quota")}),
                         ("hint", None, "quota: no", "only when the cloud refuses")),
    "no such limits": (chart({"network limits": CloudError("not_found", "no", C, "quota")}),
                       ("hint", None, "quota: no", "only when the cloud refuses")),
    "limits that fail": (chart({"network limits": CloudError("api", "oh", C, "quota")}),
                         ("error", None, "quota: oh", "ask the provider")),
    "no room at all": (chart(used_up(instances=10, ram=4096)),
                       ("warning", "quota", "instances (0 left, 1 needed), ram (0 left, 1 needed)",
                        "more quota")),
    "no network": (chart({"networks": []}), ("warning", "network", "on any network here", "ask")),
    "no network that is reached": (chart({"networks": NETWORKS[1:]}),
                                   ("warning", "network", "on any network here", "routes_exter")),
    "no image": (desired({"image": CloudError("not_found", "there is no image 'x' here", C,
                                              "image"),
                         "network": resolved(**REACHED)}),
                 ("error", "image", "there is no image 'x' here", "use an existing one")),
    "image and flavor": (desired({"image": CloudError("not_found", "no image", C, "image"),
                                 "flavor": CloudError("ambiguous", "two", C, "flavor")}),
                         ("error", "image", "no image", ""),
                         ("error", "flavor", "two", "by its id")),
    "images are silent": (desired({"image": SILENT}),
                          ("error", "image", "listing images: no answer in time", "")),
    "too small for the image": (desired({"all": CloudError("not_found", "no flavor", C, "flavor")}),
                                ("error", "flavor", "no flavor", "")),
    "no address": (desired({"network": resolved(network_name="dark")}),
                   ("warning", "network", "on the network dark", "set network to private")),
    "no address is asked for": (desired({"network": resolved()}, {"auto_ip": False}),),
    "no floating IP left": (desired({"all": resolved(**REACHED)}),
                            ("warning", "quota", "floating ips (0 left, 1 needed)", "")),
    "no room for this": (desired({"all": resolved(vcpus=17, ram=4096)}),
                         ("warning", "quota", "cores (16 left, 17 needed), ram (3072 left, 4096",
                          "more quota")),
    "volumes": (desired({"all": resolved()}, {"data_volumes": [{"name": "d", "size": 9}]},
                        **{"volume limits": {"gigabytes": {"limit": 8, "used": 0}}}),
                ("warning", "quota", "gigabytes (8 left, 9 needed)", "")),
}


@pytest.mark.parametrize("case, expected", [(case, expected) for case, *expected in CASES.values()],
                         ids=CASES)
def test_findings(case, expected):
    found = findings(case)
    assert len(found) == len(expected), found
    for one, (severity, key, msg, mend) in zip(found, expected, strict=True):
        assert (one.severity, one.key, one.cloud, one.region_name) == (severity, key, "c", "north")
        assert msg in one.msg and mend in one.mend and one.mend


def test_what_groups_have_in_common_is_said_once():
    absent = {"image": CloudError("not_found", "no image", C, "image")}
    spec = ServerSpec.of(SPEC)
    found = findings(chart(specs={"a": spec, "b": spec}, resolutions={"a": absent, "b": absent},
                           closed=(Finding("warning", "closed", "open"),) * 2))
    assert [one.msg for one in found] == ["no image", "closed"]


def test_row():
    found = [Finding("error", "a", "b"), Finding("hint", "a", "b"), Finding("hint", "c", "d")]
    assert row(chart(seconds=1.234, requests=7), found) == {
        "cloud": "c", "region_name": "north", "reachable": True, "instances": 6, "cores": 16,
        "ram": 3072, "floating_ips": 0, "address": "floating, none", "errors": 1, "warnings": 0,
        "hints": 2, "seconds": 1.23, "requests": 7}
    assert row(desired({"network": resolved(address="direct")}), [])["address"] == "direct"


def test_row_of_a_target_that_is_down():
    found = row(Chart(C, CloudError("auth", "no")), [])
    assert found["reachable"] is False and found["address"] is found["instances"] is None
