# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""User data of servers: a text or several, and the variables of each server in them.  Pure."""
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Union

from ..._cloud.errors import CloudError
from ..._portable.template import NAME, filled

UserData = Union[str, tuple[str, ...]]  # noqa: UP007, pylint knows no other
# for each number of a server its variables, under 0 those of all servers
Variables = tuple[tuple[int, tuple[tuple[str, str], ...]], ...]

HEAD = 4096         # characters in which cloud-init looks for what makes it a message
DIGITS = 9          # of a number
OWN = ("fleet", "group", "index", "name", "cloud", "region_name")       # which have a value


def read(found: object) -> UserData | None:
    """The option `userdata`.  Raises CloudError (invalid), one sentence."""
    if found is None or isinstance(found, str):
        return found or None
    if not isinstance(found, list | tuple):
        raise _invalid("userdata: it is neither a text nor a list of texts")
    for number, part in enumerate(found, 1):
        if not isinstance(part, str):
            raise _invalid(f"userdata: part {number} is not a text")
        if not part.lstrip().startswith("#") and not _is_message(part):
            raise _invalid(f"userdata: part {number} begins with none of #cloud-config, #!, "
                           "#include and the like, by which cloud-init tells what it is")
    return (found[0] if len(found) == 1 else tuple(found)) if found else None


def read_variables(found: Any) -> Variables:
    """The option `template_vars`.  Raises CloudError (invalid), one sentence."""
    values: dict[int, dict[str, str]] = {0: {}}
    for key, value in found.items() if isinstance(found, Mapping) else ():
        text = str(key)
        if not text.isdecimal():
            values[0].update(_own(text, value))
        elif len(text) > DIGITS or int(text) < 1:
            raise _invalid(f"template_vars: {text[:20]} is not the number of a server")
        elif not isinstance(value, Mapping):
            raise _invalid(f"template_vars: under {text}, there is no dictionary with the "
                           "variables of that server")
        else:
            for name, one in value.items():
                values.setdefault(int(text), {}).update(_own(str(name), one, f"{text}: "))
    return tuple((number, tuple(sorted(own.items()))) for number, own in sorted(values.items())
                 if own)


def of_server(userdata: UserData | None, variables: Variables, index: int) -> UserData | None:
    """That of the server with this number."""
    by_number = dict(variables)
    values = {**dict(by_number.get(0, ())), **dict(by_number.get(index, ()))}
    if isinstance(userdata, tuple):
        return tuple(filled(part, values) for part in userdata)
    return filled(userdata, values)


def parts(userdata: UserData | None) -> tuple[str, ...]:
    """Its texts."""
    return userdata if isinstance(userdata, tuple) else (userdata,) if userdata else ()


def message(texts: tuple[str, ...]) -> str:
    """Several texts as one, which cloud-init takes in turn: it finds out by itself what a plain one
    is."""
    from email import message_from_string
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText
    if len(texts) == 1:
        return texts[0]
    found = MIMEMultipart()
    for text in texts:
        found.attach(message_from_string(text) if _is_message(text)
                     else MIMEText(text, "plain", "utf-8"))
    return found.as_string()


def _is_message(text: str) -> bool:
    return "mime-version:" in text[:HEAD].lower()


def _own(name: str, value: object, where: str = "") -> dict[str, str]:
    """One variable, whose value is written as in YAML and JSON."""
    if name in OWN:
        raise _invalid(f"template_vars: {where}{name} has a value already")
    if not NAME.fullmatch(name):
        raise _invalid(f"template_vars: {where}{name[:40]!r} is not a valid name: use letters, "
                       "digits and underscores, with no digit in front")
    if not isinstance(value, str | int | float):
        raise _invalid(f"template_vars: {where}{name} is neither a text nor a number")
    return {name: json.dumps(value) if isinstance(value, bool) else str(value)}


def _invalid(sentence: str) -> CloudError:
    return CloudError("invalid", sentence)
