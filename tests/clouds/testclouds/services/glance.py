# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os

THREADS = 4


def load():
    import glance.api.v2.router  # noqa: F401
    import glance.common.wsgi_app  # noqa: F401


def run(root):
    os.environ['OS_GLANCE_CONFIG_DIR'] = f'{root}/etc'
    from glance.common import wsgi_app
    wsgi_app.CONFIG_FILES = ['glance-api.conf']         # it says where the others are
    return wsgi_app.init_app()
