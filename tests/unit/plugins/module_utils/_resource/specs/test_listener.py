# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates and headers of listeners, and which rule is meant."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.listener import (
    L7_RULE,
    LISTENER,
)

URL = "https://192.0.2.1:9311/v1/secrets/1"


@pytest.mark.parametrize(("given", "sent"), [(URL, URL), ("", ""), ("web", "url of web")])
def test_a_certificate_is_a_secret_a_container_or_a_url(given, sent):
    def resolve(nouns, name, attribute):
        assert nouns == ("secret", "secret_container")
        return f"{attribute} of {name}"
    fields = LISTENER.fields
    assert fields["default_tls_container_ref"].sent(given, resolve) == sent
    assert fields["sni_container_refs"].sent([given], resolve) == [sent]


def test_values_of_headers_are_texts():
    given = {"a": True, "b": "x", "c": 1, "gone": None}
    assert LISTENER.fields["insert_headers"].sent(given, None) == {
        "a": "true", "b": "x", "c": "1", "gone": None}


@pytest.mark.parametrize(("change", "found"), [
    ({}, True), ({"rule_key": "Y"}, False), ({"value": "c"}, False), ({"type": "COOKIE"}, False),
    ({"compare_type": "REGEX"}, False), ({"invert": True}, True)])
def test_which_rule_is_meant(change, found):
    row = SimpleNamespace(type="HEADER", key="X", compare_type="CONTAINS", rule_value="b")
    given = {"l7policy": "p", "type": "HEADER", "rule_key": "X", "compare_type": "CONTAINS",
             "value": "b", **change}
    task = SimpleNamespace(resolve=lambda _noun, name: name)
    api = SimpleNamespace(list=lambda l7policy_id: [row])
    assert (L7_RULE.lookup(task, api, given) is row) is found
