# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options that each provider answers in its own way: pure."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._cloud.errors import CloudError
from . import flavor, image

OPTIONS = {
    "image": {"type": "raw"},
    "flavor": {"type": "raw"},
    "network": {},
    "ip_version": {"choices": ["4", "6", "any"]},
    "auto_ip": {"type": "bool"},
}


READERS = {"image": image.parse, "flavor": flavor.parse}


def mistakes(options: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be read of image and flavor, in a sentence for each."""
    found = {}
    for name, read in READERS.items():
        try:
            read(options.get(name))
        except CloudError as error:
            found[name] = error.message
    return found


def parsed(options: dict[str, Any]) -> dict[str, Any]:
    """Those of OPTIONS that were given, as Catalog.resolve() takes them.

    Raises CloudError (invalid), a sentence for each option, which names its key.
    """
    found = {name: options[name] for name in OPTIONS if options.get(name) not in (None, "")}
    if wrong := mistakes(found):
        raise CloudError("invalid", ". ".join(wrong.values()))
    for name, read in READERS.items():
        if name in found:
            found[name] = read(found[name])
    return found
