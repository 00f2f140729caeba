# SPDX-License-Identifier: GPL-3.0-or-later
"""Swift: large objects, folders, temporary URLs, and what goes wrong."""
from __future__ import annotations

import os

import pytest
import requests
from conftest import WRITES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.object_sync import sync
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    object_data,
    object_store,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract objects"
SEGMENTS = f"{NAME}_segments"
LARGE = {"name": "large", "container": NAME, "segment_size": 1}
MIB = object_data.MIB


@pytest.fixture(scope="module")
def cloud(clouds):
    """The customer, with a container."""
    cloud = clouds[False]
    if "object-store" not in cloud.connection.catalog():
        pytest.skip("the clouds are up without the service object-store")
    made = [{"name": name, "delete_with_all_objects": True} for name in (NAME, SEGMENTS)]
    for options in made:
        cloud.ensure("object_container", state="absent", **options)
    cloud.ensure("object_container", name=NAME, temp_url_key="s3cret")
    yield cloud
    for options in made:
        cloud.ensure("object_container", state="absent", **options)


def names(cloud, container):
    api = Task(cloud.connection, SPECS).api(object_store.OBJECT)
    return [row["name"] for row in object_data.Store(api, container).rows()]


def asked(cloud, act):
    """(result, requests that write, all requests)"""
    before = len(cloud.asked)
    result = act()
    methods = cloud.asked[before:]
    return result, [method for method in methods if method in WRITES], methods


@pytest.fixture
def large(cloud, tmp_path):
    """The options of an object of six segments."""
    path = tmp_path / "large"
    path.write_bytes(b"".join(bytes([each]) * MIB for each in range(5)) + b"end")
    yield {**LARGE, "filename": str(path)}
    cloud.ensure("object", state="absent", name="large", container=NAME)
    assert (names(cloud, SEGMENTS), names(cloud, NAME)) == ([], [])


@pytest.fixture
def sent(monkeypatch):
    """Where the parts begin that are sent; nothing comes from `sent.end` on."""
    class Sent(list):
        end = 1000 * MIB
    sent, put = Sent(), object_data.Store.put

    def counted(store, name, content, part):
        if part[0] >= sent.end:
            raise CloudError("unreachable", "the cable was pulled")
        sent.append(part[0])
        put(store, name, content, part)
    monkeypatch.setattr(object_data.Store, "put", counted)
    return sent


def test_an_interrupted_upload_goes_on(cloud, large, sent):
    sent.end = 3 * MIB
    with pytest.raises(CloudError, match="cable"):
        cloud.ensure("object", **large)
    assert (len(names(cloud, SEGMENTS)), names(cloud, NAME)) == (3, [])
    sent.end = 1000 * MIB
    sent.clear()
    result, _writes = cloud.ensure("object", **large)
    assert sorted(sent) == [3 * MIB, 4 * MIB, 5 * MIB]
    assert result["object"]["content_length"] == 5 * MIB + 3
    assert result["object"]["is_static_large_object"]
    result, writes = cloud.ensure("object", **large)
    assert (result["changed"], writes) == (False, [])


def test_only_the_segments_that_differ_are_sent(cloud, large, sent):
    cloud.ensure("object", **large)
    with open(large["filename"], "r+b") as file:
        file.write(b"new")
    sent.clear()
    assert cloud.ensure("object", check=True, **large)[0]["changed"]
    assert cloud.ensure("object", **large)[0]["changed"]
    assert (sent, len(names(cloud, SEGMENTS))) == ([0], 6)      # that of the old content is gone
    # it is compared in the segments that are there
    assert not cloud.ensure("object", **{**large, "segment_size": 2})[0]["changed"]


def test_a_folder(cloud, tmp_path):
    for number in range(30):
        folder = tmp_path / str(number % 3)
        folder.mkdir(exist_ok=True)
        (folder / f"{number} %").write_bytes(os.urandom(1000))
    (tmp_path / "large").write_bytes(os.urandom(2 * MIB))

    def act(check=False, **options):
        return asked(cloud, lambda: sync(Task(cloud.connection, SPECS, check_mode=check), {
            "container": NAME, "path": str(tmp_path), "prefix": "site/", "purge": False,
            "segment_size": 1, **options}))
    result, writes, _all = act(check=True)
    assert (len(result["uploaded"]), writes) == (31, [])
    result, writes, _all = act()
    assert (len(result["uploaded"]), result["unchanged"]) == (31, 0)
    result, writes, everything = act()
    assert (result["changed"], result["unchanged"], writes) == (False, 31, [])
    assert len(everything) == 4     # the list, its end, and two for the large one
    (tmp_path / "1" / "1 %").write_bytes(b"changed")
    (tmp_path / "0" / "0 %").unlink()
    result, writes, _all = act(purge=True)
    assert (result["uploaded"], result["deleted"]) == (["site/1/1 %"], ["site/0/0 %"])
    assert sorted(writes) == ["DELETE", "PUT"]
    (tmp_path / "large").unlink()
    assert act(purge=True)[0]["deleted"] == ["site/large"]
    assert names(cloud, SEGMENTS) == []


def test_a_temporary_url(cloud):
    cloud.ensure("object", name="what is #this?", container=NAME, data="for all")
    options = {"container": NAME, "name": "what is #this?", "temp_url_method": "GET"}

    def found(seconds):
        return object_store.objects(Task(cloud.connection, SPECS), {
            **options, "temp_url_seconds": seconds})["objects"][0]
    cert = cloud.connection.region.get_requests_verify_args()[0]
    assert requests.get(found(60)["temp_url"], timeout=60, verify=cert).text == "for all"
    assert requests.get(found(-60)["temp_url"], timeout=60, verify=cert).status_code == 401
    assert "temp_url" not in found(None)


def test_lists(cloud):
    cloud.ensure("object", name="listed", container=NAME, data="12345")

    def listed(info, **options):
        return listing(Task(cloud.connection, SPECS), info, options)[info.plural]
    containers = listed(object_store.CONTAINERS, prefix="contract ob")
    assert NAME in [row["name"] for row in containers]
    assert listed(object_store.CONTAINERS, prefix="nobody's") == []
    assert listed(object_store.CONTAINERS, name="nobody's") == []
    one = listed(object_store.CONTAINERS, name=NAME)[0]
    assert (one["name"], one["meta_temp_url_key"], one["metadata"]) == (NAME, None, {})
    rows = listed(object_store.OBJECTS, container=NAME, prefix="lis")
    assert [(row["name"], row["content_length"]) for row in rows] == [("listed", 5)]
    assert listed(object_store.OBJECTS, container=NAME, name="listed")[0]["content_length"] == 5
    assert listed(object_store.OBJECTS, container=NAME, name="other") == []
    assert listed(object_store.OBJECTS, container="nobody's") == []


@pytest.mark.parametrize(("noun", "options", "said"), [
    ("object", {"name": "a", "container": "nobody's", "data": "1"},
     'there is no container "nobody\'s": create it with object_container'),
    ("object", {"name": "a", "container": NAME, "filename": "/nowhere"}, "cannot read /nowhere"),
    ("object_container", {"name": NAME, "state": "absent"}, "set delete_with_all_objects")])
def test_what_is_said(cloud, noun, options, said):
    cloud.ensure("object", name="kept", container=NAME, data="1")
    with pytest.raises(CloudError, match=said):
        cloud.ensure(noun, **options)


def test_what_is_damaged_on_its_way_is_not_stored(cloud, monkeypatch):
    monkeypatch.setattr(object_data.Content, "digests", lambda _content, _sizes: iter(["0" * 32]))
    with pytest.raises(CloudError, match="has received other data .* it stored nothing"):
        cloud.ensure("object", name="damaged", container=NAME, data="1")
    assert "damaged" not in names(cloud, NAME)


def test_a_container_that_is_not_there(cloud, tmp_path):
    options = {"container": "nobody's", "path": str(tmp_path), "prefix": "", "purge": False,
               "segment_size": 1}
    with pytest.raises(CloudError, match="there is no object container"):
        sync(Task(cloud.connection, SPECS), options)
    task = Task(cloud.connection, SPECS, check_mode=True)
    assert not sync(task, options)["changed"]
    assert "check mode assumes that it exists" in task.warnings[0]
