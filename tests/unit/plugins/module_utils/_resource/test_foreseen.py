# SPDX-License-Identifier: GPL-3.0-or-later
"""The ids of check mode."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.foreseen import (
    foreseen,
    is_foreseen,
    refuse,
)


def test_an_id_says_what_it_stands_for():
    assert foreseen("network", "web") == "would-be-created:network:web"
    assert foreseen("floating_ip", None) == "would-be-created:floating_ip:"
    assert foreseen("network", foreseen("network", "web")) == foreseen("network", "web")
    assert is_foreseen(foreseen("network", 80))
    assert not any(map(is_foreseen, (None, 80, "web", "a would-be-created:network:web")))


@pytest.mark.parametrize("options", [
    {"network": "would-be-created:security_group:web"},
    {"network": ["a", {"net": "would-be-created:security_group:web"}]}])
def test_a_run_that_is_no_check_refuses_them(options):
    refuse({"name": "web", "timeout": 3.0, "userdata": "# would-be-created:x", "nics": None})
    with pytest.raises(CloudError) as error:
        refuse(options)
    assert (error.value.kind, error.value.message) == (
        "invalid", "network: would-be-created:security_group:web is an id of check mode, and the "
        "security group 'web' was not created: run the task that creates it without check mode as "
        "well")
