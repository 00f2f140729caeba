# SPDX-License-Identifier: GPL-3.0-or-later
"""What servers are called, and what their metadata says, is no name for Ansible by itself: no host
of somebody else, no path, no template."""
from __future__ import annotations

import base64
import json

import pytest
from hostile import server

FLEET = {"name": "web", "count": 1, "image": "debian", "flavor": "small", "network": "net",
         "wait": "active", "update_policy": "none", "port": 9, "targets": [{"cloud": "good"}]}
SLOW = 300      # seconds that a playbook of ours may take on a machine that has much else to do
# for paths of files with variables: out of any folder of the test, and into it again
OUT = "../" * 20
HERE = {"hosts": "localhost", "gather_facts": False, "tasks": [
    {"command": {"cmd": "touch {{ playbook_dir }}/local"}, "check_mode": False}]}
VERIFY = [
    {"include_role": {"name": "multicloud.openstack.verify"}, "vars": {"verify_fleet": FLEET}},
    {"vars": {"verify_fleet": FLEET}, "block": [
        {"include_role": {"name": "multicloud.openstack.verify", "tasks_from": "conclude"}}],
     "rescue": [{"debug": {"msg": "FAILED"}}]}]
STATIC = {"hosts": "db", "gather_facts": False, "tasks": [
    {"debug": {"msg": "DB={{ ansible_host }} {{ trap | default('') }}"}}]}


def own(index, name, **more):
    """A server with the marks of the fleet, which anybody in the project may set."""
    return server(name, metadata={
        "multicloud_fleet": "web", "multicloud_index": str(index), "multicloud_spec": "flavor=1",
        **more.pop("metadata", {})}, **more)


@pytest.fixture
def traps(each_core, good):
    """Names that mean something to Ansible, and files that are read if they do."""
    box = each_core
    box.clouds(good=good)
    path = str(box.folder).lstrip("/")
    ran = "{{ lookup('pipe', 'touch %s') }}" % (box.folder / "ran")
    for name in ("trap.yml", "host_vars/db.yml", "group_vars/db.yml"):
        box.write(name, {"trap": "TRAP", "evil": ran if name == "trap.yml" else "x"})
    box.write("hosts", "db ansible_host=192.0.2.9 ansible_password=secret\n")
    good.things["compute/servers"][:] = [
        own(1, "localhost"), own(2, "db"), own(3, f"{OUT}{path}/trap"), own(4, "all"),
        own(5, "db.yml"), own(6, "-oProxyCommand=touch ran"), own(7, "127.0.0.1"), own(8, "@hosts"),
        own(9, "servers"), own(10, "web-10,db")]
    yield box
    assert not (box.folder / "ran").exists(), "a command was run"


def played(box, *plays, sources=("hosts",)):
    """Plays, and then those on this machine and on the host db."""
    path = box.write("all.yml", [*plays, HERE, STATIC])
    return box.run("ansible-playbook", *(f"-i{source}" for source in sources), path, timeout=SLOW)


def stayed(box, ran):
    """This machine and the static host are what they were."""
    assert (box.folder / "local").exists(), ran.text
    assert "DB=192.0.2.9 TRAP" in ran.out, ran.text


def test_verify_adds_no_server_that_is_not_the_plans(traps):
    role = {"hosts": "localhost", "gather_facts": False, "tasks": [
        *VERIFY, {"debug": {"msg": "HOSTS={{ groups.all | sort | join(' ') }}"}},
        {"debug": {"msg": "WRONG={{ verify_servers | selectattr('wrong') | length }}"}}]}
    ran = played(traps, role)
    stayed(traps, ran)
    assert all(text in ran.out for text in ('"HOSTS=db"', '"WRONG=10"', '"FAILED"')), ran.text
    assert "localhost on good/RegionOne: " in ran.out and "it has drifted: " in ran.out, ran.text


def test_verify_adds_what_is_the_plans(controller, good):
    controller.clouds(good=good)
    good.things["compute/servers"].clear()
    ran, made = controller.module("fleet", **FLEET)
    assert made["changed"], ran.text
    show = {"hosts": "verify_servers", "gather_facts": False, "connection": "local", "tasks": [
        {"debug": {"msg": "HOST={{ inventory_hostname }} {{ ansible_host }} {{ server.id }}"}}]}
    ran = controller.playbook([{"tasks": [*VERIFY, *VERIFY]}, show], timeout=SLOW)
    [row] = good.things["compute/servers"]
    assert f"HOST=web-1 192.0.2.1 {row['id']}" in ran.out and ran.out.count("HOST=") == 1, ran.text
    assert "web-1 on good/RegionOne: no play has logged in to it" in ran.out, ran.text


def test_backup_gives_them_names_of_their_own(traps, good):
    volumes = good.things["block-storage/volumes"]
    for number, row in enumerate(good.things["compute/servers"]):
        volumes.append(volume(number, row["metadata"], [{"server_id": row["id"]}]))
    volumes.append(volume(20, {"multicloud_fleet": "web", "multicloud_index": "3",
                               "multicloud_keep": "true"}, []))
    show = {"hosts": "backup_servers", "gather_facts": False, "connection": "local", "tasks": [
        {"debug": {"msg": "HOST={{ inventory_hostname }} {{ trap | default('none') }}"}}]}
    prepare = {"hosts": "localhost", "gather_facts": False, "tasks": [
        {"include_role": {"name": "multicloud.openstack.backup"},
         "vars": {"backup_fleet": FLEET, "backup_mounts": []}}]}
    ran = played(traps, prepare, show)
    stayed(traps, ran)
    hosts = sorted(line.split("HOST=")[1].rstrip('"') for line in ran.out.splitlines()
                   if "HOST=" in line)
    path = str(traps.folder).lstrip("/").replace("/", "_")
    assert hosts == sorted(f"{name} none" for name in (
        "localhost.good.RegionOne", "db.good.RegionOne", "all.good.RegionOne", "db_yml",
        "oProxyCommand_touch_ran", "127.0.0.1.good.RegionOne", "_hosts", "servers", "web-10_db",
        "_.." * 19 + f"_{path}_trap", "web-3-data")), ran.text


def volume(number, metadata, attachments):
    """A row of Cinder's, with the marks of a data volume."""
    return {"id": f"volume-{number}", "name": "../x", "size": 1, "status": "available",
            "volume_type": None, "bootable": "false", "created_at": "2026-01-01T00:00:00",
            "availability_zone": "nova", "attachments": attachments,
            "metadata": {**metadata, "multicloud_volume": "data"}}


INVENTORY = {
    "plugin": "multicloud.openstack.servers", "legacy_groups": True, "group_by": ["metadata"],
    "keyed_groups": [{"key": "server.metadata.role | default('')", "prefix": "", "separator": ""}]}


def test_the_inventory_means_nobody_else(traps, good):
    path = str(traps.folder).lstrip("/")
    for row, group in zip(good.things["compute/servers"], (
            "localhost", "db", f"{OUT}{path}/trap", "all", "ungrouped", "db.yml", "-x", "@hosts",
            "127.0.0.1", "::1"), strict=True):
        row["metadata"] |= {"group": group, "groups": f"prod, {group}", "role": group}
    traps.write("servers.yml", INVENTORY)
    show = {"hosts": "servers", "gather_facts": False, "connection": "local", "tasks": [
        {"debug": {"msg": "{{ [trap | default('no'), ansible_password | default('no')] }}"}}]}
    ran = played(traps, show, sources=("hosts", "servers.yml"))
    stayed(traps, ran)
    assert "secret" not in ran.out and ran.out.count("TRAP") == 1, ran.text


def test_consoles_of_a_job_are_files_of_its_logs(controller, good):
    """A name may be a path, or have a variable of the environment in it."""
    controller.clouds(good=good)
    good.things["compute/servers"][:] = [own(1, "web-$WORD"), own(2, "web/../../web")]
    good.console = "login:"
    controller.write("logs/kept", "")
    controller.write("servers.yml", {"plugin": "multicloud.openstack.servers"})
    job = {"job": "web", "folder": str(controller.folder), "multicloud_user": "debian",
           "multicloud_fleet": {}}
    ran = controller.run("ansible-playbook", "-i", "servers.yml",
                         "multicloud.openstack.ci.destroy", "-e", json.dumps(job),
                         timeout=SLOW, WORD="secret")
    assert ran.code == 0, ran.text
    assert {path.name for path in (controller.folder / "logs").iterdir()} == {
        "kept", "console-web-_WORD.txt", "console-web_.._.._web.txt"}


# Templates

CACHED = {
    "plugin": "multicloud.openstack.servers", "cache": True, "cache_connection": "cache",
    "cache_plugin": "ansible.builtin.jsonfile", "legacy_variables": "openstack.cloud",
    "compose": {"one": "server.metadata.b64 | b64decode", "two": "server.key_name | b64decode",
                "three": "server.metadata.note | from_json | first",
                "four": "openstack.metadata.b64 | b64decode"}}


def shown(*expressions):
    """Tasks that show these in angle brackets, each by way of a fact."""
    return [task for number, text in enumerate(expressions) for task in (
        {"set_fact": {f"said_{number}": "{{ " + text + " }}"}},
        {"debug": {"msg": f"<{{{{ said_{number} }}}}>"}})]


def test_no_text_of_a_cloud_is_a_template(each_core, good, tmp_path):
    """However it is decoded: by compose, from a cache, in plays, of modules, in facts of roles."""
    template = "{{ lookup('pipe', 'touch %s') }}" % (tmp_path / "ran")
    encoded = base64.b64encode(template.encode()).decode()
    escaped = json.dumps([template]).replace("{", "\\u007b")
    good.things["compute/servers"][:] = [
        own(1, "web-x", metadata={"b64": encoded, "note": escaped}, key_name=encoded)]
    each_core.clouds(good=good)
    each_core.write("servers.yml", CACHED)
    inventory = {"hosts": "servers", "connection": "local", "gather_facts": False, "tasks": shown(
        "one", "two", "three", "four", "server.metadata.b64 | b64decode",
        "server.metadata.note | from_json | first", "openstack.metadata.b64 | b64decode")}
    roles = {"hosts": "localhost", "gather_facts": False, "tasks": [
        {"multicloud.openstack.server_info": {"cloud": "good"}, "register": "found"},
        *VERIFY, *shown("found.servers[0].metadata.b64 | b64decode",
                        "verify_servers[0].metadata.b64 | b64decode")]}
    for plays, count in (([inventory, roles], 9), ([inventory], 7)):
        asked = len(good.asked)
        path = each_core.write("all.yml", plays)
        ran = each_core.run("ansible-playbook", "-i", "servers.yml", path, timeout=SLOW)
        assert ran.code == 0 and ran.out.count("<{{ lookup('pipe', ") == count, ran.text
        assert not (tmp_path / "ran").exists(), "a command was run"
    assert len(good.asked) == asked, "it was to come from the cache"


def test_the_servers_of_a_zuul_job_are_no_templates(each_core, tmp_path):
    template = "{{ lookup('pipe', 'touch %s') }}" % (tmp_path / "ran")
    rows = [{"name": name, "groups": ["servers"], "ansible_host": "192.0.2.1",
             "server_id": template,
             "server": {"name": name, "id": template, "cloud": "a", "region_name": ""}}
            for name in (template, "localhost", "web-1")]
    each_core.write("servers.json", json.dumps({"multicloud_servers": rows}))
    show = {"hosts": "servers", "gather_facts": False, "connection": "local", "tasks": [
        {"debug": {"msg": "ID={{ server_id }}"}}]}
    path = each_core.write("all.yml", [
        {"import_playbook": "multicloud.openstack.zuul.servers"}, show, HERE])
    ran = each_core.run("ansible-playbook", path, "-e",
                        f"multicloud_servers_file={each_core.folder}/servers.json")
    assert ran.code == 0 and ran.out.count("ID={{ lookup") == 3, ran.text
    assert (each_core.folder / "local").exists() and not (tmp_path / "ran").exists()
