# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes of an image: compared, and sent or not."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.image_data import (  # noqa: E501
    TASK,
    Data,
    check,
)

ONE, TWO = b"one" * 999_999, b"two"


def image(data=None, status="active", **more):
    hashes = {"checksum": None, "hash_algo": None, "hash_value": None}
    if data is not None:
        hashes = {"checksum": hashlib.md5(data).hexdigest(), "hash_algo": "sha512",
                  "hash_value": hashlib.sha512(data).hexdigest()}
    return SimpleNamespace(**{"name": "debian", "id": "5a3c", "status": status,
                              "properties": None, "disk_format": "raw", **hashes, **more})


class Api:
    """Glance, which has `there` after the request; failing: what requests end with."""

    def __init__(self, there, failing=None, undeletable=None):
        self.there, self.failing, self.undeletable = there, failing, undeletable
        self.connection, self.timeout, self.deleted = SimpleNamespace(target=None), 0.0, []

    def call(self, action, *_arguments, **_keywords):
        if self.failing:
            raise self.failing

    def fetch(self, _key):
        return self.there

    def delete(self, resource):
        if self.undeletable:
            raise self.undeletable
        self.deleted.append(resource.id)


@pytest.fixture
def path(tmp_path):
    (tmp_path / "one.img").write_bytes(ONE)
    return str(tmp_path / "one.img")


@pytest.fixture
def task():
    return SimpleNamespace(warnings=[])


@pytest.mark.parametrize("there", [
    image(ONE),
    image(ONE, hash_algo=None, hash_value=None),
    image(ONE, checksum=None),
    image(),                                    # Glance says nothing of it
    image(TWO, status="queued"),                # it has none yet
])
def test_the_same_data_are_no_change(task, path, there):
    check(task, Api(there), there, {"filename": path})
    assert task.warnings == []


@pytest.mark.parametrize("desired", [
    {"filename": "one.img"}, {"checksum": hashlib.md5(ONE).hexdigest()}])
def test_other_data_are_refused(task, path, desired):
    there = image(TWO)
    with pytest.raises(CloudError, match="'debian' .5a3c. exists with other data, with the "
                       "checksum b8a9f715.*cannot be changed; delete it first, or") as caught:
        check(task, Api(there), there, {**desired, **({"filename": path} if "filename" in desired
                                                      else {})})
    assert caught.value.kind == "conflict"


def test_a_checksum_may_be_either(task):
    there = image(ONE)
    check(task, Api(there), there, {"checksum": there.checksum})
    check(task, Api(there), there, {"checksum": there.hash_value})


def test_a_file_that_is_gone_is_a_warning(task):
    there = image(ONE)
    check(task, Api(there), there, {"filename": "/nothing"})
    assert task.warnings == ["/nothing does not exist: image debian is not compared with it"]


def refused(api, path, before=None, **more):
    with pytest.raises(CloudError) as caught:
        Data().apply(api, image(status="queued", **more), {"filename": (before, path)})
    return caught.value.message


def test_an_image_that_gets_no_data_is_deleted_again(path):
    api = Api(image(status="queued"), CloudError("api", "no"))
    assert refused(api, path) == "no; the image that was created for it (5a3c) was deleted again"
    assert api.deleted == ["5a3c"]


def test_a_file_of_another_format_is_refused_whatever_glance_takes(path):
    api = Api(image(status="queued"))
    message = refused(api, path, disk_format="qcow2")
    assert message.startswith(f"{path} is not of the disk_format qcow2: set disk_format to the ")


def test_a_file_of_its_format_is_sent(tmp_path):
    data = b"QFI\xfb" + ONE
    (tmp_path / "one.qcow2").write_bytes(data)
    api = Api(image(data, disk_format="qcow2"))
    Data().apply(api, image(status="queued", disk_format="qcow2"),
                 {"filename": (None, str(tmp_path / "one.qcow2"))})
    assert api.deleted == []


def test_an_image_that_gets_other_data_is_deleted_again(path):
    api = Api(image(TWO))
    assert "Glance has received different data" in refused(api, path)
    assert api.deleted == ["5a3c"]


@pytest.mark.parametrize(("there", "before"), [
    (image(status="queued"), ""),               # somebody else has made it
    (image(status="importing"), None),          # Glance goes on with it
    (image(status="queued", properties={TASK: "x"}), None),
])
def test_an_image_that_is_not_for_us_to_delete_stays(path, there, before):
    api = Api(there, CloudError("timeout", "no"))
    assert refused(api, path, before) == "no"
    assert api.deleted == []


def test_an_image_that_cannot_be_deleted_is_not_said_to_be(path):
    api = Api(image(status="queued"), CloudError("api", "no"), CloudError("api", "neither"))
    assert refused(api, path) == "no"


def test_a_lost_answer_is_no_lost_image(path):
    api = Api(image(ONE), CloudError("unreachable", "no"))
    Data().apply(api, image(status="queued"), {"filename": (None, path)})
    assert api.deleted == []


@pytest.mark.parametrize(("desired", "method"), [
    ({"uri": "u"}, {"name": "web-download", "uri": "u"}),
    ({"import_method": "glance-download", "remote_region": "r", "remote_image_id": "5a3c"},
     {"name": "glance-download", "glance_region": "r", "glance_image_id": "5a3c"})])
def test_what_glance_fetches_by_itself(desired, method):
    api, asked = Api(image(status="importing")), []
    api.call = lambda _action, _function, *_arguments, json, **_more: asked.append(json)
    Data().apply(api, image(status="queued"), {name: (None, value)
                                               for name, value in desired.items()})
    assert asked == [{"method": method}]
