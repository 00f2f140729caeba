# SPDX-License-Identifier: GPL-3.0-or-later
"""What the playbooks say, on good days and on bad ones: each thing once, and the reason at the end.

output.py OPTION...       options of ansible-playbook
"""
from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile

CENSUS = [sys.executable, "../setup_clouds/files/census.py"]
DEAD = {"cloud": {"name": "dead", "auth": {"auth_url": "http://127.0.0.1:9/v3", "username": "me",
                                           "password": "none", "project_name": "a"}}}
KEPT = [{"name": "data", "size": 1, "keep": True}]
LONGEST = 1500      # characters of a line: no result as it is


class Test:
    """key: of the servers, a file."""

    def __init__(self, key):
        self.key = key

    def play(self, name, *options, well=True, most=10, given=True, **variables):
        """What a playbook says; most: tasks."""
        print("\n====", name, *options, variables, flush=True)
        words = ["ansible-playbook", f"multicloud.openstack.{name}", *sys.argv[1:], *options,
                 "-e", json.dumps({"key": self.key, "ansible_private_key_file": self.key,
                                   **variables}), *(["-e", "@fleet.yml"] if given else [])]
        run = subprocess.run(words, text=True, check=False, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
        text = run.stdout
        print(text, flush=True)
        assert (run.returncode == 0) == well, run.returncode
        assert "...ignoring" not in text and "ignored=0" in text
        assert max(map(len, text.splitlines())) < LONGEST
        assert not re.search(r"\[\s*\]|Traceback", text), "something empty is shown"
        tasks = re.findall(r"^TASK \[(.*?)\]", text, re.MULTILINE)
        assert len(tasks) <= most, (len(tasks), tasks)
        return text

    def fails(self, name, sentences, *options, **more):
        """The last task fails, with each of these sentences once."""
        text = self.play(name, *options, well=False, **more)
        last = text[text.rindex("\nTASK ["):]
        assert last.startswith("\nTASK [") and "Fail if" in last.splitlines()[1], last
        said = last[last.index("fatal: "):]
        for sentence in sentences:
            assert said.count(sentence) == 1, (sentence, said)
            # ansible-core 2.19 and later repeat the message of a task that fails
            assert last.count(sentence) <= 2
        return text


def no_fleet(test):
    """What there is in place of a fleet."""
    for variables, sentence in (({}, "fleet is missing. It"),
                                ({"flet": {"count": 1}}, "fleet is missing, but there is flet. It"),
                                ({"fleet": [{"name": "x"}]}, "fleet is a list. It"),
                                ({"fleet": "x"}, "fleet is a string. It"),
                                ({"fleet": None}, "fleet is empty. It")):
        text = test.play("create", well=False, most=1, given=False, **variables)
        assert f"The variable {sentence} must be a dictionary" in text
    assert "The variable zone is missing. It" in test.play("prepare", well=False, most=1,
                                                           given=False)


def check_mode(test):
    """What would be done, once."""
    text = test.play("create", "--check")
    assert "Fleet said: would create 2." in text and text.count("said-1") == 1
    assert text.count(" instances ") == 1, "what it takes of quotas"
    text = test.play("create", "--check", "--diff")
    assert text.count("said-1") == 1, "a plan beside the diff"


def good_day(test):
    """Servers, how to log in, nothing more."""
    text = test.play("create")
    assert "Fleet said: 2 of 2 servers (2 created)." in text
    [command] = re.findall(r'"log in with": "(ssh .* USER@\S+)"', text)
    assert f"UserKnownHostsFile={test.key}.known_hosts" in command
    text = test.play("create", "--check")
    assert "Fleet said: would keep 2." in text and "changed=0" in text
    text = test.play("verify", most=19)
    assert "Fleet said: 2 of 2 servers match their definition and run Ansible modules" in text


def bad_days(test):
    """Reasons of several targets, each once."""
    nowhere = "there is no image 'debian-99' here"
    test.fails("create", [nowhere, "dead: "], image="debian-99", more=[DEAD], count=3)
    text = test.fails("lifecycle", [nowhere], image="debian-99", count=3, most=20)
    assert "Fleet said: 0 servers left (2 deleted)." in text


def not_reachable(test):
    """Servers that were created are counted, though they are not ready."""
    text = test.fails("create", ["Fleet said: 0 of 1 servers are ready (1 created)."],
                      said_port=9, count=1, patience=3)
    assert re.search(r'"alpha +RegionOne +1 +1 +1"', text), "planned, created, failed"
    assert "log in with" not in text
    test.play("destroy")


def what_stays(test):
    """Kept volumes are named with their sizes, until they are deleted."""
    test.play("create", count=1, disks=KEPT)
    text = test.play("destroy")
    assert "-e destroy_kept_volumes=true" in text and re.search(r'"-? *1 +data +1 +alpha', text)
    text = test.play("reap", most=7, reap_options={"fleet": "said", "older_than": 0, "pause": 0})
    assert "said-1-data" in text and "changed=0" in text
    text = test.play("destroy", destroy_kept_volumes=True)
    assert '"volume said-1-data on alpha/RegionOne"' in text and "volumes that stay" not in text


def main():
    subprocess.run([*CENSUS, "--empty"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        key = f"{folder}/key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        test = Test(key)
        try:
            for step in (no_fleet, check_mode, good_day, bad_days, not_reachable, what_stays):
                step(test)
            subprocess.run([*CENSUS, "--empty"], check=True)
        finally:
            subprocess.run([*CENSUS, "--delete"], check=True)


if __name__ == "__main__":
    main()
