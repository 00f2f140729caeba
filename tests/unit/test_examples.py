# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of all modules: tasks that Ansible would take."""

from __future__ import annotations

from pathlib import Path

import house
import pytest
import yaml

OURS = "multicloud.openstack."
MODULES = house.files("plugins/modules/*.py")


def options(name: str) -> set[str]:
    """All option names and aliases of one of our modules, those of its fragments included."""
    documentation = yaml.safe_load(house.constant(house.read(name), "DOCUMENTATION"))
    sources = [documentation, *house.fragments(documentation)]
    found = {key: option for source in sources
             for key, option in (source.get("options") or {}).items()}
    return {*found, *(alias for option in found.values() for alias in option.get("aliases", []))}


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_tasks_with_options_that_there_are(name):
    tasks = yaml.safe_load(house.constant(house.read(name), "EXAMPLES"))
    assert tasks and all(isinstance(task, dict) and task.get("name") for task in tasks)
    assert any(key == OURS + Path(name).stem for task in tasks for key in task)
    for task in tasks:
        for key, given in task.items():
            if key.startswith(OURS):
                other = f"plugins/modules/{key.removeprefix(OURS)}.py"
                assert other in MODULES
                assert set(given or {}) <= options(other)
