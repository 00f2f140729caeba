# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a server in their many forms."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import flavor, image
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import options


@pytest.mark.parametrize(("given", "found"), [
    ("a=1,b=2", {"a": "1", "b": "2"}), ("a=1, b=2", {"a": "1", "b": "2"}),
    ("url=http://a/?b=c", {"url": "http://a/?b=c"}), ("a=1,2,b=3", {"a": "1,2", "b": "3"}),
    ("a=", {"a": ""}), ("a=,", {"a": ","}), ("", {}), ({}, {}),
    ({"a": 1, "b": True, "c": None, 4: "x,y=z"}, {"a": "1", "b": "True", "c": None, "4": "x,y=z"}),
])
def test_metadata(given, found):
    """Their parser breaks on = and on commas in values (S15)."""
    assert options.metadata(given) == found


@pytest.mark.parametrize(("given", "found"), [
    (["net-id=1"], [{"net-id": "1"}]), ([""], []), (["net-id=1", ""], [{"net-id": "1"}]),
    (["net-id=1, port-name=b"], [{"net-id": "1"}, {"port-name": "b"}]),
    ([{"net-name": "a", "tag": "t"}], [{"net-name": "a", "tag": "t"}]),
    ([{"net-name": "a", "net-id": "1"}], [{"net-id": "1"}]),
    ([{"net-id": "", "port-id": 5}], [{"port-id": "5"}]),
    ([{"net-name": "a", "v4-fixed-ip": "192.0.2.1"}], [{"net-name": "a", "fixed_ip": "192.0.2.1"}]),
    # the old text form, whole, as Ansible splits it, and below a key
    (["net-id=1,v4-fixed-ip=192.0.2.1,net-name=b"], [{"net-id": "1", "fixed_ip": "192.0.2.1"},
                                                     {"net-name": "b"}]),
    (["net-id=1", "v4-fixed-ip=192.0.2.1", "tag=t"], [{"net-id": "1", "fixed_ip": "192.0.2.1",
                                                      "tag": "t"}]),
    ([{"net-id": "1,v4-fixed-ip=192.0.2.1"}], [{"net-id": "1", "fixed_ip": "192.0.2.1"}]),
])
def test_nics(given, found):
    assert options.nics(given) == found


@pytest.mark.parametrize(("given", "sentence"), [
    ({"metadata": "a"}, "metadata: there is no = in 'a'"),
    ({"metadata": ["a=1"]}, "metadata: ['a=1'] is neither a mapping nor key=value,key=value"),
    ({"nics": [5]}, "nics: 5 is neither a mapping nor key=value"),
    ({"nics": ["v4-fixed-ip=192.0.2.1"]}, "nics: one of net-id, net-name, port-id, port-name is "
     "needed in {'v4-fixed-ip': '192.0.2.1'}"),
    ({"nics": [{"net-id": "1"}, "tag=t"]}, "nics: one of net-id, net-name, port-id, port-name is "
     "needed in {'tag': 't'}"),
    ({"userdata": "x" * 49149 + "ä"},
     "userdata: it has 49151 bytes, Nova accepts 49149, which is 64 KiB in base64"),
    ({"nics": ["net=a"]}, "nics: 'net' is not known in {'net': 'a'}"),
    ({"nics": [{"tag": "t"}]}, "nics: one of net-id, net-name, port-id, port-name is needed in "
                               "{'tag': 't'}"),
    ({"nics": [{"net-id": "1", "fixed_ip": "a", "v6-fixed-ip": "b"}]},
     "nics: only one of fixed_ip, v4-fixed-ip, v6-fixed-ip may be given in "),
    ({"auto_ip": False, "floating_ip_pools": ["a"]},
     "floating_ip_pools: with auto_ip false there is no floating IP"),
    ({"flavor": {"cpus": 1}}, "flavor: 'cpus' is not one of vcpus, "),
])
def test_what_makes_no_sense(given, sentence):
    with pytest.raises(CloudError) as error:
        options.prepared({"name": "web", **given})
    assert error.value.kind == "invalid" and error.value.message.startswith(sentence)


def test_what_is_empty_is_not_given_but_where_that_says_something():
    given = {"name": "web", "network": "", "nics": [], "volumes": [], "key_name": "",
             "tags": [], "floating_ips": [], "metadata": {}, "description": "",
             "security_groups": []}
    assert options.prepared(given) == {
        "name": "web", "tags": [], "floating_ips": [], "metadata": {}, "description": "",
        "security_groups": ["default"]}
    assert given["security_groups"] == []


@pytest.mark.parametrize(("given", "found"), [
    ({"image": "debian-12", "flavor": 4}, {"image": "debian-12", "flavor": "4"}),
    ({"image": "debian [12]", "image_exclude": "(old)"}, {"image": "debian [12]"}),
    ({"image": "debian-*", "image_exclude": "(old)"},
     {"image": image.ImageRequirement(name="debian-*", exclude="*(old)*")}),
    ({"image": "debian-*"}, {"image": image.ImageRequirement(name="debian-*")}),
    ({"image": {"os_distro": "debian"}, "image_exclude": "(old)"},
     {"image": image.ImageRequirement(os_distro="debian")}),
    ({"flavor_ram": 512}, {"flavor": flavor.FlavorRequirement(ram=512)}),
    ({"flavor_ram": 512, "flavor_include": "Perf"},
     {"flavor": flavor.FlavorRequirement(ram=512, name="*Perf*")}),
    ({"flavor": "a", "flavor_include": "Perf"}, {"flavor": "a"}), ({}, {}),
])
def test_image_and_flavor(given, found):
    assert options.requirements(given) == found
