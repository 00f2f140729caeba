# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters that tell how to get to servers behind bastions."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.multicloud.openstack.plugins.filter import ssh_config, through
from ansible_collections.multicloud.openstack.plugins.plugin_utils.bastion_filters import asked

THROUGH = through.FilterModule().filters()["through"]
CONFIG = ssh_config.FilterModule().filters()["ssh_config"]
MARKS = {"multicloud_fleet": "shop", "multicloud_index": "1", "multicloud_spec": "image=1"}
WEB = {"id": "w1", "name": "shop-web-1", "cloud": "alpha", "region_name": "RegionOne",
       "group": "web", "status": "ACTIVE", "address": "10.0.0.1", "floating_ip": None,
       "metadata": {**MARKS, "multicloud_group": "web", "multicloud_through": "bastion"}}
JUMP = {**WEB, "id": "b1", "name": "shop-bastion-1", "group": "bastion", "address": "192.0.2.1",
        "metadata": {**MARKS, "multicloud_group": "bastion"}}


def test_the_options():
    how = asked("through", [WEB], "~/known", "2222", "~/id", "")
    assert (how.port, how.user) == (2222, None)
    assert how.known_hosts == (str(Path("~/known").expanduser()),)
    assert how.private_key_file == str(Path("~/id").expanduser())
    assert asked("through", [], "/k", 22, None, None).private_key_file is None


def test_servers_of_a_fleet():
    found = THROUGH(WEB, [WEB, JUMP], "/k/known", port=2222)
    assert set(found) == {"ansible_ssh_common_args", "ansible_control_path"}
    assert "HostKeyAlias=multicloud_w1" in found["ansible_ssh_common_args"]
    assert "-p 2222" in found["ansible_ssh_common_args"]
    assert THROUGH(JUMP, [WEB, JUMP], "/k/known") == {}
    assert CONFIG([WEB, JUMP], "/k/known").startswith("Host multicloud_w1\n  HostName=10.0.0.1\n")


@pytest.mark.parametrize("key", ["id", "group", "metadata"])
def test_what_is_no_server_of_a_fleet(key):
    row = {name: value for name, value in JUMP.items() if name != key}
    with pytest.raises(AnsibleFilterError, match=f"through: a server has no {key}: give it what"):
        THROUGH(WEB, [WEB, row], "/k")
    with pytest.raises(AnsibleFilterError, match=f"ssh_config: a server has no {key}: give it wh"):
        CONFIG([WEB, row], "/k")
