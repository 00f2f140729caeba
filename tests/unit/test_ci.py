# SPDX-License-Identifier: GPL-3.0-or-later
"""How jobs of GitLab log in to their server, by what playbooks/ci/create.yml writes."""

from __future__ import annotations

import subprocess

import house
import pytest
import templating
import yaml

MARKS = {"multicloud_fleet": "job", "multicloud_index": "1", "multicloud_spec": "image=1"}
TASK = next(task for play in yaml.safe_load(house.read("playbooks/ci/create.yml"))
            for task in play.get("tasks", ())
            if str(task.get("ansible.builtin.copy", {}).get("dest")).endswith("/ssh_config"))


def server(name, address, state="ACTIVE", **marks):
    return {"id": f"id-{name}", "name": name, "cloud": "alpha", "region_name": "RegionOne",
            "group": name, "status": state, "address": address, "floating_ip": None,
            "metadata": {**MARKS, "multicloud_group": name, **marks}}


DOOR = server("door", "192.0.2.1")
ROOM = server("room", "10.0.0.1", multicloud_through="door")


def options(tmp_path, servers, hosts):
    """{option: value} of ssh for the host `server`, as a real one reads the file."""
    folder = tmp_path / "a folder"
    text = templating.evaluate(
        TASK["ansible.builtin.copy"]["content"], **TASK["vars"], folder=str(folder),
        create_servers=servers,
        multicloud_login={"ansible_port": 2222, "ansible_user": "debian",
                          "ansible_ssh_private_key_file": f"{folder}/key"},
        multicloud_servers=[{"server_id": one["id"], "ansible_host": host}
                            for one, host in zip(servers, hosts, strict=True)])
    path = tmp_path / "config"
    path.write_text(text)
    said = subprocess.run(["ssh", "-F", str(path), "-G", "server"], capture_output=True, text=True,
                          check=True).stdout
    return dict(line.partition(" ")[::2] for line in said.splitlines())


@pytest.mark.parametrize("servers", [[DOOR], [DOOR, server("other", "192.0.2.2")]])
def test_one_that_is_reached_directly(tmp_path, servers):
    found = options(tmp_path, servers, ["192.0.2.1", "192.0.2.2"][:len(servers)])
    assert (found["hostname"], found["port"], found["user"]) == ("192.0.2.1", "2222", "debian")
    assert found["stricthostkeychecking"] == "true"
    assert found["userknownhostsfile"] == f"{tmp_path}/a folder/known_hosts"
    assert found["identityfile"] == f"{tmp_path}/a folder/key"
    assert not {"proxycommand", "hostkeyalias"} & set(found)


def test_one_behind_a_bastion(tmp_path):
    found = options(tmp_path, [DOOR, ROOM], ["192.0.2.1", "10.0.0.1"])
    assert (found["hostname"], found["port"], found["user"]) == ("10.0.0.1", "2222", "debian")
    assert found["hostkeyalias"] == "multicloud_id-room"
    assert found["stricthostkeychecking"] == "true"
    assert found["proxycommand"].startswith("ssh ")
    assert found["proxycommand"].endswith(" -- 192.0.2.1")
    assert found["userknownhostsfile"] == f"{tmp_path}/a folder/known_hosts"


def test_a_bastion_that_does_not_work(tmp_path):
    """Its private address may be that of another machine here."""
    found = options(tmp_path, [{**DOOR, "status": "ERROR"}, ROOM],
                    ["192.0.2.1", "no-address.invalid"])
    assert found["hostname"] == "no-address.invalid"
