# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SSH host keys, from the servers' consoles into a known_hosts file.

cloud-init prints the public host keys on the console, and the cloud's authenticated API carries
the console: so nobody on the network needs to be believed.  Whatever else is on a console may be
anybody's text, and so may be all that a cloud says of a server: a line of the file is made of parts
that were checked, or not at all.  Pure, but for `load` and `update`.
"""
from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable.address import checked
from ..._portable.mark import PREFIX, read

BEGIN, END = "-----BEGIN SSH HOST KEY KEYS-----", "-----END SSH HOST KEY KEYS-----"
# what may be before a line of cloud-init's: a prompt that waits, and what syslog and journald put
BEFORE = re.compile(r"(?:[\w.-]{1,64} login: )?(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8} )?"
                    r"(?:\[ {0,9}\d{1,9}\.\d{1,9}\] )?(?:(?:cloud-init|ec2)(?:\[\d{1,9}\])?: )?")
# what is printed before the keys in every boot
BOOT = re.compile(r"Linux version |Cloud-init v\. \S+ running '")
KEY = re.compile(r"((?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]{1,64}) ([A-Za-z0-9+/]{32,}={0,2})(?: .*)?")
PART = re.compile(r"[!-~]+")            # of a line
LAUNCHED = f"{PREFIX}launched="
ALIAS = re.compile(rf"{PREFIX}[A-Za-z0-9_.-]+")


@dataclass
class KnownKeys:
    """Host keys of a server, and when Nova had launched it as they were learnt: it does so again
    for a rebuild, after which there may be others."""

    keys: list[str] = field(default_factory=list)
    launched: str | None = None


def in_console(output: str | None) -> list[str]:
    """['ssh-ed25519 AAAA...', ...] of the last boot that printed them; empty if none did.

    Markers and keys are whole lines, but for BEFORE: a comment of a key, or a line of a log, is
    none.  Raises CloudError (host_key) where one boot has printed different ones.
    """
    boots: list[list[list[str]]] = [[]]
    block: list[str] | None = None
    for line in (output or "").split("\n"):        # and at nothing else that ends a line for Python
        text = BEFORE.sub("", line, count=1).rstrip("\r")
        if BOOT.match(text):
            boots.append([])
        elif text == BEGIN:
            block = []
        elif text == END:
            boots[-1] += [block] if block else []
            block = None
        elif block is not None and (key := public_key(text)):
            block.append(key)
    blocks: list[list[str]] = next(filter(None, reversed(boots)), [[]])
    if any(set(one) != set(blocks[-1]) for one in blocks):
        raise CloudError("host_key", "its console shows different SSH host keys from one boot")
    return blocks[-1]


def public_key(text: str) -> str | None:
    """'ssh-ed25519 AAAA...' of a text that is one public key, with or without a comment."""
    found = KEY.fullmatch(text)
    if not found or "-cert-" in found[1]:
        return None
    kind = found[1].encode()
    try:
        blob = base64.b64decode(found[2], validate=True)
    except ValueError:
        return None
    return f"{found[1]} {found[2]}" if blob.startswith(len(kind).to_bytes(4) + kind) else None


def fingerprint(key: str) -> str:
    """Of 'ssh-ed25519 AAAA...', as ssh shows it: 'ssh-ed25519 SHA256:...'."""
    kind, _space, text = key.partition(" ")
    try:
        digest = hashlib.sha256(base64.b64decode(text + "==")).digest()
    except ValueError:      # a console may show anything
        return f"{kind} (damaged)"
    return f"{kind} SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def host(address: str | None, port: int, alias: str | None = None) -> str:
    """How a server is called there; alias: as mark.alias() has it."""
    return alias or (f"{address}" if port == 22 else f"[{address}]:{port}")


def lines(address: str, port: int, known: KnownKeys, mark: str,
          alias: str | None = None) -> list[str]:
    """The lines of one server; mark (whose, and which server) is their comment.

    Raises CloudError (api) where a part of them is not what it has to be.
    """
    comment = [*mark.split(" "), *([LAUNCHED + known.launched] if known.launched else [])]
    if (checked(address, loopback=True) != (address or "") or not all(map(PART.fullmatch, comment))
            or [public_key(key) for key in known.keys] != known.keys
            or not (alias is None or ALIAS.fullmatch(alias))):
        raise CloudError("api", "its address, id or host key has an invalid form, and was not "
                                "written to known_hosts")
    return [f"{host(address, port, alias)} {key} {' '.join(comment)}" for key in known.keys]


def known(text: str) -> dict[tuple[str, str], KnownKeys]:
    """{(host, mark): keys}: what a file has for each very server at its address."""
    found: dict[tuple[str, str], KnownKeys] = defaultdict(KnownKeys)
    for line in text.splitlines():
        words = line.split(" ", 3)
        if len(words) == 4:
            mark, _space, launched = words[3].partition(f" {LAUNCHED}")
            one = found[words[0], mark]
            one.keys.append(f"{words[1]} {words[2]}")
            one.launched = launched or None
    return dict(found)


def clashes(rows: Iterable[dict]) -> dict[str, CloudError]:
    """{address: an error that names the servers that have it}, where there are several: a line of
    the file is good for whoever answers there.  rows: of a result; those with an alias have that
    instead of an address."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        where = Target(row["cloud"], row["region_name"])
        found[row.get("alias") or row["address"]].append(f"{row['name']} ({row['id']}) on {where}")
    return {address: CloudError(
        "host_key", f"several servers have the address {address}: {', '.join(names)}; none of "
        "their host keys was written to known_hosts")
        for address, names in found.items() if len(names) > 1}


def without(text: str, goes: Callable[[dict[str, str]], object]) -> str:
    """The file's text without the lines of which goes(their marks) is true; see mark.read()."""
    return "".join(f"{line}\n" for line in text.splitlines() if not goes(read(line)))


def merged(text: str, fleet_mark: str, own: list[str], keep_own: bool) -> str:
    """The file's text with `own` as the lines of this fleet, and everybody else's kept.

    keep_own: keep lines of the fleet that are not among them, as long as their address is not
    another server's: some targets were not seen.
    """
    hosts = {line.split(" ", 1)[0] for line in own}
    kept = [line for line in text.splitlines() if line.strip()
            and line.split(" ", 1)[0] not in hosts
            and (keep_own or fleet_mark not in line.split())]
    return "".join(f"{line}\n" for line in kept + own)


def load(path: str) -> str:
    """The file's text; '' where there is none.

    Raises CloudError (invalid) for a path that ssh cannot be told.
    """
    if re.search(r"[\x00-\x1f\x7f\"\\]|\$\{", path):
        raise CloudError("invalid", f"known_hosts: ssh does not accept the file name {path!r}: use "
                                    'one without ", \\, ${ and control characters')
    try:
        with open(path, encoding="utf-8") as stream:
            return stream.read()
    except FileNotFoundError:
        return ""


def update(path: str, change: Callable[[str], str]) -> bool:
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


def _replace(path: str, folder: str, text: str) -> None:
    if not text:
        os.remove(path)
        return
    handle, temporary = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(temporary, path)
