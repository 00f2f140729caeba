# SPDX-License-Identifier: GPL-3.0-or-later
"""What ssh is called with, by programs of its name that tell."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._ready import ssh
from ansible_collections.multicloud.openstack.plugins.module_utils._ready.ssh import Jump, Ssh

OPTIONS = {"port": 2222, "remote_user": None, "private_key_file": None, "ssh_common_args": None}
KEYS = ["ssh-ed25519 AAAA", "ssh-rsa BBBB"]
TELL = """for word; do
case $word in -oUserKnownHostsFile=*) eval cat "${word#*=}";; *) echo "$word";; esac
done"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """program(name, text): what is run instead of it."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    def make(name, text):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
    return make


def runs(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_what_it_is_told(program):
    program("ssh", TELL)
    own = Ssh.of({**OPTIONS, "remote_user": "debian", "private_key_file": "/k y",
                  "ssh_common_args": "-J 'me@jump' -o StrictHostKeyChecking=ask"})
    words = own.run("192.0.2.1", KEYS, "true", 60).out.splitlines()
    # ssh keeps the first value of an option
    assert words[:len(ssh.ALWAYS)] == list(ssh.ALWAYS)
    assert words[len(ssh.ALWAYS):] == [
        "-oHostKeyAlias=server", *(f"server {key}" for key in KEYS), "-oLogLevel=DEBUG1",
        "-p", "2222", "-l", "debian", "-i", "/k y", "-oIdentitiesOnly=yes", "-J", "me@jump",
        "-o", "StrictHostKeyChecking=ask",
        "192.0.2.1", "true"]


def test_what_ssh_does_by_itself_is_left_to_it(program):
    program("ssh", TELL)
    words = Ssh.of(OPTIONS).run("192.0.2.1", [], "true", 60).out.splitlines()
    assert words[len(ssh.ALWAYS):] == ["-oHostKeyAlias=server", "-oLogLevel=DEBUG1", "-p", "2222",
                                       "192.0.2.1", "true"]


def test_a_bastion_is_logged_in_to_first_and_checked_as_well(program):
    """ssh's own shell takes its ProxyCommand apart; % is what ssh replaces."""
    program("ssh", r"""for word; do case $word in
-oProxyCommand=*) eval "for inner in ${word#*=}; do echo inner: \"\$inner\"; done";;
-oUserKnownHostsFile=*) eval cat "${word#*=}";; *) echo "$word";; esac; done""")
    own = Ssh.of({**OPTIONS, "remote_user": "debian", "private_key_file": "/k 100%",
                  "ssh_common_args": "-J me@outside"})
    own = replace(own, jump=Jump("198.51.100.7", ("ssh-ed25519 CCCC",), "cirros"))
    words = own.run("10.0.0.1", KEYS, "true", 60).out.splitlines()
    assert words[len(ssh.ALWAYS):len(ssh.ALWAYS) + 5] == [
        "-oHostKeyAlias=server", *(f"server {key}" for key in KEYS), "bastion ssh-ed25519 CCCC",
        "-oLogLevel=DEBUG1"]
    assert words[-9:] == ["-p", "2222", "-l", "debian", "-i", "/k 100%", "-oIdentitiesOnly=yes",
                          "10.0.0.1", "true"]
    inner = [word.removeprefix("inner: ") for word in words if word.startswith("inner: ")]
    assert inner[:len(ssh.ALWAYS) + 2] == ["ssh", *ssh.ALWAYS, "-oHostKeyAlias=bastion"]
    assert inner[len(ssh.ALWAYS) + 2].startswith('-oUserKnownHostsFile="')
    assert inner[len(ssh.ALWAYS) + 3:] == [
        "-p", "2222", "-i", "/k 100%%", "-oIdentitiesOnly=yes", "-J", "me@outside",
        "-l", "cirros", "-W", "[%h]:%p", "--", "198.51.100.7"]


@pytest.mark.parametrize(("text", "seconds", "code", "out"), [
    ("echo well; exit 7", 60, 7, "well\n"),
    ("exec sleep 90", 0.1, None, ""),
    ("kill -9 $$", 60, 255, ""),
])
def test_how_it_ends(program, text, seconds, code, out):
    program("ssh", text)
    said = Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", seconds)
    assert (said.code, said.out) == (code, out)


@pytest.mark.parametrize(("flood", "kept"), [
    ("cat /dev/zero", ssh.MOST), ("cat /dev/zero >&2", 0),
    ("cat /dev/zero >&2 & cat /dev/zero", ssh.MOST)])
def test_a_server_may_go_on_for_ever(program, tmp_path, flood, kept):
    program("ssh", f"echo $$ > {tmp_path}/process; {flood}")
    began = time.monotonic()
    tracemalloc.start()
    said = Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", 60)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 45 and most < 20 * ssh.MOST
    assert (said.reached, said.reason) == (False, f"its output has more than {ssh.MOST} bytes")
    assert len(said.out) <= kept
    assert not runs((tmp_path / "process").read_text().strip())


@pytest.mark.parametrize("size", [0, 1, ssh.MOST - 1, ssh.MOST])
def test_all_is_heard_of_what_is_not_too_much(program, size):
    program("ssh", f"head -c {size} /dev/zero; head -c {size} /dev/zero >&2; exit 3")
    said = Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", 20)
    assert (said.code, len(said.out), len(said.err)) == (3, size, size)


def test_it_may_end_later_than_its_pipes(program):
    program("ssh", "exec >&- 2>&-; sleep 0.2; exit 4")
    assert Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", 20).code == 4


def test_what_goes_on_behind_it_takes_it_no_longer(program):
    program("ssh", "(while :; do echo x; sleep 0.01; done) & exit 5")
    began = time.monotonic()
    assert Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", 60).code == 5
    assert time.monotonic() - began < 45


def test_what_a_server_says_is_in_no_file(program):
    """It would be on the disk of whoever runs the module."""
    program("ssh", "readlink /proc/$$/fd/1 /proc/$$/fd/2")
    said = Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", 20)
    assert [line.partition(":")[0] for line in said.out.splitlines()] == ["pipe", "pipe"]


@pytest.mark.parametrize(("ending", "seconds", "code"), [
    ("exit 7", 60, 7), ("exec sleep 90", 2, None)])
def test_what_it_has_started_is_not_waited_for_and_ends_with_it(program, ending, seconds, code):
    program("ssh", f"sleep 90 & echo $!; {ending}")
    began = time.monotonic()
    said = Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", seconds)
    assert said.code == code and time.monotonic() - began < 45
    while runs(said.out.strip()):
        assert time.monotonic() - began < 45
        time.sleep(0.05)


@pytest.mark.parametrize(("text", "indirect"), [
    ("port 22\nhostname 192.0.2.1", False), ("proxyjump me@jump", True),
    ("proxycommand nc %h", True), ("proxycommand none", False), ("proxyusefdpass no", False),
])
def test_indirect(program, text, indirect):
    program("ssh", f"echo '{text}'")
    assert Ssh.of(OPTIONS).indirect("192.0.2.1") is indirect


def test_arguments_that_ssh_does_not_have(program):
    program("ssh", "echo 'Bad configuration option: nonsense' >&2; exit 255")
    with pytest.raises(CloudError, match="cannot be used: Bad configuration option: nonsense"):
        Ssh.of(OPTIONS).indirect("192.0.2.1")


def test_arguments_that_are_not_closed():
    with pytest.raises(CloudError, match="ssh_common_args: No closing quotation"):
        Ssh.of({**OPTIONS, "ssh_common_args": "-o 'x"})


def test_no_ssh(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CloudError, match="ssh of OpenSSH is not installed"):
        Ssh.of(OPTIONS).run("192.0.2.1", KEYS, "true", 60)


def test_scan(program):
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIVJ0ZkQ3cB4mR9u1q0WvXc5hY6Yk2o7pS0nE8tLq+aZ"
    program("ssh-keyscan", f"echo '# 192.0.2.1:2222 SSH-2.0-x' >&2; echo '[192.0.2.1]:2222 {key}'")
    assert Ssh.of(OPTIONS).scan("192.0.2.1") == [key]
