# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the data of a build come from."""

from __future__ import annotations

import hashlib
import os

import pytest
from fakeglance import Answer, FakeGlance

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images import source

OTHER = f"sha256:{'0' * 64}"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def fails(kind, message, options, folder):
    with pytest.raises(CloudError, match=message) as error:
        found = source.of(options, str(folder))
        found.fetch(str(folder / "fetched"))
    assert error.value.kind == kind


def test_a_file(options, build, checksum, tmp_path):
    found = source.of(options(filename=build, checksum=checksum("sha512")), str(tmp_path))
    assert found.checksums == {checksum(), checksum("sha512")}
    assert found.fetch("anywhere") == build


def test_the_newest_of_a_folder(options, build, checksum, tmp_path):
    (tmp_path / "old.raw").write_bytes(b"old")
    os.utime(tmp_path / "old.raw", (1, 1))
    found = source.of(options(filename=str(tmp_path)), str(tmp_path))
    assert (found.where, found.checksums) == (build, {checksum()})


def test_a_folder_that_cannot_be_read(options, tmp_path, monkeypatch):
    def refuse(_folder):
        raise PermissionError(13, "Permission denied")
    monkeypatch.setattr(source.os, "scandir", refuse)
    fails("invalid", "cannot read the folder .*: Permission denied",
          options(filename=str(tmp_path)), tmp_path)


@pytest.mark.parametrize(("more", "kind", "message"), [
    ({"filename": "/nowhere/web.raw"}, "invalid", "cannot read /nowhere/web.raw: No such file"),
    ({"checksum": OTHER}, "conflict", "web.raw has sha256:[0-9a-f]+, and should have sha256:0000"),
])
def test_a_file_that_is_not_right(options, build, tmp_path, more, kind, message):
    fails(kind, message, options(**{"filename": build, **more}), tmp_path)


def test_a_folder_without_a_build(options, tmp_path):
    fails("not_found", "has no disk: there is no file that ends with one of .qcow2",
          options(filename=str(tmp_path)), tmp_path)


def test_a_url_is_not_fetched_before_it_is_needed(options, web, checksum, tmp_path):
    found = source.of(options(uri=f"{web.url}/web.raw", checksum=checksum()), str(tmp_path))
    assert (found.checksums, web.asked) == ({checksum()}, [])
    path = found.fetch(str(tmp_path / "fetched"))
    assert read(path) == web.files["/web.raw"]
    assert found.head().startswith(b"a raw disk")


def test_a_url_without_a_checksum_is_fetched_once(options, web, checksum, tmp_path):
    found = source.of(options(uri=f"{web.url}/web.raw"), str(tmp_path))
    assert found.checksums == {checksum()}
    assert read(found.fetch("anywhere")) == web.files["/web.raw"]
    assert web.asked == ["/web.raw"]


def test_a_file_with_checksums(options, web, checksum, tmp_path):
    value = checksum().partition(":")[2]
    web.files["/SHA256SUMS"] = f"{'0' * 64}  other\n{value}  web.raw\n".encode()
    found = source.of(options(uri=f"{web.url}/web.raw", checksum=f"sha256:{web.url}/SHA256SUMS"),
                      str(tmp_path))
    assert (found.checksums, web.asked) == ({checksum()}, ["/SHA256SUMS"])


@pytest.mark.parametrize(("path", "more", "kind", "message"), [
    ("web.raw", {"checksum": OTHER}, "conflict", "and should have sha256:0000"),
    ("nothing", {}, "not_found", "downloading http://.*/nothing: the server answers 404"),
    ("web.raw/cut", {}, "unreachable", "downloading http"),
    ("web.raw", {"timeout": 0.0, "checksum": OTHER}, "timeout", "is not complete after 0 s"),
    ("web.raw", {"checksum": "sha256:URL/web.raw"}, "not_found", "has no sha256 of web.raw"),
])
def test_a_download_that_goes_wrong(options, web, tmp_path, path, more, kind, message):
    more = {key: value.replace("URL", web.url) if isinstance(value, str) else value
            for key, value in more.items()}
    fails(kind, message, options(uri=f"{web.url}/{path}", **more), tmp_path)


@pytest.mark.parametrize("uri", ["file:///etc/passwd", "web.raw", "ftp://example.org/web.raw"])
def test_what_is_no_url_of_the_web(options, tmp_path, uri):
    fails("invalid", "is not an HTTP or HTTPS URL", options(uri=uri), tmp_path)


def test_a_disk_that_is_full(options, web, tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(source, "open", full, raising=False)
    fails("config", "No space left on device.: set work_dir to a folder with room",
          options(uri=f"{web.url}/web.raw"), tmp_path)


class Elsewhere(FakeGlance):
    """Whose image can be downloaded."""

    data = b"golden"

    def adapter(self, service):
        def request(path, method, **_more):
            answer = Answer(200)
            answer.iter_content = lambda _size: iter([self.data])
            answer.__class__.__enter__ = lambda one: one
            answer.__class__.__exit__ = lambda *_error: None
            return answer
        return type("Adapter", (), {"request": staticmethod(request)})


@pytest.fixture
def elsewhere(monkeypatch):
    cloud = Elsewhere([{"id": "i", "name": "golden", "status": "active", "visibility": "public",
                        "owner": "1" * 32, "os_hash_algo": "sha512",
                        "os_hash_value": hashlib.sha512(b"golden").hexdigest()}])
    monkeypatch.setattr(source, "one", lambda options: cloud)
    return cloud


@pytest.mark.usefixtures("elsewhere")
def test_an_image_of_another_cloud(options, tmp_path):
    found = source.of(options(source_cloud="beta", source_image="golden"), str(tmp_path))
    assert found.checksums == {f"sha512:{hashlib.sha512(b'golden').hexdigest()}"}
    assert read(found.fetch(str(tmp_path / "fetched"))) == b"golden"


def test_an_image_that_glance_has_no_checksum_of(options, tmp_path, elsewhere):
    elsewhere.images["i"]["os_hash_value"] = None
    fails("invalid", "source_image: image i of .* has no checksum in Glance",
          options(source_cloud="beta", source_image="golden"), tmp_path)


def test_an_image_that_comes_as_another(options, tmp_path, elsewhere):
    elsewhere.data = b"gold"
    fails("conflict", "image i of .* has sha512:.*, and should have",
          options(source_cloud="beta", source_image="golden"), tmp_path)
