# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with tasks, plays and options that somebody has written, by the documentation of
our modules and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import house
import yaml

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import alternatives
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import requirement

OURS = "multicloud.openstack."
GROUP = f"group/{house.GROUP}"
LISTS = ("tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always", "roles")
EACH = re.compile(r"(?:.*, e|E)ach with the options of M\(multicloud\.openstack\.(\w+)\)")
TYPES = {"bool": bool, "int": int, "float": (int, float), "dict": dict, "list": list}
# a role's variable that is a module's options
MEANT = {"backup_fleet": "fleet", "create_fleet": "fleet", "create_ready": "server_ready",
         "destroy_fleet": "fleet", "doctor_fleet": "fleet", "exposed_fleet": "fleet",
         "heal_fleet": "fleet", "images_rollout": "image_rollout",
         "images_check": "fleet", "images_ready": "server_ready", "rollout": "image_rollout",
         "roll_fleet": "fleet", "roll_ready": "server_ready",
         "prepare_zone": "landing_zone", "verify_fleet": "fleet",
         "fleet": "fleet", "zone": "landing_zone"}


@cache
def modules() -> dict[str, str]:
    """{name without the collection's: file}, redirected names too."""
    found = {name.split("/")[-1][:-3]: name for name in house.files("plugins/modules/*.py")}
    routing = yaml.safe_load(house.read("meta/runtime.yml"))["plugin_routing"]["modules"]
    return {**found, **{name: found[entry["redirect"].removeprefix(OURS)]
                        for name, entry in routing.items()}}


@cache
def options(file: str) -> dict[str, dict]:
    """{name or alias: option} of a plugin, those of its fragments included."""
    documentation = yaml.safe_load(house.constant(house.read(file), "DOCUMENTATION"))
    sources = [*house.fragments(documentation), documentation]
    return _with_aliases({name: option for source in sources
                          for name, option in (source.get("options") or {}).items()})


def _with_aliases(found):
    return {key: option for name, option in found.items()
            for key in (name, *option.get("aliases", []))}


@cache
def roles() -> dict[str, set[str]]:
    """{role: its variables}."""
    found = {}
    for name in house.files("roles/*/meta/argument_specs.yml"):
        specs = yaml.safe_load(house.read(name))["argument_specs"].values()
        found[name.split("/")[1]] = {key for spec in specs for key in spec.get("options", {})}
    return found


def wrong_options(where: str, known: dict[str, dict], given) -> Iterator[str]:
    """What a module would refuse of its options, or of those below one of them."""
    for name, value in given.items() if isinstance(given, dict) else ():
        option = known.get(name)
        if option is None:
            yield f"{where}: there is no option {name}"
            continue
        if isinstance(value, str) and "{{" in value:
            continue
        kind = TYPES.get(option.get("type", "str"))
        if kind and value is not None and not isinstance(value, (kind, str)):
            yield f"{where}: {name} is to be a {option['type']}"
        below = _with_aliases(option.get("suboptions") or {}) or _meant(option)
        for one in value if isinstance(value, list) else [value]:
            if one not in option.get("choices", [one]):
                yield f"{where}: {name} is one of {option['choices']}"
            yield from wrong_options(f"{where}: {name}", below, one) if below else ()
    yield from _wrong_spec(where, given)


def _meant(option):
    """Of an option whose entries have the options of a module, the landing zone's."""
    text = option.get("description")
    found = EACH.match(text[0] if isinstance(text, list) else str(text))
    return options(f"plugins/modules/{found[1]}.py") if found else {}


def _wrong_spec(where, given):
    desired = {name: value for name in ("image", "flavor") if isinstance(given, dict)
               and "{{" not in str(value := given.get(name)) and value}
    # a fleet takes lists of them
    mistakes = alternatives.mistakes if where.startswith(f"{OURS}fleet") else requirement.mistakes
    yield from (f"{where}: {sentence}" for sentence in mistakes(desired).values())


def wrong_module(name: str, given) -> Iterator[str]:
    """Of a module by its full name."""
    file = modules().get(name.removeprefix(OURS))
    if file is None:
        yield f"there is no module {name}"
    else:
        yield from wrong_options(name, options(file), given)


def wrong_variables(given: dict) -> Iterator[str]:
    """Of a file of variables, or of what a role or play is given."""
    for name, value in given.items():
        role = name.partition("_")[0]
        if role in roles() and "_" in name and name not in roles()[role]:
            yield f"the role {role} has no variable {name}"
        if name in MEANT and isinstance(value, dict):
            yield from wrong_options(name, options(f"plugins/modules/{MEANT[name]}.py"), value)


def wrong(entry) -> Iterator[str]:
    """Of a play, a block, a role in a play, or a task."""
    if not isinstance(entry, dict):
        return
    yield from wrong_variables({**entry, **(entry.get("vars") or {})})
    yield from _wrong_names(entry)
    for name, options_given in {**entry, **(entry.get("module_defaults") or {})}.items():
        if name.startswith(OURS):
            yield from wrong_module(name, options_given)
        elif name.startswith(f"group/{OURS}") and name != GROUP:
            yield f"there is no {name}"
    for one in (one for key in LISTS for one in entry.get(key) or ()):
        yield from wrong(one if isinstance(one, dict) else {"role": one})


def _wrong_names(entry):
    """Roles and playbooks of ours that there are not."""
    said = [entry.get("role")]
    said += [(entry.get(f"ansible.builtin.{verb}_role") or {}).get("name")
             for verb in ("include", "import")]
    for name in said:
        if str(name).startswith(OURS) and name.removeprefix(OURS) not in roles():
            yield f"there is no role {name}"
    playbook = str(entry.get("ansible.builtin.import_playbook") or "")
    if playbook.startswith(OURS):
        yield from wrong_playbook(playbook)


def wrong_playbook(name: str) -> Iterator[str]:
    """By its full name."""
    if f"playbooks/{name.removeprefix(OURS)}.yml" not in house.files("playbooks/*.yml"):
        yield f"there is no playbook {name}"
