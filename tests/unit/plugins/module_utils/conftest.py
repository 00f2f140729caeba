# SPDX-License-Identifier: GPL-3.0-or-later
"""A place without clouds: no OS_* variables, and no files but those of a test."""

from __future__ import annotations

import os

import pytest
import yaml


class Place:
    """The only folder that openstacksdk looks into."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, content):
        """Writes a file, as YAML unless it is text; its path."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(
            content, sort_keys=False))
        return str(path)

    def clouds(self, **entries):
        """Writes clouds.yaml."""
        return self.write("clouds.yaml", {"clouds": entries})


@pytest.fixture
def place(tmp_path, monkeypatch):
    from openstack.config import loader
    for variable in [name for name in os.environ if name.startswith("OS_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setattr(loader, "CONFIG_FILES", [str(tmp_path / "clouds.yaml")])
    monkeypatch.setattr(loader, "SECURE_FILES", [str(tmp_path / "secure.yaml")])
    monkeypatch.setattr(loader, "VENDOR_FILES", [str(tmp_path / "clouds-public.yaml")])
    return Place(tmp_path)
