# SPDX-License-Identifier: GPL-3.0-or-later
"""What a data volume is: the spec for one, the request to Cinder, the rows of its lists."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    digest_of,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import (
    Copy,
    DataVolume,
    Volume,
    request,
)

ROW = {"id": "v", "name": "data", "size": 5, "status": "in-use", "availability_zone": "nova",
       "created_at": "2026", "attachments": [{"server_id": "s-1"}, {"server_id": None}, {}],
       "metadata": {"a": "b"}, "bootable": "true", "volume_type": "fast", "volume_id": "w"}
LEAST = {"id": "v", "size": 5, "status": None}


@pytest.mark.parametrize(("options", "spec"), [
    ({"name": "data", "size": 5}, DataVolume("data", 5)),
    ({"name": "data", "size": 5, "type": None, "keep": None, "more": 1}, DataVolume("data", 5)),
    ({"name": "data", "size": 5, "type": "fast", "keep": True},
     DataVolume("data", 5, "fast", True))])
def test_a_spec(options, spec):
    assert DataVolume.of(options) == spec


def test_keep_makes_no_other_server():
    assert digest_of(DataVolume("data", 5, keep=True)) == digest_of(DataVolume("data", 5))


@pytest.mark.parametrize(("row", "volume"), [
    (ROW, Volume("v", "data", 5, "in-use", "nova", "2026", ("s-1",), {"a": "b"}, True, "fast")),
    ({**LEAST, "name": None, "metadata": None, "attachments": None, "bootable": "false"},
     Volume("v", "", 5, "", None, "", (), {})),
    (LEAST, Volume("v", "", 5, "", None, "", (), {}))])
def test_a_row_of_volumes(row, volume):
    assert Volume.of(row) == volume


@pytest.mark.parametrize(("row", "copy"), [
    (ROW, Copy("backup", "v", "data", 5, "in-use", "2026", "w", {"a": "b"})),
    (LEAST, Copy("backup", "v", "", 5, "", "", "", {}))])
def test_a_row_of_copies(row, copy):
    assert Copy.of("backup", row) == copy


@pytest.mark.parametrize("odd", [
    {"size": "5"}, {"size": None}, {"status": 5}, {"created_at": 5}, {"availability_zone": 5},
    {"volume_type": ["x"]}, {"attachments": [{"server_id": 5}]}])
def test_a_row_that_is_none(odd):
    with pytest.raises(TypeError):
        Volume.of({**ROW, **odd})
    if odd.keys() <= {"size", "status", "created_at"}:
        with pytest.raises(TypeError):
            Copy.of("backup", {**ROW, **odd})


@pytest.mark.parametrize(("spec", "zone", "more"), [
    (DataVolume("data", 5), None, {}),
    (DataVolume("data", 5, "fast"), "az1", {"volume_type": "fast", "availability_zone": "az1"})])
def test_a_request(spec, zone, more):
    assert request("web-1-data", spec, {"a": "b"}, zone) == {
        "volume": {"name": "web-1-data", "size": 5, "metadata": {"a": "b"}, **more}}
