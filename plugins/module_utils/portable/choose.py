# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Choosing by name or id: pure, and the same for everything that has both."""
from __future__ import annotations

import difflib

from ..cloud.errors import CloudError


def by_name(rows: list[dict], wished: str, noun: str) -> dict:
    """The one row whose id or name is `wished`; an id wins.

    Raises CloudError: not_found (with the names that come closest), ambiguous (with the ids).
    """
    found = ([row for row in rows if row["id"] == wished]
             or [row for row in rows if row.get("name") == wished])
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(sorted(row["id"] for row in found))
        raise CloudError("ambiguous", f"{len(found)} {noun}s are named {wished!r}: "
                                      f"name one by its id ({ids})")
    raise CloudError("not_found", f"there is no {noun} {wished!r} here; {_known(rows, wished)}")


def _known(rows, wished):
    names = sorted({row.get("name") or row["id"] for row in rows})
    if not names:
        return "there are none at all"
    near = difflib.get_close_matches(wished, names, n=5, cutoff=0.4) or names[:5]
    more = f" and {len(names) - len(near)} more" if len(names) > len(near) else ""
    return f"there are {', '.join(near)}{more}"
