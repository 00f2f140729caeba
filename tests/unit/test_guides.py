# SPDX-License-Identifier: GPL-3.0-or-later
"""The guides and the examples of inventories: YAML, with options that there are."""

from __future__ import annotations

import re

import house
import pytest
import yaml
from test_examples import OURS, options

GUIDES = house.files("docs/*.md", "README.md")
INVENTORIES = house.files("plugins/inventory/*.py")


def documents():
    """(where, content) of every YAML block of the guides, and of the plugins' examples."""
    for guide in GUIDES:
        text = house.read(guide)
        for number, block in enumerate(re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S), 1):
            yield f"{guide}-{number}", block
    for name in INVENTORIES:
        examples = house.constant(house.read(name), "EXAMPLES")
        for number, block in enumerate(examples.split("\n---\n"), 1):
            yield f"{name}-{number}", block


@pytest.mark.parametrize(("where", "text"), documents())
def test_yaml(where, text):
    found = yaml.safe_load(text)
    if isinstance(found, dict) and str(found.get("plugin", "")).startswith(OURS):
        known = options(f"plugins/inventory/{found['plugin'].removeprefix(OURS)}.py")
        constructed = {"compose", "groups", "keyed_groups", "strict"}
        cache = {"cache", "cache_plugin", "cache_timeout", "cache_connection", "cache_prefix"}
        assert set(found) <= known | constructed | cache, where
    for task in tasks(found):
        for key in task:
            if key.startswith(OURS):
                assert f"plugins/modules/{key.removeprefix(OURS)}.py" in house.files(
                    "plugins/modules/*.py"), where


def tasks(found):
    """Of a play, or of a file of tasks."""
    for entry in found if isinstance(found, list) else ():
        yield from entry.get("tasks", [entry])
