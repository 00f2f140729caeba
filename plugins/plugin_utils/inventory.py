# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the inventory plugins have in common: from their options to hosts in the inventory."""
from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from ansible.errors import AnsibleError, AnsibleParserError, AnsibleUndefinedVariable
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.inventory import BaseInventoryPlugin, Constructable
from ansible.utils.path import unfrackpath

from ..module_utils._cloud.errors import CloudError
from .hosts import Host, free, safe
from .untrusted import plain, untrusted

if TYPE_CHECKING:
    from ansible.inventory.group import Group as InventoryGroup
    from ansible.inventory.host import Host as InventoryHost

    from ..module_utils._cloud.select import Selection

# may hold templates, which see extra variables
TEMPLATES = ("clouds_yaml", "secure_yaml", "clouds", "regions", "sdk_log_path")


class CloudInventory(BaseInventoryPlugin, Constructable):
    """An inventory plugin says which hosts there are; all else is here.

    GROUP: the group of all its hosts.  TEMPLATED: its options that may hold templates.
    RENAMED: {option of a plugin that it takes the place of: what to write instead}
    """

    GROUP: str
    TEMPLATED: tuple[str, ...] = TEMPLATES
    RENAMED: dict[str, str] = {}

    def hosts(self) -> list[Host]:
        """Every host.  Raises CloudError where there can be none at all."""
        raise NotImplementedError

    def verify_file(self, path: str) -> bool:
        """Whether this may be our configuration; its key `plugin` decides."""
        return super().verify_file(path) and path.endswith((".yml", ".yaml"))

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        """Fills the inventory."""
        super().parse(inventory, loader, path, cache)
        self.path, self.reads_cache = path, cache
        self._check(self._read_config_data(path))
        try:
            hosts = self.hosts()
        except CloudError as error:
            raise AnsibleParserError(str(error)) from None
        except ModuleNotFoundError as error:
            raise AnsibleParserError(
                f"the Python that runs Ansible ({sys.executable}) has no {error.name}: install "
                "openstacksdk there") from None
        self._add(hosts)

    def _check(self, given: Iterable[str]) -> None:
        """Ansible takes no notice of an option that it does not know."""
        for name in given:
            if name in self.RENAMED:
                raise AnsibleParserError(f"the option {name} has another name here: use "
                                         f"{self.RENAMED[name]}")
            if name not in self._known():
                raise AnsibleParserError(f"there is no option {name}; there are "
                                         f"{', '.join(sorted(self.option_definitions))}")

    def _known(self) -> set[str]:
        return {word for name, option in self.option_definitions.items()
                for word in (name, *(option.get("aliases") or ()))}

    def option(self, name: str) -> Any:
        """Its value; a template in it is one of the user's."""
        value = self.get_option(name)
        if name not in self.TEMPLATED or value is None:
            return value
        self.templar.available_variables = self._vars
        found = self.templar.template(value)
        if not isinstance(found, list):
            return found
        # Ansible has made a list of the one template that gives all of it
        return [item for part in found for item in (part if isinstance(part, list) else [part])]

    def select(self) -> Selection:
        """The targets that the options name, and a warning for each that cannot be used."""
        # here: who finds all in a cache needs nothing of that
        from ..module_utils._cloud import files as descriptions
        from ..module_utils._cloud.lint.entry import called
        from ..module_utils._cloud.select import select
        for sentence in descriptions.warnings(self.option("clouds_yaml")):
            self.display.warning(sentence)
        options = {name: self.option(name)
                   for name in ("api_timeout", "keep_session", "sdk_log_path", "sdk_log_level")}
        # plain(): the names become variables, which are not to be templates
        clouds = [{"cloud": plain(cloud)} for cloud in self.option("clouds") or ()]
        regions = [called(region) for region in plain(self.option("regions")) or ()]
        with self._in_clear() as files:
            selection = select({**options, **files, "targets": clouds, "regions": regions})
        self._leave(selection, regions)
        for error in selection.failures:
            self.warn(error)
        return selection

    def _leave(self, selection: Selection, regions: list[str]) -> None:
        """Only those in these regions."""
        known = {target.region for target in selection.targets}
        for region in set(regions or ()) - known:
            selection.failures.append(CloudError(
                "config", f"regions: no cloud has the region {region!r}; there is "
                f"{', '.join(sorted(filter(None, known))) or 'none'}"))
        if regions:
            selection.entries = [entry for entry in selection.entries
                                 if entry[0].region in regions]

    def files(self) -> dict[str, str]:
        """Paths of clouds.yaml and secure.yaml, as far as the options name them."""
        paths = {name: unfrackpath(path, follow=False) for name in ("clouds_yaml", "secure_yaml")
                 if (path := self.option(name))}
        if "clouds_yaml" in paths and "secure_yaml" not in paths:
            beside = os.path.join(os.path.dirname(paths["clouds_yaml"]), "secure.yaml")
            paths |= {"secure_yaml": beside} if os.path.exists(beside) else {}
        return paths

    @contextmanager
    def _in_clear(self) -> Iterator[dict[str, str]]:
        """The same, of files that openstacksdk can read: Ansible decrypts those that are vaulted,
        and removes them again."""
        paths = self.files()
        opened = {}
        try:
            for name, path in paths.items():
                opened[name] = self._opened(path)
            yield opened
        finally:
            for path in opened.values():
                self.loader.cleanup_tmp_file(path)

    def _opened(self, path: str) -> str:
        try:
            return self.loader.get_real_file(path) if os.path.exists(path) else path
        except AnsibleError as error:
            raise AnsibleParserError(f"{path}: {error}") from None

    def warn(self, error: CloudError) -> None:
        """One sentence; the hosts of other clouds are not concerned, unless that is asked for."""
        if self.get_option("fail_on_errors"):
            raise AnsibleParserError(str(error))
        self.display.warning(str(error))

    def made_of(self, variables: dict) -> object:
        """What a host of GROUP was made of, by its variables."""
        raise NotImplementedError

    def taken(self, groups: Iterable[str]) -> dict[str, Any]:
        """{name that a host would share with something else: what a host was made of that has it,
        None if that is no host of this plugin's}.

        groups: those that the hosts will be in.
        """
        names = {*groups, *self.get_option("groups")}
        meant = {host.name: self._meant_by(host) for host in self.inventory.hosts.values()}
        if self.get_option("merge_hosts"):
            meant = {name: thing for name, thing in meant.items() if thing}
        return {**meant, **dict.fromkeys(
            {*map(self._sanitize_group_name, names), *names, *self.inventory.groups})}

    def _meant_by(self, host: InventoryHost) -> object:
        own = self.GROUP in (group.name for group in host.groups)
        return self.made_of(host.vars) if own else None

    def _sanitize_group_name(self, name: str) -> str:
        """For all groups that are made here, by Ansible's own code as well: hosts and this machine
        are never meant by the name of a group."""
        return free(safe(super()._sanitize_group_name(name)), self.inventory.hosts)

    def meant(self, variables: dict) -> bool:
        """Whether the first of the filters that is true says so."""
        for number, entry in enumerate(self.get_option("filters"), 1):
            if not isinstance(entry, dict) or list(entry) not in (["include"], ["exclude"]):
                raise AnsibleParserError(f"filters: entry {number} must be a mapping with the key "
                                         "include or exclude, and a condition")
            [(kind, condition)] = entry.items()
            if self._true(condition, untrusted(variables)):
                return kind == "include"
        return True

    def _true(self, condition: object, variables: dict) -> bool:
        try:
            return boolean(condition if isinstance(condition, bool)
                           else self._compose(condition, variables))
        except Exception as error:      # what a template does, and what is no boolean
            if self.get_option("strict"):
                raise AnsibleParserError(f"filters: {condition!r}: {error}") from None
            return False

    def text(self, template: str, variables: dict) -> str | None:
        """What a template makes of them, None if of something that is not there."""
        self.templar.available_variables = untrusted(variables)
        try:
            return self.templar.template(template)
        except AnsibleUndefinedVariable:
            return None
        except Exception as error:
            raise AnsibleParserError(f"{template!r}: {error}") from None

    def _add(self, hosts: list[Host]) -> None:
        # before the first host: Ansible keeps those that are there when a plugin fails, and
        # connects to one without variables by its name
        variables = [untrusted(host.variables) for host in hosts]
        # also without a host: so that a play tells an empty inventory from none
        self.inventory.add_group(self.GROUP)
        # below all other groups: variables of one cloud or fleet are for fewer hosts, and win
        self.inventory.groups[self.GROUP].set_priority(0)
        for host, own in zip(hosts, variables, strict=True):
            self._add_host(host.name, own)      # all, before a group that could have such a name
        named = cache(lambda group: self.inventory.add_group(self._sanitize_group_name(group)))
        exact = cache(lambda group: self.inventory.add_group(free(group, self.inventory.hosts)))
        for host in hosts:
            for group in {*map(named, host.groups), *map(exact, host.exact)}:
                self.inventory.add_child(group, host.name)
        shared = {group: one for host in hosts for group, one in host.shared.items()}
        for group, found in shared.items():
            self._share(self.inventory.groups[named(group)], found)
        self._construct([host.name for host in hosts])

    def _add_host(self, name: str, variables: dict) -> None:
        self.inventory.add_host(name)
        # the inventory's own set_variable() notes of each value that it is from our file, which it
        # is not, and takes a quarter of all time for that
        made = self.inventory.get_host(name)
        for key, value in variables.items():
            made.set_variable(key, value)

    def _share(self, group: InventoryGroup, variables: Mapping[str, Any]) -> None:
        """Variables that all that a user says counts more than: also in an inventory before this
        one."""
        group.set_priority(0)
        for key, value in variables.items():
            if key not in group.vars:
                group.set_variable(key, untrusted(value))

    def _construct(self, names: list[str]) -> None:
        strict = self.get_option("strict")
        compose, groups, keyed = map(self.get_option, ("compose", "groups", "keyed_groups"))
        for name in names if compose or groups or keyed else ():
            variables = self.inventory.get_host(name).get_vars()
            self._set_composite_vars(compose, variables, name, strict=strict)
            self._add_host_to_composed_groups(groups, {}, name, strict=strict)
            self._add_host_to_keyed_groups(keyed, {}, name, strict=strict)
