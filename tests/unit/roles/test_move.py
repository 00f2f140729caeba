# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role move checks before it creates anything, and what it deletes at the end."""

from __future__ import annotations

import house
import pytest
import templating
import yaml


def tasks(name):
    return yaml.safe_load(house.read(f"roles/move/tasks/{name}.yml"))


def included(found):
    return [task.get("ansible.builtin.include_tasks") for task in found]


def test_the_name_is_checked_before_anything_is_created():
    found = tasks("main")
    (look,) = [task for task in found if "multicloud.openstack.image_rollout" in task]
    assert look["check_mode"] is True and look["changed_when"] is False
    assert found.index(look) < included(found).index("free.yml") < included(found).index("copy.yml")


def test_a_volume_is_created_where_there_is_none_yet():
    assert included(tasks("volume"))[0] == "free.yml"


def test_the_image_goes_whether_the_volume_can_be_created_or_not():
    (block, *_facts) = tasks("send")
    (last,) = block["always"]
    # not as a version of the rollout: one that the volume was created from would stay
    assert last["multicloud.openstack.image"]["state"] == "absent"
    assert last["when"] == "move_as == 'volume' and __move_passing"


def version(state, build="b1"):
    return {"build": build, "state": state, "cloud": "beta"}


@pytest.mark.parametrize(("sent", "passing", "whole"), [
    ({"msg": "no login"}, False, 0),
    ({"build": None, "versions": []}, False, 0),
    ({"build": "b1", "versions": [version("candidate"), version("promoted", "b0")]}, True, 1),
    ({"build": "b1", "versions": [version("candidate"), version("incomplete")]}, True, 1),
    ({"build": "b1", "versions": [version("promoted")]}, False, 1),     # somebody uses it
    ({"build": "b1", "versions": [version("candidate"), version("former")]}, False, 2),
    ({"build": "b1", "versions": [version("withdrawn")]}, False, 0),
])
def test_which_image_was_only_needed_on_the_way(sent, passing, whole):
    assert templating.variable("move", "__move_passing", __move_sent=sent) is passing
    assert len(templating.variable("move", "__move_versions", __move_sent=sent)) == whole
