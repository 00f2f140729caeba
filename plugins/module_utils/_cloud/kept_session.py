# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A login that is kept from task to task: its token and catalog, in a file of the user's own.

keystoneauth decides whether it is used: a token that is about to expire, or that a service refuses
with 401, makes it log in again.  openstacksdk keeps tokens in a keyring, which has to be unlocked,
and which few controllers have.
"""
from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .errors import CloudError

if TYPE_CHECKING:
    from keystoneauth1.identity.base import BaseIdentityPlugin

FOLDER = "multicloud.openstack"
KEY = "key"         # the file of random bytes that names are made with
ROUNDS = 10_000     # a few milliseconds; who has the folder should not guess passwords by names
# what decides who is logged in, and where; a passcode is good for one login alone
PARTS = ("auth_type", "auth", "verify", "insecure", "cacert", "cert", "key")
ONCE = ("passcode",)


def login_of(config: Mapping[str, Any]) -> dict[str, Any]:
    """All of a cloud's configuration that goes into its login.  Pure."""
    parts = {name: config.get(name) for name in PARTS}
    auth = {name: value for name, value in (parts["auth"] or {}).items() if name not in ONCE}
    return {**parts, "auth": auth}


def name_of(login: Mapping[str, Any], key: bytes) -> str:
    """The name of its file, which tells nothing of it.  Pure."""
    text = json.dumps(login, sort_keys=True, default=str)
    return hashlib.pbkdf2_hmac("sha256", text.encode(), key, ROUNDS).hex()


class KeptSession:
    """One login's.  All methods raise CloudError (config) where the folder or a file in it is not
    the user's alone."""

    def __init__(self, login: Mapping[str, Any]) -> None:
        self._login = login
        self._last: object = None       # what was kept last

    def load(self, plugin: BaseIdentityPlugin) -> None:
        """Gives a plugin of keystoneauth what was kept, if there is any that lasts yet."""
        if not hasattr(plugin, "auth_ref"):
            return                      # a way to log in without a token of its own
        with _folder() as folder:
            state = _read(folder, name_of(self._login, _key(folder)))
        with contextlib.suppress(ValueError, TypeError, KeyError):      # of another version
            plugin.set_auth_state(state.decode() if state else None)
        self._last = plugin.auth_ref

    def keep(self, plugin: BaseIdentityPlugin) -> None:
        """Writes it down, if it is new.  Where that fails, what was asked for is done all the same.
        """
        access = getattr(plugin, "auth_ref", None)
        if access is None or access is self._last:
            return
        self._last = access
        ends = access.expires.timestamp() if access.expires else time.time()
        with contextlib.suppress(CloudError), _folder() as folder:
            _sweep(folder)
            _write(folder, name_of(self._login, _key(folder)),
                   (plugin.get_auth_state() or "").encode(), ends)

    def forget(self) -> None:
        """Removes it, if there is one."""
        if not os.path.lexists(_path()):
            return
        with _folder() as folder, contextlib.suppress(FileNotFoundError):
            os.unlink(name_of(self._login, _key(folder)), dir_fd=folder)


def of(config: Mapping[str, Any], keep: bool | None,
       cache: Mapping[str, Any]) -> KeptSession | None:
    """The login of a cloud's configuration, if it is to be kept; one that was kept and is not to be
    is forgotten.

    cache: that section of clouds.yaml, which decides where keep is None.
    """
    kept = KeptSession(login_of(config))
    if keep is None:
        keep = str(cache.get("auth")).lower() == "true"
    elif not keep:
        kept.forget()
    return kept if keep else None


def _path() -> str:
    """The folder; that of XDG_RUNTIME_DIR goes when the user logs out."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    with contextlib.suppress(OSError):      # it may be another user's after su
        if os.path.isabs(runtime) and os.stat(runtime).st_uid == os.geteuid():
            return os.path.join(runtime, FOLDER)
    return os.path.join(tempfile.gettempdir(), f"{FOLDER}-{os.geteuid()}")


@contextlib.contextmanager
def _folder() -> Iterator[int]:
    """Its descriptor: what is done there is done in this folder, whatever others make of the path.
    """
    path = _path()
    try:
        with contextlib.suppress(FileExistsError):
            os.mkdir(path, 0o700)
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            _check(folder, path)
            yield folder
        finally:
            os.close(folder)
    except OSError as error:
        raise CloudError("config", f"keep_session: {path} cannot be used ({error.strerror}): if it "
                         "is not a folder, or has links in it, remove it") from None


def _check(file: int, path: str) -> None:
    found = os.fstat(file)
    if found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise CloudError("config", f"keep_session: {path} is not yours, or others may use it: "
                         "remove it")


def _read(folder: int, name: str) -> bytes | None:
    """What a file has that is still of use.  Its time of change is when it ends."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC,
                       dir_fd=folder)
    except FileNotFoundError:
        return None
    with os.fdopen(file, "rb") as stream:
        _check(file, os.path.join(_path(), name))
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_mtime < time.time():
            return None
        return stream.read()


def _write(folder: int, name: str, content: bytes, ends: float, last: bool = True) -> None:
    """A whole file at once, as several processes share it.

    last: whether it takes the place of one that another process has just written.
    """
    new = f"{name}.{secrets.token_hex(8)}"
    file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600, dir_fd=folder)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.utime(file, (ends, ends))
    if last:
        os.replace(new, name, src_dir_fd=folder, dst_dir_fd=folder)
        return
    with contextlib.suppress(FileExistsError):
        os.link(new, name, src_dir_fd=folder, dst_dir_fd=folder)
    os.unlink(new, dir_fd=folder)


def _key(folder: int) -> bytes:
    """Random bytes, the same for all processes."""
    if (found := _read(folder, KEY)) is None:
        _write(folder, KEY, secrets.token_bytes(32), 2**32, last=False)
        found = _read(folder, KEY)
    return found or b""


def _sweep(folder: int) -> None:
    """Removes what has ended, but for what somebody is just writing."""
    for name in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):
            if os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime < time.time() - 60:
                os.unlink(name, dir_fd=folder)
