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
import shlex
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from typing import IO

from .._cloud.errors import CloudError
from .._fleet.observe.known_hosts import public_key
from .ssh_output import LOST, Said

MOST = 100_000      # bytes of what a server says: it may go on for ever
ALIAS = "server"    # what it is called in a file that has no other one
# ssh keeps the first value that it is told, so that nothing that comes later weakens these
ALWAYS = tuple(f"-o{option}" for option in (
    "BatchMode=yes", "StrictHostKeyChecking=yes", "GlobalKnownHostsFile=/dev/null",
    f"HostKeyAlias={ALIAS}", "CheckHostIP=no", "UpdateHostKeys=no", "ControlPath=none",
    "ConnectTimeout=10", "ServerAliveInterval=15", "LogLevel=DEBUG1"))


@dataclass(frozen=True)
class Ssh:
    """How to log in.  common_args: as Ansible's ansible_ssh_common_args."""

    port: int
    user: str | None = None
    private_key_file: str | None = None
    common_args: tuple[str, ...] = ()

    @classmethod
    def of(cls, options: dict) -> Ssh:
        """From a module's options.  Raises CloudError (invalid)."""
        try:
            common = tuple(shlex.split(options["ssh_common_args"] or ""))
        except ValueError as error:
            raise CloudError("invalid", f"ssh_common_args: {error}") from None
        return cls(options["port"], options["remote_user"], options["private_key_file"], common)

    def _arguments(self) -> list[str]:
        user = ["-l", self.user] if self.user else []
        key = (["-i", self.private_key_file, "-oIdentitiesOnly=yes"] if self.private_key_file
               else [])
        return ["-p", str(self.port), *user, *key, *self.common_args]

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
            file.write("".join(f"{ALIAS} {key}\n" for key in keys))
            file.flush()
            return _run(["ssh", *ALWAYS, f'-oUserKnownHostsFile="{file.name.replace("%", "%%")}"',
                         *self._arguments(), address, command], seconds)

    def scan(self, address: str) -> list[str]:
        """The host keys that the network shows."""
        said = _run(["ssh-keyscan", "-T", "5", "-p", str(self.port), address], 30)
        shown = (public_key(line.partition(" ")[2]) for line in said.out.splitlines())
        return sorted(filter(None, shown))


def _run(command: list[str], seconds: float) -> Said:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                       process_group=0)
        except FileNotFoundError:
            raise CloudError("config", f"{command[0]} of OpenSSH is not installed where the module "
                                       "runs") from None
        code = _ended(process, max(1.0, seconds))
        return Said(code, _text(out), _text(err))


def _ended(process: subprocess.Popen, seconds: float) -> int | None:
    """Its exit code, or None.  The ssh to a jump host may outlive the one that has started it; so
    nobody waits for it, and it has to go, unless it is another user's."""
    try:
        code = process.wait(seconds)
        return LOST if code < 0 else code
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(MOST).decode(errors="replace")
