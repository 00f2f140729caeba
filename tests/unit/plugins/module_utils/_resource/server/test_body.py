# SPDX-License-Identifier: GPL-3.0-or-later
"""What Nova is asked for a server."""

from __future__ import annotations

import base64
import gzip

import pytest
from builders import SPEC, resolved

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.body import (
    boot_size,
    packed,
    request,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

MARKS = {"multicloud_fleet": "web"}
TAGS = ("multicloud_fleet=web",)
LEAST = {"name": "web-1", "imageRef": "image-1", "flavorRef": "flavor-1",
         "networks": [{"uuid": "net-1"}], "metadata": MARKS, "tags": list(TAGS)}

# what the user asks beyond an image and a flavor, and what that adds to the request
REQUESTS = [
    ("least", {}, {}),
    ("key", {"key_name": "me"}, {"key_name": "me"}),
    ("zone", {"availability_zone": "az1"}, {"availability_zone": "az1"}),
    ("groups", {"security_groups": ["b", "a"]}, {"security_groups": [{"name": "b"},
                                                                     {"name": "a"}]}),
    ("no-groups", {"security_groups": []}, {}),
    ("userdata", {"userdata": "#!/bin/sh\necho ü\n"},
     {"user_data": base64.b64encode("#!/bin/sh\necho ü\n".encode()).decode()}),
    ("config-drive", {"config_drive": True}, {"config_drive": True}),
    ("no-config-drive", {"config_drive": False}, {}),
    ("metadata", {"metadata": {"role": "web"}}, {"metadata": {"role": "web", **MARKS}}),
    ("ip-version", {"ip_version": "6"}, {"metadata": {"multicloud_ip_version": "6", **MARKS}}),
    ("any-ip-version", {"ip_version": "any"}, {}),
    ("metadata-never-beats-marks", {"metadata": {"multicloud_fleet": "db"}}, {}),
    ("tags", {"tags": ["z", "a", *TAGS]}, {"tags": ["a", *TAGS, "z"]}),
    ("groups-of-ports", {"security_groups": ["a"], "nics": [{"network": "private"}]}, {}),
    ("what-is-not-nova's", {"public_key": "ssh-rsa A", "auto_ip": False, "network": "private"},
     {}),
]

ROOT = {"boot_index": 0, "uuid": "image-1", "source_type": "image", "destination_type": "local",
        "delete_on_termination": True}
BOOT = {**ROOT, "destination_type": "volume", "volume_size": 4}
DATA = {"boot_index": -1, "uuid": "v-1", "source_type": "volume", "destination_type": "volume",
        "delete_on_termination": True}
REQUESTS += [(name, spec, {"block_device_mapping_v2": disks}) for name, spec, disks in [
    ("data-volume", {"data_volumes": [{"name": "a", "size": 5}]}, [ROOT, DATA]),
    ("kept", {"data_volumes": [{"name": "a", "size": 5, "keep": True, "type": "ssd"}]},
     [ROOT, {**DATA, "delete_on_termination": False}]),
    ("in-the-order-given", {"data_volumes": [{"name": "b", "size": 1}, {"name": "a", "size": 5}]},
     [ROOT, {**DATA, "uuid": "v-2"}, DATA]),
]]
BOOTED = [
    ("size-of-the-image", {}, {}),
    ("size", {"volume_size": 9}, {"volume_size": 9}),
    ("type", {"volume_type": "ssd"}, {"volume_type": "ssd"}),
    ("stays", {"terminate_volume": False}, {"delete_on_termination": False}),
]


@pytest.mark.parametrize(("spec", "more"), [pytest.param(*line[1:], id=line[0])
                                            for line in BOOTED])
def test_the_request_to_boot_from_a_volume(spec, more):
    desired = ServerSpec.of({**SPEC, "boot_from_volume": True, **spec})
    body = request("web-1", desired, resolved(image_disk=4), MARKS, TAGS)["server"]
    assert body["block_device_mapping_v2"] == [{**BOOT, **more}]
    assert "imageRef" not in body


@pytest.mark.parametrize(("spec", "disk", "image_disk", "size"), [
    ({}, 0, None, 1), ({}, 20, 4, 20), ({}, 0, 4, 4), ({"volume_size": 3}, 20, 4, 3)])
def test_the_size_of_a_boot_volume(spec, disk, image_disk, size):
    assert boot_size(ServerSpec.of(spec), resolved(disk=disk, image_disk=image_disk)) == size


@pytest.mark.parametrize(("spec", "more"), [pytest.param(*line[1:], id=line[0])
                                            for line in REQUESTS])
def test_the_request(spec, more):
    body = request("web-1", ServerSpec.of({**SPEC, **spec}), resolved(), MARKS, TAGS,
                   {"a": "v-1", "b": "v-2"})
    assert body == {"server": {**LEAST, **more}}


@pytest.mark.parametrize(("size", "compressed"), [(49149, False), (49150, True)])
def test_what_nova_would_not_accept_is_compressed(size, compressed):
    userdata = "#".ljust(size)
    found = packed(userdata)
    assert (found != userdata.encode()) is compressed
    assert (gzip.decompress(found) if compressed else found) == userdata.encode()
    assert packed(userdata) == found


def test_ports_that_are_there_take_the_place_of_a_network():
    body = request("web-1", ServerSpec.of(SPEC), resolved(), MARKS, TAGS, nics=[{"port": "p-1"}])
    assert body == {"server": {**LEAST, "networks": [{"port": "p-1"}]}}
