# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of a server, in the forms that its parts take.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._cloud.errors import CloudError
from ..._portable import flavor as flavors
from ..._portable import image as images
from ..._portable.choose import containing
from ..._portable.requirement import parsed
from .model import LONGEST

WILD = set("*?")     # not brackets, which names have
# of these, an empty value says something
EMPTY = ("description", "floating_ips", "metadata", "security_groups", "tags")
NAMED_BY = ("net-id", "net-name", "port-id", "port-name")       # a nic; the first that is given
FIXED_IP = ("fixed_ip", "v4-fixed-ip", "v6-fixed-ip")


def prepared(options: dict[str, Any]) -> dict[str, Any]:
    """The options with those in other forms made one: metadata, nics; without empty ones.

    Raises CloudError (invalid), one sentence that names the option.
    """
    found = {name: value for name, value in options.items()
             if name in EMPTY or value not in ("", [])}
    requirements(found)       # for its errors
    if "metadata" in found:
        found["metadata"] = metadata(found["metadata"])
    if "nics" in found:
        found["nics"] = nics(found["nics"])
    if found.get("security_groups") == []:
        found["security_groups"] = ["default"]      # what Nova makes of it
    size = len(found.get("userdata", "").encode())
    if size > LONGEST:
        raise _invalid(f"userdata: it has {size} bytes, Nova accepts {LONGEST}, which is 64 KiB "
                       "in base64")
    if found.get("auto_ip") is False and "floating_ip_pools" in found:
        raise _invalid("floating_ip_pools: with auto_ip false there is no floating IP")
    return found


def requirements(options: Mapping[str, Any]) -> dict[str, Any]:
    """The image and the flavor, as far as they are given, as portable.catalog takes them."""
    found = parsed({name: options.get(name) for name in ("image", "flavor")})
    image = found.get("image")
    if isinstance(image, str) and WILD & set(image):
        found["image"] = images.ImageRequirement(name=image,
                                                 exclude=containing(options.get("image_exclude")))
    ram, part = options.get("flavor_ram"), options.get("flavor_include")
    if "flavor" not in found and (ram or part):
        found["flavor"] = flavors.FlavorRequirement(ram=ram or 0, name=containing(part))
    return found


def metadata(given: object) -> dict[str, str | None]:
    """Of a mapping, or of 'key=value,key=value': a comma before what has no = is in the value."""
    if isinstance(given, Mapping):
        return {str(key): None if value is None else str(value) for key, value in given.items()}
    if not isinstance(given, str):
        raise _invalid(f"metadata: {given!r} is neither a mapping nor key=value,key=value")
    pairs: list[str] = []
    for piece in given.split(",") if given else ():
        if "=" in piece:
            pairs.append(piece)
        elif pairs:
            pairs[-1] += f",{piece}"
        else:
            raise _invalid(f"metadata: there is no = in {piece!r}")
    split = (pair.partition("=") for pair in pairs)
    return {key.strip(): value for key, _equals, value in split}


def nics(entries: list[Any]) -> list[dict[str, Any]]:
    """Of each nic what names its network or port (one of NAMED_BY), and if they are given its
    fixed_ip and tag.

    entries: mappings, or texts as 'net-id=ID,v4-fixed-ip=ADDRESS,net-name=NAME', of which Ansible
    has made several at the commas: each key of NAMED_BY begins another nic.
    """
    found: list[dict[str, Any]] = []
    text = False            # whether the last one is of a text, which the next may go on with
    for entry in entries:
        if not isinstance(entry, str | Mapping):
            raise _invalid(f"nics: {entry!r} is neither a mapping nor key=value")
        for piece in entry.split(",") if isinstance(entry, str) else [_split(entry)]:
            given = piece if isinstance(piece, Mapping) else _pair(piece)
            if text and isinstance(piece, str) and not given.keys() & set(NAMED_BY):
                found[-1].update(given)
            elif given:
                found.append(given)
                text = isinstance(piece, str)
    return [_nic(entry) for entry in found]


def _pair(piece: str) -> dict[str, str]:
    key, _equals, value = piece.partition("=")
    return {key.strip(): value.strip()} if piece.strip() else {}


def _split(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping whose first value is a text of several keys, as of 'net-id: ID,v4-fixed-ip=A'."""
    found = {}
    for key, value in entry.items():
        first, *rest = str(value).split(",") if key in NAMED_BY and value else [value]
        found[key] = first
        for piece in rest:
            found.update(_pair(piece))
    return found


def _nic(entry: Mapping[str, Any]) -> dict[str, str]:
    given = {key: str(value) for key, value in entry.items() if value not in (None, "")}
    unknown = sorted(given.keys() - {*NAMED_BY, *FIXED_IP, "tag"})
    name = next((key for key in NAMED_BY if key in given), None)
    if unknown or name is None:
        reason = f"{unknown[0]!r} is not known" if unknown else f"one of {', '.join(NAMED_BY)} is"
        raise _invalid(f"nics: {reason}{'' if unknown else ' needed'} in {dict(entry)}")
    fixed = {given[key] for key in FIXED_IP if key in given}
    if len(fixed) > 1:
        raise _invalid(f"nics: only one of {', '.join(FIXED_IP)} may be given in {dict(entry)}")
    more = {"fixed_ip": fixed.pop()} if fixed else {}
    return {name: given[name], **more, **({"tag": given["tag"]} if "tag" in given else {})}


def _invalid(sentence: str) -> CloudError:
    return CloudError("invalid", sentence)
