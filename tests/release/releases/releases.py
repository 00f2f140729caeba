# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection on older releases of OpenStack, one after the other: `make releases`.

python tests/release/releases/releases.py [RELEASE ...]     all without one

The last run is on four targets of four releases at once.  What came out of each is kept in
.build/releases, and all of it is docs/releases.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import openstack

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "tests/clouds"))

from testclouds import releases, state  # noqa: E402

RESULTS = ROOT / ".build/releases"
STEPS = {
    "resources": ["make", "contract", "CONTRACT=-k 'test_contract or test_check_mode'"],
    "fleet": ["make", "integration", "TARGETS=fleet"],
    "inventory": ["make", "integration", "TARGETS=inventory"],
    "readiness": ["make", "integration", "TARGETS=server_ready"],
    "faults": ["make", "integration", "TARGETS=fleet_faults"],
}
MIXED = "four at once"
NEEDED = {"address-group", "dns-integration", "fip-port-details", "floating-ip-port-forwarding",
          "port-security", "quota_details", "rbac-policies", "security-groups-remote-address-group",
          "standard-attr-tag", "stateful-security-group", "trunk"}
PLACES = {"alpha": "2024.1", "beta": "2025.1", "gamma/RegionOne": "2026.1",
          "gamma/RegionTwo": "2023.1"}
SERVICES = ("nova", "neutron", "cinder", "keystone")
HEAD = """\
# Releases of OpenStack

`make releases` runs these tests on test clouds whose services are those of one release: the life of
each kind of resource, a fleet, the inventory, readiness, and the most likely faults. It writes this
page.

"""


def main(wanted: list[str]) -> None:
    os.chdir(ROOT)
    RESULTS.mkdir(parents=True, exist_ok=True)
    try:
        for name in wanted or [*releases.RELEASES, MIXED]:
            keep(name, attempt(name))
    finally:
        subprocess.run(["tests/clouds/clouds", "down"], check=False)
    Path("docs/releases.md").write_text(HEAD + page())


def keep(name: str, result: dict) -> None:
    print(name, result, flush=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=2))


def attempt(name: str) -> dict:
    """{step: outcome} of one release; a release without a Python here is left out."""
    words = [f"{where}={release}" for where, release in PLACES.items()] if name == MIXED else [name]
    up = subprocess.run(["tests/clouds/clouds", "up", *(f"--release={word}" for word in words)],
                        check=False, capture_output=True, text=True)
    if up.returncode:
        return {"left out": up.stderr.splitlines()[-1]}
    if name == MIXED:
        command = ["bash", "-c", f"{environment()} tests/release/demo/life"]
        return {MIXED: outcome(name, MIXED, command)}
    return {**offered(), **{step: outcome(name, step, command) for step, command in STEPS.items()}}


def offered() -> dict[str, str]:
    """The newest microversions, and which extensions that options need are not there."""
    os.environ.update(OS_CLIENT_CONFIG_FILE=f"{state.STATE}/clouds.yaml",
                      OS_CLIENT_SECURE_FILE=f"{state.STATE}/secure.yaml")
    cloud = openstack.connect(cloud="alpha")
    there = {extension.alias for extension in cloud.network.extensions()}
    newest = {name: ".".join(map(str, service.get_endpoint_data().max_microversion))
              for name, service in (("Nova", cloud.compute), ("Cinder", cloud.block_storage))}
    return {**newest, "without": ", ".join(sorted(NEEDED - there)) or "-"}


def environment() -> str:
    collections = ROOT / ".build/collections"
    return (f'eval "$(tests/clouds/clouds env)"; PATH="{ROOT}/.build/venv/bin:$PATH" '
            f'ANSIBLE_COLLECTIONS_PATH="{collections}"')


def outcome(name: str, step: str, command: list[str]) -> str:
    began = time.monotonic()
    with open(RESULTS / f"{name} {step}.log", "w") as log:
        code = subprocess.run(command, check=False, stdout=log, stderr=log).returncode
    return f"{'failed' if code else 'passed'}, {time.monotonic() - began:.0f} s"


def page() -> str:
    """Of all results that there are."""
    found = {path.stem: json.loads(path.read_text()) for path in RESULTS.glob("*.json")}
    columns = ("Nova", "Cinder", "without", *STEPS)
    rows = [[name, release_versions(name), *(found[name].get(key, "left out") for key in columns)]
            for name in releases.RELEASES if name in found]
    head = ["release", "versions of Nova, Neutron, Cinder, Keystone", "Nova's API", "Cinder's API",
            "extensions that options need, and are not there", *STEPS]
    lines = [head, ["-"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + last(found)


def last(found: dict[str, dict]) -> str:
    left = "".join(f"\n{name}: {result['left out']}\n" for name, result in found.items()
                   if "left out" in result)
    together = found.get(MIXED, {}).get(MIXED)
    places = ", ".join(f"{where} is {release}" for where, release in PLACES.items())
    return left + (f"\nA fleet of eight servers on four targets of four releases ({places}) was "
                   f"created, verified and destroyed in one run: {together}.\n" if together else "")


def release_versions(name: str) -> str:
    text = Path(state.HOME, releases.lock(name)).read_text()
    pinned = dict(line.split(" ")[0].split("==") for line in text.splitlines() if "==" in line)
    return ", ".join(pinned[service] for service in SERVICES)


if __name__ == "__main__":
    main(sys.argv[1:])
