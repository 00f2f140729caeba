# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting for one resource: until it is ready, has failed, or is gone."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from .._cloud.errors import CloudError, kind_of_fault
from .api import Api

if TYPE_CHECKING:
    from openstack.resource import Resource

SHORTEST, LONGEST, GROWTH = 0.5, 5.0, 1.5     # seconds, seconds, factor
# what says why something has failed: of an order of Barbican, a backup, a node of Ironic, a cluster
# of Magnum
REASONS = ("error_reason", "fail_reason", "last_error", "status_reason")


def _task(resource: Resource | None) -> str | None:
    """What is under way on a server, but for a snapshot of it, which may take long."""
    task = getattr(resource, "task_state", None)
    return None if (task or "").startswith("image_") else task


def until_ready(api: Api, resource: Resource, timeout: float, ready: tuple[str, ...] = (),
                failed: tuple[str, ...] = (),
                busy: Callable[[Resource], object] = _task) -> Resource:
    """The resource, as soon as its status is one of `ready`, in any case of letters; without them,
    those of its spec.  busy(resource) keeps it from being ready, or from failing.

    Raises CloudError: that of broken(), timeout.
    """
    good = ready or api.spec.ready
    good = good if callable(good) else _lower(good).__contains__
    bad = _lower(failed or api.spec.failed)

    def look() -> bool:
        status = _status(api, resource)
        if busy(resource):
            return False
        if status in bad and not good(status):
            raise broken(api, resource)
        return good(status)
    _until(api, look, timeout, lambda: f"still has the status {_said(api, resource)}", resource,
           lambda: _look_again(api, resource))
    return resource


def _look_again(api: Api, resource: Resource) -> None:
    """One that has shown no status yet may not be there yet: a service that makes it later than it
    answers."""
    try:
        api.call("reading", resource.fetch)
    except CloudError as error:
        if error.kind != "not_found" or _status(api, resource):
            raise


def alive(api: Api, resource: Resource) -> None:
    """One look.  Raises CloudError: build_failed if it is gone, that of broken()."""
    found = api.again(resource)
    if found is None:
        raise CloudError("build_failed", f"{api.spec.noun} {resource.name} ({resource.id}) has "
                         "vanished: somebody has deleted it", api.connection.target)
    if _status(api, found) in _lower(api.spec.failed):
        raise broken(api, found)


def until_gone(api: Api, resource: Resource, timeout: float) -> None:
    """Raises CloudError: that of broken(), timeout."""
    before = _status(api, resource)
    # what was in an error may stay so until it is gone; a server whose build is given up gets there
    expected = "error" if before == "build" else before

    def look() -> bool:
        found = api.again(resource)
        status = _status(api, found)
        wrong = {"error", "error_deleting", *_lower(api.spec.failed)} - {expected}
        if found is not None and status in wrong and not _task(found):
            raise broken(api, found)
        return found is None or status in ("deleted", "soft_deleted")
    _until(api, look, timeout, lambda: "still exists", resource)


def _until(api: Api, look: Callable[[], bool], timeout: float, state: Callable[[], str],
           resource: Resource, ask: Callable[[], object] = lambda: None) -> None:
    pause, until = SHORTEST, time.monotonic() + timeout
    while not look():
        if time.monotonic() >= until:
            raise CloudError("timeout", f"{api.spec.noun} {resource.name or resource.id} "
                             f"({resource.id}) {state()} after {timeout:g} s",
                             api.connection.target)
        time.sleep(max(0.0, min(pause, until - time.monotonic())))
        pause = min(pause * GROWTH, LONGEST)
        ask()


def _lower(words: Iterable[str]) -> set[str]:
    return {word.lower() for word in words}


def _status(api: Api, resource: Resource | None) -> str:
    return _said(api, resource).lower()


def _said(api: Api, resource: Resource | None) -> str:
    return str(getattr(resource, api.spec.status, None) or "")


def broken(api: Api, resource: Resource) -> CloudError:
    """What is said of one that is in error; its kind is what has gone wrong."""
    fault = getattr(resource, "fault", None) or {}
    said = fault.get("message") if isinstance(fault, dict) else None
    said = said or next(filter(None, (getattr(resource, name, None) for name in REASONS)), None)
    said = said or _reason(api, resource)
    text = f"{api.spec.noun} {resource.name or resource.id} ({resource.id}) is in status "
    return CloudError(kind_of_fault(said or ""),
                      f"{text}{_said(api, resource)}" + (f": {said}" if said else ""),
                      api.connection.target, fault=said, id=resource.id)


def _reason(api: Api, resource: Resource) -> str | None:
    """What another request says; an error of that is not what has gone wrong."""
    try:
        return api.spec.reason(api, resource) if api.spec.reason else None
    except CloudError:
        return None
