# SPDX-License-Identifier: GPL-3.0-or-later
"""No action goes on for ever, whatever a cloud answers."""

from __future__ import annotations

import time

import pytest
from fakeservice import following, page, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


def test_a_list_that_goes_on_has_its_time(service, connect):
    service.answers.extend(page(str(number), **following(number)) for number in range(1, 10_000))
    connection = connect(timeout=0.5, api_timeout=0.5)
    began = time.monotonic()
    with pytest.raises(CloudError, match="within") as error:
        servers(connection)
    assert error.value.kind == "timeout"
    assert time.monotonic() - began < 5
