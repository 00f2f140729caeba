# SPDX-License-Identifier: GPL-3.0-or-later
"""Digests that stand in the metadata of servers."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.digest import (
    digest,
    digest_of,
    set_fields,
)


@dataclass
class Disk:
    """Something that has fields."""

    name: str
    size: int = 0
    keep: bool = field(default=False, metadata={"built_from": False})


@pytest.mark.parametrize(("value", "found"), [
    (Disk("a"), {"name": "a"}), (Disk("a", 1), {"name": "a", "size": 1}),
    (Disk("a", 0, True), {"name": "a"})])
def test_fields_that_are_set(value, found):
    assert set_fields(value) == found


@pytest.mark.parametrize(("one", "other", "same"), [
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True), (("a", "b"), ["a", "b"], True),
    (("a", "b"), ["b", "a"], False), (Disk("a"), {"name": "a"}, True),
    ([Disk("a", 1)], [Disk("a", 2)], False), (True, "true", False), (1, "1", False)])
def test_digests_are_of_plain_data(one, other, same):
    assert (digest_of(one) == digest_of(other)) is same


def test_digests_stay_the_same():
    assert (digest("x"), digest_of("x")) == ("2d711642", "ba2df490")
