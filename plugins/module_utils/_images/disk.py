# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Formats of disks: which one data are in, and what is made of them.  Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .._cloud.errors import CloudError

HEAD = 512          # bytes that tell a format
# how a file begins; without any of these, it is a raw disk
MAGIC = ((b"QFI\xfb", "qcow2"), (b"KDMV", "vmdk"), (b"vhdxfile", "vhdx"), (b"conectix", "vhd"))
VDI, VDI_AT = b"\x7f\x10\xda\xbe", 64
COMPRESSED = ((b"\x1f\x8b", "gzip"), (b"\xfd7zXZ\x00", "lzma"), (b"BZh", "bz2"))
# Glance's names of formats: what qemu-img calls them, and the options of a new file
FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "qcow2": ("qcow2", ()), "raw": ("raw", ()), "vdi": ("vdi", ()), "vhdx": ("vhdx", ()),
    "vhd": ("vpc", ("-o", "force_size=on")),
    "vmdk": ("vmdk", ("-o", "subformat=streamOptimized"))}
SUFFIXES = (".qcow2", ".img", ".raw", ".vhd", ".vhdx", ".vmdk", ".vdi")
PACKED = ("", ".gz", ".xz", ".bz2")


def compression(head: bytes) -> str | None:
    """The module of Python's that unpacks it."""
    return next((name for magic, name in COMPRESSED if head.startswith(magic)), None)


def detected(head: bytes, tail: bytes = b"") -> str:
    """The format of a disk by its first and last bytes, in Glance's word."""
    if head[VDI_AT:].startswith(VDI):
        return "vdi"
    found = next((name for magic, name in MAGIC if head.startswith(magic)), None)
    return found or ("vhd" if tail.startswith(b"conectix") else "raw")      # a fixed one


def conversion(source: str, path: str, wanted: str, new: str) -> list[str]:
    """The arguments of qemu-img.  Raises CloudError (invalid)."""
    if wanted not in FORMATS:
        raise CloudError("invalid", f"nothing can be converted to {wanted}: set image_format of "
                         f"this cloud in clouds.yaml to one of {', '.join(FORMATS)}")
    kind, options = FORMATS[wanted]
    return ["convert", "-f", FORMATS[source][0], "-O", kind, *options, path, new]


def refer(info: Mapping[str, Any], path: str) -> bool:
    """Whether a disk has parts in other files, of which an attacker may have chosen the names.

    info: as qemu-img has it.
    """
    special = info.get("format-specific") or {}
    data = special.get("data") or {}
    extents = [one.get("filename") for one in data.get("extents") or ()]
    return bool(info.get("backing-filename") or data.get("data-file")
                or any(name != path for name in extents))


def newest(files: Iterable[tuple[str, float]]) -> str | None:
    """Of names and times in a folder of builds, the newest disk; None if there is none."""
    found = [(time, name) for name, time in files if not name.startswith(".")
             and name.lower().endswith(tuple(one + two for one in SUFFIXES for two in PACKED))]
    return max(found, default=(0.0, None))[1]
