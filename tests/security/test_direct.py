# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules that run within Ansible's own process, as what they read comes from others."""
from __future__ import annotations

import json
import re
import time

import pytest
from hostile import PROJECT, Answer

SECRET = "hunter2-Zq8x"
TEMPLATE = "{{ lookup('ansible.builtin.pipe', 'touch templated') }}"
GROUP = {"multicloud.openstack.security_group": {"cloud": "good", "name": "web"}}
GROUPS = "GET network/security-groups"


def group(**more):
    return {"security_groups": [{"id": "g-1", "name": "web", "project_id": PROJECT,
                                 "security_group_rules": [], "description": TEMPLATE, **more}]}


def runs_within(core):
    """Whether its ansible-core can do that."""
    version = core.run("ansible", "--version").out
    found = re.search(r"core (\d+)\.(\d+)", version)
    return tuple(map(int, found.groups())) >= (2, 19)


@pytest.fixture
def each(each_core, good):
    good.answers[GROUPS] = group()
    entry = good.entry()
    entry["auth"]["password"] = SECRET
    each_core.clouds(good=entry)
    return each_core


def test_nobody_can_tell(each):
    """The result is the same, whether it is run there or shipped."""
    results = []
    for keep in ("0", "1"):
        ran = each.playbook([{"tasks": [
            {**GROUP, "register": "found", "loop": ["a", "b"]},
            {"ansible.builtin.copy": {"content": "{{ found | to_json }}", "dest": "found.json"}},
        ]}], "-vvv", ANSIBLE_KEEP_REMOTE_FILES=keep)
        assert ran.code == 0, ran.text
        assert SECRET not in ran.text
        shipped = "AnsiballZ_security_group" in ran.text
        assert shipped is (keep == "1" or not runs_within(each)), ran.text
        results.append(json.loads((each.folder / "found.json").read_text()))
    assert results[0] == results[1]
    assert [one["security_group"]["description"] for one in results[0]["results"]] == [TEMPLATE] * 2
    assert not (each.folder / "templated").exists()


def test_errors_and_warnings_are_those_of_a_module(each, good):
    good.answers[GROUPS] = Answer(500, b'{"error": {"message": "broken"}}')
    each.write("clouds.yaml", {"clouds": {}}, 0o666)
    ran = each.playbook([{"tasks": [
        {**GROUP, "register": "found", "ignore_errors": True},
        {"ansible.builtin.copy": {"content": "{{ found | to_json }}", "dest": "found.json"}}]}])
    found = json.loads((each.folder / "found.json").read_text())
    assert found["failed"] and "broken" in found["msg"], ran.text
    assert any("clouds.yaml is not used" in str(one) for one in found["warnings"]), found
    assert "Traceback" not in ran.text


def test_a_task_ends_at_its_timeout(each, good):
    good.answers[GROUPS] = lambda _asked: time.sleep(90)
    slow = {name: {**options, "api_timeout": 100} for name, options in GROUP.items()}
    ran = each.playbook([{"tasks": [{**slow, "timeout": 3}]}], timeout=100)
    assert ran.code != 0 and ran.seconds < 60, ran.text


def test_a_task_that_hides_its_result_does(each):
    ran = each.playbook([{"tasks": [{**GROUP, "no_log": True}]}], "-vvv")
    assert ran.code == 0 and "g-1" not in ran.text and "censored" in ran.text, ran.text


def test_defaults_are_those_of_each_module(each, good):
    ran = each.playbook([{"module_defaults": {
        "group/multicloud.openstack.openstack": {"cloud": "good"},
        "multicloud.openstack.security_group": {"name": "web"},
        "multicloud.openstack.network_info": {"name": "net"}}, "tasks": [
            {"multicloud.openstack.security_group": {}},
            {"multicloud.openstack.network_info": {}, "register": "found"},
            {"ansible.builtin.assert": {"that": "found.networks | map(attribute='name') == "
                                                "['net']"}}]}])
    assert ran.code == 0, ran.text
