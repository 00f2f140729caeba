# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The folder in which sessions are kept, which nobody else may use, and its files."""
from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import stat
import tempfile
import time
from collections.abc import Iterator
from typing import IO

from .errors import CloudError

FOLDER = "multicloud.openstack"
KEY = "key"         # the file of random bytes that names are made with
PAUSE = 0.05        # seconds between two looks at a lock


def place() -> str:
    """The folder; that of XDG_RUNTIME_DIR goes when the user logs out."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    with contextlib.suppress(OSError):      # it may be another user's after su
        if os.path.isabs(runtime) and os.stat(runtime).st_uid == os.geteuid():
            return os.path.join(runtime, FOLDER)
    return os.path.join(tempfile.gettempdir(), f"{FOLDER}-{os.geteuid()}")


@contextlib.contextmanager
def opened() -> Iterator[int]:
    """Its descriptor: what is done there is done in this folder, whatever others make of the path.
    """
    path = place()
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


def read(folder: int, name: str) -> bytes | None:
    """What a file has that is still of use.  Its time of change is when it ends."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC,
                       dir_fd=folder)
    except FileNotFoundError:
        return None
    with os.fdopen(file, "rb") as stream:
        _check(file, os.path.join(place(), name))
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_mtime < time.time():
            return None
        return stream.read()


def write(folder: int, name: str, content: bytes, ends: float, last: bool = True) -> None:
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


def key(folder: int) -> bytes:
    """Random bytes, the same for all processes."""
    if (found := read(folder, KEY)) is None:
        write(folder, KEY, secrets.token_bytes(32), 2**32, last=False)
        found = read(folder, KEY)
    return found or b""


@contextlib.contextmanager
def locked(folder: int, name: str, seconds: float) -> Iterator[None]:
    """The file is locked, or the seconds are over: who waits for somebody stuck would be, too."""
    file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600,
                   dir_fd=folder)
    folder = os.dup(folder)             # the caller's is closed meanwhile
    try:
        until = time.monotonic() + seconds
        while not take(file) and time.monotonic() < until:
            time.sleep(PAUSE)
        yield
    finally:
        remove(folder, name)            # who has it open waits for it yet
        os.close(file)
        os.close(folder)


def take(file: int | IO) -> bool:
    """Whether the lock of a file was to be had, and is held now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def remove(folder: int, name: str) -> None:
    """One of its files, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)


def sweep(folder: int) -> None:
    """Removes what has ended, but for what somebody is just writing."""
    for name in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):
            if os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime < time.time() - 60:
                os.unlink(name, dir_fd=folder)
