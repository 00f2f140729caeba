# SPDX-License-Identifier: GPL-3.0-or-later
"""Cinder's calls."""

from __future__ import annotations

import pytest
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import volume

MARK = {"multicloud_fleet": "web"}


def test_cinder_is_asked_for_what_is_marked_and_may_answer_with_more():
    rows = [{"id": "a", "metadata": {**MARK, "x": "y"}}, {"id": "b", "metadata": {}},
            {"id": "c", "metadata": None}, {"id": "d", "metadata": {"multicloud_fleet": "db"}}]
    cloud = Canned({"GET /volumes/detail": {"volumes": rows}})
    assert [row["id"] for row in volume.listed(cloud, MARK)] == ["a"]
    assert cloud.calls == [("GET", "/volumes/detail", {"metadata": "{'multicloud_fleet': 'web'}"})]


@pytest.mark.parametrize(("kind", "metadata", "asked"), [
    ("volumes", {}, None), ("snapshots", MARK, str(MARK)), ("backups", MARK, None)])
def test_cinder_looks_for_metadata_where_it_can(kind, metadata, asked):
    cloud = Canned({f"GET /{kind}/detail": {kind: [{"id": "a", "metadata": MARK}]}})
    assert [row["id"] for row in volume.listed(cloud, metadata, kind)] == ["a"]
    assert cloud.calls == [("GET", f"/{kind}/detail", {"metadata": asked})]


@pytest.mark.parametrize("kind", ["not_found", "forbidden"])
def test_a_cloud_without_volumes_has_none(kind):
    assert volume.listed(Canned({"GET /volumes/detail": refusal(kind)}), MARK) == []


def test_a_cinder_that_is_broken_is_not_one_without_volumes():
    with pytest.raises(CloudError):
        volume.listed(Canned({"GET /volumes/detail": refusal("api")}), MARK)


def test_what_is_written():
    cloud = Canned({"POST /volumes": {"volume": {"id": "v"}}, "POST /volumes/v/action": {},
                    "POST /volumes/v/metadata": {}, "DELETE /volumes/v": {}})
    body = {"volume": {"name": "web-1-data", "size": 5}}
    assert volume.create(cloud, body) == {"id": "v"}
    volume.extend(cloud, "v", 9)
    volume.mark(cloud, "v", MARK)
    assert volume.delete(cloud, "v")
    assert cloud.calls == [
        ("POST", "/volumes", body),
        ("POST", "/volumes/v/action", {"os-extend": {"new_size": 9}}),
        ("POST", "/volumes/v/metadata", {"metadata": MARK}), ("DELETE", "/volumes/v", None)]
