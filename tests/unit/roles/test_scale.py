# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role scale takes for the number of servers, and for the time of the last change."""

from __future__ import annotations

import house
import pytest
import templating
import yaml

EARLY, LATE, LATEST = "2030-01-31T17:00:00Z", "2030-01-31T18:00:00Z", "2030-01-31T19:00:00Z"


def server(index, created=EARLY, **metadata):
    return {"index": index, "created": created, "metadata": metadata, "status": "ACTIVE"}


def of(name, *servers, **given):
    return templating.variable("scale", name, __scale_found={"servers": list(servers)}, **given)


@pytest.mark.parametrize(("servers", "count"), [
    ([], 0),
    ([server(1), server(2)], 2),
    ([server(2), server(5)], 5),        # those between are missing, and not surplus
])
def test_how_many_there_are(servers, count):
    assert int(of("__scale_count", *servers)) == count


@pytest.mark.parametrize(("servers", "changed"), [
    ([], ""),
    ([server(1), server(2, LATE)], LATE),
    ([server(1, multicloud_scaled=LATEST), server(2, LATE)], LATEST),
    ([server(1, multicloud_scaled=EARLY), server(2, LATE)], LATE),
    ([server(1, None)], ""),
])
def test_when_it_changed(servers, changed):
    assert of("__scale_changed", *servers) == changed


@pytest.mark.parametrize(("said", "total"), [
    (["0.5\n", "1.5"], 2.0),
    (["0.5", None], 1.0),               # one that does not respond counts as the others
    (["3", "Welcome!"], 6.0),
])
def test_what_the_servers_say_is_added_up(said, total):
    results = [{"unreachable": True} if text is None else {"rc": 0, "stdout": text}
               for text in said]
    found = of("__scale_sum", server(1), server(2), __scale_command={"results": results})
    assert float(found) == total


def test_servers_of_which_none_runs_are_not_a_load_of_nothing():
    """They are asked, and the role fails as none has said a number."""
    (task,) = [task for task in yaml.safe_load(house.read("roles/scale/tasks/scale.yml"))
               if task.get("ansible.builtin.include_tasks") == "command.yml"]
    stopped = {**server(1), "status": "SHUTOFF"}
    for servers, asked in ([], False), ([stopped], True):
        assert of(task["when"], *servers, scale_server_command="uptime") is asked
    assert of("__scale_said", stopped, __scale_command={"results": []}) == []


def test_a_preview_needs_the_number_as_well():
    """Ansible skips commands in check mode."""
    (task,) = [task for task in yaml.safe_load(house.read("roles/scale/tasks/command.yml"))
               if "ansible.builtin.shell" in task]
    assert task["check_mode"] is False
