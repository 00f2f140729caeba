# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-doc can show all that the tree has, as text and as data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

KINDS = ("module", "inventory", "lookup", "filter", "role")


def main():
    documented = {kind: names(kind) for kind in KINDS}
    for kind, there in documented.items():
        listed = json.loads(doc(kind, "--list", "--json", "multicloud.openstack"))
        missing = there - listed.keys()
        assert not missing, f"ansible-doc does not list {sorted(missing)}"
        shown = json.loads(doc(kind, "--json", *there))
        assert shown.keys() == there, f"ansible-doc does not show {sorted(there - shown.keys())}"
        text = doc(kind, *there).lower()
        assert all(name in text for name in there)
    print({kind: len(there) for kind, there in documented.items()})


def names(kind):
    """Those that there are files for."""
    found = (Path("roles").iterdir() if kind == "role" else
             Path("plugins", {"module": "modules"}.get(kind, kind)).glob("*.py"))
    return {f"multicloud.openstack.{path.stem}" for path in found if path.stem != "__init__"}


def doc(kind, *arguments):
    done = subprocess.run(["ansible-doc", "-t", kind, *arguments], check=False, text=True,
                          capture_output=True)
    # ansible-core 2.20 warns of a collection inside of itself
    ours = [line for line in done.stderr.splitlines() if "_protomatter" not in line]
    if done.returncode or any("warning" in line.lower() for line in ours):
        sys.exit(f"ansible-doc -t {kind}:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
