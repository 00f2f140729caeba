# SPDX-License-Identifier: GPL-3.0-or-later
"""The variables of a role, as Ansible makes them of what it is given."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import ansible.template
import house
import yaml
from ansible.parsing.dataloader import DataLoader

_trusted = getattr(ansible.template, "trust_as_template", str)     # since ansible-core 2.19


def variable(role: str, name: str, **given: Any) -> Any:
    """What this variable of a role is; given: what others have set."""
    own: dict[str, Any] = {}
    for file in house.files(f"roles/{role}/defaults/main.yml", f"roles/{role}/vars/main.yml"):
        own.update(yaml.safe_load(house.read(file)))
    return evaluate("{{ " + name + " }}", **{**own, **given})


def evaluate(text: str, **variables: Any) -> Any:
    """A template, with these variables."""
    templar = ansible.template.Templar(loader=DataLoader(), variables=_as_templates(variables))
    getattr(templar, "_engine", templar).environment.filters.update(_filters())
    return templar.template(_trusted(text))


@cache
def _filters() -> dict[str, Callable]:
    """Ours, which are found only where Ansible has loaded the collection."""
    found = {}
    for file in house.files("plugins/filter/*.py"):
        module = import_module(f"{house.PLUGINS}.filter.{Path(file).stem}")
        found.update({f"multicloud.openstack.{name}": function
                      for name, function in module.FilterModule().filters().items()})
    return found


def _as_templates(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _as_templates(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_templates(value) for value in data]
    return _trusted(data) if isinstance(data, str) else data
