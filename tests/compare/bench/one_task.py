# SPDX-License-Identifier: GPL-3.0-or-later
"""What one unchanged task costs, and how much of that is Ansible's own.

    python one_task.py

Each kind of task is repeated in a loop, few times and many times: the difference is that of tasks
alone, without the start of Ansible and what is imported once.
"""
from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

import yaml
from tables import markdown
from usage import measured, must

FEW, MANY, ROUNDS = 2, 22, 3
GROUP = {"cloud": "alpha", "name": "default"}
OURS, THEIRS = "multicloud.openstack.security_group", "openstack.cloud.security_group"
TASKS = {
    "Ansible itself: `ansible.builtin.debug`": {"ansible.builtin.debug": {"msg": "x"}},
    f"`{OURS}`, within Ansible's worker": {OURS: GROUP},
    f"`{OURS}`, within Ansible's worker, `keep_session`": {OURS: {**GROUP, "keep_session": True}},
    f"`{OURS}`, in a Python of its own": {OURS: GROUP, "environment": {"ANYTHING": "1"}},
    f"`{THEIRS}`": {THEIRS: GROUP},
}
HEAD = ["", "wall ms", "CPU ms"]


def once(folder: Path, task: dict, times: int) -> tuple[float, float]:
    """Wall and CPU seconds of a playbook with a task so many times."""
    path = folder / "playbook.yml"
    path.write_text(yaml.safe_dump([{
        "hosts": "localhost", "connection": "local", "gather_facts": False,
        "vars": {"ansible_python_interpreter": "{{ ansible_playbook_python }}"},
        "tasks": [{**task, "loop": list(range(times))}]}]))
    used = must(measured(["ansible-playbook", "-i", "localhost,", str(path)],
                         XDG_RUNTIME_DIR=str(folder)), "the playbook")
    return used.wall, used.cpu


def cells(folder: Path, what: str, task: dict) -> list[str]:
    """Of the table: the medians, in milliseconds."""
    rounds = [(once(folder, task, FEW), once(folder, task, MANY)) for _round in range(ROUNDS)]
    spent = [statistics.median(many[kind] - few[kind] for few, many in rounds) for kind in (0, 1)]
    return [what, *(f"{seconds / (MANY - FEW) * 1000:.0f}" for seconds in spent)]


def table() -> str:
    """Markdown."""
    with tempfile.TemporaryDirectory() as name:
        return markdown(HEAD, [cells(Path(name), *one) for one in TASKS.items()])


if __name__ == "__main__":
    os.environ.setdefault("ANSIBLE_FORCE_COLOR", "0")
    print(table())
