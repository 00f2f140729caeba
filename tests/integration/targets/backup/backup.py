# SPDX-License-Identifier: GPL-3.0-or-later
"""Backs a fleet up, on good days and on bad ones, and restores it.  When servers were frozen they
write down themselves, and when Cinder was asked for what is in its own log.

backup.py OPTION...      options of ansible-playbook
"""
from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.append("../setup_clouds/files")
import tree  # noqa: E402

CENSUS = "../setup_clouds/files/census.py"
CLOUDS = Path("~/.config/openstack/clouds.yaml").expanduser().resolve().parent / "clouds"
REQUESTS = CLOUDS / "alpha/RegionOne/log/cinder.requests"
WEB = "bak-web-1"
SECONDS = 4         # until a server thaws by itself, where that is to be seen


class Playbook:
    """One of the collection's, at work; options of ansible-playbook before its variables."""

    def __init__(self, folder, name, *options, **variables):
        print("\n====", name, *options, variables, flush=True)
        self.process = subprocess.Popen(
            ["ansible-playbook", "-i", "hosts", "-i", "servers.yml",
             f"multicloud.openstack.{name}", *sys.argv[1:], "-e", "@fleet.yml",
             "-e", json.dumps({"folder": str(folder), **variables}), *options],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def ends(self, well=True):
        """What it says."""
        text, _stderr = self.process.communicate(timeout=300)
        assert (self.process.returncode == 0) == well, text
        return text

    def kill(self):
        """All of it at once, but for what it has begun on servers."""
        tree.kill(self.process)
        self.process.communicate()


class Test:
    """The fleet of fleet.yml, and what the servers have written into a folder."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def play(self, name, *options, **variables):
        return Playbook(self.folder, name, *options, **variables)

    def back_up_web(self, **variables):
        """This server alone."""
        return self.play("backup", "--limit", f"localhost,{WEB}",
                         **{"backup_freeze_seconds": SECONDS, **variables})

    def times(self, host, what):
        """When a server was frozen, or thawed."""
        path = self.folder / f"{host}.{what}"
        return [float(line) for line in path.read_text().split()] if path.exists() else []

    def last(self, host):
        """The last time from its freeze to its thaw."""
        frozen, thawed = self.times(host, "freeze"), self.times(host, "thaw")
        assert len(frozen) == len(thawed), (host, frozen, thawed)
        return frozen[-1], thawed[-1]


def census():
    """What is on alpha."""
    text = subprocess.run([sys.executable, CENSUS], check=True, stdout=subprocess.PIPE).stdout
    return json.loads(text)["alpha/RegionOne"]


def snapshots():
    """{(group, index, volume): ids of snapshots, the newest first}."""
    found = {}
    for row in sorted(census()["snapshots"], key=lambda row: row["created_at"], reverse=True):
        marks = {key.removeprefix("multicloud_"): text for key, text in row["metadata"].items()}
        found.setdefault((marks["group"], marks["index"], marks["volume"]), []).append(row["id"])
    return found


def asked(pattern):
    """When Cinder was asked so, since it was there."""
    lines = REQUESTS.read_text().splitlines()
    return [float(line.split()[0]) for line in lines if re.search(pattern, line)]


def fault(*words):
    subprocess.run(["clouds", "fault", "alpha", "cinder", *words], check=True,
                   stdout=subprocess.DEVNULL)


def good_day(test):
    """Each server is frozen, its snapshots are made, and it thaws; one of a group after another."""
    began = time.time()
    test.play("backup", backup_copy=True).ends()
    found = snapshots()
    assert set(found) == {("db", "1", "data"), ("db", "2", "data"),
                          ("web", "1", "_boot"), ("web", "1", "logs")}, found
    posts = [when for when in asked("POST /v3/.*snapshots[?]") if when > began]
    assert len(posts) == 4, posts
    for (group, index, _volume), [key] in found.items():
        frozen, thawed = test.last(f"bak-{group}-{index}")
        seen = [when for when in asked(f"GET /v3/.*snapshots/{key}[?]") if when < thawed]
        assert frozen < min(seen), (group, index, frozen, seen, thawed)
    spans = {host: test.last(host) for host in ("bak-db-1", "bak-db-2", WEB)}
    assert all(any(frozen < when < thawed for frozen, thawed in spans.values()) for when in posts)
    assert spans["bak-db-1"][1] < spans["bak-db-2"][0], spans
    print({host: f"frozen for {thawed - frozen:.1f} s" for host, (frozen, thawed) in spans.items()})
    copies = [row["metadata"]["multicloud_taken"] for row in census()["backups"]]
    assert copies == ["frozen"] * 4, copies


def snapshot_fails(test):
    """It thaws, and does not wait for its switch."""
    before = snapshots()
    fault("status=500", "method=POST", "path=/snapshots$")
    text = test.back_up_web(backup_freeze_seconds=30).ends(well=False)
    fault()
    assert f"{WEB} on alpha/RegionOne: snapshots: " in text, text
    frozen, thawed = test.last(WEB)
    assert thawed - frozen < 25 and snapshots() == before


def cloud_hangs(test):
    """It thaws by itself.  The snapshot, of which nobody was told, is deleted."""
    before = snapshots()
    fault(f"hang={SECONDS * 3}", "cut=after", "method=POST", "path=/snapshots$")
    text = test.back_up_web().ends(well=False)
    fault()
    assert "thawing: it had thawed by itself before" in text, text
    frozen, thawed = test.last(WEB)
    # the switch has begun to count a moment before it wrote down that it froze
    assert SECONDS - 1 < thawed - frozen < SECONDS * 2, (frozen, thawed)
    assert snapshots() == before


def run_is_killed(test):
    """It thaws by itself.  What was made is no backup, and the next run deletes it."""
    count = len(test.times(WEB, "freeze"))
    fault("delay=2", "method=POST", "path=/snapshots$")
    run = test.back_up_web()
    while len(test.times(WEB, "freeze")) == count:
        assert run.process.poll() is None, run.ends()
        time.sleep(0.1)
    asked_before = len(asked("POST /v3/.*snapshots[?]"))
    while len(asked("POST /v3/.*snapshots[?]")) == asked_before and run.process.poll() is None:
        time.sleep(0.1)
    run.kill()
    assert len(test.times(WEB, "thaw")) == count, "it was thawed before"
    time.sleep(SECONDS + 1)
    fault()
    frozen, thawed = test.last(WEB)
    # the switch has begun to count a moment before it wrote down that it froze
    assert SECONDS - 1 < thawed - frozen < SECONDS * 2, (frozen, thawed)
    assert len(snapshots()["web", "1", "_boot"]) == 2


def what_stays(test):
    """By number, and what was not completed; first it is only shown."""
    before = snapshots()
    shown = test.play("backup", "--check", backup_keep=0).ends()
    assert snapshots() == before and shown.count("none is kept") > 5, shown
    text = test.play("backup", backup_keep=1).ends()
    after = snapshots()
    assert all(len(keys) == 1 for keys in after.values()) and after.keys() == before.keys()
    assert not {key for keys in after.values() for key in keys} & {
        key for keys in before.values() for key in keys}, "the older ones should be gone"
    assert "it was not completed" in text or "1 newer ones exist" in text, text


def restore(test):
    """Another fleet has volumes that are made of the snapshots."""
    copies = snapshots()["db", "1", "data"]
    test.play("restore", "-e", "@again.yml", backup_source="bak").ends()
    found = {row["snapshot_id"]: row for row in census()["volumes"] if row["snapshot_id"]}
    assert set(copies) == set(found), found
    [attached] = found[copies[0]]["attachments"]
    servers = {row["id"]: row["name"] for row in census()["servers"]}
    assert servers[attached["server_id"]] == "again-db-1"
    refused = test.play("restore", "-e", "@again.yml", backup_source="bak").ends(well=False)
    assert "already has a volume data of its server number 1" in refused, refused


def nobody_has_them(test):
    """Volumes without snapshots go with their servers.  Those that are kept are backed up alone."""
    test.play("backup", backup_state="absent").ends()
    assert not census()["snapshots"] + census()["backups"]
    test.play("destroy").ends()
    count = len(test.times(WEB, "freeze"))
    text = test.play("backup").ends()
    assert set(snapshots()) == {("db", "1", "data"), ("db", "2", "data")}, text
    assert text.count("detached") == 2 and len(test.times(WEB, "freeze")) == count, text


def main():
    with tempfile.TemporaryDirectory() as folder:
        test = Test(folder)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{folder}/key"],
                       check=True)
        test.play("create").ends()
        for step in (good_day, snapshot_fails, cloud_hangs, run_is_killed, what_stays, restore,
                     nobody_has_them):
            step(test)


if __name__ == "__main__":
    subprocess.run([sys.executable, CENSUS, "--empty"], check=True)
    try:
        main()
    finally:
        fault()
        subprocess.run([sys.executable, CENSUS, "--delete"], check=True)
