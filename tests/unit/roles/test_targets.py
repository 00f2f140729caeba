# SPDX-License-Identifier: GPL-3.0-or-later
"""Targets of a fleet that are texts, as the guides have them, in roles that look into them."""

from __future__ import annotations

import house
import pytest
import templating
import yaml

BIG = {"cloud": "beta", "region_name": "north", "max": 2, "userdata": "#!/bin/sh",
       "data_volumes": [{"name": "logs", "size": 1}]}
PLACE = {"cloud": "beta", "region_name": "north"}


TARGETS = pytest.mark.parametrize(("targets", "named"), [
    ({}, {}),
    ({"targets": []}, {}),
    ({"targets": ["alpha", "gamma/RegionTwo"]}, {"targets": ["alpha", "gamma/RegionTwo"]}),
    ({"targets": ["alpha", BIG]}, {"targets": ["alpha", PLACE]}),
    ({"targets": "alpha,gamma/RegionTwo"}, {"targets": "alpha,gamma/RegionTwo"}),
    ({"cloud": "alpha", "region_name": "x"}, {"cloud": "alpha", "region_name": "x"}),
])


@TARGETS
def test_backup_asks_the_targets_of_the_fleet(targets, named):
    fleet = {"name": "shop", "count": 2, "clouds_yaml": "c.yaml", **targets}
    assert templating.variable("backup", "__backup_targets", backup_fleet=fleet) == {
        "clouds_yaml": "c.yaml", **named}


@TARGETS
def test_keep_asks_the_targets_of_the_fleet(targets, named):
    fleet = {"name": "shop", "count": 2, "clouds_yaml": "c.yaml", **targets}
    [block] = yaml.safe_load(house.read("playbooks/tasks/keep.yml"))
    look = block["block"][0]["module_defaults"]["multicloud.openstack.fleet_info"]
    assert templating.evaluate(look, **block["vars"], keep_fleet=fleet) == {
        "clouds_yaml": "c.yaml", **named}


@pytest.mark.parametrize(("targets", "more"), [
    (["alpha", "gamma/RegionTwo"], []), ("alpha,gamma", []), (["alpha", BIG], [BIG])])
def test_what_targets_say_beside_their_names_is_found(targets, more):
    fleet = {"name": "shop", "targets": targets, "data_volumes": [{"name": "db", "size": 1}],
             "groups": [{"name": "web", "count": 1, "userdata": "#cloud-config"}]}
    defined = templating.variable("backup", "__backup_defined", backup_fleet=fleet)
    assert sorted(defined) == sorted(["db", *("logs" for _one in more)])
    found = templating.variable("verify", "__verify_userdata", verify_fleet=fleet)
    assert len(found) == 1 + len(more)
