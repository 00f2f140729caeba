# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which targets a task is about: from its options to connections, one failure each at most."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from . import allowance
from .config import Config, Settings
from .connection import Connection, Connections
from .errors import CloudError
from .lint.entry import called
from .pool import each
from .target import Target

if TYPE_CHECKING:
    from openstack.config.cloud_region import CloudRegion

R = TypeVar("R")

# options of openstack.cloud, and what they are in clouds.yaml
LOGIN = {"auth": "auth", "auth_type": "auth_type", "interface": "interface",
         "validate_certs": "verify", "ca_cert": "cacert", "client_cert": "cert",
         "client_key": "key"}


@dataclass
class Selection:
    """entries: each target with the options that were given for it alone.

    failures: clouds and regions whose configuration could not be used.
    """

    connections: Connections = field(default_factory=Connections)
    entries: list[tuple[Target, dict]] = field(default_factory=list)
    failures: list[CloudError] = field(default_factory=list)

    @property
    def targets(self) -> list[Target]:
        """In the order of the entries."""
        return [target for target, _entry in self.entries]

    def look(self, function: Callable[[Connection], R],
             targets: Iterable[Target] | None = None) -> dict[Target, R | CloudError]:
        """ask() for what is to be seen before anything is done: a target that needs longer than an
        action may take leaves the others no time."""
        return self.ask(function, targets, allowance.LONGEST)

    def ask(self, function: Callable[[Connection], R], targets: Iterable[Target] | None = None,
            within: float | None = None) -> dict[Target, R | CloudError]:
        """{target: function(its connection) or CloudError}, all (or these) at the same time.

        A target that is silent for its api_timeout has failed, and so has one that has not done
        after `within` seconds, or not long after the timeout; the others do not wait longer.
        """
        asked = time.monotonic()

        def patience(target: Target) -> float:
            silence = self.connections[target].patience(asked)
            return silence if within is None else min(silence, asked + within - time.monotonic())
        return each(self.targets if targets is None else targets,
                    lambda target: function(self.connections[target]), patience)


def select(options: dict) -> Selection:
    """The targets that `cloud` and `region_name`, or `targets`, name; without them all there are.

    Raises CloudError (config) where no cloud can be read at all.
    """
    config = Config(Settings.of(options))
    entries = _entries(options, config)
    # reading a cloud's entry may fetch a vendor profile: side by side
    found = each(range(len(entries)), lambda number: _regions(
        config, entries[number]["cloud"], entries[number].get("region_name"), options))
    selection = Selection(Connections(options.get("timeout")))
    for number, regions in found.items():
        if isinstance(regions, CloudError):
            selection.failures.append(regions.at(_named(entries[number])))
            continue
        _limit(regions, entries[number].get("rate_limit") or options.get("rate_limit"))
        selection.entries += [(target, entries[number])
                              for target in selection.connections.add(regions)]
    return selection


def _regions(config: Config, cloud: str | dict, region_name: str | None,
             options: dict) -> dict[Target, CloudRegion]:
    """Of an inventory's `regions`, a cloud whose entry names none may have all."""
    found = config.regions(cloud, region_name)
    if options.get("regions") and not any(target.region for target in found):
        return {target: region for name in options["regions"]
                for target, region in config.regions(cloud, name).items()}
    return found


def one(options: dict) -> Connection:
    """The connection to the one target that the options of LOGIN and `cloud` name; without
    region_name, that is the first region of a cloud.

    Raises CloudError (config), also where `cloud` is needed and not given.
    """
    config = Config(Settings.of(options))
    login = {key: options[name] for name, key in LOGIN.items() if options.get(name) is not None}
    cloud = options.get("cloud") or (login if "auth" in login else _only(config.names()))
    regions = config.regions(cloud, options.get("region_name"), login)
    target, region = next(iter(regions.items()))
    return Connection(target, region, options.get("timeout"))


def _only(names: list[str]) -> str:
    if len(names) > 1:
        raise CloudError("config", f"cloud: name one of {', '.join(names)}, or set OS_CLOUD")
    return names[0]


def _entries(options: dict, config: Config) -> list[dict]:
    if options.get("targets"):
        return options["targets"]
    if options.get("cloud"):
        return [{"cloud": options["cloud"], "region_name": options.get("region_name")}]
    return [{"cloud": name} for name in config.names()]


def _limit(regions: dict[Target, CloudRegion], rate: float | None) -> None:
    """Requests per second to each service; what the task says beats clouds.yaml."""
    for region in regions.values() if rate else ():
        region.config["rate_limit"] = rate


def _named(entry: dict) -> Target:
    cloud = entry["cloud"]
    name = cloud.get("name", "cloud") if isinstance(cloud, dict) else cloud
    return Target(called(name), entry.get("region_name") or "")
