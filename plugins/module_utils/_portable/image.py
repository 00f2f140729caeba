# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which image a spec means: pure."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .._cloud.errors import CloudError
from . import parse as option
from .choose import Requirement, by_name, closest, has, own_first, owner, several
from .expiry import moment
from .mark import PREFIX

SYSTEM = ("os_distro", "os_version", "architecture")
WILD = set("*?[")
SNAPSHOT = ("image_type", "snapshot")       # the property that asks for one
# properties of the versions of a rollout, which _images makes
ROLLOUT, BUILD, PROMOTED = PREFIX + "rollout", PREFIX + "build", PREFIX + "promoted"
OWN_ID = PREFIX + "id"       # of the image that the marks were made for
EVERY = {"status": "active", "limit": "1000"}       # in a page; by itself Glance gives 25


@dataclass(frozen=True, repr=False)
class ImageRequirement(Requirement):
    """An image by what it must have; name and exclude are shell patterns.

    own: it is one of the project's own; without that, it is none of them.
    rollout: it is the promoted version of that one, own or shared.
    """

    name: str | None = None
    os_distro: str | None = None
    os_version: str | None = None
    architecture: str | None = None
    properties: tuple[tuple[str, str], ...] = ()
    newest: bool = False
    exclude: str | None = None
    own: bool = False
    rollout: str | None = None


def parse(value: object) -> str | ImageRequirement | None:
    """The option `image`.  Raises CloudError (invalid)."""
    return option.parse("image", value, ImageRequirement)


def named(name: str) -> str:
    """What Glance's list is asked with: it takes what is before a colon for an operator."""
    return f"eq:{name}" if ":" in name else name


def query(desired: str | ImageRequirement) -> dict[str, str]:
    """What Glance can leave out of its list, by the fields of a row."""
    if isinstance(desired, str):
        return {"name": named(desired)}
    found = {key: getattr(desired, key) for key in ("name", *SYSTEM)}
    if WILD & set(desired.name or ""):
        del found["name"]
    elif desired.name:
        found["name"] = named(desired.name)
    found[ROLLOUT] = desired.rollout
    return {**EVERY, **{key: value for key, value in found.items() if value is not None}}


@dataclass(frozen=True)
class Viewer:
    """Who asks.  project: the id of the login's; None where it is no matter.

    member: (id) -> whether an image that is not public is shared with that project:
    administrators see those of all.
    """

    project: str | None = None
    member: Callable[[str], bool] = lambda image_id: True

    def is_owner(self, image: dict[str, Any]) -> bool:
        """Of a row."""
        return owner(image) in (None, self.project)

    def shared(self, images: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Of the images of others: the public ones, and without any those that are shared."""
        return [row for row in images if _is_public(row)] or [
            row for row in images if row["visibility"] != "private" and self.member(row["id"])]


def choose(images: list[dict[str, Any]], desired: str | ImageRequirement,
           disk_format: str | None = None, viewer: Viewer = Viewer()) -> dict[str, Any]:
    """The image (a row of Glance's list) that a spec means, among those that can be used.

    disk_format: of which the cloud likes images best; they go before others that fit as well.
    Raises CloudError: not_found (with what comes closest), ambiguous.
    """
    if isinstance(desired, str):
        return _named(images, desired, disk_format, viewer)
    found = fitting(images, desired, viewer)
    usable = [row for row in images if _is_usable(row, viewer)]
    if not found:
        raise closest(usable, desired, "image", lambda row: (
            _lacks(row, desired) + _origin(row, desired, viewer)))
    if desired.rollout:
        return promoted_last(found)
    if desired.newest:
        return max(found, key=lambda row: (row.get("created_at") or "",
                                           row.get("disk_format") == disk_format, row["id"]))
    found = _liked(found, disk_format)
    if len(found) > 1:
        raise several(found, desired, "image", "set newest, or add requirements")
    return found[0]


def fitting(images: list[dict[str, Any]], desired: ImageRequirement,
            viewer: Viewer) -> list[dict[str, Any]]:
    """Those that fit: of the project's own, or else the public ones, or without any the shared."""
    found = [row for row in images if _is_usable(row, viewer)
             and not _lacks(row, desired) and not _origin(row, desired, viewer)]
    if desired.rollout:
        return [row for row in found if viewer.is_owner(row)] or viewer.shared(found)
    return found if desired.own else viewer.shared(found)


def reason(images: list[dict[str, Any]], desired: str | ImageRequirement,
           viewer: Viewer) -> str | None:
    """Why choose() has chosen the one that it has; None for one that is named."""
    if isinstance(desired, str):
        return None
    if desired.rollout:
        return f"the promoted version of {desired.rollout}"
    found = fitting(images, desired, viewer)
    kind = "own" if desired.own else "public" if _is_public(found[0]) else "shared"
    if len(found) == 1:
        return f"the only {kind} image that fits"
    which = "newest" if desired.newest else "only one in this cloud's image_format"
    return f"the {which} of {len(found)} {kind} images that fit"


def fits(image: dict[str, Any], desired: str | ImageRequirement) -> bool:
    """Whether a server that was made of this image was made of what is desired, whatever has become
    of the image since."""
    if isinstance(desired, str):
        return desired in (image.get("id"), image.get("name"))
    return not _lacks(image, desired)


def is_version(image: Mapping[str, Any], rollout: str | None) -> bool:
    """Whether an image was made for a rollout.  What Nova and Cinder make of a server or volume has
    all marks of the image that this was created from, but not its id."""
    return image.get(ROLLOUT) == rollout and image.get(OWN_ID) == image.get("id")


def promoted_at(image: dict[str, Any]) -> datetime | None:
    """When it became what its rollout means; None if it is not that, or no longer."""
    return moment(str(image.get(PROMOTED) or ""))


def promoted_last(images: list[dict[str, Any]]) -> dict[str, Any]:
    """The one that serves, of versions that are all promoted."""
    return max(images, key=lambda row: (promoted_at(row), row["id"]))


def disk(image: dict[str, Any]) -> int | None:
    """The GiB that it needs of a disk, as far as Glance knows: size is of the file, which may be
    a compressed one."""
    size = max(image.get("size") or 0, image.get("virtual_size") or 0)
    return max(image.get("min_disk") or 0, -(-size // 2 ** 30)) or None


def _named(images: list[dict[str, Any]], desired: str, disk_format: str | None,
           viewer: Viewer) -> dict[str, Any]:
    ids = [row for row in images if row["id"] == desired]
    known = ids or own_first([row for row in images if row.get("name") == desired],
                             viewer.project, owner, viewer.shared)
    found = [row for row in known if _is_active(row) and (ids or not row.get("os_hidden"))]
    if known and not found:
        state = known[0].get("status")
        state = "hidden: name it by its id" if state == "active" else state
        raise CloudError("not_found", f"the image {desired!r} cannot be used: it is {state}")
    others = [row for row in images if _is_usable(row, viewer) and row.get("name") != desired]
    return by_name(_liked(found, disk_format) or others, desired, "image")


def _liked(images: list[dict[str, Any]], disk_format: str | None) -> list[dict[str, Any]]:
    return [row for row in images if row.get("disk_format") == disk_format] or images


def _is_usable(image: dict[str, Any], viewer: Viewer) -> bool:
    return (_is_active(image) and not image.get("os_hidden")
            and (image.get("visibility") != "private" or viewer.is_owner(image)))


def _is_active(image: dict[str, Any]) -> bool:
    return bool(image.get("status", "active") == "active")


def _is_public(image: dict[str, Any]) -> bool:
    """Whatever it is made of, the provider offers it."""
    return bool(image.get("visibility", "public") == "public")


def _origin(image: dict[str, Any], desired: ImageRequirement, viewer: Viewer) -> list[str]:
    """In what an image fails because of where it comes from: what servers are made of by chance is
    nobody's spec."""
    if desired.rollout or _is_public(image) and not desired.own:
        return []
    own, found = viewer.is_owner(image), []
    if own is not desired.own:
        found.append("is the project's own (set own: true to use it)" if own
                     else "is not the project's own")
    snapshot = image.get("image_type") == "snapshot" or {"base_image_ref",
                                                         "instance_uuid"} & image.keys()
    if snapshot and SNAPSHOT not in desired.properties:
        found.append("is a snapshot of a server (set properties: {image_type: snapshot} to use it)")
    return found


def _lacks(image: dict[str, Any], desired: ImageRequirement) -> list[str]:
    asked = [(key, getattr(desired, key)) for key in SYSTEM if getattr(desired, key) is not None]
    lacking = desired.misnamed(image) + _unpromoted(image, desired)
    return lacking + [has(key, image.get(key)) for key, value in (*asked, *desired.properties)
                      if str(image.get(key)) != value]


def _unpromoted(image: dict[str, Any], desired: ImageRequirement) -> list[str]:
    if desired.rollout is None:
        return []
    if image.get(ROLLOUT) != desired.rollout:
        return [has("rollout", image.get(ROLLOUT))]
    if not is_version(image, desired.rollout):
        return ["was made of a server or volume of a version"]
    return [] if promoted_at(image) else ["is not promoted"]
