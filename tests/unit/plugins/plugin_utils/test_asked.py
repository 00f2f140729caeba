# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of a target, and what it says."""

from __future__ import annotations

from ansible_collections.multicloud.openstack.plugins.plugin_utils.asked import Asked, Listed
from ansible_collections.multicloud.openstack.plugins.plugin_utils.cache import digest


def test_each_option_makes_it_another_question():
    """It is what rows are remembered by."""
    first = Asked({})
    others = [Asked({"a": 1}), Asked({}, fleet="x"), Asked({}, details=("ports",)),
              Asked({}, addresses=("x",)), Asked({}, reachable_port=22),
              Asked({}, legacy_groups=True), Asked({}, legacy_variables="shade")]
    assert digest(first) == digest(Asked({}))
    assert len({digest(one) for one in (first, *others)}) == len(others) + 1


def test_answers_share_nothing():
    one, other = Listed(), Listed()
    one.rows.append({})
    one.failures.append(None)
    assert other.rows == other.failures == []
