# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The ids that check mode gives to what a task would create, for the tasks after it.  Pure."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from .._cloud.errors import CloudError

PREFIX = "would-be-created:"


def foreseen(noun: str, name: str | None) -> str:
    """The id of a resource that would be created: would-be-created:network:NAME."""
    return name if is_foreseen(name) else f"{PREFIX}{noun}:{name or ''}"


def is_foreseen(desired: object) -> TypeGuard[str]:
    """Whether that is what an option has been given."""
    return isinstance(desired, str) and desired.startswith(PREFIX)


def refuse(options: Mapping[str, Any]) -> None:
    """For runs that are no check.  Raises CloudError (invalid) if an option has such an id."""
    for option, given in options.items():
        for text in filter(is_foreseen, texts(given)):
            noun, _colon, name = text.removeprefix(PREFIX).partition(":")
            raise CloudError("invalid", f"{option}: {text} is an id of check mode, and the "
                             f"{noun.replace('_', ' ')} {name!r} was not created: run the task "
                             "that creates it without check mode as well")


def texts(given: object) -> Iterator[object]:
    """All that is in dicts and lists."""
    if isinstance(given, Mapping):
        given = list(given.values())
    if isinstance(given, list):
        for one in given:
            yield from texts(one)
    else:
        yield given
