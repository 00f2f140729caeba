# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of kept sessions: whose it is, what is in it, and who waits for whom there."""

from __future__ import annotations

import fcntl
import os
import time
from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import own_folder
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

LATER = 2**32


def write(name="a", ends=LATER):
    with own_folder.opened() as folder:
        own_folder.write(folder, name, b"text", ends)


def read(name="a"):
    with own_folder.opened() as folder:
        return own_folder.read(folder, name)


def link(folder):
    (folder / "elsewhere").mkdir()
    (folder / own_folder.FOLDER).symlink_to(folder / "elsewhere")


def open_to_all(folder):
    (folder / own_folder.FOLDER).mkdir()
    (folder / own_folder.FOLDER).chmod(0o755)


def a_file(folder):
    (folder / own_folder.FOLDER).write_text("")


def others(folder):
    (folder / own_folder.FOLDER).mkdir(mode=0o700)
    os.chown(folder / own_folder.FOLDER, 65534, 65534)


ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")


@pytest.mark.parametrize("spoil", [link, open_to_all, a_file, pytest.param(others, marks=ROOT)])
def test_a_folder_that_is_not_ours_is_refused(runtime, spoil):
    spoil(runtime.parent)
    with pytest.raises(CloudError) as error:
        read()
    assert error.value.kind == "config" and str(runtime) in error.value.message


@pytest.mark.parametrize("spoil", ["link", "mode", pytest.param("owner", marks=ROOT)])
def test_a_file_that_is_not_ours_is_refused(runtime, spoil):
    write()
    path = runtime / "a"
    if spoil == "link":
        path.rename(runtime.parent / "elsewhere")
        path.symlink_to(runtime.parent / "elsewhere")
    elif spoil == "mode":
        path.chmod(0o644)
    else:
        os.chown(path, 65534, 65534)
    with pytest.raises(CloudError, match="keep_session"):
        read()


@pytest.mark.parametrize("folder", [None, "", "relative", "/nowhere/at/all"])
def test_without_a_runtime_folder_it_is_a_temporary_one(tmp_path, monkeypatch, folder):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if folder is None:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    else:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    write()
    assert read() == b"text"
    assert [path.name for path in tmp_path.iterdir()] == [f"{own_folder.FOLDER}-{os.geteuid()}"]


def test_what_has_ended_is_of_no_use_and_swept(runtime):
    write("new")
    write("ended", time.time() - 5)
    write("old", time.time() - 100)
    assert [read(name) for name in ("new", "ended", "old")] == [b"text", None, None]
    with own_folder.opened() as folder:
        own_folder.sweep(folder)
    assert sorted(path.name for path in runtime.iterdir()) == ["ended", "new"]


def test_a_key_is_made_once(runtime):
    keys = set()
    for _process in range(2):
        with own_folder.opened() as folder:
            keys.add(own_folder.key(folder))
    assert [len(key) for key in keys] == [32]


def locked(seconds, name="a.lock"):
    """The lock, which outlasts the descriptor of its folder."""
    with own_folder.opened() as folder:
        lock = own_folder.locked(folder, name, seconds)
        lock.__enter__()
    return lock


def free(lock):
    lock.__exit__(None, None, None)


def test_a_lock_is_for_one_at_a_time(runtime, monkeypatch):
    first, waited = locked(30), []

    def sleep(_seconds):
        waited.append(1)
        if len(waited) == 3:
            free(first)
    monkeypatch.setattr(own_folder, "time", SimpleNamespace(monotonic=time.monotonic, sleep=sleep))
    second, other = locked(30), locked(30, "b.lock")
    assert len(waited) == 3
    free(second)
    free(other)
    assert list(runtime.iterdir()) == []


def test_nobody_waits_longer_than_so_many_seconds(runtime):
    first = locked(30)
    began = time.monotonic()
    free(locked(0.2))
    assert 0.2 <= time.monotonic() - began < 20
    free(first)


def test_where_nothing_can_be_locked(runtime, monkeypatch):
    def flock(_file, _operation):
        raise OSError(37, "No locks available")
    monkeypatch.setattr(own_folder, "fcntl", SimpleNamespace(
        flock=flock, LOCK_EX=fcntl.LOCK_EX, LOCK_NB=fcntl.LOCK_NB))
    with pytest.raises(CloudError, match="No locks available"):
        locked(30)
    assert list(runtime.iterdir()) == []
