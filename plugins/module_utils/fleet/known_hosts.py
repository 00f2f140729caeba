# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SSH host keys, from the servers' consoles into a known_hosts file.

cloud-init prints the public host keys on the console, and the cloud's authenticated API carries
the console: so nobody on the network needs to be believed.  Pure, but for `load` and `update`.
"""
from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import re
import tempfile

from ..portable.mark import read

BLOCK = re.compile(r"-----BEGIN SSH HOST KEY KEYS-----(.*?)-----END SSH HOST KEY KEYS-----", re.S)
KEY = re.compile(r"\b((?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+) ([A-Za-z0-9+/=]{32,})")


def in_console(output: str) -> list[str]:
    """['ssh-ed25519 AAAA...', ...] of the last boot that printed them; empty if none did."""
    blocks = BLOCK.findall(output or "")
    return [f"{kind} {key}" for kind, key in KEY.findall(blocks[-1])] if blocks else []


def fingerprint(key: str) -> str:
    """Of 'ssh-ed25519 AAAA...', as ssh shows it: 'ssh-ed25519 SHA256:...'."""
    kind, _blank, text = key.partition(" ")
    try:
        digest = hashlib.sha256(base64.b64decode(text + "==")).digest()
    except ValueError:      # a console may show anything
        return f"{kind} (damaged)"
    return f"{kind} SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def host(address: str | None, port: int) -> str:
    """How a server is called there."""
    return f"{address}" if port == 22 else f"[{address}]:{port}"


def lines(address: str, port: int, keys: list[str], mark: str) -> list[str]:
    """The lines of one server; mark (whose, and which server) is their comment."""
    return [f"{host(address, port)} {key} {mark}" for key in keys]


def known(text: str) -> dict[tuple[str, str], list[str]]:
    """{(host, mark): keys}: what a file has for each very server at its address."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in text.splitlines():
        words = line.split(" ", 3)
        if len(words) == 4:
            found.setdefault((words[0], words[3]), []).append(f"{words[1]} {words[2]}")
    return found


def without(text: str, goes) -> str:
    """The file's text without the lines of which goes(their marks) is true; see mark.read()."""
    return "".join(f"{line}\n" for line in text.splitlines() if not goes(read(line)))


def merged(text: str, fleet_mark: str, wanted: list[str], keep_own: bool) -> str:
    """The file's text with `wanted` as the lines of this fleet, and everybody else's kept.

    keep_own: keep lines of the fleet that are not wanted now, as long as their address is not
    another server's: some targets were not seen.
    """
    hosts = {line.split(" ", 1)[0] for line in wanted}
    kept = [line for line in text.splitlines() if line.strip()
            and line.split(" ", 1)[0] not in hosts
            and (keep_own or fleet_mark not in line.split())]
    return "".join(f"{line}\n" for line in kept + wanted)


def load(path: str) -> str:
    """The file's text; '' where there is none."""
    try:
        with open(path, encoding="utf-8") as stream:
            return stream.read()
    except FileNotFoundError:
        return ""


def update(path: str, change) -> bool:
    """Replaces the file's text by change(text) in one step; whether that made a difference.

    Fleets may share a file: its folder is locked meanwhile.  A file without a line is removed.
    """
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, mode=0o700, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = load(path)
        after = change(before)
        if after != before:
            _replace(path, folder, after)
    finally:
        os.close(lock)
    return after != before


def _replace(path, folder, text):
    if not text:
        os.remove(path)
        return
    handle, temporary = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(temporary, path)
