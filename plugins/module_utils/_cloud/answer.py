# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a service answered, as far as it has the form of an answer.  Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from .errors import CloudError
from .target import Target

if TYPE_CHECKING:
    from requests import Response


DEEPEST = 50        # of JSON in JSON; no service's own has ten


def text(value: object) -> str | None:
    """What is to be text, or nothing.  Raises TypeError: a cloud may say anything."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{value!r} is not a string")
    return value


def number(value: object) -> int:
    """What is to be a whole number.  Raises TypeError."""
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def shallow(content: Any) -> Any:
    """JSON that is no deeper than anybody needs.  Raises ValueError, as of what is no JSON: whoever
    walks through all of it, Ansible too, goes down as deep."""
    if is_deeper(content, DEEPEST):
        raise ValueError(f"JSON that is nested more than {DEEPEST} times")
    return content


def is_deeper(content: object, levels: int) -> bool:
    """Whether plain data has mappings or lists within more than so many others."""
    level = [content]
    for _depth in range(levels):
        level = [one for found in level if isinstance(found, (dict, list))
                 for one in (found.values() if isinstance(found, dict) else found)]
    return any(isinstance(one, (dict, list)) for one in level)


def odd(row: dict[str, Any], listed: str) -> str | None:
    """The key whose value is not what all services mean by it, where they have it; whoever reads a
    row may rely on that.

    listed: what is in the list.  Whoever makes an image gives it properties of any name.
    """
    for key, kinds in KINDS:
        if not isinstance(row.get(key, ""), kinds):
            return key
    own = listed == "images"
    forms: list[tuple[str, Any]] = [("tags", list), *([] if own else [("metadata", dict)])]
    for name, kind in forms:
        value = row.get(name)
        if value and not (isinstance(value, kind)
                          and _texts(value.values() if kind is dict else value)):
            return name
    return None if own or _is_addresses(row.get("addresses", {})) else "addresses"


TEXT = (str, type(None))
KINDS: list[tuple[str, Any]] = [("id", str), ("name", TEXT), ("status", TEXT)]


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(one, str) for one in values)


def _is_addresses(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(found, list) and all(map(_is_address, found)) for found in value.values())


def _is_address(one: object) -> bool:
    return (isinstance(one, dict) and isinstance(one.get("addr"), str)
            and one.get("version", 4) in (4, 6))


class Body(dict[str, Any]):
    """What a service answered.  A proxy's login page, say, or an answer without what was asked for
    is an error of kind api, and no traceback."""

    def __init__(self, response: Response, target: Target, action: str) -> None:
        self._where: dict[str, Any] = {"target": target, "action": action,
                                       "status": response.status_code}
        try:
            content = response.json() if response.content else {}
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise self.error("the answer is not from an OpenStack service")
        super().__init__(content)

    def __missing__(self, key: str) -> NoReturn:
        raise self.error(f"the answer has no {key!r}")

    def error(self, message: str) -> CloudError:
        """What is wrong with it."""
        return CloudError("api", message, **self._where)

    def rows(self, key: str) -> list[dict[str, Any]]:
        """A list in it, of rows that have the form of all rows."""
        found = self[key]
        if not isinstance(found, list):
            raise self.error(f"{key!r} in the answer is not a list")
        for row in found:
            if not isinstance(row, dict):
                raise self.error(f"a row of {key!r} in the answer is not a mapping")
            if name := odd(row, key):
                raise self.error(f"a row of {key!r} in the answer has {name} of another form than "
                                 f"OpenStack's: {row[name]!r:.100}")
        return list(found)


class Pages:
    """The pages of one list.  Nova, Neutron and Cinder name the next one in KEY_links, Glance in
    next; one that was there already, or that says nothing new, would have no end."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._links: set[str] = set()
        self._seen: set[str] = set()

    def turn(self, body: Body) -> str | None:
        """The query of the page after this one, whose rows() were taken; None after the last.
        Raises CloudError."""
        link = _next(body, self._key)
        if link is None:
            return None
        new = {_identity(row) for row in body[self._key]} - self._seen
        if not new or link in self._links:
            raise body.error(f"its list of {self._key} does not end: a page refers to an earlier "
                             "one, or has nothing new")
        self._seen |= new
        self._links.add(link)
        return link.partition("?")[2]


def _next(body: Body, key: str) -> str | None:
    links = body.get(f"{key}_links") or []
    found = next((link.get("href") for link in links if link.get("rel") == "next"),
                 body.get("next"))
    return found if found is None else str(found)


def _identity(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or row)        # of a keypair: all of it
