# SPDX-License-Identifier: GPL-3.0-or-later
"""The fake cloud is one, and what a test says beats what it does by itself."""
from __future__ import annotations

FLEET = {"name": "web", "image": "debian", "flavor": "small", "network": "net", "wait": "active",
         "targets": [{"cloud": "good"}]}


def test_a_fleet_lives_and_dies_there(both, good):
    _ran, made = both.module("fleet", **FLEET, count=2)
    assert [one["name"] for one in made["servers"]] == ["web-1", "web-2"], made
    assert good.count("POST compute/servers") == 2
    assert good.count("POST identity/auth/tokens") == 1
    _ran, gone = both.module("fleet", name="web", state="absent")
    assert gone["changed"], gone
    assert [row["name"] for row in good.things["compute/servers"]] == ["good-1"]


def test_servers_are_listed(each_core, good, bad):
    each_core.clouds(good=good, bad=bad)
    ran, found = each_core.inventory()
    assert sorted(found["_meta"]["hostvars"]) == ["bad-1", "good-1"], ran.text


def test_what_a_test_says_beats_it(both, bad):
    bad.answers["GET compute/servers/detail"] = lambda asked: {"servers": []}
    ran, found = both.inventory()
    assert sorted(found["_meta"]["hostvars"]) == ["good-1"], ran.text


def test_playbooks(both):
    ran = both.playbook([{"tasks": [{"multicloud.openstack.server_info": {"cloud": "good"},
                                     "register": "found"},
                                    {"debug": {"var": "found.servers[0].name"}}]}])
    assert ran.code == 0 and "good-1" in ran.out, ran.text
