# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os

from testclouds import releases, shapes, state

THREADS = 8


def load():
    import neutron.common.config
    import neutron.plugins.ml2.plugin
    import neutron.server  # noqa: F401

    from testclouds.services import network
    network.patch()


def run(root):
    os.environ['OS_NEUTRON_CONFIG_FILES'] = f'{root}/etc/neutron.conf'
    from neutron import server
    shape(shapes.on(root), f'{root}/etc/neutron-policy.yaml')
    if 'neutron' in releases.current().eventlet:        # which has no neutron-api
        from neutron.common import config
        return server.boot_server(lambda: config.load_paste_app('neutron'))
    from neutron.server import api
    return server.boot_server(api.api_server)


def shape(chosen, policy):
    """What it lacks, although its plugins want all of theirs, and what it forbids."""
    from neutron.api import extensions
    manager = extensions.PluginAwareExtensionManager
    lacking = tuple(begin for one in chosen for begin in one.lacking)
    check = manager._check_extension
    manager._check_extension = lambda self, extension: (
        not extension.get_alias().startswith(lacking) and check(self, extension))
    if lacking:
        manager.check_if_plugin_extensions_loaded = lambda self: None
    state.write_json(policy, {rule: '!' for one in chosen for rule in one.forbidden})
