# SPDX-License-Identifier: GPL-3.0-or-later
"""BGP: what is between speakers, peers and networks, and which association is meant."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import bgp

SPEAKER = {"bgp_speaker": {"peers": ["x"], "networks": ["y"]}}


@pytest.mark.parametrize(("relation", "end", "there", "desired", "path", "body"), [
    (bgp.BGP_SPEAKER_PEER, {"peer": "x"}, True, False, "remove_bgp_peer", {"bgp_peer_id": "x"}),
    (bgp.BGP_SPEAKER_PEER, {"peer": "y"}, False, True, "add_bgp_peer", {"bgp_peer_id": "y"}),
    (bgp.BGP_SPEAKER_NETWORK, {"network": "y"}, True, False, "remove_gateway_network",
     {"network_id": "y"}),
    (bgp.BGP_SPEAKER_NETWORK, {"network": "x"}, False, True, "add_gateway_network",
     {"network_id": "x"})])
def test_relations(relation, end, there, desired, path, body):
    asked = []
    answer = SimpleNamespace(status_code=200, headers={})
    adapter = SimpleNamespace(request=lambda path, method, json, **_more: asked.append(
        (method, path, json)) or answer)
    connection = SimpleNamespace(
        get=lambda *sent: asked.append(sent[:2]) or SPEAKER,
        adapter=lambda _service: adapter, guarded=lambda _action, function, _service: function())
    ends = {"speaker": "s", **end}
    assert relation.exists(connection, ends) is there
    relation.change(connection, ends, desired)
    assert asked == [("network", "/bgp-speakers/s"),
                     ("PUT", f"/bgp-speakers/s/{path}", body)]


@pytest.mark.parametrize(("spec", "end"), [
    (bgp.NETWORK_ASSOCIATION, "network"), (bgp.ROUTER_ASSOCIATION, "router")])
@pytest.mark.parametrize(("name", "found"), [("a", 0), ("b", None)])
def test_which_association(spec, end, name, found):
    rows = [SimpleNamespace(**{f"{end}_id": f"{end}:a"})]
    asked = []
    api = SimpleNamespace(list=lambda **query: asked.append(query) or rows)
    task = SimpleNamespace(resolve=lambda noun, desired: f"{noun}:{desired}")
    there = spec.lookup(task, api, {"bgpvpn": "v", end: name})
    assert there is (None if found is None else rows[found])
    assert asked == [{"bgpvpn_id": "bgpvpn:v"}]
