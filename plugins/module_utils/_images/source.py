# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the data of a build come from: a file, a folder of builds, a URL, or an image of a cloud.

All are read in blocks, and checked as far as a checksum is known.
"""
from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.select import one
from .._cloud.translate import from_exception
from .._portable.catalog import Catalog
from . import checksums, disk
from .checksums import Checksum

if TYPE_CHECKING:
    from requests import Response

BLOCK = 1 << 20
LONGEST = 1 << 20       # bytes of a file with checksums
USUAL = "sha256"


@dataclass(frozen=True)
class Source:
    """where: in words.  checksums: as known without more reading than they need.  fetch: (a path)
    -> the path of a file with its data: that one, or its own.  uri: for a Glance that downloads.
    """

    where: str
    checksums: frozenset[str]
    fetch: Callable[[str], str]
    uri: str | None = None
    head: Callable[[], bytes] = lambda: b""


def of(options: dict, folder: str) -> Source:
    """From the module's options.  Raises CloudError."""
    checksum = checksums.parse(options["checksum"])
    if options["uri"]:
        return _of_url(options, checksum, folder)
    if options["source_image"]:
        return _of_cloud(options, checksum)
    return _of_file(os.path.expanduser(options["filename"]), checksum, options)


def digest(path: str, algorithms: Iterable[str]) -> dict[str, str]:
    """Of a file, in one reading.  Raises CloudError (invalid)."""
    found = {name: hashlib.new(name) for name in algorithms}
    try:
        with open(path, "rb") as file:
            while block := file.read(BLOCK):
                for one_of in found.values():
                    one_of.update(block)
    except OSError as error:
        raise CloudError("invalid", f"cannot read {path}: {error.strerror}") from None
    return {name: one_of.hexdigest() for name, one_of in found.items()}


def _of_file(path: str, checksum: Checksum | None, options: dict) -> Source:
    path = os.path.abspath(path)        # what qemu-img does not take for a protocol
    path = _newest(path) if os.path.isdir(path) else path
    wanted = _resolved(checksum, os.path.basename(path), options)
    found = digest(path, {USUAL, *([wanted.algorithm] if wanted else [])})
    _check(path, wanted, found)
    return Source(path, _words(found), lambda _path: path)


def _newest(folder: str) -> str:
    try:
        name = disk.newest((entry.name, entry.stat().st_mtime) for entry in os.scandir(folder)
                           if entry.is_file())
    except OSError as error:
        raise CloudError("invalid", f"filename: cannot read the folder {folder}: {error.strerror}"
                         ) from None
    if name is None:
        raise CloudError("not_found", f"filename: the folder {folder} has no disk: there is no "
                         f"file that ends with one of {', '.join(disk.SUFFIXES)}")
    return os.path.join(folder, name)


def _of_url(options: dict, checksum: Checksum | None, folder: str) -> Source:
    uri = options["uri"]
    parts = urlsplit(uri)
    if parts.scheme not in ("http", "https"):
        raise CloudError("invalid", f"uri: {uri!r} is not an HTTP or HTTPS URL")
    wanted = _resolved(checksum, os.path.basename(parts.path), options)

    def fetch(path: str) -> str:
        found = _save(_parts(_get(uri, options), options["timeout"]), path,
                      wanted.algorithm if wanted else USUAL)
        _check(uri, wanted, found)
        return path
    if wanted:
        return Source(uri, frozenset({str(wanted)}), fetch, uri, lambda: next(
            _parts(_get(uri, options, {"Range": f"bytes=0-{disk.HEAD - 1}"}), options["timeout"]),
            b""))
    path = fetch(os.path.join(folder, "source"))
    return Source(uri, _words(digest(path, [USUAL])), lambda _path: path)


def _of_cloud(options: dict, checksum: Checksum | None) -> Source:
    """Glance's own hash is what the image is known by."""
    connection = one({**options, "cloud": options["source_cloud"],
                      "region_name": options["source_region_name"]})
    row = Catalog(connection).image(options["source_image"])
    hashed = Checksum(str(row.get("os_hash_algo") or "md5"),
                      str(row.get("os_hash_value") or row.get("checksum")))
    where = f"image {row['id']} of {connection.target}"
    if not row.get("os_hash_value") and not row.get("checksum"):
        raise CloudError("invalid", f"source_image: {where} has no checksum in Glance, by which it "
                         "would be recognized: save it to a file, and set filename",
                         connection.target)
    if checksum and checksum != hashed:
        raise CloudError("conflict", f"checksum: {where} has {hashed}", connection.target)

    def fetch(path: str) -> str:
        _check(where, hashed, connection.guarded(
            "downloading image", lambda: _download(connection, row["id"], path, hashed, options),
            "image"))
        return path
    return Source(where, frozenset({str(hashed)}), fetch)


def _download(connection: Connection, image_id: str, path: str, hashed: Checksum,
              options: dict) -> dict[str, str]:
    response = connection.adapter("image").request(
        f"/images/{image_id}/file", "GET", stream=True, timeout=options["timeout"],
        headers={"Accept": "application/octet-stream"})
    if response.status_code != 200:
        raise CloudError("api", f"it answers {response.status_code} instead of the data",
                         connection.target, status=response.status_code)
    return _save(_parts(response, options["timeout"]), path, hashed.algorithm)


def _resolved(checksum: Checksum | None, name: str, options: dict) -> Checksum | None:
    """With its value, if that is in a file somewhere else."""
    if checksum is None or not checksum.url:
        return checksum
    content = b""
    for part in _parts(_get(checksum.value, options), options["timeout"]):
        content += part
        if len(content) > LONGEST:
            raise CloudError("invalid", f"checksum: {checksum.value} is no file with checksums: it "
                             "has more than a mebibyte")
    return checksums.listed(checksum, content.decode(errors="replace"), name)


def _get(uri: str, options: dict, headers: dict[str, str] | None = None) -> Response:
    import requests
    try:
        response = requests.get(uri, stream=True, timeout=options["api_timeout"],
                                headers={"Accept-Encoding": "identity", **(headers or {})})
    except requests.RequestException as error:
        raise from_exception(error, None, f"downloading {uri}") from None
    if response.status_code >= 400:
        kind = "not_found" if response.status_code in (404, 410) else "unreachable"
        raise CloudError(kind, f"the server answers {response.status_code} {response.reason}",
                         None, f"downloading {uri}")
    return response


def _parts(response: Response, seconds: float) -> Iterator[bytes]:
    """The body in blocks, as long as there is time."""
    import requests
    until = time.monotonic() + seconds
    try:
        with response:
            for part in response.iter_content(BLOCK):
                yield part
                if time.monotonic() > until:
                    raise CloudError("timeout", f"{response.url} is not complete after "
                                     f"{seconds:g} s", waited_for="answer")
    except requests.RequestException as error:
        raise from_exception(error, None, f"downloading {response.url}") from None


def _save(parts: Iterable[bytes], path: str, algorithm: str) -> dict[str, str]:
    found = hashlib.new(algorithm)
    try:
        with open(path, "wb") as file:
            for part in parts:
                found.update(part)
                file.write(part)
    except OSError as error:
        raise full(path, error) from None
    return {algorithm: found.hexdigest()}


def full(path: str, error: OSError) -> CloudError:
    """Of a file that could not be written."""
    folder = os.path.dirname(path)
    return CloudError("config", f"cannot write to {folder} ({error.strerror}): set work_dir to a "
                      "folder with room for the source, and for one copy in each format")


def _check(where: str, wanted: Checksum | None, found: dict[str, str]) -> None:
    if wanted and found[wanted.algorithm] != wanted.value:
        raise CloudError("conflict", f"checksum: {where} has {wanted.algorithm}:"
                         f"{found[wanted.algorithm]}, and should have {wanted}: it was changed or "
                         "is incomplete; nothing of it is used")


def _words(found: dict[str, str]) -> frozenset[str]:
    return frozenset(f"{name}:{value}" for name, value in found.items())
