# SPDX-License-Identifier: GPL-3.0-or-later
"""A playbook for openstack.cloud, and the same with nothing but the collection's name changed.

    python move.py [PLAYBOOK]

Runs each of PLAYBOOKS, or this one, by openstack.cloud, takes all away, runs it by ours, compares
what each task returned, and runs ours once more, where nothing may change.  Ends with 1 if anything
differs.
"""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from pathlib import Path

HERE = Path(__file__).parent
OURS, THEIRS = "multicloud.openstack", "openstack.cloud"
# and what takes away what each has made
PLAYBOOKS = {"create.yml": "remove.yml", "services.yml": "remove_services.yml"}
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
ADDRESS = re.compile(r"\b127\.1?18\.\d+\.\d+\b|\b10\.77\.0\.\d+\b(?!/)")
# what is another one each time
PASSING = re.compile(r"(_at|^diff|^failed|^invocation|^warnings|^deprecations|^location|^user_data"
                     r"|secret|^private_key|^public_key|^fingerprint|mac_address|mac_addr"
                     r"|hypervisor_hostname|^host|^host_id|^compute_host|^instance_name|^progress"
                     r"|^revision_number|^standard_attr_id)$")
# what openstack.cloud returns, and ours does not
KNOWN = re.compile("|".join((
    # it asks each service for its newest microversion, in each task; ours does not
    r"\.(hostname|scheduler_hints|server_groups|consumes_quota|service_uuid|shared_targets"
    r"|volume_type_id|is_forced)",
    r"server\.image\.properties", r"servers\[\d\]\.image\.properties",
    # quotas for each type of volume, and what is no quota
    r"^quota\.quotas\.(volume\.\w+___DEFAULT__|network\.(trunk|router_routes|id)"
    r"|load_balancer\.(project_)?id)",
    # it says 0 of a flavor that it has just made
    r"^flavor\.flavor\.(disk|ram|vcpus)$",
    # the whole configuration, with what ours would be told by clouds.yaml's own defaults
    r"^credential\.cloud\.",
    # a password that no image of a cloud takes
    r"\.admin_password",
    # one that the task has set, which Ansible hides
    r"^user\.user\.password$",
    # sums of openstacksdk's own, where ours compares those that Glance and Swift have
    r"\.properties\.owner_specified\.openstack\.", r"\.metadata\.x-sdk-(md5|sha256)$",
    # it does not wait, or returns the answer to its upload
    r"^recordset\w*\.recordset\.(action|status)$", r"^object\.object\.content_length$",
    r"^listener\w*\.listener\.(operating|provisioning)_status$",
    # when a zone was changed, and when Swift counts what is in a container
    r"^zones?\..*serial$",
    r"^(container|object)\w*\..*(timestamp|count|bytes|bytes_used|content_type)$",
    # the listener once more; the pool, of which ours has the id; is_public, by Manila's name
    r"\.rbac_listener$", r"^member\w*\.pool$", r"\.share_type_access:is_public$")))


def run(collection: str, playbook: str, folder: Path, **variables) -> str:
    """One playbook, by one of the collections; what it printed."""
    path = folder / playbook
    path.write_text((HERE / playbook).read_text().replace(f"{THEIRS}.", f"{collection}."))
    command = ["ansible-playbook", str(path)]
    for key, value in variables.items():
        command += ["-e", f"{key}={value}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{playbook} by {collection} failed:\n{done.stdout[-3000:]}"
                           f"{done.stderr[-500:]}")
    return done.stdout


def created(collection: str, playbook: str, folder: Path, **variables) -> dict:
    """{task: what it returned} of a playbook."""
    results = folder / "results.json"
    run(collection, playbook, folder, results=results, **variables)
    return json.loads(results.read_text())


def differences(theirs, ours, path: str = "") -> list[str]:
    """Where ours lacks something that theirs returns, or returns another value."""
    if KNOWN.search(path) or not theirs and not ours:
        return []
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return [text for key, value in theirs.items() if not PASSING.search(key)
                for text in differences(value, ours.get(key), f"{path}.{key}")]
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        return [text for number, pair in enumerate(zip(_sorted(theirs), _sorted(ours),
                                                       strict=True))
                for text in differences(*pair, f"{path}[{number}]")]
    if theirs is not None and _steady(theirs) != _steady(ours):
        return [f"{path}: {theirs!r} is {ours!r}"]
    return []


def _steady(value):
    return ADDRESS.sub("ADDRESS", ID.sub("ID", str(value)))


def _sorted(values):
    """By what both have in common: neither by when something was made, nor by its id."""
    return sorted(values, key=lambda value: _steady(json.dumps(_lasting(value), sort_keys=True)))


def _lasting(value):
    if isinstance(value, list):
        return [_lasting(each) for each in value]
    if isinstance(value, dict):
        return {key: _lasting(each) for key, each in value.items() if not PASSING.search(key)}
    return value


def _clouds(folder):
    """One clouds.yaml with the user's cloud and the provider's account."""
    home = Path(os.environ["TESTCLOUDS_STATE"])
    user, secrets, provider = (json.loads((home / name).read_text())["clouds"] for name in (
        "clouds.yaml", "secure.yaml", "admin-clouds.yaml"))
    user["alpha"]["auth"].update(secrets["alpha"]["auth"])
    path = folder / "clouds.yaml"
    path.write_text(json.dumps({"clouds": {"alpha": user["alpha"],
                                           "alpha-admin": provider["alpha-admin"]}}))
    os.environ["OS_CLIENT_CONFIG_FILE"] = str(path)
    os.environ.pop("OS_CLIENT_SECURE_FILE", None)


@contextmanager
def _needed(folder):
    """The variables of create.yml: an image, a key, and a floating IP that is attached to
    nothing."""
    image, client = folder / "image.raw", ["openstack", "--os-cloud", "alpha", "floating", "ip"]
    image.write_bytes(os.urandom(1 << 20))
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"],
                   check=True)
    spare = subprocess.run([*client, "create", "public", "-f", "value", "-c",
                            "floating_ip_address"], capture_output=True, text=True,
                           check=True).stdout.strip()
    try:
        yield {"image_file": image, "key": folder / "key", "spare": spare}
    finally:
        subprocess.run([*client, "delete", spare], check=False)


def compare(folder: Path, playbook: str, **given) -> list[str]:
    """All that is not the same, in words."""
    remove = PLAYBOOKS[playbook]
    try:
        theirs = created(THEIRS, playbook, folder, **given)
        run(THEIRS, remove, folder, **given)
        ours, again = (created(OURS, playbook, folder, **given) for _time in range(2))
    finally:
        run(OURS, remove, folder, **given)
    found = [text for task in theirs for text in differences(theirs[task], ours[task], task)]
    print(f"{playbook}: {len(theirs)} tasks; {sum(one['changed'] for one in again.values())} "
          "changed when run again")
    return found + [f"{task} changes again" for task, one in again.items() if one["changed"]]


def main() -> None:
    """Prints what differs."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _clouds(folder)
        for playbook in sys.argv[1:] or PLAYBOOKS:
            with _needed(folder) if playbook == "create.yml" else nullcontext({}) as given:
                found += compare(folder, playbook, **given)
    print("\n".join(found) or "all results are the same")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
