# SPDX-License-Identifier: GPL-3.0-or-later
"""The file of host keys that a fleet keeps."""

from __future__ import annotations

import pytest
from builders import A, B, addresses, host_key, seen, server
from fakes import FakeCloud
from runs import CONSOLE, KEY

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import Facts
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.host_keys import HostKeys


def test_host_keys_are_read_once_and_forgotten_with_their_server(go, tmp_path):
    path = tmp_path / "known_hosts"
    a = FakeCloud(A)
    a.console = CONSOLE
    options = {"count": 1, "known_hosts": str(path)}
    result = go(a, **options)
    assert path.read_text() == (
        f"127.0.0.1 {KEY} multicloud_fleet=web multicloud_server={result['servers'][0]['id']}\n")
    del a.log[:]
    assert not go(a, **options)["changed"]
    assert a.writes == []
    path.write_text(f"git.example.org ssh-rsa AAAA\n{path.read_text()}")
    assert not go(a, state="absent", **{**options, "count": None})["failed"]
    assert path.read_text() == "git.example.org ssh-rsa AAAA\n"


AT = "2026-11-29T05:00:00.000000"
OTHER = host_key(2)
MARK = "multicloud_fleet=web multicloud_server="
LINE = f"192.0.2.1 {KEY} {MARK}a1 multicloud_launched={AT}\n"


def listed(server_id="a1", address="192.0.2.1", name="web-1"):
    """A row of a result."""
    return {"id": server_id, "name": name, "address": address, "cloud": "a", "region_name": "",
            "metadata": {}}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "known_hosts"


@pytest.mark.parametrize(("port", "server_id", "address", "keys"), [
    (22, "a1", "192.0.2.1", [KEY]), (2222, "a1", "192.0.2.1", None), (22, "a9", "192.0.2.1", None),
    (22, "a1", "192.0.2.2", None)])
def test_a_very_server_at_its_very_place_is_recalled(path, port, server_id, address, keys):
    path.write_text(LINE)
    facts = {}
    HostKeys(str(path), "web", port).recall(seen([
        server(server_id=server_id, addresses=addresses(address)), server(2, B)]), facts)
    assert facts == ({"a1": Facts(keys=keys, launched=AT)} if keys else {})


def test_what_the_run_has_learnt_is_newer_than_the_file(path):
    path.write_text(LINE)
    facts = {"a1": Facts(keys=[OTHER])}
    HostKeys(str(path), "web", 22).recall(
        seen([server(addresses=addresses("192.0.2.1"))]), facts)
    assert facts == {"a1": Facts(keys=[OTHER])}


FOREIGN = "git.example.org ssh-rsa AAAA\n"


@pytest.mark.parametrize(("rows", "all_seen", "text"), [
    ([listed()], True, FOREIGN + LINE),
    ([listed(), listed("a2", "192.0.2.2")], True, FOREIGN + LINE),      # nothing is known of a2
    ([listed(address=None)], True, FOREIGN),
    ([], True, FOREIGN),
    ([], False, FOREIGN + LINE),        # they may be where nobody has looked
])
def test_what_is_saved(path, rows, all_seen, text):
    before = FOREIGN + LINE
    path.write_text(before)
    facts = {"a1": Facts(keys=[KEY], launched=AT), "a2": Facts()}
    changed, clashes = HostKeys(str(path), "web", 22).save(rows, facts, all_seen)
    assert (path.read_text(), changed, clashes) == (text, text != before, [])


def test_of_an_address_that_several_have_no_key_is_saved(path):
    rows = [listed(), listed("a2", name="web-2"), listed("a3", "192.0.2.3", "web-3")]
    facts = {row["id"]: Facts(keys=[KEY]) for row in rows}
    changed, clashes = HostKeys(str(path), "web", 2222).save(rows, facts, True)
    assert changed and path.read_text() == f"[192.0.2.3]:2222 {KEY} {MARK}a3\n"
    error, = clashes
    assert "several servers have the address 192.0.2.1: web-1 (a1) on a, web-2 (a2)" in str(error)


def test_without_a_file_nothing_is_known_or_saved(tmp_path):
    facts = {"a1": Facts(keys=[KEY])}
    keys = HostKeys(None, "web", 22)
    keys.recall(seen([server(2)]), facts)
    assert keys.save([listed()], facts, True) == (False, [])
    assert list(facts) == ["a1"] and list(tmp_path.iterdir()) == []
