# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a stack is compared here, and not by Heat."""
from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.stacks import (
    STACK,
)


@pytest.mark.parametrize(("before", "after", "same"), [
    ("", "a", False), ("a,b", "b, a", True), ("a", "", False), ("", "", True)])
def test_tags(before, after, same):
    assert STACK.aspects[0].fields["tags"].compare(before, after) is same
