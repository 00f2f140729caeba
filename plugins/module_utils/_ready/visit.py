# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The way of one server from ACTIVE until it is ready: port, host keys, login, cloud-init."""
from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from time import monotonic as clock
from typing import NoReturn

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._fleet.apply import calls
from .._fleet.observe import known_hosts
from .._fleet.observe.known_hosts import KnownKeys
from .._portable.reachable import answers, greets
from .._resource.server import calls as server_calls
from .._resource.server.model import about
from . import ssh_output
from .outcome import Outcome
from .ssh import Jump, Ssh
from .ssh_output import Said

AGAIN = 0.5         # seconds between two tries
LOOK = 2.0          # seconds between two looks at a console
CHECK = 15.0        # seconds for a look at whether a bastion still lets us in
# for any shell that a user may have
HAS_CLOUD_INIT = "sh -c 'command -v cloud-init || true'"
STATUS = "cloud-init status --wait --long"


@dataclass
class Entrance:
    """Whether a server was logged in to, for those that are reached through it; known: once that is
    so."""

    open: bool = False
    known: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class VisitOptions:
    """What is waited for.  limits: {phase: seconds}; login: whether to go further than the port;
    host_keys: who is believed, as the module's option.  boot: whether cloud-init is waited for;
    bastion_user: whom to log in as at a bastion, if not as elsewhere."""

    ssh: Ssh
    limits: dict[str, float]
    login: bool = True
    host_keys: str = "console"
    boot: bool = True
    bastion_user: str | None = None

    @property
    def first_use(self) -> bool:
        """Whether to believe the network where the console shows no keys."""
        return self.host_keys == "first_use"


class Visit:
    """One server's; known: its host keys, as a file has them, if it does.  bastion: the visit of
    the server through which it is reached, if it is."""

    def __init__(self, options: VisitOptions, connection: Connection, outcome: Outcome,
                 known: KnownKeys | None = None, bastion: Visit | None = None) -> None:
        self.options, self.ssh, self.connection = options, options.ssh, connection
        self.outcome, self.server, self.known = outcome, outcome.server, known
        self.bastion = bastion
        self.address = outcome.server.address or ""
        self.has_cloud_init = False
        self.entrance = Entrance()

    def go(self) -> None:
        """All phases; how long they took, or what went wrong, is in the outcome."""
        steps = [self._port, self._host_keys, self._login, self._cloud_init][:self._last()]
        try:
            if not self.address:
                raise CloudError("not_ready", "it has no address")
            for step in steps:
                phase, began = step.__name__[1:], clock()
                if step(began + self.options.limits[phase]):
                    self.outcome.seconds[phase] = round(clock() - began, 2)
        except CloudError as error:
            self.outcome.error = self._told(self._blamed(error))
        finally:
            self.entrance.known.set()

    def _last(self) -> int:
        """How many phases it goes through."""
        return (4 if self.options.boot else 3) if self.options.login else 1

    # -- bastions

    def _enter(self) -> None:
        """Its bastion is logged in to first."""
        bastion = self.bastion
        if not bastion:
            return
        if not self.options.login:
            raise CloudError("invalid", "it is reached through a bastion, where only a login can "
                                        "tell whether its port answers: set login")
        bastion.entrance.known.wait()
        if not bastion.entrance.open:
            error = bastion.outcome.error
            raise _closed(bastion, error.message if error else "nobody has logged in to it")
        self.ssh = replace(self.ssh, jump=Jump(bastion.address, tuple(bastion.outcome.keys),
                                               self.options.bastion_user))

    def _blamed(self, error: CloudError) -> CloudError:
        """What kept us from a server, if that is its bastion, which may go meanwhile."""
        bastion = self.bastion
        # its console needs no login
        if not (bastion and self.ssh.jump and self.outcome.keys and error.kind == "not_ready"):
            return error
        found = bastion.ssh.run(bastion.address, bastion.outcome.keys, "true", CHECK)
        return error if found.reached else _closed(
            bastion, found.reason or f"no login was possible within {CHECK:.0f} s")

    # -- the phases: each ends with whether there was anything to do

    def _port(self, deadline: float) -> bool:
        self._enter()
        options, port = self.options, self.ssh.port
        if self.bastion:
            return False
        if options.login and self.ssh.indirect(self.address):
            return False
        while not (greets(self.address, port, deadline - clock()) if options.login
                   else answers(self.address, port)):
            if clock() + AGAIN > deadline:
                self._silent(f"{self.options.limits['port']:.0f} s (port_timeout)")
            time.sleep(AGAIN)
        return True

    def _silent(self, limit: str) -> NoReturn:
        if answers(self.address, self.ssh.port):
            raise CloudError("not_ready", f"port {self.ssh.port} of {self.address} is open, but no "
                                          f"SSH server has answered within {limit}")
        raise server_calls.unanswered(self.connection, self.server, self.address, self.ssh.port,
                                      limit)

    def _host_keys(self, deadline: float) -> bool:
        if self.known:
            self._believe(self.known)
        else:
            self._believe(KnownKeys(self._shown(deadline), self.server.launched))
        return True

    def _believe(self, known: KnownKeys) -> None:
        self.outcome.keys, self.outcome.launched = known.keys, known.launched

    def _login(self, deadline: float) -> bool:
        found = self._ask(HAS_CLOUD_INIT, deadline, "no login was possible")
        self.outcome.launched = self.server.launched        # it still has these keys
        self.entrance.open = True
        self.entrance.known.set()
        self.has_cloud_init = bool(found.out.strip())
        return True

    def _cloud_init(self, deadline: float) -> bool:
        if not self.has_cloud_init:
            self.outcome.cloud_init = "none"
            return False
        found = self._ask(STATUS, deadline, "cloud-init has not finished")
        self.outcome.cloud_init = ssh_output.cloud_init(found)
        if self.outcome.cloud_init == "error":
            why = ssh_output.complaint(found) or "see its log, or the end of the console"
            raise CloudError("not_ready", f"cloud-init has failed: {why}")
        return True

    # -- host keys

    def _shown(self, deadline: float) -> list[str]:
        try:
            while not (keys := self._told_by_cloud()) and clock() + LOOK < deadline:
                time.sleep(LOOK)
        except CloudError as error:
            if not self.options.first_use or error.kind == "host_key":
                raise
            keys = []
        return keys or self._first_seen()

    def _told_by_cloud(self) -> list[str]:
        return calls.host_keys(self.connection, self.server, self.options.host_keys == "injected")

    def _first_seen(self) -> list[str]:
        first_use = self.options.first_use and not self.bastion
        keys = self.ssh.scan(self.address) if first_use else []
        if not keys:
            also = (", and ssh-keyscan finds none from here" if first_use else
                    "; if it was restarted since its first boot, which alone shows them, copy "
                    "known_hosts from where it was created; or let the fleet create them "
                    "(host_keys: injected), or trust the network once (host_keys: first_use)")
            limit = f"{self.options.limits['host_keys']:.0f} s (host_keys_timeout)"
            raise CloudError("not_ready",
                             f"its console showed no SSH host keys within {limit}{also}")
        return keys

    def _suspect(self, found: Said) -> None:
        """Another key than expected.  A rebuilt server has new ones, which its console shows; but a
        file is right against a console, unless Nova has launched the server again since."""
        launched = self.known and self.known.launched
        again = not self.known or launched and self.outcome.launched != self.server.launched
        if again and (fresh := self._fresh()):
            self._believe(KnownKeys(fresh, self.server.launched))
            return
        right = ", ".join(map(known_hosts.fingerprint, self.outcome.keys))
        raise CloudError(
            "host_key", f"another machine answers at its address {self.address}, port "
            f"{self.ssh.port}: the host key there is {found.shown}, and should be {right}")

    def _fresh(self) -> list[str]:
        """Other keys than expected, if its console shows them.  Of a server that Nova has launched
        again it does in time: SSH answers before cloud-init prints them."""
        deadline = clock() + (self.options.limits["host_keys"] if self.known else 0)
        while True:
            try:
                shown = self._told_by_cloud()
            except CloudError:
                shown = []
            if shown and set(shown) != set(self.outcome.keys):
                return shown
            if clock() + LOOK > deadline:
                return []
            time.sleep(LOOK)

    # -- asking

    def _ask(self, command: str, deadline: float, late: str) -> Said:
        """What a command has said; late: of the error, if there was no answer in time."""
        began = clock()
        while not (found := self.ssh.run(self.address, self.outcome.keys, command,
                                         deadline - clock())).reached:
            if found.mistrusted:
                asked = clock()
                self._suspect(found)
                deadline += clock() - asked
            elif clock() + AGAIN > deadline:
                why = f": {found.reason}" if found.reason else ""
                raise CloudError("not_ready", f"{late} within {clock() - began:.0f} s{why}")
            else:
                time.sleep(AGAIN)
        return found

    def _told(self, error: CloudError) -> CloudError:
        return about(self.server, error,
                     console=server_calls.last_lines(self.connection, self.server))


def _closed(bastion: Visit, why: str) -> CloudError:
    return CloudError("bastion", f"nobody gets there through its bastion {bastion.server.name} "
                                 f"({bastion.address}): {why}")
