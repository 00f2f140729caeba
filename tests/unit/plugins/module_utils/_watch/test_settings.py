# SPDX-License-Identifier: GPL-3.0-or-later
"""The arguments of the event source."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.settings import (
    Numbers,
    Settings,
)


@pytest.mark.parametrize(("args", "expected"), [
    ({}, Settings(clouds={"api_timeout": 30.0})),
    ({"interval": "5", "settle": 0, "remind": 9, "quota": 0.5, "clouds_yaml": "a.yaml",
      "api_timeout": 3},
     Settings({}, 0.5, 5.0, timedelta(), timedelta(seconds=9),
              {"clouds_yaml": "a.yaml", "api_timeout": 3})),
    ({"fleets": [{"name": "ci", "count": "12", "image": "debian-12"}]},
     Settings({"ci": Numbers({"": 12})}, clouds={"api_timeout": 30.0})),
    ({"fleets": [{"name": "shop", "groups": [{"name": "web", "count": 2, "flavor": "small"},
                                             {"name": "db", "count": 1}]}]},
     Settings({"shop": Numbers({"web": 2, "db": 1})}, clouds={"api_timeout": 30.0})),
    ({"fleets": [{"name": "shop", "targets": ["a/north", {"cloud": "b", "max": 0}], "groups": [
        {"name": "web", "count": 2}, {"name": "door", "each": 1}]}]},
     Settings({"shop": Numbers({"web": 2}, {"door": 1}, (
         {"cloud": "a", "region_name": "north"}, {"cloud": "b", "max": 0}))},
         clouds={"api_timeout": 30.0})),
    ({"fleets": [{"name": "ci", "count": 1}], "drift": True},
     Settings({"ci": Numbers({"": 1})}, clouds={"api_timeout": 30.0},
              definitions=({"name": "ci", "count": 1},))),
    ({"fleets": [{"name": "shop", "cloud": "a", "groups": [{"name": "door", "each": 1}]}]},
     Settings({"shop": Numbers({}, {"door": 1}, ({"name": "shop", "cloud": "a", "groups": [
         {"name": "door", "each": 1}]},))}, clouds={"api_timeout": 30.0})),
    ({"targets": "a,b/north"}, Settings(clouds={"api_timeout": 30.0, "targets": [
        {"cloud": "a", "region_name": None}, {"cloud": "b", "region_name": "north"}]})),
    ({"targets": ["a/north", {"cloud": "b"}]}, Settings(clouds={
        "api_timeout": 30.0, "targets": [{"cloud": "a", "region_name": "north"}, {"cloud": "b"}]})),
    # what a rulebook passes on of a variable that is not set
    ({"targets": []}, Settings(clouds={"api_timeout": 30.0, "targets": []})),
    # of a pool, nobody knows how many there should be
    ({"fleets": [{"name": "pool", "count": 9, "min_ready": "2"}], "rollouts": ["web"]},
     Settings({"pool": Numbers(ready={"": 2})}, clouds={"api_timeout": 30.0}, rollouts=("web",))),
])
def test_arguments(args, expected):
    assert Settings.of(args) == expected


@pytest.mark.parametrize(("args", "sentence"), [
    ({"intervall": 5}, "intervall: there is no such argument: use one of api_timeout, clouds_yaml"),
    ({"interval": 0}, "interval: 0 is too short"),
    ({"interval": "soon"}, "interval: 'soon' is not a number of 0 or more"),
    ({"settle": -1}, "settle: -1 is not a number of 0 or more"),
    ({"quota": None}, "quota: None is not a number"),
    ({"targets": [{"region_name": "north"}]}, "targets: [{'region_name': 'north'}] is not a list"),
    ({"targets": 5}, "targets: 5 is not a list of clouds"),
    ({"drift": "perhaps"}, "drift: 'perhaps' is neither true nor false"),
    ({"rollouts": "web"}, "rollouts: 'web' is not a list of names"),
    ({"fleets": [{"name": "ci", "count": 1, "min_ready": "some"}]},
     "fleets: {'name': 'ci', 'count': 1, 'min_ready': 'some'} has no name"),
    ({"fleets": ["ci"]}, "fleets: 'ci' has no name with a count"),
    ({"fleets": [{"name": "ci"}]}, "fleets: {'name': 'ci'} has no name with a count"),
    ({"fleets": [{"name": "c i", "count": 1}]}, "fleets: {'name': 'c i', 'count': 1} has no name"),
    ({"fleets": [{"name": "ci", "groups": [{"name": "web"}]}]}, "fleets: {'name': 'ci', 'groups'"),
    ({"fleets": [{"name": "ci", "count": 1, "targets": [{"max": 1}]}]}, "fleets: {'name': 'ci'"),
])
def test_nonsense_is_refused(args, sentence):
    with pytest.raises(CloudError) as refused:
        Settings.of(args)
    assert refused.value.message.startswith(sentence)


PLACES = ({"cloud": "a", "region_name": "north"}, {"cloud": "b", "max": 0},
          {"cloud": "c", "groups": [{"name": "door", "max": 1}, {"name": "web"}]})
ONE = ({"name": "shop", "cloud": "a", "groups": [{"name": "door", "each": 2}]},)


@pytest.mark.parametrize(("target", "places", "expected"), [
    (Target("a"), (), {"door": 2}), (Target("a", "north"), PLACES, {"door": 2}),
    (Target("a", "south"), PLACES, {}), (Target("b"), PLACES, {}), (Target("d"), PLACES, {}),
    (Target("c", "any"), PLACES, {"door": 1}),
    (Target("a", "north"), ONE, {"door": 2}), (Target("b"), ONE, {})])
def test_how_many_each_target_should_have(target, places, expected):
    assert Numbers({"web": 3}, {"door": 2}, places).on(target) == expected
