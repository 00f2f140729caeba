# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long one answer may take, whatever drips: its status line, a header, the frames of its body
or what comes after that.

A timeout of a socket is for one read; of an answer that comes byte by byte there are thousands.
"""
from __future__ import annotations

import functools
import http.client
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import allowance

if TYPE_CHECKING:
    from requests import Session


def hold(session: Session) -> None:
    """All that this session is answered, also through proxies, has its time."""
    for adapter in set(session.adapters.values()):
        adapter.get_connection_with_tls_context = functools.partial(    # type: ignore
            _pool, adapter.get_connection_with_tls_context)             # type: ignore


def _pool(usual: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    """urllib3's, for one host."""
    pool = usual(*arguments, **more)
    pool.ConnectionCls = _held(type(pool).ConnectionCls)
    return pool


@functools.cache
def _held(connection: type) -> type:
    return type(connection.__name__, (connection,), {"response_class": TimedAnswer})


class TimedAnswer(http.client.HTTPResponse):
    """One answer, of which each read is held to the time of the whole."""

    def __init__(self, sock: Any, *arguments: Any, **more: Any) -> None:
        super().__init__(sock, *arguments, **more)
        check = allowance.answering(sock.gettimeout() or allowance.LONGEST)
        self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), check))


class _TimedReader(io.RawIOBase):
    """check: before each read; it raises where the time is over."""

    def __init__(self, raw: io.RawIOBase, check: Callable[[], None]) -> None:
        self._raw, self._check = raw, check

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._check()
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
