# SPDX-License-Identifier: GPL-3.0-or-later
"""The artefact is fit for Ansible Galaxy: `make publishable`.

Its importer and its linter have nothing to complain of, and meta, plugins, roles and playbooks need
nothing that is beside them. Arguments: the artefact, and a folder to work in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
OURS = "multicloud.openstack"
NEEDED = {"meta", "playbooks", "plugins", "roles", "MANIFEST.json"}    # which has the version
IMPORTER = ["uv", "tool", "run", "--from", "galaxy-importer==0.4.44", "python", "-m",
            "galaxy_importer.main"]
# as the importer calls it, which gives it no more than three minutes, however slow the machine is
LINT = ["ansible-lint", "--offline", "--profile", "production", "-x", "yaml,var-naming,"
        "avoid-dot-notation,import-task-no-when,single-entry-point,use-loop"]


def main():
    artefact, folder = (Path(argument).absolute() for argument in sys.argv[1:])
    shutil.rmtree(folder, ignore_errors=True)
    tree = folder / "ansible_collections" / OURS.replace(".", "/")
    tree.mkdir(parents=True)
    subprocess.run(["tar", "-xzf", artefact, "-C", tree], check=True)
    os.environ["ANSIBLE_COLLECTIONS_PATH"] = str(folder)
    # which lints nothing of a folder that another repository ignores
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    subprocess.run(LINT, cwd=tree, check=True)
    for path in tree.iterdir():
        if path.name not in NEEDED:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shown(tree)
    checked(tree)
    imported(artefact, folder)


def shown(tree):
    """ansible-doc shows all that there is."""
    subprocess.run([sys.executable, ROOT / "tests/release/matrix/documented.py"], cwd=tree,
                   check=True)


def checked(tree):
    """Ansible finds all that the playbooks name, beside the module that Zuul's own Ansible has."""
    library = tree.parents[2] / "library"
    library.mkdir()
    (library / "zuul_return.py").touch()
    playbooks = tree / "playbooks"
    names = [".".join(path.relative_to(playbooks).with_suffix("").parts)
             for path in sorted([*playbooks.glob("*.yml"), *playbooks.glob("zuul/*.yml")])]
    subprocess.run(["ansible-playbook", "--syntax-check", "--inventory", "localhost,",
                    *(f"{OURS}.{name}" for name in names)], cwd=tree.anchor, check=True,
                   env={**os.environ, "ANSIBLE_LIBRARY": str(library)})
    print(f"{len(names)} playbooks")


def imported(artefact, folder):
    """Galaxy would take it, without a warning."""
    environment = {**os.environ, "GALAXY_IMPORTER_CHECK_REQUIRED_TAGS": "true",
                   "GALAXY_IMPORTER_RUN_ANSIBLE_LINT": "false"}
    done = subprocess.run([*IMPORTER, artefact], cwd=folder, env=environment, text=True,
                          check=False, stdout=subprocess.PIPE)
    print(done.stdout)
    complaints = [line for line in done.stdout.splitlines()
                  if line.startswith(("WARNING", "ERROR", "CRITICAL"))]
    if done.returncode or complaints:
        sys.exit("\n".join(["Ansible Galaxy's importer complains:", *complaints]))


if __name__ == "__main__":
    main()
