# SPDX-License-Identifier: GPL-3.0-or-later
"""A service on this machine, and connections to it."""

from __future__ import annotations

import pytest
from fakeservice import Service

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import own_folder
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)


@pytest.fixture
def service():
    found = Service()
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def connect(place, service):
    """A connection to the service, by an entry of clouds.yaml."""
    from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
        Connections,
    )

    def make(timeout=None, **more):
        entry = {"auth_type": "none", "auth": {"endpoint": service.url}, **more}
        regions = Config(Settings(place.clouds(a=entry))).regions("a")
        connections = Connections(timeout)
        target, = connections.add(regions)
        connections.add(Config(Settings(place.clouds(a=entry))).regions("a"))
        return connections[target]
    return make


@pytest.fixture
def runtime(tmp_path, monkeypatch):
    """The folder of sessions, which is not there yet."""
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    return tmp_path / "run" / own_folder.FOLDER
