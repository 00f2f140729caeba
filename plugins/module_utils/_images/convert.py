# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The data of a build in the formats of all targets: each is made once, when first needed."""
from __future__ import annotations

import bz2
import errno
import gzip
import json
import lzma
import os
import shutil
import subprocess
import threading
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

from .._cloud.errors import CloudError
from . import disk
from .source import BLOCK, Source, digest, full

OPENERS: dict[str, Any] = {"gzip": gzip.open, "lzma": lzma.open, "bz2": bz2.open}
BROKEN = (EOFError, lzma.LZMAError, zlib.error)
FULL = os.strerror(errno.ENOSPC)
SECONDS = 30        # for qemu-img to look at a disk


class Data(NamedTuple):
    """A file in the format of a target, and its hash as Glance keeps one."""

    path: str
    disk_format: str
    size: int
    sha512: str


class Formats:
    """One build in any format.  folder: for what is made of the source."""

    def __init__(self, source: Source, folder: str) -> None:
        self._source, self._folder = source, folder
        self._lock = threading.Lock()
        self._made: dict[str, Data | CloudError] = {}

    def get(self, disk_format: str) -> Data:
        """Raises CloudError, the same for all who ask for this format."""
        with self._lock:        # one at a time: each needs a whole core, and room
            source = self._once("source", self._plain)
            return self._once(disk_format, lambda: self._convert(source, disk_format))

    def _once(self, name: str, make: Callable[[], Data]) -> Data:
        if name not in self._made:
            try:
                self._made[name] = make()
            except CloudError as error:
                self._made[name] = error
        found = self._made[name]
        if isinstance(found, CloudError):
            raise found
        return found

    def _convert(self, source: Data, disk_format: str) -> Data:
        if source.disk_format == disk_format:
            return source._replace(sha512=digest(source.path, ["sha512"])["sha512"])
        new = os.path.join(self._folder, f"disk.{disk_format}")
        _qemu(disk.conversion(source.disk_format, source.path, disk_format, new), self._folder)
        return Data(new, disk_format, os.path.getsize(new), digest(new, ["sha512"])["sha512"])

    def _plain(self) -> Data:
        """Unpacked, and of a format that is known; its hash is of no concern yet."""
        path = self._source.fetch(os.path.join(self._folder, "fetched"))
        packed = disk.compression(_part(path))
        if packed:
            path = _unpacked(path, OPENERS[packed], os.path.join(self._folder, "unpacked"))
        kind = disk.detected(_part(path), _part(path, last=True))
        if kind != "raw" and shutil.which("qemu-img"):
            _refuse_parts(path, disk.FORMATS[kind][0])
        return Data(path, kind, os.path.getsize(path), "")


def _part(path: str, last: bool = False) -> bytes:
    with open(path, "rb") as file:
        if last:
            file.seek(max(0, os.path.getsize(path) - disk.HEAD))
        return file.read(disk.HEAD)


def _unpacked(path: str, opener: Any, new: str) -> str:
    try:
        with opener(path, "rb") as packed, open(new, "wb") as file:
            shutil.copyfileobj(packed, file, BLOCK)
    except BROKEN as error:
        raise CloudError("invalid", f"{path} cannot be unpacked: {error}") from None
    except OSError as error:
        if error.errno is None:     # of what unpacks
            raise CloudError("invalid", f"{path} cannot be unpacked: {error}") from None
        raise full(new, error) from None
    return new


def _refuse_parts(path: str, kind: str) -> None:
    """A disk may name any file of this machine as a part of it."""
    shown = _qemu(["info", "--output=json", "-f", kind, path], os.path.dirname(path), SECONDS)
    try:
        refers = disk.refer(json.loads(shown), path)
    except (ValueError, AttributeError):
        refers = True
    if refers:
        raise CloudError("invalid", f"{path} refers to other files, such as a backing file: "
                         "provide a disk that is complete by itself")


def _qemu(arguments: list[str], folder: str, seconds: float | None = None) -> str:
    """What qemu-img prints.  Raises CloudError."""
    doing = f"qemu-img {arguments[0]}"
    try:
        done = subprocess.run(      # pylint: disable=ansible-bad-function # no module
            ["qemu-img", *arguments], capture_output=True, text=True, timeout=seconds, check=False,
            stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise CloudError("config", "qemu-img is needed to convert the data to the image_format of "
                         "this cloud, and is not installed: install it (Debian: qemu-utils, Red "
                         "Hat: qemu-img), or provide the data in this format") from None
    except subprocess.TimeoutExpired:
        raise CloudError("invalid", f"{doing} has not ended after {seconds:g} s") from None
    if done.returncode == 0:
        return done.stdout
    if FULL in done.stderr:
        raise full(os.path.join(folder, ""), OSError(errno.ENOSPC, FULL))
    raise CloudError("invalid", f"{doing} failed: {' '.join(done.stderr.split())[-300:]}")
