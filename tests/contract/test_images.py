# SPDX-License-Identifier: GPL-3.0-or-later
"""Which image a name, an id or a requirement means, on the test clouds."""
from __future__ import annotations

import time

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.image import (
    ImageRequirement,
)

NAME = "contract-images"
LEAST = {"image": "debian-12", "flavor": "m1.tiny", "network": "private", "auto_ip": False}
NEWEST = ImageRequirement(os_distro="debian", newest=True)


@pytest.fixture
def data(tmp_path):
    """What a new image has in it."""
    (tmp_path / "image").write_text("an image")
    return {"filename": str(tmp_path / "image"), "disk_format": "raw",
            "properties": {"os_distro": "debian"}}


@pytest.fixture
def backup(clouds):
    """The id of a snapshot of a new server, both with our name."""
    cloud = clouds[False]
    cloud.clear("image", {"name": NAME})
    try:
        yield snapshot(cloud, NAME)
    finally:
        cloud.clear("server", {"name": NAME})
        cloud.clear("image", {"name": NAME})


def snapshot(cloud, name):
    """Made of a new server, as the nightly backup of a colleague is."""
    cloud.ensure("server", name=name, **LEAST)
    server = cloud.there("server", {"name": name})
    cloud.connection.post("compute", f"/servers/{server.id}/action",
                          {"createImage": {"name": name}}, "taking a snapshot")
    for _look in range(240):
        found = cloud.there("image", {"name": name})
        if found is not None and found.status == "active":
            return found.id
        time.sleep(0.5)
    raise AssertionError("there is no snapshot")


def test_a_backup_is_no_answer_to_a_requirement(clouds, backup):
    cloud = clouds[False]
    usual = Catalog(cloud.connection).image("debian-12")["id"]
    for desired in (NEWEST, ImageRequirement(os_distro="debian"),
                    ImageRequirement(name="*", os_distro="debian", newest=True)):
        found = Catalog(cloud.connection).image(desired)
        assert (found["id"], found["reason"]) == (usual, "the only public image that fits")
    again, writes = cloud.ensure("server", name=NAME, **{**LEAST, "image": {
        "os_distro": "debian", "newest": True}})
    assert (again["changed"], writes) == (False, [])
    with pytest.raises(CloudError, match="no image here fits .*; closest: "):
        Catalog(cloud.connection).image(ImageRequirement(name=f"{NAME}*"))
    with pytest.raises(CloudError, match="which is a snapshot of a server"):
        Catalog(cloud.connection).image(ImageRequirement(name=f"{NAME}*", own=True))
    asked = ImageRequirement(name=f"{NAME}*", own=True, properties=(("image_type", "snapshot"),))
    for desired in (NAME, backup, asked):
        assert Catalog(cloud.connection).image(desired)["id"] == backup


@pytest.mark.usefixtures("backup")
def test_an_own_image_is_an_answer_where_own_is_asked_for(clouds, data):
    cloud = clouds[False]
    usual = Catalog(cloud.connection).image("debian-12")["id"]
    try:
        golden, _writes = cloud.ensure("image", name=f"{NAME}-golden", **data)
        assert Catalog(cloud.connection).image(NEWEST)["id"] == usual
        own = ImageRequirement(os_distro="debian", own=True, newest=True)
        assert Catalog(cloud.connection).image(own)["id"] == golden["id"]
    finally:
        cloud.clear("image", {"name": f"{NAME}-golden"})


@pytest.mark.parametrize(("options", "hidden"), [
    ({"visibility": "community"}, False), ({"visibility": "public"}, True),
    ({"visibility": "shared"}, False)])
def test_an_id_finds_what_no_list_has(clouds, data, options, hidden):
    """The project may boot all three."""
    theirs, admin = clouds[False], clouds[True]
    members = ({"members": [theirs.connection.project_id()]}
               if options["visibility"] == "shared" else {})
    made, _writes = admin.ensure("image", name=NAME, **data, **options, **members)
    try:
        if hidden:
            admin.connection.adapter("image").patch(
                f"/images/{made['id']}", json=[{"op": "add", "path": "/os_hidden", "value": True}],
                headers={"Content-Type": "application/openstack-images-v2.1-json-patch"})
        assert Catalog(theirs.connection).image(made["id"])["id"] == made["id"]
        said = "it is hidden: name it by its id" if hidden else f"there is no image '{NAME}' here"
        with pytest.raises(CloudError, match=said):
            Catalog(theirs.connection).image(NAME)
        with pytest.raises(CloudError, match="no image here fits"):
            Catalog(theirs.connection).image(ImageRequirement(name=f"{NAME}*"))
    finally:
        admin.clear("image", {"name": made["id"]})       # no list has a hidden one


def test_what_others_share_with_others(clouds, data):
    """An administrator sees it, and it is none of his."""
    theirs, admin = clouds[False], clouds[True]
    theirs.ensure("image", name=NAME, **data, visibility="shared")
    try:
        for desired in (NAME, ImageRequirement(name=f"{NAME}*")):
            with pytest.raises(CloudError, match="no image"):
                Catalog(admin.connection).image(desired)
    finally:
        theirs.clear("image", {"name": NAME})
