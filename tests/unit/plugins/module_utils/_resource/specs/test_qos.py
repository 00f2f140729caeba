# SPDX-License-Identifier: GPL-3.0-or-later
"""Which requests lead from the rules of a QoS policy to others."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import qos

OUT = {"id": "1", "type": "bandwidth_limit", "direction": "egress", "max_kbps": 10,
       "max_burst_kbps": 1, "qos_policy_id": "p"}
MARK = {"id": "2", "type": "dscp_marking", "dscp_mark": 26, "qos_policy_id": "p"}


@pytest.mark.parametrize(("given", "expected"), [
    ({"type": "bandwidth_limit", "max_kbps": 10, "min_kbps": None},
     {"type": "bandwidth_limit", "direction": "egress", "max_kbps": 10}),
    ({"type": "minimum_packet_rate", "direction": "any", "min_kpps": 1},
     {"type": "minimum_packet_rate", "direction": "any", "min_kpps": 1}),
    ({"type": "dscp_marking", "dscp_mark": 26, "direction": None},
     {"type": "dscp_marking", "dscp_mark": 26}),
])
def test_rules_as_neutron_has_them(given, expected):
    assert qos.QOS_POLICY.all_fields["rules"].sent([given], None) == [expected]


@pytest.mark.parametrize(("before", "after", "expected"), [
    ([], [], []),
    ([OUT, MARK], [{"type": "dscp_marking", "dscp_mark": 26},
                   {"type": "bandwidth_limit", "direction": "egress", "max_kbps": 10}], []),
    ([], [{"type": "dscp_marking", "dscp_mark": 26}],
     [("post", "dscp_marking_rules", {"dscp_marking_rule": {"dscp_mark": 26}})]),
    ([OUT], [{"type": "bandwidth_limit", "direction": "egress", "max_kbps": 20}],
     [("put", "bandwidth_limit_rules/1", {"bandwidth_limit_rule": {
         "direction": "egress", "max_kbps": 20}})]),
    # what goes is first
    ([OUT, MARK], [{"type": "bandwidth_limit", "direction": "ingress", "max_kbps": 20}],
     [("delete", "bandwidth_limit_rules/1"), ("delete", "dscp_marking_rules/2"),
      ("post", "bandwidth_limit_rules", {"bandwidth_limit_rule": {
          "direction": "ingress", "max_kbps": 20}})]),
])
def test_requests(before, after, expected):
    assert qos.steps(before, after) == expected


def test_they_are_sent_to_their_policy():
    asked = []
    connection = SimpleNamespace(delete=lambda *sent: asked.append(sent))
    qos.Rules().apply(SimpleNamespace(connection=connection), SimpleNamespace(id="p"),
                      {"rules": ([MARK], [])})
    assert asked == [("network", "/qos/policies/p/dscp_marking_rules/2",
                      "changing the rules of a QoS policy")]
