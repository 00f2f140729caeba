# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines go into the file that is named, and nothing happens where there is none."""

from __future__ import annotations

import os

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import progress_file


def test_lines(tmp_path, monkeypatch):
    file = tmp_path / "lines"
    file.write_text("before\n")
    monkeypatch.setenv(progress_file.VARIABLE, str(file))
    say = progress_file.announcer()
    say("one")
    assert file.read_text() == "before\none\n"
    say("zw\N{LATIN SMALL LETTER O WITH DIAERESIS}lf")
    assert file.read_bytes().endswith(b"\nzw\xc3\xb6lf\n")


@pytest.mark.parametrize("path", [None, "none", "."])
def test_nobody_follows(tmp_path, monkeypatch, path):
    monkeypatch.delenv(progress_file.VARIABLE, raising=False)
    if path:
        monkeypatch.setenv(progress_file.VARIABLE, str(tmp_path / path))
    assert progress_file.announcer() is None
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_disk(monkeypatch):
    monkeypatch.setenv(progress_file.VARIABLE, "/dev/full")
    progress_file.announcer()("one")
