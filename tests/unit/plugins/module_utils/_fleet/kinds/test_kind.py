# SPDX-License-Identifier: GPL-3.0-or-later
"""What all kinds have in common."""

from __future__ import annotations

import pytest
from builders import A
from fakes import Canned, refusal
from leakage import KEY, look

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.kind import Stage
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.registry import (
    BY_NAME,
)


def test_a_name_is_no_path():
    one, = look(A, keypair=[{"name": "../s", "public_key": f"{KEY} multicloud_fleet=web"}]).owned
    connection = Canned({"DELETE /os-keypairs/..%2Fs": {}})
    BY_NAME["keypair"].delete(connection, one)
    assert len(connection.writes) == 1


@pytest.mark.parametrize("answer", [{}, refusal("not_found")])
def test_what_is_gone_already_may_be_deleted(answer):
    one, = look(A, keypair=[{"name": "a b?c", "public_key": f"{KEY} multicloud_fleet=web"}]).owned
    connection = Canned({"DELETE /os-keypairs/a%20b%3Fc": answer})
    BY_NAME["keypair"].delete(connection, one)
    assert len(connection.writes) == 1


def test_servers_go_first_and_floating_ips_after_the_ports_that_they_prove():
    stages = {name: kind.stage for name, kind in BY_NAME.items()}
    assert min(stages.values()) == stages.pop("server") < min(stages.values())
    assert stages["port"] < stages["floating_ip"] < Stage.SHARED
