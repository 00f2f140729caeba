# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import sys

THREADS = 1     # its transactions read first and write later, and are not oslo.db's (see sqlite.py)


def load():
    import barbican.api.app
    import barbican.api.middleware.context
    import barbican.plugin.crypto.simple_crypto
    import barbican.plugin.store_crypto  # noqa: F401
    import keystonemiddleware.auth_token  # noqa: F401


def run(root):
    from barbican.common import config
    from barbican.plugin import store_crypto
    from barbican.plugin.crypto import manager, simple_crypto
    from barbican.plugin.interface import secret_store
    from paste import deploy
    # each has read the configuration when it was imported; now there is one
    for module in (config, manager, secret_store, simple_crypto, store_crypto):
        config.parse_args(module.CONF, default_config_files=[f'{root}/etc/barbican.conf'])
    return deploy.loadapp(f'config:{sys.prefix}/etc/barbican/barbican-api-paste.ini')
