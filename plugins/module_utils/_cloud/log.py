# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A file with what clouds are asked and what they answer, without secrets.

What the libraries log of HTTP themselves (at DEBUG) is not used: it has user data in it.
"""
from __future__ import annotations

import errno
import functools
import logging
import os
import shlex
import stat
from collections.abc import Iterator
from logging import LogRecord
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from . import redact
from .errors import CloudError
from .target import Target

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

LEVELS = ("INFO", "DEBUG", "HTTP")
LIBRARIES = ("keystoneauth", "openstack")
NAME = "multicloud.openstack"


class Log:
    """level: INFO is what the libraries say, DEBUG also a line for each request, HTTP also the
    whole of it and of its answer.

    Raises CloudError (config) where the file cannot be written, or is not ours alone.
    """

    def __init__(self, path: str, level: str) -> None:
        self.level, handler = level, _handler(path)
        # nobody's child: what Ansible does with the log of other libraries does not reach it
        self._logger = logging.Logger(NAME)
        for logger in (self._logger, *map(logging.getLogger, LIBRARIES)):
            if not logger.isEnabledFor(logging.INFO):
                logger.setLevel(logging.INFO)
            logger.addHandler(handler)

    def answered(self, target: Target, response: Response, streamed: bool = False) -> None:
        """A requests.Response; streamed: its body is not there yet, and not ours to read."""
        if self.level == "INFO":
            return
        request = response.request
        lines = [_line(target, request.method, request.url, response.status_code,
                       f"{response.elapsed.total_seconds():.3f} s",
                       response.headers.get("x-openstack-request-id", "-"))]
        if self.level == "HTTP":
            lines += _whole(request, response, streamed)
        self._logger.info("%s", "\n".join(lines))

    def unanswered(self, target: Target, method: str, url: str, error: Exception) -> None:
        """There is no answer to show."""
        if self.level != "INFO":
            self._logger.info("%s", _line(target, method, url, type(error).__name__))


class _Formatter(logging.Formatter):
    def format(self, record: LogRecord) -> str:
        found = super().format(record)
        return found if record.name == NAME else redact.text(found)


@functools.cache
def _handler(path: str) -> logging.Handler:
    """One for each file: a process may read the description of the clouds several times."""
    handler = logging.StreamHandler(
        os.fdopen(_opened(path), "a", encoding="utf-8", errors="replace"))
    handler.setLevel(logging.INFO)
    handler.setFormatter(_Formatter("%(asctime)s %(name)s: %(message)s"))
    return handler


def _opened(path: str) -> int:
    """Its descriptor.  Others may have put a link or a file of theirs there."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
                       | os.O_NONBLOCK, 0o600)
    except OSError as error:
        why = "it is a link" if error.errno == errno.ELOOP else error.strerror
        raise CloudError("config", f"cannot write to sdk_log_path, {path}: {why}") from None
    found = os.fstat(file)
    ours = found.st_uid == os.geteuid() and stat.S_ISREG(found.st_mode)
    if ours and not found.st_mode & 0o077:
        return file
    os.close(file)
    mend = f"chmod 600 {shlex.quote(path)}" if ours else "choose another"
    raise CloudError("config", f"sdk_log_path, {path}, is not a file that only you can read and "
                     f"write: {mend}")


def _line(target: Target, method: str | None, url: str | None, *more: object) -> str:
    path = redact.text(urlsplit(url or "").path)
    return " ".join(map(str, (target, method, path, *more)))


def _whole(request: PreparedRequest, response: Response, streamed: bool) -> Iterator[str]:
    hidden = redact.Exchange()
    yield f"> {request.method} {redact.text(request.url or '')}"
    yield from (f"> {line}" for line in hidden.request(request))
    yield f"< {response.status_code} {response.reason}"
    yield from (f"< {line}" for line in hidden.headers(response.headers))
    if not streamed and response.content:
        # where it is no JSON, it is a proxy's page, if it is an error; else a file or a form
        failed = response.status_code >= 400
        yield f"< {hidden.body(response.content, redact.kind_of(response), beginning=failed)}"
