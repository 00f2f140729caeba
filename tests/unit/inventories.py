# SPDX-License-Identifier: GPL-3.0-or-later
"""An inventory plugin at work: a real inventory, and clouds that have a canned answer."""

from __future__ import annotations

from unittest.mock import Mock

import ansible.template
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.plugin_utils import inventory

trusted = getattr(ansible.template, "trust_as_template", str)     # since ansible-core 2.19

OPTIONS = {"clouds": None, "clouds_yaml": None, "secure_yaml": None, "regions": None,
           "api_timeout": 30.0, "timeout": None, "fail_on_errors": False, "sdk_log_path": None,
           "sdk_log_level": "INFO", "fleet": None, "all_projects": False, "server_filters": {},
           "filters": [], "hostnames": ["name"], "addresses": [], "reachable_port": None,
           "details": [], "group_by": ["cloud", "region", "fleet"], "legacy_groups": False,
           "legacy_variables": None, "stale_if_error": 0, "cache": False, "strict": True,
           "compose": {}, "groups": {}, "keyed_groups": [], "leading_separator": True,
           "use_extra_vars": False}


class Cloud:
    """The connection to one target, which lists these rows or raises this error."""

    microversion = "2.52"

    def __init__(self, target, answer):
        self.target, self.answer, self.asked = target, answer, []
        self.region = Mock(config={})

    def pages(self, service, path, key, action, *, make=dict, **query):
        self.asked.append((service, path, query))
        if isinstance(self.answer, Exception):
            raise self.answer
        return [make(row) for row in self.answer]

    def patience(self, _asked):
        return 30.0


class Parsed:
    """What became of it: data, warnings, what was selected, the clouds."""

    def __init__(self, monkeypatch, module, answers, failures=(), data=None, **options):
        self.clouds = {target: Cloud(target, answer) for target, answer in answers.items()}
        self.data, self.selected = data or InventoryData(), []
        self.selection = Selection(self.clouds, [(target, {}) for target in answers],
                                   list(failures))
        monkeypatch.setattr(inventory, "select", self.select)
        plugin = module.InventoryModule()
        plugin._options = {**OPTIONS, **options}
        plugin.display = Mock()
        monkeypatch.setattr(plugin, "_read_config_data", lambda path: {})
        plugin.parse(self.data, DataLoader(), "servers.yml")
        self.warnings = [call.args[0] for call in plugin.display.warning.call_args_list]

    def select(self, options):
        self.selected.append(options)
        return self.selection

    def group(self, name):
        return [host.name for host in self.data.groups[name].get_hosts()]

    def variables(self, name):
        return self.data.hosts[name].vars
