# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom roles and playbooks log in as at bastions."""

from __future__ import annotations

import house
import pytest
import templating
import yaml

MARKS = {"multicloud_fleet": "shop", "multicloud_index": "1", "multicloud_spec": "flavor=1"}


def row(group, **metadata):
    return {"id": group, "name": f"shop-{group}-1", "cloud": "alpha", "region_name": "north",
            "group": group, "index": 1, "status": "ACTIVE", "address": "192.0.2.1",
            "floating_ip": "192.0.2.1", "host": f"shop-{group}-1", "host_group": group,
            "metadata": {**MARKS, "multicloud_group": group, **metadata}}


ROWS = [row("bastion"), row("web", multicloud_through="bastion")]
FOUND = {"servers": ROWS, "plan": []}


def tasks(file):
    """All of a file, with its variables."""
    for task in yaml.safe_load(house.read(file)):
        yield from task.get("tasks", [task])


def of_role(role, variable):
    """What a task of a role makes of a server."""
    file, = house.files(f"roles/{role}/tasks/main.yml")
    text = next(task["vars"][variable] for task in tasks(file) if variable in task.get("vars", {}))

    def found(one, **given):
        return templating.variable(role, "login", login=text, item=one, hostvars={one["host"]: {}},
                                   **given)
    return found


def verified(one, user):
    return of_role("verify", "__verify_login")(
        one, __verify_plan=FOUND, verify_fleet={"name": "shop"},
        **({"verify_bastion_user": user} if user else {}))


def backed_up(one, user):
    return of_role("backup", "__backup_login")(
        one, __backup_found=FOUND, backup_fleet={"name": "shop"},
        **({"backup_bastion_user": user} if user else {}))


def rolled(one, user):
    return templating.variable("roll", "__roll_login", item=one, __roll_look=FOUND,
                               roll_fleet={"name": "shop"},
                               roll_ready={"bastion_user": user} if user else {})


def of_a_job(one, user):
    file, = house.files("playbooks/ci/create.yml")
    text = next(task for task in tasks(file) if task["name"] == "Set the hosts for add_host")[
        "ansible.builtin.set_fact"]["multicloud_servers"]
    found, = templating.evaluate(
        text, item=one, create_servers=ROWS, folder="/job",
        multicloud_login={"ansible_port": 22, "ansible_user": "debian",
                          "ansible_ssh_private_key_file": "/job/key"},
        **({"multicloud_bastion_user": user} if user else {}))
    return found


@pytest.mark.parametrize("login", [verified, backed_up, rolled, of_a_job])
@pytest.mark.parametrize("user", [None, "jump"])
def test_the_user_at_bastions(login, user):
    bastion, web = (login(one, user) for one in ROWS)
    assert f" -l {user or '%r'} -W " in web["ansible_ssh_common_args"]
    others = "debian" if login is of_a_job else None
    assert bastion.get("ansible_user") == (user or others)
    assert web.get("ansible_user") == others
