# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A login that is kept from task to task: its token and catalog, in a file of the user's own.

keystoneauth decides whether it is used: a token that is about to expire, or that a service refuses
with 401, makes it log in again.  Of targets and processes that need the same login at the same
time, one logs in.  openstacksdk keeps tokens in a keyring, which has to be unlocked, and which few
controllers have.
"""
from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import own_folder
from .errors import CloudError

if TYPE_CHECKING:
    from keystoneauth1.access import AccessInfo
    from keystoneauth1.identity.base import BaseIdentityPlugin
    from keystoneauth1.session import Session

ROUNDS = 10_000     # a few milliseconds; who has the folder should not guess passwords by names
# what decides who is logged in, and where; a passcode is good for one login alone
PARTS = ("auth_type", "auth", "verify", "insecure", "cacert", "cert", "key")
ONCE = ("passcode",)
NOBODYS = "none"    # in place of one, and never sent


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
    the user's alone.

    seconds: that a login may take.  lacks: why nobody can log in anew; what was kept can be used.
    """

    def __init__(self, login: Mapping[str, Any], seconds: float = 30,
                 lacks: CloudError | None = None) -> None:
        self._login, self._seconds, self._lacks = login, seconds, lacks
        self._state: bytes | None = None        # what was loaded or kept last

    def attach(self, plugin: BaseIdentityPlugin) -> None:
        """Gives a plugin of keystoneauth what was kept, and keeps what it logs in for."""
        if not hasattr(plugin, "auth_ref"):
            return                      # a way to log in without a token of its own
        self.load(plugin)
        plugin.get_auth_ref = functools.partial(        # type: ignore[assignment, method-assign]
            self._log_in, plugin, plugin.get_auth_ref)

    def _log_in(self, plugin: BaseIdentityPlugin, usual: Callable[[Session], AccessInfo],
                session: Session) -> AccessInfo | None:
        """Whenever keystoneauth needs a login.  What another target or process has kept meanwhile
        is one: a passcode is good for no second."""
        with self._alone():
            if self.load(plugin):
                return plugin.auth_ref
            if self._lacks:
                raise self._lacks
            plugin.auth_ref = usual(session)
            self.keep(plugin)
            return plugin.auth_ref

    def load(self, plugin: BaseIdentityPlugin) -> bool:
        """Whether something was kept that the plugin has not had yet, and has now."""
        state = self._found()
        if state is None or state == self._state:
            return False
        self._state = state
        try:
            _install(plugin, state)
        except Exception:               # of another version, or damaged
            plugin.set_auth_state(None)
            return False
        return True

    def keep(self, plugin: BaseIdentityPlugin) -> None:
        """Writes it down.  Where that fails, what was asked for is done all the same."""
        access = plugin.auth_ref
        if access is None:
            return
        self._state = (plugin.get_auth_state() or "").encode()
        ends = access.expires.timestamp() if access.expires else time.time()
        with contextlib.suppress(CloudError), own_folder.opened() as folder:
            own_folder.sweep(folder)
            own_folder.write(folder, self._name(folder), self._state, ends)

    def there(self) -> bool:
        """Whether something was kept that has not ended."""
        return self._found() is not None

    def forget(self) -> None:
        """Removes it, if there is one."""
        if not os.path.lexists(own_folder.place()):
            return
        with own_folder.opened() as folder:
            own_folder.remove(folder, self._name(folder))

    def _found(self) -> bytes | None:
        with own_folder.opened() as folder:
            return own_folder.read(folder, self._name(folder))

    def _name(self, folder: int) -> str:
        return name_of(self._login, own_folder.key(folder))

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """While nobody else logs in so, as far as that can be had."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(CloudError), own_folder.opened() as folder:
                stack.enter_context(own_folder.locked(
                    folder, f"{self._name(folder)}.lock", self._seconds))
            yield


def wanted(keep: bool | None, clouds_yaml: Mapping[str, Any]) -> bool | None:
    """Whether logins are to be kept; False where one that was kept is to be forgotten.  Where the
    option is None, clouds.yaml decides."""
    cache = clouds_yaml.get("cache")
    told = isinstance(cache, Mapping) and str(cache.get("auth")).lower() == "true"
    return True if keep is None and told else keep


def passed(login: Mapping[str, Any]) -> dict[str, Any]:
    """A login that looks as if it had a passcode."""
    return {**login, "auth": {**login.get("auth", {}), "passcode": NOBODYS}}


def of(config: Mapping[str, Any], keep: bool | None,
       lacks: CloudError | None = None) -> KeptSession | None:
    """The login of a cloud's configuration, if it is wanted.  Raises lacks where none was kept."""
    kept = KeptSession(login_of(config), config.get("api_timeout") or 30, lacks)
    if keep is False:
        kept.forget()
    if lacks and not (keep and kept.there()):
        raise lacks
    return kept if keep else None


def _install(plugin: BaseIdentityPlugin, state: bytes) -> None:
    """Raises whatever where it is none: keystoneauth notices only when it uses a part."""
    plugin.set_auth_state(state.decode())
    access: Any = plugin.auth_ref
    if not isinstance(access.auth_token, str):
        raise TypeError
    for part in ("expires", "project_id"):
        getattr(access, part)
    access.service_catalog.get_endpoints()
