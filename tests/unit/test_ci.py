# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs of GitLab and GitHub: how they are called, what is asked for, and how they log in to their
server, by what playbooks/ci/create.yml writes."""

from __future__ import annotations

import json
import subprocess

import house
import pytest
import templating
import yaml

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark

MARKS = {"multicloud_fleet": "job", "multicloud_index": "1", "multicloud_spec": "image=1"}


def task(playbook, name):
    """Of one of those in playbooks/ci, also in a block."""
    tasks = [task for play in yaml.safe_load(house.read(f"playbooks/ci/{playbook}.yml"))
             for one in play.get("tasks", ()) for task in one.get("block", [one])]
    return next(task for task in tasks if task["name"] == name)


TASK = task("create", "Save how to log in to the first one, which is no bastion of others")
SAVE = task("create", "Save the hosts")["ansible.builtin.copy"]["content"]
FIND = task("destroy", "Find out where the servers are")
RELEASE = task("destroy", "Release the servers")


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


def saved(*rows, claimed):
    """What create.yml leaves of these."""
    return json.loads(templating.evaluate(
        SAVE, claimed_servers=list(rows) * claimed,
        multicloud_servers=[{"name": row["name"], "cloud": row["cloud"],
                             "region_name": row["region_name"]} for row in rows]))


def released(folder, pool):
    """The options of the claim that is to end, and whether there is no fleet to destroy."""
    # by its short name, as Ansible's loader of plugins was not started here
    given = {name: text.replace("'ansible.builtin.file'", "'file'")
             for name, text in FIND["vars"].items()}
    facts = templating.evaluate("{{ facts }}", facts=FIND["ansible.builtin.set_fact"], **given,
                                folder=str(folder))
    found = templating.evaluate(
        RELEASE["module_defaults"]["multicloud.openstack.claim"], **RELEASE["vars"], pool=pool,
        **facts)
    return found, facts["all_claimed"]


AT = [{"cloud": "alpha", "region_name": "RegionOne"}, {"cloud": "beta", "region_name": ""}]
POOL = {"name": "runners", "owner": "job-1"}


@pytest.mark.parametrize("limits", [
    {}, {"cloud": "alpha"}, {"cloud": "alpha", "region_name": "RegionOne"},
    {"targets": [{"cloud": "alpha"}, "beta", {"cloud": "gamma"}]}])
@pytest.mark.parametrize("claimed", [True, False])
def test_only_clouds_that_have_servers_of_the_job_are_asked(tmp_path, limits, claimed):
    rows = [{**DOOR, **place} for place in (*AT, AT[0])]
    (tmp_path / "servers.json").write_text(json.dumps(saved(*rows, claimed=claimed)))
    assert released(tmp_path, {**POOL, **limits}) == ({**POOL, "targets": AT}, claimed)


@pytest.mark.parametrize("text", [None, '{"multicloud_servers": []}'])
@pytest.mark.parametrize("limits", [{}, {"cloud": "alpha"}])
def test_all_clouds_are_asked_where_nobody_knows_what_was_claimed(tmp_path, text, limits):
    if text:
        (tmp_path / "servers.json").write_text(text)
    assert released(tmp_path, {**POOL, **limits}) == ({**POOL, **limits}, False)


@pytest.mark.parametrize("limits", [
    {"cloud": {"auth_url": "https://a"}}, {"targets": ["beta", {"cloud": {"name": "alpha"}}]}])
def test_clouds_that_only_the_pool_describes_are_all_asked(tmp_path, limits):
    (tmp_path / "servers.json").write_text(json.dumps(saved(DOOR, claimed=True)))
    assert released(tmp_path, {**POOL, **limits}) == ({**POOL, **limits}, True)


@pytest.mark.parametrize(("host", "number", "name"), [
    ("gitlab.com", "86543219870", "gitlab-gitlab-com-86543219870"),
    ("gitlab.internal.example.org", "86543219870", "gitlab-f3b7333b4a25-86543219870"),
    ("gitlab.com", "../7", "gitlab-gitlab-com----7")])
def test_a_job_is_called_as_a_fleet_may_be(host, number, name):
    said = subprocess.run(
        ["bash", "-euc", f". {house.ROOT}/extensions/gitlab/job.sh; echo $job"], check=True,
        capture_output=True, text=True, env={
            "PATH": "/usr/bin:/bin", "HOME": "/h", "CUSTOM_ENV_CI_SERVER_HOST": host,
            "CUSTOM_ENV_CI_JOB_ID": number}).stdout.strip()
    assert said == name
    assert mark.is_name(said)


@pytest.mark.parametrize(("failing", "code"), [
    ("nothing", 0), ("destroy.yml", 7), ("unregister.yml", 7), ("yml", 7)])
def test_runners_are_unregistered_whatever_becomes_of_their_servers(tmp_path, failing, code):
    python = tmp_path / "python3"
    python.write_text(f"""#!/bin/bash
        echo "${{!#}}" >> {tmp_path}/log
        case ${{!#}} in *{failing}) exit 7; esac
    """)
    python.chmod(0o755)
    done = subprocess.run(
        ["bash", f"{house.ROOT}/extensions/github/runners.sh"], check=False, capture_output=True,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "MULTICLOUD_CLOUDS": "clouds: {}",
             "GITHUB_ACTION_PATH": f"{house.ROOT}/extensions/github", "MULTICLOUD_STATE": "absent"})
    assert done.returncode == code
    assert (tmp_path / "log").read_text().splitlines() == [
        f"{house.ROOT}/playbooks/ci/destroy.yml", f"{house.ROOT}/extensions/github/unregister.yml"]


def test_a_state_that_there_is_not_deletes_nothing(tmp_path):
    done = subprocess.run(
        ["bash", f"{house.ROOT}/extensions/github/runners.sh"], check=False, capture_output=True,
        text=True, env={"PATH": "/usr/bin:/bin", "GITHUB_ACTION_PATH": str(tmp_path),
                        "MULTICLOUD_STATE": "presnt"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "state: 'presnt' is neither present nor absent\n"
