# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that may be a list in order of preference: each choice of one from each list is a spec of
its own, so that nobody else knows of lists.  Pure."""
from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from itertools import islice, product
from typing import Any

from ..._cloud.errors import CloudError
from ..._portable import flavor, image, parse
from ..._resource.server import user_data
from ..._resource.server.model import ServerSpec

MOST = 50           # choices of one server: each is held against what each target has
DISKS = "data_volumes"
# what comes last is changed first where a choice is not to be had
OPTIONS = ("image", "network", "volume_type", DISKS, "flavor")
READERS: dict[str, Callable[[object], object]] = {
    "image": image.parse, "network": partial(parse.name, "network"),
    "volume_type": partial(parse.name, "volume_type"), "flavor": flavor.parse}
# those that have one value
OTHERS: dict[str, Callable[[object], object]] = {
    "userdata": user_data.read, "template_vars": user_data.read_variables}
UNREADABLE: dict[str, Any] = {**dict.fromkeys(READERS, "unreadable"), DISKS: [],
                              **dict.fromkeys(OTHERS)}


def mistakes(options: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be read of them, in a sentence for each."""
    found = {}
    for name in (*OPTIONS, *OTHERS):
        try:
            _alternatives(options, name)
        except CloudError as error:
            found[name] = error.message
    return found


def specs(options: Mapping[str, Any]) -> tuple[ServerSpec, ...]:
    """What a server may be, the first choice first; no more of them than show that they are too
    many.  Raises CloudError (invalid)."""
    found = product(*(_alternatives(options, name) for name in OPTIONS))
    return tuple(ServerSpec.of({**options, **dict(zip(OPTIONS, one, strict=True))})
                 for one in islice(found, MOST + 1))


def varying(choices: Collection[ServerSpec]) -> list[str]:
    """The options in which choices are not all alike, the one to be changed first first."""
    return [name for name in reversed(OPTIONS)
            if len({getattr(one, name) for one in choices}) > 1]


def told(chosen: ServerSpec, first: ServerSpec) -> str:
    """What a choice has instead of the first one, in words; '' if it is that."""
    return ", ".join(f"{name} {_said(chosen, name)} instead of {_said(first, name)}"
                     for name in varying((chosen, first)))


def _said(spec: ServerSpec, name: str) -> str:
    value = getattr(spec, name)
    if name == DISKS:
        value = ", ".join(f"{disk.name} of type {disk.type or 'default'}" for disk in value)
    return str(value or "the default")


def _alternatives(options: Mapping[str, Any], name: str) -> list[Any]:
    """Of one option, read.  Raises CloudError (invalid), one sentence."""
    if name in OTHERS:
        return [OTHERS[name](options.get(name))]
    if name != DISKS:
        return _different(name, [READERS[name](one) for one in _listed(options.get(name))])
    return [list(disks) for disks in product(*map(_disks, options.get(DISKS) or ()))]


def _disks(disk: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same data volume, of each type that it may have."""
    what = f"{DISKS}: {disk.get('name')}: type"
    kinds = _different(what, [parse.name(what, one) for one in _listed(disk.get("type"))])
    return [{**disk, "type": kind} for kind in kinds]


def _listed(value: Any) -> list[Any]:
    """Of nothing one, as of every value that is no list."""
    return (value or [None]) if isinstance(value, list) else [value]


def _different(what: str, found: list[Any]) -> list[Any]:
    if None in found and len(found) > 1:
        raise CloudError("invalid", f"{what}: an entry of its list is empty")
    twice = [one for number, one in enumerate(found) if one in found[:number]]
    if twice:
        raise CloudError("invalid", f"{what}: {str(twice[0])!r} is named twice")
    return found
