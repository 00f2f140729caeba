# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a content is sent."""
from __future__ import annotations

import hashlib
import io

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.object_data import (  # noqa: E501
    Content,
    Part,
    address,
    in_parallel,
    kind_of,
)


def md5(data):
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


@pytest.mark.parametrize(("parts", "fits"), [
    ([(5, md5(b"hello"))], True), ([(2, md5(b"he")), (3, md5(b"llo"))], True),
    ([(5, md5(b"world"))], False), ([(4, md5(b"hell"))], False), ([(6, md5(b"hello"))], False),
    ([(2, md5(b"he")), (3, md5(b"lla"))], False), ([(0, md5(b""))], False)])
def test_a_content_is_compared_part_by_part(parts, fits, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"hello")
    assert Content(None, "hello").fits(parts) is fits
    assert Content(str(path)).fits(parts) is fits


def test_nothing_is_a_content():
    assert Content().fits([(0, md5(b""))])


def test_a_file_that_cannot_be_read():
    with pytest.raises(CloudError, match="cannot read /nowhere/file: No such file"):
        Content("/nowhere/file").opened()


def test_a_part_ends_where_it_ends():
    file = io.BytesIO(b"abcdef")
    file.seek(1)
    part = Part(file, 3)
    assert (len(part), part.read(2), len(part), part.read(), part.read()) == (3, b"bc", 1, b"d",
                                                                              b"")


def test_a_file_that_becomes_shorter():
    part = Part(io.BytesIO(b"ab"), 3)
    part.read(2)
    with pytest.raises(CloudError, match="became shorter while it was sent"):
        part.read(1)


@pytest.mark.parametrize(("container", "name", "path"), [
    ("c", "", "/c"), ("c", "a/b", "/c/a/b"), ("c d", "#1?", "/c%20d/%231%3F"),
    ("c", "100 %", "/c/100%20%25"), ("c", "folder/", "/c/folder/")])
def test_addresses(container, name, path):
    assert address(container, name) == path


@pytest.mark.parametrize(("container", "name"), [
    ("c", ".."), ("c", "../other/x"), ("c", "a/../b"), ("c", "."), ("c", "a/."), ("..", ""),
    (".", "x")])
def test_no_name_leads_elsewhere(container, name):
    with pytest.raises(CloudError, match="a part of the name is . or .., which leads elsewhere"):
        address(container, name)


@pytest.mark.parametrize(("path", "kind"), [
    ("a.html", "text/html"), ("a", "application/octet-stream"), (None, "application/octet-stream")])
def test_the_kind_of_a_content(path, kind):
    assert kind_of(Content(path)) == kind


def test_all_end_before_an_error_is_raised():
    done = []

    def work(item):
        if item == 1:
            raise CloudError("api", "broken")
        done.append(item)
    with pytest.raises(CloudError, match="broken"):
        in_parallel(range(20), work)
    assert sorted(done) == [0, *range(2, 20)]
