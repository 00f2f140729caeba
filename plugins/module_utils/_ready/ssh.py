# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""OpenSSH's own ssh as a way to log in: what it is told, and what it answers.

Host keys are always checked, and against the keys that are given here alone: the user's own files
and the network have no say in whether a server is the one that it should be.
"""
from __future__ import annotations

import contextlib
import os
import selectors
import shlex
import signal
import subprocess
import tempfile
from dataclasses import dataclass, replace
from time import monotonic as clock
from typing import IO, cast

from .._cloud.errors import CloudError
from .._fleet.observe import bastions
from .._fleet.observe.known_hosts import public_key
from .ssh_output import LOST, Said

MOST = 100_000      # bytes of what a server says: it may go on for ever, and is ended then
TURN = 0.05         # seconds: how often it is looked whether ssh has ended
ALIAS, BASTION = "server", "bastion"    # what they are called in a file that has no others
# ssh keeps the first value that it is told, so that nothing that comes later weakens these
ALWAYS = tuple(f"-o{option}" for option in (
    "BatchMode=yes", "StrictHostKeyChecking=yes", "GlobalKnownHostsFile=/dev/null",
    "CheckHostIP=no", "UpdateHostKeys=no", "ControlPath=none", "ConnectTimeout=30",
    "ServerAliveInterval=15"))


@dataclass(frozen=True)
class Jump:
    """A server through which others are reached; keys: its host keys."""

    address: str
    keys: tuple[str, ...]
    user: str | None = None


@dataclass(frozen=True)
class Ssh:
    """How to log in.  common_args: as Ansible's ansible_ssh_common_args.  jump: where to log in
    first, which is what common_args are for then."""

    port: int
    user: str | None = None
    private_key_file: str | None = None
    common_args: tuple[str, ...] = ()
    jump: Jump | None = None

    @classmethod
    def of(cls, options: dict) -> Ssh:
        """From a module's options.  Raises CloudError (invalid)."""
        try:
            common = tuple(shlex.split(options["ssh_common_args"] or ""))
        except ValueError as error:
            raise CloudError("invalid", f"ssh_common_args: {error}") from None
        return cls(options["port"], options["remote_user"], options["private_key_file"], common)

    def _arguments(self, file: str | None = None) -> list[str]:
        """file: of the host keys, where there is a jump."""
        jump, user = self.jump, ["-l", self.user] if self.user else []
        key = (["-i", self.private_key_file, "-oIdentitiesOnly=yes"] if self.private_key_file
               else [])
        if not (jump and file):
            return ["-p", str(self.port), *user, *key, *self.common_args]
        first = replace(self, jump=None, user=None)._arguments()
        way = bastions.proxy_command([*_checked(BASTION, file), *first], jump.address, jump.user)
        return [f"-oProxyCommand={way}", "-p", str(self.port), *user, *key]

    def indirect(self, address: str) -> bool:
        """Whether ssh goes there through another host, as it is told here or in its own files."""
        said = _run(["ssh", "-G", *self._arguments(), address], 10)
        if said.code:
            raise CloudError("config", f"ssh cannot be used: {said.reason}")
        ways = (line.split(" ", 1) for line in said.out.splitlines() if " " in line)
        return any(key in ("proxyjump", "proxycommand") and value != "none" for key, value in ways)

    def run(self, address: str, keys: list[str], command: str, seconds: float) -> Said:
        """A command of the server's shell, if it shows one of these host keys."""
        with tempfile.NamedTemporaryFile("w", prefix="known_hosts.") as file:
            known = {ALIAS: keys, BASTION: self.jump.keys if self.jump else ()}
            file.write("".join(f"{name} {key}\n" for name, own in known.items() for key in own))
            file.flush()
            return _run(["ssh", *_checked(ALIAS, file.name), "-oLogLevel=DEBUG1",
                         *self._arguments(file.name), address, command], seconds)

    def scan(self, address: str) -> list[str]:
        """The host keys that the network shows."""
        said = _run(["ssh-keyscan", "-T", "20", "-p", str(self.port), address], 30)
        shown = (public_key(line.partition(" ")[2]) for line in said.out.splitlines())
        return sorted(filter(None, shown))


def _checked(alias: str, file: str) -> list[str]:
    """The options by which a host is believed that shows one of the keys of an alias in a file."""
    return [*ALWAYS, f"-oHostKeyAlias={alias}",
            f'-oUserKnownHostsFile="{file.replace("%", "%%")}"']


def _run(command: list[str], seconds: float) -> Said:
    deadline = clock() + max(1.0, seconds)
    try:
        process = subprocess.Popen(     # pylint: disable=ansible-bad-function # no module
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            bufsize=0, process_group=0)
    except FileNotFoundError:
        raise CloudError("config", f"{command[0]} of OpenSSH is not installed where the module "
                                   "runs") from None
    out, err = bytearray(), bytearray()
    with process:       # whose end closes the pipes
        try:
            code = _heard(process, {cast(IO[bytes], process.stdout): out,
                                    cast(IO[bytes], process.stderr): err}, deadline)
        finally:
            _end(process)
    if max(len(out), len(err)) > MOST:
        return Said(LOST, _text(out), f"its output has more than {MOST} bytes")
    return Said(code, _text(out), _text(err))


def _heard(process: subprocess.Popen, pipes: dict[IO[bytes], bytearray],
           deadline: float) -> int | None:
    """Its exit code, or None where it has none in time, or says more than MOST; what it has said is
    added to each pipe's bytes.  The ssh to a jump host may outlive the one that has started it, and
    keep the pipes open: so nobody waits for their end."""
    with selectors.DefaultSelector() as ready:
        for pipe, said in pipes.items():
            ready.register(pipe, selectors.EVENT_READ, said)
        while clock() < deadline and all(len(said) <= MOST for said in pipes.values()):
            code = process.poll()       # first: all that it has said is in the pipes then
            for key, _events in ready.select(TURN if code is None else 0):
                part = os.read(key.fd, MOST)        # more than a pipe holds
                key.data.extend(part)
                if not part:
                    ready.unregister(key.fileobj)
            if code is not None:
                return LOST if code < 0 else code
    return None


def _end(process: subprocess.Popen) -> None:
    """With all that it has started, unless that is another user's."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _text(said: bytearray) -> str:
    return said[:MOST].decode(errors="replace")
