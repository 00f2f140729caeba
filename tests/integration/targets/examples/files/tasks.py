# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the examples of all modules into files with tasks: tasks.py CONFIG.json

CONFIG: modules and tasks (folders), left_out ({module: {task or 'all': why}}), in_turn (lists of
modules), ssh_port.  One file is written for each list of in_turn and for each other module, named
after its first module, and `hosts`, an inventory with a host of that name for each.  Where a task
fails, what the tasks of its file may have made is deleted, as far as it has a name.
"""
from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import yaml

OURS = "multicloud.openstack."
ADMIN = {"OS_CLIENT_CONFIG_FILE": "{{ examples_admin }}"}
# what says which one it is
WHICH = ("cloud", "name", "domain", "network", "service", "type", "attributes")


def examples(path, ssh_port):
    """What a module's file shows; where servers of the test clouds cannot have port 22, another."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "EXAMPLES":
            return yaml.safe_load(
                node.value.value.replace("wait_port: 22\n", f"wait_port: {ssh_port}\n"))
    sys.exit(f"{path} has no examples")


def tasks(path, left_out, ssh_port):
    """Those that are run, each with its module's name before its own."""
    shown = examples(path, ssh_port)
    unknown = set(left_out) - {"all", *(task["name"] for task in shown)}
    if unknown:
        sys.exit(f"{path} has no example named {', '.join(unknown)}: do not leave it out")
    return [{**task, "name": f"{path.stem}: {task['name']}"}
            for task in shown if not {"all", task["name"]} & set(left_out)]


def with_login(task):
    """The provider's account is in a file of its own: what works on all clouds must not see it."""
    return {**task, "environment": ADMIN} if "alpha-admin" in str(task) else task


def which(module, options, register):
    """Options that say what a task may have made; None if it made nothing that has a name."""
    if module == OURS + "floating_ip" and register:
        return {"cloud": options["cloud"], "purge": True,
                "floating_ip_address": "{{ " + register + ".floating_ip.floating_ip_address }}"}
    name = options.get("attributes", options).get("name", "{{ item }}")
    nothing = "{{" in name or module.endswith("_info") or options.get("state") == "absent"
    more = {"delete_kept_volumes": True} if module == OURS + "fleet" else {}
    return None if nothing else {key: options[key] for key in WHICH if key in options} | more


def deletions(done):
    """Tasks that delete what other tasks may have made; those that make no sense may fail."""
    for task in reversed(done):
        module = next((key for key in task if key.startswith(OURS)), None)
        found = module and which(module, task[module] or {}, task.get("register"))
        if found:
            yield {"name": "Clean up after: " + task["name"], "ignore_errors": True,
                   module: {**found, "state": "absent"}}


def block(done):
    message = ("FAILED EXAMPLE of {{ ansible_failed_task.name }}: "
               "{{ ansible_failed_result.msg | default('failed') }}")
    failure = {"name": "Say which it was", "ansible.builtin.fail": {"msg": message}}
    return {"name": "Examples", "block": [with_login(task) for task in done],
            "rescue": [*map(with_login, deletions(done)), failure]}


def main(config):
    config = json.loads(Path(config).read_text())
    modules = {path.stem: path for path in sorted(Path(config["modules"]).glob("*.py"))}
    grouped = {module for group in config["in_turn"] for module in group}
    groups = [*config["in_turn"], *([module] for module in modules if module not in grouped)]
    folder, hosts, number = Path(config["tasks"]), [], 0
    for group in groups:
        done = [task for module in group for task in tasks(
            modules[module], config["left_out"].get(module, {}), config["ssh_port"])]
        if done:
            hosts.append(group[0])
            number += len(done)
            (folder / f"{group[0]}.yml").write_text(yaml.safe_dump([block(done)], sort_keys=False))
    (folder / "hosts").write_text("\n".join(hosts) + "\n")
    print(f"{number} examples of {len(modules)} modules")


if __name__ == "__main__":
    main(sys.argv[1])
