# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes over the wire, and what is refused there."""

from __future__ import annotations

import pytest
from fakeservice import SERVERS, Handler, login, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


@pytest.mark.parametrize("refused", [True, False])
def test_a_keystone_that_tells_nobody_its_versions(connect, service, monkeypatch, refused):
    if refused:
        monkeypatch.setattr(Handler, "_login", lambda _self: (401, {"error": {"message": "no"}}))
    service.answers += [(401, {}), (200, SERVERS)]
    connection = connect(**{**login(service), "auth_type": "password"}, api_timeout=5)
    if refused:
        with pytest.raises(CloudError) as error:
            servers(connection)
        assert (error.value.kind, error.value.message) == ("auth", "the login was refused (401)")
    else:
        assert servers(connection) == SERVERS["servers"]
