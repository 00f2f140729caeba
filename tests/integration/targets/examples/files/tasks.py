# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the examples of all modules into files with tasks: tasks.py CONFIG.json

CONFIG: modules and tasks (folders), left_out ({module: {task: why}}), in_turn (lists of modules),
long ({module: how many times as long as others}), lanes (a number), ssh_port.  Each file is for a
host, the examples of which run one after the other, and `hosts` is an inventory of them.  The
modules of in_turn stay together.  Where a task fails, what the examples of its module may have made
is deleted, and the next module's turn comes.
"""
from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import yaml

OURS = "multicloud.openstack."
ADMIN = {"OS_CLIENT_CONFIG_FILE": "{{ examples_admin }}"}
# what says which one it is, beside what its module requires, such as the pool of a member
WHICH = ("cloud", "name", "domain", "network", "service", "type", "attributes")
# what a module that was killed has printed as well, and what failed of a loop
MESSAGE = """{{ ansible_failed_task.name }}:
{%- for one in [ansible_failed_result] + ansible_failed_result.results | default([])
    if one.failed | default(true) %} {{ one.msg | default('failed') }}
{%- for more in ('rc', 'stderr', 'module_stderr', 'module_stdout') if one[more] | default('') %},
{{- ' ' ~ more }} {{ one[more] }}{% endfor %}{% endfor %}"""


def text(path, constant):
    """What a module's file says in DOCUMENTATION or EXAMPLES."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == constant:
            return node.value.value
    sys.exit(f"{path} has no {constant}")


def required(path):
    """The options without which the module does nothing."""
    options = yaml.safe_load(text(path, "DOCUMENTATION")).get("options", {})
    return [name for name, option in options.items() if option.get("required")]


def tasks(path, left_out, ssh_port):
    """Those that are run, each with its module's name before its own; where servers of the test
    clouds cannot have port 22, with another."""
    shown = yaml.safe_load(text(path, "EXAMPLES").replace(
        "wait_port: 22\n", f"wait_port: {ssh_port}\n"))
    unknown = set(left_out) - {task["name"] for task in shown}
    if unknown:
        sys.exit(f"{path} has no example named {', '.join(unknown)}: do not leave it out")
    return [{**task, "name": f"{path.stem}: {task['name']}"}
            for task in shown if task["name"] not in left_out]


def with_login(task):
    """The provider's account is in a file of its own: what works on all clouds must not see it."""
    return {**task, "environment": ADMIN} if "alpha-admin" in str(task) else task


def which(module, options, register, needs):
    """Options that say what a task may have made; None if it made nothing that has a name.

    needs: {module: options that it requires}.
    """
    if module == "floating_ip" and register:
        return {"cloud": options["cloud"], "purge": True,
                "floating_ip_address": "{{ " + register + ".floating_ip.floating_ip_address }}"}
    name = options.get("attributes", options).get("name", "{{ item }}")
    if "{{" in name or module.endswith("_info") or options.get("state") == "absent":
        return None
    more = {"delete_kept_volumes": True} if module == "fleet" else {}
    return {key: options[key] for key in (*WHICH, *needs[module]) if key in options} | more


def deletions(done, needs):
    """Tasks that delete what other tasks may have made; those that make no sense may fail."""
    for task in reversed(done):
        key = next((key for key in task if key.startswith(OURS)), OURS)
        found = which(key.removeprefix(OURS), task.get(key) or {}, task.get("register"), needs)
        if found:
            yield {"name": "Clean up after: " + task["name"], "ignore_errors": True,
                   key: {**found, "state": "absent"}}


def block(done, needs):
    """The examples of a module."""
    failure = {"examples_failed": "{{ examples_failed | default([]) + [message] }}"}
    remember = {"name": "Remember that", "ansible.builtin.set_fact": failure,
                "vars": {"message": MESSAGE}}
    return {"name": "Examples", "block": [with_login(task) for task in done],
            "rescue": [remember, *map(with_login, deletions(done, needs))]}


def lane(modules, found, needs):
    """The text of a file: the examples of some modules."""
    failed = {"msg": "FAILED EXAMPLES: {{ examples_failed | join('; ') }}"}
    last = {"name": "All of them do what they say", "ansible.builtin.fail": failed,
            "when": "examples_failed is defined"}
    blocks = [block(found[module], needs) for module in modules]
    return yaml.safe_dump([*blocks, last], sort_keys=False)


def lanes(number, in_turn, cost):
    """Lists of modules; those of in_turn are each in one of them, the others where least is."""
    lists = [[] for _number in range(number)]
    pinned = {module for group in in_turn for module in group}
    alone = sorted(set(cost) - pinned, key=lambda module: -cost[module])
    for group in [*in_turn, *([module] for module in alone)]:
        min(lists, key=lambda modules: sum(map(cost.get, modules))).extend(group)
    return lists


def main(config):
    config = json.loads(Path(config).read_text())
    paths = sorted(Path(config["modules"]).glob("*.py"))
    needs = {path.stem: required(path) for path in paths}
    found = {path.stem: tasks(path, config["left_out"].get(path.stem, {}), config["ssh_port"])
             for path in paths}
    found = {module: done for module, done in found.items() if done}
    cost = {module: len(done) * config["long"].get(module, 1) for module, done in found.items()}
    folder, hosts = Path(config["tasks"]), []
    for number, modules in enumerate(lanes(config["lanes"], config["in_turn"], cost)):
        hosts.append(f"lane{number}")
        (folder / f"{hosts[-1]}.yml").write_text(lane(modules, found, needs))
    (folder / "hosts").write_text("\n".join(hosts) + "\n")
    print(f"{sum(map(len, found.values()))} examples of {len(found)} modules")


if __name__ == "__main__":
    main(sys.argv[1])
