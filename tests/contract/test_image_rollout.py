# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a rollout on one target of the test clouds."""
from __future__ import annotations

import hashlib
import http.client
import http.server
import os
import threading
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images.run import (
    OPTIONS,
    roll_out,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.image import (
    ImageRequirement,
)

NAME = "contract-rollout"


def entry(name, **more):
    """A cloud of clouds.yaml, with its secrets, and what else is to be in its entry."""
    found = {"name": name, **more}
    for variable in ("OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE"):
        there = yaml.safe_load(Path(os.environ[variable]).read_text())["clouds"][name]
        found = {**found, **there, "auth": {**found.get("auth", {}), **there.get("auth", {})}}
    return found


class Rollout:
    """Tasks about it, without a conversion; each build is a file of its own."""

    def __init__(self, folder):
        self.folder, self.cloud = folder, entry("alpha", image_format="raw")

    def __call__(self, state="present", check=False, **more):
        options = {name: spec.get("default") for name, spec in OPTIONS.items()}
        return roll_out({**options, "cloud": self.cloud, "name": NAME, "state": state,
                         "timeout": 60.0, **more}, check)

    def build(self, seed):
        path = self.folder / f"{seed}.img"
        path.write_text(seed * 5000)
        return str(path)

    def states(self, result):
        return {row["build"]: row["state"] for row in result["versions"]}


@pytest.fixture
def rollout(tmp_path):
    found = Rollout(tmp_path)
    yield found
    assert not found("absent")["failed"]


def wrong(result):
    return [error["kind"] for error in result["failures"]]


def test_its_life(clouds, rollout):
    connection = clouds[False].connection
    with pytest.raises(CloudError, match=f"no image here fits rollout {NAME}"):
        Catalog(connection).image(ImageRequirement(rollout=NAME))
    first = rollout(filename=rollout.build("one"), build="one", properties={"os_distro": "x"})
    assert (wrong(first), first["changed"], rollout.states(first)) == (
        [], True, {"one": "candidate"})
    assert not rollout(filename=rollout.build("one"))["changed"]
    assert rollout.states(rollout("promoted")) == {"one": "promoted"}
    assert not rollout("promoted", build="one")["changed"]
    assert Catalog(connection).image(ImageRequirement(rollout=NAME))["name"] == f"{NAME}-one"
    rollout(filename=rollout.build("two"), build="two")
    preview = rollout("promoted", check=True, build="two")
    found = rollout("promoted", build="two")
    assert rollout.states(preview) == rollout.states(found) == {"one": "former", "two": "promoted"}
    back = rollout("withdrawn", build="two")
    assert rollout.states(back) == {"one": "promoted", "two": "withdrawn"}
    assert Catalog(connection).image(ImageRequirement(rollout=NAME))["name"] == f"{NAME}-one"
    assert not rollout("withdrawn", build="two")["changed"]
    assert wrong(rollout("withdrawn", build="one")) == ["conflict"]
    renamed = rollout(filename=rollout.build("two"), build="again", properties={"a": "b"})
    assert [row["action"] for row in renamed["actions"]] == ["update"]
    assert wrong(rollout(filename=rollout.build("three"), build="one")) == ["conflict"]


def test_glance_imports_from_its_staging_area(rollout):
    found = rollout(filename=rollout.build("staged"), import_method="glance-direct")
    assert (wrong(found), [row["status"] for row in found["versions"]]) == ([], ["active"])


def test_glance_downloads(rollout):
    path = rollout.build("web")
    with open(path, "rb") as file:
        data = file.read()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(rollout.folder))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        found = rollout(uri=f"http://127.0.0.1:{server.server_port}/web.img",
                        checksum=f"sha512:{hashlib.sha512(data).hexdigest()}",
                        import_method="web-download")
    finally:
        server.shutdown()
        server.server_close()
    assert (wrong(found), [row["size"] for row in found["versions"]]) == ([], [len(data)])
    assert [row["sent"] for row in found["targets"]] == [0]


def test_a_url_that_glance_refuses(rollout):
    found = rollout(uri="http://127.0.0.1:1/web.img", checksum=f"sha512:{'0' * 128}",
                    import_method="web-download")
    assert (wrong(found), found["versions"]) == (["unreachable"], [])


def test_an_image_of_another_cloud(clouds, rollout):
    path = rollout.build("golden")
    golden, _writes = clouds[False].ensure("image", name=f"{NAME}-golden", filename=path,
                                           disk_format="raw")
    try:
        found = rollout(source_cloud="alpha", source_image=golden["id"])
        assert (wrong(found), len(found["versions"])) == ([], 1)
        assert found["versions"][0]["checksums"] == [f"sha512:{golden['image']['hash_value']}"]
    finally:
        clouds[False].clear("image", {"name": golden["id"]})


def test_what_a_killed_run_has_left(clouds, rollout):
    """One image without data, and one of which half has come, while nobody knows whether the rest
    will."""
    rollout(filename=rollout.build("one"), build="one")
    adapter = clouds[False].connection.adapter("image")
    for build in ("queued", "saving"):
        made = adapter.post("/images", json={
            "id": (image_id := str(uuid.uuid4())), "multicloud_id": image_id,
            "name": f"{NAME}-{build}", "disk_format": "raw", "container_format": "bare",
            "multicloud_rollout": NAME, "multicloud_build": build}).json()
    where = urlsplit(adapter.get_endpoint())
    half = http.client.HTTPConnection(where.hostname, where.port)
    half.putrequest("PUT", f"{where.path.removesuffix('/v2')}/v2/images/{made['id']}/file")
    for name, value in {"Content-Type": "application/octet-stream", "Content-Length": "1000000",
                        "X-Auth-Token": adapter.get_token()}.items():
        half.putheader(name, value)
    half.endheaders(b"x" * 1000)
    try:
        there = rollout("promoted", only=[])
        assert rollout.states(there) == {"one": "candidate", "queued": "incomplete",
                                         "saving": "incomplete"}
        found = rollout(filename=rollout.build("one"))
        assert rollout.states(found) == {"one": "candidate"}
        assert [row["action"] for row in found["actions"]] == ["delete", "delete"]
    finally:
        half.close()


def test_shared_and_accepted(clouds, rollout):
    theirs = clouds[True].connection
    rollout(filename=rollout.build("one"))
    more = {"cloud": None,
            "targets": [{"cloud": rollout.cloud, "members": [theirs.project_id()]}]}
    found = rollout("promoted", **more)
    assert [row["action"] for row in found["actions"]] == ["promote", "share"]
    assert not rollout("promoted", **more)["changed"]
    image = found["versions"][0]["id"]
    with pytest.raises(CloudError, match="no image here fits rollout"):      # not accepted yet
        Catalog(theirs).image(ImageRequirement(rollout=NAME))
    theirs.put("image", f"/images/{image}/members/{theirs.project_id()}", {"status": "accepted"},
               "accepting")
    assert Catalog(theirs).image(ImageRequirement(rollout=NAME))["id"] == image
    kept = rollout("absent")
    assert list(rollout.states(kept).values()) == ["promoted"]
    assert "it is shared with project" in kept["warnings"][0]
    clouds[False].ensure("image", name=image, members=[])


def test_a_version_that_is_used(clouds, rollout):
    cloud = clouds[False]
    rollout(filename=rollout.build("one"), min_disk=1)
    image = rollout("promoted")["versions"][0]["id"]
    try:
        cloud.ensure("server", name=NAME, image=image, flavor="m1.tiny", network="private",
                     auto_ip=False)
        kept = rollout("absent")
        assert "it stays: 1 server" in kept["warnings"][0]
    finally:
        cloud.clear("server", {"name": NAME})
