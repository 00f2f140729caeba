# SPDX-License-Identifier: GPL-3.0-or-later
"""What ansible-doc shows of each plugin and role: nothing is missing in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import ansible_collections
import house
import pytest

OURS = "multicloud.openstack."
FOLDERS = {"modules": "module", "inventory": "inventory", "lookup": "lookup", "filter": "filter",
           "roles": "role"}
ANSIBLES = {"cache_prefix"}     # which has no type


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """{type: {name: what ansible-doc shows}}"""
    environment = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home")),
                   "ANSIBLE_COLLECTIONS_PATH": str(Path(ansible_collections.__path__[0]).parent)}
    command = [Path(sys.executable).with_name("ansible-doc"), "--metadata-dump", OURS.rstrip(".")]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert OURS not in said.stderr
    return json.loads(said.stdout)["all"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_everything_is_shown(shown, folder):
    files = house.files("roles/*/meta/argument_specs.yml" if folder == "roles"
                        else f"plugins/{folder}/*.py")
    there = {Path(name).parts[1] if folder == "roles" else Path(name).stem for name in files}
    found = {name.removeprefix(OURS) for name in shown[FOLDERS[folder]] if name.startswith(OURS)}
    assert found == there


@pytest.mark.parametrize("kind", FOLDERS.values())
def test_nothing_is_missing(shown, kind):
    ours = {name: found for name, found in shown[kind].items() if name.startswith(OURS)}
    missing = role if kind == "role" else plugin
    assert not [f"{name}: {what}" for name, found in ours.items() for what in missing(kind, found)]


def role(_kind, found):
    """Of each entry point of a role."""
    for name, point in found["entry_points"].items():
        yield from absent(name, point, "short_description", "description")
        yield from options(name, point.get("options"))


def plugin(kind, found):
    """Of any other."""
    yield from absent("", found["doc"], "short_description", "description", "author",
                      "version_added")
    yield from absent("", found, "examples", *(["return"] if kind != "inventory" else []))
    yield from options("", found["doc"].get("options"))
    yield from options("RETURN ", found.get("return"))


def options(where, found):
    """Of options or return values, and of those below them."""
    for name, option in (found or {}).items():
        if name not in ANSIBLES:
            yield from absent(f"{where} {name}", option, "description", "type")
        yield from options(f"{where} {name}", option.get("suboptions") or option.get("contains"))


def absent(where, found, *names):
    """What is not there, or empty."""
    return [f"{where}: no {name}" for name in names if not found.get(name)]
