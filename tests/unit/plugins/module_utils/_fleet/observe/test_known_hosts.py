# SPDX-License-Identifier: GPL-3.0-or-later
"""Host keys, from a console as cloud-init fills it into a file that ssh reads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

import pytest
from builders import host_key

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import known_hosts
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.known_hosts import (  # noqa: E501
    KnownKeys,
)

WEB = "multicloud_fleet=web"
ECDSA, ED25519, RSA, SECURITY = (host_key(1, kind) for kind in (
    "ecdsa-sha2-nistp256", "ssh-ed25519", "ssh-rsa", "sk-ssh-ed25519@openssh.com"))
NEW, EVIL = host_key(2), host_key(66)
AT = "2026-11-29T05:00:00.000000"
BEGIN, END = known_hosts.BEGIN, known_hosts.END


def boot(*keys, host="web-1", number="   23.481902"):
    """What cloud-init prints on a console at the end of a boot."""
    printed = "".join(f"{key} root@{host}\r\n" for key in keys)
    return (
        f"[{number}] cloud-init[612]: Cloud-init v. 22.4.2 running 'modules:final' at Fri, 20 Nov "
        "2026 08:12:31 +0000. Up 23.42 seconds.\r\n"
        "ci-info: ++++++++++Authorized keys from /home/debian/.ssh/authorized_keys for user debian"
        "++++++++++\r\n"
        "ci-info: |   Keytype   |       Fingerprint (sha256)       | Options |  Comment  |\r\n"
        "ci-info: | ssh-ed25519 | 3a:41:5d:9c:27:b0:f8:61:8a:cc:1f | -       | me@home   |\r\n"
        "<14>Nov 20 08:12:32 cloud-init: #########################################\r\n"
        "<14>Nov 20 08:12:32 cloud-init: -----BEGIN SSH HOST KEY FINGERPRINTS-----\r\n"
        f"<14>Nov 20 08:12:32 cloud-init: 256 SHA256:{'b' * 43} root@{host} (ED25519)\r\n"
        "<14>Nov 20 08:12:32 cloud-init: -----END SSH HOST KEY FINGERPRINTS-----\r\n"
        f"-----BEGIN SSH HOST KEY KEYS-----\r\n{printed}-----END SSH HOST KEY KEYS-----\r\n"
        f"[{number}] cloud-init[612]: Cloud-init v. 22.4.2 finished at Fri, 20 Nov 2026 08:12:32 "
        f"+0000. Datasource DataSourceOpenStackLocal [net,ver=2].  Up 23.80 seconds\r\n\r\n"
        f"Debian GNU/Linux 12 {host} ttyS0\r\n\r\n{host} login: ")


# what the console shows, and the keys in it
CONSOLES = [
    ("nothing-yet", "", []),
    ("no-console", None, []),
    ("kernel-only", "[    0.000000] Linux version 6.1.0-28-cloud-amd64\r\n", []),
    ("one-boot", boot(ECDSA, ED25519, RSA), [ECDSA, ED25519, RSA]),
    ("security-key", boot(SECURITY), [SECURITY]),
    ("unix-line-ends", boot(ED25519).replace("\r", ""), [ED25519]),
    ("two-boots-same-keys", boot(ED25519, RSA) + boot(ED25519, RSA), [ED25519, RSA]),
    ("rebuilt-the-last-boot-counts", boot(ED25519, RSA) + "\r\n" + boot(NEW), [NEW]),
    ("three-boots", boot(RSA) + boot(ED25519) + boot(NEW), [NEW]),
    ("boots-again-nothing-printed-yet", boot(ED25519) + "[    0.0] Linux version 6.1\r\n",
     [ED25519]),
    ("block-not-complete-yet", f"-----BEGIN SSH HOST KEY KEYS-----\r\n{ED25519} root@web-1\r\n",
     []),
    ("cut-off-at-the-front", boot(ED25519)[-400:].partition("KEY KEYS")[2], []),
    ("empty-block", boot(), []),
    ("block-with-a-prefix-on-each-line",
     boot(ED25519).replace(ED25519, f"[   23.7] cloud-init[612]: {ED25519}"), [ED25519]),
    ("without-a-comment", boot(ED25519).replace(" root@web-1\r\n-----END", "\r\n-----END"),
     [ED25519]),
    ("keys-outside-of-a-block", f"{NEW} root@web-1\r\n{boot(RSA)}{NEW} me\r\n", [RSA]),
    ("fingerprints-are-no-keys", boot().replace("KEYS", "FINGERPRINTS"), []),
    # anybody's text
    ("comment-of-a-key", boot(ED25519).replace("me@home  ", f"me{BEGIN} {EVIL} {END} "), [ED25519]),
    ("comment-with-other-line-ends", boot(ED25519).replace(
        "me@home", "".join(f"{end}{BEGIN}{end}{EVIL}{end}{END}{end}" for end in
                           "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")), [ED25519]),
    ("comment-that-opens-and-never-closes", boot(ED25519).replace(
        "me@home", f"\n{BEGIN}\n{EVIL}\n"), [ED25519]),
    ("line-of-a-log", f"{boot(ED25519)}sshd[9]: no user {BEGIN}\nsshd[9]: no user {EVIL}\n"
     f"sshd[9]: no user {END}\n", [ED25519]),
    ("key-inside-of-a-line", boot(ED25519).replace(END, f"sshd[9]: no user {EVIL}\n{END}"),
     [ED25519]),
    ("end-before-begin", f"{END}\n{EVIL}\n{BEGIN}\n", []),
    ("kernel-speaks-in-between", boot(ED25519, RSA).replace(RSA, f"[   23.7] eth0: up\r\n{RSA}"),
     [ED25519, RSA]),
    ("kernel-speaks-inside-of-a-key",
     boot(ED25519, RSA).replace(RSA, f"{RSA[:50]}[ 23.7] eth0: up"), [ED25519]),
    ("not-of-the-kind-that-it-says", boot(ED25519.replace("ssh-ed25519", "ssh-rsa"), RSA), [RSA]),
    ("certificate", boot(host_key(1, "ssh-ed25519-cert-v01@openssh.com"), RSA), [RSA]),
    ("no-base64", boot(f"ssh-rsa {'A' * 33}", f"ssh-rsa {'=' * 40}", RSA), [RSA]),
    ("markers-behind-a-prompt", boot(ED25519).replace(BEGIN, f"web-1 login: {BEGIN}"), [ED25519]),
    ("prefix-on-markers", boot(ED25519).replace("-----B", "<14>Nov 20 08:12:32 cloud-init: -----B")
     .replace("-----E", "[  23.7] cloud-init[612]: -----E"), [ED25519]),
    ("no-console-at-all", "\x00\x1b[2J\ufffd" * 9, []),
]
DIFFERENT = [
    f"{BEGIN}\n{ED25519}\n{END}\n{BEGIN}\n{EVIL}\n{END}\n",
    boot(ED25519) + f"{BEGIN}\n{ED25519}\n{EVIL}\n{END}\n",
    f"[    0.000000] Linux version 6.1\n{BEGIN}\n{EVIL}\n{END}\n{BEGIN}\n{RSA}\n{END}\n",
]


@pytest.mark.parametrize(("console", "keys"),
                         [pytest.param(*line[1:], id=line[0]) for line in CONSOLES])
def test_keys_on_a_console(console, keys):
    assert known_hosts.in_console(console) == keys


@pytest.mark.parametrize("console", DIFFERENT)
def test_a_boot_that_has_printed_different_keys(console):
    with pytest.raises(CloudError, match="different SSH host keys from one boot") as caught:
        known_hosts.in_console(console)
    assert caught.value.kind == "host_key"


@pytest.mark.parametrize("text", [
    BEGIN, f"{BEGIN}\n", f"{BEGIN}\n{ED25519}\n", f"{END}\n", "ssh-rsa ", "ssh-rsa A", "x",
    "Cloud-init v. ", "[   ", f"{BEGIN}\n{ED25519}\n{END}\n", "web login: "])
def test_a_console_of_any_text_takes_no_time(text):
    began = time.process_time()
    assert known_hosts.in_console(text * (3_000_000 // len(text))) in ([], [ED25519])
    assert time.process_time() - began < 10


@pytest.mark.parametrize(("text", "key"), [
    (ED25519, ED25519), (f"{RSA} me@home, or not", RSA), (f"{ED25519} ", ED25519),
    ("", None), (f" {ED25519}", None), (f"{ED25519}\n", None), (f"{ED25519} x\n{EVIL}", None),
    (f"{ED25519}\n@cert-authority * {EVIL}", None), (f"{ED25519}\t", None),
    (f"@cert-authority * {ED25519}", None), (f"192.0.2.1 {ED25519}", None),
    (ED25519[:-1], None), (ED25519.replace("ed25519", "rsa"), None), ("ssh-ed25519", None),
])
def test_exactly_one_public_key(text, key):
    assert known_hosts.public_key(text) == key


@pytest.mark.parametrize("part", [
    {"address": "10.0.0.1,*.alpha.example"}, {"address": "10.0.0.1\n@cert-authority *"},
    {"address": "*"}, {"address": "web.example.org"}, {"address": None}, {"address": "@revoked"},
    {"address": "fe80::1%eth0"}, {"keys": [f"{ED25519} x\n* {EVIL}"]}, {"keys": ["ssh-rsa"]},
    {"keys": [f"{ED25519} comment"]}, {"mark": f"multicloud_fleet=x\n* {EVIL}"},
    {"mark": "multicloud_fleet=x\ty"}, {"mark": "multicloud_fleet=\x1b]0;x"}, {"mark": ""},
    {"alias": "multicloud_*"}, {"alias": "github.com"}, {"alias": "multicloud_a b"}, {"alias": ""},
    {"mark": "a  b"}, {"launched": "x y"}, {"launched": f"\n* {EVIL}"}, {"launched": "\u2028"},
])
def test_what_is_not_of_its_form_is_not_written(part):
    good = {"address": "10.0.0.1", "keys": [ED25519], "mark": WEB, "launched": AT, **part}
    with pytest.raises(CloudError, match="was not written to known_hosts"):
        known_hosts.lines(good["address"], 22, KnownKeys(good["keys"], good["launched"]),
                          good["mark"], good.get("alias"))


def test_a_server_behind_a_bastion_has_no_address_there():
    written = known_hosts.lines("10.0.0.1", 2222, KnownKeys([ED25519]), WEB, "multicloud_s1")
    assert written == [f"multicloud_s1 {ED25519} {WEB}"]
    rows = [{**row("10.0.0.1", name), "alias": f"multicloud_{name}"} for name in ("a", "b")]
    assert known_hosts.clashes(rows) == {}
    assert list(known_hosts.clashes([rows[0], rows[0]])) == ["multicloud_a"]


@pytest.mark.parametrize("name", ['x"', "a\nb", "\\x", "${HOME}/x", "\x1b"])
def test_a_path_that_ssh_cannot_be_told(tmp_path, name):
    with pytest.raises(CloudError, match="known_hosts: ssh does not accept the file name"):
        known_hosts.load(str(tmp_path / name))


def row(address, name, cloud="a"):
    return {"address": address, "name": name, "id": f"id-{name}", "cloud": cloud, "region_name": ""}


def test_addresses_of_several_servers():
    rows = [row("10.0.0.1", "web-1"), row("10.0.0.2", "web-2"), row("10.0.0.1", "web-3", "b")]
    [(address, error)] = known_hosts.clashes(rows).items()
    assert address == "10.0.0.1" and str(error) == (
        "several servers have the address 10.0.0.1: web-1 (id-web-1) on a, web-3 (id-web-3) on b; "
        "none of their host keys was written to known_hosts; do not log in there before you know "
        "whose machine that is")


def test_a_large_file_is_read_at_once():
    text = "".join(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255} {ED25519} {WEB} multicloud_server={n}\n"
                   for n in range(100_000))
    began = time.process_time()
    assert len(known_hosts.known(text)) == 100_000
    assert time.process_time() - began < 10


@pytest.mark.parametrize(("address", "port", "host"), [
    ("192.0.2.1", 22, "192.0.2.1"), ("192.0.2.1", 2222, "[192.0.2.1]:2222"),
    ("2001:db8::1", 22, "2001:db8::1"), ("2001:db8::1", 2022, "[2001:db8::1]:2022"),
])
@pytest.mark.parametrize(("launched", "ends"), [(None, ""), (AT, f" multicloud_launched={AT}")])
def test_lines_round_trip(address, port, host, launched, ends):
    learnt = KnownKeys([ED25519, RSA], launched)
    written = known_hosts.lines(address, port, learnt, f"{WEB} x=1")
    assert written == [f"{host} {ED25519} {WEB} x=1{ends}", f"{host} {RSA} {WEB} x=1{ends}"]
    text = "\n".join(written)
    assert known_hosts.known(text) == {(host, f"{WEB} x=1"): learnt}


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")
@pytest.mark.parametrize("port", [22, 2222])
def test_ssh_finds_the_lines(tmp_path, port):
    path = tmp_path / "known_hosts"
    path.write_text("".join(f"{line}\n" for line in known_hosts.lines(
        "192.0.2.1", port, KnownKeys([ED25519]), f"{WEB} multicloud_server=1")))
    expected = "192.0.2.1" if port == 22 else f"[192.0.2.1]:{port}"
    found = subprocess.run(["ssh-keygen", "-F", expected, "-f", str(path)],
                           capture_output=True, text=True, check=False)
    assert ED25519 in found.stdout


@pytest.mark.parametrize("line", [
    f"192.0.2.1 {ED25519} {WEB} x=2", f"192.0.2.1 {ED25519}", f"192.0.2.1 {ED25519} x=1",
    f"192.0.2.10 {ED25519} {WEB} x=1", f"[192.0.2.1]:2222 {ED25519} {WEB} x=1",
    f"192.0.2.2 {ED25519} {WEB} x=1", f"192.0.2.1 {ED25519} {WEB} x=11", "# comment", "",
])
def test_keys_of_another_server_are_not_known(line):
    assert ("192.0.2.1", f"{WEB} x=1") not in known_hosts.known(f"{line}\n")


GONE = f"192.0.2.9 {RSA} {WEB} multicloud_server=gone"
OURS = f"192.0.2.1 {ED25519} {WEB} multicloud_server=1"
STALE = f"192.0.2.1 {NEW} {WEB} multicloud_server=0"
OTHER_FLEET = f"192.0.2.8 {RSA} multicloud_fleet=web-2 multicloud_server=8"
OTHER_PORT = f"[192.0.2.1]:2222 {RSA} me"
FOREIGN = [f"git.example.org,192.0.2.7 {RSA}", "|1|aGFzaA==|aGFzaGVk ssh-rsa AAAA",
           "# multicloud_fleet=webs", "@revoked * ssh-rsa AAAA", OTHER_FLEET, OTHER_PORT]

# the file's lines, those that are its own, whether to keep our own, and what is left
MERGES = [
    ("new-file", [], [OURS], False, [OURS]),
    ("already-there", [OURS], [OURS], False, [OURS]),
    ("foreign-lines-stay", FOREIGN, [OURS], False, [*FOREIGN, OURS]),
    ("foreign-lines-stay-when-nothing-is-ours", FOREIGN, [], False, FOREIGN),
    ("gone-server", [GONE, OURS], [OURS], False, [OURS]),
    ("gone-server-while-a-target-is-unseen", [GONE, OURS], [OURS], True, [GONE, OURS]),
    ("all-gone", [GONE, OTHER_FLEET], [], False, [OTHER_FLEET]),
    ("reused-address", [STALE], [OURS], False, [OURS]),
    ("reused-address-while-a-target-is-unseen", [STALE, GONE], [OURS], True, [GONE, OURS]),
    ("reused-address-of-another-fleet",
     [OURS.replace("web ", "db "), OTHER_FLEET], [OURS], False, [OTHER_FLEET, OURS]),
    ("reused-address-of-somebody", [f"192.0.2.1 {RSA} old"], [OURS], False, [OURS]),
    ("several-keys-of-one-server", [OURS, STALE], [OURS, OURS.replace(ED25519, RSA)], False,
     [OURS, OURS.replace(ED25519, RSA)]),
    ("same-address-on-another-port", [OTHER_PORT], [OURS], False, [OTHER_PORT, OURS]),
]


@pytest.mark.parametrize(("lines", "expected", "keep_own", "left"),
                         [pytest.param(*line[1:], id=line[0]) for line in MERGES])
def test_merging(lines, expected, keep_own, left):
    def text(found):
        return "".join(f"{line}\n" for line in found)
    assert known_hosts.merged(text(lines), WEB, expected, keep_own) == text(left)
    assert known_hosts.merged(text(left), WEB, expected, keep_own) == text(left)


def test_a_file_without_a_line_end_at_its_end():
    assert known_hosts.merged(OTHER_PORT, WEB, [OURS], False) == f"{OTHER_PORT}\n{OURS}\n"


def test_empty_lines_are_left_out():
    assert known_hosts.merged(f"\n{OTHER_PORT}\n  \n", WEB, [], False) == f"{OTHER_PORT}\n"


def test_a_missing_file_is_an_empty_one(tmp_path):
    assert known_hosts.load(str(tmp_path / "none")) == ""


def test_update_writes_what_is_new(tmp_path):
    path = tmp_path / "new" / "folder" / "known_hosts"
    assert known_hosts.update(str(path), lambda text: f"{text}a\n")
    assert known_hosts.update(str(path), lambda text: f"{text}b\n")
    assert path.read_text() == "a\nb\n"
    assert os.listdir(path.parent) == ["known_hosts"]


def test_update_leaves_alone_what_is_the_same(tmp_path):
    path = tmp_path / "known_hosts"
    path.write_text("a\n")
    before = path.stat()
    assert not known_hosts.update(str(path), lambda text: text)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_update_removes_a_file_without_a_line(tmp_path):
    path = tmp_path / "known_hosts"
    path.write_text("a\n")
    assert known_hosts.update(str(path), lambda text: "")
    assert not path.exists()
    assert not known_hosts.update(str(path), lambda text: "")


ADD = """
import sys, time
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import known_hosts
def add(text):
    time.sleep(0.05)
    return text + sys.argv[2] + "\\n"
for _time in range(3):
    known_hosts.update(sys.argv[1], add)
"""


def test_fleets_that_share_a_file_lose_no_line(tmp_path):
    path = tmp_path / "known_hosts"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [subprocess.Popen([sys.executable, "-c", ADD, str(path), name], env=environment)
               for name in "abc"]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    assert sorted(path.read_text().split()) == list("aaabbbccc")
