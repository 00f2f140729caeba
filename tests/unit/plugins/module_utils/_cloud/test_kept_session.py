# SPDX-License-Identifier: GPL-3.0-or-later
"""Logins that are kept from task to task: for whom, for how long, and where."""

from __future__ import annotations

import datetime
import fcntl
import itertools
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from fakeservice import SERVERS, Handler, login, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import own_folder
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
    Connection,
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
OTHER = {**ENTRY, "auth_type": "password"}
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
    ({"auth": {**AUTH, "auth_methods": ["v3password"]}}, False),
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


class Plugin:
    """keystoneauth's, as far as it is used."""

    def __init__(self, token=None, seconds=3600):
        now = datetime.datetime.now(datetime.UTC)
        self.auth_ref = token and self._access(token, now + datetime.timedelta(seconds=seconds))

    def _access(self, token, expires=None):
        return SimpleNamespace(auth_token=token, expires=expires, project_id="p",
                               service_catalog=SimpleNamespace(get_endpoints=dict))

    def get_auth_state(self):
        return self.auth_ref.auth_token

    def set_auth_state(self, state):
        if state == "damaged":
            raise KeyError(state)
        self.auth_ref = state and self._access(state)

    def get_auth_ref(self, _session):
        return self._access("t-new")


def kept(state, entry=None, seconds=3600):
    session = KeptSession(login_of(entry or ENTRY))
    session.keep(Plugin(state, seconds))
    return session


def loaded(entry=None):
    plugin = Plugin()
    KeptSession(login_of(entry or ENTRY)).load(plugin)
    return plugin.auth_ref and plugin.auth_ref.auth_token


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
    kept("t-2", OTHER)
    assert len(list(runtime.iterdir())) == 2


def test_it_is_forgotten(runtime):
    KeptSession(login_of(ENTRY)).forget()
    assert not runtime.exists()
    kept("t-1").forget()
    assert loaded() is None
    KeptSession(login_of(ENTRY)).forget()


def test_a_way_to_log_in_without_a_token(runtime):
    KeptSession(login_of(ENTRY)).attach(SimpleNamespace())
    KeptSession(login_of(ENTRY)).keep(SimpleNamespace(auth_ref=None))
    assert not runtime.exists()


@pytest.mark.parametrize("state", [
    b"[]", b"5", b'"x"', b"", b"\xff", b"[" * 100_000, b'{"auth_token": "x", "body": null}',
    b'{"auth_token": "x", "body": []}', b'{"auth_token": "x", "body": {"token": {}}}',
    b'{"auth_token": 5, "body": {"token": {"expires_at": "2099-01-01T00:00:00Z"}}}',
    b'{"auth_token": "x", "body": {"token": {"expires_at": "2099-01-01T00:00:00Z", "catalog": 5}}}',
    b'{"auth_token": "x", "body": {"token": {"expires_at": "2099-01-01T00:00:00Z", "project": 5}}}',
])
def test_a_file_of_another_form_is_no_login(runtime, state):
    from keystoneauth1.identity import V3Password
    kept("t-1")
    path, = (path for path in runtime.iterdir() if path.name != own_folder.KEY)
    path.write_bytes(state)
    os.utime(path, (2**32, 2**32))
    plugin = V3Password("https://a/v3", password="hunter2")
    KeptSession(login_of(ENTRY)).attach(plugin)
    assert plugin.auth_ref is None


# -- who needs the same login at the same time


@pytest.fixture
def held(runtime):
    """As if another process were logging in with ENTRY: the file it has locked."""
    kept("t-0", OTHER)                  # the folder, and its key
    name = name_of(login_of(ENTRY), (runtime / own_folder.KEY).read_bytes())
    with open(runtime / f"{name}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def test_who_waits_has_the_session_of_the_other(held, runtime, monkeypatch):
    plugin = Plugin()
    KeptSession(login_of(ENTRY)).attach(plugin)

    def sleep(_seconds):
        kept("t-1")
        fcntl.flock(held, fcntl.LOCK_UN)
    monkeypatch.setattr(own_folder, "time", SimpleNamespace(
        time=time.time, monotonic=time.monotonic, sleep=sleep))
    assert plugin.get_auth_ref(None).auth_token == "t-1"
    assert not list(runtime.glob("*.lock"))


@pytest.mark.parametrize(("entry", "seconds"), [(ENTRY, 0.1), (OTHER, 30)])
def test_nobody_waits_for_ever_nor_for_another_login(held, runtime, entry, seconds):
    plugin, began = Plugin(), time.monotonic()
    session = KeptSession(login_of(entry), seconds)
    session.attach(plugin)
    session.forget()
    assert plugin.get_auth_ref(None).auth_token == "t-new"
    assert time.monotonic() - began < 20


def test_where_nothing_can_be_locked(runtime, monkeypatch):
    def locked(*_arguments):
        raise CloudError("config", "no locks")
    monkeypatch.setattr(own_folder, "locked", locked)
    plugin = Plugin()
    KeptSession(login_of(ENTRY)).attach(plugin)
    assert plugin.get_auth_ref(None).auth_token == "t-new" and loaded() is None


# -- with a cloud


@pytest.fixture
def connections(place, service):
    """Those of another task, to all regions of a cloud."""
    def make(keep=None, cache=False, entry=None):
        path = place.clouds(a=entry or login(service))
        if cache:
            with open(path, "a", encoding="utf-8") as file:
                file.write("\ncache: {auth: true}\n")
        made = Connections()
        return [made[target] for target in made.add(
            Config(Settings(path, keep_session=keep)).regions("a"))]
    return make


@pytest.fixture
def connect(connections):
    """The connection of another task."""
    return lambda *arguments, **more: connections(*arguments, **more)[0]


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


def test_a_login_is_kept_whatever_it_was_for(service, connect, runtime):
    for status, count in ((500, 1), (404, 1)):
        service.answers.append((status, {}))
        with pytest.raises(CloudError):
            servers(connect(keep=True))
        assert logins(service) == count


def test_one_that_is_refused_everywhere_is_replaced_once(service, connections, runtime,
                                                         monkeypatch):
    usual, tokens = Handler._login, itertools.count()
    monkeypatch.setattr(Handler, "_login", lambda handler: (
        *usual(handler)[:2], {"X-Subject-Token": f"t-{next(tokens)}"}))
    entry = {**login(service), "regions": ["north", "south"]}
    del entry["region_name"]
    for connection in connections(keep=True, entry=entry):
        connection.project_id()
    both = connections(keep=True, entry=entry)
    for connection in both:
        connection.project_id()
    assert logins(service) == 1
    for connection in both:             # as keystoneauth does after 401
        connection._session().auth.invalidate()
        connection.project_id()
    assert logins(service) == 2


# -- a second factor


@pytest.fixture
def passcodes(monkeypatch):
    """What a keystone was given that takes each once."""
    given, usual = [], Handler._login

    def once(handler):
        factors = handler.server.asked[-1][3]["auth"]["identity"]
        given.append(factors["totp"]["user"]["passcode"])
        return usual(handler) if given.count(given[-1]) == 1 else (401, {})
    monkeypatch.setattr(Handler, "_login", once)
    return given


TOTP = {"auth_type": "v3totp"}
BOTH = {"auth_type": "v3multifactor", "auth_methods": ["v3password", "v3totp"]}


def second(service, factors, **auth):
    entry = {**login(service), **factors}
    if factors is TOTP:
        del entry["auth"]["password"]
    return {**entry, "auth": {**entry["auth"], **auth}}


@pytest.mark.parametrize("none", [{}, {"passcode": ""}])
@pytest.mark.parametrize("factors", [TOTP, BOTH])
def test_a_session_needs_no_passcode(service, connect, runtime, passcodes, factors, none):
    for auth in ({"passcode": "123456"}, none, none):
        entry = second(service, factors, **auth)
        assert connect(keep=True, entry=entry).project_id() == "p-1"
    service.answers += [(401, {})]
    with pytest.raises(CloudError, match="no passcode") as error:
        servers(connect(keep=True, entry=entry))
    assert error.value.kind == "config" and passcodes == ["123456"]
    entry["auth"]["passcode"] = "654321"
    service.answers += [(401, {}), (200, SERVERS)]
    assert servers(connect(keep=True, entry=entry)) and passcodes == ["123456", "654321"]


@pytest.mark.parametrize("options", [{}, {"keep": True}, {"cache": True}, {"keep": False}])
@pytest.mark.parametrize("factors", [TOTP, BOTH])
def test_without_a_session_a_passcode_is_missing(service, connect, runtime, factors, options):
    with pytest.raises(CloudError, match="no passcode") as error:
        connect(**options, entry=second(service, factors))
    assert error.value.kind == "config" and service.asked == []


def test_what_lacks_more_than_a_passcode(service, connect, runtime):
    entry = second(service, BOTH)
    del entry["auth"]["password"]
    with pytest.raises(CloudError, match="no password"):
        connect(keep=True, entry=entry)


def test_a_session_is_removed_without_a_passcode(service, connect, runtime, passcodes):
    connect(keep=True, entry=second(service, BOTH, passcode="123456")).project_id()
    with pytest.raises(CloudError, match="no passcode"):
        connect(keep=False, entry=second(service, BOTH))
    assert [path.name for path in runtime.iterdir()] == [own_folder.KEY]


def test_regions_use_one_passcode(service, connections, runtime, passcodes):
    entry = second(service, BOTH, passcode="123456")
    del entry["region_name"]
    found = connections(keep=True, entry={**entry, "regions": ["north", "south", "west"]})
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(Connection.project_id, found)) == ["p-1"] * 3
    assert passcodes == ["123456"]
