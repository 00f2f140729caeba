# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists in order of preference: what a server may be, the first choice first."""

from __future__ import annotations

import pytest
from builders import NOW, SPEC, A, fleet

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    alternatives,
    validate,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    fleet as fleet_spec,
)

LARGE = {"vcpus": 4}
DISK = {"name": "data", "size": 5}


def choices(*options, **desired):
    """These options of each choice."""
    found = [[str(getattr(one, option)) for option in options]
             for one in alternatives.specs({**SPEC, **desired})]
    return [" ".join(words) for words in found]


@pytest.mark.parametrize(("desired", "options", "expected"), [
    ({}, ["flavor"], ["small"]),
    ({"flavor": ["a"]}, ["flavor"], ["a"]),
    ({"flavor": []}, ["flavor"], ["None"]),
    ({"flavor": ["b", LARGE, "a"]}, ["flavor"], ["b", "vcpus 4", "a"]),
    ({"network": ["in", 7]}, ["network"], ["in", "7"]),
    ({"image": ["x", "y"], "flavor": ["a", "b"]}, ["image", "flavor"],
     ["x a", "x b", "y a", "y b"]),
    ({"network": ["n", "m"], "volume_type": ["ssd", "hdd"]}, ["network", "volume_type"],
     ["n ssd", "n hdd", "m ssd", "m hdd"]),
], ids=["plain", "one", "none", "flavors", "networks", "the-flavor-first", "the-network-last"])
def test_each_choice_is_a_server_of_its_own(desired, options, expected):
    assert choices(*options, **desired) == expected


def test_the_types_of_data_volumes():
    found = alternatives.specs({**SPEC, "data_volumes": [
        {**DISK, "type": ["ssd", "hdd"]}, {**DISK, "name": "logs"}]})
    assert [[(disk.name, disk.type) for disk in one.data_volumes] for one in found] == [
        [("data", "ssd"), ("logs", None)], [("data", "hdd"), ("logs", None)]]
    assert alternatives.told(found[1], found[0]) == (
        "data_volumes data of type hdd, logs of type default instead of data of type ssd, logs of "
        "type default")


@pytest.mark.parametrize(("desired", "sentence"), [
    ({"flavor": ["a", "b", "a"]}, "flavor: 'a' is named twice"),
    ({"flavor": [LARGE, {"vcpus": "4"}]}, "flavor: 'vcpus 4' is named twice"),
    ({"image": ["a", ""]}, "image: an entry of its list is empty"),
    ({"network": ["a", ["b"]]}, "network: ['b'] is not a string"),
    ({"network": 2.5}, "network: YAML reads it as 2.5: put it in quotes"),
    ({"flavor": ["a", {"cpus": 1}]},
     "flavor: 'cpus' is not one of vcpus, ram, disk, extra_specs, name, exclude"),
    ({"data_volumes": [{**DISK, "type": ["x", "x"]}]},
     "data_volumes: data: type: 'x' is named twice"),
])
def test_what_cannot_be_read_is_one_sentence(desired, sentence):
    options, wrong = fleet_spec.readable({"name": "web", "count": 1, **SPEC, **desired})
    assert wrong == [sentence]
    assert fleet_spec.of(options, [(A, {})], NOW).shares[0].others == {}


def test_an_entry_of_a_target_replaces_the_list():
    desired = fleet(1, {A: {"flavor": "c"}}, flavor=["a", "b"])
    assert [one.flavor for one in desired.share(A).choices("")] == ["c"]


def test_combinations_that_are_too_many():
    lists = {"flavor": [f"f{n}" for n in range(9)], "image": [f"i{n}" for n in range(9)]}
    with pytest.raises(validate.Refused) as error:
        fleet(1, [A], **lists)
    assert error.value.sentences == [
        "flavor and image: a has lists with more than 50 combinations: make them shorter."]


def test_only_an_invalid_list_is_refused():
    with pytest.raises(CloudError, match="named twice"):
        alternatives.specs({**SPEC, "flavor": ["a", "a"]})
