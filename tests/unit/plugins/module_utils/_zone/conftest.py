# SPDX-License-Identifier: GPL-3.0-or-later
"""Landing zones find their resources in memory."""

from __future__ import annotations

from importlib import import_module

import pytest
from fakeapi import Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task

import_module("openstack")      # before there are threads, as select() does


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(task, "Api", Shelf)
