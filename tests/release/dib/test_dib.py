# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's build with diskimage-builder: its definition and its elements are what that knows,
and what the command leaves is what a rollout takes."""
from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
PYTHON = Path(os.environ["DIB"]) / "bin/python"
GUIDE = (ROOT / "docs/images.md").read_text()
# prints what it would run, and leaves an image as if it had
DRY = """\
#!/bin/bash
set -eu
{dib}/bin/diskimage-builder --dry-run "$@" >> {folder}/said 2>&1
truncate -s 1M image.qcow2
"""


def block(name):
    """Of the guide, by the comment in its first line."""
    return yaml.safe_load(re.search(rf"```yaml\n# {name}\n(.*?)```", GUIDE, re.S)[1])


def run(folder, *, fails=False):
    """The command of the guide, with its folders below another one."""
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    dry = DRY.format(dib=os.environ["DIB"], folder=folder)
    (programs / "diskimage-builder").write_text("#!/bin/false\n" if fails else dry)
    (programs / "diskimage-builder").chmod(0o755)
    builds = folder / "builds"
    (builds / "web").mkdir(parents=True, exist_ok=True)
    (builds / "my-image.yml").write_text(yaml.safe_dump(block("my-image.yml")))
    command = block("my-build.yml")["images_build_command"].replace("/srv/builds", str(builds))
    done = subprocess.run(["/bin/sh", "-c", command], check=False,
                          env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"})
    return done.returncode, sorted(path.relative_to(builds) for path in builds.rglob("*"))


def test_the_command_is_what_diskimage_builder_takes(tmp_path):
    code, found = run(tmp_path)
    assert code == 0
    said = (tmp_path / "said").read_text()
    assert re.search(r"DIB_RELEASE=\S+ bash \S+/disk-image-create -o image .*-t qcow2", said), said
    [image] = [path for path in found if path.suffix == ".qcow2"]
    assert image.match("web/web-*.qcow2")
    assert {str(path) for path in found} == {"my-image.yml", "web", str(image)}


def test_a_build_that_fails_leaves_nothing(tmp_path):
    code, found = run(tmp_path, fails=True)
    assert code != 0
    assert {str(path) for path in found} == {"my-image.yml", "web"}


def test_its_elements_exist():
    [image] = block("my-image.yml")
    done = subprocess.run(
        [PYTHON, "-c", "import sys; from diskimage_builder import element_dependencies, paths; "
         "print(*(name for name, _path in element_dependencies.get_elements("
         "sys.argv[1:], paths.get_path('elements'))))", *image["elements"]],
        capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"debootstrap", *image["elements"]} <= set(done.stdout.split())
