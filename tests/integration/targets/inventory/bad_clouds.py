# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the servers of all clouds while one of them is not well, with and without a cache.

bad_clouds.py: there is one server on each target, called like its target.
"""
from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

import yaml

PATIENCE = 8        # seconds: api_timeout
BAD = "beta"
OTHERS = ["cloud_alpha", "cloud_gamma"]
# how it is not well, and what is said of it
CASES = {
    "refuses connections": (["keystone", "cut=before"], "cannot connect"),
    "knows no such user": (["keystone", "status=401"], "listing servers: "),
    "forbids it": (["nova", "status=403"], "listing servers: "),
    "is broken": (["nova", "status=500"], "listing servers: "),
    "is silent": (["nova", "hang=60"], "no answer in time"),
}


def clouds(*words):
    """The command `clouds`."""
    return subprocess.run(["clouds", *words], check=True, capture_output=True, text=True).stdout


def listed(folder, fatal=False, **options):
    """(inventory, warnings, seconds, exit code) of an inventory file with these options."""
    path = folder / "servers.yml"
    path.write_text(json.dumps({"plugin": "multicloud.openstack.servers", **options}))
    began = time.monotonic()
    done = subprocess.run(
        ["ansible-inventory", "-i", str(path), "--list"], text=True, capture_output=True,
        env={**os.environ, "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": str(fatal)}, check=False)
    said = " ".join(done.stderr.split())
    assert "Traceback" not in said, said
    warnings = [text for text in re.split(r"\[(?:WARNING|ERROR)\]: ", said)
                if "default collection" not in text and text]
    return (json.loads(done.stdout) if not done.returncode else {}, warnings,
            time.monotonic() - began, done.returncode)


def hosts(found, group):
    """Of one group."""
    return found.get(group, {}).get("hosts", [])


def check(name, said, folder, usual, **options):
    """One run while a cloud is not well, and one that takes no excuse."""
    found, warnings, seconds, code = listed(folder, api_timeout=PATIENCE, **options)
    print(f"{BAD} {name}: {seconds:.1f} s, {warnings}", flush=True)
    assert code == 0 and not hosts(found, f"cloud_{BAD}"), found
    assert all(len(hosts(found, group)) == len(hosts(usual, group)) for group in OTHERS), found
    assert len(warnings) == 1 and BAD in warnings[0] and said in warnings[0], warnings
    assert seconds < PATIENCE + 1 + 3, seconds      # and what Ansible itself takes
    _found, warnings, _seconds, code = listed(folder, fatal=True, api_timeout=PATIENCE,
                                              fail_on_errors=True, **options)
    assert code and any(said in text for text in warnings), warnings


def broken_profile(folder):
    """A clouds.yaml in which one cloud's vendor profile cannot be had."""
    usual = Path.home() / ".config" / "openstack"
    entries = yaml.safe_load((usual / "clouds.yaml").read_text())
    entries["clouds"][BAD]["profile"] = "http://127.0.0.1:9/profile"
    path = folder / "broken.yaml"
    path.write_text(yaml.safe_dump(entries))
    return {"clouds_yaml": str(path), "secure_yaml": str(usual / "secure.yaml")}


def check_cache(folder):
    """What is in it sends nothing; what a dead cloud has said yesterday is better than nothing."""
    options = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "group_by": ["cloud"],
               "cache_connection": str(folder / "cache"), "api_timeout": PATIENCE}
    first, _warnings, _seconds, _code = listed(folder, cache_timeout=3600, **options)
    clouds("requests", "--reset")
    second, warnings, _seconds, _code = listed(folder, cache_timeout=3600, **options)
    asked = json.loads(clouds("requests", "--json"))
    assert second == first and not warnings
    assert not any(one["requests"] for where in asked.values() for one in where.values()), asked

    time.sleep(2)
    clouds("fault", BAD, "keystone", "cut=before")
    found, warnings, _seconds, _code = listed(folder, cache_timeout=1, stale_if_error=600,
                                              **options)
    clouds("fault", BAD, "keystone")
    assert hosts(found, f"cloud_{BAD}") == hosts(found, "stale") == hosts(first, f"cloud_{BAD}")
    assert len(hosts(found, "servers")) == len(hosts(first, "servers"))
    assert len(warnings) == 2 and "as they were at" in warnings[1], warnings
    found, warnings, _seconds, _code = listed(folder, cache_timeout=1, **options)
    assert hosts(found, f"cloud_{BAD}") and not hosts(found, "stale") and not warnings


def main(folder):
    """All cases."""
    usual, warnings, _seconds, _code = listed(folder)
    assert not warnings and all(hosts(usual, group) for group in [*OTHERS, f"cloud_{BAD}"])
    for name, ([service, *words], said) in CASES.items():
        clouds("fault", BAD, service, *words)
        check(name, said, folder, usual)
        clouds("fault", BAD, service)
    check("has a profile that is gone", "vendor profile", folder, usual, **broken_profile(folder))
    check_cache(folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        try:
            main(Path(name))
        finally:
            clouds("fault", BAD, "all")
