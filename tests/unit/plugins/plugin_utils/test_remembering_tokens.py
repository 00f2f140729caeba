# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers of which a secret alone says whose they are are not remembered."""

from __future__ import annotations

import pytest
from builders import A, B
from inventories import Parsed, hosts, web

from ansible_collections.multicloud.openstack.plugins.inventory import servers

ONE = {A: [web(1)], B: [web(2)]}


@pytest.fixture
def parse(monkeypatch, tmp_path):
    def run(**more):
        return Parsed(monkeypatch, servers, ONE, folder=tmp_path, **{
            "cache": True, "cache_plugin": "jsonfile", "cache_timeout": 600,
            "cache_connection": str(tmp_path / "cache"), **more})
    return run


def of_token(**more):
    """An entry of clouds."""
    return {"name": "a", "auth_type": "v3token", "auth": {
        "auth_url": "http://192.0.2.1:5000/v3", "token": "t", **more}}


@pytest.mark.parametrize(("more", "kept"), [
    ({}, False), ({"project_name": "p"}, True), ({"project-id": "p"}, True),
    ({"project_id": None}, False), ({"token": None}, True)])
def test_an_entry_with_nothing_but_a_token(parse, tmp_path, more, kept):
    """A digest is the same for all tokens, and so for those of other projects."""
    clouds = ["b", of_token(**more)]
    parse(clouds=clouds)
    assert any((tmp_path / "cache").iterdir()) is kept
    found = parse(clouds=clouds)
    assert hosts(found) == ["web-1", "web-2"] and (found.selected == []) is kept


def test_a_token_of_the_environment(parse, monkeypatch):
    monkeypatch.setenv("OS_TOKEN", "t")
    parse()
    assert parse().selected != []
    monkeypatch.setenv("OS_PROJECT_ID", "p")
    parse()
    assert parse().selected == []
