# SPDX-License-Identifier: GPL-3.0-or-later
"""Fleets of servers that are machines: a real kernel, cloud-init, sshd and file systems.

real.py FOLDER [STEP...]   prints a table, and the console of the first server, which FOLDER keeps
                          as well; with steps, these alone
"""
from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from pathlib import Path

import openstack

HERE = Path(__file__).parent
CLOUDS = HERE.parents[1] / "clouds/clouds"
CENSUS = HERE.parents[1] / "integration/targets/setup_clouds/files/census.py"
PORT = os.environ["TESTCLOUDS_SSH_PORT"]
BLOCK = re.compile(r"-----BEGIN SSH HOST KEY KEYS-----(.*?)-----END SSH HOST KEY KEYS-----", re.S)
LATEST = 2400       # seconds for one playbook, on a busy machine
# a login takes 5 to 20 seconds there, and a module more
ENV = dict(os.environ, ANSIBLE_TIMEOUT="120", ANSIBLE_HOST_KEY_CHECKING="true")
VOLUME = "/dev/disk/by-id/virtio-"

# user data: what is written, and where a server then has these words
SCRIPT = "#!/bin/sh\necho script > /root/ran\n"
CONFIG = """#cloud-config
write_files:
  - path: /root/ran
    content: "config "
runcmd:
  - echo commands >> /root/ran
"""
ARCHIVE = """#cloud-config-archive
- "#cloud-boothook\\n#!/bin/sh\\necho hook > /root/ran\\n"
- type: text/x-shellscript
  content: |
    #!/bin/sh
    echo script >> /root/ran
"""
TEMPLATE = """## template: jinja
#cloud-config
runcmd:
  - echo {{ v1.local_hostname }} > /root/ran
"""


def message(*parts):
    """Several, each with its headers."""
    return "\n--next\n".join(("""Content-Type: multipart/mixed; boundary="next"
MIME-Version: 1.0
""", *parts)) + "\n--next--\n"


SEVERAL = message(
    "Content-Type: text/cloud-boothook\n\n#!/bin/sh\necho hook > /root/hooked",
    f"Content-Type: text/cloud-config\n\n{CONFIG}",
    "Content-Type: text/x-shellscript\n\n#!/bin/sh\ncat /root/hooked >> /root/ran")
# more than Nova takes, so that the fleet compresses all of it
LONG = SCRIPT + "# long\n" * 10_000
# what is compressed is no text, so it has to be a part
GZIP = message("Content-Type: application/gzip\nContent-Transfer-Encoding: base64\n\n"
               + b64encode(gzip.compress(CONFIG.encode())).decode())
KINDS = {"script": (SCRIPT, "script"), "cloud-config": (CONFIG, "config commands"),
         "message": (SEVERAL, "config hook commands"), "template": (TEMPLATE, "real-1"),
         "gzip": (GZIP, "config commands"), "archive": (ARCHIVE, "hook script"),
         "long": (LONG, "script")}


class Test:
    """folder: for keys and known_hosts.  kept: for the console.  rows: of the table."""

    def __init__(self, folder, kept):
        self.folder, self.kept, self.rows = Path(folder), kept, []
        self.cloud = openstack.connect(cloud="alpha", region_name="RegionOne")
        self.variables = {"kind": "script"}
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / "key"],
                       check=True)
        for kind, (text, _expected) in KINDS.items():
            (self.folder / kind).write_text(text)

    def row(self, what, began, found):
        """A line of the table; it is shown at once as well."""
        self.rows.append((what, f"{time.monotonic() - began:.0f}", found))
        print("==== {} ({} s): {}".format(*self.rows[-1]), flush=True)

    def play(self, path, /, well=True, **variables):
        """What a playbook says."""
        given = {"folder": str(self.folder), **self.variables, **variables}
        done = subprocess.run(
            ["ansible-playbook", "-i", "hosts", "-i", "servers.yml", path, "-e", "@fleet.yml",
             "-e", json.dumps(given)], cwd=HERE, text=True, timeout=LATEST, check=False, env=ENV,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert (done.returncode == 0) == well, done.stdout
        return done.stdout

    def ours(self, playbook, /, **variables):
        """One of the collection's playbooks."""
        return self.play(f"multicloud.openstack.{playbook}", **variables)

    def ready(self, *, known_hosts="known_hosts", **variables):
        """What server_ready says."""
        return self.play("ready.yml", known_hosts=str(self.folder / known_hosts), **variables)

    def server(self, name="real-1"):
        """As Nova shows it."""
        return self.cloud.compute.find_server(name, ignore_missing=False, details=True)

    def console(self):
        """All that Nova has of it."""
        return self.cloud.compute.get_server_console_output(self.server())["output"]

    def shown(self):
        """The host keys on the console."""
        return {" ".join(line.split()[:2]) for block in BLOCK.findall(self.console())
                for line in block.splitlines() if line.strip()}

    def address(self, name="real-1"):
        """The floating IP."""
        return next(entry["addr"] for entries in self.server(name).addresses.values()
                    for entry in entries if entry["OS-EXT-IPS:type"] == "floating")

    def ssh(self, command, name="real-1"):
        """What it says, run by root, where the fleet's known_hosts has the server's key."""
        done = subprocess.run(
            ["ssh", "-F", "/dev/null", "-p", PORT, "-i", self.folder / "key",
             "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=60", "-o", "BatchMode=yes",
             "-o", f"UserKnownHostsFile={self.folder}/known_hosts",
             f"debian@{self.address(name)}", f"sudo sh -ec '{command}'"],
            text=True, capture_output=True, timeout=LATEST, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout.strip()

    def device(self, name="real-1"):
        """Of the volume, as the server has it."""
        [volume] = self.cloud.compute.volume_attachments(self.server(name))
        device = VOLUME + volume.volume_id[:20]
        self.ssh(f"for n in $(seq 100); do [ -b {device} ] && break; sleep 0.2; done", name)
        return device

    def wait(self, status):
        """Until Nova says so."""
        self.cloud.compute.wait_for_server(self.server(), status, interval=1, wait=LATEST)


def create(test):
    """Server, user data, volume and floating IP; cloud-init has ended well."""
    began = time.monotonic()
    test.ours("create")
    assert test.ssh("cat /root/ran") == "script"
    Path(test.kept, "console.log").write_text(test.console())
    test.row("create", began, f"SSH at {test.address()}, cloud-init done, user data: script")


def host_keys(test):
    """known_hosts has what cloud-init printed, and that answers."""
    began = time.monotonic()
    known = {" ".join(line.split()[1:3])
             for line in (test.folder / "known_hosts").read_text().splitlines()}
    said = subprocess.run(["ssh-keyscan", "-T", "60", "-p", PORT, test.address()],
                          capture_output=True, text=True, check=True).stdout
    scanned = {" ".join(line.split()[1:3]) for line in said.splitlines() if line[0] != "#"}
    assert known == scanned == test.shown(), (known, scanned, test.console())
    test.ready(known_hosts="another")
    test.row("server_ready", began, f"{len(known)} host keys: console, file and server agree")


def verify(test):
    """Compared with its definition and logged in to."""
    began = time.monotonic()
    test.ours("verify")
    test.row("verify", began, test.ssh("uname -sr; cat /etc/debian_version").replace("\n", ", "))


WRITER = (r"""nohup sh -c "n=0; while :; do n=\$((n+1)); echo \$n >> /srv/data/log; """
          r"""sync /srv/data/log; sleep 0.1; done" > /dev/null 2>&1 &""")


def backup(test):
    """Of a file system that is written to, frozen meanwhile; what is restored is in order."""
    began = time.monotonic()
    device = test.device()
    test.ssh(f"mkfs.ext4 -q {device}; mkdir -p /srv/data; mount {device} /srv/data")
    test.ssh(WRITER)
    text = test.ours("backup", backup_mounts=["/srv/data"])
    assert "frozen" in text, text
    after = int(test.ssh("tail -n 1 /srv/data/log"))
    time.sleep(1)
    assert int(test.ssh("tail -n 1 /srv/data/log")) > after, "it is frozen still"
    test.row("backup", began, "fsfreeze of a file system that is written to, and thawed")
    restore(test, after)


def restore(test, after):
    """Another fleet has the volume."""
    began = time.monotonic()
    test.ours("restore", name="again", backup_source="real")
    test.ready(name="again")
    device = test.device("again-1")
    # frozen means that the journal is empty: nothing has to be repaired
    state = test.ssh(f"tune2fs -l {device} | grep features; fsck.ext4 -fn {device}", "again-1")
    assert "needs_recovery" not in state, state
    test.ssh(f"mkdir -p /srv/data; mount {device} /srv/data", "again-1")
    lines = test.ssh("cat /srv/data/log", "again-1").split()
    assert lines == [str(n + 1) for n in range(len(lines))] and 0 < len(lines) <= after
    test.row("restore", began, f"fsck finds nothing to repair, {len(lines)} lines in order")
    test.ours("destroy", name="again", destroy_kept_volumes=True)
    test.ours("backup", backup_state="absent")


def stop(test):
    """Its console begins anew and shows no keys: those that were read have to last."""
    began = time.monotonic()
    test.cloud.compute.stop_server(test.server())
    test.wait("SHUTOFF")
    test.cloud.compute.start_server(test.server())
    test.wait("ACTIVE")
    test.ready()
    assert not test.shown(), test.console()
    test.row("stop, start", began, "the console has no host keys now, known_hosts has")
    began, before = time.monotonic(), test.server().id
    for text in (test.ready(known_hosts="nothing", well=False, patience=5),
                 test.ours("create", keys="nothing", well=False, patience=5)):
        [said] = re.findall(r"its console showed no SSH host keys[^\"\'\n]*", text)[:1]
    assert test.server().id == before, "it is not a reason to replace a server"
    test.row("its keys unknown", began, said)


def rebuild(test):
    """Other keys, of which the console tells."""
    began, before = time.monotonic(), test.server()
    test.cloud.compute.rebuild_server(before, image=before.image.id)
    test.wait("ACTIVE")
    test.ready()
    assert test.shown() and test.ssh("cat /root/ran") == "script"
    test.row("rebuild", began, "another disk and other host keys, and user data once more")


def destroy(test):
    """Nothing is left."""
    began = time.monotonic()
    test.ours("destroy", destroy_kept_volumes=True)
    subprocess.run([sys.executable, CENSUS, "--empty"], check=True)
    test.row("destroy", began, "nothing is left")


def user_data(test):
    """Of each kind, beside a host key that the fleet injects, which makes a message of it."""
    for kind, (_text, expected) in list(KINDS.items())[1:]:
        began = time.monotonic()
        test.variables = {"kind": kind, "host_keys": "injected"}
        test.ours("create")
        assert " ".join(test.ssh("cat /root/ran").split()) == expected, test.console()
        assert len(test.shown()) == 1, test.console()
        test.ready(known_hosts=f"{kind}.keys")      # by the console, and not by what was injected
        test.row(f"user data: {kind}", began, f"{expected}; the host key is the injected one")
        test.ours("destroy", destroy_kept_volumes=True)


def table(rows):
    """As Markdown."""
    lines = [("step", "seconds", "found"), ("-", "-", "-"), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


STEPS = [create, host_keys, verify, backup, stop, rebuild, destroy, user_data]


def main(folder, *names):
    began = time.monotonic()
    subprocess.run([CLOUDS, "guests", "alpha"], check=True)
    with tempfile.TemporaryDirectory() as place:
        test = Test(place, folder)
        test.row("disk and template", began, "made, or there already")
        try:
            for step in STEPS:
                if step.__name__ in (names or step.__name__):
                    step(test)
        finally:
            subprocess.run([sys.executable, CENSUS, "--delete"], check=True)
            print(table(test.rows), flush=True)
            Path(folder, "real.md").write_text(table(test.rows) + "\n")
    print(f"\nThe console of the first server:\n\n{Path(folder, 'console.log').read_text()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
