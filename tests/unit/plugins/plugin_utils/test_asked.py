# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of a target, and what it says."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.plugin_utils.asked import (
    Asked,
    Bastions,
    Listed,
    Users,
)
from ansible_collections.multicloud.openstack.plugins.plugin_utils.cache import digest


def test_each_option_makes_it_another_question():
    """It is what rows are remembered by."""
    first = Asked({})
    others = [Asked({"a": 1}), Asked({}, fleet="x"), Asked({}, details=("ports",)),
              Asked({}, addresses=("x",)), Asked({}, reachable_port=22),
              Asked({}, legacy_groups=True), Asked({}, legacy_variables="shade"),
              Asked({}, bastions=Bastions(port=2222)), Asked({}, users=Users()),
              Asked({}, users=Users({"x": "y"})), Asked({}, prices=({"cloud": "a"},))]
    assert digest(first) == digest(Asked({}))
    assert len({digest(one) for one in (first, *others)}) == len(others) + 1


def test_answers_share_nothing():
    one, other = Listed(), Listed()
    one.rows.append({})
    one.failures.append(None)
    assert other.rows == other.failures == []


@pytest.mark.parametrize(("distro", "given", "user"), [
    ("debian", {}, "debian"), ("rhel", {}, "cloud-user"),
    ("rhel", {"rhel": "ec2-user"}, "ec2-user"), ("centos", {}, "cloud-user"), ("mine", {}, None),
    ("mine", {"mine": "me"}, "me"), (None, {}, None), (["debian"], {}, None)])
def test_users(distro, given, user):
    assert Users(given).of(distro) == user
