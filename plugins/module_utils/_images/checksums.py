# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The checksum that a source must have, given or in a file of many.  Pure."""
from __future__ import annotations

import re
from typing import NamedTuple

from .._cloud.errors import CloudError

LENGTHS = {"sha256": 64, "sha512": 128}
# of sha256sum and of BSD's sha256
LINE = re.compile(r"([0-9A-Fa-f]+) [ *]?(.+)")
BSD = re.compile(r"SHA\d+ \((.+)\) = ([0-9A-Fa-f]+)")


class Checksum(NamedTuple):
    """value: in hex, or the URL of a file that has it in a line."""

    algorithm: str
    value: str

    @property
    def url(self) -> bool:
        """Whether the value has to be fetched."""
        return self.value.startswith(("http://", "https://"))

    def __str__(self) -> str:
        return f"{self.algorithm}:{self.value}"


def parse(text: str | None) -> Checksum | None:
    """Of the option.  Raises CloudError (invalid), one sentence."""
    if not text:
        return None
    algorithm, _colon, value = text.partition(":")
    found = Checksum(algorithm.lower(), value if "://" in value else value.lower())
    if found.algorithm not in LENGTHS:
        raise CloudError("invalid", f"checksum: {text!r} does not begin with sha256: or sha512:")
    if not found.url and not _is_hash(found.algorithm, value):
        raise CloudError("invalid", f"checksum: {text!r} has neither the "
                         f"{LENGTHS[found.algorithm]} hexadecimal digits of {found.algorithm} nor "
                         "the URL of a file with checksums")
    return found


def listed(wanted: Checksum, content: str, name: str) -> Checksum:
    """The checksum of a file, out of a file such as SHA256SUMS.  Raises CloudError."""
    for line in content.splitlines():
        for pattern, swap in ((BSD, True), (LINE, False)):
            if match := pattern.fullmatch(line.strip()):
                value, there = (match[2], match[1]) if swap else (match[1], match[2])
                if (there.removeprefix("./").rpartition("/")[2] == name
                        and _is_hash(wanted.algorithm, value)):
                    return Checksum(wanted.algorithm, value.lower())
    raise CloudError("not_found", f"checksum: {wanted.value} has no {wanted.algorithm} of {name}")


def _is_hash(algorithm: str, value: str) -> bool:
    return bool(re.fullmatch(rf"[0-9A-Fa-f]{{{LENGTHS[algorithm]}}}", value))
