# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A new version on one target: its image, and the data of it, in one of the ways that there are."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .._cloud.errors import CloudError
from . import disk
from .convert import Data, Formats
from .glance import Glance, right
from .plan import Desired
from .source import Source
from .version import Version

DIRECT, WEB = "glance-direct", "web-download"


class Upload:
    """source, formats: of all targets.  method: how Glance is to import, where it can.  told: gets
    the bytes that were sent, and of how many."""

    def __init__(self, source: Source, formats: Formats, method: str | None,
                 told: Callable[[int, int], None]) -> None:
        self._source, self._formats, self._method, self._told = source, formats, method, told

    def carry_out(self, glance: Glance, desired: Desired, attributes: Mapping[str, Any]) -> Version:
        """Raises CloudError; the image is deleted again then, if that can be done."""
        way = self._way(glance, desired.disk_format)
        # first: no image waits for a conversion
        data = None if way == WEB else self._formats.get(desired.disk_format)
        expected = data.sha512 if data else self._given(desired)
        made = glance.create(attributes)["id"]
        try:
            return self._fill(glance, made, way, data, expected)
        except CloudError as error:
            return _saved(glance, made, expected, error)

    def _fill(self, glance: Glance, image_id: str, way: str | None, data: Data | None,
              expected: str) -> Version:
        if data:
            glance.send(image_id, data, lambda sent: self._told(sent, data.size),
                        "stage" if way == DIRECT else "file")
        if way:
            uri = {"uri": self._source.uri} if way == WEB else {}
            glance.fetch(image_id, {"name": way, **uri}, frozenset())
        found = glance.settled(image_id)
        if not right(found, expected):
            raise CloudError("build_failed", "Glance has received other data than those that were "
                             f"sent, with the hash {found.row.get('os_hash_value')}",
                             glance.connection.target, "sending image")
        return found

    def _way(self, glance: Glance, disk_format: str) -> str | None:
        """What has to be unpacked or converted is uploaded, and not every Glance imports."""
        if self._method is None or self._method not in glance.methods():
            return None
        if self._method == WEB:
            head = self._source.head()
            if disk.compression(head) or disk.detected(head) != disk_format:
                return None
        return self._method

    @staticmethod
    def _given(desired: Desired) -> str:
        """The hash that Glance keeps, of data that it downloads: it is among the checksums."""
        return next(one.partition(":")[2] for one in desired.checksums
                    if one.startswith("sha512:"))


def _saved(glance: Glance, image_id: str, expected: str, error: CloudError) -> Version:
    """The image, if the answer alone was lost.  Raises the error; one that Glance goes on to import
    stays for the next run."""
    try:
        found = Version.of(glance.get(image_id))
        if found.usable and right(found, expected):
            return found
        if not found.coming:
            glance.delete(image_id)
            error.message += f"; the image that was created for it ({image_id}) was deleted again"
    except CloudError:
        error.message += f"; the next run deletes image {image_id}"
    raise error
