# SPDX-License-Identifier: GPL-3.0-or-later
"""Logins that are kept from task to task: for whom, for how long, and where."""

from __future__ import annotations

import datetime
import os
import stat
from types import SimpleNamespace

import pytest
from fakeservice import SERVERS, login, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import kept_session
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
    Connections,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.kept_session import (
    KeptSession,
    login_of,
    name_of,
)

AUTH = {"auth_url": "https://a/v3", "username": "me", "password": "hunter2", "project_name": "p"}
ENTRY = {"auth_type": "v3password", "auth": AUTH, "region_name": "north"}
KEY = b"k" * 32


@pytest.mark.parametrize(("more", "same"), [
    ({"region_name": "south"}, True),
    ({"api_timeout": 5}, True),
    ({"auth": {**AUTH, "passcode": "123456"}}, True),
    ({"auth": {**AUTH, "password": "hunter3"}}, False),
    ({"auth": {**AUTH, "username": "you"}}, False),
    ({"auth": {**AUTH, "auth_url": "https://b/v3"}}, False),
    ({"auth": {**AUTH, "project_name": "q"}}, False),
    ({"auth": {**AUTH, "system_scope": "all"}}, False),
    ({"auth": {**AUTH, "trust_id": "1"}}, False),
    ({"auth_type": "v3totp"}, False),
    ({"verify": False}, False),
    ({"insecure": True}, False),
    ({"cacert": "/my/ca"}, False),
    ({"key": "/my/key"}, False),
    ({"cert": "/my/cert"}, False),
])
def test_what_is_the_same_login(more, same):
    names = {name_of(login_of(entry), KEY) for entry in (ENTRY, {**ENTRY, **more})}
    assert (len(names) == 1) is same


def test_a_name_depends_on_the_key_and_tells_nothing():
    name = name_of(login_of(ENTRY), KEY)
    assert name != name_of(login_of(ENTRY), b"l" * 32)
    assert len(name) == 64 and set(name) <= set("0123456789abcdef")


@pytest.fixture
def runtime(tmp_path, monkeypatch):
    """The folder of sessions, which is not there yet."""
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    return tmp_path / "run" / kept_session.FOLDER


class Plugin:
    """keystoneauth's, as far as it is used."""

    def __init__(self, token=None, seconds=3600):
        now = datetime.datetime.now(datetime.UTC)
        self.auth_ref = token and SimpleNamespace(
            expires=now + datetime.timedelta(seconds=seconds), token=token)

    def get_auth_state(self):
        return self.auth_ref.token

    def set_auth_state(self, state):
        if state == "damaged":
            raise KeyError(state)
        self.auth_ref = state and SimpleNamespace(token=state, expires=None)


def kept(state, entry=None, seconds=3600):
    session = KeptSession(login_of(entry or ENTRY))
    session.keep(Plugin(state, seconds))
    return session


def loaded(entry=None):
    plugin = Plugin()
    KeptSession(login_of(entry or ENTRY)).load(plugin)
    return plugin.auth_ref and plugin.auth_ref.token


def test_one_login_is_kept_for_all_that_are_the_same(runtime):
    assert loaded() is None
    kept("t-1")
    assert loaded() == "t-1"
    assert loaded({**ENTRY, "region_name": "south"}) == "t-1"
    assert loaded({**ENTRY, "auth": {**AUTH, "password": "hunter3"}}) is None
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in runtime.iterdir()] == [0o600] * 2


def test_a_later_one_takes_its_place(runtime):
    kept("t-1")
    kept("t-2")
    assert loaded() == "t-2" and len(list(runtime.iterdir())) == 2


@pytest.mark.parametrize(("state", "seconds"), [("t-1", -5), ("damaged", 3600)])
def test_what_cannot_be_used_is_no_login(runtime, state, seconds):
    kept(state, seconds=seconds)
    assert loaded() is None


def test_what_has_ended_is_swept(runtime):
    kept("t-1", seconds=-100)
    kept("t-2", {**ENTRY, "auth_type": "password"})
    assert len(list(runtime.iterdir())) == 2


def test_it_is_forgotten(runtime):
    KeptSession(login_of(ENTRY)).forget()
    assert not runtime.exists()
    kept("t-1").forget()
    assert loaded() is None
    KeptSession(login_of(ENTRY)).forget()


@pytest.mark.parametrize("plugin", [SimpleNamespace(), SimpleNamespace(auth_ref=None)])
def test_a_way_to_log_in_without_a_token(runtime, plugin):
    KeptSession(login_of(ENTRY)).keep(plugin)
    assert not runtime.exists()
    KeptSession(login_of(ENTRY)).load(SimpleNamespace())


def link(folder):
    (folder / "elsewhere").mkdir()
    (folder / kept_session.FOLDER).symlink_to(folder / "elsewhere")


def open_to_all(folder):
    (folder / kept_session.FOLDER).mkdir()
    (folder / kept_session.FOLDER).chmod(0o755)


def a_file(folder):
    (folder / kept_session.FOLDER).write_text("")


def others(folder):
    (folder / kept_session.FOLDER).mkdir(mode=0o700)
    os.chown(folder / kept_session.FOLDER, 65534, 65534)


ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")


@pytest.mark.parametrize("spoil", [link, open_to_all, a_file, pytest.param(others, marks=ROOT)])
def test_a_folder_that_is_not_ours_is_refused(runtime, spoil):
    spoil(runtime.parent)
    with pytest.raises(CloudError) as error:
        loaded()
    assert error.value.kind == "config" and str(runtime) in error.value.message


@pytest.mark.parametrize("spoil", ["link", "mode", pytest.param("owner", marks=ROOT)])
def test_a_file_that_is_not_ours_is_refused(runtime, spoil):
    kept("t-1")
    path, = (path for path in runtime.iterdir() if path.name != kept_session.KEY)
    if spoil == "link":
        path.rename(runtime.parent / "elsewhere")
        path.symlink_to(runtime.parent / "elsewhere")
    elif spoil == "mode":
        path.chmod(0o644)
    else:
        os.chown(path, 65534, 65534)
    with pytest.raises(CloudError, match="keep_session"):
        loaded()


@pytest.mark.parametrize("folder", [None, "", "relative", "/nowhere/at/all"])
def test_without_a_runtime_folder_it_is_a_temporary_one(tmp_path, monkeypatch, folder):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if folder is None:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    else:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    kept("t-1")
    assert loaded() == "t-1"
    assert [path.name for path in tmp_path.iterdir()] == [f"{kept_session.FOLDER}-{os.geteuid()}"]


# -- with a cloud


@pytest.fixture
def connect(place, service):
    """A connection as another task has it."""
    def make(keep=None, **more):
        path = place.clouds(a=login(service))
        if more:
            with open(path, "a", encoding="utf-8") as file:
                file.write("\ncache: {auth: true}\n")
        config = Config(Settings(path, keep_session=keep))
        connections = Connections()
        target, = connections.add(config.regions("a"))
        return connections[target]
    return make


def logins(service):
    return sum(path.endswith("/auth/tokens") for _verb, path, *_more in service.asked)


@pytest.mark.parametrize(("options", "count"), [
    ({}, 2), ({"keep": True}, 1), ({"keep": False}, 2), ({"cache": True}, 1),
    ({"keep": False, "cache": True}, 2)])
def test_who_asks_for_it_logs_in_once(service, connect, runtime, options, count):
    for _task in range(2):
        service.answers.append((200, SERVERS))
        assert servers(connect(**options)) == SERVERS["servers"]
    assert logins(service) == count
    assert runtime.exists() is (count == 1)


def test_a_token_that_is_refused_is_replaced(service, connect, runtime):
    for answers in ([(200, SERVERS)], [(401, {}), (200, SERVERS)], [(200, SERVERS)]):
        service.answers.extend(answers)
        assert servers(connect(keep=True)) == SERVERS["servers"]
    assert logins(service) == 2


def test_an_explicit_no_removes_it(service, connect, runtime):
    for keep, count in ((True, 1), (False, 2), (True, 3)):
        service.answers.append((200, SERVERS))
        servers(connect(keep=keep))
        assert logins(service) == count
