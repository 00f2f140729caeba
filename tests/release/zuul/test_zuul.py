# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs of zuul.d, as Zuul reads them and as an executor runs them, on the test clouds."""
from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

import psutil
import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE), str(ROOT / "tests/integration/targets/setup_clouds/files")]
import census  # noqa: E402
import executor  # noqa: E402
import hunt  # noqa: E402

JOBS = executor.parsed((ROOT / "zuul.d/jobs.yml").read_text())["job"]
PORT = os.environ.get("TESTCLOUDS_SSH_PORT", "22")
FLEET = {
    "count": 3, "image": "debian-12", "flavor": "m1.tiny", "network": "private", "port": PORT,
    "targets": [{"cloud": "alpha"}, {"cloud": "gamma", "region_name": "RegionTwo"},
                {"cloud": "beta", "image": "Debian 12", "flavor": "s1-2", "network": "Ext-Net"}]}
VENV = str(Path(shutil.which("ansible-playbook")).parents[1])   # one build makes its own
NODE, POOL = "node", "pool"     # the fleet of the controller, and a pool


def clouds():
    """Of clouds.yaml and secure.yaml, as a Zuul secret has them."""
    [found, secure] = [yaml.safe_load(Path(os.environ[f"OS_CLIENT_{kind}_FILE"]).read_text())
                       for kind in ("CONFIG", "SECURE")]
    for name, entry in found["clouds"].items():
        entry["auth"] |= secure["clouds"][name]["auth"]
    return found["clouds"]


REGIONS = [census.Region(config) for config in census.openstack.config.OpenStackConfig(
    app_name="testclouds-internal").get_all()]


def seen():
    """{(where, kind, id or name)} of all that is on the clouds."""
    return {(region.name, kind, row.get("id") or row["name"]) for region in REGIONS
            for kind, rows in region.census().items() for row in rows}


@pytest.fixture
def folder():
    """With a short name, as sockets of ssh need it."""
    with tempfile.TemporaryDirectory(prefix="zuul-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def controller(tmp_path_factory):
    """A node, as a launcher would make it: by our own playbook."""
    folder = tmp_path_factory.mktemp("node")
    (folder / "logs").mkdir()
    key = str(folder / "key")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    told = {"job": NODE, "folder": str(folder), "multicloud_user": "debian", "multicloud_fleet": {
        **FLEET, "count": 1, "targets": [{"cloud": "alpha"}]}}
    (folder / "fleet.json").write_text(json.dumps(told))

    def play(name):
        subprocess.run(["ansible-playbook", "-e", f"@{folder}/fleet.json", "-u", "debian",
                        "--private-key", key, str(ROOT / f"playbooks/ci/{name}.yml")], check=True)

    play("create")
    [server] = json.loads((folder / "servers.json").read_text())["multicloud_servers"]
    ssh = ["ssh", "-i", key, "-p", PORT, "-o", f"UserKnownHostsFile={folder}/known_hosts",
           f"debian@{server['ansible_host']}"]
    source = f"src/{executor.THEIRS}"
    home = subprocess.run([*ssh, f"mkdir -p {os.path.dirname(source)}; "
                           f"ln -s {HERE}/shop {source}; pwd"],
                          check=True, capture_output=True, text=True).stdout.strip()
    yield {"key": key, "home": home, "known_hosts": (folder / "known_hosts").read_text(),
           # what a launcher tells of a node: Zuul has its own known_hosts
           "host_vars": {name: server[name] for name in
                         ("ansible_host", "ansible_port", "ansible_user")}}
    play("destroy")


def wait_for(what):
    until = time.monotonic() + 120
    while not what():
        assert time.monotonic() < until
        time.sleep(0.3)


@pytest.mark.parametrize("place", ["executor", "controller"])
@pytest.mark.parametrize(("playbook", "result"), [
    ("test", "SUCCESS"), ("fail", "FAILURE"), ("create", "ABORTED"), ("stay", "ABORTED"),
    ("run", "SUCCESS")])
def test_build(place, playbook, result, folder, request):
    if (place, playbook) == ("controller", "run"):
        pytest.skip("a run of one's own is for the executor's Ansible")
    node = request.getfixturevalue("controller") if place == "controller" else None
    before = seen()
    build = executor.Build(
        folder, JOBS["multicloud-fleet"],
        {"multicloud_fleet": FLEET, "multicloud_playbook": f"{playbook}.yml",
         **({} if playbook == "run" else {"multicloud_venv": VENV})},
        {"multicloud_clouds": clouds()}, node, "run.yml" if playbook == "run" else None)
    home = Path(node["home"] if node else build.jobdir.work_root)
    work = home / f"multicloud-{build.build_request.uuid[:8]}"
    moments = {"create": lambda: seen() - before, "stay": (work / "staying").exists}
    if playbook in moments:
        threading.Thread(target=lambda: (wait_for(moments[playbook]), build.stop())).start()
    with another(home / "multicloud-another"):
        found = build.go()
    said = Path(build.jobdir.job_output_file).read_text()
    print(said, seconds(said))
    assert found == result
    assert ("It does not work." in said) == (playbook == "fail")
    check_gone(before, work)
    assert not secrets(build.jobdir.root, *([node["home"]] if node else ()))
    # pip asks rustc for its version, which may be rustup's
    assert not [warning for warning in build.warnings if ".rustup" not in warning]
    check_logs(build, 3 if playbook != "create" else 0)


def seconds(said):
    """From the start of pre-run to the first task on a server; None if there is none."""
    lines = [line for line in said.splitlines() if re.search(r" \| (PLAY \[|TASK \[See who)", line)]
    first = next((line for line in lines if "TASK" in line), None)
    return first and (datetime.fromisoformat(first[:26])
                      - datetime.fromisoformat(lines[0][:26])).total_seconds()


def check_gone(before, work):
    """What a build has made on the clouds, its folder, and whatever has run there."""
    assert not seen() - before
    assert not work.exists()
    assert not [process for process in psutil.process_iter(["cmdline"])
                if re.search(f"ansible-playbook .*{work}", " ".join(process.info["cmdline"] or ()))]


@contextlib.contextmanager
def another(folder):
    """A build that uses the node at the same time: it loses neither logs nor processes."""
    (folder / "logs").mkdir(parents=True)
    (folder / "logs/another.txt").touch()
    with subprocess.Popen([f"ansible-playbook -e @{folder}/fleet.json", "600"],
                          executable=shutil.which("sleep")) as process:
        try:
            yield
            assert process.poll() is None
        finally:
            process.kill()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """One of three servers: their key, and a run of it."""
    folder = tmp_path_factory.mktemp("pool")
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    fleet = {**FLEET, "name": POOL, "min_ready": 3, "key_name": POOL, "reuse_policy": "rebuild",
             "public_key": Path(f"{key}.pub").read_text(), "known_hosts": f"{folder}/known_hosts"}

    def play(name):
        subprocess.run(["ansible-playbook", f"multicloud.openstack.{name}", "-e",
                        json.dumps({"fleet": fleet})], check=True)
    yield {"private_key": key.read_text()}, lambda: play("pool")
    play("destroy")


@pytest.mark.parametrize(("playbook", "result", "fleet"), [
    ("test", "SUCCESS", None), ("fail", "FAILURE", None), ("stay", "ABORTED", None),
    ("test", "SUCCESS", FLEET)])
def test_pool(playbook, result, fleet, folder, pool):
    """fleet: what is created where the pool has too few."""
    key, fill = pool
    fill()
    before = seen()
    asked = {"name": POOL, "targets": [{"cloud": "alpha"}, {"cloud": "beta"}, {"cloud": "gamma"}],
             "count": 4 if fleet else 3, "port": PORT, "wait": False}
    variables = {"multicloud_pool": asked, "multicloud_playbook": f"{playbook}.yml",
                 "multicloud_venv": VENV, **({"multicloud_fleet": fleet} if fleet else {})}
    build = executor.Build(folder, JOBS["multicloud-fleet"], variables,
                           {"multicloud_clouds": clouds(), "multicloud_key": key}, None, None)
    work = Path(build.jobdir.work_root) / f"multicloud-{build.build_request.uuid[:8]}"
    if playbook == "stay":
        threading.Thread(target=lambda: (wait_for((work / "staying").exists), build.stop())).start()
    found = build.go()
    said = Path(build.jobdir.job_output_file).read_text()
    print(said, seconds(said))
    assert found == result
    check_gone(before, work)
    assert not secrets(build.jobdir.root)
    assert not [path for path in Path(build.jobdir.root).rglob("*") if path.is_file()
                and key["private_key"].splitlines()[1].encode() in path.read_bytes()]
    check_released(f"zuul-{build.build_request.uuid}", 0 if fleet else 3)


def check_released(owner, count):
    claims = [row["metadata"]["multicloud_claim"].split() for region in REGIONS
              for row in region.census()["servers"] if "multicloud_claim" in row["metadata"]]
    assert len(claims) == count
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    assert all(until <= now and found == owner for _id, until, found in claims)


def test_reap(folder):
    """Of what is to be reaped, role_reap shows more."""
    build = executor.Build(folder, JOBS["multicloud-reap"], {"multicloud_venv": VENV},
                           {"multicloud_clouds": clouds()}, None, None)
    assert build.go() == "SUCCESS", Path(build.jobdir.job_output_file).read_text()
    assert not secrets(build.jobdir.root)
    check_logs(build, 0)


def test_no_secret(folder):
    build = executor.Build(folder, JOBS["multicloud-reap"], {"multicloud_venv": VENV}, {}, None,
                           None)
    assert build.go() == "FAILURE"
    said = Path(build.jobdir.job_output_file).read_text()
    assert "The job needs a secret multicloud_clouds" in said and "Finish" not in said


def secrets(*folders):
    """Where they are."""
    known = dict(hunt.configured(clouds(), "clouds"))
    assert len(known) == 3
    forms = {form for secret in known.values() for form in hunt.forms(secret)}
    return [path for folder in folders for path in Path(folder).rglob("*")
            if path.is_file() and any(form in path.read_bytes() for form in forms)]


def check_logs(build, consoles):
    """The links lead somewhere."""
    data, _secret = build.getResultData()
    logs = Path(build.jobdir.log_root)
    links = [link["url"] for link in data["zuul"]["artifacts"]]
    assert "multicloud/another.txt" not in links
    assert links and all((logs / link).stat().st_size for link in links)
    assert len([link for link in links if "console-" in link]) >= consoles
    assert len(data.get("multicloud_servers", ())) == consoles


def test_guide():
    """What it shows of Zuul's configuration is such."""
    guide = (ROOT / "docs/zuul.md").read_text()
    blocks = re.findall(r"^```yaml\n(- (?:job|secret):.*?)^```", guide, re.M | re.S)
    assert len(blocks) >= 2
    for block in blocks:
        executor.parsed(block, executor.THEIRS)
