# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of all modules: tasks that Ansible would take."""

from __future__ import annotations

from pathlib import Path

import given
import house
import pytest
import yaml

MODULES = house.files("plugins/modules/*.py")


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_tasks_with_options_that_there_are(name):
    tasks = yaml.safe_load(house.constant(house.read(name), "EXAMPLES"))
    assert tasks and all(isinstance(task, dict) and task.get("name") for task in tasks)
    assert any(key == given.OURS + Path(name).stem for task in tasks for key in task)
    assert not [sentence for task in tasks for sentence in given.wrong(task)]
