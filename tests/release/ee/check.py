# SPDX-License-Identifier: GPL-3.0-or-later
"""What ansible-builder makes of the artefact, as far as it gets without a container engine.

Arguments: the artefact, the folder that it was installed into, and a folder to work in.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
DEFINITION = re.compile(r"^```yaml\n(# execution-environment.yml\n.*?)^```", re.M | re.S)


def main():
    artefact, collections, folder = map(Path, sys.argv[1:])
    found = introspected(collections, folder)
    for kind, source in (("python", "meta/requirements.txt"), ("system", "meta/bindep.txt")):
        packages = (ROOT / source).read_text().splitlines()
        # it leaves out PyYAML, which comes with ansible-core
        for line in (line for line in packages if not line.startswith(("#", "PyYAML"))):
            assert f"{line}  # from collection multicloud.openstack" in found[kind], (line, found)
    print("\n".join([*found["python"], *found["system"]]))
    shutil.copy(artefact, folder)
    definition = DEFINITION.search((ROOT / "docs/execution_environments.md").read_text())[1]
    (folder / "execution-environment.yml").write_text(definition)
    builder(folder, "create", "--context", "context", "--output-filename", "Containerfile")
    build = folder / "context/_build"
    desired, = yaml.safe_load((build / "requirements.yml").read_text())["collections"]
    assert (build / desired["name"]).read_bytes() == artefact.read_bytes()
    image = (folder / "context/Containerfile").read_text()
    for step in (r"COPY _build /build", r"ansible-galaxy collection install .*-r requirements.yml",
                 r"introspect.py introspect", r"/output/scripts/assemble"):
        assert re.search(step, image), step
    print(f"Containerfile: {len(image.splitlines())} lines")


def introspected(collections, folder):
    """{python, system: lines}."""
    files = {"python": folder / "meta/requirements.txt", "system": folder / "meta/bindep.txt"}
    builder(Path.cwd(), "introspect", str(collections.absolute()),
            "--write-pip", str(files["python"].absolute()),
            "--write-bindep", str(files["system"].absolute()))
    return {kind: path.read_text().splitlines() for kind, path in files.items()}


def builder(folder, *arguments):
    subprocess.run(["uv", "tool", "run", "ansible-builder@3.2.0", *arguments], cwd=folder,
                   check=True)


if __name__ == "__main__":
    main()
