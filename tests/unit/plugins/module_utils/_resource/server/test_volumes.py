# SPDX-License-Identifier: GPL-3.0-or-later
"""The volumes of a server, and what becomes of the one that it boots from."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import (
    attachment,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.volumes import (
    Volumes,
)

ON_DISK = {"image": {"id": "i-1"}}
DECISION = "PUT /servers/s-1/os-volume_attachments/v-1"


def server(goes=True, **row):
    from openstack.compute.v2.server import Server
    return Server.existing(**{
        "id": "s-1", "name": "web", "image": "", "os-extended-volumes:volumes_attached": [
            {"id": "v-1", "delete_on_termination": goes},
            {"id": "v-2", "delete_on_termination": False}], **row})


def api(given=(), **resolutions):
    return SimpleNamespace(given=dict(given), connection=Canned({DECISION: {}, **resolutions}),
                           task=SimpleNamespace(row=lambda _noun, desired: f"row of {desired}"))


@pytest.mark.parametrize(("given", "row", "found"), [
    ({"terminate_volume": False}, {}, True), ({"terminate_volume": True}, {"goes": False}, False),
    ({"terminate_volume": True}, ON_DISK, True),
    ({"terminate_volume": False}, {"os-extended-volumes:volumes_attached": []}, False)])
def test_what_becomes_of_it(given, row, found):
    assert Volumes().read(api(given), server(**row)) == {
        "volumes": [] if "os-extended-volumes:volumes_attached" in row else ["v-1", "v-2"],
        "boot_volume": [] if "os-extended-volumes:volumes_attached" in row else ["v-1", "v-2"],
        "terminate_volume": found}


def test_only_those_that_are_missing_are_attached(monkeypatch):
    attached = []
    monkeypatch.setattr(attachment, "attach", lambda _run, _server, row: attached.append(row))
    Volumes().apply(api(), server(), {"volumes": (["v-1"], ["v-1", "v-3", "v-4"])})
    assert attached == ["row of v-3", "row of v-4"]


@pytest.mark.parametrize(("given", "row", "asked"), [
    ({}, {}, False), ({"terminate_volume": True}, {}, False),
    ({"terminate_volume": False}, {}, True), ({"terminate_volume": True}, {"goes": False}, True),
    ({"terminate_volume": False}, ON_DISK, False)])
def test_it_can_be_said_when_the_server_is_deleted(given, row, asked):
    """It counted at creation alone (S6)."""
    asks = api(given)
    Volumes().release(asks, server(**row))
    assert asks.connection.writes == [("PUT", "/servers/s-1/os-volume_attachments/v-1", {
        "volumeAttachment": {"volumeId": "v-1", "delete_on_termination": given.get(
            "terminate_volume")}})] * asked
    assert asks.connection.microversions == ["2.85"] * asked


@pytest.mark.parametrize(("status", "words"), [(406, "Nova is older than 2.85 here"),
                                               (400, "refused")])
def test_an_old_nova(status, words):
    refused = CloudError("api", "refused", status=status)
    with pytest.raises(CloudError, match=words):
        Volumes().apply(api({"terminate_volume": True}, **{DECISION: refused}), server(False),
                        {"terminate_volume": (False, True)})
