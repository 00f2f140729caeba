# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions that we claim, on the test clouds: `make matrix`, which has started them.

Each combination has an environment of its own, and goes all its steps, whatever fails. What came
out is docs/matrix.md.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import nox
from nox.command import CommandFailed
from packaging.version import Version

nox.options.default_venv_backend = "uv"
nox.options.error_on_missing_interpreters = False
nox.options.download_python = "never"
ROOT = Path(__file__).parent
COLLECTIONS = ROOT / ".build/collections"
COPY = COLLECTIONS / "ansible_collections/multicloud/openstack"
RESULTS = ROOT / ".build/matrix"
LOWEST, NEWEST = ("==2.18.0", "==4.5.0"), ("", "")
COMBINATIONS = [
    ("3.11", *LOWEST),
    ("3.11", *NEWEST),              # 2.19 is the last ansible-core for it
    ("3.12", "==2.20.*", ""),
    ("3.13", *LOWEST),
    ("3.13", *NEWEST),
    ("3.13", ">=2.22.0rc1", ""),    # also before it is released
]
STEPS = {
    "sanity": ["ansible-test", "sanity", "--python", "{python}"],
    "unit tests": ["pytest", "-q", "--numprocesses=auto", "tests/unit"],
    "documentation": ["python", "tests/release/matrix/documented.py"],
    "resources": ["pytest", "-q", "tests/contract",
                  "-k", "floating or keypair or project or volume"],
    "a fleet": [str(ROOT / "tests/release/demo/life")],
}
UNRELEASED = ["--skip-test", "pylint"]      # which needs packages that are released nowhere
ENVIRONMENT = {"HOME": str(ROOT / ".build/home"), "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
               "PYTHONPATH": f"{COLLECTIONS}{os.pathsep}tests/contract"}
CLOUDS = ("OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE")
HEAD = """\
# Supported versions

`make matrix` tests these combinations of Python, ansible-core and openstacksdk: `ansible-test
sanity`, all unit tests, the documentation of every plugin, module and role, the life of some kinds
of resources on the test clouds, and the life of a fleet on four targets with `ansible-playbook`. It
writes this table. For a release candidate of ansible-core, sanity runs without `pylint`, as it
needs packages that are not on PyPI.
"""


def pyenv():
    """Its versions are not in PATH unless they are chosen."""
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True).stdout
        for folder in sorted(Path(root.strip(), "versions").glob("*/bin")):
            os.environ["PATH"] += f"{os.pathsep}{folder}"


pyenv()
if shutil.which("python3.14"):      # which not every machine has
    COMBINATIONS.append(("3.14", *NEWEST))


@nox.session
@nox.parametrize(("python", "core", "sdk"), COMBINATIONS)
def matrix(session, core, sdk):
    """One combination."""
    session.install(f"ansible-core{core}", f"openstacksdk{sdk}", "-r", "requirements.txt",
                    "hypothesis", "prometheus-client", "pytest", "pytest-xdist")
    versions = session.run(
        "python", "-c", "import platform, importlib.metadata as m; print(platform.python_version(),"
        "m.version('ansible-core'), m.version('openstacksdk'))", silent=True).split()
    session.chdir(COPY)
    row = {step: went(session, step, versions[1]) for step in STEPS}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{'-'.join(versions)}.json").write_text(json.dumps({
        "versions": versions, "row": row}))
    if set(row.values()) != {"passed"}:
        session.error(f"{versions}: {row}")


def went(session, step, core):
    """passed or failed."""
    command = [word.format(python=session.python) for word in STEPS[step]]
    if step == "sanity" and "rc" in core:
        command += UNRELEASED
    try:
        session.run(*command, external=True, env=ENVIRONMENT | (    # unit tests know of no clouds
            dict.fromkeys(CLOUDS) if step == "unit tests" else {}))
    except CommandFailed:
        return "failed"
    return "passed"


@nox.session(python=False)
def table(session):
    """What came out of all of them."""
    found = [json.loads(path.read_text()) for path in RESULTS.glob("*.json")]
    found.sort(key=lambda one: [*map(Version, one["versions"])])
    rows = [["Python", "ansible-core", "openstacksdk", *STEPS], ["-"] * (3 + len(STEPS)),
            *([*one["versions"], *one["row"].values()] for one in found)]
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    (ROOT / "docs/matrix.md").write_text(f"{HEAD}\n{text}\n")
    session.log(text)
    if len(found) < len(COMBINATIONS):
        session.error(f"only {len(found)} of {len(COMBINATIONS)} combinations were tested: is a "
                      "Python missing?")
