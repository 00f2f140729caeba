# SPDX-License-Identifier: GPL-3.0-or-later
"""An inventory plugin at work: a real inventory, and clouds that have a canned answer."""

from __future__ import annotations

import tempfile
from importlib import import_module
from pathlib import Path
from unittest.mock import Mock

import ansible.plugins.inventory
import ansible.template
import yaml
from ansible import constants
from ansible.inventory.data import InventoryData
from ansible.parsing import vault
from ansible.parsing.dataloader import DataLoader
from ansible.utils.plugin_docs import add_fragments
from builders import row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import connection, select

OURS = "multicloud.openstack."
SELECT = select.select
trusted = getattr(ansible.template, "trust_as_template", str)     # since ansible-core 2.19


SECRET = vault.VaultSecret(b"open sesame")


def web(number=1, name=None, metadata=None, **more):
    """A server, as a row of Nova's list."""
    return row(f"id-{number}", name or f"web-{number}", metadata or {}, **more)


def hosts(found):
    """The names of those of the plugin servers."""
    return found.group("servers")


def vaulted(text, secret=SECRET):
    """As `ansible-vault encrypt` leaves it."""
    return vault.VaultLib([("default", secret)]).encrypt(text, secret).decode()


class Vaulted(str):
    """A text as `ansible-vault encrypt_string` has it in a file."""


class Dumper(yaml.SafeDumper):
    """YAML as users write it."""


Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))
Dumper.add_representer(Vaulted, lambda dumper, text: dumper.represent_scalar(
    "!vault", str(text), style="|"))


class Fragments:
    """Where Ansible finds the fragments of documentation, ours without its collection loader."""

    def get(self, name):
        if name.startswith(OURS):
            name = name.removeprefix(OURS)
            package = "ansible_collections.multicloud.openstack.plugins.doc_fragments"
        else:
            package = "ansible.plugins.doc_fragments"
        try:
            found = import_module(f"{package}.{name}").ModuleDocFragment
        except ModuleNotFoundError:
            return None
        found.ansible_name = name
        return found


def loaded(module):
    """A plugin as Ansible's loader gives it, with all its options' definitions."""
    plugin = module.InventoryModule()
    plugin._load_name = plugin.ansible_name = plugin.NAME
    plugin._redirected_names = None
    if not constants.config.has_configuration_definition("inventory", plugin.NAME):
        documentation = yaml.safe_load(module.DOCUMENTATION)
        add_fragments(documentation, module.__file__, fragment_loader=Fragments())
        constants.config.initialize_plugin_configuration_definitions(
            "inventory", plugin.NAME, documentation["options"])
    return plugin


class Cloud:
    """The connection to one target.

    answer: its servers, or what it has by path, {"/servers/detail": [...]}; errors are raised.
    """

    microversion = "2.52"

    def __init__(self, target, answer, config=None):
        self.target, self.answer, self.asked = target, answer, []
        self.region = Mock(config=config or {})

    def pages(self, service, path, key, action, *, make=dict, **query):
        self.asked.append((service, path, query))
        found = self.answer
        if isinstance(found, dict):
            found = found.get(path, [])
        if isinstance(found, Exception):
            raise found
        return [make(row) for row in found]

    def patience(self, _asked):
        return 30.0


class Parsed:
    """What became of it: data, warnings, what was selected, the clouds.

    answers: {target: of its cloud}.  failures: targets that cannot be used; None: openstacksdk
    says so, and which targets there are, by clouds.yaml.
    options: as its file has them.  folder: where that file is; another one each time if not given.
    refresh: as `meta: refresh_inventory` does it.  extra: extra variables.  secrets: of a vault.
    """

    def __init__(self, monkeypatch, module, answers, failures=(), data=None, *, folder=None,
                 refresh=False, extra=None, secrets=(), **options):
        self.clouds = {target: Cloud(target, answer) for target, answer in answers.items()}
        self.data, self.selected, self.failures = data or InventoryData(), [], failures
        monkeypatch.setattr(select, "select", self.select)
        if failures is None:
            monkeypatch.setattr(connection, "Connection", self._connection)
        monkeypatch.setattr(ansible.plugins.inventory, "load_extra_vars",
                            lambda loader: extra or {})
        plugin = loaded(module)
        plugin.display = display = Mock()
        with tempfile.TemporaryDirectory() as other:
            path = Path(folder or other, "servers.yml")
            path.write_text(yaml.dump({"plugin": plugin.NAME, **options}, Dumper=Dumper))
            plugin.parse(self.data, self._loader(monkeypatch, list(secrets)), str(path),
                         cache=not refresh)
        if options.get("cache"):
            plugin.update_cache_if_changed()        # as Ansible does after parse()
        self.warnings = [call.args[0] for call in display.warning.call_args_list]

    def _loader(self, monkeypatch, secrets):
        loader = DataLoader()
        loader.set_vault_secrets(secrets)
        if hasattr(vault, "VaultSecretsContext"):       # since ansible-core 2.19
            monkeypatch.setattr(vault.VaultSecretsContext, "_current",
                                vault.VaultSecretsContext(secrets))
        return loader

    def select(self, options):
        self.selected.append(options)
        if self.failures is None:
            return SELECT(options)
        return select.Selection(self.clouds, [(target, {}) for target in self.clouds],
                                list(self.failures))

    def _connection(self, target, region, _timeout):
        self.clouds[target].region = region
        return self.clouds[target]

    def group(self, name):
        return [host.name for host in self.data.groups[name].get_hosts()]

    def variables(self, name):
        return self.data.hosts[name].vars
