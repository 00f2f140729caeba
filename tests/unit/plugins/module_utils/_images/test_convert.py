# SPDX-License-Identifier: GPL-3.0-or-later
"""The data of a build in the formats of all targets."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import threading

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images import convert
from ansible_collections.multicloud.openstack.plugins.module_utils._images.convert import Formats
from ansible_collections.multicloud.openstack.plugins.module_utils._images.source import Source

RAW = b"a raw disk" * 100
QCOW2 = b"QFI\xfb" + bytes(600)
COPY = 'echo "$@" >>"${0%/*}/asked"; for last; do :; done; echo converted >"$last"'
INFO = '[ "$1" = info ] && { echo "{}"; exit; }'


@pytest.fixture
def formats(tmp_path):
    """(data) -> Formats of them."""
    def formats(data):
        (tmp_path / "build").write_bytes(data)
        return Formats(Source("build", frozenset(), lambda _path: str(tmp_path / "build")),
                       str(tmp_path))
    return formats


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress, bz2.compress])
def test_packed_data_as_they_are(formats, qemu, pack):
    qemu("")
    found = formats(pack(RAW)).get("raw")
    assert (found.disk_format, found.size) == ("raw", len(RAW))
    assert found.sha512 == hashlib.sha512(RAW).hexdigest()


def test_each_format_is_made_once(formats, qemu, tmp_path):
    qemu(COPY)
    found = formats(RAW)
    threads = [threading.Thread(target=found.get, args=[name])
               for name in ("qcow2", "raw", "qcow2", "vhd")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = (tmp_path / "bin" / "asked").read_text().splitlines()
    assert sorted(line.split()[4] for line in asked) == ["qcow2", "vpc"]
    assert found.get("qcow2").sha512 == hashlib.sha512(b"converted\n").hexdigest()


@pytest.mark.parametrize(("script", "kind", "message"), [
    ("", "config", "qemu-img is needed to convert .* install it"),
    (f"{INFO}; echo 'qemu-img: Invalid image' >&2; exit 1", "invalid",
     "qemu-img convert failed: qemu-img: Invalid image"),
    (f"{INFO}; echo 'error while writing: No space left on device' >&2; exit 1", "config",
     "No space left on device.: set work_dir"),
    ("echo '{\"backing-filename\": \"/etc/shadow\"}'", "invalid", "refers to other files"),
    ("echo nothing", "invalid", "refers to other files"),
    ("sleep 9", "invalid", "qemu-img info has not ended after 0.1 s"),
])
def test_what_goes_wrong(formats, qemu, monkeypatch, script, kind, message):
    qemu(f"PATH=/usr/bin:/bin\n{script}" if script else "")
    if "sleep" in script:
        monkeypatch.setattr(convert, "SECONDS", 0.1)
    found = formats(QCOW2)
    for _again in range(2):
        with pytest.raises(CloudError, match=message) as error:
            found.get("raw")
        assert error.value.kind == kind


@pytest.mark.parametrize("data", [
    pytest.param(b"\x1f\x8b\x08broken", id="gzip"), pytest.param(b"BZh9broken", id="bz2"),
    pytest.param(gzip.compress(RAW)[:-9], id="gzip-cut"),
    pytest.param(lzma.compress(RAW)[:-9], id="xz-cut")])
def test_what_cannot_be_unpacked(formats, data):
    with pytest.raises(CloudError, match="cannot be unpacked") as error:
        formats(data).get("raw")
    assert error.value.kind == "invalid"


def test_a_disk_that_is_full(formats, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(convert.shutil, "copyfileobj", full)
    with pytest.raises(CloudError, match="No space left on device.: set work_dir"):
        formats(gzip.compress(RAW)).get("raw")
