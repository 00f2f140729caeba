# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What inventories hold, and what hosts and groups may be called.

The name of a host or of a group decides which files of variables are read for it, and which plays
run on it.  Text of a cloud becomes such a name here only: safe() and free() for both, unique() for
hosts.  Pure.
"""
from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..module_utils._cloud.target import Target

TARGETS, SERVERS = "targets", "servers"     # the groups of all hosts
# what Ansible takes for this machine, and its own groups
RESERVED = frozenset({"localhost", "127.0.0.1", "::1", "all", "ungrouped"})
LONGEST = 200       # bytes: it may become the name of a file
# a host `db.yml` would have the variables of the file that is meant for `db`
EXTENSION = re.compile(r"\.(?=(ya?ml|json)$)", re.IGNORECASE)


@dataclass(frozen=True)
class Host:
    """groups: as they are meant; Ansible may have to replace characters in their names.

    exact: groups whose names are to stay as they are, as far as they are safe.  shared: variables
    of some of the groups.
    """

    name: str
    variables: dict[str, Any]
    groups: tuple[str, ...]
    exact: tuple[str, ...] = ()
    shared: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def of_targets(
        targets: list[Target], taken: Mapping[str, Target | None] | None = None,
        known: Mapping[Target, tuple[dict[str, Any], tuple[str, ...]]] | None = None) -> list[Host]:
    """taken: {name: the target that it means already, None if it means something else}.

    known: {target: variables and groups of its host beside those that each has}.
    """
    names = unique([_target_forms(target) for target in targets], targets, taken or {})
    more = [(known or {}).get(target, ({}, ())) for target in targets]
    return [Host(name, {**target.report(), **variables}, (TARGETS, *own))
            for name, target, (variables, own) in zip(names, targets, more, strict=True)]


def unique(forms: list[list[str]], meant: list[Any], taken: Mapping[str, object]) -> list[str]:
    """Of each list the first form that is in no other list, however many of those are used: so
    a host's name depends on which others there are, and not on their order.

    meant: what each is to be the name of.  taken: {name: what it means already}.
    """
    own = [[form for form in some if form and form not in RESERVED
            and (form not in taken or taken[form] == thing)] or [free(some[-1], taken)]
           for some, thing in zip(forms, meant, strict=True)]
    uses = Counter(form for some in own for form in set(some))
    return [next((form for form in some if uses[form] == 1), some[-1]) for some in own]


def free(name: str, taken: Container[str]) -> str:
    """The name, with as many _ before it as it needs to mean nothing else."""
    while name in RESERVED or name in taken:
        name = f"_{name}"
    return name


def safe(text: str) -> str:
    """No character that a path, an option or a host pattern would take for more than itself; ''
    where nothing is left."""
    name = re.sub(r"[^\w.-]+", "_", text).lstrip(".-")
    return EXTENSION.sub("_", name.encode()[:LONGEST].decode(errors="ignore"))


def _target_forms(target: Target) -> list[str]:
    short = safe("-".join(filter(None, (target.cloud, target.region))))
    return [short, safe(f"{short}-{hashlib.sha256(str(target).encode()).hexdigest()[:8]}")]
