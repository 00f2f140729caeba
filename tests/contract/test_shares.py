# SPDX-License-Identifier: GPL-3.0-or-later
"""Manila: why something has failed."""
from __future__ import annotations

import pytest
from conftest import require

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

NAME = "contract-shares"


@pytest.fixture
def cloud(clouds):
    """The customer, with a share type that no backend has."""
    cloud, provider = clouds[False], clouds[True]
    require(cloud, "share")
    provider.ensure("share_type", name=NAME, driver_handles_share_servers=False,
                    extra_specs={"share_backend_name": "nowhere"})
    yield cloud
    cloud.clear("share", {"name": NAME})
    provider.clear("share_type", {"name": NAME})


def test_why_a_share_fails(cloud):
    with pytest.raises(CloudError, match="is in status error: .*(?i:no storage|no valid)") as error:
        cloud.ensure("share", name=NAME, size=1, share_protocol="NFS", share_type=NAME)
    assert error.value.more["fault"] in error.value.message
