# SPDX-License-Identifier: GPL-3.0-or-later
"""Which server others are reached through, and ssh's option for that."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from builders import A, B, addresses, marks, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import bastions

BEHIND = server(1, A, "w1", {**marks(seat(1, "web")), "multicloud_through": "bastion"})


def bastion(key="b1", index=1, target=A, metadata=None, **more):
    found = {**marks(seat(index, "bastion")), **(metadata or {})}
    return server(index, target, key, found, **{"addresses": addresses("10.0.0.9", "192.0.2.1"),
                                                **more})


@pytest.mark.parametrize(("there", "key", "able"), [
    ([], None, None),
    ([bastion()], "b1", True),
    ([bastion("b2", 2), bastion("b1")], "b1", True),
    ([bastion("b1", status="ERROR"), bastion("b2", 2)], "b2", True),
    ([bastion("b1", status="ERROR")], "b1", False),
    ([bastion("b1", addresses={})], "b1", False),
    ([bastion("b1", metadata={"multicloud_floating": "net"}, addresses=addresses())], "b1", False),
    ([bastion("b1", status="DELETED")], None, None),
    ([bastion("b1", target=B)], None, None),
    ([server(1, A, "x1", marks(seat(1, "bastion"), fleet_name="other"))], None, None),
    ([server(1, A, "x1", {"multicloud_group": "bastion"})], None, None),    # without our marks
    ([bastion("b1", metadata={"multicloud_through": "bastion"})], None, None),
])
def test_which_it_is(there, key, able):
    found = bastions.find(BEHIND, [BEHIND, *there])
    assert (found and found.id) == key
    assert found is None or bastions.able(found) is able


@pytest.mark.parametrize(("found", "sentence"), [
    (None, "there is no server of group bastion on a, through which it is reached"),
    (bastion(status="ERROR", name="jump"), "its bastion jump is ERROR"),
    (bastion(addresses={}, name="jump"), "its bastion jump has no address yet"),
])
def test_why_nobody_gets_there(found, sentence):
    error = bastions.unable(BEHIND, found)
    assert (error.kind, error.message) == ("bastion", sentence)


@pytest.mark.parametrize(("state", "coming"), [
    ("BUILD", True), ("ACTIVE", True), ("ERROR", False), ("SHUTOFF", False)])
def test_whether_to_wait_for_it(state, coming):
    assert bastions.coming(bastion(status=state)) is coming


@pytest.mark.parametrize(("user", "word"), [(None, "%r"), ("me", "me"), ("$(id)%", "$(id)%%")])
def test_the_option_of_ssh_is_one_command_whatever_is_in_it(user, word):
    text = bastions.proxy_command(["-i", "/a b/100%; id"], "192.0.2.1", user)
    assert shlex.split(text) == ["ssh", "-i", "/a b/100%%; id", "-l", word, "-W", "[%h]:%p", "--",
                                 "192.0.2.1"]
    # and a real ssh takes it so
    said = subprocess.run(["ssh", "-F", "/dev/null", "-G", f"-oProxyCommand={text}", "10.0.0.1"],
                          capture_output=True, text=True, check=True).stdout
    assert f"proxycommand {text}\n" in said
