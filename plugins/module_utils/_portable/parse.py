# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An option that is a name or id, or a mapping of what a thing must have: pure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from .._cloud.errors import CloudError
from .choose import Requirement

K = TypeVar("K", bound=Requirement)

FLAGS = {"true": True, "yes": True, "false": False, "no": False}


def parse(option: str, value: object, kind: type[K]) -> str | K | None:
    """The value of an option of type raw: text stays, a mapping becomes a `kind`, whose fields are
    its keys, each read by what its default is; a `kind` stays too.  None where nothing is said.

    Raises CloudError (invalid), a sentence for all that is wrong, with option and key.
    """
    if value is None or value == "":
        return None
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        if isinstance(value, list | tuple):
            raise _invalid(f"{option}: {value!r} is neither a name nor a dictionary")
        return _text(option, value)
    return _mapping(option, value, kind)


def name(option: str, value: object) -> str | None:
    """The value of an option of type raw that is a name or id; None where nothing is said.

    Raises CloudError (invalid), as parse() does.
    """
    return None if value is None or value == "" else _text(option, value)


def _mapping(option: str, value: Mapping[str, Any], kind: type[K]) -> K:
    readers = {f.name: READERS[type(f.default)] for f in fields(kind)}
    unknown = [repr(key) for key in value if key not in readers]
    which = "is not one" if len(unknown) == 1 else "are none"
    wrong = [f"{option}: {' and '.join(unknown)} {which} of {', '.join(readers)}"] * bool(unknown)
    found = {}
    for key, given in value.items():
        if key in readers and given is not None:
            try:
                found[key] = readers[key](f"{option}: {key}", given)
            except CloudError as error:
                wrong.append(error.message)
    if not found and not wrong:
        wrong = [f"{option}: it is empty: set at least one of {', '.join(readers)}"]
    if wrong:
        raise _invalid(". ".join(wrong))
    return kind(**found)


def _text(what: str, value: object) -> str:
    """Of YAML's numbers only whole ones keep their text: 24.10 becomes 24.1."""
    if isinstance(value, bool | float):
        raise _invalid(f"{what}: YAML reads it as {value}: put it in quotes")
    if isinstance(value, int) or isinstance(value, str) and value:
        return str(value)
    raise _invalid(f"{what}: {value!r} is not a string" if value != "" else f"{what}: it is empty")


def _number(what: str, value: object) -> int:
    if (isinstance(value, int) and not isinstance(value, bool) and value >= 0
            or isinstance(value, str) and value.isdecimal()):
        return int(value)
    raise _invalid(f"{what}: {value!r} is not a whole number")


def _flag(what: str, value: object) -> bool:
    try:
        return FLAGS[str(value).lower()]
    except KeyError:
        raise _invalid(f"{what}: {value!r} is neither true nor false") from None


def _pairs(what: str, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise _invalid(f"{what}: {value!r} is not a dictionary")
    return tuple(sorted((str(key), _text(f"{what}: {key}", given))
                        for key, given in value.items()))


def _invalid(sentence: str) -> CloudError:
    return CloudError("invalid", sentence)


READERS = {type(None): _text, int: _number, bool: _flag, tuple: _pairs}
