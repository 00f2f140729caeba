# SPDX-License-Identifier: GPL-3.0-or-later
"""Which roles a trust has."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.delegation import (  # noqa: E501
    TRUST,
)

ID = "0427811d67b14014b6bff3678c05eaad"
MEMBER, READER = ({"name": name, "id": number * 32} for name, number in (
    ("member", "1"), ("reader", "2")))


@pytest.mark.parametrize(("given", "sent"), [
    (["member"], [{"name": "member"}]), ([ID, "x"], [{"id": ID}, {"name": "x"}])])
def test_roles_are_sent_by_name_or_id(given, sent):
    assert TRUST.fields["roles"].sent(given, None) == sent


@pytest.mark.parametrize(("before", "after", "same"), [
    ([MEMBER, READER], ["reader", "member"], True), ([MEMBER], ["member", "reader"], False),
    ([MEMBER, READER], ["reader"], False), ([MEMBER], ["1" * 32], True), (None, ["member"], False)])
def test_roles_are_the_same_in_any_order(before, after, same):
    one = TRUST.fields["roles"]
    assert one.compare(before, one.sent(after, None)) is same
