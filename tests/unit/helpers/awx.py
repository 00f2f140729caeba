# SPDX-License-Identifier: GPL-3.0-or-later
"""extensions/awx/controller.yml, as Ansible gives it to the modules of awx.awx."""

from __future__ import annotations

from typing import Any

import house
import yaml

FILE = "extensions/awx/controller.yml"


class Loader(yaml.SafeLoader):
    """What is tagged as !unsafe is left to AWX."""


Loader.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))


def controller() -> dict[str, list[dict[str, Any]]]:
    """{variable: its entries}, without what several of them have in common."""
    return {name: entries for name, entries in yaml.load(house.read(FILE), Loader).items()
            if name.startswith("controller_")}


def named(entries: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The entry of this name."""
    return next(entry for entry in entries if entry["name"] == name)
