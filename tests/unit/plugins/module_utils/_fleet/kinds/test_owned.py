# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of a thing that is ours."""

from __future__ import annotations

import pytest
from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.owned import (
    Key,
    Owned,
    owner,
)


@pytest.mark.parametrize(("text", "marks"), [
    ("multicloud_fleet=web multicloud_index=1", {"fleet": "web", "index": "1"}),
    ("for multicloud_server=s1", {"server": "s1"}), ("multicloud_zone=web", {}), ("web", {}),
    ("", {}), (None, {})])
def test_owner(text, marks):
    assert owner(text) == marks


@pytest.mark.parametrize("odd", [[1], {}, 5, ("a",)])
@pytest.mark.parametrize("place", ["id", "name", "server"])
def test_what_is_no_text_is_refused_at_once(odd, place):
    words = {"id": "v1", "name": "data", "server": "s1", place: odd}
    with pytest.raises(TypeError, match="is not a string"):
        Owned(Key(A, "volume", words["id"]), "volume", words["name"], "web", (words["server"],))


def test_users_are_on_the_same_target():
    one = Owned(Key(A, "volume", "v1"), "volume", "data", "web", ("s1", "s2"))
    assert one.users == {Key(A, "server", "s1"), Key(A, "server", "s2")}
    assert not one.is_server and one.words == "volume data"
