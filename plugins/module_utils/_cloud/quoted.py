# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a service finds wrong with a value: the option and the rule, without the value.  Pure.

Services quote the values that they refuse, which may be long, or secret.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from .redact import SECRET

SCHEMA = re.compile(r"Invalid input for field/attribute ([^.]+)\. Value: (.*)", re.DOTALL)
SHORT = 64              # characters of a value that may be quoted
OPTIONS = {"user_data": "userdata"}
MOST = {"user_data": "65535, in base64"}       # characters; all others have 255
USUAL = re.compile(r"[A-Za-z0-9_.: -]*")


def without_values(text: str, sent: object) -> str:
    """A service's sentence about what it was sent (JSON, or None)."""
    found = SCHEMA.match(text)
    if found is None:
        return _shortened(text, sent)
    name, rest = found.groups()
    for path, value in _leaves(sent):
        quoted = f"{value}. "
        if path[-1:] == (name,) and (rest.startswith(quoted) or quoted.startswith(rest)):
            return f"Invalid input for {_option(path)}: {_rule(path, value, rest[len(quoted):])}"
    return f"Invalid input for field/attribute {name}"


def _leaves(sent: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value in it, with the way there."""
    yield path, sent
    inner = (sent.items() if isinstance(sent, dict) else enumerate(sent)
             if isinstance(sent, list) else ())
    for key, value in inner:
        yield from _leaves(value, (*path, str(key)))


def _option(path: tuple[str, ...]) -> str:
    """The last of them that has a name, and what is in it."""
    names = [OPTIONS.get(name, name) for name in path[1:]] or list(path)
    return ": ".join(f"number {int(name) + 1}" if name.isdecimal() else name for name in names)


def _rule(path: tuple[str, ...], value: object, said: str) -> str:
    if isinstance(value, dict):
        return _of_key(said)
    if not isinstance(value, str):
        return f"it {said.removeprefix(repr(value)).strip()}"
    rule = said.removeprefix(repr(value)).strip()
    if rule in ("is too long", ""):     # it is where the sentence was cut
        most = MOST.get(path[-1], "60" if path[-1].isdecimal() else "255")
        return f"it has {len(value)} characters, and the limit is {most}"
    strange = "" if any(map(SECRET.search, path)) else USUAL.sub("", value)[:1]
    which = f"it contains {strange!r}, and " if strange and "match" in rule else "it "
    return which + rule


def _of_key(said: str) -> str:
    """What is wrong with a mapping is one of its keys."""
    found = re.match(r"'(.*)' (does not match any of the regexes: .*)", said, re.DOTALL)
    if found is None:
        return said
    key, rule = found.groups()
    return f"the key {key!r} {rule}" if len(key) <= SHORT else (
        f"a key has {len(key)} characters, and {rule}")


def _shortened(text: str, sent: object) -> str:
    """With the lengths of long values."""
    for _path, value in _leaves(sent):
        if isinstance(value, str) and len(value) > SHORT and value in text:
            text = text.replace(f"'{value}'", f"a text of {len(value)} characters").replace(
                value, f"(a text of {len(value)} characters)")
    return text
