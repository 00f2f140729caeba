# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs on clouds in memory: look, plan, apply, look again, report."""

from __future__ import annotations

import socket

import pytest
import runs

OPTIONS = {"count": 2, "known_hosts": None, "unseen": "replace", "update_policy": "none",
           "placement": "spread"}


@pytest.fixture
def go(monkeypatch, tmp_path):
    """Runs the module's options on these clouds; its result, which is plain data."""
    return runs.player(monkeypatch, tmp_path, **OPTIONS)


@pytest.fixture
def silent_port():
    """A port of this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
