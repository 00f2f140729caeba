# SPDX-License-Identifier: GPL-3.0-or-later
"""Landing zones find their resources in memory."""

from __future__ import annotations

import openstack
import pytest
from fakeapi import Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task

assert openstack.__name__       # imported before there are threads, as select() does


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(task, "Api", Shelf)
