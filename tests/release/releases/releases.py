# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection on older releases of OpenStack, one after the other: `make releases`.

python tests/release/releases/releases.py [RELEASE ...] [STEP ...]     all without one

A release is cloud alpha, and three others are the other targets, so that each fleet is on four
releases.  What came out of each is kept in results/, and all of that is docs/releases.md.
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

LOGS = ROOT / ".build/releases"
RESULTS = Path(__file__).parent / "results"
NAMES = list(releases.RELEASES)
# how many releases younger than that of alpha
PLACES = {"alpha": 0, "beta": 1, "gamma/RegionOne": 2, "gamma/RegionTwo": -1}
LIFE = """eval "$(tests/clouds/clouds env)"; PATH="$PWD/.build/venv/bin:$PATH"
    ANSIBLE_COLLECTIONS_PATH="$PWD/.build/collections" tests/release/demo/life"""
STEPS = {
    "a fleet": ["bash", "-c", f"make copy && {LIFE}"],
    "resources": ["make", "contract", "PART=test_contract.py test_check_mode.py"],
    "`fleet`": ["make", "integration", "TARGETS=fleet"],
    "`inventory`": ["make", "integration", "TARGETS=inventory"],
    "`server_ready`": ["make", "integration", "TARGETS=server_ready"],
    "`fleet_faults`": ["make", "integration", "TARGETS=fleet_faults"],
}
SERVICES = ("nova", "neutron", "cinder", "keystone")
NEEDED = {"address-group", "dns-integration", "fip-port-details", "floating-ip-port-forwarding",
          "port-security", "quota_details", "rbac-policies", "security-groups-remote-address-group",
          "standard-attr-tag", "stateful-security-group", "trunk"}
HEAD = (Path(__file__).parent / "head.txt").read_text


def main(words: list[str]) -> None:
    os.chdir(ROOT)
    LOGS.mkdir(parents=True, exist_ok=True)
    if unknown := set(words) - {*NAMES, *(step.strip("`") for step in STEPS)}:
        sys.exit(f"there is no release or step {', '.join(sorted(unknown))}")
    chosen = {step: command for step, command in STEPS.items() if step.strip("`") in words}
    try:
        for name in [name for name in NAMES if name in words] or NAMES:
            attempt(name, chosen or STEPS)
    finally:
        subprocess.run(["tests/clouds/clouds", "down"], check=False)
        Path("docs/releases.md").write_text(HEAD() + page())


def attempt(name: str, steps: dict[str, list[str]]) -> None:
    """Steps on one release, whatever fails, beside what came out of others before; one without a
    Python here is left out."""
    targets = {place: NAMES[(NAMES.index(name) - younger) % len(NAMES)]
               for place, younger in PLACES.items()}
    words = [f"--release={place}={release}" for place, release in targets.items()]
    began = time.monotonic()
    up = subprocess.run(["tests/clouds/clouds", "up", *words], check=False, capture_output=True,
                        text=True)
    if up.returncode:
        keep(name, {"left out": up.stderr.splitlines()[-1]})
        return
    result = {**before(name), "targets": ", ".join(targets.values()),
              "up": f"{time.monotonic() - began:.0f} s", **offered()}
    for step, command in steps.items():
        result[step] = outcome(name, step, command)
        keep(name, result)


def before(name: str) -> dict[str, str]:
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def keep(name: str, result: dict) -> None:
    print(name, result, flush=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=2) + "\n")


def offered() -> dict[str, str]:
    """The newest microversions, and which extensions that options need are not there."""
    os.environ.update(OS_CLIENT_CONFIG_FILE=f"{state.STATE}/clouds.yaml",
                      OS_CLIENT_SECURE_FILE=f"{state.STATE}/secure.yaml")
    cloud = openstack.connect(cloud="alpha")
    there = {extension.alias for extension in cloud.network.extensions()}
    newest = {name: ".".join(map(str, service.get_endpoint_data().max_microversion))
              for name, service in (("Nova", cloud.compute), ("Cinder", cloud.block_storage))}
    return {**newest, "without": ", ".join(sorted(NEEDED - there)) or "-"}


def outcome(name: str, step: str, command: list[str]) -> str:
    began = time.monotonic()
    with open(LOGS / f"{name} {step.strip('`')}.log", "w") as log:
        code = subprocess.run(command, check=False, stdout=log, stderr=log).returncode
    return f"{'failed' if code else 'passed'}, {time.monotonic() - began:.0f} s"


def page() -> str:
    """Of all results that there are."""
    found = {path.stem: json.loads(path.read_text()) for path in RESULTS.glob("*.json")}
    columns = ("Nova", "Cinder", "without", "targets", "up", *STEPS)
    rows = [[name, versions(name), *(found[name].get(key, "not run") for key in columns)]
            for name in NAMES if name in found]
    head = ["release", "versions of Nova, Neutron, Cinder, Keystone", "Nova's API", "Cinder's API",
            "missing extensions", "targets", "start", *STEPS]
    lines = [head, ["-"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "".join(
        f"\n{name}: {result['left out']}\n" for name, result in found.items()
        if "left out" in result)


def versions(name: str) -> str:
    text = Path(state.HOME, releases.lock(name)).read_text()
    pinned = dict(line.split(" ")[0].split("==") for line in text.splitlines() if "==" in line)
    return ", ".join(pinned[service] for service in SERVICES)


if __name__ == "__main__":
    main(sys.argv[1:])
