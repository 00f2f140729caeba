# SPDX-License-Identifier: GPL-3.0-or-later
"""The arguments of the event source."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.settings import Settings


@pytest.mark.parametrize(("args", "expected"), [
    ({}, Settings(clouds={"api_timeout": 30.0})),
    ({"interval": "5", "settle": 0, "remind": 9, "quota": 0.5, "clouds_yaml": "a.yaml",
      "api_timeout": 3},
     Settings({}, 0.5, 5.0, timedelta(), timedelta(seconds=9),
              {"clouds_yaml": "a.yaml", "api_timeout": 3})),
    ({"fleets": [{"name": "ci", "count": "12", "image": "debian-12"}]},
     Settings({"ci": {"": 12}}, clouds={"api_timeout": 30.0})),
    ({"fleets": [{"name": "shop", "groups": [{"name": "web", "count": 2, "flavor": "small"},
                                             {"name": "db", "count": 1}]}]},
     Settings({"shop": {"web": 2, "db": 1}}, clouds={"api_timeout": 30.0})),
])
def test_arguments(args, expected):
    assert Settings.of(args) == expected


@pytest.mark.parametrize(("args", "sentence"), [
    ({"intervall": 5}, "intervall: there is no such argument: use one of api_timeout, clouds_yaml"),
    ({"interval": 0}, "interval: 0 is too short"),
    ({"interval": "soon"}, "interval: 'soon' is not a number of 0 or more"),
    ({"settle": -1}, "settle: -1 is not a number of 0 or more"),
    ({"quota": None}, "quota: None is not a number"),
    ({"fleets": ["ci"]}, "fleets: 'ci' has no name with a count"),
    ({"fleets": [{"name": "ci"}]}, "fleets: {'name': 'ci'} has no name with a count"),
    ({"fleets": [{"name": "c i", "count": 1}]}, "fleets: {'name': 'c i', 'count': 1} has no name"),
    ({"fleets": [{"name": "ci", "groups": [{"name": "web"}]}]}, "fleets: {'name': 'ci', 'groups'"),
])
def test_nonsense_is_refused(args, sentence):
    with pytest.raises(CloudError) as refused:
        Settings.of(args)
    assert refused.value.message.startswith(sentence)
