# SPDX-License-Identifier: GPL-3.0-or-later
"""openstacksdk is imported without all services, and nobody else can tell."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import sdk

LOADED = f"from {sdk.__name__} import load; load(); import sys, openstack; "


@pytest.mark.parametrize("tried", [
    "assert 'openstack.compute.v2._proxy' not in sys.modules",
    "import openstack.config, openstack.resource, openstack.network.v2.network; "
    "assert 'openstack.compute.v2._proxy' not in sys.modules",
    "load(); assert openstack.connection.Connection.__module__ == 'openstack.connection'",
    "from openstack.connection import Connection; assert Connection.list_servers",
    "from openstack import connection; assert connection.from_config",
    "import openstack.exceptions as e\n"
    "try: openstack.connect(cloud='none', load_yaml_config=False)\n"
    "except e.ConfigException: pass",
    "import openstack.connection as c; assert c is openstack.connection and c.Connection",
])
def test_all_of_it_is_there_when_it_is_used(tried):
    subprocess.run([sys.executable, "-c", LOADED + tried], check=True)


def test_where_it_is_missing(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "openstack"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(ImportError):
        sdk.load()
    assert sdk.CONNECTION not in sys.modules
