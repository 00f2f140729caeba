# SPDX-License-Identifier: GPL-3.0-or-later
"""What ends in ssh's command line and in known_hosts, and what others can write there."""
from __future__ import annotations

import base64
import socket
import threading

import pytest
from hostile import server

BEGIN, END = "-----BEGIN SSH HOST KEY KEYS-----", "-----END SSH HOST KEY KEYS-----"
OPTION = "-oProxyCommand=touch owned"
NO_ADDRESS = [OPTION, "localhost", "127.0.0.1", "fe80::1%$(id)", "169.254.169.254", "::",
              "10.0.0.1,*.example.org", "10.0.0.1\n@cert-authority *"]


def key(number):
    parts = b"ssh-ed25519", bytes([number]) * 32
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return f"ssh-ed25519 {base64.b64encode(blob).decode()}"


OWN, EVIL = key(1), key(66)
AUTHORITY = f"@cert-authority * {EVIL}"


def console(*keys):
    return "\n".join([BEGIN, *(f"{one} root@web" for one in keys), END, ""])


def addressed(*texts):
    return {"net": [{"addr": text, "version": 4, "OS-EXT-IPS:type": "floating"} for text in texts]}


@pytest.fixture
def fleet(both, bad, tmp_path):
    """The module, for a fleet of one server on the cloud bad, with a file of host keys."""
    def run(**more):
        return both.module("fleet", **{
            "name": "web", "count": 1, "image": "debian", "flavor": "small", "wait": "active",
            "timeout": 20, "known_hosts": str(tmp_path / "known_hosts"),
            "targets": [{"cloud": "bad"}], **more})[1]
    del bad.things["compute/servers"][:]
    bad.console = console(OWN)
    return run


@pytest.fixture
def known_hosts(tmp_path):
    """The file, line by line, without comments."""
    path = tmp_path / "known_hosts"
    return lambda: [line.split(" multicloud_")[0] for line in path.read_text().splitlines()] if (
        path.exists()) else []


@pytest.fixture
def greeter():
    """The port of an SSH server that says who it is, and no more."""
    def greet():
        while True:
            try:
                with listener.accept()[0] as client:
                    client.sendall(b"SSH-2.0-x\r\n")
            except OSError:
                return
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=greet, daemon=True).start()
        yield listener.getsockname()[1]


def test_what_is_no_address_is_not_there(fleet, both, bad):
    assert not fleet().get("failed")
    [row] = bad.things["compute/servers"]
    row["addresses"], row["accessIPv4"] = addressed(*NO_ADDRESS), OPTION
    found = fleet()
    assert [one["address"] for one in found["servers"]] == [None]
    [shown] = both.module("server_info", cloud="bad")[1]["servers"]
    assert (shown["address"], shown["interface_ip"], shown["access_ipv4"]) == (None, "", "")
    for legacy in ("shade", "openstack.cloud"):
        _ran, hosts = both.inventory({"clouds": ["bad"], "legacy_variables": legacy})
        variables = hosts["_meta"]["hostvars"]["web-1"]
        for name in ("ansible_host", "ansible_ssh_host"):
            found = variables.get(name)
            assert (found.get("__ansible_unsafe") if isinstance(found, dict) else found) in (
                "no-address.invalid", None)
    row["addresses"] = addressed(*NO_ADDRESS, "192.0.2.7")
    assert [one["address"] for one in fleet()["servers"]] == ["192.0.2.7"]


def test_servers_on_loopback_where_clouds_yaml_says_so(both, bad):
    both.clouds(bad=bad.entry(loopback_addresses=True))
    bad.things["compute/servers"][0]["addresses"] = addressed(OPTION, "127.0.0.5")
    [shown] = both.module("server_info", cloud="bad")[1]["servers"]
    assert shown["address"] == "127.0.0.5"


@pytest.mark.parametrize("mark", [f"{EVIL}\n{AUTHORITY}", EVIL])
def test_a_host_key_in_metadata(fleet, bad, known_hosts, tmp_path, mark):
    """Another member of the project sets it on a server of the fleet."""
    assert not fleet().get("failed") and known_hosts() == [f"192.0.2.1 {OWN}"]
    bad.things["compute/servers"][0]["metadata"]["multicloud_host_key"] = mark
    fleet()
    assert known_hosts() == [f"192.0.2.1 {OWN}"]
    (tmp_path / "known_hosts").unlink()
    found = fleet()
    if mark == EVIL:        # as good as the console's, so it is one of the two that lies
        assert [one["kind"] for one in found["failures"]] == ["host_key"] and known_hosts() == []
    else:
        assert not found.get("failed") and known_hosts() == [f"192.0.2.1 {OWN}"]


def test_a_host_key_that_was_injected(fleet, bad, known_hosts):
    """The run that has made it knows it."""
    def altered(asked):
        asked.body["server"]["metadata"]["multicloud_host_key"] = EVIL
    bad.answers["POST compute/servers"] = altered
    assert not fleet(host_keys="injected").get("failed")
    assert len(known_hosts()) == 1 and EVIL not in known_hosts()[0]


@pytest.mark.parametrize("name", [f"x\n127.0.0.9 {EVIL}", "x y"])
def test_a_fleet_s_name_in_metadata(both, bad, known_hosts, tmp_path, greeter, name):
    both.clouds(bad=bad.entry(loopback_addresses=True))
    row = server("other", metadata={"multicloud_fleet": name}, addresses=addressed("127.0.0.1"))
    bad.things["compute/servers"][:] = [row]
    bad.console = console(OWN)
    both.module("server_ready", cloud="bad", servers=["other"], port=greeter, login_timeout=1,
                known_hosts=str(tmp_path / "known_hosts"))
    assert known_hosts() == [f"[127.0.0.1]:{greeter} {OWN}"]


@pytest.mark.parametrize("text", [f"evil\n{AUTHORITY}", "-oevil", "../evil", "evil x"],
                         ids=["line", "option", "path", "words"])
def test_an_id_that_is_none(fleet, bad, tmp_path, text):
    """It comes into no file and into no request."""
    fleet()
    bad.things["compute/servers"][0]["id"] = text
    del bad.asked[:]
    found = fleet()
    assert "the id of a server is invalid" in found["msg"] and found["servers"] == [], found
    assert not [path for path in tmp_path.rglob("*") if path.is_file()
                and "evil" in path.read_text()]
    assert bad.asked and "evil" not in str(bad.asked)


def test_a_name_that_is_a_line(fleet, bad, known_hosts):
    fleet()
    bad.things["compute/servers"][0]["name"] = f"x\n{AUTHORITY}"
    found = fleet()
    assert known_hosts() == [f"192.0.2.1 {OWN}"]
    assert f"\n{AUTHORITY}" not in found["msg"] and not found.get("failed")


@pytest.mark.parametrize("shown", [
    f"ci-info: | ssh-ed25519 | ab:cd | - | bob{BEGIN} {EVIL} |\n{console(OWN)}",
    f"ci-info: | ssh-ed25519 | ab:cd | - | bob\r{BEGIN}\r{EVIL}\r{END}\r |\n{console(OWN)}",
    f"{console(OWN)}sshd[7]: invalid user {BEGIN}\nsshd[7]: {EVIL}\nsshd[7]: {END}\n",
])
def test_a_console_on_which_others_write(fleet, bad, known_hosts, shown):
    bad.console = shown
    assert not fleet().get("failed") and known_hosts() == [f"192.0.2.1 {OWN}"]


def test_two_blocks_of_one_boot(fleet, bad, known_hosts):
    bad.console = console(OWN) + console(EVIL)
    assert {one["kind"] for one in fleet()["failures"]} == {"host_key"} and known_hosts() == []


def test_the_address_of_a_server_of_another_cloud(fleet, good, bad, known_hosts):
    """The key of one would be good for the other."""
    del good.things["compute/servers"][:]
    good.console, bad.console = console(OWN), console(EVIL)
    found = fleet(count=2, targets=[{"cloud": "good"}, {"cloud": "bad"}])
    assert found["failed"] and known_hosts() == []
    assert "on good/RegionOne" in found["msg"] and "on bad/RegionOne" in found["msg"]


def test_a_mark_of_a_fleet_takes_nobody_s_place(fleet, bad):
    bad.things["compute/servers"].append(server("other", metadata={
        "multicloud_fleet": "web", "multicloud_index": "1", "multicloud_spec": ",,==,=x"}))
    found = fleet()
    assert [one["name"] for one in found["servers"]] == ["web-1"]
    assert [one["name"] for one in found["foreign"]] == ["other"]
    fleet(state="absent", count=None)
    assert [one["name"] for one in bad.things["compute/servers"]] == ["other"]


def test_text_for_a_terminal(fleet, both, bad):
    fleet()
    evil = "\x1b]0;owned\x07\x1b[2J\nTASK [forged] ***"
    row = bad.things["compute/servers"][0]
    row["metadata"]["multicloud_spec"] += f",{evil}=1"
    bad.things["compute/servers"].append(server(f"other{evil}", metadata={
        "multicloud_fleet": "web"}))
    ran = both.playbook([{"tasks": [
        {"multicloud.openstack.fleet": {
            "name": "web", "count": 1, "image": "debian", "flavor": "small", "wait": "active",
            "targets": [{"cloud": "bad"}], "userdata": "#!/bin/sh"}},
        {"multicloud.openstack.server_info": {"cloud": "bad"}, "register": "found"},
        {"debug": {"msg": "x"}, "loop": "{{ found.servers }}", "loop_control": {
            "label": "{{ item.name | multicloud.openstack.one_line }}"}}]}], "--diff")
    assert ran.code == 0 and r"other\x1b]0;owned\x07\x1b[2J\nTASK [forged]" in ran.text
    assert "\x1b" not in ran.text and "\nTASK [forged]" not in ran.text
