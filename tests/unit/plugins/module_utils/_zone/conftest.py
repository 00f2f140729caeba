# SPDX-License-Identifier: GPL-3.0-or-later
"""Landing zones find their resources in memory."""

from __future__ import annotations

import openstack  # noqa: F401, as select() does before there are threads
import pytest
from fakeapi import Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(task, "Api", Shelf)
