# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of clouds: which are read, and what is wrong with them."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from ansible.parsing.vault import VaultLib, VaultSecret

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import files
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

SECRET = VaultSecret(b"open sesame")
PASSWORD = "hunter2"


def vaulted(text):
    return VaultLib([("default", SECRET)]).encrypt(text, SECRET).decode()


@pytest.mark.parametrize("name", ["clouds.yaml", "secure.yaml"])
def test_a_vaulted_file(place, name):
    place.clouds(a={})
    path = place.write(name, vaulted("clouds: {a: {}}"))
    with pytest.raises(CloudError, match="is encrypted with Ansible Vault: give") as error:
        files.check()
    assert error.value.kind == "config" and error.value.message.startswith(path)


def test_a_vaulted_file_that_a_variable_names(place, monkeypatch):
    place.clouds(a={})
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", place.write("mine.yaml", vaulted("clouds: {}")))
    with pytest.raises(CloudError, match="mine.yaml is encrypted with Ansible Vault"):
        files.check()
    files.check(load_envvars=False)


def test_a_vaulted_file_that_another_one_beats(place):
    path = place.write("mine.yaml", {"clouds": {"a": {}}})
    place.write("clouds.yaml", vaulted("clouds: {}"))
    files.check(config_files=[path], secure_files=[])


def test_files_that_are_not_there(place):
    files.check(config_files=[str(place.folder / "none.yaml")])


def test_the_files_that_would_be_read(place, monkeypatch):
    assert files.paths() == []
    usual, secure = place.clouds(a={}), place.write("secure.yaml", {})
    mine = place.write("mine.yaml", {})
    assert files.paths() == [usual, secure]
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", mine)
    assert files.paths() == [mine, secure]
    assert files.paths(config_files=[usual], secure_files=[], load_envvars=False) == [usual]


def test_the_files_of_a_folder_where_everybody_may_write(place, monkeypatch):
    mine, usual, secure = (place.write(name, {}) for name in (
        "mine/mine.yaml", "clouds.yaml", "secure.yaml"))
    monkeypatch.chdir(place.folder)
    assert files.passed_over() == []
    place.folder.chmod(0o777)
    assert (files.passed_over(), files.paths()) == ([usual, secure], [])
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", mine)
    assert (files.passed_over(), files.paths()) == ([secure], [mine])
    monkeypatch.setenv("OS_CLIENT_SECURE_FILE", "/not/there")
    assert files.passed_over() == [secure]
    monkeypatch.setenv("OS_CLIENT_SECURE_FILE", mine)
    assert files.passed_over() == []


@pytest.mark.parametrize("folder, file, wanted", [
    (0o755, 0o644, "others"), (0o755, 0o640, "group"), (0o755, 0o600, None),
    (0o700, 0o644, None), (0o750, 0o644, "group"), (0o711, 0o604, "others")])
def test_who_can_read_a_file(tmp_path, monkeypatch, folder, file, wanted):
    stat = os.stat      # the folders above are pytest's, for their owner alone
    monkeypatch.setattr(files.os, "stat", lambda path: stat(path) if path.startswith(str(tmp_path))
                        else SimpleNamespace(st_mode=0o755))
    path = tmp_path / "clouds.yaml"
    path.write_text("clouds: {}")
    path.chmod(file)
    tmp_path.chmod(folder)
    (tmp_path / "link").symlink_to(path)
    assert files.readers(str(path)) == files.readers(str(tmp_path / "link")) == wanted


# Files that are wrong

def refused():
    """Why they cannot be read, without a secret."""
    with pytest.raises(CloudError) as caught:
        files.check()
    assert caught.value.kind == "config" and PASSWORD not in str(caught.value)
    return caught.value


def test_entries_that_cannot_be_merged(place):
    place.clouds(a={}, b=PASSWORD)
    path = place.write("secure.yaml", {"clouds": {"b": {"auth": {"password": PASSWORD}}}})
    assert f"the entry of the cloud 'b' in clouds.yaml is not a mapping, but that in {path}" in (
        refused().message)


def test_what_is_no_text(place):
    place.clouds(a={})
    with open(place.write("clouds.yaml", ""), "wb") as stream:
        stream.write(b"clouds:\n  a: \xff\xfe\n")
    assert "clouds.yaml is not valid YAML" in refused().message


@pytest.mark.parametrize("text", ["- clouds\n", "clouds\n", f"clouds: {PASSWORD}\n",
                                  "clouds: [a, b]\n"])
@pytest.mark.parametrize("name", ["clouds.yaml", "secure.yaml"])
def test_what_is_not_of_the_form(place, name, text):
    place.clouds(a={})
    path = place.write(name, text)
    assert refused().message.startswith(f"{path} is not of the form")


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(place):
    path = place.clouds(a={})
    os.chmod(path, 0)
    assert refused().message == f"cannot read {path}: Permission denied"


def test_what_is_a_folder(place):
    path = place.clouds(a={})
    os.remove(path)
    os.mkdir(path)
    assert refused().message == f"cannot read {path}: Is a directory"
