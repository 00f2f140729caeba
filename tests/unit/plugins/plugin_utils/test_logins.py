# SPDX-License-Identifier: GPL-3.0-or-later
"""How Ansible logs in."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from builders import A, B, addresses, marks, seat, server

from ansible_collections.multicloud.openstack.plugins.plugin_utils.asked import Bastions
from ansible_collections.multicloud.openstack.plugins.plugin_utils.logins import (
    NOWHERE,
    of_row,
    ssh_config,
    through,
)

BEHIND = {**marks(seat(1, "web")), "multicloud_through": "bastion"}


def test_both_host_keys_are_checked_by_the_same_files():
    how = Bastions(("/k/known hosts", "/k/@{fleet}/100%"), 2222, "jump", "/k/id ed25519")
    found = through("w1", BEHIND, "192.0.2.1", how)
    files = '-oUserKnownHostsFile="/k/known hosts" "/k/web/100%%"'
    *words, way = shlex.split(found["ansible_ssh_common_args"])
    checked = ["-oStrictHostKeyChecking=yes", "-oCheckHostIP=no", files]
    assert words == [*checked, "-oHostKeyAlias=multicloud_w1"]
    assert shlex.split(way.removeprefix("-oProxyCommand=")) == [
        "ssh", *checked[:2], files.replace("%", "%%"), "-p", "2222", "-i", "/k/id ed25519",
        "-l", "jump", "-W", "[%h]:%p", "--", "192.0.2.1"]


def test_nobody_shares_a_connection_to_the_same_address_elsewhere():
    paths = [through(key, BEHIND, "192.0.2.1", Bastions())["ansible_control_path"]
             for key in ("w1", "w2")]
    assert len(set(paths)) == 2
    assert [path % {"directory": "/d"} for path in paths][0].startswith("/d/")
    assert all((path % {"directory": "/d"}).endswith("-%r") for path in paths)


def rows(*servers):
    """Of a result."""
    return [{**one.report(), "floating_ip": one.floating_ip,
             "group": one.metadata.get("multicloud_group", "")} for one in servers]


@pytest.mark.parametrize(("target", "state", "login"), [
    (A, "ACTIVE", "192.0.2.1"), (A, "ERROR", None), (B, "ACTIVE", None)])
def test_of_the_servers_of_a_result(target, state, login):
    web = server(1, A, "w1", BEHIND)
    jump = server(1, target, "b1", marks(seat(1, "bastion")), status=state,
                  addresses=addresses("10.0.0.9", "192.0.2.1"))
    found = rows(web, jump)
    assert of_row(found[1], found, Bastions()) == {}
    if login:
        assert f" -- {login}" in of_row(found[0], found, Bastions())["ansible_ssh_common_args"]
    else:
        assert of_row(found[0], found, Bastions()) == {"ansible_host": NOWHERE}


def test_bastions_have_a_user_of_their_own():
    found = rows(server(1, A, "w1", BEHIND), server(1, A, "d1", marks(seat(1, "db"))),
                 *(server(1, where, "b1", marks(seat(1, "bastion")),
                          addresses=addresses("10.0.0.9", "192.0.2.1")) for where in (A, B)))
    web, other, *jumps = (of_row(one, found, Bastions(user="jump")) for one in found)
    assert "-l jump -W" in web["ansible_ssh_common_args"] and "ansible_user" not in web
    assert other == {} and jumps == [{"ansible_user": "jump"}] * 2


def test_a_floating_ip_that_no_list_shows_yet_counts():
    web = server(1, A, "w1", BEHIND)
    jump = server(1, A, "b1", {**marks(seat(1, "bastion")), "multicloud_floating": "net"})
    told = rows(web, jump)
    told[1].update(address="192.0.2.7", floating_ip="192.0.2.7")
    assert "192.0.2.7" in of_row(told[0], told, Bastions())["ansible_ssh_common_args"]


def test_a_configuration_of_ssh(tmp_path):
    """As a real ssh reads it."""
    web = server(1, A, "w1", BEHIND)
    jump = server(1, A, "b1", marks(seat(1, "bastion")),
                  addresses=addresses("10.0.0.9", "192.0.2.1"))
    path = tmp_path / "config"
    path.write_text(ssh_config(rows(web, jump), Bastions(("/k/known hosts",), 2222)))
    said = subprocess.run(["ssh", "-F", str(path), "-G", "multicloud_w1"], capture_output=True,
                          text=True, check=True).stdout.splitlines()
    assert {"hostname 10.0.0.1", "hostkeyalias multicloud_w1", "stricthostkeychecking true",
            "userknownhostsfile /k/known hosts"} <= set(said)
    [way] = [line for line in said if line.startswith("proxycommand ")]
    assert way.startswith("proxycommand ssh ") and way.endswith(" -- 192.0.2.1")
    assert ssh_config(rows(web), Bastions()) == ssh_config(rows(jump), Bastions()) == ""
