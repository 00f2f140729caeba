# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the inventory plugins have in common: from their options to hosts in the inventory."""
from __future__ import annotations

import sys

from ansible.constants import LOCALHOST
from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Constructable

from ..module_utils.cloud.errors import CloudError
from ..module_utils.cloud.select import Selection, select
from ..module_utils.fleet.hosts import Host
from .untrusted import untrusted


class CloudInventory(BaseInventoryPlugin, Constructable):
    """An inventory plugin says which hosts there are; all else is here.

    GROUP: the group of all its hosts.
    """

    GROUP: str

    def hosts(self) -> list[Host]:
        """Every host.  Raises CloudError where there can be none at all."""
        raise NotImplementedError

    def verify_file(self, path):
        """Whether this may be our configuration; its key `plugin` decides."""
        return super().verify_file(path) and path.endswith((".yml", ".yaml"))

    def parse(self, inventory, loader, path, cache=True):
        """Fills the inventory."""
        super().parse(inventory, loader, path, cache)
        self._read_config_data(path)
        try:
            hosts = self.hosts()
        except CloudError as error:
            raise AnsibleParserError(str(error)) from None
        except ModuleNotFoundError as error:
            raise AnsibleParserError(
                f"the Python that runs Ansible ({sys.executable}) has no {error.name}: install "
                "openstacksdk there") from None
        self._add(hosts)

    def select(self) -> Selection:
        """The targets that the options name, and a warning for each that cannot be used."""
        options = {name: self.get_option(name)
                   for name in ("clouds_yaml", "secure_yaml", "api_timeout", "sdk_log_path",
                                "sdk_log_level")}
        # str(): the names become variables, which are not to be templates
        clouds = [{"cloud": str(name)} for name in self.get_option("clouds") or ()]
        selection = select({**options, "targets": clouds})
        for error in selection.failures:
            self.warn(error)
        return selection

    def warn(self, error: CloudError) -> None:
        """One sentence; the hosts of other clouds are not concerned."""
        self.display.warning(str(error))

    def taken(self, groups) -> set[str]:
        """Names that no host may have: Ansible would take it for the group, or for this machine.

        groups: those that the hosts will be in.
        """
        names = {*groups, *self.get_option("groups")}
        return {*map(self._sanitize_group_name, names), *self.inventory.groups, *LOCALHOST}

    def _add(self, hosts):
        # also without a host: so that a play tells an empty inventory from none
        self.inventory.add_group(self.GROUP)
        for host in hosts:
            self.inventory.add_host(host.name)
            for group in host.groups:
                known = self.inventory.add_group(self._sanitize_group_name(group))
                self.inventory.add_host(host.name, known)
            for name, value in untrusted(host.variables).items():
                self.inventory.set_variable(host.name, name, value)
        self._construct([host.name for host in hosts])

    def _construct(self, names):
        """One kind after the other: a group that a value gives its name may have that of a host,
        and variables would go to the group."""
        strict = self.get_option("strict")
        compose, groups, keyed = map(self.get_option, ("compose", "groups", "keyed_groups"))
        for name in names:
            variables = self.inventory.get_host(name).get_vars()
            self._set_composite_vars(compose, variables, name, strict=strict)
        for name in names:
            self._add_host_to_composed_groups(groups, {}, name, strict=strict)
        for name in names:
            self._add_host_to_keyed_groups(keyed, {}, name, strict=strict)
