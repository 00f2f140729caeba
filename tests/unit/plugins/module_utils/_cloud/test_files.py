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
    with pytest.raises(CloudError, match="is encrypted with Ansible Vault: for inv") as error:
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
    assert files.doubts() == []
    place.folder.chmod(0o777)
    assert (passed_over(), files.paths()) == ([usual, secure], [])
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", mine)
    assert (passed_over(), files.paths()) == ([secure], [mine])
    monkeypatch.setenv("OS_CLIENT_SECURE_FILE", "/not/there")
    assert passed_over() == [secure]
    monkeypatch.setenv("OS_CLIENT_SECURE_FILE", mine)
    assert passed_over() == []


def passed_over():
    """Paths of files that are not used."""
    return [doubt.path for doubt in files.doubts() if not doubt.used]


OWNER, OTHER, PRIVATE, SHARED = 1000, 1001, 1000, 100
FOLDER, FILE = (0o40755, OWNER, PRIVATE), (0o100600, OWNER, PRIVATE)


@pytest.mark.parametrize(("folder", "file", "why"), [
    (FOLDER, FILE, None), (FOLDER, (0o100644, 0, 0), None), ((0o40755, 0, 0), FILE, None),
    ((0o40775, OWNER, PRIVATE), (0o100664, OWNER, PRIVATE), None),
    ((0o40755, OTHER, OTHER), FILE, "not used, because the current folder belongs to somebody"),
    (FOLDER, (0o100644, OTHER, OTHER), "not used, because it belongs to somebody else: name"),
    ((0o40757, OWNER, PRIVATE), FILE, "not used, because everybody may write to the current "
     "folder: chmod o-w FOLDER, or name"),
    ((0o41777, 0, 0), FILE, "not used, because everybody may write to the current folder"),
    (FOLDER, (0o100606, OWNER, PRIVATE), "not used, because everybody may write to it: chmod o-w "
     "FOLDER/clouds.yaml, or name"),
    ((0o40775, OWNER, SHARED), FILE, "used, although a group may write to the current folder: "
     "chmod g-w FOLDER, or name"),
    (FOLDER, (0o100660, OWNER, SHARED), "used, although a group may write to it"),
    (FOLDER, (0o100660, OWNER, 4711), "used, although a group may write to it"),
    ((0o40775, OWNER, SHARED), (0o100666, OWNER, PRIVATE), "not used, because everybody"),
])
def test_who_may_have_written_a_file_of_the_current_folder(place, monkeypatch, folder, file, why):
    path = place.clouds(a={})
    monkeypatch.chdir(place.folder)
    facts, stat = {str(place.folder): folder, path: file}, os.stat
    groups = {PRIVATE: ("jane", []), SHARED: ("users", ["jane", "mallory"])}

    def group(number):
        name, members = groups[number]
        return SimpleNamespace(gr_name=name, gr_mem=members)
    monkeypatch.setattr(files.os, "getuid", lambda: OWNER)
    monkeypatch.setattr(files.pwd, "getpwuid", lambda _user: SimpleNamespace(pw_name="jane"))
    monkeypatch.setattr(files.grp, "getgrgid", group)
    monkeypatch.setattr(files.os, "stat", lambda path, **more: SimpleNamespace(**dict(zip(
        ("st_mode", "st_uid", "st_gid"), facts[path], strict=True)))
        if path in facts else stat(path, **more))
    said = files.warnings(None)
    assert len(said) == bool(why) and all(
        f"{path} is {why.replace('FOLDER', str(place.folder))}" in sentence for sentence in said)
    assert files.paths() == ([] if why and why.startswith("not used") else [path])
    assert files.warnings("elsewhere.yaml") == []


@pytest.mark.parametrize("folder, file, expected", [
    (0o755, 0o644, "others"), (0o755, 0o640, "group"), (0o755, 0o600, None),
    (0o700, 0o644, None), (0o750, 0o644, "group"), (0o711, 0o604, "others")])
def test_who_can_read_a_file(tmp_path, monkeypatch, folder, file, expected):
    stat = os.stat      # the folders above are pytest's, for their owner alone
    monkeypatch.setattr(files.os, "stat", lambda path: stat(path) if path.startswith(str(tmp_path))
                        else SimpleNamespace(st_mode=0o755))
    path = tmp_path / "clouds.yaml"
    path.write_text("clouds: {}")
    path.chmod(file)
    tmp_path.chmod(folder)
    (tmp_path / "link").symlink_to(path)
    assert files.readers(str(path)) == files.readers(str(tmp_path / "link")) == expected


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
    assert refused().message.startswith(f"{path} does not have the form")


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
