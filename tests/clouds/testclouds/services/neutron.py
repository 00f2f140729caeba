# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os

THREADS = 8


def load():
    import neutron.plugins.ml2.plugin  # noqa: F401
    import neutron.server.api  # noqa: F401

    from testclouds.services import network
    network.patch()


def run(root):
    os.environ['OS_NEUTRON_CONFIG_FILES'] = f'{root}/etc/neutron.conf'
    from neutron import server
    from neutron.server import api
    return server.boot_server(api.api_server, prog='neutron-api')
