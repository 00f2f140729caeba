# SPDX-License-Identifier: GPL-3.0-or-later
"""What one action may take of time and of bytes."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import allowance
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    LATE,
    CloudError,
)


def test_an_action_that_does_not_end_is_told_how_to_go_on():
    with (pytest.raises(CloudError, match="has not come to an end within -1 s") as error,
          allowance.within(-1)):
        allowance.check()
    assert error.value.kind == "timeout" and error.value.advice == LATE["answer"]


def test_a_part_of_an_action_has_what_that_has_left():
    with (pytest.raises(CloudError), allowance.within(-1), allowance.within(60)):
        allowance.check()
    allowance.check()
