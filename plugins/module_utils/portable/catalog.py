# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one target has for a wish: its lists, each asked for once, and the answer out of them."""
from __future__ import annotations

from dataclasses import dataclass

from ..cloud.connection import Connection
from ..cloud.errors import CloudError
from . import flavor as flavors
from . import image as images
from . import network as networks


@dataclass(frozen=True)
class Answer:
    """One provider's answer to a wish: ids, sizes (ram in MiB), and how an address is had."""

    image: str
    flavor: str
    flavor_name: str
    vcpus: int
    ram: int
    network: str
    floating: str | None        # the network that a floating IP comes from, where one is needed


class Catalog:
    """The images, flavors and networks of one target."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self._networks: list[dict] | None = None

    def answer(self, *, image: str, flavor: str, network: str | None, auto_ip: bool) -> Answer:
        """The answer to a wish.  Raises CloudError: not_found, ambiguous, and what calls raise."""
        chosen, size = self.image(image), self.flavor(flavor)
        where = self._named("network", lambda: networks.choose(
            self.networks(), network, self.hints()))
        source = self._named("network", lambda: networks.floating_source(
            self.networks(), where, self.hints())) if auto_ip else None
        return Answer(image=chosen["id"], flavor=size["id"], flavor_name=size["name"],
                      vcpus=size["vcpus"], ram=size["ram"], network=where["id"], floating=source)

    def image(self, wished: str) -> dict:
        """By name on the server's side; the whole list only to find an id, or what comes close."""
        ask = "listing images"
        found = self.connection.pages("image", "/images", "images", ask, name=wished)
        if not found:
            found = self.connection.pages("image", "/images", "images", ask)
        return self._named("image", lambda: images.choose(found, wished))

    def flavor(self, wished: str) -> dict:
        """Nova cannot filter flavors by name: the list it is."""
        found = self.connection.pages("compute", "/flavors/detail", "flavors", "listing flavors")
        return self._named("flavor", lambda: flavors.choose(found, wished))

    def networks(self) -> list[dict]:
        """Every network that the project can see; asked for once."""
        if self._networks is None:
            self._networks = self.connection.pages("network", "/networks", "networks",
                                                   "listing networks")
        return self._networks

    def hints(self) -> networks.Hints:
        """What clouds.yaml says."""
        region = self.connection.region
        source = str(region.config.get("floating_ip_source") or "neutron").lower()
        return networks.Hints(floating_ips=source != "none",
                              external=tuple(region.get_external_ipv4_networks()),
                              nat_source=region.get_nat_source(),
                              default=region.get_default_network())

    def _named(self, option, choose):
        try:
            return choose()
        except CloudError as error:
            raise error.at(self.connection.target, option) from None
