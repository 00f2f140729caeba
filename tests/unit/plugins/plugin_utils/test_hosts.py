# SPDX-License-Identifier: GPL-3.0-or-later
"""What a host may be called, and the hosts of targets."""

from __future__ import annotations

import pytest
from ansible.constants import LOCALHOST
from builders import A, C

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.plugin_utils import hosts

D = Target("c", "south")


@pytest.mark.parametrize(("name", "host"), [
    ("web-1.example.org", "web-1.example.org"),
    ("_web", "_web"),
    ("größe", "größe"),
    ("{{ lookup('pipe', 'id') }}", "_lookup_pipe_id_"),
    ("two words", "two_words"),
    ("a:b,c&d!e", "a_b_c_d_e"),
    ("web[1:3]", "web_1_3_"),
    ("../../etc/passwd", "_.._etc_passwd"),
    ("/etc/passwd", "_etc_passwd"),
    ("~web", "_web"),
    ("web\n", "web_"),
    ("-i", "i"),
    ("..", ""),
    ("", ""),
    ("-oProxyCommand=id", "oProxyCommand_id"),
    ("@hosts", "_hosts"),
    ("a\\b\x1b[0m\x00", "a_b_0m_"),
    ("../host_vars/db.yml", "_host_vars_db_yml"),
    ("db.yml", "db_yml"), ("db.YAML", "db_YAML"), ("db.json", "db_json"), (".yml", "yml"),
    ("db.yml.example.org", "db.yml.example.org"),
])
def test_characters_that_mean_something(name, host):
    assert hosts.safe(name) == host


@pytest.mark.parametrize("letter", ["a", "ö", "\N{GOTHIC LETTER AHSA}"])
def test_a_name_of_a_file_is_not_too_long(letter):
    assert 190 < len(hosts.safe(letter * 5000).encode()) <= 200


@pytest.mark.parametrize(("name", "taken", "found"), [
    ("web", [], "web"), ("web", ["web"], "_web"), ("web", ["web", "_web"], "__web"),
    ("all", [], "_all"), ("ungrouped", [], "_ungrouped"), ("", [], ""),
    *((name, [], f"_{name}") for name in LOCALHOST),
    ("localhost", ["_localhost"], "__localhost"),
])
def test_a_name_that_means_nothing_else(name, taken, found):
    assert hosts.free(name, taken) == found


@pytest.mark.parametrize(("forms", "names"), [
    ([], []),
    ([["a", "a.x"], ["b", "b.x"]], ["a", "b"]),
    ([["a", "a.x"], ["a", "a.y"]], ["a.x", "a.y"]),
    ([["a", "b", "a.x"], ["b", "b.x"]], ["a", "b.x"]),
    ([["a.x", "a.1"], ["a", "a.x", "a.2"], ["a", "a.y"]], ["a.1", "a.2", "a.y"]),
    ([["a", "a", "a.x"], ["b"]], ["a", "b"]),
    ([["a"], ["a"]], ["a", "a"]),
])
def test_the_first_form_that_nobody_else_has(forms, names):
    things = [str(number) for number in range(len(forms))]
    assert hosts.unique(forms, things, {}) == names
    assert hosts.unique(forms[::-1], things, {}) == names[::-1]


@pytest.mark.parametrize(("forms", "taken", "name"), [
    (["a", "a.x"], {"a": None}, "a.x"), (["a", "a.x"], {"a": "another"}, "a.x"),
    (["a", "a.x"], {"a": "this"}, "a"), (["localhost", "", "a.x"], {}, "a.x"),
    (["a", "a.x"], {"a": None, "a.x": None}, "_a.x"),
    (["a", "a.x"], {"a": None, "a.x": None, "_a.x": "another"}, "__a.x"),
])
def test_a_name_that_means_something_already(forms, taken, name):
    assert hosts.unique([forms], ["this"], taken) == [name]


def test_targets():
    assert hosts.of_targets([A, C, D]) == [
        hosts.Host("a", {"cloud": "a", "region_name": ""}, ("targets",)),
        hosts.Host("c-north", {"cloud": "c", "region_name": "north"}, ("targets",)),
        hosts.Host("c-south", {"cloud": "c", "region_name": "south"}, ("targets",))]


def test_what_is_known_of_a_target():
    found = hosts.of_targets([A, C], known={A: ({"profile": "x"}, ("profile_x", "cloud_a"))})
    assert found == [
        hosts.Host("a", {"cloud": "a", "region_name": "", "profile": "x"},
                   ("targets", "profile_x", "cloud_a")),
        hosts.Host("c-north", {"cloud": "c", "region_name": "north"}, ("targets",))]


def test_targets_that_would_have_the_same_name():
    targets = [Target("a-b", "c"), Target("a", "b-c"), Target("my cloud: 1", "r"), Target("all")]
    found = [host.name for host in hosts.of_targets(targets)]
    assert found[2] == "my_cloud_1-r"
    assert len(set(found)) == 4 and "all" not in found
    assert all(name.startswith("a-b-c-") for name in found[:2]) and found[3].startswith("all-")
    assert [host.name for host in hosts.of_targets(targets[::-1])] == found[::-1]


def test_a_target_whose_name_is_taken():
    [other, own] = (hosts.of_targets([A], {"a": thing})[0].name for thing in (None, A))
    assert other.startswith("a-") and own == "a"
