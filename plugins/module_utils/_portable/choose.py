# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Choosing one of a list, by name or id or by what it must have: pure."""
from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import Field, fields
from fnmatch import fnmatchcase
from typing import Any, ClassVar, TypeVar

from .._cloud.errors import CloudError

T = TypeVar("T")

LISTED = 10         # how many an error names
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# and keystone's: uuids without dashes, and digests of what is in a directory (LDAP)
ID = re.compile(rf"{UUID.pattern}|[0-9a-f]{{32}}|[0-9a-f]{{64}}")


def owner(row: dict[str, Any]) -> str | None:
    """The id of the project that a row of Neutron's or Glance's belongs to."""
    return row.get("project_id") or row.get("tenant_id") or row.get("owner")


def own_first(rows: list[T], project: str | None, owner: Callable[[T], str | None],
              shared: Callable[[list[T]], list[T]]) -> list[T]:
    """Of rows that one name means: those of the project; without any, those that are shared with
    it.  Never those of another, which administrators see as well.

    project: its id; None where it is no matter.  owner: of a row, None if it tells none.
    shared: (rows of others) -> those that are shared with the project.
    """
    own = [row for row in rows if project is None or owner(row) in (None, project)]
    return own or (shared(rows) if rows else [])


def by_name(rows: list[dict[str, Any]], desired: str, noun: str,
            project: str | None = None) -> dict[str, Any]:
    """The one row whose id or name is `desired`; an id wins, and so does one of the project.

    Raises CloudError: not_found (with the names that come closest), ambiguous (with the ids).
    """
    found = [row for row in rows if row["id"] == desired] or own_first(
        [row for row in rows if row.get("name") == desired], project, owner, list)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(sorted(row["id"] for row in found))
        raise CloudError("ambiguous", f"{len(found)} {noun}s are named {desired!r}: "
                                      f"name one by its id ({ids})")
    raise CloudError("not_found", f"there is no {noun} {desired!r} here; "
                                  f"{known(map(name_of, rows), desired)}")


def known(names: Iterable[str], desired: str) -> str:
    """What there is instead, for an error: the names that come closest."""
    names = sorted(set(names))
    if not names:
        return "there are none at all"
    if len(names) == 1:
        return f"there is {names[0]}"
    near = difflib.get_close_matches(desired, names, n=5, cutoff=0.4) or names[:5]
    more = f" and {len(names) - len(near)} more" if len(names) > len(near) else ""
    return f"there are {', '.join(near)}{more}"


def name_of(row: dict[str, Any]) -> str:
    """What people call it."""
    return str(row.get("name") or row["id"])


def containing(part: str | None) -> str | None:
    """The shell pattern of names in which this text is; None for none."""
    return part and "*" + re.sub(r"([*?[])", r"[\1]", part) + "*"


class Requirement:
    """What a thing must have: the base of frozen dataclasses, whose fields are an option's keys.

    Only what is asked for shows in its texts, so that a digest of repr() outlives new keys.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    name: str | None
    exclude: str | None

    def _asked(self) -> dict[str, Any]:
        return {f.name: value for f in fields(self)
                if (value := getattr(self, f.name)) != f.default}

    def __repr__(self) -> str:
        return repr(self._asked())

    def __str__(self) -> str:
        """As the user has written it, without its brackets."""
        pairs = [pair for key, value in self._asked().items()
                 for pair in (value if isinstance(value, tuple) else [(key, value)])]
        return ", ".join(f"{key} {'true' if value is True else value}" for key, value in pairs)

    def misnamed(self, row: dict[str, Any]) -> list[str]:
        """In which of `name` and `exclude`, shell patterns, a row fails: see lacks of closest()."""
        name, found = row.get("name") or "", []
        if self.name is not None and not fnmatchcase(name, self.name):
            found.append(f"is not named {self.name!r}")
        if self.exclude is not None and fnmatchcase(name, self.exclude):
            found.append("is excluded")
        return found


def has(key: str, value: object) -> str:
    """What a row has instead, for an error."""
    return f"has no {key}" if value is None else f"has {key} {value}"


def closest(rows: list[dict[str, Any]], desired: Requirement, noun: str,
            lacks: Callable[[dict[str, Any]], list[str]],
            short: Callable[[dict[str, Any]], float] = lambda row: 0) -> CloudError:
    """The error of kind not_found that says what comes closest.

    lacks: of a row, in what it fails, each as 'has os_version 12' or 'has no os_version'; short: by
    how much, for rows that fail alike.
    """
    if not rows:
        return CloudError("not_found", f"there are no {noun}s here at all")
    like = difflib.SequenceMatcher(b=desired.name or "")

    def distance(row: dict[str, Any]) -> tuple[Any, ...]:
        like.set_seq1(name_of(row))
        found = lacks(row)
        nothing = sum(text.startswith("has no ") for text in found)
        return len(found), nothing, short(row), -like.ratio(), name_of(row), row["id"]
    best = min(rows, key=distance)
    return CloudError("not_found", f"no {noun} here fits {desired}; closest: {name_of(best)}, "
                                   f"which {' and '.join(lacks(best))}")


def several(rows: list[dict[str, Any]], desired: Requirement, noun: str, advice: str) -> CloudError:
    """The error of kind ambiguous, which lists them."""
    names = sorted(f"{name_of(row)} ({row['id']})" for row in rows)
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return CloudError("ambiguous", f"{len(names)} {noun}s fit {desired}: {advice}; "
                                   f"they are {', '.join(names[:LISTED])}{more}")
