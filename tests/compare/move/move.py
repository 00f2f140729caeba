# SPDX-License-Identifier: GPL-3.0-or-later
"""A playbook for openstack.cloud, and the same with nothing but the collection's name changed.

    python move.py

Runs create.yml by openstack.cloud, takes all away, runs it by ours, compares what each task
returned, and runs ours once more, where nothing may change.  Ends with 1 if anything differs.
"""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
OURS, THEIRS = "multicloud.openstack", "openstack.cloud"
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
ADDRESS = re.compile(r"\b127\.18\.\d+\.\d+\b|\b10\.77\.0\.\d+\b(?!/)")
# what is another one each time
PASSING = re.compile(r"(_at|^diff|^failed|^invocation|^warnings|^deprecations|^location|^user_data"
                     r"|secret|^private_key|^public_key|^fingerprint|mac_address|mac_addr"
                     r"|hypervisor_hostname|^host|^host_id|^compute_host|^instance_name|^progress"
                     r"|^revision_number)$")
# what openstack.cloud returns, and ours does not
KNOWN = re.compile("|".join((
    # it asks each service for its newest microversion, in each task; ours does not
    r"\.(hostname|scheduler_hints|server_groups|consumes_quota|service_uuid|shared_targets"
    r"|volume_type_id|is_forced)",
    r"server\.image\.properties", r"servers\[\d\]\.image\.properties",
    # quotas for each type of volume, and what is no quota
    r"^quota\.quotas\.(volume\.\w+___DEFAULT__|network\.(trunk|router_routes|id))",
    # it says 0 of a flavor that it has just made
    r"^flavor\.flavor\.(disk|ram|vcpus)$",
    # the whole configuration, with what ours would be told by clouds.yaml's own defaults
    r"^credential\.cloud\.",
    # a password that no image of a cloud takes
    r"\.admin_password",
    # sums of openstacksdk's own, where ours compares those that Glance has
    r"\.properties\.owner_specified\.openstack\.")))


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


def created(collection: str, folder: Path, **variables) -> dict:
    """{task: what it returned} of create.yml."""
    results = folder / "results.json"
    run(collection, "create.yml", folder, results=results, **variables)
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
    return sorted(values, key=lambda value: _steady(json.dumps(value, sort_keys=True)))


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


def _spare():
    """A floating IP that is attached to nothing."""
    made = subprocess.run(["openstack", "--os-cloud", "alpha", "floating", "ip", "create",
                           "public", "-f", "value", "-c", "floating_ip_address"],
                          capture_output=True, text=True, check=True)
    return made.stdout.strip()


def compare(folder: Path) -> list[str]:
    """All that is not the same, in words."""
    image = folder / "image.raw"
    image.write_bytes(os.urandom(1 << 20))
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"],
                   check=True)
    given = {"image_file": image, "key": folder / "key", "spare": _spare()}
    try:
        theirs = created(THEIRS, folder, **given)
        run(THEIRS, "remove.yml", folder, **given)
        ours, again = created(OURS, folder, **given), created(OURS, folder, **given)
    finally:
        run(OURS, "remove.yml", folder, **given)
        subprocess.run(["openstack", "--os-cloud", "alpha", "floating", "ip", "delete",
                        given["spare"]], check=False)
    found = [text for task in theirs for text in differences(theirs[task], ours[task], task)]
    print(f"{len(theirs)} tasks; {sum(one['changed'] for one in again.values())} changed when run "
          "again")
    return found + [f"{task} changes again" for task, one in again.items() if one["changed"]]


def main() -> None:
    """Prints what differs."""
    with tempfile.TemporaryDirectory() as folder:
        _clouds(Path(folder))
        found = compare(Path(folder))
    print("\n".join(found) or "all results are the same")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
