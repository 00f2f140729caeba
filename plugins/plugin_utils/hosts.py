# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What inventories hold, and what a host may be called.  Pure."""
from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass

from ..module_utils.cloud.target import Target

TARGETS, SERVERS = "targets", "servers"     # the groups of all hosts


@dataclass(frozen=True)
class Host:
    """groups: as they are meant; Ansible may have to replace characters in their names.

    exact: groups whose names are to stay as they are.
    """

    name: str
    variables: dict
    groups: tuple[str, ...]
    exact: tuple[str, ...] = ()


def of_targets(targets: list[Target], taken: Container[str] = (),
               known: Mapping[Target, tuple[dict, tuple[str, ...]]] | None = None) -> list[Host]:
    """taken: names that mean something else already.

    known: {target: variables and groups of its host beside those that each has}.
    """
    names = unique([[form for form in _target_forms(target) if form not in taken]
                    for target in targets])
    more = [(known or {}).get(target, ({}, ())) for target in targets]
    return [Host(name, {**target.report(), **variables}, (TARGETS, *own))
            for name, target, (variables, own) in zip(names, targets, more, strict=True)]


def unique(forms: list[list[str]]) -> list[str]:
    """Of each list the first form that is in no other list, however many of those are used: so
    a host's name depends on which others there are, and not on their order."""
    wanted = Counter(form for own in forms for form in set(own))
    return [next((form for form in own if wanted[form] == 1), own[-1]) for own in forms]


def _target_forms(target: Target) -> list[str]:
    short = safe("-".join(filter(None, (target.cloud, target.region))))
    return [short, f"{short}-{hashlib.sha256(str(target).encode()).hexdigest()[:8]}"]


def safe(text: str) -> str:
    """No character that a path or a host pattern would take for more than itself."""
    return re.sub(r"[^\w.-]+", "_", text).lstrip(".-")
