# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The bytes of Swift's objects: compared by checksums, sent in parallel, large ones in segments."""
from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote, urlencode

from ..._cloud.errors import CloudError
from ..._cloud.pool import PER_TARGET, Pool
from ..api import Api
from .image_data import BLOCK, ask

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource

MIB = 1 << 20
SEGMENT = 256       # MiB
MOST = 1000         # segments of one object, of most clouds
SLO = "?multipart-manifest="        # of a large object itself, and not of what it consists of


class Part:
    """So many bytes of an open file, as requests reads them."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._left = file, length

    def __len__(self) -> int:
        return self._left

    def read(self, size: int = -1) -> bytes:
        """The next ones.  Raises CloudError (invalid) if the file has become shorter."""
        found = self._file.read(self._left if size < 0 else min(size, self._left))
        if self._left and not found:
            raise CloudError("invalid", f"{getattr(self._file, 'name', 'the file')} became shorter "
                             "while it was sent: repeat the task when nothing writes to it")
        self._left -= len(found)
        return found


@dataclass(frozen=True)
class Content:
    """What an object is to have: that of a file, or else a text."""

    path: str | None = None
    text: str = ""

    def opened(self) -> BinaryIO:
        """To read from.  Raises CloudError (invalid) for what cannot be read."""
        if self.path is None:
            return io.BytesIO(self.text.encode())
        try:
            return open(self.path, "rb")
        except OSError as error:
            raise CloudError("invalid", f"cannot read {os.path.abspath(self.path)}: "
                             f"{error.strerror}") from None

    @property
    def size(self) -> int:
        """In bytes."""
        with self.opened() as file:
            return file.seek(0, os.SEEK_END)

    def digests(self, sizes: Iterable[int]) -> Iterator[str]:
        """The MD5, which is Swift's, of each part of these sizes."""
        with self.opened() as file:
            for size in sizes:
                found, part = hashlib.md5(usedforsecurity=False), Part(file, size)
                while len(part):
                    found.update(part.read(BLOCK))
                yield found.hexdigest()

    def fits(self, parts: list[tuple[int, str]]) -> bool:
        """Whether it is this: [(bytes, MD5)]."""
        return (self.size == sum(size for size, _md5 in parts)
                and all(found == md5 for found, (_size, md5) in zip(
                    self.digests(size for size, _md5 in parts), parts, strict=True)))


@dataclass(frozen=True)
class Store:
    """A container, with requests that openstacksdk has no method for."""

    api: Api
    container: str

    def path(self, name: str = "") -> str:
        """The address of an object, or of the container."""
        return address(self.container, name)

    def rows(self, prefix: str = "", limit: int | None = None) -> list[dict[str, Any]]:
        """Its objects with names that begin so, as Swift lists them; none if it does not exist."""
        query = {"format": "json", "prefix": prefix, **({"limit": limit} if limit else {})}
        try:
            return self.api.call("listing", self._pages, query)     # one action: it has a limit
        except CloudError as error:
            if error.kind != "not_found":
                raise
            return []

    def _pages(self, adapter: Adapter, query: dict[str, Any]) -> list[dict[str, Any]]:
        """All of them, but for a query with a limit."""
        found: list[dict[str, Any]] = []
        while True:
            marker = {"marker": found[-1]["name"]} if found else {}
            page = ask(adapter, "GET", f"{self.path()}?{urlencode({**query, **marker})}").json()
            found += page
            if not page or "limit" in query:
                return found

    def parts(self, there: Resource) -> list[tuple[int, str]]:
        """[(bytes, MD5)] of an object."""
        if not there.is_static_large_object:
            return [(there.content_length or 0, there.etag or "")]
        rows = self.api.call("reading", ask, "GET", f"{self.path(there.name)}{SLO}get").json()
        return [(row["bytes"], row["hash"]) for row in rows]

    def send(self, name: str, content: Content, segment: int = SEGMENT,
             large: bool = False) -> None:
        """Creates or replaces an object.  segment: MiB; larger ones are sent in such segments.
        large: whether the one that is there has segments."""
        size = content.size
        length = max(segment * MIB, -(-size // MOST))
        sizes = [min(length, size - start) for start in range(0, size, length)] or [0]
        digests = list(content.digests(sizes))
        if len(sizes) == 1:
            self.put(name, content, (0, size, digests[0]))
            in_parallel(self._segments(name) if large else (), self._beside.remove)
        else:
            parts = [(index * length, size, md5)
                     for index, (size, md5) in enumerate(zip(sizes, digests, strict=True))]
            self._send_parts(name, content, parts)

    def put(self, name: str, content: Content, part: tuple[int, int, str]) -> None:
        """One object, of a part of a content: (start, bytes, MD5).  Swift verifies the MD5."""
        start, size, md5 = part

        def send(adapter: Adapter) -> None:
            with content.opened() as file:
                file.seek(start)
                ask(adapter, "PUT", self.path(name), data=Part(file, size) if size else b"",
                    headers={"ETag": md5, "Content-Length": str(size)},
                    **({"timeout": self.api.timeout} if self.api.timeout else {}))
        try:
            self.api.call("sending", send)
        except CloudError as error:
            raise self._explained(error, name, content) from None

    def _explained(self, error: CloudError, name: str, content: Content) -> CloudError:
        if error.kind == "not_found":
            error.message = (f"there is no container {self.container!r}: create it with "
                             "object_container")
        elif error.more.get("status") == 422:
            error.message = (f"Swift has received other data for {name} than were read from "
                             f"{content.path or 'data'}: it stored nothing; repeat the task")
        return error

    def _send_parts(self, name: str, content: Content, parts: list[tuple[int, int, str]]) -> None:
        """Segments that are there from an interrupted task, or are the same, are not sent again;
        those of an earlier content are deleted."""
        beside = self._beside
        self.api.call("creating", ask, "PUT", beside.path())
        there = self._segments(name)
        desired = {f"{name}/{part[2]}": part for part in parts}
        in_parallel(desired.keys() - there, lambda one: beside.put(one, content, desired[one]))
        manifest = [{"path": f"/{beside.container}/{name}/{md5}", "etag": md5, "size_bytes": size}
                    for _start, size, md5 in parts]
        self.api.call("sending", ask, "PUT", f"{self.path(name)}{SLO}put",
                      data=json.dumps(manifest), headers={"Content-Type": kind_of(content)})
        in_parallel(there - desired.keys(), beside.remove)

    @property
    def _beside(self) -> Store:
        """Where the segments are."""
        return Store(self.api, f"{self.container}_segments")

    def _segments(self, name: str) -> set[str]:
        """The names of an object's segments, as they are sent here."""
        own = re.compile(re.escape(name) + "/[0-9a-f]{32}")
        return {row["name"] for row in self._beside.rows(f"{name}/") if own.fullmatch(row["name"])}

    def remove(self, name: str, large: bool = False) -> None:
        """Deletes an object; one that is gone is fine.  large: with its segments."""
        try:
            self.api.call("deleting", delete, self.path(name), large)
        except CloudError as error:
            if error.kind != "not_found":
                raise


def delete(adapter: Adapter, path: str, large: bool) -> None:
    """Deletes what has this address; large: with the segments, of which Swift says so in its answer
    if it could not delete them."""
    answer = ask(adapter, "DELETE", path + (f"{SLO}delete" if large else ""),
                 headers={"Accept": "application/json"})
    failed = large and answer.json().get("Errors")
    if failed:
        raise CloudError("api", f"Swift could not delete {len(failed)} segments of it: {failed[0]}")


def address(container: str, name: str = "") -> str:
    """A path; names may have all characters.

    Raises CloudError (invalid) for a name that would be the address of something else.
    """
    if {".", ".."} & {container, *name.split("/")}:
        raise CloudError("invalid", f"object {name!r} in container {container!r}: a part of the "
                         "name is . or .., which leads elsewhere: rename it with another tool")
    return f"/{quote(container, '')}" + (f"/{quote(name)}" if name else "")


def kind_of(content: Content) -> str:
    """The MIME type: of a manifest Swift would see that of the manifest itself."""
    import mimetypes
    return mimetypes.guess_type(content.path or "")[0] or "application/octet-stream"


def in_parallel(items: Iterable[Any], function: Callable[[Any], object]) -> None:
    """function(item) for all; raises the first error when all have ended."""
    pool = Pool(PER_TARGET)
    errors = [future.exception() for future in [pool.submit(function, item) for item in items]]
    for error in errors:
        if error is not None:
            raise error
