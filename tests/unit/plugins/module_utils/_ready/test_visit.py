# SPDX-License-Identifier: GPL-3.0-or-later
"""One server's way until it is ready, with an ssh that says what it is told to."""

from __future__ import annotations

import pytest
from builders import A, addresses, console, host_key, server
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import redact
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import known_hosts
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.known_hosts import (  # noqa: E501
    KnownKeys,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._ready import visit
from ansible_collections.multicloud.openstack.plugins.module_utils._ready.outcome import Outcome
from ansible_collections.multicloud.openstack.plugins.module_utils._ready.ssh import Jump
from ansible_collections.multicloud.openstack.plugins.module_utils._ready.ssh_output import Said
from ansible_collections.multicloud.openstack.plugins.module_utils._ready.visit import (
    Visit,
    VisitOptions,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    HOST_KEY,
)

OWN, OTHER = host_key(1), host_key(2)
BEFORE, SINCE = "2026-11-01T00:00:00.000000", "2026-11-29T00:00:00.000000"
LIMITS = dict.fromkeys(("active", "port", "host_keys", "login", "cloud_init"), 0.0)
PRESENT, DONE = Said(0, "/usr/bin/cloud-init\n"), Said(0, "status: done\n")
DENIED = Said(255, "", "me@10.0.0.1: Permission denied (publickey).")


def shows(*keys):
    """A console."""
    return {"output": f"{console(*keys)}web-1 login: \n\n"}


class FakeSsh:
    """Of a server with the host key `shows`, whose commands say one of `said` each."""

    port = 22

    def __init__(self, *said, shows=OWN, through=False):
        self.said, self.shows, self.through, self.asked = list(said), shows, through, []

    def indirect(self, address):
        return self.through

    def scan(self, address):
        return [self.shows] if self.shows else []

    def run(self, address, keys, command, seconds):
        self.asked.append((address, keys))
        if self.shows not in keys:
            shown = known_hosts.fingerprint(self.shows)
            return Said(255, "", f"debug1: Server host key: {shown}\nHost key verification failed.")
        return self.said.pop(0)


@pytest.fixture(autouse=True)
def network(monkeypatch):
    """Ports answer, unless a test says otherwise, and nobody sleeps."""
    found = {"answers": True, "greets": True}
    for name in found:
        monkeypatch.setattr(visit, name, lambda *_place, name=name: found[name])
    monkeypatch.setattr(visit.time, "sleep", lambda _seconds: None)
    return found


def go(ssh, shown=(OWN,), known=(), metadata=None, options=None, launched=BEFORE, **row):
    """The outcome, and the connection.  known: keys of a file, learnt when Nova had launched the
    server at BEFORE."""
    found = shown if isinstance(shown, CloudError) or callable(shown) else shows(*shown)
    connection = Canned({"POST /servers/a1/action": found, "GET /ports": {"ports": []}})
    outcome = Outcome(server(1, A, metadata=metadata or {},
                             **{"OS-SRV-USG:launched_at": launched, **row}))
    Visit(VisitOptions(ssh, {**LIMITS, **(options or {}).pop("limits", {})}, **(options or {})),
          connection,
          outcome, KnownKeys(list(known), BEFORE) if known else None).go()
    return outcome, connection


def test_all_is_well():
    outcome, connection = go(FakeSsh(PRESENT, DONE))
    assert outcome.error is None
    assert (outcome.keys, outcome.cloud_init) == ([OWN], "done")
    assert list(outcome.seconds) == ["port", "host_keys", "login", "cloud_init"]
    assert len(connection.calls) == 1


@pytest.mark.parametrize(("ssh", "result", "phases"), [
    (FakeSsh(Said(0, "\n")), "none", ["port", "host_keys", "login"]),
    (FakeSsh(PRESENT, DONE, through=True), "done", ["host_keys", "login", "cloud_init"]),
    (FakeSsh(PRESENT, Said(2, "status: done")), "degraded",
     ["port", "host_keys", "login", "cloud_init"]),
])
def test_other_ways_to_be_ready(ssh, result, phases):
    outcome, _connection = go(ssh)
    assert (outcome.error, outcome.cloud_init, list(outcome.seconds)) == (None, result, phases)


def test_the_port_alone():
    ssh = FakeSsh()
    outcome, connection = go(ssh, options={"login": False})
    assert (outcome.error, list(outcome.seconds)) == (None, ["port"])
    assert (connection.calls, ssh.asked) == ([], [])


@pytest.mark.parametrize(("known", "metadata", "host_keys"), [
    ((OWN,), None, "console"), ((), {HOST_KEY: OWN}, "injected"),
    ((OWN,), {HOST_KEY: OTHER}, "injected"), ((OWN,), {HOST_KEY: OTHER}, "console"),
])
def test_keys_that_are_known_cost_no_look_at_the_console(known, metadata, host_keys):
    outcome, connection = go(FakeSsh(PRESENT, DONE), known=known, metadata=metadata,
                             options={"host_keys": host_keys})
    assert (outcome.error, outcome.keys, connection.calls) == (None, [OWN], [])


def test_a_rebuilt_server_has_other_keys_than_the_file():
    outcome, _connection = go(FakeSsh(PRESENT, DONE), known=[OTHER], launched=SINCE)
    assert (outcome.error, outcome.keys, outcome.launched) == (None, [OWN], SINCE)


@pytest.mark.parametrize("old", [(), (OTHER,)], ids=["new-console", "same-console"])
def test_the_console_of_a_rebuilt_server_is_waited_for(old):
    """sshd answers before cloud-init has printed its keys."""
    consoles = [shows(*old), CloudError("api", "no console"), shows(*old), shows(OWN)]

    def shown(_body):
        found = consoles.pop(0)
        if isinstance(found, CloudError):
            raise found
        return found
    outcome, _connection = go(FakeSsh(PRESENT, DONE), shown=shown, known=[OTHER], launched=SINCE,
                              options={"limits": {"host_keys": 60}})
    assert (outcome.error, outcome.keys, outcome.launched, consoles) == (None, [OWN], SINCE, [])


def test_a_server_that_was_launched_again_may_still_have_its_keys():
    outcome, connection = go(FakeSsh(PRESENT, DONE), known=[OWN], launched=SINCE)
    assert (outcome.error, outcome.keys, outcome.launched) == (None, [OWN], SINCE)
    assert connection.calls == []


def test_a_console_does_not_win_over_the_file_unless_the_server_was_launched_again():
    """Else whoever answers for the address and can write on a console would be believed."""
    outcome, _connection = go(FakeSsh(PRESENT, DONE, shows=OTHER), [OTHER], [OWN])
    assert outcome.error.kind == "host_key" and outcome.keys == [OWN]


def test_two_blocks_of_one_boot():
    outcome, _connection = go(FakeSsh(PRESENT, DONE), CloudError("host_key", "different", A),
                              options={"host_keys": "first_use"})
    assert outcome.error.kind == "host_key" and outcome.keys == []


@pytest.mark.parametrize(("shown", "known", "options"), [
    ([OWN], [], {}), ([OWN], [OWN], {}), ([], [OWN], {}), ([OWN], [], {"host_keys": "first_use"}),
    ([], [OWN], {"host_keys": "first_use"}),
])
def test_an_impostor(shown, known, options):
    outcome, _connection = go(FakeSsh(shows=OTHER), shown, known, options=options)
    assert outcome.error.kind == "host_key"
    assert str(outcome.error) == (
        "a: server web-1: another machine answers at its address 10.0.0.1, port 22: the host key "
        f"there is {known_hosts.fingerprint(OTHER)}, and should be "
        f"{known_hosts.fingerprint(OWN)}; do not log in there before you know whose machine that "
        "is")


def test_first_use():
    outcome, _connection = go(FakeSsh(PRESENT, DONE), shown=[], options={"host_keys": "first_use"})
    assert (outcome.error, outcome.keys) == (None, [OWN])


@pytest.mark.parametrize(("ssh", "row", "network_says", "sentence"), [
    (FakeSsh(), {"addresses": {}}, {}, "it has no address"),
    (FakeSsh(), {"addresses": addresses("-oProxyCommand=x")}, {}, "it has no address"),
    (FakeSsh(), {}, {"greets": False}, "port 22 of 10.0.0.1 is open, but no SSH server has ans"),
    (FakeSsh(), {}, {"greets": False, "answers": False}, "port 22 of 10.0.0.1 did not answer"),
    (FakeSsh(DENIED), {}, {}, "no login was possible within 0 s: me@10.0.0.1: Permission denied"),
    (FakeSsh(PRESENT, Said(None)), {}, {}, "cloud-init has not finished within 0 s"),
    (FakeSsh(PRESENT, Said(1, "status: error\nerrors:\n\t- no disk\n")), {}, {},
     "cloud-init has failed: no disk"),
])
def test_what_goes_wrong(network, ssh, row, network_says, sentence):
    network.update(network_says)
    outcome, _connection = go(ssh, **row)
    assert sentence in str(outcome.error)
    assert outcome.error.more["console"][-1] == "web-1 login: "
    assert outcome.error.more["server_id"] == "a1"


@pytest.mark.parametrize(("options", "ssh", "sentence"), [
    ({}, FakeSsh(), "keys within 0 s (host_keys_timeout); if it was restarted since"),
    ({"host_keys": "first_use"}, FakeSsh(shows=""), "ssh-keyscan finds none from here"),
])
def test_no_keys(options, ssh, sentence):
    outcome, _connection = go(ssh, shown=[], options=options)
    assert sentence in str(outcome.error)


@pytest.mark.parametrize(("end", "times"), [("\n", 20_000_000), ("\r", 200_000)])
def test_a_console_without_an_end(monkeypatch, end, times):
    """Of what is shown of it, no more than the last lines is looked through for secrets."""
    looked, text = [], redact.text
    monkeypatch.setattr(redact, "text", lambda line: looked.append(line) or text(line))
    outcome = Outcome(server(1, A))
    flood = f"first{end}" + f"a{end}" * times + "http://me:secret@there"
    Visit(VisitOptions(FakeSsh(DENIED), LIMITS), Canned({
        "POST /servers/a1/action": {"output": flood}}), outcome, KnownKeys([OWN], BEFORE)).go()
    assert len(looked) < 50
    assert outcome.error.more["console"] == ["a"] * 9 + ["http://***@there"]


def test_a_console_that_cannot_be_read():
    outcome, _connection = go(FakeSsh(), shown=CloudError("forbidden", "no consoles", A))
    assert outcome.error.kind == "forbidden"
    assert outcome.error.more["console"] == []


def test_the_network_is_believed_where_there_are_no_consoles():
    outcome, _connection = go(FakeSsh(PRESENT, DONE), shown=CloudError("forbidden", "no", A),
                              options={"host_keys": "first_use"})
    assert (outcome.error, outcome.keys) == (None, [OWN])


def test_an_impostor_where_there_are_no_consoles():
    outcome, _connection = go(FakeSsh(shows=OTHER), shown=CloudError("forbidden", "no", A),
                              known=[OWN])
    assert outcome.error.kind == "host_key"


def test_another_try():
    outcome, _connection = go(FakeSsh(DENIED, DENIED, PRESENT, Said(255), DONE), options={
        "limits": {"login": 5.0, "cloud_init": 5.0}})
    assert (outcome.error, outcome.cloud_init) == (None, "done")


# behind a bastion

BEHIND = {"multicloud_fleet": "web", "multicloud_through": "bastion"}


class JumpSsh(FakeSsh):
    """An ssh of which replace() makes another, with the same answers."""

    jump = None

    def __replace__(self, jump):
        self.jump = jump
        return self


@pytest.fixture
def through(monkeypatch):
    """through(ssh, bastion's ssh): the outcomes of a server and of its bastion."""
    monkeypatch.setattr(visit, "replace", lambda ssh, jump: ssh.__replace__(jump))

    def through(own, bastions_own, login=True, shown=OWN):
        canned = {"GET /ports": {"ports": []}, "POST /servers/a1/action": shows(OWN),
                  "POST /servers/b1/action": shows(shown)}
        jump = Outcome(server(1, A, "b1", name="jump",
                              addresses=addresses("10.9.9.9", "192.0.2.1")))
        first = Visit(VisitOptions(bastions_own, LIMITS), Canned(canned), jump)
        first.go()
        found = Outcome(server(1, A, metadata=BEHIND))
        Visit(VisitOptions(own, LIMITS, login, bastion_user="me"), Canned(canned), found,
              bastion=first).go()
        return found, jump
    return through


def test_a_server_is_logged_in_to_after_its_bastion(through):
    own = JumpSsh(PRESENT, DONE)
    found, jump = through(own, FakeSsh(PRESENT, DONE))
    assert (found.error, jump.error) == (None, None)
    assert own.jump == Jump("192.0.2.1", (OWN,), "me")
    assert list(found.seconds) == ["host_keys", "login", "cloud_init"]


def test_cloud_init_of_the_bastion_is_no_matter(through):
    found, jump = through(JumpSsh(PRESENT, DONE), FakeSsh(PRESENT, Said(1, "status: error\n")))
    assert found.error is None and jump.error.kind == "not_ready"


@pytest.mark.parametrize(("own", "bastions_own", "why"), [
    (JumpSsh(), FakeSsh(DENIED), "no login was possible within 0 s: me@10.0.0.1: Permission"),
    (JumpSsh(), FakeSsh(shows=OTHER), "another machine answers at its address 192.0.2.1"),
    # it was there at first
    (JumpSsh(DENIED), FakeSsh(PRESENT, DONE, DENIED), "me@10.0.0.1: Permission denied (publickey)"),
    (JumpSsh(Said(None)), FakeSsh(PRESENT, DONE, Said(None)), "no login was possible within 15 s"),
    (JumpSsh(PRESENT, Said(255)), FakeSsh(PRESENT, DONE, Said(255, "", "Connection refused")),
     "Connection refused"),
])
def test_a_bastion_that_lets_nobody_in(through, own, bastions_own, why):
    error = through(own, bastions_own)[0].error
    assert (error.kind, error.more["server_id"]) == ("bastion", "a1")
    assert f"nobody gets there through its bastion jump (192.0.2.1): {why}" in error.message


def test_what_is_the_server_s_own_is_not_its_bastion_s(through):
    found, _jump = through(JumpSsh(DENIED), FakeSsh(PRESENT, DONE, Said(0)))
    assert found.error.kind == "not_ready" and "Permission denied" in found.error.message
    assert through(JumpSsh(shows=OTHER), FakeSsh(PRESENT, DONE))[0].error.kind == "host_key"


def test_only_a_login_tells_of_a_server_behind_a_bastion(through):
    found, _jump = through(JumpSsh(), FakeSsh(PRESENT, DONE), login=False)
    assert found.error.kind == "invalid" and "set login" in found.error.message


def test_nobody_believes_the_network_for_a_server_behind_a_bastion(monkeypatch):
    monkeypatch.setattr(visit, "replace", lambda ssh, jump: ssh.__replace__(jump))
    canned = Canned({"POST /servers/a1/action": shows(), "GET /ports": {"ports": []},
                     "POST /servers/b1/action": shows(OWN)})
    jump = Outcome(server(1, A, "b1", addresses=addresses("10.9.9.9", "192.0.2.1")))
    first = Visit(VisitOptions(FakeSsh(PRESENT, DONE), LIMITS), canned, jump)
    first.go()
    found = Outcome(server(1, A, metadata=BEHIND))
    Visit(VisitOptions(JumpSsh(), LIMITS, host_keys="first_use"), canned, found,
          bastion=first).go()
    assert "its console showed no SSH host keys" in found.error.message
    assert "ssh-keyscan" not in found.error.message
