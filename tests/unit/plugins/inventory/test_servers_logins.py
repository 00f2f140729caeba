# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom to log in as, and what servers cost."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleParserError
from ansible.inventory.data import InventoryData
from builders import A
from inventories import Parsed, web

from ansible_collections.multicloud.openstack.plugins.inventory import servers

SERVERS = "/servers/detail"


@pytest.fixture
def parse(monkeypatch):
    return lambda *args, **more: Parsed(monkeypatch, servers, *args, **more)


def test_whom_to_log_in_as_is_a_variable_of_a_group_that_all_others_override(parse):
    answers = {A: {SERVERS: [web(1), web(2, image={"id": "x"})],
                   "/images": [{"id": "image-1", "os_distro": "rhel"}]}}
    found = parse(answers, login_users=True)
    assert found.group("os_distro_rhel") == ["web-1"]
    assert found.data.groups["os_distro_rhel"].vars == {"ansible_user": "cloud-user"}
    assert found.data.groups["os_distro_rhel"].priority == 0
    assert "ansible_user" not in found.variables("web-1")
    found = parse(answers, distro_users={"rhel": "ec2-user"})
    assert found.data.groups["os_distro_rhel"].vars == {"ansible_user": "ec2-user"}
    assert "os_distro_rhel" not in parse(answers).data.groups


def test_a_user_that_somebody_has_set_for_the_group_stays(parse):
    there = InventoryData()
    there.add_group("os_distro_rhel")
    there.set_variable("os_distro_rhel", "ansible_user", "root")
    found = parse({A: {SERVERS: [web(1)], "/images": [{"id": "image-1", "os_distro": "rhel"}]}},
                  data=there, login_users=True)
    assert found.data.groups["os_distro_rhel"].vars == {"ansible_user": "root"}


@pytest.mark.parametrize(("table", "sentence"), [
    ([{"cloud": "a", "flavors": {"small": "much"}}],
     "prices: a: flavors small: 'much' is not a number of 0 or more."),
    ([{"cloud": "a", "floating_ip": -1}],
     "prices: a: floating_ip: -1 is not a number of 0 or more.")])
def test_a_table_that_has_no_prices(parse, table, sentence):
    with pytest.raises(AnsibleParserError, match=sentence):
        parse({A: []}, prices=table)
