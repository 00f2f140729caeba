# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os

from testclouds import state

THREADS = 8


def load():
    import keystone.server.backends  # noqa: F401
    import keystone.server.wsgi  # noqa: F401


def run(root):
    os.environ['OS_KEYSTONE_CONFIG_DIR'] = f'{root}/etc'
    from keystone.server import wsgi
    application = wsgi.initialize_public_application()
    if known := state.read_json(f'{root}/run/logins.json'):
        from testclouds.services import federation
        return federation.in_front(application, known)
    return application
