# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which image a wish means: pure."""
from __future__ import annotations

from dataclasses import dataclass

from ..cloud.errors import CloudError
from . import parse as option
from .choose import Requirement, by_name, closest, has, several

SYSTEM = ("os_distro", "os_version", "architecture")
WILD = set("*?[")
EVERY = {"status": "active", "limit": "1000"}       # in a page; by itself Glance gives 25


@dataclass(frozen=True, repr=False)
class Wanted(Requirement):
    """An image by what it must have; name and exclude are shell patterns."""

    name: str | None = None
    os_distro: str | None = None
    os_version: str | None = None
    architecture: str | None = None
    properties: tuple[tuple[str, str], ...] = ()
    newest: bool = False
    exclude: str | None = None


def parse(value) -> str | Wanted | None:
    """The option `image`.  Raises CloudError (invalid)."""
    return option.parse("image", value, Wanted)


def query(wished: str | Wanted) -> dict[str, str]:
    """What Glance can leave out of its list, by the fields of a row."""
    if isinstance(wished, str):
        return {"name": wished}
    found = {key: getattr(wished, key) for key in ("name", *SYSTEM)}
    if WILD & set(wished.name or ""):
        del found["name"]
    return {**EVERY, **{key: value for key, value in found.items() if value is not None}}


def choose(images: list[dict], wished: str | Wanted, disk_format: str | None = None) -> dict:
    """The image (a row of Glance's list) that a wish means, among those that can be used.

    disk_format: of which the cloud likes images best; they go before others that fit as well.
    Raises CloudError: not_found (with what comes closest), ambiguous.
    """
    usable = [row for row in images if _is_usable(row)]
    if isinstance(wished, str):
        return _named(images, usable, wished, disk_format)
    found = [row for row in usable if not _lacks(row, wished)]
    if not found:
        raise closest(usable, wished, "image", lambda row: _lacks(row, wished))
    if wished.newest:
        return max(found, key=lambda row: (row.get("created_at") or "",
                                           row.get("disk_format") == disk_format, row["id"]))
    found = _liked(found, disk_format)
    if len(found) > 1:
        raise several(found, wished, "image", "set newest, or ask for more")
    return found[0]


def fits(image: dict, wished: str | Wanted) -> bool:
    """Whether a server that was made of this image was made of what is wished, whatever has become
    of the image since."""
    if isinstance(wished, str):
        return wished in (image.get("id"), image.get("name"))
    return not _lacks(image, wished)


def disk(image: dict) -> int | None:
    """The GiB that it needs of a disk, as far as Glance knows: size is of the file, which may be
    a compressed one."""
    size = max(image.get("size") or 0, image.get("virtual_size") or 0)
    return max(image.get("min_disk") or 0, -(-size // 2 ** 30)) or None


def _named(images, usable, wished, disk_format):
    known = [row for row in images if wished in (row["id"], row.get("name"))]
    found = [row for row in known if _is_usable(row)]
    if known and not found:
        state = known[0].get("status")
        raise CloudError("not_found", f"the image {wished!r} cannot be used: it is "
                                      f"{'hidden' if state == 'active' else state}")
    ids = [row for row in found if row["id"] == wished]
    return by_name(ids or _liked(found, disk_format) or usable, wished, "image")


def _liked(images, disk_format):
    return [row for row in images if row.get("disk_format") == disk_format] or images


def _is_usable(image):
    return image.get("status", "active") == "active" and not image.get("os_hidden")


def _lacks(image, wished):
    asked = [(key, getattr(wished, key)) for key in SYSTEM if getattr(wished, key) is not None]
    return wished.misnamed(image) + [has(key, image.get(key)) for key, value
                                     in (*asked, *wished.properties)
                                     if str(image.get(key)) != value]
