# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Parts that several kinds of resources have, each with calls of its own."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..api import Api
from ..spec import Aspect, Field

if TYPE_CHECKING:
    from openstack.resource import Resource


class Tags(Aspect):
    """Neutron's tags, which are set as a whole."""

    fields = {"tags": Field("list", compare="set", option={"elements": "str"})}

    def read(self, api: Api, resource: Resource) -> dict:
        """Those that it has."""
        return {"tags": resource.tags or []}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        api.call("tagging", resource.set_tags, changes["tags"][1])
