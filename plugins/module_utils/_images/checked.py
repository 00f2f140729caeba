# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can be said of options before anybody is asked.  Pure."""
from __future__ import annotations

import re
from typing import Any

from .._cloud.errors import CloudError
from . import checksums

NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
LONGEST = 60        # characters of the name of a rollout, or of a build


def checked(options: dict[str, Any]) -> None:
    """Raises CloudError (invalid), a sentence for each mistake."""
    if found := mistakes(options):
        raise CloudError("invalid", ". ".join(found))


def mistakes(options: dict[str, Any]) -> list[str]:
    """In sentences."""
    found = [f"{key}: {options[key]!r} is not a name: use letters, digits, dots, dashes and "
             f"underscores, at most {LONGEST} characters, and a letter or digit first and last"
             for key in ("name", "build") if options[key] is not None
             and not (NAME.fullmatch(options[key]) and len(options[key]) <= LONGEST)]
    if options["keep"] < 1:
        found.append("keep: at least one version is kept: set it to 1 or more, or state to absent")
    if options["timeout"] <= 0:
        found.append("timeout: it must be more than 0")
    try:
        checksum = checksums.parse(options["checksum"])
    except CloudError as error:
        return [*found, error.message]
    if options["import_method"] == "web-download" and not (
            options["uri"] and checksum and checksum.algorithm == "sha512"):
        found.append("import_method: web-download requires uri and a sha512 checksum: Glance keeps "
                     "no other hash of what it downloads")
    reserved = sorted(key for key in options["properties"] or {}
                      if str(key).startswith("multicloud_"))
    if reserved:
        found.append(f"properties: {', '.join(reserved)} is ownership metadata: choose other names")
    return found
