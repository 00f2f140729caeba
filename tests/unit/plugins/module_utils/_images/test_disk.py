# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats of disks."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images import disk


@pytest.mark.parametrize(("head", "tail", "expected"), [
    (b"QFI\xfb\0\0\0\3", b"", "qcow2"), (b"KDMV", b"", "vmdk"), (b"vhdxfile", b"", "vhdx"),
    (b"conectix", b"", "vhd"), (b"\0" * 8, b"conectix", "vhd"),
    (b"<<< Oracle".ljust(64, b"\0") + b"\x7f\x10\xda\xbe", b"", "vdi"),
    (b"\xeb\x63", b"", "raw"), (b"", b"", "raw")])
def test_what_a_disk_is(head, tail, expected):
    assert disk.detected(head, tail) == expected


@pytest.mark.parametrize(("head", "expected"), [
    (b"\x1f\x8b\x08", "gzip"), (b"\xfd7zXZ\0", "lzma"), (b"BZh9", "bz2"), (b"QFI\xfb", None),
    (b"", None)])
def test_what_is_packed(head, expected):
    assert disk.compression(head) == expected


@pytest.mark.parametrize(("source", "wanted", "expected"), [
    ("qcow2", "raw", ["convert", "-f", "qcow2", "-O", "raw", "/a", "/b"]),
    ("raw", "vhd", ["convert", "-f", "raw", "-O", "vpc", "-o", "force_size=on", "/a", "/b"]),
    ("vhd", "vmdk", ["convert", "-f", "vpc", "-O", "vmdk", "-o", "subformat=streamOptimized", "/a",
                     "/b"])])
def test_what_qemu_img_is_asked(source, wanted, expected):
    assert disk.conversion(source, "/a", wanted, "/b") == expected


def test_a_format_that_nothing_becomes():
    with pytest.raises(CloudError, match="nothing can be converted to iso: set image_format"):
        disk.conversion("raw", "/a", "iso", "/b")


@pytest.mark.parametrize(("info", "expected"), [
    ({}, False), ({"backing-filename": "/etc/shadow"}, True),
    ({"format-specific": {"data": {"data-file": "/etc/shadow"}}}, True),
    ({"format-specific": {"data": {"compat": "1.1"}}}, False),
    ({"format-specific": {"data": {"extents": [{"filename": "/a"}]}}}, False),
    ({"format-specific": {"data": {"extents": [{"filename": "/etc/shadow"}]}}}, True)])
def test_parts_in_other_files(info, expected):
    assert disk.refer(info, "/a") is expected


@pytest.mark.parametrize(("files", "expected"), [
    ([], None), ([("README", 9)], None), ([(".web.qcow2", 9)], None),
    ([("a.qcow2", 1), ("b.IMG.xz", 2), ("b.img.xz.sha256", 3)], "b.IMG.xz"),
    ([("a.raw", 1), ("b.raw", 1)], "b.raw")])
def test_the_newest_build(files, expected):
    assert disk.newest(files) == expected
