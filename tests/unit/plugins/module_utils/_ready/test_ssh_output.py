# SPDX-License-Identifier: GPL-3.0-or-later
"""What ssh and cloud-init say, as they say it."""

from __future__ import annotations

import time

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._ready import ssh_output
from ansible_collections.multicloud.openstack.plugins.module_utils._ready.ssh_output import Said

KEY = "ssh-ed25519 SHA256:WJf/opKq0XrFR4fWtOda1UVoLCZ5T2konr9pLfgvp3A"
BEGIN = ("OpenSSH_9.2p1 Debian-2\r\ndebug1: Connecting to 192.0.2.1\r\n"
         f"debug1: Server host key: {KEY}\r\n")
CHANGED = (BEGIN + "@@@@@@@@@@@@@@@@@@@@\r\n@  WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!"
           f"\r\nThe fingerprint for the ED25519 key is\r\n{KEY[12:]}.\r\n"
           "Host key verification failed.\r\n")
JUMP = ("No ED25519 host key is known for jump and you have requested strict checking.\r\n"
        "Host key verification failed.\r\nConnection closed by UNKNOWN port 65535\r\n")


@pytest.mark.parametrize(("found", "reached", "mistrusted", "shown"), [
    pytest.param(Said(0, "", BEGIN), True, False, KEY, id="well"),
    pytest.param(Said(7, "", BEGIN), True, False, KEY, id="the-command-failed"),
    pytest.param(Said(255, "", CHANGED), False, True, KEY, id="another-key"),
    pytest.param(Said(255, "", BEGIN + "No RSA host key is known for server and you have requested"
                      " strict checking.\r\nHost key verification failed."), False, True, KEY,
                 id="another-kind-of-key"),
    pytest.param(Said(255, "", BEGIN + "me@192.0.2.1: Permission denied (publickey)."), False,
                 False, KEY, id="no-login"),
    pytest.param(Said(255, "", JUMP), False, False, "", id="a-jump-host-that-is-not-known"),
    pytest.param(Said(None, "", BEGIN), False, False, KEY, id="time-over"),
    pytest.param(Said(255), False, False, "", id="nothing"),
])
def test_ssh(found, reached, mistrusted, shown):
    assert (found.reached, found.mistrusted, found.shown) == (reached, mistrusted, shown)


@pytest.mark.parametrize(("err", "reason"), [
    ("", ""), (BEGIN, ""),
    (BEGIN + "Authenticated to 192.0.2.1 ([192.0.2.1]:22) using \"publickey\".\r\n", ""),
    (BEGIN + "me@192.0.2.1: Permission denied (publickey).\r\n",
     "me@192.0.2.1: Permission denied (publickey)."),
    (JUMP, JUMP.replace("\r\n", " ").strip()),
])
def test_reason(err, reason):
    assert Said(255, "", err).reason == reason


@pytest.mark.parametrize(("code", "out", "result"), [
    (0, "status: done\n", "done"),
    (0, "....\nstatus: done\nboot_status_code: enabled-by-generator\ndetail: x\n", "done"),
    (0, "status: disabled\n", "done"),
    (1, "status: error\nextended_status: error - done\n", "error"),
    (0, "status: error\n", "error"),
    (2, "status: done\nextended_status: degraded done\n", "degraded"),
    (0, "status: done\nextended_status: degraded done\n", "degraded"),
    (0, "extended_status: error - running\nstatus: done\n", "done"),
    (1, "", "error"),
])
def test_cloud_init(code, out, result):
    assert ssh_output.cloud_init(Said(code, out)) == result


def test_a_server_may_say_anything():
    began = time.monotonic()
    assert ssh_output.complaint(Said(1, "\n" * 100_000)) == ""
    assert time.monotonic() - began < 20


def test_complaint():
    out = "status: error\nerrors:\n\t- ('scripts-user', RuntimeError('failed'))\n\t- two\n"
    assert ssh_output.complaint(Said(1, out)) == "('scripts-user', RuntimeError('failed')); two"
    assert ssh_output.complaint(Said(1, "status: error\n")) == ""
