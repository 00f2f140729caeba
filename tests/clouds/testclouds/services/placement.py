# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os

THREADS = 4


def load():
    import placement.deploy  # noqa: F401
    import placement.wsgi  # noqa: F401


def run(root):
    os.environ['OS_PLACEMENT_CONFIG_DIR'] = f'{root}/etc'
    from placement import wsgi
    return wsgi.init_application()
