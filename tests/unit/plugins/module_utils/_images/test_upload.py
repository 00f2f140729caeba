# SPDX-License-Identifier: GPL-3.0-or-later
"""A new version on one target."""

from __future__ import annotations

import hashlib

import pytest
from builders import A
from fakeglance import FakeGlance

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images.convert import Formats
from ansible_collections.multicloud.openstack.plugins.module_utils._images.glance import Glance
from ansible_collections.multicloud.openstack.plugins.module_utils._images.plan import Desired
from ansible_collections.multicloud.openstack.plugins.module_utils._images.source import Source
from ansible_collections.multicloud.openstack.plugins.module_utils._images.upload import Upload

DATA = b"a raw disk" * 1000
WEB = f"sha512:{hashlib.sha512(b'from the web').hexdigest()}"


def lost():
    return CloudError("unreachable", "reset", A)


@pytest.fixture
def upload(tmp_path):
    """(a cloud, method, checksum, head) -> the new version on it; sent: bytes."""
    (tmp_path / "build").write_bytes(DATA)

    def upload(cloud, method=None, checksum="sha256:x", head=b""):
        source = Source("build", frozenset({checksum}), lambda _path: str(tmp_path / "build"),
                        "http://example.org/build", lambda: head)
        desired = Desired("web", "present", "b", source.checksums, "raw")
        return Upload(source, Formats(source, str(tmp_path)), method,
                      lambda sent, _size: upload.sent.append(sent)).carry_out(
            Glance(cloud, 0), desired, {"name": "web-b", "disk_format": "raw"})
    upload.sent = []
    return upload


@pytest.mark.parametrize(("method", "methods", "asked"), [
    (None, ["glance-direct"], ["POST /images", "PUT /images/new-1/file", "GET /images/new-1"]),
    ("glance-direct", [], ["GET /info/import", "POST /images", "PUT /images/new-1/file",
                           "GET /images/new-1"]),
    ("glance-direct", ["glance-direct"], [
        "GET /info/import", "POST /images", "PUT /images/new-1/stage",
        "POST /images/new-1/import", "GET /images/new-1"])])
def test_ways(upload, method, methods, asked):
    cloud = FakeGlance(methods=methods)
    found = upload(cloud, method)
    assert (found.status, found.row["size"], cloud.log) == ("active", len(DATA), asked)
    assert sum(upload.sent) == len(DATA)


def test_glance_downloads(upload):
    cloud = FakeGlance(methods=["web-download"])
    assert upload(cloud, "web-download", WEB).usable
    assert cloud.writes == ["POST /images", "POST /images/new-1/import"]
    assert upload.sent == []


@pytest.mark.parametrize("head", [b"QFI\xfb", b"\x1f\x8b\x08"])
def test_what_glance_cannot_download_is_uploaded(upload, head):
    cloud = FakeGlance(methods=["web-download"])
    upload(cloud, "web-download", WEB, head)
    assert cloud.writes == ["POST /images", "PUT /images/new-1/file"]


def test_glance_has_downloaded_something_else(upload):
    cloud = FakeGlance(methods=["web-download"])
    with pytest.raises(CloudError, match="other data than those that were sent.*deleted again"):
        upload(cloud, "web-download", f"sha512:{'0' * 128}")
    assert cloud.images == {}


def test_a_lost_answer_is_no_failure(upload):
    cloud = FakeGlance()
    cloud.faults, cloud.lost = {"PUT /images/new-1/file": lost()}, True
    assert upload(cloud).usable
    assert list(cloud.images) == ["new-1"]


@pytest.mark.parametrize(("fault", "becomes", "kind"), [
    (lost(), "active", "unreachable"), (413, "active", "quota"), (415, "active", "invalid"),
    (None, "killed", "build_failed")])
def test_the_image_is_deleted_again(upload, fault, becomes, kind):
    cloud = FakeGlance()
    cloud.faults, cloud.becomes = {"PUT /images/new-1/file": fault}, becomes
    with pytest.raises(CloudError, match=r"created for it \(new-1\) was deleted again") as error:
        upload(cloud)
    assert (error.value.kind, cloud.images) == (kind, {})


def test_a_cloud_that_is_gone(upload):
    cloud = FakeGlance()
    cloud.faults = {"PUT /images/new-1/file": lost(), "GET /images/new-1": lost()}
    with pytest.raises(CloudError, match="reset; the next run deletes image new-1"):
        upload(cloud)


def test_what_glance_still_imports_stays(upload):
    cloud = FakeGlance(methods=["web-download"])
    cloud.becomes = "importing"
    with pytest.raises(CloudError) as error:
        upload(cloud, "web-download", WEB)
    assert (error.value.kind, list(cloud.images)) == ("timeout", ["new-1"])


def test_nothing_is_created_for_data_that_cannot_be_had(upload, tmp_path):
    (tmp_path / "build").write_bytes(b"\x1f\x8b\x08broken")
    cloud = FakeGlance()
    with pytest.raises(CloudError, match="cannot be unpacked"):
        upload(cloud)
    assert cloud.log == []
